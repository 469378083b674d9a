"""Each course of a trainer on a day: held or on the way, deliverable, and at which level."""

from __future__ import annotations

from datetime import date

from trainerpool.domain.evidence import EvidenceKind
from trainerpool.domain.standing.answers import CourseLevel, CourseStanding, State
from trainerpool.domain.standing.courses import is_experienced
from trainerpool.domain.standing.dossier import stands_for_what
from trainerpool.domain.standing.reckoning import Reckoned, co_deliver_only


def delivered_courses(now: Reckoned) -> tuple[str, ...]:
    """The courses that may be delivered on the day: those held while approved, else none."""
    return now.held if now.state is State.APPROVED else ()


def course_standings(now: Reckoned) -> tuple[CourseStanding, ...]:
    """The courses held, then those begun, each in the order of its key."""
    held = [_held(now, course) for course in now.held]
    if not now.alive:
        return tuple(held)
    begun = {
        item.course
        for kind in (EvidenceKind.COURSE_BRIEFING, EvidenceKind.CO_DELIVERY)
        for item in now.dossier.of(kind, now.on)
        if item.course is not None
    }
    return (*held, *(_begun(now, course) for course in sorted(begun.difference(now.held))))


def _held(now: Reckoned, course: str) -> CourseStanding:
    policy = now.dossier.book.on(now.on)
    grants = [grant for grant in now.grants if grant.course == course]
    since = now.returned_on or (now.approvals[0].start if now.approvals else now.on)
    delivered = [item for item in now.deliveries.counted if item.course == course]
    recent = sum(1 for item in delivered if now.returned_on is None or item.counts_from >= now.returned_on)
    level = CourseLevel.NEW
    if is_experienced(since, recent, now.on, policy.experienced_months, policy.experienced_deliveries):
        level = CourseLevel.CO if co_deliver_only(now) else CourseLevel.LEAD
    return CourseStanding(
        course,
        min(grant.start for grant in grants),
        now.state is State.APPROVED,
        len(delivered),
        level,
        evidence=tuple(dict.fromkeys(key for grant in grants for key in grant.evidence)),
    )


def _begun(now: Reckoned, course: str) -> CourseStanding:
    """A further course on its way, with what it lacks: "briefing", "co_delivery" once for each missing."""
    dossier, on = now.dossier, now.on
    briefed = _of_course(now, EvidenceKind.COURSE_BRIEFING, course, on)
    held = _of_course(now, EvidenceKind.CO_DELIVERY, course, on)
    missing = max(0, dossier.book.on(on).further_course_co_deliveries - len(held))
    lacks = (*(() if briefed else ("course_briefing",)), *(("co_delivery",) * missing))
    return CourseStanding(
        course, None, may_deliver=False, deliveries=0, level=CourseLevel.NEW, lacks=lacks, evidence=(*briefed, *held)
    )


def _of_course(now: Reckoned, kind: EvidenceKind, course: str, on: date) -> list[str]:
    own = [item.id for item in now.dossier.of(kind, on) if item.course == course]
    decided = now.dossier.of(EvidenceKind.EQUIVALENCE, on)
    return own + [
        item.id for item in decided if item.course == course and stands_for_what(item.outcome, item.note) == kind
    ]
