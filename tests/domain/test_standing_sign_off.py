"""Sign-off is by somebody named who is neither mentor nor observer nor the trainer."""

from __future__ import annotations

import pytest

from tests.domain.cases import at, ev, path, texts, without
from trainerpool.domain.standing import Meaning, State


@pytest.mark.parametrize(
    ("signer", "why"),
    [
        ("Dana Barlow", "Dana Barlow was shadowed on 11 Nov 2025"),
        ("callum  IVESON", "co-delivered as mentor on 20 Jan 2026"),
        ("Asha Thwaite", "Asha Thwaite observed the delivery on 24 Feb 2026"),
        ("Nadia Farouk", "nobody signs off their own approval"),
        (None, "it names nobody who signed"),
    ],
)
def test_who_may_not_sign(signer: str | None, why: str) -> None:
    asked = at(path(signer=signer), "2026-04-01")
    assert asked.state is State.CANDIDATE
    assert why in texts(asked)
    assert asked.stage == "Sign-off"


def test_the_trainers_own_key_is_known_too() -> None:
    signed = path(signer="person-7")
    assert at(signed, "2026-04-01").state is State.APPROVED
    assert at(signed, "2026-04-01", person="person-7").state is State.CANDIDATE


def test_a_key_and_a_free_name_are_one_person() -> None:
    keyed = [
        *without(path(), "observed_delivery"),
        ev("observed_delivery", "2026-02-24", by="p-1", by_name="Marian Holt", starred_met=True),
    ]
    assert at(keyed, "2026-04-01").state is State.CANDIDATE


def test_two_people_of_one_name_are_told_apart_by_their_keys() -> None:
    namesakes = [
        *without(without(path(), "observed_delivery"), "sign_off"),
        ev("observed_delivery", "2026-02-24", by="p-1", by_name="Marian Holt", starred_met=True),
        ev("sign_off", "2026-03-16", by="p-2", by_name="Marian Holt", course="NEG"),
    ]
    assert at(namesakes, "2026-04-01").state is State.APPROVED


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"starred_met": False}, "not every starred criterion was met"),
        ({"starred_met": None}, "starred criteria are not recorded"),
        ({"starred_met": True, "outcome": "Co-deliver only until re-seen"}, "Co-deliver only"),
        ({"starred_met": True, "outcome": "Pause and refer"}, "Pause and refer"),
        ({"starred_met": True, "by": "Dana Barlow"}, "Dana Barlow, who observed, is a mentor"),
        ({"starred_met": True, "by": "Nadia Farouk"}, "the trainer is named as observer"),
    ],
)
def test_which_observed_delivery_does_not_count(more: dict[str, object], why: str) -> None:
    seen = ev("observed_delivery", "2026-02-24", **{"by": "Asha Thwaite", **more})
    asked = at([*without(path(), "observed_delivery"), seen], "2026-04-01")
    assert asked.state is State.CANDIDATE
    assert asked.stage == "Observed delivery"
    assert f"The delivery observed on 24 Feb 2026 does not count: {why}" in texts(asked) or why in texts(asked)


def test_a_second_observation_that_counts_serves() -> None:
    seen_twice = [
        *path(signer="Asha Thwaite"),
        ev("observed_delivery", "2026-03-01", by="Rosa Penhale", starred_met=True),
    ]
    assert at(seen_twice, "2026-04-01").state is State.APPROVED


def test_an_observer_nobody_named_is_taken_and_said() -> None:
    unnamed = [*without(path(), "observed_delivery"), ev("observed_delivery", "2026-02-24", starred_met=True)]
    asked = at(unnamed, "2026-04-01")
    assert asked.state is State.APPROVED
    said = next(reason for reason in asked.reasons if reason.rule == "observed_delivery")
    assert said.meaning is Meaning.ATTENTION
    assert "the observer is not named" in said.text


def test_the_reason_names_signer_and_observation() -> None:
    asked = at(path(), "2026-04-01")
    first, second = asked.reasons[:2]
    assert first.text == "Signed off on 16 Mar 2026."
    assert first.detail == "By Marian Holt, who was neither mentor nor observer. Approval lasts 36 months."
    assert first.evidence == (path()[8].id,)
    assert second.text == "Observed on 24 Feb 2026."
