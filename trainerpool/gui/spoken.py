"""What painted widgets say to screen readers: a role of their own, and one child for each thing drawn in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Role = QAccessible.Role


@dataclass(frozen=True, slots=True)
class SpokenPart:
    """One thing drawn in a widget: its words, and where it is drawn in the widget."""

    words: str
    rect: QRect
    is_current: bool = False
    role: Role = Role.ListItem


# A widget takes part by two attributes: `spoken_role`, and, where several things are drawn in it, `spoken_parts()`.


def install() -> None:
    """Let Qt ask here what our painted widgets are; called once, when the program is dressed."""
    if not _State.is_installed:
        _State.is_installed = True
        QAccessible.installFactory(_made)


def tell_current(widget: QWidget, place: int) -> None:
    """The focus inside a painted widget went to its part at this place."""
    if QAccessible.isActive() and 0 <= place < len(_parts(widget)):
        event = QAccessibleEvent(widget, QAccessible.Event.Focus)
        event.setChild(place)
        QAccessible.updateAccessibility(event)


class _State:
    is_installed = False


def _parts(widget: Any) -> Sequence[SpokenPart]:
    return widget.spoken_parts() if shiboken6.isValid(widget) else ()


def _made(_name: str, thing: QObject) -> QAccessibleInterface | None:
    role = getattr(thing, "spoken_role", None)
    if not isinstance(thing, QWidget) or not isinstance(role, Role):
        return None
    return _Spoken(thing, role) if hasattr(thing, "spoken_parts") else QAccessibleWidget(thing, role)


class _Spoken(QAccessibleWidget):
    """A painted widget with several things in it. Qt owns it and lets it go with the widget."""

    def __init__(self, widget: QWidget, role: Role) -> None:
        super().__init__(widget, role)
        self._widget = widget
        self._children: list[_Part] = []
        ids: list[int] = []
        self._ids = ids
        widget.destroyed.connect(lambda: _let_go(ids))

    def childCount(self) -> int:
        return len(_parts(self._widget))

    def child(self, index: int) -> QAccessibleInterface:
        if not 0 <= index < len(_parts(self._widget)):
            return None  # type: ignore[return-value]  # as Qt asks it
        while len(self._children) <= index:
            made = _Part(self._widget, len(self._children))
            self._children.append(made)
            self._ids.append(QAccessible.registerAccessibleInterface(made))
        return self._children[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.place if isinstance(child, _Part) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        spot = self._widget.mapFromGlobal(QPoint(x, y))
        found = (place for place, part in enumerate(_parts(self._widget)) if part.rect.contains(spot))
        return self.child(next(found, -1))


def _let_go(ids: list[int]) -> None:
    for one in ids:
        QAccessible.deleteAccessibleInterface(one)


class _Part(QAccessibleInterface):
    """One thing drawn in a widget, by its place among them."""

    def __init__(self, widget: QWidget, place: int) -> None:
        super().__init__()
        self._widget, self.place = widget, place

    def _part(self) -> SpokenPart | None:
        parts = _parts(self._widget)
        return parts[self.place] if self.place < len(parts) else None

    def isValid(self) -> bool:
        return shiboken6.isValid(self._widget) and self._part() is not None

    def object(self) -> QObject:
        return None  # type: ignore[return-value]  # it is no widget

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._widget)

    def child(self, index: int) -> QAccessibleInterface:  # noqa: ARG002
        return None  # type: ignore[return-value]

    def childCount(self) -> int:
        return 0

    def childAt(self, x: int, y: int) -> QAccessibleInterface:  # noqa: ARG002
        return None  # type: ignore[return-value]

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: ARG002
        return -1

    def rect(self) -> QRect:
        part = self._part()
        if part is None:
            return QRect()
        return QRect(self._widget.mapToGlobal(part.rect.topLeft()), part.rect.size())

    def role(self) -> Role:
        part = self._part()
        return part.role if part is not None else Role.NoRole

    def state(self) -> QAccessible.State:
        made, part = QAccessible.State(), self._part()
        made.focusable = made.selectable = True
        if part is None or not self._widget.isVisible():
            made.invisible = True
        elif part.is_current:
            made.selected = True
            made.focused = self._widget.hasFocus()
        return made

    def text(self, which: QAccessible.Text) -> str:
        part = self._part()
        return part.words if part is not None and which is QAccessible.Text.Name else ""

    def setText(self, which: QAccessible.Text, text: str) -> None:
        """Nothing painted can be written over."""
