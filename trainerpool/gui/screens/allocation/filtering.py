"""What of the board is shown: words sought, one course, one agency, only what is short, and trainers by their agency."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.chips import AddFilterChip
from trainerpool.gui.parts.fields import SearchField
from trainerpool.gui.parts.header import FilterBar
from trainerpool.gui.screens.allocation.picture import Picture, TrainerLine
from trainerpool.gui.tables.board_model import BoardSession, BoardTrainer


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; empty words are no question."""

    words: str = ""
    course: str = ""
    agency: str = ""
    short: bool = False
    by_agency: bool = False

    @property
    def count(self) -> int:
        """How many filters are on."""
        return sum(map(bool, (self.words, self.course, self.agency, self.short)))

    @property
    def of_row(self) -> int:
        """How many of those in the row of filters are on."""
        return sum(map(bool, (self.words, self.course, self.agency, self.by_agency)))


@dataclass(frozen=True, slots=True)
class Shown:
    """What the filters leave. `hit` is the first cell the words lead to: a trainer found, and a session they are on."""

    sessions: tuple[BoardSession, ...]
    trainers: tuple[BoardTrainer, ...]
    lines: tuple[TrainerLine, ...]
    hit: tuple[str, str] | None = None


def shown(picture: Picture, filters: Filters) -> Shown:
    """Words that name trainers (or their agency) leave those columns, words that name sessions those rows."""
    sessions = tuple(
        one
        for one in picture.sessions
        if (not filters.short or is_short(one)) and (not filters.course or one.title == filters.course)
    )
    trainers = tuple(one for one in picture.trainers if not filters.agency or one.agency == filters.agency)
    hit = None
    if filters.words:
        people = tuple(one for one in trainers if _holds(filters.words, one.name, one.agency))
        rows = tuple(one for one in sessions if _holds(filters.words, one.title, one.when, one.says))
        if people or rows:
            hit = _first(picture, people, rows or sessions)
            trainers, sessions = people or trainers, rows or sessions
        else:
            trainers = sessions = ()
    if filters.by_agency:
        trainers = tuple(sorted(trainers, key=lambda one: (one.agency.casefold(), one.name.split()[-1].casefold())))
    keys = {one.key for one in trainers}
    return Shown(sessions, trainers, tuple(one for one in picture.lines if one.id in keys), hit)


def _first(picture: Picture, people: Sequence[BoardTrainer], rows: Sequence[BoardSession]) -> tuple[str, str] | None:
    """The first cell that holds one of these trainers; else the first of these sessions, with the trainer there is."""
    for row in rows:
        for one in people or picture.trainers:
            if picture.info(row.key, one.key).is_chosen:
                return str(row.key), str(one.key)
    return (str(rows[0].key), str(people[0].key) if people else "") if rows else None


def _holds(words: str, *texts: str) -> bool:
    text = " ".join(texts).casefold()
    return all(any(part.startswith(word) for part in text.split()) for word in words.casefold().split())


def is_short(one: BoardSession) -> bool:
    """Whether a session has an empty place."""
    filled, _, need = one.places.partition(" of ")
    return int(filled) < int(need)


class FilterRow(FilterBar):
    """The row of filters: opened by Ctrl+F or the chip, shut by Esc. `changed(filters)`; `entered` goes to the first found."""

    changed = Signal(object)
    entered = Signal()

    def __init__(self) -> None:
        self.search = SearchField("Search trainers and sessions", "A trainer, an agency, a course or a day")
        self.search.setMinimumWidth(110)
        self.course = Button("Course: all", "quiet")
        self.agency = Button("Agency: all", "quiet")
        self.grouped = AddFilterChip("By agency", "users")
        self.grouped.setCheckable(True)
        self.grouped.setToolTip("Trainers stand under the names of their agencies")
        super().__init__(self.search, self.course, self.agency, self.grouped)
        self.row.setStretch(0, 1)
        self.filters = Filters()
        self._is_clearing = False
        self._menus = {"course": QMenu(self), "agency": QMenu(self)}
        self.course.set_menu(self._menus["course"])
        self.agency.set_menu(self._menus["agency"])
        self.search.sought.connect(lambda words: self._change(words=words))
        self.search.returnPressed.connect(self._on_entered)
        self.grouped.toggled.connect(lambda on: self._change(by_agency=on))
        self.hide()
        for first, second in (
            (self.search, self.course), (self.course, self.agency), (self.agency, self.grouped),
        ):  # fmt: skip
            QWidget.setTabOrder(first, second)

    def _on_entered(self) -> None:
        self.search.seek_now()
        self.entered.emit()

    def _change(self, **named: object) -> None:
        if self._is_clearing:
            return
        wanted = replace(self.filters, **named)  # type: ignore[arg-type]
        if wanted != self.filters:
            self.filters = wanted
            if wanted.of_row:
                self.show()  # a filter that is on is always seen, also where Back put it on again
            self.changed.emit(wanted)

    def set_short(self, only: bool) -> None:
        """Only the sessions with an empty place; set from elsewhere, so that it is not told again."""
        self.filters = replace(self.filters, short=only)

    def offer(self, courses: Sequence[str], agencies: Sequence[str]) -> None:
        """Offer these to choose from; one that is no longer there is let go."""
        named: dict[str, object] = {}
        for key, found in (("course", courses), ("agency", agencies)):
            if getattr(self.filters, key) not in ("", *found):
                named[key] = ""
            self._fill(key, found)
        if named:
            self._change(**named)
        self._say()

    def _fill(self, key: str, found: Sequence[str]) -> None:
        menu = self._menus[key]
        menu.clear()
        for text in ("", *found):
            action = menu.addAction(text or "All")
            action.setCheckable(True)
            action.setChecked(getattr(self.filters, key) == text)
            action.triggered.connect(self._chooser(key, text))

    def _chooser(self, key: str, text: str) -> Callable[[], None]:
        def choose() -> None:
            self._change(**{key: text})
            self._say()

        return choose

    def _say(self) -> None:
        self.course.set_text(f"Course: {self.filters.course or 'all'}")
        self.agency.set_text(f"Agency: {self.filters.agency or 'all'}")
        for key, menu in self._menus.items():
            for action in menu.actions():
                action.setChecked(action.text() == (getattr(self.filters, key) or "All"))

    def open(self) -> None:
        """Show the row with the search in focus."""
        self.show()
        self.search.setFocus()
        self.search.selectAll()

    def clear(self) -> None:
        """Take every filter of the row off and shut it."""
        self.hide()
        self._is_clearing = True
        self.search.clear()
        self.grouped.setChecked(False)
        self._is_clearing = False
        self._change(words="", course="", agency="", by_agency=False)
        self._say()
