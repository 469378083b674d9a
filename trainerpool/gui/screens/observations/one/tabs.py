"""The tabs of one observation: judgements, notes, what was agreed and answered, and what each revision changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainerpool.domain.dates import in_words
from trainerpool.gui import theme
from trainerpool.gui.parts.labels import Hairline, Label, Pane
from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.screens.observations.columns import JudgedLine, judged_columns, judged_said
from trainerpool.gui.screens.observations.reading_roll import RING, ReadingRoll
from trainerpool.gui.screens.observations.record_pane import reflection_lines, reply_heading
from trainerpool.gui.screens.observations.words import action_in_words
from trainerpool.gui.screens.trainer.tab_table import TabTable
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.queries.observations_page import ObservationPage
from trainerpool.queries.observations_rows import NoteRow

_WIDE = 760


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One thing a revision changed."""

    id: str
    number: int
    on: date
    by: str
    why: str
    what: str
    before: str
    after: str


class JudgementsTab(TabTable[JudgedLine]):
    """Every criterion of the framework, judged or not."""

    def __init__(self) -> None:
        super().__init__("Judgements", judged_columns(), judged_said, lambda _row: ())
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_page(self, page: ObservationPage) -> None:
        """Show the judgements of this observation."""
        lines, place = [], 0
        for group in page.framework.groups:
            for one in group.criteria:
                held = page.judgements.get(one.number)
                judged, evidence = (held.judgement, held.evidence) if held is not None else ("", "")
                title = f"{group.letter} {group.title}"
                lines.append(JudgedLine(one.number, title, one.text, one.starred, judged, evidence, place))
                place += 1
        shown = lines if page.visit is not None else [line for line in lines if line.judgement]
        self.show_rows(
            shown,
            lambda: EmptyState(
                "No judgements are recorded",
                "This observation comes from an older log, which tells the outcome only.",
                icon="eye",
            ),
        )


class NotesTab(TabTable[NoteRow]):
    """The timed notes about this trainer, and about both."""

    def __init__(self) -> None:
        columns: Sequence[ColumnSpec[NoteRow]] = (
            ColumnSpec("Time", lambda r: r.at, lambda r: r.at, 64, kind=CellKind.MUTED),
            ColumnSpec("Who", lambda r: r.initials or "Both", lambda r: r.initials, 64),
            ColumnSpec("What was seen", lambda r: r.text, None, 420, stretches=True, tip=lambda r: r.text),
            ColumnSpec("Criteria", lambda r: r.criteria, None, 100),
        )
        super().__init__("Timed notes", columns, lambda r: f"{r.at}, {r.initials or 'both'}: {r.text}", lambda _row: ())

    def show_page(self, page: ObservationPage) -> None:
        """Show the notes of this observation."""
        self.show_rows(
            page.notes, lambda: EmptyState("No timed notes", "None were written at this visit.", icon="pencil")
        )


class RevisionsTab(TabTable[ChangeLine]):
    """What each correction changed: before and after."""

    def __init__(self) -> None:
        columns: Sequence[ColumnSpec[ChangeLine]] = (
            ColumnSpec("Day", lambda r: r.on, lambda r: r.on, 108, kind=CellKind.DATE),
            ColumnSpec("What", lambda r: r.what, lambda r: r.what, 130, kind=CellKind.STRONG),
            ColumnSpec("Before", lambda r: r.before, None, 220, stretches=True, tip=lambda r: r.before),
            ColumnSpec("After", lambda r: r.after, None, 220, stretches=True, tip=lambda r: r.after),
            ColumnSpec("Why", lambda r: r.why, None, 200, priority=2, stretches=True, tip=lambda r: r.why),
            ColumnSpec("By", lambda r: r.by, lambda r: r.by, 120, priority=3),
        )
        super().__init__("Revisions", columns, _change_said, lambda _row: ())

    def show_page(self, page: ObservationPage) -> None:
        """Show every revision of this observation, the latest first."""
        lines = [
            ChangeLine(
                f"{one.number}/{place}", one.number, one.on, one.by, one.why, change.what, change.before, change.after
            )
            for one in page.revisions
            for place, change in enumerate(one.changes)
        ]
        lines += [
            ChangeLine(f"{one.number}/", one.number, one.on, one.by, one.why, "Sent back", "", "")
            for one in page.revisions
            if not one.changes
        ]
        self.show_rows(
            lines,
            lambda: EmptyState(
                "Nothing was corrected", "A correction keeps what was said before, with why and by whom.", icon="repeat"
            ),
        )


def _change_said(row: ChangeLine) -> str:
    return f"{in_words(row.on)}, {row.what}: before {row.before or 'nothing'}, after {row.after or 'nothing'}. {row.why}, {row.by}"


class AgreedTab(ReadingRoll):
    """Reflection first, then strengths, actions, the reply beside them, and the moderation."""

    def __init__(self) -> None:
        super().__init__("Agreed and answered")

    def show_page(self, page: ObservationPage) -> None:
        """Show what was agreed and answered."""
        inner = Pane("raised")
        holder = QWidget()
        holder.setMaximumWidth(theme.scaled(_WIDE))
        column = QVBoxLayout(holder)
        column.setContentsMargins(16 - RING, 8, 16 - RING, 16)
        column.setSpacing(4)
        told = [
            ("Reflection of the trainer", list(reflection_lines(page)), "Not recorded yet."),
            ("Strengths", [f"{n}. {text}" for n, text in enumerate(page.row.strengths, 1)], "None agreed yet."),
            ("Actions", [f"{one.text} ({action_in_words(one)})" for one in page.row.actions], "None agreed."),
            ("Outcome", [page.row.outcome] if page.row.outcome else [], "Not chosen yet."),
            (reply_heading(page), [page.reply] if page.reply else [], "No reply is recorded."),
            ("Moderation", [_moderated(page)] if page.moderated_on is not None else [], "Not moderated yet."),
        ]
        if page.note:
            told.append(("Note", [page.note], ""))
        if page.last_actions:
            told.insert(
                0,
                (
                    "Actions brought from last time",
                    [f"{one.text} ({action_in_words(one)})" for one in page.last_actions],
                    "",
                ),
            )
        for place, (title, lines, nothing) in enumerate(told):
            if place:
                column.addWidget(Hairline())
            head = Label(title, "strong", wraps=True)
            head.setContentsMargins(0, 8, 0, 0)
            column.addWidget(head)
            for line in lines:
                column.addWidget(Label(line, wraps=True))
            if not lines:
                column.addWidget(Label(nothing, tone="muted", wraps=True))
        column.addStretch(1)
        inner.column.addWidget(holder)
        self.setWidget(inner)


def _moderated(page: ObservationPage) -> str:
    day = in_words(page.moderated_on, weekday=True) if page.moderated_on is not None else ""
    said = f"By {page.moderated_by} on {day}."
    return f"{said} {page.moderation_note}".strip()
