"""Judgements as painted rows: how often each was made on a criterion, or what was said of one trainer from visit to visit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainerpool.gui import drawing, icons, spoken, theme
from trainerpool.gui.marks import OUTCOME
from trainerpool.gui.screens.observations.visit.judgement_choice import JUDGEMENTS

_ICON = 14


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One criterion: either how often each judgement was made (`counts`), or a judgement a visit (`days`, "" for none)."""

    number: str
    text: str
    starred: bool
    counts: tuple[int, int, int, int] = (0, 0, 0, 0)
    days: tuple[str, ...] = ()
    group: str = ""

    def words(self, heads: Sequence[str]) -> str:
        """What the row says, in words."""
        if self.days:
            said = [f"{head} {one}" for head, one in zip(heads, self.days, strict=True) if one]
            return "; ".join(said) or "not judged"
        said = [f"{word} {count}" for word, count in zip(JUDGEMENTS, self.counts, strict=True) if count]
        return ", ".join(said) or "not judged"


class JudgedChart(QWidget):
    """Up and Down go from criterion to criterion; `opened(place)` on Enter or a click."""

    opened = Signal(int)
    spoken_role = spoken.Role.List

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[JudgedRow, ...] = ()
        self.heads: tuple[str, ...] = ()
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, name: str, rows: Sequence[JudgedRow], heads: Sequence[str]) -> None:
        """Show these; `heads` are the days above a trainer's judgements."""
        self.rows, self.heads = tuple(rows), tuple(heads)
        self._current = min(self._current, max(0, len(rows) - 1))
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{len(rows)} criteria; arrow keys go through them")
        self.updateGeometry()
        self.update()

    def spoken_parts(self) -> Sequence[spoken.SpokenPart]:
        """Each criterion, for screen readers."""
        return [
            spoken.SpokenPart(
                f"{row.number} {row.text}: {row.words(self.heads)}", self._spot(place).toRect(), place == self._current
            )
            for place, row in enumerate(self.rows)
        ]

    def _line(self) -> int:
        return theme.line_height() + 8

    def sizeHint(self) -> QSize:
        return QSize(480, (len(self.rows) + 1) * self._line())

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    def _spot(self, place: int) -> QRectF:
        return QRectF(0, (place + 1) * self._line(), self.width(), self._line())

    def _labels(self) -> float:
        """Where the words end and the judgements begin."""
        return min(self.width() * 0.52, theme.scaled(420))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.tokens()
        self._paint_head(painter)
        for place, row in enumerate(self.rows):
            spot = self._spot(place)
            if not spot.intersects(event.rect().toRectF()):
                continue
            painter.setFont(theme.font())
            painter.setPen(look.muted)
            number = QRectF(12, spot.top(), 28, spot.height())
            painter.drawText(number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.number)
            painter.setPen(look.text)
            left = 50.0
            if row.starred:
                size = theme.icon_size(_ICON)
                icons.paint(painter, "star", look.text, QRectF(left, spot.top(), size, spot.height()))
            left += theme.icon_size(_ICON) + 6
            room = self._labels() - left - 12
            words = drawing.elided(row.text, theme.font(), room)
            painter.drawText(QRectF(left, spot.top(), room, spot.height()), Qt.AlignmentFlag.AlignVCenter, words)
            if row.days:
                self._paint_days(painter, spot, row)
            else:
                self._paint_counts(painter, spot, row)
            drawing.line_below(painter, spot.toRect(), look.line)
            if self.hasFocus() and place == self._current:
                drawing.inner_ring(painter, spot.toRect())

    def _paint_head(self, painter: QPainter) -> None:
        look = theme.tokens()
        painter.setFont(theme.font("small"))
        painter.setPen(look.muted)
        left, wide = self._labels(), self._step()
        heads = self.heads or JUDGEMENTS
        for place, head in enumerate(heads):
            spot = QRectF(left + place * wide, 0, wide - 6, self._line())
            painter.drawText(spot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, head)
        drawing.line_below(painter, QRectF(0, 0, self.width(), self._line()).toRect(), look.line_strong)

    def _step(self) -> float:
        return (self.width() - self._labels() - 12) / max(1, len(self.heads or JUDGEMENTS))

    def _paint_counts(self, painter: QPainter, spot: QRectF, row: JudgedRow) -> None:
        """Four bars side by side, each beginning under its word: lengths are compared down a column, never added up."""
        look, wide = theme.tokens(), self._step()
        most = max((max(one.counts) for one in self.rows), default=0) or 1
        for place, count in enumerate(row.counts):
            left = self._labels() + place * wide
            figure = QRectF(left, spot.top(), 26, spot.height())
            painter.setPen(look.text if count else look.muted)
            painter.drawText(figure, Qt.AlignmentFlag.AlignVCenter, str(count) if count else "")
            if count:
                room = wide - 36
                bar = QRectF(left + 26, spot.center().y() - 5, max(3.0, room * count / most), 10)
                painter.fillRect(bar, look.accent if place == 0 else look.chart_bar)

    def _paint_days(self, painter: QPainter, spot: QRectF, row: JudgedRow) -> None:
        """An icon and the word a visit; the word alone says it all."""
        look, wide, size = theme.tokens(), self._step(), theme.icon_size(_ICON)
        for place, word in enumerate(row.days):
            if not word:
                continue
            left = self._labels() + place * wide
            mark = OUTCOME[word.casefold()]
            ink = look.meaning(mark.meaning).foreground
            icons.paint(painter, mark.shown_icon, ink, QRectF(left, spot.top(), size, spot.height()))
            painter.setPen(ink)
            shown = drawing.elided(word, theme.font(), wide - size - 10)
            painter.drawText(
                QRectF(left + size + 4, spot.top(), wide - size - 6, spot.height()),
                Qt.AlignmentFlag.AlignVCenter,
                shown,
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and self.rows:
            self._current = min(max(self._current + step, 0), len(self.rows) - 1)
            self.setToolTip(self.rows[self._current].words(self.heads))
            spoken.tell_current(self, self._current)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.rows:
            self.opened.emit(self._current)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for place in range(len(self.rows)):
            if self._spot(place).contains(event.position()):
                self._current = place
                self.update()
                self.opened.emit(place)
