"""The columns of the tabs of a trainer's page."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtGui import QFontMetricsF

from trainerpool.domain.dates import in_words
from trainerpool.domain.evidence import EvidenceKind
from trainerpool.gui import theme
from trainerpool.gui.marks import ALLOCATION, Mark, Meaning
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.queries.trainer_evidence import EvidenceLine
from trainerpool.queries.trainer_history import HistoryLine
from trainerpool.queries.trainer_page import AssignmentLine, CourseLine
from trainerpool.queries.trainer_year import YearSpan

_ICONS = {
    EvidenceKind.COURSE_BRIEFING: "graduation-cap", EvidenceKind.TTT_COURSE: "graduation-cap",
    EvidenceKind.RELEASE_AGREEMENT: "file-check", EvidenceKind.OBSERVED_DELIVERY: "eye", EvidenceKind.SIGN_OFF: "badge-check",
    EvidenceKind.TRANSFERRED_APPROVAL: "file-text", EvidenceKind.DEVELOPMENT_EVENT: "lightbulb", EvidenceKind.HOLD: "circle-pause",
    EvidenceKind.SUSPENSION: "ban", EvidenceKind.WITHDRAWAL: "archive", EvidenceKind.STATUS_LAPSED: "circle-x",
    EvidenceKind.APPLICATION: "user-plus", EvidenceKind.ELIGIBILITY_CHECK: "shield-check", EvidenceKind.SHADOW: "users",
    EvidenceKind.CO_DELIVERY: "users", EvidenceKind.DELIVERY: "circle-check",
}  # fmt: skip


def wide(sample: str, step: str = "body", room: int = 18) -> int:
    """The width for a sample text, before the table scales it with the text size."""
    least = QFontMetricsF(theme.font(step)).horizontalAdvance(sample) + room
    return round(least * 100 / theme.scaled(100))


def evidence_columns() -> tuple[ColumnSpec[EvidenceLine], ...]:
    """Date, what it is, what it says, what it counts for, who entered it."""
    return (
        ColumnSpec("Date", lambda r: r.when, lambda r: r.on, width=wide("Wed 28 Nov 2026", room=28)),
        ColumnSpec("Evidence", lambda r: r.label, lambda r: r.label, width=wide("Train-the-Trainer course", room=38),
                   icon=lambda r: "" if r.fate else _ICONS.get(r.kind, "info")),
        ColumnSpec("What", lambda r: r.what, lambda r: r.what.casefold(), width=150, kind=CellKind.MUTED, stretches=True),
        ColumnSpec("Counts for", lambda r: r.counts_for, lambda r: r.counts_for, width=wide("Standing to 28 Nov 2027"), priority=2,
                   tip=lambda r: r.source),
        ColumnSpec("Entered by", lambda r: r.entered_by, lambda r: r.entered_by, width=wide("Entered by", "strong", 22), priority=3,
                   kind=CellKind.MUTED, tip=lambda r: f"From {r.source}" if r.source else r.entered_by),
    )  # fmt: skip


def observation_columns() -> tuple[ColumnSpec[EvidenceLine], ...]:
    """Date, observer, course, outcome, starred criteria."""
    return (
        ColumnSpec("Date", lambda r: r.when, lambda r: r.on, width=wide("Wed 28 Nov 2026", room=28)),
        ColumnSpec("Observer", lambda r: r.by_name, lambda r: r.by_name, width=wide("Rhodri Pryce-Lowe")),
        ColumnSpec("Course", lambda r: r.course, lambda r: r.course, width=180, kind=CellKind.MUTED, stretches=True),
        ColumnSpec("Outcome", lambda r: r.outcome, lambda r: r.outcome, width=wide("Continue with actions")),
        ColumnSpec("Starred criteria", _starred, width=wide("Starred criteria", "strong", 22), priority=2,
                   meaning=lambda r: Meaning.ATTENTION if r.starred_met is False else None),
        ColumnSpec("Counts for", lambda r: r.counts_for, lambda r: r.counts_for, width=wide("Standing to 28 Nov 2027"), priority=3),
    )  # fmt: skip


def _starred(row: EvidenceLine) -> str:
    return "" if row.starred_met is None else "all met" if row.starred_met else "not all met"


def development_columns() -> tuple[ColumnSpec[EvidenceLine], ...]:
    """Date, which event, who entered it."""
    return (
        ColumnSpec("Date", lambda r: r.when, lambda r: r.on, width=wide("Wed 28 Nov 2026", room=28)),
        ColumnSpec("Event", lambda r: r.note or r.label, lambda r: r.note.casefold(), width=220, stretches=True, icon=lambda _: "lightbulb"),
        ColumnSpec("Counts for", lambda r: r.counts_for, lambda r: r.counts_for, width=wide("Standing to 28 Nov 2027"), priority=3),
        ColumnSpec("Entered by", lambda r: r.entered_by, lambda r: r.entered_by, width=wide("Entered by", "strong", 22), priority=2,
                   kind=CellKind.MUTED),
    )  # fmt: skip


def course_columns() -> tuple[ColumnSpec[CourseLine], ...]:
    """Course, whether held, level, since when, deliveries, what would give it."""
    return (
        ColumnSpec("Course", lambda r: r.title, lambda r: r.title.casefold(), width=wide("Professional Curiosity and Challenge", "strong", 20),
                   kind=CellKind.STRONG),
        ColumnSpec("Approval", _course_mark, lambda r: _course_mark(r).word, width=wide("Approved", room=52), kind=CellKind.PILL),
        ColumnSpec("Level", lambda r: _LEVELS.get(r.level, ""), lambda r: r.level, width=wide("Co-trainer only"), priority=3,
                   tip=lambda r: _NEW if r.level == "new" else ""),
        ColumnSpec("Since", lambda r: r.since, lambda r: r.since, width=wide("28 Nov 2026"), kind=CellKind.DATE, priority=4),
        ColumnSpec("Delivered", lambda r: r.deliveries if r.held else None, lambda r: r.deliveries,
                   width=wide("Delivered", "strong", 22), kind=CellKind.NUMBER, priority=5),
        ColumnSpec("What would give it", lambda r: r.lacks, lambda r: r.lacks, width=wide("Briefing done, 1 co-delivery to do"), kind=CellKind.MUTED,
                   priority=2, stretches=True),
    )  # fmt: skip


_NEW = "Beside an experienced trainer until 12 months approved or 4 deliveries of the course"
_LEVELS = {"new": "New", "may lead": "May lead", "co-trainer only": "Co-trainer only"}


def _course_mark(row: CourseLine) -> Mark:
    if row.held:
        return Mark("Approved", Meaning.GOOD)
    return (
        Mark("Begun", Meaning.NEUTRAL, "circle-dot", is_dashed=True) if row.begun else Mark("Not yet", Meaning.NEUTRAL)
    )


def assignment_columns() -> tuple[ColumnSpec[AssignmentLine], ...]:
    """Date, session, role, state, partners, venue."""
    return (
        ColumnSpec("Date", lambda r: r.when, lambda r: r.first_date, width=wide("Wed 28 Nov 2026", room=28)),
        ColumnSpec("Times", lambda r: r.times, lambda r: r.times, width=wide("09:30 to 16:30"), priority=4),
        ColumnSpec("Session", lambda r: r.title, lambda r: r.title.casefold(), width=180, stretches=True),
        ColumnSpec("Role", lambda r: r.role.capitalize(), lambda r: r.role, width=wide("Co-trainer")),
        ColumnSpec("State", lambda r: ALLOCATION[r.state], lambda r: r.state, width=wide("Did not attend", room=52), kind=CellKind.PILL,
                   tip=lambda r: f"Overridden: {r.override_reason}" if r.override_reason else ""),
        ColumnSpec("With", lambda r: r.partners, lambda r: r.partners, width=wide("Rhodri Pryce-Lowe"), kind=CellKind.MUTED, priority=2),
        ColumnSpec("Venue", lambda r: r.venue, lambda r: r.venue, width=wide("Wharf Road Rooms"), kind=CellKind.MUTED, priority=5),
    )  # fmt: skip


def year_columns() -> tuple[ColumnSpec[YearSpan], ...]:
    """First day, last day, what it is, and what is known of it."""
    return (
        ColumnSpec("From", lambda r: _end(r.start), lambda r: r.start, width=wide("Wed 28 Nov 2026", room=28)),
        ColumnSpec("To", lambda r: _end(r.end), lambda r: r.end, width=wide("Wed 28 Nov 2026")),
        ColumnSpec("What", lambda r: r.what, lambda r: r.what, width=wide("Weekdays", room=38), icon=lambda r: _YEAR_ICONS[r.kind]),
        ColumnSpec("Known of it", lambda r: r.detail, lambda r: r.detail, width=180, kind=CellKind.MUTED, stretches=True,
                   meaning=lambda r: Meaning.STOP if r.detail.startswith("Clash") else None),
    )  # fmt: skip


_YEAR_ICONS = {
    "away": "user-minus", "session": "calendar-days", "closed": "lock", "term": "book-open", "weekdays": "repeat",
}  # fmt: skip


def _end(day: date) -> str:
    """An end of a stretch; what has none says nothing."""
    return "" if day in (date.min, date.max) else in_words(day, weekday=True)


def history_columns() -> tuple[ColumnSpec[HistoryLine], ...]:
    """When, who, in which deed, what, before and after."""
    return (
        ColumnSpec("When", lambda r: moment(r.at), lambda r: r.seq, width=wide("28 Nov 2026 10:42", room=28)),
        ColumnSpec("Who", lambda r: r.by, lambda r: r.by, width=wide("Marian Holt"), priority=3),
        ColumnSpec("Deed", lambda r: r.name, lambda r: r.name, width=190),
        ColumnSpec("What", lambda r: r.what, lambda r: r.what, width=wide("Evidence changed"), priority=4, kind=CellKind.MUTED),
        ColumnSpec("Before", lambda r: r.before, width=110, kind=CellKind.MUTED, priority=5),
        ColumnSpec("After", lambda r: r.after, width=150, stretches=True),
    )  # fmt: skip


def moment(at: datetime) -> str:
    """A moment of the trail in the time of this computer."""
    here = at.astimezone()
    return f"{in_words(here.date())} {here:%H:%M}"
