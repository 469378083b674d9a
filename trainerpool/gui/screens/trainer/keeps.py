"""What keeps the approval: deliveries, agreement, observation and development, each with its state and its next day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.evidence import EvidenceKind
from trainerpool.domain.standing import State
from trainerpool.gui import theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Hairline, Label, MeaningIcon, Pane
from trainerpool.gui.screens.trainer.deliveries import DeliveriesBlock
from trainerpool.queries.trainer_evidence import EvidenceLine
from trainerpool.queries.trainer_page import TrainerPage

_FOLDS_UNDER = 600


@dataclass(frozen=True, slots=True)
class Keep:
    """One of the things: its name, how it stands, what says so, what is next, and the deed with the kind it records."""

    title: str
    meaning: Meaning
    fact: str
    detail: str
    due: str
    deed: str
    kind: EvidenceKind


class KeepBlock(QWidget):
    """One thing in four short lines. `wanted(kind)` when its deed is pressed."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._kind = EvidenceKind.RELEASE_AGREEMENT
        self.icon, self.title = MeaningIcon(), Label("", "strong")
        self.fact, self.detail, self.due = (
            Label("", wraps=True),
            Label("", tone="muted", wraps=True),
            Label("", tone="muted", wraps=True),
        )
        self.deed = Button("", "link").does(lambda: self.wanted.emit(self._kind))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.icon)
        head.addWidget(self.title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 8, 8)
        column.setSpacing(2)
        column.addLayout(head)
        for label in (self.fact, self.detail, self.due):
            column.addWidget(label)
        column.addWidget(self.deed)
        column.addStretch(1)

    def show_keep(self, keep: Keep) -> None:
        """Show this thing as it stands."""
        self._kind = keep.kind
        self.icon.set_meaning(keep.meaning)
        self.title.setText(keep.title)
        for label, text in ((self.fact, keep.fact), (self.detail, keep.detail), (self.due, keep.due)):
            label.setText(text)
            label.setVisible(bool(text))
        self.deed.set_text(keep.deed)
        self.setAccessibleName(". ".join(part for part in (keep.title, keep.fact, keep.detail, keep.due) if part))


class KeepsPane(Pane):
    """The four side by side, or two by two where the page is narrow."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("surface")
        self.deliveries = DeliveriesBlock()
        self.blocks = [KeepBlock() for _ in range(3)]
        for block in self.blocks:
            block.wanted.connect(self.wanted)
        self._lines = [Hairline(upright=True) for _ in range(3)]
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._is_folded: bool | None = None
        self._arrange(folded=False)
        self.column.addWidget(holder)
        self.column.addWidget(Hairline())

    def show_page(self, page: TrainerPage) -> None:
        """Show what keeps this trainer's approval."""
        self.deliveries.show_page(page)
        for block, keep in zip(self.blocks, (agreement(page), observation(page), development(page)), strict=True):
            block.show_keep(keep)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(folded=self.width() < theme.scaled(_FOLDS_UNDER))

    def _arrange(self, *, folded: bool) -> None:
        if folded == self._is_folded:
            return
        self._is_folded = folded
        widgets: list[QWidget] = [self.deliveries, *self.blocks]
        for widget in (*widgets, *self._lines):
            self._grid.removeWidget(widget)
        for column in range(7):
            self._grid.setColumnStretch(column, 0)
        if folded:
            self._grid.addWidget(self.deliveries, 0, 0, 1, 5)
            for place, block in enumerate(self.blocks):
                self._grid.addWidget(block, 1, place * 2, Qt.AlignmentFlag.AlignTop)
                self._grid.setColumnStretch(place * 2, 1)
        else:
            for place, widget in enumerate(widgets):
                self._grid.addWidget(widget, 0, place * 2)
                self._grid.setColumnStretch(place * 2, 5 if place == 0 else 3)
                if place:
                    self._grid.addWidget(self._lines[place - 1], 0, place * 2 - 1)
        for line in self._lines:
            line.setVisible(not folded)


def agreement(page: TrainerPage) -> Keep:
    """The release agreement: when it was renewed, by whom, and its last day."""
    found = page.standing
    last = _latest(page, EvidenceKind.RELEASE_AGREEMENT)
    until = found.agreement_until if found.approved_from is not None else None
    weight = _weight(until, found.on, page, has_any=last is not None)
    if last is None:
        return Keep("Agreement", weight, "None recorded", "Asked every " + _months(page.statement.policy.agreement_months),
                    _due(until, found.on), "Record agreement", EvidenceKind.RELEASE_AGREEMENT)  # fmt: skip
    by = f"By {last.by_name}" if last.by_name else ""
    return Keep("Agreement", weight, f"Renewed {_plain(last)}" if found.approved_from else f"Signed {_plain(last)}", by,
                _due(until, found.on, "Until"), "Record renewal" if found.approved_from else "Record agreement", EvidenceKind.RELEASE_AGREEMENT)  # fmt: skip


def observation(page: TrainerPage) -> Keep:
    """The last observed delivery, what came of it, and when the next is due."""
    found = page.standing
    last = _latest(page, EvidenceKind.OBSERVED_DELIVERY)
    weight = _weight(found.observation_due, found.on, page, has_any=last is not None)
    due = _due(found.observation_due, found.on)
    if last is None:
        return Keep(
            "Observation", weight, "Not seen yet", "", due, "Record observation", EvidenceKind.OBSERVED_DELIVERY
        )
    detail = last.outcome or ("All starred criteria met" if last.starred_met else "")
    return Keep(
        "Observation", weight, f"Seen {_plain(last)}", detail, due, "Record observation", EvidenceKind.OBSERVED_DELIVERY
    )


def development(page: TrainerPage) -> Keep:
    """The last development event and when the next is due."""
    found = page.standing
    last = _latest(page, EvidenceKind.DEVELOPMENT_EVENT)
    weight = _weight(found.development_due, found.on, page, has_any=last is not None)
    asked = f"{page.statement.policy.development_events} a year"
    due = _due(found.development_due, found.on)
    if last is None:
        return Keep(
            "Development", weight, f"None yet, {asked}", "", due, "Record event", EvidenceKind.DEVELOPMENT_EVENT
        )
    return Keep("Development", weight, _plain(last), last.note, due, "Record event", EvidenceKind.DEVELOPMENT_EVENT)


def _latest(page: TrainerPage, kind: EvidenceKind) -> EvidenceLine | None:
    """The latest item of a kind up to the day of the page."""
    on = page.statement.on.isoformat()
    of_kind = (line for line in page.evidence if line.kind is kind and line.stands)
    return next((line for line in of_kind if line.on <= on[: len(line.on)]), None)


def _plain(line: EvidenceLine) -> str:
    return line.when.split(" ", 1)[1] if len(line.on) == 10 else line.when


def _months(number: int) -> str:
    return count_of(number, "month")


def _due(day: date | None, on: date, words: str = "Next by") -> str:
    if day is None:
        return ""
    past = "Ended" if words == "Until" else "Was due by"
    return f"{words if day >= on else past} {in_words(day)}"


def _weight(due: date | None, on: date, page: TrainerPage, *, has_any: bool) -> Meaning:
    """Attention within 60 days or overdue, stop where it lapsed by then; nothing is asked of who is not approved."""
    if due is not None and due < on and page.standing.state is State.LAPSED:
        return Meaning.STOP
    if page.standing.state is not State.APPROVED:
        return Meaning.GOOD if has_any else Meaning.NEUTRAL
    if due is not None and (due - on).days <= 60:
        return Meaning.ATTENTION
    return Meaning.GOOD if has_any else Meaning.NEUTRAL
