"""`allocate --repair`: what came undone is mended from a terminal with the fewest changes, and so is a session added."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal_runs import Terminal, a_terminal

PERSONS = (("Gwen", "Parry"), ("Tom", "Ashe"), ("Ada", "Lowe"))
DAYS = ("--from", "2027-01-01", "--to", "2027-03-31")


def a_session(reference: str, day: str) -> dict[str, object]:
    parts = [{"start": f"{day}T09:30", "end": f"{day}T12:30"}]
    args = {"course": "NEG", "parts": parts, "virtual": True, "max_learners": 10, "places": 1, "reference": reference}
    return {"deed": "add_session", "args": args}


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    made = a_terminal(tmp_path)
    deeds: list[dict[str, object]] = [
        {"deed": "set_records_begin", "args": {"on": "2026-11-21"}},
        {"deed": "add_agency", "args": {"name": "Moorshire Police"}},
        {"deed": "add_course", "args": {"code": "NEG", "title": "Neglect and Early Help"}},
    ]
    for given, family in PERSONS:
        who = {"given_name": given, "family_name": family, "agency": "Moorshire Police"}
        evidence = {"trainer": f"{given} {family}", "kind": "transferred_approval", "on": "2025-03-04"}
        deeds.append({"deed": "add_trainer", "args": who})
        deeds += [{"deed": "add_evidence", "args": evidence | more} for more in ({}, {"course": "NEG"})]
    deeds += [a_session("S1", "2027-01-12"), a_session("S2", "2027-01-13")]
    for session, trainer in (("S1", "Gwen Parry"), ("S2", "Tom Ashe")):
        place = {"session": session, "trainer": trainer}
        deeds.append({"deed": "allocate_trainer", "args": place | {"role": "lead"}})
        deeds.append({"deed": "confirm_place", "args": place})
    applied = made.run("apply", made.pool, made.write("deeds.json", deeds))
    assert applied.code == 0, applied.err
    return made


def test_one_who_withdrew_is_replaced_and_a_session_added_is_filled(terminal: Terminal) -> None:
    calm = terminal.run("allocate", terminal.pool, *DAYS, "--repair")
    assert (calm.code, calm.err.strip()) == (0, "Nothing needs repair: every place that was filled still is.")
    more = [
        {"deed": "withdraw_trainer", "args": {"session": "S1", "trainer": "Gwen Parry"}},
        a_session("S3", "2027-01-12"),
    ]
    assert terminal.run("apply", terminal.pool, terminal.write("more.json", more)).code == 0
    mended = terminal.run("allocate", terminal.pool, *DAYS, "--repair", "--confirm", "--json")
    assert mended.code == 0, mended.err
    told = mended.json["repair"]
    assert [one["why"] for one in told["broken"]] == ["Gwen Parry has withdrawn."]
    ((step,),) = told["chains"]
    assert (step["leaves"], told["changes"]) == (None, 1)
    assert mended.json["confirmed"] == {"places": 1, "moved": 0}
    assert "the fewest changes, proven" in mended.err
    added = terminal.run("allocate", terminal.pool, *DAYS, "--repair", "--session", "S3")
    assert "1 of 1 places filled again, the fewest changes, proven" in added.err
    assert " takes " in added.err


def test_a_session_is_named_only_with_repair_and_must_be_there(terminal: Terminal) -> None:
    assert terminal.run("allocate", terminal.pool, *DAYS, "--session", "S1").code == 2
    missing = terminal.run("allocate", terminal.pool, *DAYS, "--repair", "--session", "S9")
    assert missing.code == 1
    assert missing.err.startswith("No session S9 is planned in these days.")
