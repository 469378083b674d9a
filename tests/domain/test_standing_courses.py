"""Courses: how each is given, at which level, and over which days it may be delivered."""

from __future__ import annotations

from itertools import pairwise

from tests.domain.cases import DEFAULT, at, day, ev, kept_up, path, texts, without
from trainerpool.domain.standing import CourseLevel, Span, State, course_level, deliverable_spans

GOOD = path() + kept_up()


def test_a_further_course_takes_its_briefing_and_one_co_delivery() -> None:
    briefed = [*GOOD, ev("course_briefing", "2026-10-06", course="DA")]
    asked = at(briefed, "2026-11-23")
    assert asked.courses == ("NEG",)
    assert "Not yet approved for Domestic Abuse: 1 co-delivery to do." in texts(asked)
    assert asked.by_course[1].lacks == ("co_delivery",)
    both = [*briefed, ev("co_delivery", "2026-11-20", course="DA", by="Callum Iveson")]
    assert at(both, "2026-11-19").courses == ("NEG",)
    assert at(both, "2026-11-20").courses == ("DA", "NEG")


def test_a_co_delivery_alone_is_not_enough() -> None:
    alone = [*GOOD, ev("co_delivery", "2026-11-20", course="DA")]
    assert at(alone, "2026-11-23").courses == ("NEG",)
    assert at(alone, "2026-11-23").by_course[1].lacks == ("course_briefing",)


def test_no_further_course_before_approval() -> None:
    early = [
        *path()[:8],
        ev("course_briefing", "2026-02-01", course="DA"),
        ev("co_delivery", "2026-02-10", course="DA"),
    ]
    assert at(early, "2026-03-01").courses_ever == ()
    assert at([*early, path()[8]], "2026-03-16").courses == ("DA", "NEG")


def test_a_decision_may_grant_a_course() -> None:
    granted = [*GOOD, ev("equivalence", "2026-10-06", course="PC", note="Wrote the course.")]
    asked = at(granted, "2026-11-23")
    assert asked.courses == ("NEG", "PC")
    briefing = [
        *GOOD, ev("equivalence", "2026-10-06", course="PC", outcome="course briefing"),
        ev("co_delivery", "2026-10-10", course="PC"),
    ]  # fmt: skip
    assert at(briefing, "2026-11-23").courses == ("NEG", "PC")


def test_a_sign_off_without_a_course_is_for_that_of_the_path() -> None:
    unnamed = [*without(path(), "sign_off"), ev("sign_off", "2026-03-16", by="Marian Holt")]
    assert at(unnamed, "2026-04-01").courses == ("NEG",)
    nothing = at(path(course=None), "2026-04-01")
    assert nothing.courses == ()
    assert "No course is named by the evidence" in texts(nothing)


def test_a_register_may_approve_several_courses() -> None:
    register = [ev("transferred_approval", "2025-01-26", course=course) for course in ("NEG", "PC")]
    assert at(register, "2026-11-21", records_begin=day("2026-11-21")).courses == ("NEG", "PC")


def test_new_until_12_months_or_4_deliveries_of_the_course() -> None:
    three = [item for item in GOOD if item.id != "delivery-2026-11-17-NEG"]
    assert course_level(at(three, "2026-11-16"), "NEG") is CourseLevel.NEW
    assert course_level(at(GOOD, "2026-11-17"), "NEG") is CourseLevel.LEAD
    assert course_level(at(three, "2027-03-15"), "NEG") is CourseLevel.NEW
    assert course_level(at(three, "2027-03-16"), "NEG") is CourseLevel.LEAD
    assert course_level(at(GOOD, "2026-11-23"), "DA") is CourseLevel.NEW


def test_who_co_trains_only_where_that_is_ticked() -> None:
    assert course_level(at(GOOD, "2026-11-23"), "NEG", {"NEG"}) is CourseLevel.CO


def test_the_days_on_which_delivery_is_allowed() -> None:
    further = [*GOOD, ev("course_briefing", "2026-10-06", course="DA"), ev("co_delivery", "2026-12-01", course="DA")]
    held = [*further, ev("hold", "2026-12-10", until="2027-01-08")]
    spans = deliverable_spans(held, DEFAULT, day("2026-11-01"), day("2027-02-01"), records_begin=None)
    assert spans == (
        Span(day("2026-11-01"), day("2026-11-30"), may_deliver=True, reason="", courses=("NEG",)),
        Span(day("2026-12-01"), day("2026-12-09"), may_deliver=True, reason="", courses=("DA", "NEG")),
        Span(day("2026-12-10"), day("2027-01-08"), False, "On hold from 10 Dec 2026 until 8 Jan 2027."),
        Span(day("2027-01-09"), day("2027-02-01"), may_deliver=True, reason="", courses=("DA", "NEG")),
    )


def test_the_spans_say_what_standing_says_on_every_day() -> None:
    varied = [*path(), ev("suspension", "2026-06-01"), ev("suspension_end", "2026-07-01")]
    spans = deliverable_spans(varied, DEFAULT, day("2026-01-01"), day("2027-12-31"), records_begin=None)
    assert spans[0].start == day("2026-01-01")
    assert spans[-1].end == day("2027-12-31")
    for before, after in pairwise(spans):
        assert (after.start - before.end).days == 1
    for span in spans:
        for on in (span.start, span.end):
            asked = at(varied, on)
            assert (asked.may_deliver, asked.courses) == (span.may_deliver, span.courses)
    assert [span.may_deliver for span in spans].count(True) == 2
    assert at(varied, "2026-10-17").state is State.LAPSED
