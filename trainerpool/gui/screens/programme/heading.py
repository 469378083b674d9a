"""What stands at the head of the programme's page, and what the palette can do there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui import theme
from trainerpool.gui.parts.header import Fact
from trainerpool.gui.screens.programme.deeds import SessionDeeds
from trainerpool.gui.screens.programme.spans import Span
from trainerpool.gui.shell import Command
from trainerpool.queries.programme import ProgrammePage
from trainerpool.queries.staffing import StaffingRow

_WIDE = 680
VIEWS = [("month", "Month"), ("week", "Week"), ("agenda", "Agenda"), ("table", "Table")]
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Head(Protocol):
    """What is needed of the page the head stands over."""

    page: ProgrammePage | None
    span: Span
    first: date
    deeds: SessionDeeds

    def width(self) -> int:
        """How wide it is."""
        ...

    def arrive(self, argument: object) -> None:
        """Show a session by its id."""
        ...

    def show_view(self, key: str) -> None:
        """Show another view."""
        ...

    def add_session(self) -> None:
        """Add a session."""
        ...

    def step(self, by: int) -> None:
        """A month or a week on or back."""
        ...


def heading(
    screen: Head, page: ProgrammePage, view: str, first: date, inside: Sequence[StaffingRow]
) -> tuple[str, list[Fact]]:
    """Title and summary of what is shown; its counts open the list behind."""
    month = f"{_MONTHS[first.month - 1]} {first.year}"
    week = f"Week of {in_words(first)}" if screen.width() >= theme.scaled(_WIDE) else in_words(first)
    if screen.width() < theme.scaled(_WIDE):
        month = in_words(first, month_only=True)
    title = {"month": month, "week": week, "agenda": "Agenda"}.get(view, "Programme")
    term, days = page.term_in_words(first)
    facts: list[Fact] = [term or "Between terms"]
    if days and not page.waiting and screen.width() >= theme.scaled(_WIDE):
        facts.append(f", {days}")
    if view == "table":
        facts = [f"A year from {month}"]
    elif view == "agenda":
        facts = [f"{in_words(screen.span.start)} to {in_words(screen.span.end)}"]
    if page.waiting:
        words = count_of(len(page.waiting), "session")
        first_waiting = page.waiting[0].id
        facts += [", ", (f"{words} to agree", lambda: screen.arrive(first_waiting))]
    loose = [row for row in inside if len(row.session.parts[0].date) == 7]
    if loose and view in {"month", "agenda"}:
        facts += [", ", (f"{count_of(len(loose), 'session')} without a day yet", lambda: screen.show_view("table"))]
    return title, facts


def commands(screen: Head) -> list[Command]:
    """The palette's entries and the Page menu of the programme."""

    def copy_term() -> None:
        if screen.page is not None:
            screen.deeds.copy_term(screen.page)

    def series() -> None:
        if screen.page is not None:
            screen.deeds.add(screen.page, screen.first, series=True)

    return [
        Command("Add session", screen.add_session, "Programme", "Ctrl+N", "plus"),
        Command("Add a series of sessions", series, "Programme", "Ctrl+Shift+N", "repeat"),
        Command("Duplicate a term", copy_term, "Programme", "", "calendar-days"),
        Command("One month or week back", lambda: screen.step(-1), "Programme", "Ctrl+PgUp", "chevron-left"),
        Command("One month or week on", lambda: screen.step(1), "Programme", "Ctrl+PgDown", "chevron-right"),
        *(Command(f"Programme as {words.lower()}", lambda key=key: screen.show_view(key), "Programme") for key, words in VIEWS),  # type: ignore[misc]
    ]  # fmt: skip
