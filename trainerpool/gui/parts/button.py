"""Buttons: filled, outlined or drawn as a link; blocked ones carry a lock and say why."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from trainerpool.gui import drawing, icons, theme

_ROOM = drawing.RING_ROOM


class Button(QPushButton):
    """One deed, in a verb. `kind` is "filled" (one a page), "outlined", "quiet" or "link".

    Drawn 28 high inside 34: three pixels all round belong to the focus ring. `keys` is shown small beside the word.
    """

    def __init__(
        self,
        text: str,
        kind: str = "outlined",
        icon: str = "",
        keys: str = "",
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.kind, self.icon_name, self.keys, self._large = kind, icon, keys, large
        self.reason = ""
        self._menu: QMenu | None = None
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        if kind == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def does(self, run: Callable[[], None]) -> Button:
        """Run this when pressed; the button is returned."""
        self.clicked.connect(lambda _=False: run())
        return self

    def set_kind(self, kind: str) -> None:
        self.kind = kind
        self.updateGeometry()
        self.update()

    def set_text(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_menu(self, menu: QMenu) -> None:
        """Open this menu under the button, which shows a small arrow; the one before is let go."""
        if self._menu is None:
            self.clicked.connect(self._open_menu)
        else:
            self._menu.deleteLater()
        self._menu = menu
        menu.setParent(self, menu.windowFlags())
        self.updateGeometry()

    def _open_menu(self) -> None:
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(QPoint(_ROOM, self.height() - _ROOM)))

    def block(self, reason: str) -> None:
        """Show the deed as not possible yet, and why; an empty reason lifts it. It stays in the Tab order."""
        self.reason = reason
        self.blockSignals(bool(reason))
        self.setToolTip(reason)
        self.setAccessibleDescription(f"Cannot be done yet: {reason}" if reason else "")
        self.updateGeometry()
        self.update()

    def is_blocked(self) -> bool:
        return bool(self.reason)

    def sizeHint(self) -> QSize:
        if self.kind == "link":
            metrics = QFontMetrics(self.font())
            return QSize(metrics.horizontalAdvance(self.text()) + 4, metrics.height() + 2 * _ROOM)
        controls = theme.tokens().controls
        least = controls["button_large" if self._large else "button"]
        high = max(least, QFontMetrics(self.font()).height() + 10)
        content = sum(width for _, width in self._pieces()) + 8 * (len(self._pieces()) - 1)
        side = 7 if not self.text() else 12
        return QSize(max(content + 2 * side, high) + 2 * _ROOM, high + 2 * _ROOM)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.is_blocked():
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def _word_font(self) -> QFont:
        made = QFont(self.font())
        if self.kind == "filled" and not self.is_blocked():
            made.setWeight(QFont.Weight.DemiBold)
        return made

    def _pieces(self) -> list[tuple[str, int]]:
        """What stands in the button, left to right, with widths."""
        made: list[tuple[str, int]] = []
        if self.is_blocked():
            made.append(("icon:lock", theme.icon_size(14)))
        elif self.icon_name:
            made.append((f"icon:{self.icon_name}", theme.icon_size(16 if not self.text() else 14)))
        if self.text():
            made.append(("text", QFontMetrics(self._word_font()).horizontalAdvance(self.text())))
        if self.keys and not self.is_blocked():
            made.append(("keys", QFontMetrics(theme.font("small")).horizontalAdvance(self.keys)))
        if self._menu is not None:
            made.append(("icon:chevron-down", theme.icon_size(12)))
        return made

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        if self.kind == "link":
            self._paint_link(painter)
            return
        look = theme.tokens()
        inside = QRectF(self.rect()).adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM)
        radius = look.radii["button"]
        off = self.is_blocked() or not self.isEnabled()
        over, down = self.underMouse() and not off, self.isDown() and not off
        if off:
            ink, fill, edge = look.disabled_text, None, look.line
        elif self.kind == "filled":
            ink, edge = look.on_accent, None
            fill = look.accent_pressed if down else look.accent_hover if over else look.accent
        else:
            ink = look.text
            fill = look.selected if down else look.hover if over else (None if self.kind == "quiet" else look.raised)
            edge = None if self.kind == "quiet" else look.line_strong
        drawing.box(painter, inside, fill, edge, radius)
        pieces = self._pieces()
        left = inside.center().x() - (sum(width for _, width in pieces) + 8 * (len(pieces) - 1)) / 2
        for name, width in pieces:
            spot = QRectF(left, inside.top(), width, inside.height())
            if name.startswith("icon:"):
                icons.paint(painter, name[5:], ink, spot)
            else:
                painter.setFont(self._word_font() if name == "text" else theme.font("small"))
                painter.setPen(ink)
                flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
                painter.drawText(spot.adjusted(0, 0, 2, 0), flags, self.text() if name == "text" else self.keys)
            left += width + 8
        if self.hasFocus():
            drawing.ring(painter, inside, radius)

    def _paint_link(self, painter: QPainter) -> None:
        look = theme.tokens()
        inside = self.rect().adjusted(2, _ROOM, -2, -_ROOM)
        painter.setFont(self.font())
        painter.setPen(look.disabled_text if self.is_blocked() or not self.isEnabled() else look.link)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        metrics = QFontMetrics(self.font())
        base = inside.center().y() + metrics.ascent() // 2 + 1
        width = metrics.horizontalAdvance(self.text())
        painter.setPen(QPen(painter.pen().color(), 2 if self.underMouse() else 1))
        painter.drawLine(inside.left(), base + 1, inside.left() + width, base + 1)
        if self.hasFocus():
            drawing.inner_ring(painter, self.rect())


class IconButton(Button):
    """Back, forward and close: an icon without a word, with an accessible name and a tool tip."""

    def __init__(self, name: str, icon: str, kind: str = "outlined", parent: QWidget | None = None) -> None:
        super().__init__("", kind, icon, parent=parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
