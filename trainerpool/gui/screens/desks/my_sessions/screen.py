"""The page of My sessions: answers wanted first, then what is coming, then what was delivered and is still to be written up."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtGui import QResizeEvent

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.getting_ready import ReadyStepKind
from trainerpool.gui import drawing, theme
from trainerpool.gui.marks import Mark, Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.tab_order import put_before
from trainerpool.gui.screens.desks import arrange_form
from trainerpool.gui.screens.desks import session_forms as forms
from trainerpool.gui.screens.desks.about_session import SessionPane, session_deeds
from trainerpool.gui.screens.desks.lines import Line, LineDeed
from trainerpool.gui.screens.desks.next_session import NextSession
from trainerpool.gui.screens.desks.own_page import Deed, OwnPage
from trainerpool.gui.screens.desks.session_deeds import SessionDeeds
from trainerpool.gui.screens.desks.standing_foot import StandingFoot
from trainerpool.gui.shell import Command, Shell
from trainerpool.queries.desk_pages import MySessionPage, MyStanding, ToSend, my_session, my_standing, to_send
from trainerpool.queries.desk_sessions import MySessionRow, MySessions, my_sessions
from trainerpool.queries.own_work import HeldFileRow

Found = tuple[MySessions, MySessionPage | None, MyStanding, ToSend | None]
_LOW = 560
_ANSWER = (LineDeed("Decline", "decline"), LineDeed("Accept", "accept"))
_ICONS = {
    "asked": ("hourglass", Meaning.INFORMATION), "coming": ("circle-check", Meaning.GOOD), "waiting": ("clock", None),
    "delivered": ("check", None), "off": ("user-minus", None),
}  # fmt: skip


class MySessionsScreen(OwnPage):
    """Enter accepts what is asked, and opens anything else; Ctrl+N arranges a session."""

    title = "My sessions"

    def __init__(self, shell: Shell) -> None:
        self.calendar = Button("Add to my calendar", icon="calendar-days")
        self.arranging = Button("Arrange a session", icon="plus", keys="")
        self.send = Button("Send", "filled", "send").does(lambda: shell.navigate("send"))
        self.page: MySessionPage | None = None
        self.found: MySessions | None = None
        self._takes_keyboard = False
        super().__init__(shell, (self.calendar, self.arranging, self.send))
        self.deeds = SessionDeeds(shell, self, self.show_form)
        self.next = NextSession(self._do_next)
        self.above.addWidget(self.next)
        self.calendar.does(self.save_calendar)
        self.arranging.does(self.arrange)
        self.foot = StandingFoot(lambda: shell.navigate("my_standing"))
        self.below.addWidget(self.foot)
        shell.set_commands([
            Command("Arrange a session", self.arrange, "My sessions", "Ctrl+N", "plus"),
            Command("Add my sessions to my calendar", self.save_calendar, "My sessions", "", "calendar-days"),
            Command("Print my next session", lambda: self._of_next("print"), "My sessions", "", "file-text"),
            Command("Calendar file of my next session", lambda: self._of_next("calendar"), "My sessions", "", "calendar-days"),
            Command("Ask for support", self.ask_support, "My sessions", "", "phone"),
        ])  # fmt: skip

    def question(self, desk: Any, held: HeldFileRow, today: date) -> Found:
        rows = desk.ask(my_sessions, held.person, today)
        page = desk.ask(my_session, held.person, rows.next.id, today) if rows.next is not None else None
        return rows, page, desk.ask(my_standing, held.person, today), desk.ask(to_send)

    def tell(self, found: Found) -> None:
        self.found, coming, standing, sending = found
        rows = self.found
        self.next.show_page(coming, self.shell.today())
        put_before(self.list, self.next.stops())
        self._sum_up()
        unsent = sending.unsent if sending is not None else 0
        self.send.set_text(f"Send {count_of(unsent, 'change')}" if unsent else "Send")
        self.send.block("" if unsent else "Nothing was changed since you last sent.")
        self.header.fit()
        self.shell.set_badge("my_sessions", len(rows.asked))
        self.foot.show_standing(standing)
        shown = self.show_groups([
            ("Asked of you", [_line(one, "asked") for one in rows.asked]),
            ("Coming", [_line(one, "coming") for one in rows.coming]),
            ("Waits for agreement", [_line(one, "waiting") for one in rows.waiting]),
            ("Delivered", [_line(one, "delivered") for one in rows.delivered]),
            ("No longer yours", [_line(one, "off") for one in rows.off]),
        ])  # fmt: skip
        self.calendar.block("" if shown else "There is no session to put into it.")
        if not shown:
            text = "None is asked of you and none is coming. Arrange one, or say when you are free."
            self.show_empty(
                "No session yet", text,
                (("Arrange a session", self.arrange), ("My availability", lambda: self.shell.navigate("my_availability"))),
                "calendar-days",
            )  # fmt: skip

    def _sum_up(self) -> None:
        """One line of facts; where it shares a line with the title the day gives way."""
        if self.found is not None:
            said = f"{in_words(self.shell.today(), weekday=True)}. {self.found.head}"
            deeds = sum(one.sizeHint().width() for one in (self.calendar, self.arranging, self.send)) + 60
            is_short = self._is_narrow() or drawing.text_width(said, theme.font()) > self.width() - deeds
            self.header.set_summary([self.found.head if is_short else said])

    def _is_narrow(self) -> bool:
        return self.width() < theme.scaled(720)

    # the inspector

    def about(self, line: Line) -> None:
        self.shell.ask(
            my_session, self.person, line.key, self.shell.today(), then=self._tell_one, latest="my session", owner=self
        )

    def _tell_one(self, page: MySessionPage | None) -> None:
        line = self.list.current()
        if page is None or line is None or line.key != page.row.id or self.form is not None:
            return
        self.page = page
        pane = SessionPane(page, self.shell.today(), lambda word, about: self._do_one(page, word, about))
        self.shell.set_inspector(pane)
        if self._takes_keyboard and pane.first is not None:
            self._takes_keyboard = False
            pane.first.setFocus()

    def _do_one(self, page: MySessionPage, word: str, about: str = "") -> None:
        self.deeds.do(page, self.person, word, about)

    def _do_next(self, page: MySessionPage, word: str) -> None:
        """A deed of the large one: it is also the line in focus from then on."""
        self.list.choose(page.row.id)
        line = self.list.current()
        if word == "ready":
            self.shell.navigate("get_ready", f"{page.row.id}/{ReadyStepKind.MATERIAL}")
        elif word:
            self._do_one(page, word)
        elif line is not None:
            self.do(line, "")

    def _of_next(self, word: str) -> None:
        if self.next.page is not None:
            self._do_next(self.next.page, word)

    def do(self, line: Line, word: str) -> None:
        if not word:
            self._takes_keyboard = True
            self.shell.show_inspector()
            self.about(line)
            return

        def known(page: MySessionPage | None) -> None:
            if page is not None:
                self._do_one(page, word)

        self.list.choose(line.key)
        self.shell.ask(my_session, self.person, line.key, self.shell.today(), then=known, latest="my deed", owner=self)

    def deeds_of(self, line: Line) -> list[Deed]:
        page = self.page
        if page is None or page.row.id != line.key:
            return super().deeds_of(line)
        return session_deeds(page, self.shell.today(), lambda word, about: self._do_one(page, word, about))

    # deeds

    def make_new(self) -> bool:
        self.arrange()
        return True

    def arrange(self) -> None:
        """Arrange a session oneself."""
        if not self.person:
            return

        def known(found: Any) -> None:
            form = arrange_form.arrange(self.shell, self.person, found, self.leave_form)
            form.then = lambda done: self.arrive(str(done.result))
            self.show_form(form)

        self.shell.work(arrange_form.known_of_places, then=known, latest="places", owner=self)

    def ask_support(self) -> None:
        """Ask the Business Unit for support."""
        if self.person:
            self.show_form(forms.support(self.shell, self.person, self.leave_form))

    def save_calendar(self) -> None:
        """Write all of one's sessions as a calendar file."""
        if self.person:
            self.deeds.save_calendar(self.person)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for one in (self.arranging, self.calendar):  # they stay in the menu Page and the palette
            one.setVisible(not self._is_narrow())
        self._sum_up()
        self.foot.fold(self.height() < theme.scaled(360))
        self.next.fold(self.height() < theme.scaled(_LOW))


def _line(row: MySessionRow, group: str) -> Line:
    icon, meaning = _ICONS[group]
    chip = row.chip
    mark = Mark(chip.text, Meaning(chip.meaning.value), _mark_icon(chip.text)) if chip is not None else None
    beside, shown = "", mark
    if group == "asked":
        beside = f"Answer by {in_words(row.answer_by, weekday=True).rpartition(' ')[0]}" if row.answer_by else ""
    elif chip is not None and chip.text == "Ready":
        beside, shown = "Ready", None
    elif group == "delivered" and chip is None:
        beside = "Not answered" if row.state == "offered" else "Closed"
    elif group == "off" and chip is None:
        beside = row.state.capitalize()
    if mark is not None and mark.meaning is Meaning.ATTENTION:
        icon, meaning = _mark_icon(mark.word) or icon, Meaning.ATTENTION
    detail = f"{row.place}, {row.role_words}" if group != "delivered" else _after(row)
    return Line(
        row.id, row.title, detail, row.day_text, icon, meaning, beside, shown, _ANSWER if group == "asked" else ()
    )


def _after(row: MySessionRow) -> str:
    return (
        f"{row.place}, {count_of(row.learners, 'learner')}"
        if row.learners is not None
        else f"{row.place}, {row.role_words}"
    )


def _mark_icon(words: str) -> str:
    return {
        "Report due": "file-text",
        "Reflection due": "pencil",
        "Pack changed": "file-clock",
        "Read the pack": "book-open",
    }.get(words, "")
