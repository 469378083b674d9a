"""The rail: the pool's name, "Go or do", the pages with their badges, Settings, and who is sitting here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from trainerpool.gui import drawing, icons, theme
from trainerpool.gui.parts.labels import ElidedLabel, Hairline, Pane
from trainerpool.gui.shell import PageSpec


class _Item(QAbstractButton):
    """One page of the rail; folded it shows icon and count, and its name in the tool tip."""

    def __init__(self, title: str, icon: str, keys: str = "") -> None:
        super().__init__()
        self.setText(title)
        self.icon_name, self.keys, self.badge = icon, keys, 0
        self.is_folded, self.is_here = False, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_badge(0)

    def set_keys(self, keys: str) -> None:
        self.keys = keys
        self.set_badge(self.badge)

    def set_badge(self, count: int) -> None:
        self.badge = count
        waiting = f", {count} waiting" if count else ""
        self.setAccessibleName(self.text() + waiting)
        self.setToolTip(self.text() + waiting + (f" ({self.keys})" if self.keys else ""))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(48 if self.is_folded else 120, theme.row_height("rail"))

    def minimumSizeHint(self) -> QSize:
        return QSize(48, theme.row_height("rail"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = theme.tokens()
        painter = QPainter(self)
        rect = self.rect()
        if self.is_here:
            painter.fillRect(rect, look.selected)
            painter.fillRect(QRect(0, 0, look.border["selected_bar"], rect.height()), look.accent)
        elif self.underMouse():
            painter.fillRect(rect, look.hover)
        ink = look.accent if self.is_here else look.muted
        left = 10 if self.is_folded else 16
        icons.paint(painter, self.icon_name, ink, QRectF(left, 0, theme.icon_size(), rect.height()))
        painter.setPen(look.text)
        middle = Qt.AlignmentFlag.AlignVCenter
        if self.badge:
            painter.setFont(theme.font("small" if self.is_folded else "strong"))
            room = rect.adjusted(0, 0, -4 if self.is_folded else -12, 0)
            painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, str(self.badge))
        if not self.is_folded:
            font = theme.font("strong" if self.is_here else "body")
            painter.setFont(font)
            taken = QFontMetrics(theme.font("strong")).horizontalAdvance(str(self.badge)) + 16 if self.badge else 8
            words = drawing.elided(self.text(), font, rect.width() - 44 - taken)
            painter.drawText(rect.adjusted(44, 0, 0, 0), middle, words)
        if self.hasFocus():
            drawing.inner_ring(painter, rect)


class _GoOrDo(QAbstractButton):
    """Looks like a search field, opens the palette."""

    def __init__(self) -> None:
        super().__init__()
        self.is_folded = False
        self.setText("Go or do")
        self.setAccessibleName("Go anywhere, do anything (Ctrl+K)")
        self.setToolTip("Go anywhere, do anything (Ctrl+K)")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        high = max(theme.tokens().controls["field"], QFontMetrics(theme.font()).height() + 10)
        return QSize(48, high + 2 * drawing.RING_ROOM)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = theme.tokens()
        painter = QPainter(self)
        room = drawing.RING_ROOM
        inside = QRectF(self.rect()).adjusted(room, room, -room, -room)
        if not self.is_folded:
            drawing.box(painter, inside, look.raised, look.line_strong, look.radii["field"])
            painter.setPen(look.muted)
            painter.setFont(theme.font())
            painter.drawText(inside.adjusted(30, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, "Go or do")
            painter.setFont(theme.font("small"))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(inside.adjusted(0, 0, -8, 0), right, "Ctrl+K")
        icons.paint(painter, "search", look.muted, QRectF(inside.left() + 8, inside.top(), 14, inside.height()))
        if self.hasFocus():
            drawing.ring(painter, inside, look.radii["field"])


class Rail(Pane):
    """`chosen(key)` when a page is pressed; up and down move along it."""

    chosen = Signal(str)
    asked_palette = Signal()

    def __init__(self, pages: Sequence[PageSpec]) -> None:
        super().__init__("sunken")
        self.setAccessibleName("Pages")
        self._is_folded = False
        self._items: dict[str, _Item] = {}
        self.name, self.partnership = ElidedLabel("", "strong"), ElidedLabel("", "small", "muted")
        self.person, self.part = ElidedLabel("", "body"), ElidedLabel("", "small", "muted")
        self._head, self._foot = _words(self.name, self.partnership), _words(self.person, self.part)
        self.go_or_do = _GoOrDo()
        self.go_or_do.clicked.connect(self.asked_palette)
        self.column.setContentsMargins(0, 8, 0, 8)
        self.column.addWidget(self._head)
        holder = QWidget()
        beside = QVBoxLayout(holder)
        beside.setContentsMargins(9, 2, 9, 6)
        beside.addWidget(self.go_or_do)
        self._beside = beside
        self.column.addWidget(holder)
        self._pages = tuple(pages)
        for page in pages:
            if page.place == "rail":
                self._add(page, "")
        self.column.addStretch(1)
        for page in pages:
            if page.place == "foot":
                self._add(page, "Ctrl+," if page.title == "Settings" else "")
        self._line = Hairline()
        self.column.addWidget(self._line)
        self.column.addWidget(self._foot)
        self.fold(False)

    def show_for(self, seats: frozenset[str]) -> None:
        """Show the pages of whoever sits here, the first nine with their keys."""
        shown = [page for page in self._pages if page.place == "rail" and page.is_for(seats)]
        for page in self._pages:
            if page.key in self._items:
                self._items[page.key].setVisible(page.is_for(seats))
        for place, page in enumerate(shown, start=1):
            self._items[page.key].set_keys(f"Alt+{place}" if place <= 9 else "")

    def _add(self, page: PageSpec, keys: str) -> None:
        item = _Item(page.title, page.icon, keys)
        item.clicked.connect(lambda _=False, key=page.key: self.chosen.emit(key))
        self._items[page.key] = item
        self.column.addWidget(item)

    def set_here(self, key: str) -> None:
        """Mark the page that is shown."""
        for name, item in self._items.items():
            item.is_here = name == key
            item.setAccessibleDescription("shown now" if item.is_here else "")
            item.update()

    def set_badge(self, key: str, count: int) -> None:
        if key in self._items:
            self._items[key].set_badge(count)

    def fold(self, folded: bool) -> None:
        """Show icons and counts only."""
        self._is_folded = folded
        for part in (self._head, self._foot, self._line):
            part.setVisible(not folded)
        for item in self._items.values():
            item.is_folded = folded
        self.go_or_do.is_folded = folded
        self._beside.setContentsMargins(0 if folded else 9, 2, 0 if folded else 9, 6)
        layout = theme.tokens().layout
        wide = theme.scaled(layout["rail_folded" if folded else "rail"])
        self.setFixedWidth(wide)

    def is_folded(self) -> bool:
        return self._is_folded

    def focus_here(self) -> None:
        here = next((item for item in self._items.values() if item.is_here), None)
        (here or next(item for item in self._items.values() if not item.isHidden())).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        items = [item for item in self._items.values() if not item.isHidden()]
        focused = next((place for place, item in enumerate(items) if item.hasFocus()), -1)
        if step and focused >= 0:
            items[(focused + step) % len(items)].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)


def _words(first: ElidedLabel, second: ElidedLabel) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(16, 4, 12, 4)
    column.setSpacing(0)
    column.addWidget(first)
    column.addWidget(second)
    return made
