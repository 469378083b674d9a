"""The agenda: sessions by day under headings, further days read as one scrolls to either end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from trainerpool.domain.dates import in_words
from trainerpool.gui import drawing, theme
from trainerpool.gui.marks import Mark, Meaning
from trainerpool.gui.parts.pill import paint_pill, pill_width
from trainerpool.gui.screens.programme.agenda_model import LINE_ROLE, AgendaLine, AgendaModel
from trainerpool.gui.screens.programme.painting import STAFFING_ICONS, STATUS_ICONS, write
from trainerpool.queries.staffing import StaffingRow

Index = QModelIndex | QPersistentModelIndex
_SIDE = 16


class AgendaView(QListView):
    """`wants_more(-1 or 1)` near either end; `opened`, `chosen`, `asked_menu` as the tables have them."""

    opened = Signal(object)
    chosen = Signal(object)
    asked_menu = Signal(object, QPoint)
    wants_more = Signal(int)
    day_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Agenda")
        self.lines = AgendaModel()
        self._may = {-1: False, 1: False}
        self._is_asking = False
        self.setModel(self.lines)
        self._drawn = _Lines(self)
        self.setItemDelegate(self._drawn)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.selectionModel().currentChanged.connect(lambda *_: self._on_current())
        self.verticalScrollBar().valueChanged.connect(lambda _: self._near_an_end())
        self.doubleClicked.connect(lambda _: self._open())

    def show_lines(self, lines: Sequence[AgendaLine], *, earlier: bool, later: bool) -> None:
        """Show these days; `earlier` and `later`: whether there may be more beyond them. What is in sight stays in sight."""
        top = self.indexAt(QPoint(_SIDE, 2)).data(LINE_ROLE)
        above = self.visualRect(self.indexAt(QPoint(_SIDE, 2))).top() if top is not None else 0
        current = self.current_line()
        self._may, self._is_asking = {-1: earlier, 1: later}, False
        self.lines.set_lines(list(lines))
        if current is not None and (place := self.lines.place_of(current.key)) >= 0:
            self.setCurrentIndex(self.lines.index(place))
        if top is not None and (place := self.lines.place_of(top.key)) >= 0:
            self.scrollTo(self.lines.index(place), QAbstractItemView.ScrollHint.PositionAtTop)
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - above)
        QTimer.singleShot(0, self, self._near_an_end)

    def current_line(self) -> AgendaLine | None:
        """The line the keyboard is on."""
        found = self.currentIndex().data(LINE_ROLE) if self.currentIndex().isValid() else None
        return found if isinstance(found, AgendaLine) and found.row is not None else None

    def current(self) -> StaffingRow | None:
        """The session in focus."""
        line = self.current_line()
        return line.row if line is not None else None

    def choose(self, session_id: str) -> bool:
        """Put the focus on a session and bring it into sight; False where it is not there."""
        if (line := self.current_line()) is not None and line.row is not None and line.row.id == session_id:
            return True
        place = self.lines.place_of(session_id)
        if place < 0:
            return False
        self.setCurrentIndex(self.lines.index(place))
        return True

    def show_day(self, day: date) -> None:
        """Bring a day to the top: its heading, or the first after it."""
        place = next((n for n, line in enumerate(self.lines.lines) if line.row is None and line.day >= day), -1)
        if place < 0:
            return
        self.scrollTo(self.lines.index(place), QAbstractItemView.ScrollHint.PositionAtTop)
        session = next((n for n in range(place, len(self.lines.lines)) if self.lines.lines[n].row is not None), -1)
        if session >= 0:
            self.setCurrentIndex(self.lines.index(session))
            self.scrollTo(self.lines.index(place), QAbstractItemView.ScrollHint.PositionAtTop)

    def day_at_top(self) -> date | None:
        """The day at the top of what is in sight."""
        line = self.indexAt(QPoint(_SIDE, 2)).data(LINE_ROLE)
        return line.day if isinstance(line, AgendaLine) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.matches(QKeySequence.StandardKey.Copy):
            line = self.current_line()
            QGuiApplication.clipboard().setText(line.words if line is not None else "")
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_drawn"):
            self._drawn.measure()
        super().changeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current_line() is None:
            place = next((n for n, line in enumerate(self.lines.lines) if line.row is not None), -1)
            if place >= 0:
                self.setCurrentIndex(self.lines.index(place))

    def _on_current(self) -> None:
        row = self.current()
        self.setAccessibleDescription(self.current_line().words if row is not None else "")  # type: ignore[union-attr]
        self.chosen.emit(row)

    def _open(self) -> None:
        if (row := self.current()) is not None:
            self.opened.emit(row)

    def _on_menu(self, _point: QPoint) -> None:
        row = self.current()
        if row is not None:
            self.asked_menu.emit(row, self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center()))

    def _near_an_end(self) -> None:
        """Further days are asked for before the end is reached."""
        bar = self.verticalScrollBar()
        if self._is_asking or not self.isVisible():
            return
        for side, left in ((1, bar.maximum() - bar.value()), (-1, bar.value() - bar.minimum())):
            if self._may[side] and left < self.viewport().height():
                self._is_asking = True
                self.wants_more.emit(side)
                return


class _Lines(QStyledItemDelegate):
    """Headings of days, and two lines for each session with its staffing at the right."""

    def __init__(self, view: AgendaView) -> None:
        super().__init__(view)
        self._view = view
        self.measure()

    def measure(self) -> None:
        """How high a heading and a session are at the present text size: thousands of lines ask for it at once."""
        self._heading = QSize(100, theme.line_height() + 18)
        self._session = QSize(100, theme.row_height("two_line"))

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._heading if self._view.lines.lines[index.row()].row is None else self._session

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, AgendaLine):
            return
        rect = QRectF(option.rect)
        if line.row is None:
            _paint_heading(painter, rect, line)
        else:
            state = option.state
            view = self.parent()
            focused = isinstance(view, QListView) and view.hasFocus()
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            over = bool(state & QStyle.StateFlag.State_MouseOver)
            _paint_session(painter, rect, line, chosen=chosen, focused=focused and chosen, over=over)


def _paint_heading(painter: QPainter, rect: QRectF, line: AgendaLine) -> None:
    look = theme.tokens()
    painter.fillRect(rect, look.surface)
    high = theme.line_height()
    room = QRectF(rect.left() + _SIDE, rect.bottom() - high - 4, rect.width() - 2 * _SIDE, high)
    strong = theme.font("strong")
    words = in_words(line.day, weekday=True)
    if line.is_today:
        wide = drawing.text_width("Today", strong)
        drawing.box(painter, QRectF(room.left(), room.top(), wide + 10, high), look.accent, None, look.radii["button"])
        write(painter, room.adjusted(5, 0, 0, 0), "Today", strong, look.on_accent)
        room.setLeft(room.left() + wide + 18)
    used = write(painter, room, words, strong, look.text)
    write(painter, room.adjusted(used + 10, 0, 0, 0), line.note, theme.font(), look.muted)
    if line.is_today:
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 2), look.accent)
    else:
        drawing.line_below(painter, rect.toRect(), look.line)


def _paint_session(
    painter: QPainter, rect: QRectF, line: AgendaLine, *, chosen: bool, focused: bool, over: bool
) -> None:
    look, row, part = theme.tokens(), line.row, line.part
    assert row is not None
    assert part is not None
    session, high = row.session, theme.line_height()
    painter.fillRect(rect, look.selected if chosen else look.hover if over else look.raised)
    if chosen:
        painter.fillRect(QRectF(rect.left(), rect.top(), look.border["selected_bar"], rect.height()), look.accent)
    meaning, gone = Meaning(row.meaning.value), session.status == "cancelled"
    mark = Mark(
        row.words[:1].upper() + row.words[1:],
        meaning,
        STATUS_ICONS.get(session.status, STAFFING_ICONS[meaning]),
    )
    wide = pill_width(mark)
    top = rect.top() + (rect.height() - 2 * high) / 2
    times = f"{part.start} to {part.end}" if part.end else part.start or "No time yet"
    clock = theme.scaled(104)
    write(painter, QRectF(rect.left() + _SIDE, top, clock, high), times, theme.font(), look.text)
    left = rect.left() + _SIDE + clock + 8
    painter.fillRect(QRectF(left - 10, rect.top() + 6, 4, rect.height() - 12), look.meaning(meaning).border)
    room = QRectF(left, top, rect.right() - left - wide - _SIDE - 8, high)
    write(painter, room, session.title, theme.font("strong"), look.muted if gone else look.text, struck=gone)
    where = "online" if session.virtual else session.venue
    team = (
        ", ".join(f"{one.name} (lead)" if one.role == "lead" else one.name for one in session.trainers) or "nobody yet"
    )
    under = "; ".join(words for words in (where, team, session.series) if words)
    write(painter, room.translated(0, high), under, theme.font(), look.muted)
    paint_pill(painter, QRectF(rect.right() - wide - _SIDE, rect.top(), wide, rect.height()), mark)
    drawing.line_below(painter, rect.toRect(), look.line)
    if focused:
        drawing.inner_ring(painter, rect.toRect())
