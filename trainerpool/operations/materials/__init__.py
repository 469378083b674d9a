"""Deeds on trainer packs: versions, files, reviews, triggers, learning taken in, who is told, and frameworks."""

from trainerpool.operations.kept_files import open_private_copy, read_kept_file, save_kept_file
from trainerpool.operations.materials.files import (
    add_material_file,
    change_material_file,
    keep_material_files,
    remove_material_file,
)
from trainerpool.operations.materials.frameworks import map_course, record_content_check, revise_framework, unmap_course
from trainerpool.operations.materials.learning import (
    absorb_learning,
    add_learning_point,
    change_learning_point,
    remove_absorbed_learning,
)
from trainerpool.operations.materials.reviews import (
    answer_material_remark,
    approve_material_version,
    break_off_review,
    judge_material,
    judge_material_items,
    return_material_version,
    start_material_review,
)
from trainerpool.operations.materials.telling import record_read, set_session_material, tell_trainers
from trainerpool.operations.materials.triggers import SORTS, flag_course, record_trigger, settle_flag
from trainerpool.operations.materials.versions import (
    add_material_version,
    change_material_version,
    extend_material_version,
    remove_material_version,
    submit_material_version,
    withdraw_material_version,
)

__all__ = [
    "SORTS",
    "absorb_learning",
    "add_learning_point",
    "add_material_file",
    "add_material_version",
    "answer_material_remark",
    "approve_material_version",
    "break_off_review",
    "change_learning_point",
    "change_material_file",
    "change_material_version",
    "extend_material_version",
    "flag_course",
    "judge_material",
    "judge_material_items",
    "keep_material_files",
    "map_course",
    "open_private_copy",
    "read_kept_file",
    "record_content_check",
    "record_read",
    "record_trigger",
    "remove_absorbed_learning",
    "remove_material_file",
    "remove_material_version",
    "return_material_version",
    "revise_framework",
    "save_kept_file",
    "set_session_material",
    "settle_flag",
    "start_material_review",
    "submit_material_version",
    "tell_trainers",
    "unmap_course",
    "withdraw_material_version",
]
