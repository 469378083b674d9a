"""The page of My reflections: deliveries that want one, and the journal; each stays at this desk unless it is shared."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtGui import QResizeEvent

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui import theme
from trainerpool.gui.marks import Mark, Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.desks import session_forms as forms
from trainerpool.gui.screens.desks.lines import Line, LineDeed
from trainerpool.gui.screens.desks.own_page import Deed, OwnPage
from trainerpool.gui.screens.desks.session_deeds import PIXELS_PER_INCH
from trainerpool.gui.shell import Command, Shell
from trainerpool.operations.desk_deeds.reflecting import change_reflection, remove_reflection
from trainerpool.queries.desk_pages import MyReflections, ReflectionRow, my_reflections
from trainerpool.queries.desk_sessions import MySessionRow
from trainerpool.queries.own_work import HeldFileRow

_SHARED, _PRIVATE = Mark("Shared", Meaning.INFORMATION, "send"), Mark("Private", Meaning.NEUTRAL, "lock")


class MyReflectionsScreen(OwnPage):
    """Enter writes the one that is wanted, or opens a page of the journal; Ctrl+N writes a free one."""

    title = "My reflections"

    def __init__(self, shell: Shell) -> None:
        self.write = Button("Write a reflection", "filled", "pencil", keys="Ctrl+N")
        self.year = Button("The year on a page", icon="file-text", keys="Ctrl+P")
        self.found: MyReflections | None = None
        super().__init__(shell, (self.year, self.write))
        self.write.does(lambda: self._form(None))
        self.year.does(self.show_year)
        shell.set_commands([
            Command("Write a reflection", lambda: self._form(None), "My reflections", "Ctrl+N", "pencil"),
            Command("The year's reflections on a page", self.show_year, "My reflections", "", "file-text"),
        ])  # fmt: skip

    def question(self, desk: Any, held: HeldFileRow, today: date) -> MyReflections:
        found: MyReflections = desk.ask(my_reflections, held.person, today)
        return found

    def tell(self, found: MyReflections) -> None:
        self.found = found
        wanted = f" {count_of(len(found.wanted), 'delivery', 'deliveries')} without one." if found.wanted else ""
        self.header.set_summary([f"{found.this_year} in the last 12 months, {found.of} are asked for.{wanted}"])
        self.shell.set_badge("my_reflections", len(found.wanted))
        self.year.block("" if found.this_year else "None was written in the last 12 months.")
        self.header.fit()
        shown = self.show_groups([
            ("Delivered, without one yet", [_wanted(one) for one in found.wanted]),
            ("Journal", [_page(one) for one in found.rows]),
        ])  # fmt: skip
        if not shown:
            text = "After a session, or when something is on your mind: free, or by five questions. It stays on this desk unless you share it."
            self.show_empty("No reflection yet", text, (("Write a reflection", lambda: self._form(None)),), "pencil")

    def about(self, line: Line) -> None:
        row = self._row(line)
        if row is None:
            wanted = self._session(line)
            pane = Inspector(line.title, line.lead)
            text = "A few lines while it is fresh: what went well, what was harder, what you will do differently."
            pane.add(
                Label(text, wraps=True),
                Button("Write it", icon="pencil").does(lambda: self._form(wanted)),
                title="No reflection yet",
            )
            self.shell.set_inspector(pane)
            return
        pane = Inspector(row.session or "Reflection", f"Written on {in_words(row.on, weekday=True)}.")
        if row.text:
            pane.add(Label(row.text, wraps=True), title="In your own words")
        for question, answer in row.answers:
            pane.add(Label(answer, wraps=True), title=question)
        said = (
            "Shared: it goes to the Business Unit with what you send."
            if row.shared
            else "Private: it stays on this desk and is never sent."
        )
        pane.add(
            Label(said, tone="muted", wraps=True),
            *(Button(words).does(run) for words, run in self.deeds_of(line)),
            title="Who reads it",
        )
        self.shell.set_inspector(pane)

    def _row(self, line: Line) -> ReflectionRow | None:
        rows = self.found.rows if self.found is not None else ()
        return next((one for one in rows if one.id == line.key), None)

    def _session(self, line: Line) -> MySessionRow | None:
        rows = self.found.wanted if self.found is not None else ()
        return next((one for one in rows if one.id == line.key), None)

    def do(self, line: Line, word: str) -> None:  # noqa: ARG002  both kinds of line have one deed
        row = self._row(line)
        self._form(self._session(line), row)

    def deeds_of(self, line: Line) -> list[Deed]:
        row = self._row(line)
        if row is None:
            return [("Write it", lambda: self._form(self._session(line)))]
        share = "Keep it private" if row.shared else "Share it"
        return [
            ("Change it", lambda: self._form(None, row)),
            (share, lambda: self._do(change_reflection, row.id, shared=not row.shared)),
            ("Remove it", lambda: self._do(remove_reflection, row.id)),
        ]

    def _do(self, operation: Any, *args: Any, **named: Any) -> None:
        self.shell.do(operation, *args, **named, owner=self)

    def _form(self, session: MySessionRow | None, held: ReflectionRow | None = None) -> None:
        if self.person:
            self.show_form(forms.reflect(self.shell, self.person, self.leave_form, session, held))

    def make_new(self) -> bool:
        self._form(None)
        return True

    def print_shown(self) -> bool:
        """Ctrl+P: the year's pages whole, to be looked at before they are printed or saved."""
        self.show_year()
        return True

    def show_year(self) -> None:
        """The last twelve months on paper; it stays on this computer unless its author hands it on."""
        found, held, today = self.found, self.held, self.shell.today()
        if found is None or held is None or not found.this_year:
            return

        def made(ready: tuple[Any, list[bytes]]) -> None:
            from trainerpool.gui.screens.programme.preview import Preview

            Preview(self, self.shell, ready[0], ready[1], "My reflections of a year").open()

        def work(_desk: Any) -> tuple[Any, list[bytes]]:
            from trainerpool.reports.own_reflections import year_of_reflections
            from trainerpool.reports.paper import pages_of

            document = year_of_reflections(found, held, today)
            return document, pages_of(document, PIXELS_PER_INCH)

        self.shell.work(work, then=made, title="Laying out the page", owner=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.year.setVisible(self.width() >= theme.scaled(720))  # it stays under Ctrl+P and in the palette


def _wanted(row: MySessionRow) -> Line:
    return Line(
        row.id, row.title, f"{row.place}, {row.role_words}", row.day_text, "pencil", Meaning.ATTENTION, "", None,
        (LineDeed("Write it", "write"),),
    )  # fmt: skip


def _page(row: ReflectionRow) -> Line:
    words = " ".join((row.text or " ".join(answer for _, answer in row.answers)).split())
    first = words if len(words) <= 120 else f"{words[:117].rsplit(' ', 1)[0]} ..."
    return Line(
        row.id,
        row.session or "Reflection",
        first,
        in_words(row.on, weekday=True),
        "pencil",
        None,
        "",
        _SHARED if row.shared else _PRIVATE,
    )
