"""Courses: what gives a trainer the approval for one, and at which level it is delivered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from trainerpool.domain.dates import add_months, month_end
from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.standing.approval import Approval
from trainerpool.domain.standing.dossier import Dossier, stands_for_what


@dataclass(frozen=True, slots=True)
class Grant:
    """One course given to a trainer: from which day, and by which evidence."""

    course: str
    start: date
    evidence: tuple[str, ...]
    how: str


def course_grants(dossier: Dossier, approvals: list[Approval], on: date) -> list[Grant]:
    """Every course ever given up to a day; none counts before the first approval.

    The first course comes through the path, each further one by its briefing and co-delivery, any by a transferred
    approval or a decision on record (2-domain "Standing").
    """
    if not approvals:
        return []
    grants: list[Grant] = []
    for approval in approvals:
        course = approval.course
        if course is None:
            continue
        if approval.transferred or approval.by_path:
            how = "transferred" if approval.transferred else "path"
            grants.append(Grant(course, approval.start, (approval.source.id,), how))
        elif any(grant.course == course for grant in grants):
            grants.append(Grant(course, approval.start, (approval.source.id,), "renewed"))
    first = approvals[0].start
    decided = dossier.of(EvidenceKind.EQUIVALENCE, on)
    grants.extend(
        Grant(item.course, max(item.counts_from, first), (item.id,), "decision")
        for item in decided
        if item.course is not None and not stands_for_what(item.outcome, item.note)
    )
    briefings = _by_course([*dossier.of(EvidenceKind.COURSE_BRIEFING, on), *_deciding(decided, "course_briefing")])
    if briefings:
        held = _by_course([*dossier.of(EvidenceKind.CO_DELIVERY, on), *_deciding(decided, "co_delivery")])
        for course, briefed in briefings.items():
            grant = _further(dossier, course, briefed, held.get(course, []), first)
            if grant is not None and grant.start <= on:
                grants.append(grant)
    return grants


def _deciding(decided: list[Evidence], kind: str) -> list[Evidence]:
    return [item for item in decided if stands_for_what(item.outcome, item.note) == kind]


def _by_course(items: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = {}
    for item in items:
        if item.course is not None:
            found.setdefault(item.course, []).append(item)
    return found


def _further(dossier: Dossier, course: str, briefed: list[Evidence], held: list[Evidence], first: date) -> Grant | None:
    """The earliest day on which briefing and co-deliveries were both on record, each day by its own policy."""
    days = sorted(item.counts_from for item in held)
    briefing = min(briefed, key=lambda item: item.counts_from)
    for count in range(len(days) + 1):
        start = max(briefing.counts_from, days[count - 1] if count else briefing.counts_from, first)
        if count >= dossier.book.on(start).further_course_co_deliveries:
            return Grant(course, start, (briefing.id, *(item.id for item in held[:count])), "further")
    return None


def lapsed_courses(dossier: Dossier, on: date) -> dict[str, tuple[date, Evidence]]:
    """Courses a register calls lapsed, each with the last day whose grants this ends."""
    found: dict[str, tuple[date, Evidence]] = {}
    for item in dossier.of(EvidenceKind.STATUS_LAPSED, on):
        if item.course is not None:
            found[item.course] = (ends_what_began_by(item), item)
    return found


def run_out(approvals: list[Approval], grants: list[Grant], on: date) -> dict[str, tuple[date, Evidence]]:
    """Courses held by a register's approval alone that has ended, though another keeps the trainer approved.

    Each transferred approval runs to its own end (2-domain "Records begin"); one without a course, or a sign-off, keeps
    every course. Gives each course's last day and its evidence.
    """
    if not any(approval.until < on for approval in approvals) or all(approval.until < on for approval in approvals):
        return {}
    if any(approval.until >= on and (approval.course is None or not approval.transferred) for approval in approvals):
        return {}
    found: dict[str, tuple[date, Evidence]] = {}
    earned = {grant.course for grant in grants if grant.how != "transferred"}
    for approval in sorted(approvals, key=lambda one: one.until):
        if approval.transferred and approval.course is not None and approval.course not in earned:
            found[approval.course] = (approval.until, approval.source)
    return {course: end for course, end in found.items() if end[0] < on}


def ends_what_began_by(item: Evidence) -> date:
    """The last day whose approvals a withdrawal or a register's "lapsed" ends: of one month, the lapse wins."""
    return month_end(item.on) if item.month_only else item.on


def held_courses(grants: list[Grant], lapsed: dict[str, tuple[date, Evidence]]) -> tuple[str, ...]:
    """The courses held, in order of their names, without those ended since."""
    if not lapsed:
        return tuple(sorted({grant.course for grant in grants}))
    return tuple(
        sorted(
            {grant.course for grant in grants if grant.course not in lapsed or grant.start > lapsed[grant.course][0]}
        )
    )


def is_experienced(since: date, deliveries: int, on: date, months: int, least: int) -> bool:
    """Whether a trainer is past being new: so many months approved, or so many deliveries of the course."""
    return deliveries >= least or add_months(since, months) <= on
