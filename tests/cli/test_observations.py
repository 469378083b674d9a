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
