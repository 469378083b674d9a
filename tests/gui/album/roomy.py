"""Whether everything has its room: no sibling over another, no text cut off, nothing that cannot be scrolled to."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QSplitterHandle,
    QTabBar,
    QWidget,
)

from tests.gui.album.readable import is_interactive
from tests.gui.album.stage import Stage, words
from trainerpool.gui.drawing import RING_ROOM
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import ElidedLabel

SIZES = {"1366 x 768": (1366, 768), "1024 x 768": (1024, 768), "200 %": (683, 384), "300 %": (455, 256)}
# What lies over the rest on purpose: it is small, passes, or goes away with Esc.
_FLOATS = {"Toast", "Palette", "QSizeGrip", "QRubberBand", "Hairline", "DropHint", "FrozenView", "FocusEdge"}


def faults(stage: Stage) -> list[str]:
    """What has no room in the present scene at the present size."""
    front = stage.front()
    front.window().grab()  # what is shortened gets its tool tip as it is painted
    found = [*overlaps(front), *cut_off(front), *out_of_reach(front)]
    if isinstance(front, QDialog):
        found += _too_large(front, stage.window.width(), stage.window.height())
    return found


def _shown(root: QWidget) -> list[QWidget]:
    return [one for one in root.findChildren(QWidget) if one.isVisible() and not one.isWindow()]


def overlaps(root: QWidget) -> list[str]:
    """Siblings of which one lies over the other."""
    found = []
    for parent in (root, *_shown(root)):
        if isinstance(parent, (QAbstractItemView, QComboBox, QTabBar)) or type(parent).__name__ == "Panes":
            continue
        children = [
            one
            for one in parent.children()
            if isinstance(one, QWidget)
            and one.isVisible()
            and not one.isWindow()
            and type(one).__name__ not in _FLOATS
            and not isinstance(one, (QScrollBar, QSplitterHandle))
        ]
        for place, one in enumerate(children):
            found += [fault for other in children[place + 1 :] if (fault := _over(one, other))]
    return found


def _over(one: QWidget, other: QWidget) -> str:
    both = _body(one).intersected(_body(other))
    if both.isEmpty() or min(both.width(), both.height()) <= 1:
        return ""
    return f"{words(one)} and {words(other)} lie over each other by {both.width()} x {both.height()}"


def _body(one: QWidget) -> QRect:
    """Where it is drawn: the room of the focus ring may be shared."""
    if isinstance(one, Button):
        return one.geometry().adjusted(RING_ROOM, RING_ROOM, -RING_ROOM, -RING_ROOM)
    return one.geometry()


def cut_off(root: QWidget) -> list[str]:
    """Text with less room than it needs, unless it is shortened with the whole in the tool tip."""
    found = []
    for one in (root, *_shown(root)):
        if not one.isVisible():
            continue
        if isinstance(one, ElidedLabel):
            is_long = one.fontMetrics().horizontalAdvance(one.text()) > one.width() + 1
            if is_long and not one.toolTip() and not one.visibleRegion().isEmpty():
                found.append(f"{words(one)}: shortened without a tool tip")
            if one.text() and one.fontMetrics().height() > one.height() + 2:
                found.append(f"{words(one)}: {one.height()} high of {one.fontMetrics().height()}")
        elif isinstance(one, QLabel) and one.text():
            found += _label(one)
        elif isinstance(one, (Button, QCheckBox, QRadioButton)) or (
            isinstance(one, QAbstractButton) and one.text() and "paintEvent" not in type(one).__dict__
        ):
            hint = one.minimumSizeHint() if one.minimumSizeHint().isValid() else one.sizeHint()
            if hint.width() > one.width() + 1 and not one.toolTip():
                found.append(f"{words(one)}: {one.width()} wide of {hint.width()}")
            if hint.height() > one.height() + 2:
                found.append(f"{words(one)}: {one.height()} high of {hint.height()}")
    return found


def _label(one: QLabel) -> list[str]:
    if one.wordWrap():
        needed = one.heightForWidth(one.width())
        return [f"{words(one)}: {one.height()} high of {needed}"] if needed > one.height() + 1 else []
    hint = one.sizeHint()
    found = []
    if hint.width() > one.width() + 1 and not one.toolTip():
        found.append(f"{words(one)}: {one.width()} wide of {hint.width()}")
    if hint.height() > one.height() + 2:
        found.append(f"{words(one)}: {one.height()} high of {hint.height()}")
    return found


def out_of_reach(root: QWidget) -> list[str]:
    """What can be worked with and lies, wholly or in part, where no scrolling brings it."""
    found = []
    for one in _shown(root):
        if is_interactive(one) or (isinstance(one, QLabel) and one.text()):
            where = _hidden_by(one, root.window())
            if where:
                found.append(f"{words(one)}: {where}")
    return found


def _hidden_by(one: QWidget, window: QWidget) -> str:
    rect = _body(one).translated(-one.pos())
    step: QWidget = one
    while step is not window and (parent := step.parentWidget()) is not None:
        rect.translate(step.pos())
        area = parent.parentWidget()
        if isinstance(area, QScrollArea) and parent is area.viewport():
            if blocked := _not_scrolled_to(area, rect):
                return blocked
            # Scrolled to, it is seen as far as the area is.
            rect = QRect(QPoint(0, 0), area.viewport().size()).intersected(QRect(QPoint(0, 0), rect.size()))
        elif not parent.rect().adjusted(-2, -2, 2, 2).contains(rect) and not isinstance(area, QAbstractScrollArea):
            outside = rect.united(parent.rect())
            over = (outside.width() - parent.width(), outside.height() - parent.height())
            return f"cut off by {type(parent).__name__} ({over[0]} x {over[1]})"
        step = parent
    return ""


def _not_scrolled_to(area: QScrollArea, rect: QRect) -> str:
    off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    view, whole = area.viewport().rect(), area.widget().rect()
    beside = rect.left() < -2 or rect.right() > view.right() + 2
    if beside and area.horizontalScrollBarPolicy() == off and whole.width() > view.width() + 2:
        return f"{max(rect.right() - view.right(), -rect.left())} beyond the side, without a scroll bar"
    below = rect.bottom() > view.bottom() + 2
    if below and area.verticalScrollBarPolicy() == off and whole.height() > view.height() + 2:
        return "below the end, without a scroll bar"
    return ""


def _too_large(one: QDialog, wide: int, high: int) -> list[str]:
    if one.width() <= wide and one.height() <= high:
        return []
    return [f"{words(one)}: {one.width()} x {one.height()} on a screen of {wide} x {high}"]
