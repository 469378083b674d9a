"""Where the focus goes and whether it is seen: a ring on everything that takes it, and a Tab order that reaches all."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QRadioButton, QWidget

from tests.gui.album.readable import interactive
from tests.gui.album.stage import words
from tests.gui.screens.seats import Seat

# A ring of 2 px around the smallest thing that takes the focus has more points than this.
LEAST = 40
MOST_STEPS = 160


def stops(root: QWidget) -> list[QWidget]:
    """What Tab should come to, shown and enabled."""
    return [one for one in interactive(root) if one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus]


def to_front(seat: Seat, root: QWidget) -> None:
    """Only what stands in the active window can have the focus."""
    root.window().activateWindow()
    seat.until(root.window().isActiveWindow)


def unseen(seat: Seat, root: QWidget) -> list[str]:
    """What takes the focus and looks the same with and without it."""
    if isinstance(root, QMenu):
        return []  # a menu marks its entry itself
    to_front(seat, root)
    found = []
    for one in stops(root):
        if one.visibleRegion().isEmpty():
            continue
        one.setFocus(Qt.FocusReason.TabFocusReason)
        if not one.hasFocus() and QApplication.focusWidget() is not one.focusProxy():
            if one.isVisible() and one.isEnabled():
                found.append(f"{words(one)}: does not take the focus")
            continue
        with_focus = _picture(one)
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()
        if not one.isVisible() or with_focus.size() != (without := _picture(one)).size():
            continue
        if (points := _different(with_focus, without)) < LEAST:
            found.append(f"{words(one)}: focus changes {points} points")
    return found


def _picture(one: QWidget) -> QImage:
    window = one.window()
    place = QRect(one.mapTo(window, QPoint(0, 0)), one.size()).adjusted(-4, -4, 4, 4)
    return window.grab(place.intersected(window.rect())).toImage().convertToFormat(QImage.Format.Format_RGB32)


def _different(one: QImage, other: QImage) -> int:
    first, second = bytes(one.constBits()), bytes(other.constBits())
    if first == second:
        return 0
    return sum(first[at : at + 3] != second[at : at + 3] for at in range(0, len(first), 4))


def lost_on_the_way(seat: Seat, root: QWidget) -> list[str]:
    """What Tab does not come to, and whether it stays caught somewhere."""
    wanted = stops(root)
    if isinstance(root, QMenu) or not wanted:
        return []
    to_front(seat, root)
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    for _ in range(MOST_STEPS):
        focused = QApplication.focusWidget()
        if focused is None:
            return [f"Tab from {words(seen[-1])} leads nowhere" if seen else "nothing has the focus"]
        if focused in seen:
            break
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    else:
        return [f"Tab does not come round in {MOST_STEPS} steps"]
    found = []
    if len(wanted) > 1 and seen[-1] is QApplication.focusWidget():
        found.append(f"{words(seen[-1])}: Tab is caught here")
    reached = {id(one) for one in seen} | {id(one.focusProxy()) for one in seen if one.focusProxy()}
    for one in wanted:
        if id(one) in reached or id(one.focusProxy()) in reached or any(one.isAncestorOf(other) for other in seen):
            continue
        if not _is_one_of_a_group(one, seen) and one.isVisible() and one.isEnabled():
            found.append(f"{words(one)}: Tab does not come to it")
    return found


def _is_one_of_a_group(one: QWidget, seen: list[QWidget]) -> bool:
    """Arrow keys go on within a group of which one is chosen."""
    if not isinstance(one, (QRadioButton, QAbstractButton)) or not one.isCheckable():
        return False
    return any(
        isinstance(other, QAbstractButton)
        and other.isCheckable()
        and (other.parent() is one.parent() or (one.group() is not None and other.group() is one.group()))
        for other in seen
    )
