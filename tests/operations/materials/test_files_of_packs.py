"""Files of a pack: added whole, contents expected and missing, undone and back to the byte, copied for the day, swept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.operations.materials.packs import EVERY, PACK, REVIEWER, a_file, page, pool_with_pack, versions
from trainerpool.host.folders import private_folder, wipe_private_folder
from trainerpool.operations import materials
from trainerpool.operations.desk import Desk
from trainerpool.operations.kept_files import safe_name, sweep_bodies
from trainerpool.operations.pools import close_pool, open_pool, verify_pool
from trainerpool.operations.settings import set_policy
from trainerpool.problem import Problem
from trainerpool.queries.material_compare import compare_versions

AT_ONCE = timedelta(days=-4000)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = pool_with_pack(tmp_path)
    yield made
    close_pool(made)


def bodies(desk: Desk) -> list[str]:
    folder = desk.store.bodies.folder
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_files_say_which_contents_they_are_and_which_are_missing(desk: Desk, tmp_path: Path) -> None:
    assert len(page(desk).missing) == 12
    materials.add_material_file(desk, PACK, a_file(tmp_path), contents="slides")
    materials.add_material_file(desk, PACK, a_file(tmp_path, "Front door.png"), contents="A poster")
    now = page(desk)
    assert [(one.name, one.kind, one.size_words) for one in now.files] == [
        ("Slides.pdf", "pdf", "13 bytes"), ("Front door.png", "image", "13 bytes"),
    ]  # fmt: skip
    assert "Slides" not in now.missing
    assert len(now.missing) == 11
    assert now.expected[-1].name == "A poster"
    file = now.files[1].id
    materials.change_material_file(desk, file, name="Routes.svg", clear=["contents"])
    assert [one.name for one in page(desk).files] == ["Slides.pdf", "Routes.svg"]
    assert materials.read_kept_file(desk, file) == b"%PDF invented"
    assert len(bodies(desk)) == 1  # the same content under two names is kept once


def test_several_files_are_one_deed_and_all_or_none(desk: Desk, tmp_path: Path) -> None:
    paths = [Path(a_file(tmp_path, f"{n}.txt", bytes([n]) * 3_000_000)) for n in range(3)]
    told: list[tuple[int, int, str]] = []
    with pytest.raises(Problem, match="Stopped"):
        materials.keep_material_files(desk, PACK, paths, stopped=lambda: len(bodies(desk)) == 2)
    assert page(desk).files == ()
    head = desk.store.head.count
    done = materials.keep_material_files(desk, PACK, paths, told=lambda *said: told.append(said))
    assert (done.name, desk.store.head.count) == ("Add 3 files to Neglect 3.2", head + 1)
    assert told[-1] == (9_000_000, 9_000_000, "2.txt")
    assert [one[0] for one in told] == sorted(one[0] for one in told)
    with pytest.raises(Problem, match=r"is not a file"):
        materials.keep_material_files(desk, PACK, [Path(a_file(tmp_path, "new.txt")), tmp_path / "gone.txt"])
    assert len(page(desk).files) == 3


def test_the_largest_file_is_what_policy_says(desk: Desk, tmp_path: Path) -> None:
    set_policy(desk, {"largest_file_megabytes": 1})
    with pytest.raises(Problem, match="has 2 MB; a kept file has at most 1 MB"):
        materials.add_material_file(desk, PACK, a_file(tmp_path, "Film.mp4", b"x" * 1_500_000))


def test_what_is_undone_is_back_by_redo_to_the_byte_also_after_a_restart(desk: Desk, tmp_path: Path) -> None:
    body = bytes(range(256)) * 9000
    materials.add_material_file(desk, PACK, a_file(tmp_path, "Film.mp4", body))
    (tmp_path / "Film.mp4").unlink()
    desk.undo()
    assert page(desk).files == ()
    assert sweep_bodies(desk, AT_ONCE) == 0
    path = desk.store.path
    close_pool(desk)
    again = open_pool(path, "correct horse", desk.clock)
    desk.store, desk.is_closed = again.store, False
    desk.redo()
    [file] = page(desk).files
    assert materials.read_kept_file(desk, file.id) == body
    materials.remove_material_file(desk, file.id)
    assert sweep_bodies(desk, AT_ONCE) == 0
    desk.undo()
    assert materials.read_kept_file(desk, file.id) == body


def test_a_body_goes_when_nothing_can_bring_its_file_back(desk: Desk, tmp_path: Path) -> None:
    materials.add_material_file(desk, PACK, a_file(tmp_path))
    desk.undo()
    materials.change_material_version(desk, PACK, change_note="Another way")
    assert sweep_bodies(desk) == 0  # just written: it may be on its way in
    assert sweep_bodies(desk, AT_ONCE) == 1
    assert bodies(desk) == []
    assert verify_pool(desk.store.path, "correct horse") == []


def test_a_private_copy_is_for_this_person_and_wiped(desk: Desk, tmp_path: Path) -> None:
    materials.add_material_file(desk, PACK, a_file(tmp_path, "Plan.docx", b"PK invented"))
    [file] = page(desk).files
    copy = materials.open_private_copy(desk, file.id)
    assert copy.read_bytes() == b"PK invented"
    assert copy.name == "Plan.docx"
    assert private_folder() in copy.parents
    assert copy.parent.stat().st_mode & 0o777 == 0o700
    wipe_private_folder()
    assert not copy.exists()
    target = tmp_path / "out.docx"
    materials.save_kept_file(desk, file.id, target)
    assert target.read_bytes() == b"PK invented"
    with pytest.raises(Problem, match="Stopped"):
        materials.save_kept_file(desk, file.id, tmp_path / "no.docx", stopped=lambda: True)
    assert not [path for path in tmp_path.iterdir() if "no.docx" in path.name]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a/b:c?.pdf", "a_b_c_.pdf"),
        ("..", "file"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ("Jay’s.docx", "Jay’s.docx"),
    ],
)
def test_a_copys_name_is_one_that_every_system_takes(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_new_version_begins_with_the_files_and_the_plan_and_tells_what_changed(desk: Desk, tmp_path: Path) -> None:
    materials.change_material_version(
        desk, PACK, plan=[{"at": "09:30", "title": "Welcome"}, {"at": "10:00", "title": "Signs"}]
    )
    for name, contents in (("Slides.pdf", "Slides"), ("Guide.pdf", "Facilitator guide"), ("Old.txt", None)):
        materials.add_material_file(desk, PACK, a_file(tmp_path, name, name.encode()), contents=contents)
    materials.add_learning_point(desk, "local review", "Child K", desk.today)
    materials.submit_material_version(desk, PACK, reviewer=REVIEWER)
    materials.judge_material_items(desk, PACK, EVERY)
    materials.approve_material_version(desk, PACK)
    materials.add_material_version(
        desk, "NEG", "3.3", author="Nadia Farouk", from_version=PACK, change_note="Signs first"
    )
    now = {one.name: one for one in page(desk, "3.3").files}
    assert len(now) == 3
    materials.remove_material_file(desk, now["Old.txt"].id)
    materials.change_material_file(desk, now["Guide.pdf"].id, name="Facilitators.pdf")
    materials.remove_material_file(desk, now["Slides.pdf"].id)
    materials.add_material_file(desk, "NEG 3.3", a_file(tmp_path, "Slides.pdf", b"other slides"), contents="Slides")
    materials.change_material_version(desk, "NEG 3.3", plan=[{"at": "09:45", "title": "Welcome"}])
    materials.absorb_learning(desk, "NEG 3.3", "Child K", "Slide 4")
    known = versions(desk)
    found = desk.ask(compare_versions, known["3.2"].id, known["3.3"].id, desk.today)
    assert {(one.change, one.what) for one in found.files} == {
        ("changed", "Slides.pdf"), ("changed", "Facilitators.pdf"), ("removed", "Old.txt"),
    }  # fmt: skip
    assert [(one.change, one.before, one.after) for one in found.plan] == [
        ("changed", "09:30", "09:45"),
        ("removed", "10:00", ""),
    ]
    assert [(one.change, one.what, one.after) for one in found.learning] == [("added", "Child K", "Slide 4")]
    assert len(found.checklist) == 29
    assert {one.what for one in found.facts} >= {"Author", "Change note"}
    assert found.same == 0
    with pytest.raises(Problem, match="not versions of one course"):
        desk.ask(compare_versions, known["3.2"].id, "gone", desk.today)


def test_a_plan_is_steps_with_times(desk: Desk) -> None:
    for wrong in ([{"at": "9:30", "title": "Late"}], [{"at": "25:00", "title": "Late"}], [{"at": "09:30"}], ["09:30"]):
        with pytest.raises(Problem, match="Step 1 of the plan"):
            materials.change_material_version(desk, PACK, plan=wrong)
