"""Observations from the terminal: a candidate observed, refused, corrected, signed off, and the list and export of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal_runs import Terminal, a_terminal
from trainerpool.domain.observing_default import DEFAULT_FRAMEWORK

STARRED: dict[str, Any] = {one.number: "Met" for one in DEFAULT_FRAMEWORK.starred}
LACKING = STARRED | {"10": {"judgement": "Developing", "evidence": "Old number read"}}
STEPS = [("application", "2026-01-10"), ("release_agreement", "2026-01-12"), ("eligibility_check", "2026-01-15"), ("ttt_course", "2026-02-10"),
         ("shadow", "2026-03-10"), ("co_delivery", "2026-04-10"), ("co_delivery", "2026-05-10")]  # fmt: skip
SIGN_OFF = {
    "deed": "add_evidence",
    "args": {"trainer": "Femi Dacosta", "kind": "sign_off", "on": "2026-07-01", "by": "Marian Holt"},
}


def deeds() -> list[dict[str, Any]]:
    made: list[tuple[str, dict[str, Any]]] = [
        ("set_records_begin", {"on": "2025-01-01"}), ("add_agency", {"name": "Police"}), ("add_course", {"code": "NEG", "title": "Neglect"}),
        ("add_trainer", {"given_name": "Femi", "family_name": "Dacosta", "agency": "Police"}),
    ]  # fmt: skip
    made += [
        ("add_evidence", {"trainer": "Femi Dacosta", "kind": kind, "on": on, "course": "NEG", "by": "Denzil Barlow"})
        for kind, on in STEPS
    ]
    return [{"deed": deed, "args": args} for deed, args in made]


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    made = a_terminal(tmp_path_factory.mktemp("observed"))
    assert made.run("apply", made.pool, made.write("deeds.json", deeds())).code == 0
    return made


def observed(terminal: Terminal, action: str, *words: str) -> Any:
    return terminal.run("observations", terminal.pool, action, "--trainer", "Femi Dacosta", *words)


def test_a_candidate_is_observed_refused_corrected_and_signed_off(terminal: Terminal) -> None:
    told = ("--course", "NEG", "--on", "2026-06-10", "--purpose", "TtT sign-off")
    mentor = observed(terminal, "add", "--observer", "Denzil Barlow", *told)
    assert (mentor.code, "Denzil Barlow is Femi Dacosta's mentor" in mentor.err) == (1, True)
    lacking = str(terminal.write("lacking.json", LACKING))
    agreed = (
        "--strength",
        "Calm",
        "--action-agreed",
        "Learn the contacts;Femi;2026-07-31",
        "--outcome",
        "Continue with actions",
    )
    added = observed(
        terminal, "add", "--observer", "Ruth Penhale", "--judgements", lacking, *agreed, *told, "--json"
    ).json
    assert [one["state"] for one in added["observations"]] == ["awaiting reflection"]
    early = observed(terminal, "submit")
    assert (early.code, "The trainer's own reflection comes first" in early.err) == (1, True)
    assert observed(terminal, "reflect", "--declined").code == 0
    assert observed(terminal, "submit").code == 0
    sign_off = terminal.write("sign_off.json", [SIGN_OFF])
    refused = terminal.run("apply", terminal.pool, sign_off)
    assert refused.code == 1
    assert "criterion 10 (Local procedures, thresholds and contacts right) was Developing" in refused.err
    right = str(terminal.write("right.json", {"10": "Met"}))
    assert observed(terminal, "correct", "--why", "Put right on the day", "--judgements", right).code == 0
    assert terminal.run("apply", terminal.pool, sign_off).code == 0
    (standing,) = terminal.run("standing", terminal.pool, "--json").json["standings"]
    assert standing["state"] == "approved"


def test_it_is_moderated_by_somebody_else_closed_listed_and_exported(terminal: Terminal) -> None:
    own = observed(terminal, "moderate", "--by", "R. Penhale")
    assert (own.code, "cannot moderate it" in own.err) == (1, True)
    for action, words in (
        ("copy", ()),
        ("reply", ("--note", "Fair")),
        ("moderate", ("--by", "Marian Holt")),
        ("close", ()),
    ):
        assert observed(terminal, action, *words).code == 0, action
    (listed,) = terminal.run("observations", terminal.pool, "--json").json["observations"]
    assert (listed["state"], listed["revision"], listed["starred_met"], listed["waits_for"]) == (
        "closed",
        2,
        True,
        None,
    )
    (shown,) = observed(terminal, "show", "--json").json["observations"]
    assert shown["revisions"][0]["changes"] == [
        {"what": "Criterion 10", "before": "Developing: Old number read", "after": "Met: Old number read"}
    ]
    assert (shown["reply"], shown["moderated_by"], shown["reflection"]["declined"]) == ("Fair", "Marian Holt", True)
    to = terminal.folder / "observations.json"
    assert terminal.run("export", terminal.pool, "observations", "--to", to, "--json").json == [
        {
            "id": shown["id"], "date": "2026-06-10", "course": "NEG", "trainer": "Femi Dacosta", "trainer_id": shown["trainer_id"],
            "observer": "Ruth Penhale", "purpose": "TtT sign-off", "outcome": "Continue with actions", "starred_met": True,
            "strengths": ["Calm"], "actions": ["Learn the contacts"], "state": "closed", "revision": 2,
        }
    ]  # fmt: skip


def test_the_copy_and_a_blank_form_are_written(terminal: Terminal, tmp_path: Path) -> None:
    (shown,) = observed(terminal, "show", "--json").json["observations"]
    for name, words in (("observation-copy", ("--observation", shown["id"])), ("observation-form", ())):
        for ending in (".pdf", ".docx"):
            to = tmp_path / f"{name}{ending}"
            assert terminal.run("report", terminal.pool, name, "--to", to, *words).code == 0
            assert to.stat().st_size > 10_000


def test_what_is_wrong_is_said_in_a_sentence(terminal: Terminal) -> None:
    nobody = terminal.run("observations", terminal.pool, "show", "--trainer", "Nobody Here")
    assert (nobody.code, nobody.err) == (1, "No trainer of the pool is called 'Nobody Here'.\n")
    unsaid = terminal.run("observations", terminal.pool, "plan", "--session", "S1")
    assert (unsaid.code, "This needs --observer" in unsaid.err) == (2, True)


def test_a_paper_form_comes_in_with_its_times_and_scans_and_a_corrected_limit_is_said_to_hold(
    terminal: Terminal, tmp_path: Path
) -> None:
    pages = []
    for number in (1, 2):
        pages.append(tmp_path / f"form {number}.jpg")
        pages[-1].write_bytes(b"\xff\xd8 a page of ticks %d" % number)
    told = ("--observer", "Aled Thwaite", "--told-by", "A. Thwaite, by post", "--course", "NEG", "--on", "2026-09-09")
    part = ("--learners", "14", "--seen-from", "9:30", "--seen-until", "12:00")
    scans = [word for page in pages for word in ("--scan", str(page))]
    starred = str(terminal.write("starred.json", STARRED))
    given = ("--judgements", starred, "--declined", "--outcome", "Pause and refer", "--strength", "Calm")
    added = observed(terminal, "add", *told, *part, *scans, *given, "--json")
    assert added.code == 0, added.err
    (one,) = added.json["observations"]
    assert (one["learners"], one["seen_from"], one["seen_until"]) == (14, "09:30", "12:00")
    assert (one["scans"], one["told_by"]) == (["form 1.jpg", "form 2.jpg"], "A. Thwaite, by post")
    key = ("--observation", one["id"])
    for action, words in (
        ("submit", ()),
        ("second", ("--by", "Marian Holt")),
        ("correct", ("--why", "Another learner", "--outcome", "Continue", "--by", "Marian Holt")),
    ):
        done = observed(terminal, action, *key, *words)
        assert done.code == 0, done.err
    assert "“Pause and refer” still holds until somebody else has moderated" in done.out + done.err
    (shown,) = observed(terminal, "show", *key, "--json").json["observations"]
    assert (shown["outcome"], shown["limit_still_held"]) == ("Continue", "Pause and refer")
    own = observed(terminal, "moderate", *key, "--by", "A. Thwaite")
    assert (own.code, "cannot moderate it" in own.err) == (1, True)
    assert observed(terminal, "moderate", *key, "--by", "Marian Holt").code == 0
    (shown,) = observed(terminal, "show", *key, "--json").json["observations"]
    assert shown["limit_still_held"] is None


def test_sessions_and_observers_are_proposed_with_reasons(terminal: Terminal) -> None:
    session = {"course": "NEG", "parts": [{"start": "2027-01-12T09:30", "end": "2027-01-12T12:30"}], "reference": "S1"}
    steps = [
        ("add_trainer", {"given_name": "Ruth", "family_name": "Penhale", "agency": "Police"}),
        ("set_observer", {"person": "Ruth Penhale", "since": "2026-01-01"}),
        ("set_observer", {"person": "Femi Dacosta", "since": "2026-01-01"}),
        ("add_session", session),
        ("allocate_trainer", {"session": "S1", "trainer": "Femi Dacosta", "role": "lead", "override_reason": "Tried"}),
    ]
    told = terminal.write("session.json", [{"deed": deed, "args": args} for deed, args in steps])
    applied = terminal.run("apply", terminal.pool, told)
    assert applied.code == 0, applied.err
    (one,) = observed(terminal, "propose", "--json").json["proposals"]
    assert (one["reference"], one["date"]) == ("S1", "2027-01-12")
    said = {who["name"]: (who["may"], who["reasons"][0]) for who in one["observers"]}
    assert said["Ruth Penhale"] == (True, "Independent and free that day")
    assert said["Femi Dacosta"] == (False, "Femi Dacosta cannot observe their own delivery.")
    plain = observed(terminal, "propose")
    assert "Femi Dacosta may not: Femi Dacosta cannot observe their own delivery." in plain.out
