"""A field for an agency: a few letters find one the pool knows, any other name is a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget


class AgencyField(QComboBox):
    """`left()` when the keyboard leaves it; letters that fit one agency only become its name then."""

    left = Signal()

    def __init__(self, agencies: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = tuple(agencies)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(list(agencies))
        self.setCurrentIndex(-1)
        self.setEditText("")
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText("Type a few letters")
        self.setCompleter(None)  # type: ignore[arg-type]  # what the letters mean is said under the field, not in a window over it
        line.editingFinished.connect(self._on_left)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        if (line := self.lineEdit()) is not None:
            line.setAccessibleName(name)

    def named(self) -> str:
        """The agency meant: the one that fits, else what was typed."""
        typed = self.currentText().strip()
        fits = self._fits(typed)
        return fits[0] if len(fits) == 1 else typed

    def meaning(self) -> str:
        """What the letters typed so far mean, in a few words."""
        typed = self.currentText().strip()
        fits = self._fits(typed)
        if not typed or fits == [typed]:
            return ""
        if len(fits) == 1:
            return fits[0]
        return (
            f"{len(fits)} agencies fit: {', '.join(fits[:2])}{' ...' if len(fits) > 2 else ''}"
            if fits
            else "A new agency."
        )

    def is_new(self) -> bool:
        """Whether the pool does not know it."""
        return bool(self.named()) and self.named() not in self._known

    def _fits(self, typed: str) -> list[str]:
        low = typed.casefold()
        same = [one for one in self._known if one.casefold() == low]
        return same or ([one for one in self._known if low in one.casefold()] if low else [])

    def _on_left(self) -> None:
        if self.named() != self.currentText():
            self.setEditText(self.named())
        self.left.emit()
