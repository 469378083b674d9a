"""Chips: a filter that can be taken off, and a row of few fixed choices with counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QMenu, QSizePolicy, QWidget

from trainerpool.gui import drawing, icons, theme

_ROOM = drawing.RING_ROOM
_SIDE = 10
_CROSS = 12
_GAP = 2


class _ChipBase(QAbstractButton):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.icon_name = ""
        self.has_cross = False

    def sizeHint(self) -> QSize:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        wide = max(QFontMetrics(font).horizontalAdvance(self.text()) for font in (bold, self.font()))
        extra = (_CROSS + 8 if self.has_cross else 0) + (_CROSS + 6 if self.icon_name else 0)
        high = max(theme.tokens().controls["chip"], QFontMetrics(self.font()).height() + 8)
        return QSize(wide + 2 * _SIDE + extra + 2 * _ROOM, high + 2 * _ROOM)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = theme.tokens()
        painter = QPainter(self)
        inside = QRectF(self.rect()).adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM)
        on = self.isChecked() or self.has_cross
        fill = look.selected if on else look.hover if self.underMouse() else look.raised
        edge = look.accent if on else look.line_strong
        drawing.box(painter, inside, fill, edge, inside.height() / 2)
        font = QFont(self.font())
        if self.isChecked():
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(look.text)
        words = inside.adjusted(_SIDE, 0, -_SIDE, 0)
        if self.icon_name:
            spot = QRectF(words.left(), words.top(), _CROSS, words.height())
            icons.paint(painter, self.icon_name, look.text, spot)
            words.setLeft(words.left() + _CROSS + 6)
        if self.has_cross:
            spot = QRectF(words.right() - _CROSS, words.top(), _CROSS, words.height())
            icons.paint(painter, "x", look.text, spot)
            words.setRight(words.right() - _CROSS - 8)
        side = Qt.AlignmentFlag.AlignLeft if self.has_cross or self.icon_name else Qt.AlignmentFlag.AlignHCenter
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | side, self.text())
        if self.hasFocus():
            drawing.ring(painter, inside, inside.height() / 2)


class FilterChip(_ChipBase):
    """A filter that is on: "Field: value" and a cross. `taken_off` comes from the cross or Del; a click elsewhere opens."""

    taken_off = Signal()

    def __init__(self, field: str, value: str) -> None:
        super().__init__(f"{field}: {value}")
        self.has_cross = True
        self.setToolTip("Del takes this filter off")
        self.setAccessibleDescription("Filter. Del takes it off")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.taken_off.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.position().x() > self.width() - _ROOM - _SIDE - _CROSS - 6:
            self.setDown(False)
            self.taken_off.emit()
            return
        super().mouseReleaseEvent(event)


class AddFilterChip(_ChipBase):
    """The chip that offers more filters."""

    def __init__(self, text: str = "Filter", icon: str = "plus") -> None:
        super().__init__(text)
        self.icon_name = icon


class ChoiceChips(QWidget):
    """A row of few fixed choices with counts, one chosen. `chosen(key)` when the person chooses another.

    Chips that do not fit go behind the last one, "Filter", which opens them as a menu; the chosen one is always shown.
    """

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]] = ()) -> None:
        """`choices`: key and words, such as ("added", "Added 38")."""
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self.more = AddFilterChip("Filter", "")
        self.more.setAccessibleDescription(f"{name}: the choices that have no room")
        self.more.clicked.connect(lambda: self.menu().popup(self.more.mapToGlobal(QPoint(_ROOM, self.more.height()))))
        self.more.hide()
        self._row.addWidget(self.more)
        self._row.addStretch(1)
        self._group = QButtonGroup(self)
        self._chips: dict[str, _ChipBase] = {}
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Show these words; chips that stay keep focus and choice."""
        for key in [key for key in self._chips if key not in dict(choices)]:
            gone = self._chips.pop(key)
            gone.hide()
            gone.deleteLater()
        for place, (key, words) in enumerate(choices):
            if key in self._chips:
                self._chips[key].setText(words)
                self._chips[key].setAccessibleName(words)
                self._chips[key].updateGeometry()
                continue
            chip = _ChipBase(words)
            chip.setCheckable(True)
            chip.clicked.connect(lambda _=False, key=key: self._choose(key))
            self._group.addButton(chip)
            self._row.insertWidget(place, chip)
            self._chips[key] = chip
        if choices and not any(chip.isChecked() for chip in self._chips.values()):
            self._chips[choices[0][0]].setChecked(True)
        self._fold()

    def choice(self) -> str:
        return next((key for key, chip in self._chips.items() if chip.isChecked()), "")

    def choose(self, key: str) -> None:
        if key in self._chips:
            self._chips[key].setChecked(True)
            self._fold()

    def menu(self) -> QMenu:
        """The choices that have no room, as a menu."""
        menu = QMenu(self)
        menu.setAccessibleName(self.accessibleName())
        menu.aboutToHide.connect(menu.deleteLater)
        for key, chip in self._chips.items():
            if chip.isHidden():
                menu.addAction(chip.text().replace("&", "&&"), lambda key=key: self._take(key))  # type: ignore[misc]
        return menu

    def sizeHint(self) -> QSize:
        wides = [chip.sizeHint() for chip in self._chips.values()]
        return QSize(sum(one.width() + _GAP for one in wides), max((one.height() for one in wides), default=0))

    def minimumSizeHint(self) -> QSize:
        """The widest choice and the chip the others are behind."""
        widest = max((chip.sizeHint().width() for chip in self._chips.values()), default=0)
        whole = self.sizeHint()
        return QSize(min(whole.width(), widest + _GAP + self.more.sizeHint().width()), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _take(self, key: str) -> None:
        self.choose(key)
        self._chips[key].setFocus()
        self.chosen.emit(key)

    def _choose(self, key: str) -> None:
        self._fold()
        self.chosen.emit(key)

    def _fold(self) -> None:
        """Keep what fits, the chosen one first of all."""
        wides = {key: chip.sizeHint().width() + _GAP for key, chip in self._chips.items()}
        room = self.width()
        if not self.isVisible() or sum(wides.values()) <= room + _GAP:
            kept = set(self._chips)
        else:
            chosen = self.choice()
            room -= self.more.sizeHint().width() + wides.get(chosen, 0)
            kept = {chosen}
            for key, wide in wides.items():
                if key not in kept:
                    room -= wide
                    if room < 0:
                        break
                    kept.add(key)
        for key, chip in self._chips.items():
            chip.setVisible(key in kept)
        self.more.setVisible(len(kept) < len(self._chips))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fold()
