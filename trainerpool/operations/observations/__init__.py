"""Deeds on observations of delivery: planned, seen, judged, agreed, submitted, moderated, closed and corrected."""

from trainerpool.operations.observations.correcting import correct_observation
from trainerpool.operations.observations.drafts import keep_draft
from trainerpool.operations.observations.ending import (
    close_observation,
    give_copy,
    moderate_observation,
    reply_to_observation,
    second_observation,
    send_back_observation,
    submit_observation,
)
from trainerpool.operations.observations.feedback import (
    record_conversation,
    record_reflection,
    reopen_action,
    set_actions,
    set_outcome,
    set_strengths,
    settle_action,
)
from trainerpool.operations.observations.frameworks import change_observation_framework, revert_observation_framework
from trainerpool.operations.observations.judging import judge, judge_several
from trainerpool.operations.observations.notes import add_timed_note, change_timed_note, remove_timed_note
from trainerpool.operations.observations.observers import set_observer
from trainerpool.operations.observations.on_paper import add_observation, enter_paper_visit
from trainerpool.operations.observations.scans import attach_scan, keep_scan, remove_scan
from trainerpool.operations.observations.visits import (
    add_trainer_seen,
    cancel_visit,
    change_visit,
    finish_visit,
    plan_visit,
    remove_trainer_seen,
    resume_visit,
    start_visit,
)

__all__ = [
    "add_observation",
    "add_timed_note",
    "add_trainer_seen",
    "attach_scan",
    "cancel_visit",
    "change_observation_framework",
    "change_timed_note",
    "change_visit",
    "close_observation",
    "correct_observation",
    "enter_paper_visit",
    "finish_visit",
    "give_copy",
    "judge",
    "judge_several",
    "keep_draft",
    "keep_scan",
    "moderate_observation",
    "plan_visit",
    "record_conversation",
    "record_reflection",
    "remove_scan",
    "remove_timed_note",
    "remove_trainer_seen",
    "reopen_action",
    "reply_to_observation",
    "resume_visit",
    "revert_observation_framework",
    "second_observation",
    "send_back_observation",
    "set_actions",
    "set_observer",
    "set_outcome",
    "set_strengths",
    "settle_action",
    "start_visit",
    "submit_observation",
]
