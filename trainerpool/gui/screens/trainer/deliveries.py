"""The deliveries of the last twelve months and those planned, as bars and as words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from trainerpool.domain.dates import in_words
from trainerpool.gui.charts.bars import Bar, BarChart
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import ElidedLabel, Label, MeaningIcon
from trainerpool.queries.trainer_page import DeliveryMonth, TrainerPage
from trainerpool.queries.trainer_words import delivers_too_little


class MonthBars(BarChart):
    """Bars labelled by the month's letter, and read out by its name."""

    def __init__(self) -> None:
        self._said: tuple[tuple[str, str], ...] = ()
        super().__init__("Deliveries by month", high=30)

    def show_months(self, months: Sequence[DeliveryMonth]) -> None:
        """Show these months: filled counts, outlined does not, dashed is planned."""
        self._said = tuple((in_words(one.month, month_only=True), month_in_words(one)) for one in months)
        self.set_bars([_bar(one) for one in months])

    def as_rows(self) -> tuple[tuple[str, str], ...]:
        return self._said


def month_in_words(one: DeliveryMonth) -> str:
    """What a month held: "2 counted, 1 planned"."""
    parts = [(one.counted, "counted"), (one.not_counted, "not counted"), (one.planned, "planned")]
    return ", ".join(f"{number} {word}" for number, word in parts if number) or "none"


def _bar(one: DeliveryMonth) -> Bar:
    number = one.counted + one.not_counted + one.planned
    letter = f"{in_words(one.month, month_only=True)[0]}"
    only_planned = bool(one.planned) and not one.counted and not one.not_counted
    hollow = bool(one.not_counted) and not one.counted
    return Bar(
        letter, number, str(number) if number > 1 else "", only_planned, hollow and not only_planned, bool(one.counted)
    )


class DeliveriesBlock(QWidget):
    """The first thing that keeps an approval. `opened(month)` when a bar is chosen."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._months: tuple[DeliveryMonth, ...] = ()
        self._counted = ""
        self.icon, self.title = MeaningIcon(), ElidedLabel("", "strong")
        self.swap = Button("As a table", "link").does(self._swap)
        self.bars = MonthBars()
        self.bars.opened.connect(lambda place: self.opened.emit(self._months[place].month))
        self.table = Label("", tone="muted", wraps=True)
        self.caption = Label("", tone="muted", wraps=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.icon)
        head.addWidget(self.title, 1)
        self.forms = QStackedWidget()
        self.forms.addWidget(self.bars)
        self.forms.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 8)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.forms)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.caption, 1)
        foot.addWidget(self.swap, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(foot)
        column.addStretch(1)

    def show_page(self, page: TrainerPage) -> None:
        """Show this trainer's deliveries."""
        found = page.standing
        self._months = page.months
        self.bars.show_months(page.months)
        counted = found.deliveries_12_months if found.approved_from is not None else 0
        if found.approved_from is None:
            self._counted = ""
            self.icon.set_meaning(Meaning.NEUTRAL)
        else:
            self._counted = f"{counted}, least {found.least_deliveries}"
            short = delivers_too_little(found) or (counted < found.least_deliveries and not found.may_deliver)
            enough = counted >= found.least_deliveries
            self.icon.set_meaning(Meaning.GOOD if enough else Meaning.ATTENTION if short else Meaning.NEUTRAL)
        self.table.setText(
            "; ".join(f"{name} {said}" for name, said in self.bars.as_rows() if said != "none") or "None."
        )
        self.caption.setText(_caption(page.months))
        self._name()

    def _name(self) -> None:
        """The whole title where there is room for it."""
        whole = f"Deliveries in 12 months: {self._counted}" if self._counted else "Deliveries, counted once approved"
        short = f"Deliveries: {self._counted}" if self._counted else "Deliveries"
        self.title.setText(whole if self.title.fontMetrics().horizontalAdvance(whole) + 56 <= self.width() else short)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name()

    def _swap(self) -> None:
        self.forms.setCurrentIndex(1 - self.forms.currentIndex())
        self.swap.set_text("As a chart" if self.forms.currentIndex() else "As a table")


def _caption(months: Sequence[DeliveryMonth]) -> str:
    parts = [
        (sum(one.not_counted for one in months), "as candidate, not counted"),
        (sum(one.planned for one in months), "planned"),
    ]
    return "; ".join(f"{number} {word}" for number, word in parts if number)
