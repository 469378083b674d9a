"""What Today says where no line is shown: all is well and what comes next, nothing of this kind, or an empty pool."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.shell import Shell
from trainerpool.queries.today import Concerned, TodayPage


class NothingWaits(QWidget):
    """Left aligned under the health strip; `show_rest` takes a filter off, `show_off` shows what is put off."""

    def __init__(self, shell: Shell, show_rest: Callable[[], None], show_off: Callable[[], None]) -> None:
        super().__init__()
        self._shell, self._show_rest, self._show_off = shell, show_rest, show_off
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 16, 16, 16)
        self._column.setSpacing(12)

    def tell(self, page: TodayPage, filtered: str) -> None:
        """Say why there is no line; `filtered` names what was asked for, where lines of another kind wait."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for widget in self._parts(page, filtered):
            self._column.addWidget(widget)
        self._column.addStretch(1)

    def _parts(self, page: TodayPage, filtered: str) -> list[QWidget]:
        go = self._shell.navigate
        if filtered and (page.rows or page.off):
            text = f"{count_of(len(page.rows), 'other thing')} {'waits' if len(page.rows) == 1 else 'wait'} for you."
            return [
                EmptyState(f"Nothing here: {filtered}", text, [("Show everything", self._show_rest)], "circle-check")
            ]
        if not (page.health.trainers or page.health.sessions):
            deeds = [
                ("Bring in a spreadsheet", lambda: go("import")),
                ("Add trainers by hand", lambda: go("trainers")),
            ]
            text = "Bring in the spreadsheet it lives in today, or add the first trainer by hand."
            return [EmptyState("Nobody is in this pool yet", text, deeds, "users")]
        off = [(f"Show what is put off ({page.put_off})", self._show_off)] if page.put_off else []
        text = "Sessions are staffed, standings and answers are in order."
        if page.put_off:
            text = f"{count_of(page.put_off, 'thing')} put off until later."
        made: list[QWidget] = [EmptyState("Nothing waits for you", text, off, "circle-check")]
        if page.ahead:
            made.append(Label("What comes next", "strong"))
            made += [self._ahead(one) for one in page.ahead]
        return made

    def _ahead(self, one: Concerned) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        door = Button(one.name, "link").does(lambda: self._shell.navigate(one.page, one.id or None))
        door.setAccessibleDescription(one.note)
        column.addWidget(door)
        note = Label(one.note, tone="muted", wraps=True)
        note.setContentsMargins(2, 0, 0, 0)
        column.addWidget(note)
        return line
