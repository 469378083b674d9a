"""Whole working lives: a path, then years of deliveries, agreements, holds and decisions in any order."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.cases import DEFAULT, at, path
from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.standing import State, deliverable_spans

SIGNED = path()[-1].on
OFTEN = (
    *("delivery",) * 4, *("release_agreement",) * 2, *("development_event",) * 2, "observed_delivery", "hold", "hold_end",
    "notice_extension", "sign_off", "equivalence", "suspension", "suspension_end", "transferred_approval", "return_step",
)  # fmt: skip
FAVOURS = (
    "release_agreement", "delivery", "delivery", "development_event", "sign_off", "notice_extension", "return_step",
    "shadow", "co_delivery", "observed_delivery", "course_briefing", "transferred_approval", "suspension_end",
)  # fmt: skip
LATER = st.integers(-60, 1_300).map(lambda days: SIGNED + timedelta(days=days))
BEGINS = st.one_of(st.none(), st.integers(-300, 300).map(lambda days: SIGNED + timedelta(days=days)))


def lived(number: int, kind: str, on: date, lasts: int, by: str) -> Evidence:
    until = on + timedelta(days=lasts) if lasts > 100 and kind in ("hold", "notice_extension") else None
    stands_for = "delivery" if kind == "equivalence" else None
    starred = True if kind == "observed_delivery" else None
    return Evidence(
        f"{by} {number}",
        EvidenceKind(kind),
        on,
        until=until,
        course="NEG",
        by=by,
        outcome=stands_for,
        starred_met=starred,
    )


def years(kinds: tuple[str, ...], most: int, by: str) -> st.SearchStrategy[list[Evidence]]:
    one = st.tuples(st.sampled_from(kinds), LATER, st.integers(0, 500))
    return st.lists(one, max_size=most).map(
        lambda drawn: [lived(place, *more, by=by) for place, more in enumerate(drawn)]
    )


LIVES = years(OFTEN, 18, "Rosa Penhale").map(lambda items: path() + items)
# How good a standing is; an approved path never makes a candidate again.
ORDER = (State.SUSPENDED, State.LAPSED, State.CANDIDATE, State.ON_HOLD, State.APPROVED)


@given(LIVES, LATER, BEGINS, years(FAVOURS, 3, "Someone New"))
def test_more_favourable_evidence_never_worsens_a_working_life(
    items: list[Evidence], on: date, begin: date | None, more: list[Evidence]
) -> None:
    before, after = at(items, on, records_begin=begin), at([*items, *more], on, records_begin=begin)
    if before.state is not State.CANDIDATE:
        assert ORDER.index(after.state) >= ORDER.index(before.state)
    assert set(before.courses) <= set(after.courses)
    if before.on_notice_until and after.on_notice_until:
        assert after.on_notice_until >= before.on_notice_until


@given(LIVES, LATER, BEGINS, st.integers(1, 400), st.integers(0, 400))
def test_spans_say_what_standing_says(
    items: list[Evidence], start: date, begin: date | None, days: int, step: int
) -> None:
    end = start + timedelta(days=days)
    spans = deliverable_spans(items, DEFAULT, start, end, records_begin=begin, name="Nadia Farouk")
    assert (spans[0].start, spans[-1].end) == (start, end)
    day = start + timedelta(days=step % (days + 1))
    span = next(span for span in spans if span.start <= day <= span.end)
    asked = at(items, day, records_begin=begin)
    assert (asked.may_deliver, asked.courses) == (span.may_deliver, span.courses)
    assert (span.reason == "") is span.may_deliver


@given(LIVES, LATER, BEGINS)
def test_the_forecast_comes_true(items: list[Evidence], on: date, begin: date | None) -> None:
    """What is foretold from the evidence up to a day is what happens, where nothing more comes."""
    known = [item for item in items if item.on <= on]
    for day, text in at(known, on, records_begin=begin).forecast:
        asked = at(known, day, records_begin=begin)
        if "may not deliver" in text:
            assert not asked.may_deliver
        if "notice of" in text:
            assert asked.on_notice_until is not None
        if text == "approved: may deliver":
            assert asked.may_deliver
