"""The session that comes next, large: all that is needed in a car park without opening anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.domain.getting_ready import ReadyStepKind
from trainerpool.gui import theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import ElidedLabel, Hairline, Label, Pane
from trainerpool.gui.parts.why import Reason, ReasonLine
from trainerpool.gui.screens.desks.about_session import copied, role_said
from trainerpool.gui.spoken import Role
from trainerpool.queries.desk_pages import MySessionPage

Do = Callable[[MySessionPage, str], None]
_STACKED, _BESIDE = 560, 740
_TO_DO = {
    ReadyStepKind.MATERIAL: "read the pack", ReadyStepKind.CO_TRAINER: "meet the co-trainer",
    ReadyStepKind.ROOM: "check room and equipment", ReadyStepKind.ADJUSTMENTS: "arrange adjustments for learners",
}  # fmt: skip


class NextSession(Pane):
    """`do(page, word)`: ready, print, calendar, or "" to show it beside the list. Folded it is one line."""

    spoken_role = Role.Grouping

    def __init__(self, do: Do) -> None:
        super().__init__("raised")
        self._do = do
        self.page: MySessionPage | None = None
        self._is_folded = False
        self.column.addWidget(self._head())
        self.column.addWidget(Hairline())
        self.body = QWidget()
        self.day, self.what = Label("", "title", wraps=True), Label("", wraps=True)
        self.ready = Button("Get ready", icon="book-open").does(lambda: self._tell("ready"))
        self.print = Button("Print", icon="file-text").does(lambda: self._tell("print"))
        self.calendar = Button("Calendar file", icon="calendar-days").does(lambda: self._tell("calendar"))
        self.calendar.setAccessibleDescription("Save this session as an .ics file for your calendar")
        self.deeds = (self.ready, self.print, self.calendar)
        self._facts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._shown: list[QWidget] = []
        self._soon = ""
        self._fill_body()
        self.column.addWidget(self.body)
        self.line = Hairline()
        self.column.addWidget(self.line)
        self.hide()

    def _head(self) -> QWidget:
        """The band over it, as the bands over the groups of the list."""
        band = Pane("sunken")
        self.title, self.soon = Label("Next", "strong"), ElidedLabel("", tone="muted")
        self.open = Button("Show it", "link").does(lambda: self._tell(""))
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 14, 0)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.soon, 1)
        row.addWidget(self.open)
        band.column.addLayout(row)
        band.setMinimumHeight(theme.row_height("table"))
        return band

    def _fill_body(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.day)
        words.addWidget(self.what)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(2)
        for one in self.deeds:
            self._buttons.addWidget(one)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.addLayout(words, 1)
        self._top.addLayout(self._buttons)
        self._top.setAlignment(self._buttons, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._facts.setSpacing(24)
        self._under = QVBoxLayout(self.body)
        self._under.setContentsMargins(16, 10, 13, 12)
        self._under.setSpacing(8)
        self._under.addLayout(self._top)
        self._under.addLayout(self._facts)

    def _tell(self, word: str) -> None:
        if self.page is not None:
            self._do(self.page, word)

    def show_page(self, page: MySessionPage | None, today: date) -> None:
        """Show this session; None where none is coming."""
        self.setVisible(page is not None)
        if page is None or page == self.page:
            self.page = page
            return
        self.page = page
        row = page.row
        times = f", {row.times}" if row.times else ""
        self.setAccessibleName(f"Your next session: {row.title}, {row.day_text}{times}")
        self.day.setText(f"{row.day_text}{times}")
        self.what.setText(f"{row.title}. You {role_said(row.role)}.")
        for old in self._shown:
            old.hide()
            old.deleteLater()
        columns = [_column(_place(page)), _column(_people(page))]
        for one in columns:
            self._facts.addWidget(one, 1, Qt.AlignmentFlag.AlignTop)
        self._shown = [*columns, _to_do(page)]
        self._under.addWidget(self._shown[-1])
        self._soon = how_soon(row.day, today)
        self._say_head()

    def stops(self) -> list[QWidget]:
        """What Tab comes to in it, in order."""
        links = [one for shown in self._shown for one in shown.findChildren(Label) if one.focusPolicy().value]
        return [self.open, *self.deeds, *links]

    def _say_head(self) -> None:
        """Folded, the band says day and place as well."""
        if self.page is None:
            return
        row = self.page.row
        folded = ", ".join(one for one in (row.day_text, row.times, row.place) if one)
        self.soon.setText(folded if self._is_folded else self._soon)

    def fold(self, folded: bool) -> None:
        """One line where the window is low."""
        self._is_folded = folded
        self.body.setVisible(not folded)
        self.line.setVisible(not folded)
        self._say_head()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for layout, least, gap in ((self._facts, _STACKED, 24), (self._top, _BESIDE, 12)):
            narrow = event.size().width() < theme.scaled(least)
            way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
            if layout.direction() != way:
                layout.setDirection(way)
                layout.setSpacing(6 if narrow else gap)


def how_soon(day: date, today: date) -> str:
    """How long it is until a day: "tomorrow", "in 9 days", "in 8 weeks"."""
    days = (day - today).days
    if days <= 1:
        return "tomorrow" if days == 1 else "today"
    return f"in {count_of(days, 'day')}" if days < 21 else f"in {count_of(days // 7, 'week')}"


def _place(page: MySessionPage) -> list[QWidget]:
    where = page.where
    lines: list[QWidget] = [ReasonLine(Reason(Meaning.NEUTRAL, where.words, where.access, "map-pin"))]
    if where.map_link:
        link = copied(where.map_link, "The map, as a link to copy")
        link.setContentsMargins(theme.icon_size() + 8, 0, 0, 0)
        lines.append(link)
    return lines


def _to_do(page: MySessionPage) -> QWidget:
    """What is to be got ready, in one line."""
    left = [_TO_DO[ReadyStepKind(one.step)] for one in page.steps if one.done_on is None]
    if not left:
        return ReasonLine(Reason(Meaning.GOOD, "Everything is got ready", "", "circle-check"))
    said = ", ".join(left).replace("the pack", f"pack {page.pack.version}" if page.pack is not None else "the pack")
    return ReasonLine(Reason(Meaning.NEUTRAL, f"Still to do: {said}", "", "circle-dashed"))


def _people(page: MySessionPage) -> list[QWidget]:
    lines: list[QWidget] = []
    for one in page.team:
        fact = ", ".join(part for part in (one.name, one.role) if part)
        fact += f". {one.phone}" if one.phone else ""
        detail = ", ".join(part for part in (one.agency, one.email) if part)
        lines.append(ReasonLine(Reason(Meaning.NEUTRAL, fact, detail, "users")))
    if not lines:
        lines.append(ReasonLine(Reason(Meaning.NEUTRAL, "Nobody else is on it yet", "", "users")))
    unit = page.business_unit
    ring = ", ".join(part for part in (unit.name, unit.phone or unit.email) if part)
    there = f"{page.where.venue} {page.where.phone}" if page.where.phone else ""
    if ring or there:
        fact = f"If something goes wrong: {ring}" if ring else there
        lines.append(ReasonLine(Reason(Meaning.NEUTRAL, fact, there if ring else "", "phone")))
    return lines


def _column(lines: Sequence[QWidget]) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    for one in lines:
        column.addWidget(one)
    return made
