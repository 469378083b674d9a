"""The page of Get ready: for each session to come its steps, ticked where they stand."""

from __future__ import annotations

from datetime import date
from typing import Any

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.marks import Meaning
from trainerpool.gui.screens.desks.about_session import SessionPane, session_deeds
from trainerpool.gui.screens.desks.lines import Heading, Line, LineDeed
from trainerpool.gui.screens.desks.own_page import Deed, OwnPage
from trainerpool.gui.screens.desks.session_deeds import SessionDeeds
from trainerpool.gui.shell import Shell
from trainerpool.queries.desk_pages import MySessionPage, ReadyRow, ReadySessionRow, get_ready, my_session
from trainerpool.queries.own_work import HeldFileRow


class GetReadyScreen(OwnPage):
    """Enter ticks the step in focus, or takes the tick back."""

    title = "Get ready"

    def __init__(self, shell: Shell) -> None:
        self.page: MySessionPage | None = None
        super().__init__(shell)
        self.deeds = SessionDeeds(shell, self, self.show_form)

    def question(self, desk: Any, held: HeldFileRow, today: date) -> tuple[ReadySessionRow, ...]:
        found: tuple[ReadySessionRow, ...] = desk.ask(get_ready, held.person, today)
        return found

    def tell(self, found: tuple[ReadySessionRow, ...]) -> None:
        left = sum(one.done < len(one.steps) for one in found)
        said = f"{count_of(len(found), 'session')} to come, {left or 'none'} with something still to do."
        self.header.set_summary([said if found else "No session is coming."])
        self.shell.set_badge("get_ready", left)
        if not self.show_groups([(_heading(one), [_line(one, step) for step in one.steps]) for one in found]):
            text = "A session you accepted stands here with what to do before it: read the pack, meet the co-trainer, see the room."
            self.show_empty(
                "Nothing to get ready for",
                text,
                (("My sessions", lambda: self.shell.navigate("my_sessions")),),
                "book-open",
            )

    def about(self, line: Line) -> None:
        session = line.key.partition("/")[0]
        self.shell.ask(
            my_session, self.person, session, self.shell.today(), then=self._tell_one, latest="get ready", owner=self
        )

    def _tell_one(self, page: MySessionPage | None) -> None:
        line = self.list.current()
        if page is None or line is None or line.key.partition("/")[0] != page.row.id or self.form is not None:
            return
        self.page = page
        self.shell.set_inspector(
            SessionPane(page, self.shell.today(), lambda word, about: self._do_one(page, word, about))
        )

    def _do_one(self, page: MySessionPage, word: str, about: str = "") -> None:
        self.deeds.do(page, self.person, word, about)

    def do(self, line: Line, word: str) -> None:
        session, _, step = line.key.partition("/")

        def known(page: MySessionPage | None) -> None:
            if page is not None:
                self._do_one(page, word or "step", step)

        self.list.choose(line.key)
        self.shell.ask(my_session, self.person, session, self.shell.today(), then=known, latest="step", owner=self)

    def deeds_of(self, line: Line) -> list[Deed]:
        found = super().deeds_of(line)
        page = self.page
        if page is not None and page.row.id == line.key.partition("/")[0]:
            found += session_deeds(page, self.shell.today(), lambda word, about: self._do_one(page, word, about))
        return found


def _heading(one: ReadySessionRow) -> Heading:
    row = one.session
    return Heading(f"{row.day_text}: {row.title}", f"{one.done} of {len(one.steps)} done")


def _line(one: ReadySessionRow, step: ReadyRow) -> Line:
    done = step.done_on is not None
    detail = " ".join(part for part in (step.detail, step.note) if part)
    said = f"Done on {in_words(step.done_on, weekday=True).rpartition(' ')[0]}" if step.done_on is not None else ""
    deed = LineDeed("Not done after all" if done else "Done", "step")
    return Line(
        f"{one.session.id}/{step.step}", step.words, detail, "", "circle-check" if done else "circle-dashed",
        Meaning.GOOD if done else None, said, None, (deed,),
    )  # fmt: skip
