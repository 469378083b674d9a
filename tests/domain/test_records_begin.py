"""Records begin: transferred approvals, and duties that count no time before the first import."""

from __future__ import annotations

from datetime import date

import pytest

from tests.domain.cases import BEGIN, at, day, ev, path, texts
from trainerpool.domain.dates import add_months
from trainerpool.domain.evidence import Evidence
from trainerpool.domain.standing import State

# The days of approval of a register with 41 approved trainers, imported on 21 Nov 2026; one is dated ahead.
REGISTER = [
    "2026-05-16", "2022-12-19", "2023-09-14", "2026-04-07", "2024-12-17", "2024-11-10",
    "2021-11-07", "2023-02-22", "2024-06-07", "2022-05-11", "2026-05-18", "2024-10-25",
    "2023-06-30", "2023-01-07", "2021-10-27", "2026-06-01", "2026-12-13", "2023-01-02",
    "2026-05-10", "2025-06-24", "2024-08-17", "2026-03-30", "2025-01-26", "2026-01-09",
    "2026-07-03", "2025-11-01", "2025-12-31", "2026-01-02", "2025-01-27", "2021-10-03",
    "2024-06-07", "2025-06-10", "2026-06-26", "2024-09-09", "2024-05-28", "2021-11-28",
    "2022-06-13", "2024-07-07", "2025-10-04", "2023-11-29", "2024-11-02",
]  # fmt: skip
LAPSED = [
    "2025-10-24",
    "2026-08-26",
    "2023-06-23",
    "2025-12-22",
    "2024-10-05",
    "2024-08-02",
    "2026-04-20",
    "2024-08-09",
    "2022-07-16",
]
LEFT = ["2023-09-08", "2025-06-27"]


def pool() -> list[list[Evidence]]:
    approved = [[ev("ttt_course", "2021-02-01"), ev("transferred_approval", on, course="NEG")] for on in REGISTER]
    lapsed = [[ev("transferred_approval", on, course="NEG"), ev("status_lapsed", "2026-11-21")] for on in LAPSED]
    left = [[ev("transferred_approval", on, course="NEG"), ev("withdrawal", "2026-11-21")] for on in LEFT]
    training = [[ev("application", "2025-01-10"), ev("ttt_course", "2025-09-28")] for _ in range(10)]
    return [*approved, *lapsed, *left, *training, [ev("application", "2026-10-01")], []]


def states(on: str) -> list[State]:
    return [at(items, on, records_begin=BEGIN).state for items in pool()]


def test_the_register_has_64_people() -> None:
    assert (len(pool()), len(REGISTER)) == (64, 41)


@pytest.mark.parametrize(
    ("on", "approved"),
    [
        ("2026-11-21", 40),  # the day of the import: one approval starts on 13 Dec 2026
        ("2026-12-21", 41),
        ("2027-04-21", 41),
        ("2027-05-21", 41),  # the last day of the transition
    ],
)
def test_everybody_the_register_approves_stays_approved_for_the_transition(on: str, approved: int) -> None:
    counted = states(on)
    assert counted.count(State.APPROVED) == approved
    assert counted.count(State.LAPSED) == len(LAPSED)
    assert counted.count(State.ALUMNI) == len(LEFT)


def test_after_it_only_those_within_36_months_of_the_registers_date() -> None:
    on = day("2027-06-21")
    within = sum(1 for text in REGISTER if add_months(day(text), 36) > on)
    assert within == 25
    counted = [at(items, on, records_begin=BEGIN) for items in pool()]
    assert [asked.state for asked in counted].count(State.APPROVED) == within
    ended = next(asked for asked, text in zip(counted, REGISTER, strict=False) if text == "2022-12-19")
    assert ended.state is State.LAPSED
    assert "approval ended on 21 May 2027, transferred from the register's 19 Dec 2022" in ended.reasons[0].text


def test_or_renewed() -> None:
    old = [ev("transferred_approval", "2021-10-03", course="NEG")]
    renewed = [*old, ev("release_agreement", "2027-03-01"), ev("sign_off", "2027-03-10", by="Marian Holt")]
    asked = at(renewed, "2027-06-21", records_begin=BEGIN)
    assert asked.state is State.APPROVED
    assert (asked.approved_from, asked.approved_until) == (day("2021-10-03"), day("2030-03-09"))
    assert asked.courses == ("NEG",)
    assert not asked.transferred


def test_a_transferred_approval_says_so() -> None:
    asked = at([ev("transferred_approval", "2021-10-03", course="NEG")], "2026-11-21", records_begin=BEGIN)
    assert asked.transferred
    assert asked.summary == "Approved on transfer until 21 May 2027; sign-off evidence not held."
    assert asked.approved_from == day("2021-10-03")
    assert "it runs 6 months from 21 Nov 2026, when the records begin" in texts(asked)
    assert asked.forecast[-1] == (day("2027-05-22"), "approval ends: may not deliver")


def test_a_transferred_approval_of_the_future_starts_on_its_day() -> None:
    ahead = [ev("ttt_course", "2026-02-22"), ev("transferred_approval", "2026-12-13", course="NEG")]
    asked = at(ahead, "2026-11-21", records_begin=BEGIN)
    assert asked.state is State.CANDIDATE
    assert "The register says approved from 13 Dec 2026." in texts(asked)
    assert (day("2026-12-13"), "approved: may deliver") in asked.forecast
    assert at(ahead, "2026-12-13", records_begin=BEGIN).state is State.APPROVED


def test_no_duty_counts_time_before_the_records_begin() -> None:
    asked = at([ev("transferred_approval", "2026-05-16", course="NEG")], "2026-11-21", records_begin=BEGIN)
    dues = {due.kind: due.by for due in asked.next_due}
    assert dues["release_agreement"] == dues["delivery"] == dues["development_event"] == day("2027-11-20")
    assert dues["observation"] == day("2027-05-20")
    missed = at([ev("transferred_approval", "2026-05-16", course="NEG")], "2027-11-21", records_begin=BEGIN)
    assert missed.on_notice_until == day("2027-12-20")
    assert "no release agreement is recorded" in texts(missed)


def test_an_old_agreement_is_renewed_12_months_after_the_records_begin() -> None:
    asked = at(path(), "2027-03-01", records_begin=BEGIN)
    assert asked.agreement_until == day("2027-11-20")
    assert asked.on_notice_until is None


def test_before_the_records_begin_no_duty_is_missed() -> None:
    early = [ev("transferred_approval", "2021-10-03", course="NEG")]
    assert at(early, "2024-01-10", records_begin=BEGIN).state is State.APPROVED
    assert at(path(), date(2026, 11, 1), records_begin=BEGIN).on_notice_until is None


def test_a_confirmed_transfer_says_when() -> None:
    confirmed = [ev("transferred_approval", "2025-01-26", course="NEG"), ev("transfer_confirmed", "2026-12-01")]
    assert "Confirmed on 1 Dec 2026." in texts(at(confirmed, "2027-01-01", records_begin=BEGIN))


def test_the_registers_own_end_is_kept_where_it_is_later() -> None:
    until = [ev("transferred_approval", "2025-01-26", course="NEG", until="2029-12-31")]
    assert at(until, "2027-01-01", records_begin=BEGIN).approved_until == day("2029-12-31")
