"""Commands on pools as scripts count on them: exit codes, one JSON document on stdout, Problems in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal_runs import Terminal, a_terminal

DEEDS = [
    {"deed": "set_records_begin", "args": {"on": "2026-11-21"}},
    {"deed": "add_agency", "args": {"name": "Moorshire Police"}},
    {"deed": "add_course", "args": {"code": "NEG", "title": "Neglect and Early Help"}},
    {"deed": "add_trainer", "args": {"given_name": "Gwen", "family_name": "Parry", "agency": "Moorshire Police"}},
    {
        "deed": "add_evidence",
        "args": {"trainer": "Gwen Parry", "kind": "transferred_approval", "on": "2025-03-04", "course": "NEG"},
    },
]


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    made = a_terminal(tmp_path_factory.mktemp("cli"))
    applied = made.run("apply", made.pool, made.write("deeds.json", DEEDS), "--json")
    assert (applied.code, applied.json["done"], applied.json["refused"]) == (0, 5, 0), applied.err
    return made


def test_help_of_every_command(terminal: Terminal) -> None:
    listed = terminal.run("--help", secret=False)
    assert listed.code == 0
    for name in ("new", "import", "decide", "apply", "standing", "undo", "redo", "backup", "restore", "verify"):
        assert f"\n  {name} " in listed.out


def test_wrong_usage_is_2_and_a_problem_is_1(terminal: Terminal) -> None:
    assert terminal.run("standing", secret=False).code == 2
    assert terminal.run("verify", terminal.pool, "--nonsense").code == 2
    assert terminal.run("standing", terminal.pool, "--on", "21/11/2026").code == 2
    missing = terminal.run("standing", terminal.folder / "absent.tpool")
    assert (missing.code, missing.out) == (1, "")
    assert len(missing.err.strip().splitlines()) == 1


def test_a_new_pool_with_its_recovery_sheet(terminal: Terminal) -> None:
    made = terminal.run("new", terminal.folder / "fresh.tpool", "--recovery-sheet", terminal.folder / "recovery.txt")
    assert (made.code, made.out) == (0, ""), made.err
    sheet = terminal.folder / "recovery.txt"
    assert sheet.stat().st_mode & 0o077 == 0
    assert "24." in sheet.read_text(encoding="utf-8")
    copy = Path(terminal.run("backup", terminal.folder / "fresh.tpool", "--json").json["backup"])
    bare = terminal.folder / "bare.tpool"
    assert terminal.run("restore", copy, "--to", bare, "--recovery-file", sheet).code == 0
    assert terminal.run("verify", bare).code == 0


def test_no_pool_is_made_whose_recovery_sheet_cannot_be_kept(terminal: Terminal) -> None:
    pool, kept = terminal.folder / "sheetless.tpool", terminal.folder / "another pool's sheet.txt"
    kept.write_text("24 words", encoding="utf-8")
    for sheet in (kept, terminal.folder / "passphrase" / "sheet.txt", terminal.folder):
        made = terminal.run("new", pool, "--recovery-sheet", sheet)
        assert (made.code, made.out, len(made.err.strip().splitlines())) == (1, "", 1), made.err
        assert not pool.exists()
    assert kept.read_text(encoding="utf-8") == "24 words"


def test_a_pool_is_never_made_twice(terminal: Terminal) -> None:
    again = terminal.run("new", terminal.pool)
    assert again.code == 1
    assert "there already" in again.err


def test_without_a_passphrase_and_a_terminal_nothing_waits(terminal: Terminal) -> None:
    asked = terminal.run("standing", terminal.pool, secret=False)
    assert (asked.code, asked.out) == (1, "")
    assert "--passphrase-file" in asked.err


def test_a_wrong_passphrase(terminal: Terminal) -> None:
    wrong = terminal.folder / "wrong"
    wrong.write_text("not this one\n", encoding="utf-8")
    refused = terminal.run("standing", terminal.pool, "--passphrase-file", wrong, secret=False)
    assert refused.code == 1
    assert "correct horse" not in refused.err


def test_standing_with_reasons_on_three_dates(terminal: Terminal) -> None:
    for day, state in (("2025-03-03", "candidate"), ("2026-11-21", "approved"), ("2029-01-01", "lapsed")):
        said = terminal.run("standing", terminal.pool, "--on", day, "--json")
        (one,) = said.json["standings"]
        assert (said.code, said.json["on"], one["trainer"], one["state"]) == (0, day, "Gwen Parry", state)
        assert one["reasons"]
        assert all(isinstance(reason, str) and reason for reason in one["reasons"])
    assert terminal.run("standing", terminal.pool, "--trainer", "Nobody Here").code == 1


def test_apply_is_all_or_nothing_or_each(terminal: Terminal) -> None:
    wanted = [
        {"deed": "add_agency", "args": {"name": "Moorshire Health"}},
        {"deed": "add_agency", "args": {"name": "Moorshire Police"}},
    ]
    path = terminal.write("two.json", wanted)
    before = terminal.run("undo", terminal.pool, "--list", "--json").json
    refused = terminal.run("apply", terminal.pool, path, "--json")
    assert (refused.code, refused.out) == (1, "")
    assert "Deed 2 (add_agency)" in refused.err
    assert terminal.run("undo", terminal.pool, "--list", "--json").json == before
    each = terminal.run("apply", terminal.pool, path, "--each", "--as", "Dana Pike", "--json")
    assert (each.code, each.json["done"], each.json["refused"]) == (0, 1, 1)
    steps = terminal.run("undo", terminal.pool, "--list", "--json").json
    assert (steps[0]["name"], steps[0]["by"]) == ("Add agency Moorshire Health", "Dana Pike")
    undone = terminal.run("undo", terminal.pool, "--json")
    assert undone.json == {"undone": ["Undo: Add agency Moorshire Health"]}
    assert terminal.run("redo", terminal.pool, "--json").json == {"redone": ["Redo: Add agency Moorshire Health"]}
    assert terminal.run("undo", terminal.pool).code == 0


def test_one_by_one_an_unknown_deed_is_refused_and_the_rest_is_done(terminal: Terminal) -> None:
    deeds = [{"deed": "add_angecy", "args": {}}, {"deed": "add_agency", "args": {"name": "Moorshire Fire"}}]
    path = terminal.write("unknown.json", deeds)
    assert terminal.run("apply", terminal.pool, path).code == 1
    if Path("/dev/zero").exists():
        assert "larger than 50 MB" in terminal.run("apply", terminal.pool, "/dev/zero").err
    odd = terminal.write("odd.json", [{"deed": "add_agency", "args": {"name": "Moorshire Fire"}, "arg": {}}])
    assert "Deed 1 is not of the form" in terminal.run("apply", terminal.pool, odd).err
    each = terminal.run("apply", terminal.pool, path, "--each", "--json")
    assert (each.code, each.json["done"], each.json["refused"]) == (0, 1, 1), each.err
    assert "no deed 'add_angecy'" in each.json["deeds"][0]["refused"]
    assert terminal.run("undo", terminal.pool).code == 0


@pytest.mark.parametrize("size", [{"minutes": -5}, {"days": 0}, {"max_learners": -1}])
def test_a_course_has_a_size(terminal: Terminal, size: dict[str, int]) -> None:
    path = terminal.write("size.json", [{"deed": "add_course", "args": {"code": "SIZ", "title": "Size", **size}}])
    refused = terminal.run("apply", terminal.pool, path)
    assert (refused.code, "cannot be" in refused.err) == (1, True)


def test_an_answer_is_one_of_two(terminal: Terminal) -> None:
    asked = ("respond", terminal.pool, "--session", "x", "--trainer", "Gwen Parry")
    assert terminal.run(*asked, "--accepted", "--declined").code == 2
    assert terminal.run(*asked).code == 2
    assert terminal.run(*asked, "--declined").code == 1


def test_the_list_of_deeds_needs_no_pool(terminal: Terminal) -> None:
    listed = terminal.run("apply", "--list", "--json", secret=False)
    deeds = {item["deed"]: item for item in listed.json}
    assert deeds["add_evidence"]["sentence"]
    assert deeds["add_evidence"]["arguments"]["trainer"]["required"] is True


def test_backup_and_restore(terminal: Terminal) -> None:
    made = terminal.run("backup", terminal.pool, "--to", terminal.folder / "copies", "--json")
    copy = Path(made.json["backup"])
    assert (made.code, copy.parent) == (0, terminal.folder / "copies")
    again = terminal.folder / "again.tpool"
    assert terminal.run("restore", copy, "--to", again).code == 0
    (one,) = terminal.run("standing", again, "--on", "2026-11-21", "--json").json["standings"]
    assert one["state"] == "approved"


def test_verify_finds_a_flipped_byte(terminal: Terminal) -> None:
    whole = terminal.run("verify", terminal.pool, "--json")
    assert (whole.code, whole.json) == (0, {"whole": True, "faults": []})
    copy = terminal.folder / "flipped.tpool"
    body = bytearray(terminal.pool.read_bytes())
    body[len(body) // 2] ^= 1
    copy.write_bytes(body)
    copy.with_suffix(".tpkey").write_bytes(terminal.pool.with_suffix(".tpkey").read_bytes())
    damaged = terminal.run("verify", copy, "--json")
    assert damaged.code == 1
    assert damaged.json["whole"] is False
    assert damaged.json["faults"]
