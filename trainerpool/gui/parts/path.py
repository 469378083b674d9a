"""The Train-the-Trainer path, drawn: stages left to right, or as a list where the page is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from trainerpool.gui import drawing, icons, theme
from trainerpool.gui.marks import Meaning

_NODE = 20
_FOLDS_UNDER = 560


class StageState(Enum):
    """Where a stage stands; the word is what is read out."""

    DONE = "done"
    DECISION = "done by decision"
    NOW = "now"
    COMING = "to come"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the path: its name, where it stands, its date and its count or note in words."""

    title: str
    state: StageState
    when: str = ""
    note: str = ""


class _Node(QAbstractButton):
    """One stage: a button that opens its evidence, and the accessible child of the drawn path."""

    def __init__(self, stage: Stage, parent: QWidget) -> None:
        super().__init__(parent)
        self.stage = stage
        self.is_listed = False
        self.setText(stage.title)
        words = ", ".join(part for part in (stage.title, stage.state.value, stage.when, stage.note) if part)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        if self.is_listed:
            self._paint_listed(painter)
        else:
            self._paint_upright(painter)
        if self.hasFocus():
            drawing.inner_ring(painter, self.rect())

    def _paint_upright(self, painter: QPainter) -> None:
        look = theme.tokens()
        paint_node(painter, QRectF(2, 2, _NODE, _NODE), self.stage.state)
        top = _NODE + 7
        high = theme.line_height()
        now = self.stage.state in (StageState.NOW, StageState.DONE, StageState.DECISION)
        for words, step, ink in (
            (self.stage.title, "strong" if now else "body", look.text),
            (self.stage.when, "body", look.muted),
            (self.stage.note, "body", look.muted),
        ):
            if words:
                font = theme.font(step)
                painter.setFont(font)
                painter.setPen(ink)
                short = drawing.elided(words, font, self.width() - 4)
                painter.drawText(QRect(2, top, self.width() - 2, high), Qt.AlignmentFlag.AlignVCenter, short)
                top += high

    def _paint_listed(self, painter: QPainter) -> None:
        look = theme.tokens()
        size = 16
        paint_node(painter, QRectF(1, (self.height() - size) / 2, size, size), self.stage.state)
        coming = self.stage.state is StageState.COMING
        font = theme.font("strong" if self.stage.state is StageState.NOW else "body")
        right = ", ".join(part for part in (self.stage.note, self.stage.when) if part)
        wide = QFontMetrics(theme.font()).horizontalAdvance(right)
        painter.setFont(theme.font())
        painter.setPen(look.muted)
        painter.drawText(
            self.rect().adjusted(0, 0, -2, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, right
        )
        painter.setFont(font)
        painter.setPen(look.muted if coming else look.text)
        title = drawing.elided(self.stage.title, font, self.width() - 24 - wide - 8)
        painter.drawText(self.rect().adjusted(24, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, title)


def paint_node(painter: QPainter, spot: QRectF, state: StageState) -> None:
    """One node: filled circle with tick, square by decision, ring with dot now, dashed circle to come."""
    look = theme.tokens()
    good = look.meaning(Meaning.GOOD)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inside = spot.adjusted(1, 1, -1, -1)
    wide = 1.5 if spot.width() > 18 else 1.3
    match state:
        case StageState.DONE:
            painter.setPen(QPen(good.foreground, wide))
            painter.setBrush(good.background)
            painter.drawEllipse(inside)
            unit = spot.width() / 20
            painter.setPen(
                QPen(
                    good.foreground, 2 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
                )
            )
            tick = ((6.2, 10.4), (8.8, 13.0), (13.8, 7.4))
            painter.drawPolyline([QPointF(spot.left() + x * unit, spot.top() + y * unit) for x, y in tick])
        case StageState.DECISION:
            painter.setPen(QPen(good.foreground, wide))
            painter.setBrush(good.background)
            painter.drawRect(inside)
            icons.paint(painter, "list-lines", good.foreground, inside.adjusted(2, 2, -2, -2))
        case StageState.NOW:
            painter.setPen(QPen(look.accent, 2))
            painter.setBrush(look.raised)
            painter.drawEllipse(inside)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.accent)
            painter.drawEllipse(inside.center(), spot.width() * 0.2, spot.width() * 0.2)
        case StageState.COMING:
            pen = QPen(look.line_strong if look.scheme != "high_contrast" else look.text, wide)
            pen.setDashPattern([2.4, 2.0])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(inside)
    painter.restore()


class TtTPath(QWidget):
    """The path of one person for one course. `opened(place)` when a stage is pressed; left and right move along it.

    Under 560 pixels wide, or with `folded=True`, it is a list.
    """

    opened = Signal(int)

    def __init__(self, stages: Sequence[Stage] = (), folded: bool | None = None) -> None:
        super().__init__()
        self._folded = folded
        self._nodes: list[_Node] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_stages(stages)

    def set_stages(self, stages: Sequence[Stage]) -> None:
        """Show these stages."""
        for node in self._nodes:
            node.hide()
            node.deleteLater()
        self._nodes = []
        for place, stage in enumerate(stages):
            node = _Node(stage, self)
            node.clicked.connect(lambda _=False, place=place: self.opened.emit(place))
            node.show()
            self._nodes.append(node)
        done = sum(stage.state in (StageState.DONE, StageState.DECISION) for stage in stages)
        self.setAccessibleName(f"Train-the-Trainer path, {done} of {len(stages)} stages")
        self.updateGeometry()
        self._arrange()

    def is_listed(self) -> bool:
        return self._folded if self._folded is not None else self.width() < _FOLDS_UNDER

    def sizeHint(self) -> QSize:
        if self.is_listed():
            return QSize(240, max(1, len(self._nodes)) * self._line())
        lines = 3 if any(node.stage.note for node in self._nodes) else 2
        return QSize(_FOLDS_UNDER, _NODE + 9 + lines * theme.line_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _line(self) -> int:
        return max(24, theme.line_height() + 8)

    def _arrange(self) -> None:
        listed = self.is_listed()
        share = self.width() / max(1, len(self._nodes))
        for place, node in enumerate(self._nodes):
            if node.is_listed != listed:
                node.is_listed = listed
                self.updateGeometry()
            if listed:
                node.setGeometry(0, place * self._line(), self.width(), self._line())
            else:
                node.setGeometry(round(place * share), 0, round(share) - 2, self.height())
            node.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self.is_listed():
            return
        look = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for before, after in zip(self._nodes, self._nodes[1:], strict=False):
            ahead = after.stage.state is StageState.COMING
            ink = look.line_strong if ahead else look.meaning(Meaning.GOOD).foreground
            pen = QPen(ink, 1.5)
            if ahead:
                pen.setDashPattern([2.4, 2.4])
            painter.setPen(pen)
            high = 2 + _NODE / 2
            painter.drawLine(QPointF(before.x() + _NODE + 4, high), QPointF(after.x() + 0.0, high))
