"""What is said before a deed for several: which sessions they fit by the allocation's own rules, what a hold would mean."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.builders import TODAY
from tests.operations.small_pool import small_pool
from trainerpool.domain.evidence import EvidenceKind
from trainerpool.operations.allocations import allocate_trainer
from trainerpool.operations.availability import add_unavailability
from trainerpool.operations.evidence import add_evidence
from trainerpool.operations.people import change_trainer
from trainerpool.queries.for_several import first_choice, pause_effect, sessions_to_offer, team_to_offer
from trainerpool.queries.likely_doubles import likely_doubles
from trainerpool.queries.people import people
from trainerpool.queries.sessions import sessions


@pytest.fixture
def desk(tmp_path: Path):
    made = small_pool(tmp_path)
    yield made
    made.store.close()


def ids(desk, *names: str) -> list[str]:
    known = {row.name: row.id for row in desk.ask(people, TODAY)}
    return [known[name] for name in names]


def test_each_of_the_chosen_fits_in_the_roles_the_rules_allow_or_has_a_reason(desk):
    add_unavailability(desk, "Denzil Barlow", date(2027, 1, 11), date(2027, 1, 15))
    chosen = ids(desk, "Nadia Farouk", "Denzil Barlow", "Femi Dacosta")
    (found,) = desk.ask(sessions_to_offer, chosen, TODAY)
    assert (found.free, found.has_lead, found.able) == (2, False, 2)
    nadia, denzil, femi = found.fits
    assert "co-trainer" in nadia.roles
    assert femi.roles == ("extra",)
    assert not denzil.fits
    assert "away" in denzil.words


def test_a_candidate_takes_no_place_and_one_of_the_others_leads(desk):
    chosen = ids(desk, "Nadia Farouk", "Denzil Barlow", "Femi Dacosta")
    (found,) = desk.ask(sessions_to_offer, chosen, TODAY)
    assert found.fill() == 2
    assert set(first_choice(found)) == set(chosen)
    roles = dict(team_to_offer(found, chosen))
    assert roles[chosen[2]] == "extra"
    assert sorted(role for key, role in roles.items() if key != chosen[2]) in (
        ["co-trainer", "lead"],
        ["co-trainer", "co-trainer"],
    )


def test_a_session_that_is_full_is_not_offered_and_who_is_on_it_is_not_asked_again(desk):
    session = desk.ask(sessions)[0].id
    allocate_trainer(desk, session, "Nadia Farouk")
    nadia, denzil = desk.ask(sessions_to_offer, ids(desk, "Nadia Farouk", "Denzil Barlow"), TODAY)[0].fits
    assert nadia.words == "Is on this session already."
    assert denzil.fits


def test_a_hold_says_what_it_stops_and_on_which_sessions(desk):
    session = desk.ask(sessions)[0].id
    allocate_trainer(desk, session, "Nadia Farouk")
    found = desk.ask(pause_effect, ids(desk, "Nadia Farouk")[0], EvidenceKind.HOLD, date(2027, 1, 4), None)
    assert any(said.startswith("May not deliver or co-deliver from Mon 4 Jan 2027") for said in found.sentences)
    assert len(found.sessions) == 1
    assert found.sessions[0].endswith("Tue 12 Jan 2027")
    short = desk.ask(pause_effect, ids(desk, "Nadia Farouk")[0], EvidenceKind.HOLD, date(2027, 1, 4), date(2027, 1, 8))
    assert short.sessions == ()


def test_what_a_hold_says_is_what_then_comes_true(desk):
    key = ids(desk, "Nadia Farouk")[0]
    said = desk.ask(pause_effect, key, EvidenceKind.SUSPENSION, TODAY, None).sentences[0]
    add_evidence(desk, key, "suspension", TODAY.isoformat())
    from trainerpool.queries.standings import standing_of

    assert desk.ask(standing_of, key, TODAY).summary == said


@pytest.mark.parametrize(
    ("given", "family", "agency", "mail", "said"),
    [
        ("Nadia", "Farouk", "Ellerdale NHS Trust", "", "Nadia Farouk of the same agency is in the pool."),
        ("nadia", "FAROUK", "Northmoor Police", "", "Nadia Farouk of Ellerdale NHS Trust is in the pool."),
        ("Nadja", "Farouk", "", "", "Nadia Farouk of Ellerdale NHS Trust is in the pool."),
        ("Farouk", "Nadia", "", "", "Nadia Farouk of Ellerdale NHS Trust is in the pool."),
        ("Zoe", "Quill", "", "N.Farouk@ellerdale.example.org", "Nadia Farouk of Ellerdale NHS Trust is in the pool with this address."),
    ],
)  # fmt: skip
def test_somebody_who_may_be_the_same_person_is_named(desk, given, family, agency, mail, said):
    found = desk.ask(likely_doubles, given, family, agency, mail, TODAY)
    assert found[0].words == said


def test_another_name_is_nobodys_double_and_accents_make_none(desk):
    assert desk.ask(likely_doubles, "Marian", "Holt", "Northmoor Police", "", TODAY) == ()
    change_trainer(desk, "Denzil Barlow", family_name="Szabó")
    assert desk.ask(likely_doubles, "Denzil", "Szabo", "", "", TODAY)[0].name == "Denzil Szabó"
