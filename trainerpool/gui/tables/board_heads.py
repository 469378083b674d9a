"""The heads of the allocation board: trainers' names written upwards, under their agencies, and the sessions at the left."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from trainerpool.gui import drawing, icons, theme
from trainerpool.gui.marks import MEANING_ICONS
from trainerpool.gui.tables.board_model import BoardModel

_MOST_HIGH, _LEAST_HIGH = 132, 64


class AnyBoard(Protocol):
    """What a head reads of its board."""

    board: BoardModel
    by_agency: bool

    def currentIndex(self) -> QModelIndex: ...

    def width(self) -> int: ...

    def height(self) -> int: ...


class UprightNames(QHeaderView):
    """The trainers' names, written upwards; the one in focus stands out."""

    def __init__(self, board: AnyBoard) -> None:
        super().__init__(Qt.Orientation.Horizontal, _widget(board))
        self._board = board
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(8)
        self.setAccessibleName("Trainers")

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font("strong"))
        names = (metrics.horizontalAdvance(trainer.short_name) for trainer in self._board.board.trainers)
        # On a low page names give way to rows.
        most = min(theme.scaled(_MOST_HIGH), max(theme.scaled(_LEAST_HIGH), round(self._board.height() * 0.34)))
        return QSize(100, min(max(names, default=60) + 20, most) + self.band())

    def band(self) -> int:
        """The height of the agencies' names above the trainers'."""
        return theme.line_height() + 6 if self._board.by_agency else 0

    def _begins(self, section: int) -> bool:
        trainers = self._board.board.trainers
        return self._board.by_agency and (section == 0 or trainers[section - 1].agency != trainers[section].agency)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._board.by_agency:
            return
        look, painter, trainers = theme.tokens(), QPainter(self.viewport()), self._board.board.trainers
        painter.setFont(theme.font())
        starts = [number for number in range(len(trainers)) if self._begins(number)]
        for start, end in zip(starts, [*starts[1:], len(trainers)], strict=True):
            left = self.sectionViewportPosition(start)
            right = self.sectionViewportPosition(end - 1) + self.sectionSize(end - 1)
            if right < 0 or left > self.viewport().width():
                continue
            room = QRect(left, 0, right - left, self.band())
            painter.fillRect(room, look.sunken)
            drawing.line_below(painter, room, look.line)
            painter.fillRect(QRect(right - 1, 0, 1, self.height()), look.line_strong)
            # The name stays in view while any of its trainers is.
            words = QRect(max(left, 0) + 6, 0, right - max(left, 0) - 10, self.band() - 1)
            painter.setPen(look.text)
            name = drawing.elided(trainers[start].agency, theme.font(), words.width())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = theme.tokens()
        here = self._board.currentIndex().column() == section
        font = theme.font("strong" if here else "body")
        painter.save()
        painter.fillRect(rect, look.selected if here else look.sunken)
        drawing.line_right(painter, rect, look.line)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.line_strong)
        painter.translate(rect.left(), rect.bottom())
        painter.rotate(-90)
        painter.setFont(font)
        painter.setPen(look.text)
        name = drawing.elided(self._board.board.trainers[section].short_name, font, rect.height() - 10 - self.band())
        painter.drawText(
            QRectF(6, 0, rect.height() - 8 - self.band(), rect.width()), Qt.AlignmentFlag.AlignVCenter, name
        )
        painter.restore()


class SessionHeads(QHeaderView):
    """The sessions at the left: when, what, and how many places are filled."""

    def __init__(self, board: AnyBoard) -> None:
        super().__init__(Qt.Orientation.Vertical, _widget(board))
        self._board = board
        self._known: tuple[object, tuple[int, int, int]] | None = None
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(8)
        self.setAccessibleName("Sessions")

    def widths(self) -> tuple[int, int, int]:
        """The widths of the three parts: when, title, places; worked out once for the rows, font and width shown."""
        font = theme.font("strong")
        key = (id(self._board.board.sessions), font.key(), self._board.width())
        if self._known is None or self._known[0] != key:
            self._known = key, self._measured(font)
        return self._known[1]

    def _measured(self, font: QFont) -> tuple[int, int, int]:
        bold = QFontMetrics(font)
        sessions = self._board.board.sessions
        when = max((bold.horizontalAdvance(one.when) for one in sessions), default=60) + 12
        places = max((bold.horizontalAdvance(one.places) for one in sessions), default=40) + 30
        title = max((bold.horizontalAdvance(one.title) for one in sessions), default=80) + 10
        room = round(self._board.width() * 0.42)
        return when, max(60, min(title, max(60, room - when - places - 24))), places

    def sizeHint(self) -> QSize:
        return QSize(16 + sum(self.widths()) + 8, 100)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = theme.tokens()
        session = self._board.board.sessions[section]
        here = self._board.currentIndex().row() == section
        painter.save()
        painter.fillRect(rect, look.selected if here else look.raised)
        drawing.line_below(painter, rect, look.line)
        drawing.line_right(painter, rect, look.line)
        if here:
            painter.fillRect(QRect(rect.left(), rect.top(), look.border["selected_bar"], rect.height()), look.accent)
        when, title, places = self.widths()
        middle = Qt.AlignmentFlag.AlignVCenter
        left = rect.left() + 16
        painter.setFont(theme.font())
        painter.setPen(look.muted)
        painter.drawText(QRect(left, rect.top(), when, rect.height()), middle, session.when)
        font: QFont = theme.font("strong" if here else "body")
        painter.setFont(font)
        painter.setPen(look.text)
        words = drawing.elided(session.title, font, title - 8)
        painter.drawText(QRect(left + when, rect.top(), title, rect.height()), middle, words)
        painter.setFont(theme.font("strong" if session.meaning else "body"))
        painter.setPen(look.ink(session.meaning))
        end = QRect(left + when + title, rect.top(), places, rect.height())
        painter.drawText(end, middle | Qt.AlignmentFlag.AlignRight, session.places)
        if session.meaning:
            wide = painter.fontMetrics().horizontalAdvance(session.places)
            spot = QRectF(end.right() - wide - 18, rect.top(), 13, rect.height())
            icons.paint(painter, MEANING_ICONS[session.meaning], look.ink(session.meaning), spot)
        painter.restore()


def _widget(board: AnyBoard) -> QWidget:
    assert isinstance(board, QWidget)
    return board
