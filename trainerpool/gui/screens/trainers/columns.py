"""The columns of the list of trainers, each as wide as what it holds in the present font."""

from __future__ import annotations

from PySide6.QtGui import QFontMetricsF

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui import theme
from trainerpool.gui.marks import STANDING, Meaning
from trainerpool.gui.screens.trainers.words import meaning
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.queries.trainer_list import TrainerListRow as Row

_ORDER = ("on notice", "suspended", "lapsed", "candidate", "on hold", "approved", "alumni")


def _due_tip(row: Row) -> str:
    return f"{row.due.words}: {in_words(row.due.by)}" if row.due.by is not None else ""


def _wide(sample: str, step: str = "body", room: int = 18) -> int:
    """The width for a sample text, before the table scales it with the text size."""
    least = QFontMetricsF(theme.font(step)).horizontalAdvance(sample) + room
    return round(least * 100 / theme.scaled(100))


def _standing_tip(row: Row) -> str:
    if row.on_notice_until is not None:
        return f"On notice until {in_words(row.on_notice_until)}"
    return f"Approved until {in_words(row.until)}" if row.may_deliver and row.until is not None else ""


def _delivered_tip(row: Row) -> str:
    if row.delivered is None:
        return "Counted once approved"
    return f"{count_of(row.delivered, 'delivery')} in 12 months, least {row.least}"


def columns() -> tuple[ColumnSpec[Row], ...]:
    """The columns, measured; made anew for every table."""
    return (
        ColumnSpec("Name", lambda r: r.listed, lambda r: r.sorted_as, width=_wide("Fairhurst, Delphine", "strong", 26),
                   kind=CellKind.STRONG, stretches=True),
        ColumnSpec("Standing", lambda r: STANDING[r.word], lambda r: _ORDER.index(r.word), width=_wide("Candidate", room=52),
                   kind=CellKind.PILL, tip=_standing_tip, marks_search=False),
        ColumnSpec("Agency", lambda r: r.agency_short, lambda r: r.agency_short.casefold(), width=_wide("Children’s Services"),
                   priority=6, tip=lambda r: r.agency, stretches=True),
        ColumnSpec("Courses", lambda r: r.courses, lambda r: r.courses, width=_wide("MCA, NEG, SNH"), priority=3),
        ColumnSpec("Delivered", lambda r: r.delivered, lambda r: r.delivered, width=_wide("Delivered", "strong", 18),
                   kind=CellKind.NUMBER, priority=4, meaning=lambda r: Meaning.ATTENTION if r.delivers_too_little else None,
                   tip=_delivered_tip),
        ColumnSpec("Observed", lambda r: r.observed, lambda r: r.observed, width=_wide("28 Nov 2026", room=36), kind=CellKind.DATE, priority=7,
                   meaning=lambda r: Meaning.ATTENTION if r.observation_is_late and r.observed else None),
        ColumnSpec("Until", lambda r: r.until, lambda r: r.until, width=_wide("28 Nov 2026"), kind=CellKind.DATE, priority=2),
        ColumnSpec("Next due", lambda r: r.due.words, lambda r: r.due.by, width=_wide("Agreement 28 Nov 2026", room=34),
                   meaning=lambda r: meaning(r.due.meaning), icon=lambda r: "circle-x" if r.due.meaning == "stop" else "",
                   tip=_due_tip, stretches=True),
        ColumnSpec("E-mail", lambda r: r.email, lambda r: r.email, width=_wide("v.tankersley@ellerdale.example.org"), priority=8),
        ColumnSpec("Phone", lambda r: r.phone, lambda r: r.phone, width=_wide("01632 960104"), priority=8),
        ColumnSpec("Job title", lambda r: r.job_title, lambda r: r.job_title.casefold(), width=150, priority=8),
    )  # fmt: skip


FIRST_HIDDEN = frozenset({8, 9, 10})


def says(row: Row) -> str:
    """How a row is read out: name, standing, what is due."""
    return ", ".join(part for part in (row.listed, STANDING[row.word].word, row.due.words) if part)
