"""What the page of a trainer can do, as its menu "More" and the palette offer it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from trainerpool.domain.evidence import EvidenceKind
from trainerpool.gui.shell import Command

_GROUP = "This trainer"


@dataclass(frozen=True, slots=True)
class PageDeeds:
    """The deeds of the page, each as the page does it; `step_day` goes by months, `leaf` by trainers of the list."""

    record: Callable[[EvidenceKind | None], None]
    go: Callable[[str], None]
    renew_today: Callable[[], None]
    record_absence: Callable[[], None]
    change_details: Callable[[], None]
    copy_mail: Callable[[], None]
    print_statement: Callable[[], None]
    ask_day: Callable[[], None]
    step_day: Callable[[int], None]
    leaf: Callable[[int], None]

    def as_menu(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """The entries of "More"."""
        return (
            ("Record renewal of the release agreement", lambda: self.record(EvidenceKind.RELEASE_AGREEMENT)),
            ("Record absence", self.record_absence),
            ("Change details", self.change_details),
            ("Record a hold", lambda: self.record(EvidenceKind.HOLD)),
            ("Record leaving the pool", lambda: self.record(EvidenceKind.WITHDRAWAL)),
            ("Standing on another day", self.ask_day),
            ("Copy e-mail address", self.copy_mail),
            ("Print this statement", self.print_statement),
            ("Show history", lambda: self.go("history")),
        )

    def as_commands(self) -> tuple[Command, ...]:
        """The entries of the palette and of the Page menu."""
        return (
            Command("Add evidence", lambda: self.record(None), _GROUP, "", "plus"),
            Command("Record the agreement as renewed today", self.renew_today, _GROUP, "", "file-check"),
            Command("Record absence", self.record_absence, _GROUP, "", "calendar-days", also="away holiday leave"),
            Command("Change details", self.change_details, _GROUP, "", "pencil", also="name e-mail phone agency merge"),
            Command("Print this statement", self.print_statement, _GROUP, "", "file-text"),
            Command("Standing on another day", self.ask_day, _GROUP, "", "calendar-days", also="why lapsed"),
            Command("Standing a month earlier", lambda: self.step_day(-1), _GROUP, "Alt+PgUp"),
            Command("Standing a month later", lambda: self.step_day(1), _GROUP, "Alt+PgDown"),
            Command("Show history", lambda: self.go("history"), _GROUP, "", "clock"),
            Command("Next trainer in the list", lambda: self.leaf(1), _GROUP, "Alt+Down"),
            Command("Trainer before in the list", lambda: self.leaf(-1), _GROUP, "Alt+Up"),
        )
