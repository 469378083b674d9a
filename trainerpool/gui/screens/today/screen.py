"""The page of Today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMenu, QStackedLayout, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.policy import Policy, policy_on
from trainerpool.gui import theme
from trainerpool.gui.page import Screen
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.header import Fact, PageHeader
from trainerpool.gui.parts.health import HealthStrip
from trainerpool.gui.screens.today.about import day_in_words
from trainerpool.gui.screens.today.about_line import is_mended_here
from trainerpool.gui.screens.today.clear import NothingWaits
from trainerpool.gui.screens.today.health import health_facts
from trainerpool.gui.screens.today.listing import TodayList, TodayModel
from trainerpool.gui.screens.today.telling import Telling
from trainerpool.gui.shell import Command, Shell
from trainerpool.gui.tables.columns import ColumnSpec
from trainerpool.queries.today import TodayPage, TodayRow, Urgency, backup_line, not_allowed, today_page

if TYPE_CHECKING:
    from trainerpool.gui.shown import ShownTable

# Checking every coming team against the rules takes a while in a large pool: it waits until the page stands and rests.
_CHECK_AFTER_MS = 500
_OF_SESSIONS = frozenset({"short", "illegal", "unanswered", "unconfirmed", "agree", "past", "material"})
SHOWN: dict[str, tuple[str, Callable[[TodayRow], bool]]] = {
    "all": ("Everything that waits", lambda row: row.urgency is not Urgency.PUT_OFF),
    "urgent": ("What cannot wait", lambda row: row.urgency is Urgency.CANNOT_WAIT),
    "sessions": ("Sessions", lambda row: row.urgency is not Urgency.PUT_OFF and row.kind in _OF_SESSIONS),
    "trainers": ("Trainers and the rest", lambda row: row.urgency is not Urgency.PUT_OFF and row.kind not in _OF_SESSIONS),
    "off": ("What is put off", lambda row: row.urgency is Urgency.PUT_OFF),
}  # fmt: skip


PRINTED: tuple[ColumnSpec[TodayRow], ...] = (
    ColumnSpec("When", lambda row: row.urgency.words, width=70),
    ColumnSpec("What", lambda row: row.title, width=240),
    ColumnSpec("Why", lambda row: row.detail, width=260),
    ColumnSpec("Time left", lambda row: row.left, width=80),
    ColumnSpec("To do", lambda row: row.fix, width=80),
)


class TodayScreen(Screen):
    """Enter does the fix of the line in focus; the inspector says why it is here and holds what mends it."""

    shows = frozenset({
        "person", "evidence", "policy", "setting", "training_session", "session_part", "allocation", "allocation_step", "unavailability",
        "material_version", "import_question", "snooze", "closed_day", "course",
    })  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Today")
        self.page: TodayPage | None = None
        self.shown = "all"
        self._later: tuple[TodayRow, ...] = ()
        self._is_folded = False
        self.lines = TodayModel()
        self.list = TodayList(self.lines)
        self.telling = Telling(shell, self.list, self._on_done)
        self.start = Button("Start with the most urgent", "filled", keys="Enter").does(self._start)
        self.start.setAccessibleName("Start with the most urgent")
        self.why = Button("Why", icon="info", keys="F9").does(shell.show_inspector)
        self.why.setAccessibleDescription("Why the line in focus is here")
        self.show_button = Button("Show")
        self.show_button.set_menu(self._show_menu())
        self.header = PageHeader("Today", (), [self.show_button, self.why, self.start])
        self.strip = HealthStrip()
        self.clear = NothingWaits(shell, lambda: self.show_only("all"), lambda: self.show_only("off"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self.strip)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.clear)
        whole.addLayout(self._stack, 1)
        self._check = QTimer(self)
        self._check.setSingleShot(True)
        self._check.setInterval(_CHECK_AFTER_MS)
        self._check.timeout.connect(self._check_teams)
        self.list.fixed.connect(self.fix)
        self.list.chosen.connect(self.telling.tell)
        self.list.asked_menu.connect(lambda row, point: self.menu(row).popup(point))
        self.strip.opened.connect(self._door)
        self._tell_commands()
        self.refresh()

    def _tell_commands(self) -> None:
        commands = [
            Command("Start with the most urgent", self._start, "Today", "", "sun"),
            Command("Put off with a reason (snooze)", self.put_off_current, "Today", "Ctrl+D", "clock"),
        ]
        commands += [
            Command(f"Show: {words.lower()}", lambda key=key: self.show_only(key), "Today", "", "sun")  # type: ignore[misc]
            for key, (words, _) in SHOWN.items()
            if key not in ("off", "urgent")  # every page offers these two
        ]
        self.shell.set_commands(commands)

    # rows

    def arrive(self, argument: object) -> None:
        """`argument`: what to show of SHOWN, or a line by what it is about."""
        if isinstance(argument, str) and argument in SHOWN:
            self.show_only(argument)
        elif isinstance(argument, str):
            self.list.choose(self.lines.place_of(argument))

    def refresh(self) -> None:
        """Ask again what needs somebody; the line in focus stays."""
        self._ask()
        self._check.start()

    def _ask(self) -> None:
        self.shell.work(_ask(self.shell.today(), self._later), then=self._show, latest="today", owner=self)

    def _check_teams(self) -> None:
        """Look for who stands on a session and may no longer: the rules are asked for weeks of teams."""
        if not self.isVisible():
            self._is_stale = True
            return

        def arrived(found: tuple[TodayRow, ...]) -> None:
            if found != self._later:
                self._later = found
                self._ask()

        self.shell.ask(not_allowed, self.shell.today(), then=arrived, latest="teams", owner=self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_only(self, key: str) -> None:
        """Show these lines of SHOWN."""
        self.shown = key
        if self.page is not None:
            self._fill(self.page)

    def _show_menu(self) -> QMenu:
        menu = QMenu(self)
        for key, (words, wanted) in SHOWN.items():
            number = sum(wanted(row) for row in (*self.page.rows, *self.page.off)) if self.page is not None else 0
            action = menu.addAction(f"{words} ({number})" if self.page is not None else words)
            action.setCheckable(True)
            action.setChecked(key == self.shown)
            action.triggered.connect(lambda _=False, key=key: self.show_only(key))
        return menu

    def _show(self, found: tuple[TodayPage, Policy, str]) -> None:
        self.page = page = found[0]
        self.telling.know(found[1], found[2])
        self.shell.set_badge("today", len(page.rows))
        self.strip.set_facts(health_facts(page.health, page.on))
        self.strip.setVisible(bool(page.health.trainers or page.health.sessions))
        self._fill(page)

    def _fill(self, page: TodayPage) -> None:
        held = self.list.current()
        place = self.lines.place_of(held.subject) if held else -1
        scroll = self.list.verticalScrollBar().value()
        self.lines.show(page, SHOWN[self.shown][1])
        self.show_button.set_menu(self._show_menu())
        self.start.setVisible(bool(page.rows) and self.shown != "off")
        self._sum_up(page)
        self._stack.setCurrentWidget(self.list if self.lines.items else self.clear)
        if self.lines.items:
            self.list.choose(self.lines.place_of(held.subject) if held else -1, place)
            if held is not None:
                self.list.verticalScrollBar().setValue(scroll)
        else:
            self.clear.tell(page, "" if self.shown == "all" else SHOWN[self.shown][0].lower())
            self.shell.set_inspector(None)

    def _sum_up(self, page: TodayPage) -> None:
        """One sentence beside or under the title; the day gives way first where they share a line."""
        urgent, number = len(page.of(Urgency.CANNOT_WAIT)), len(page.rows)
        self._is_folded = self._shares_line()
        facts: list[Fact] = [] if self._is_folded else [f"{day_in_words(page.on)}. "]
        if number:
            words = (
                f"{count_of(number, 'thing')}"
                if self._is_folded
                else f"{count_of(number, 'thing')} {'needs' if number == 1 else 'need'} you"
            )
            facts.append((words, lambda: self.show_only("all")))
            if urgent:
                facts += [", ", (f"{urgent} cannot wait", lambda: self.show_only("urgent"))]
            facts.append(".")
        else:
            facts.append("Nothing waits for you.")
        if page.put_off:
            facts += [" ", (f"{page.put_off} put off", lambda: self.show_only("off")), "."]
        self.header.set_summary(facts)

    def _shares_line(self) -> bool:
        return self.window().width() < int(theme.tokens().layout["lay_inspector_over_under"])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = self._shares_line()
        self.why.setVisible(folded)
        self.show_button.setVisible(not folded)
        self.start.keys = "" if self.width() < theme.scaled(760) else "Enter"
        self.start.setText("Start with the most urgent" if self.width() > theme.scaled(560) else "Start")
        self.start.updateGeometry()
        if self.page is not None and folded != self._is_folded:
            self._sum_up(self.page)

    # deeds

    def fix(self, row: TodayRow) -> None:
        """Mend the line in place where that can be done, else go where it is mended."""
        if row.urgency is Urgency.PUT_OFF:
            self.telling.deeds.wake(row)
        elif is_mended_here(row):
            self.telling.begin_fix(row)
        else:
            self.telling.behind(row)

    def _start(self) -> None:
        if self.page is None or not self.page.rows:
            return
        if not self.lines.items or self.lines.place_of(self.page.rows[0].subject) < 0:
            self.show_only("all")
        self.list.choose(self.lines.place_of(self.page.rows[0].subject))
        self.fix(self.page.rows[0])

    def put_off_current(self) -> None:
        """Ask until when, and why, the line in focus is put off."""
        row = self.list.current()
        if row is not None and row.urgency is not Urgency.PUT_OFF:
            self.telling.ask_put_off(row, 7)

    def shown_tables(self) -> tuple[ShownTable, ...]:
        """What is printed: the lines that are shown, each under its group."""
        from trainerpool.gui.shown import ShownTable

        rows = [item for item in self.lines.items if isinstance(item, TodayRow)]
        return (ShownTable("What needs you", PRINTED, lambda: rows),)

    def leave_step(self) -> bool:
        if self.telling.leave():
            return True
        focused: QWidget | None = QApplication.focusWidget()
        if focused is not None and self.telling.holds(focused) and not self._shares_line():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if self.shown != "all":
            self.show_only("all")
            return True
        return False

    def menu(self, row: TodayRow) -> QMenu:
        """The deeds of a line."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(row.fix, lambda: self.fix(row))
        if row.urgency is Urgency.PUT_OFF:
            return menu
        if is_mended_here(row):
            menu.addAction(
                "Open the list behind" if row.about else "Open the page behind", lambda: self.telling.behind(row)
            )
        menu.addSeparator()
        for days, words in ((1, "until tomorrow"), (7, "for a week"), (14, "for two weeks")):
            menu.addAction(f"Put off: {words}", lambda days=days: self.telling.ask_put_off(row, days))  # type: ignore[misc]
        return menu

    def _door(self, key: str) -> None:
        if self.page is None:
            return
        if key in ("observed", "approved"):
            self.shell.navigate("trainers", "observations" if key == "observed" else "approved")
        else:
            self.telling.tell_health(key, self.page)

    def _on_done(self) -> None:
        """A deed was done in the inspector: the list takes the keyboard again, so that Enter goes on with the next line."""
        if self._shares_line():
            self.shell.show_inspector(False)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _backup(desk: Any, today: date) -> tuple[TodayRow, ...]:
    """The line of a backup that is old, or none."""
    from trainerpool.operations.pools import last_backup_moment
    from trainerpool.queries.settings import pool_settings

    taken = last_backup_moment(desk)
    made = desk.ask(pool_settings).made_on or today
    line = backup_line(taken.date() if taken else None, made, today)
    return (line,) if line is not None else ()


def _ask(today: date, later: tuple[TodayRow, ...]) -> Any:
    def work(desk: Any) -> tuple[TodayPage, Policy, str]:
        from trainerpool.queries.settings import policies

        versions = desk.ask(policies)
        since = [one.effective_from for one in versions if one.effective_from and one.effective_from <= today]
        rule = f"Policy of {in_words(max(since))}" if since else "Default policy"
        return desk.ask(today_page, today, (*later, *_backup(desk, today))), policy_on(versions, today), rule

    return work
