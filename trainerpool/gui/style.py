"""The program's own style over Fusion: fields, check marks and the focus ring with its gap, all from the tokens."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QDateEdit,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QTabBar,
    QTextEdit,
    QWidget,
)

from trainerpool.gui import drawing, icons, theme
from trainerpool.gui.marks import Meaning

_ROOM = drawing.RING_ROOM
_P, _C, _S = QStyle.PrimitiveElement, QStyle.ComplexControl, QStyle.StateFlag
_CT, _SE, _SC, _CE = QStyle.ContentsType, QStyle.SubElement, QStyle.SubControl, QStyle.ControlElement
_FIELDS = frozenset({_CT.CT_LineEdit, _CT.CT_ComboBox, _CT.CT_SpinBox})
_MARK_ROOM = 16 + 2 * _ROOM
_MARKS = frozenset({_SE.SE_CheckBoxIndicator, _SE.SE_RadioButtonIndicator})
_MARK_WORDS = frozenset({_SE.SE_CheckBoxContents, _SE.SE_RadioButtonContents})


class PoolStyle(QProxyStyle):
    """Fusion with our fields, indicators and focus. Buttons, pills and tables of the kit paint themselves."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        made = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]
        if kind in _FIELDS:
            text = option.fontMetrics.height() + 10
            made.setHeight(max(theme.tokens().controls["field"], text) + 2 * _ROOM)
            made.setWidth(made.width() + 2 * _ROOM + 8)
        elif kind in (_CT.CT_CheckBox, _CT.CT_RadioButton):
            made = QSize(made.width() + 14, max(made.height(), _MARK_ROOM))
        return made

    def subElementRect(self, element: QStyle.SubElement, option: QStyleOption, widget: QWidget | None = None) -> QRect:
        if element == _SE.SE_LineEditContents and getattr(option, "lineWidth", 1) > 0:
            return option.rect.adjusted(_ROOM + 5, _ROOM + 1, -_ROOM - 5, -_ROOM - 1)
        if element in _MARKS:
            high = option.rect.top() + (option.rect.height() - _MARK_ROOM) // 2
            return QRect(option.rect.left(), high, _MARK_ROOM, _MARK_ROOM)
        if element in _MARK_WORDS:
            return option.rect.adjusted(_MARK_ROOM + 4, 0, 0, 0)
        return super().subElementRect(element, option, widget)  # type: ignore[arg-type]

    def subControlRect(
        self, control: QStyle.ComplexControl, option: Any, part: QStyle.SubControl, widget: QWidget | None = None
    ) -> QRect:
        if control == _C.CC_ComboBox:
            inside: QRect = option.rect.adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM)
            if part == _SC.SC_ComboBoxEditField:
                return inside.adjusted(8, 1, -26, -1)
            if part == _SC.SC_ComboBoxArrow:
                return QRect(inside.right() - 25, inside.top(), 26, inside.height())
        if control == _C.CC_SpinBox:
            inside = option.rect.adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM)
            half = inside.height() // 2
            if part == _SC.SC_SpinBoxEditField:
                return inside.adjusted(6, 1, -22, -1)
            if part == _SC.SC_SpinBoxUp:
                return QRect(inside.right() - 21, inside.top(), 22, half)
            if part == _SC.SC_SpinBoxDown:
                return QRect(inside.right() - 21, inside.top() + half, 22, inside.height() - half)
        return super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]

    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: Any, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        match element:
            case _P.PE_PanelLineEdit:
                if option.lineWidth > 0:
                    _field(painter, QRectF(option.rect), option.state, widget)
            case _P.PE_FrameLineEdit:
                pass
            case _P.PE_Frame if isinstance(widget, QPlainTextEdit | QTextEdit):
                look = theme.tokens()
                drawing.box(painter, QRectF(option.rect), None, look.line_strong, 0)
                if widget.hasFocus():
                    drawing.inner_ring(painter, option.rect)
            case _P.PE_PanelButtonCommand:
                look = theme.tokens()
                fill = look.selected if option.state & _S.State_Sunken else look.raised
                drawing.box(painter, QRectF(option.rect), fill, look.line_strong, look.radii["button"])
            case _P.PE_IndicatorItemViewItemCheck:
                _tick_box(painter, QRectF(option.rect), option.state)
            case _P.PE_FrameFocusRect if isinstance(widget, QTabBar):
                pass  # the tab in focus has its ring from the stylesheet; Qt's own would lie over its words
            case _P.PE_FrameFocusRect:
                if option.state & _S.State_HasFocus or option.state & _S.State_KeyboardFocusChange:
                    drawing.inner_ring(painter, option.rect)
            case _:
                super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self, element: QStyle.ControlElement, option: Any, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        if element not in (_CE.CE_CheckBox, _CE.CE_RadioButton):
            super().drawControl(element, option, painter, widget)
            return
        is_check = element == _CE.CE_CheckBox
        whole = option.rect
        words = self.subElementRect(_SE.SE_CheckBoxContents if is_check else _SE.SE_RadioButtonContents, option, widget)
        option.rect = self.subElementRect(
            _SE.SE_CheckBoxIndicator if is_check else _SE.SE_RadioButtonIndicator, option, widget
        )
        (_check_mark if is_check else _radio_mark)(painter, option)
        option.rect = whole
        look = theme.tokens()
        painter.setPen(look.text if option.state & _S.State_Enabled else look.disabled_text)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
        painter.drawText(words, flags, option.text)

    def drawComplexControl(
        self, control: QStyle.ComplexControl, option: Any, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        look = theme.tokens()
        ink = look.text if option.state & _S.State_Enabled else look.disabled_text
        if control == _C.CC_ComboBox:
            _field(painter, QRectF(option.rect), option.state, widget)
            spot = QRectF(self.subControlRect(control, option, _SC.SC_ComboBoxArrow, widget)).center()
            name = "calendar-days" if isinstance(widget, QDateEdit) else "chevron-down"
            icons.paint(painter, name, ink, QRectF(spot.x() - 7, spot.y() - 7, 14, 14))
        elif control == _C.CC_SpinBox:
            _field(painter, QRectF(option.rect), option.state, widget)
            for part, name in ((_SC.SC_SpinBoxUp, "chevron-up"), (_SC.SC_SpinBoxDown, "chevron-down")):
                middle = QRectF(self.subControlRect(control, option, part, widget)).center()
                icons.paint(painter, name, ink, QRectF(middle.x() - 5, middle.y() - 5, 10, 10))
        else:
            super().drawComplexControl(control, option, painter, widget)


def _field(painter: QPainter, rect: QRectF, state: QStyle.StateFlag, widget: QWidget | None) -> None:
    look = theme.tokens()
    inside = rect.adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM)
    radius = look.radii["field"]
    edge = look.line_strong
    if not state & _S.State_Enabled or (widget is not None and widget.property("readOnly") is True):
        edge = look.line
    if widget is not None and widget.property("meaning") == Meaning.STOP.value:
        edge = look.meaning(Meaning.STOP).border
    drawing.box(painter, inside, look.raised if state & _S.State_Enabled else look.surface, edge, radius)
    has_focus = state & _S.State_HasFocus or (widget is not None and widget.hasFocus())
    if has_focus:
        drawing.ring(painter, inside, radius)


def _check_mark(painter: QPainter, option: Any) -> None:
    spot = QRectF(option.rect.left() + _ROOM, option.rect.top() + _ROOM, 16, 16)
    _tick_box(painter, spot, option.state)
    if option.state & _S.State_HasFocus:
        drawing.ring(painter, spot, 2)


def _tick_box(painter: QPainter, spot: QRectF, state: QStyle.StateFlag) -> None:
    """The box with its tick, alone or in a row of a list."""
    look = theme.tokens()
    on, half, enabled = state & _S.State_On, state & _S.State_NoChange, state & _S.State_Enabled
    fill = look.accent if (on or half) and enabled else look.raised
    drawing.box(painter, spot, fill, look.accent if fill is look.accent else look.line_strong, 2)
    ink = look.on_accent if fill is look.accent else look.disabled_text
    if half:
        painter.fillRect(QRectF(spot.left() + 4, spot.center().y() - 1, 8, 2), ink)
    elif on:
        icons.paint(painter, "check", ink, spot.adjusted(2, 2, -2, -2))


def _radio_mark(painter: QPainter, option: Any) -> None:
    look = theme.tokens()
    spot = QRectF(option.rect.left() + _ROOM, option.rect.top() + _ROOM, 16, 16)
    on = bool(option.state & _S.State_On)
    drawing.box(painter, spot, look.raised, look.accent if on else look.line_strong, 8)
    if on:
        drawing.box(painter, spot.adjusted(4, 4, -4, -4), look.accent, None, 4)
    if option.state & _S.State_HasFocus:
        drawing.ring(painter, spot, 8)
