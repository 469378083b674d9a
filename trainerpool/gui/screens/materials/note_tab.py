"""The tab of the change note: what is new in a version, the day as its pack has it, and who made and approved it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.domain.dates import in_words
from trainerpool.gui import theme
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Label, Pane
from trainerpool.gui.screens.programme.dialog import Roll
from trainerpool.gui.spoken import Role
from trainerpool.queries.material_page import VersionPage
from trainerpool.queries.material_versions import VersionRow

_WIDEST = 620


class NoteTab(QWidget):
    """Read here; changed in a form while the version is a draft or in review."""

    def __init__(self, change: Callable[[], None]) -> None:
        super().__init__()
        self._change = change
        self.roll = Roll()
        self.roll.spoken_role = Role.Document
        self.roll.setWidgetResizable(True)
        self.roll.setFrameShape(Roll.Shape.NoFrame)
        self.roll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.roll.setAccessibleName("Change note")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.roll)
        self._shown: object = None

    def show_page(self, page: VersionPage) -> None:
        """Show what is told of this version; the scroll stays where nothing changed."""
        if self._shown == (page.version, page.may):
            return
        self._shown = (page.version, page.may)
        version = page.version
        inner = Pane("raised")
        beside = QHBoxLayout()
        beside.setContentsMargins(16, 12, 16, 16)
        inner.column.addLayout(beside)
        holder = QWidget()
        holder.setMaximumWidth(theme.scaled(_WIDEST))
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        beside.addWidget(holder, 1000)
        beside.addStretch(1)
        column.addWidget(Label("What is new", "strong"))
        note = version.change_note or "No change note is written yet."
        column.addWidget(Label(note, tone="" if version.change_note else "muted", wraps=True))
        if "change" in page.may:
            button = Button("Change...", icon="pencil").does(self._change)
            button.setAccessibleDescription("Number, author, change note, where it is kept and the day's plan")
            column.addWidget(button)
        column.addSpacing(8)
        if version.plan:
            column.addWidget(Label("The day as the pack has it", "strong"))
            column.addWidget(_facts("The day as the pack has it", list(version.plan)))
            column.addSpacing(8)
        column.addWidget(Label("On record", "strong"))
        column.addWidget(_facts("On record", facts_of(version)))
        column.addStretch(1)
        before = self.roll.takeWidget()
        if before is not None:
            before.deleteLater()
        self.roll.setWidget(inner)

    def focus_rows(self) -> None:
        """Put the keyboard on what is read."""
        self.roll.setFocus()


def _facts(name: str, facts: list[tuple[str, str]]) -> QWidget:
    """Words and values in two columns, in line."""
    made = QWidget()
    made.setAccessibleName(name)
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for row, (words, value) in enumerate(facts):
        grid.addWidget(Label(words, tone="muted"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(value, wraps=True), row, 1)
    return made


def facts_of(row: VersionRow) -> list[tuple[str, str]]:
    """Who and when, as lines."""

    def day(on: object) -> str:
        return in_words(on, weekday=True) if on else ""  # type: ignore[arg-type]

    approved = (
        f"{day(row.approved_on)} by {row.approved_by}" if row.approved_on and row.approved_by else day(row.approved_on)
    )
    extended = f"{day(row.extended_until)}: {row.extended_why}" if row.extended_until else ""
    withdrawn = f"{day(row.withdrawn_on)}: {row.withdrawn_why}" if row.withdrawn_on else ""
    facts = [
        ("Author", row.author), ("Sent to review", day(row.submitted_on)), ("Reviewer", row.reviewer), ("Approved", approved),
        ("To be reviewed by", day(row.review_due)), ("Extended until", extended), ("Superseded", day(row.superseded_on)),
        ("Withdrawn", withdrawn), ("Kept at", row.kept_where), ("Came from", row.source),
    ]  # fmt: skip
    return [(words, value) for words, value in facts if value]
