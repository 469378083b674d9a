"""The page of Today."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.policy import Policy, policy_on
from trainerpool.gui import theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.page import Screen
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.header import PageHeader
from trainerpool.gui.parts.health import HealthFact, HealthStrip
from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.screens.today.about import about_line, about_session, day_in_words
from trainerpool.gui.screens.today.listing import TodayList, TodayModel
from trainerpool.gui.shell import Command, Shell
from trainerpool.queries.stepping_in import Helper, SteppingIn, stepping_in
from trainerpool.queries.today import Health, TodayPage, TodayRow, Urgency, today_page

_DOORS = {
    "staffed": ("programme", None),
    "observed": ("trainers", "observations"),
    "material": ("programme", None),
    "approved": ("trainers", "approved"),
}
_SNOOZES = ((1, "Until tomorrow"), (7, "For a week"), (14, "For two weeks"))


class TodayScreen(Screen):
    """Enter does the fix of the line in focus; the inspector says why it is here and who could help."""

    shows = frozenset({
        "person", "evidence", "policy", "setting", "training_session", "session_part", "allocation", "allocation_step", "unavailability",
        "material_version", "import_question", "snooze", "closed_day", "course",
    })  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Today")
        self.page: TodayPage | None = None
        self._policy, self._rule = Policy(), ""
        self.lines = TodayModel()
        self.list = TodayList(self.lines)
        self.start = Button("Start with the most urgent", "filled").does(self._start)
        self.start.setAccessibleName("Start with the most urgent")
        self.why = Button("Why", icon="info", keys="F9").does(self._show_why)
        self.why.setAccessibleDescription("Why the line in focus is here")
        self.header = PageHeader("Today", (), [self.why, self.start])
        self._is_folded = False
        self.strip = HealthStrip()
        self.clear = QWidget()
        self._clear_words = QVBoxLayout(self.clear)
        self._clear_words.setContentsMargins(16, 16, 16, 16)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self.strip)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.clear)
        whole.addLayout(self._stack, 1)
        self.list.fixed.connect(self.fix)
        self.list.chosen.connect(self._tell)
        self.list.asked_menu.connect(lambda row, point: self.menu(row).popup(point))
        self.strip.opened.connect(self._door)
        shell.set_commands([Command("Start with the most urgent", self._start, "Today", "", "sun")])
        self.refresh()

    def refresh(self) -> None:
        """Ask again what needs somebody; the line in focus stays."""
        self.shell.work(_ask(self.shell.today()), then=self._show, latest="today", owner=self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, found: tuple[TodayPage, Policy, str]) -> None:
        held = self.list.current()
        self.page, self._policy, self._rule = found
        page = self.page
        self.lines.show(page)
        self.shell.set_badge("today", len(page.rows))
        self._sum_up(page)
        self.strip.set_facts(health_facts(page.health, page.on))
        self.strip.setVisible(bool(page.health.trainers or page.health.sessions))
        self.start.setVisible(bool(page.rows))
        self._stack.setCurrentWidget(self.list if page.rows else self.clear)
        if page.rows:
            self.list.choose(self.lines.place_of(held.subject) if held else -1)
        else:
            self._say_all_clear(page)

    def _sum_up(self, page: TodayPage) -> None:
        """One sentence beside or under the title; the day gives way first where they share a line."""
        urgent, number = len(page.of(Urgency.CANNOT_WAIT)), len(page.rows)
        things = f"{count_of(number, 'thing')} {'needs' if number == 1 else 'need'} you"
        said = f"{things}, {urgent} cannot wait." if urgent else f"{things}." if number else "Nothing waits for you."
        off = f" {page.put_off} put off." if page.put_off else ""
        self._is_folded = self._shares_line()
        self.header.set_summary([f"{said}{off}" if self._is_folded else f"{day_in_words(page.on)}. {said}{off}"])

    def _shares_line(self) -> bool:
        return self.window().width() < int(theme.tokens().layout["lay_inspector_over_under"])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = self._shares_line()
        self.why.setVisible(folded)
        self.start.setText("Start with the most urgent" if self.width() > theme.scaled(560) else "Start")
        if self.page is not None and folded != self._is_folded:
            self._sum_up(self.page)

    def _say_all_clear(self, page: TodayPage) -> None:
        while (item := self._clear_words.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if page.health.trainers or page.health.sessions:
            off = f"{page.put_off} put off until later."
            text = off if page.put_off else "Sessions, standings and answers are in order."
            deeds = [
                ("Look at the programme", lambda: self.shell.navigate("programme")),
                ("Look at the trainers", lambda: self.shell.navigate("trainers")),
            ]
            words = EmptyState("Nothing waits for you", text, deeds, "circle-check")
        else:
            deeds = [
                ("Bring in a spreadsheet", lambda: self.shell.navigate("import")),
                ("Add trainers by hand", lambda: self.shell.navigate("trainers")),
            ]
            text = "Bring in the spreadsheet it lives in today, or add the first trainer by hand."
            words = EmptyState("Nobody is in this pool yet", text, deeds, "users")
        self._clear_words.addWidget(words)
        self._clear_words.addStretch(1)
        self.shell.set_inspector(None)

    # deeds

    def fix(self, row: TodayRow) -> None:
        """Go where the line is mended."""
        self.shell.navigate(row.page, row.argument)

    def _start(self) -> None:
        if self.page is not None and self.page.rows:
            self.fix(self.page.rows[0])

    def _show_why(self) -> None:
        self.shell.show_inspector()

    def _door(self, key: str) -> None:
        self.shell.navigate(*_DOORS[key])

    def menu(self, row: TodayRow) -> QMenu:
        """The deeds of a line."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(row.fix, lambda: self.fix(row))
        menu.addSeparator()
        for days, words in _SNOOZES:
            menu.addAction(f"Put off: {words.lower()}", lambda days=days: self._put_off(row, days))  # type: ignore[misc]
        return menu

    def _put_off(self, row: TodayRow, days: int) -> None:
        until = self.shell.today() + timedelta(days=days)

        def answered(reason: str | None) -> None:
            if reason:
                self.shell.do(_snooze, row.subject, until, reason, said=f"Put off until {in_words(until)}", owner=self)

        self.shell.dialogs.ask_text(self, f"Put off until {in_words(until)}", "Reason", answered)

    def _tell(self, row: TodayRow | None) -> None:
        if row is None:
            return
        if row.subject.startswith("short:"):
            self.shell.ask(
                stepping_in,
                str(row.argument),
                self.shell.today(),
                then=lambda known: self._tell_session(row, known),
                latest="why",
                owner=self,
            )
        else:
            self.shell.set_inspector(
                about_line(
                    row,
                    lambda: self._put_off(row, 7),
                    lambda: self.fix(row),
                    lambda one: self.shell.navigate(one.page, one.id),
                )
            )

    def _tell_session(self, row: TodayRow, known: SteppingIn | None) -> None:
        if known is None or self.list.current() != row:
            return

        def offer(one: Helper) -> None:
            role = "co-trainer" if any(member.role == "lead" for member in known.staffing.session.trainers) else "lead"
            said = f"Offered to {one.name}"
            if one.state != "override":
                self.shell.do(_offer, known.staffing.id, one.person_id, role, None, said=said, owner=self)
                return

            def answered(reason: str | None) -> None:
                if reason:
                    self.shell.do(_offer, known.staffing.id, one.person_id, role, reason, said=said, owner=self)

            self.shell.dialogs.ask_text(
                self, f"Offer to {one.name} in spite of a rule", f"{one.finding} Reason", answered
            )

        pane = about_session(
            known, self._policy, offer, lambda: self.fix(row), lambda: self._put_off(row, 1),
            (self._rule, lambda: self.shell.navigate("settings")),
        )  # fmt: skip
        self.shell.set_inspector(pane)


def _ask(today: date) -> Any:
    def work(desk: Any) -> tuple[TodayPage, Policy, str]:
        from trainerpool.queries.settings import policies

        versions = desk.ask(policies)
        since = [one.effective_from for one in versions if one.effective_from and one.effective_from <= today]
        rule = f"Policy of {in_words(max(since))}" if since else "Default policy"
        return desk.ask(today_page, today), policy_on(versions, today), rule

    return work


def _offer(desk: Any, session: str, trainer: str, role: str, reason: str | None) -> Any:
    from trainerpool.operations.allocations import offer_to_trainer

    return offer_to_trainer(desk, session, trainer, role, reason)


def _snooze(desk: Any, subject: str, until: date, reason: str) -> Any:
    from trainerpool.operations.settings import snooze

    return snooze(desk, subject, until, reason)


def health_facts(health: Health, today: date) -> list[HealthFact]:
    """The line of health: each count with what it means."""

    def mark(whole: bool) -> Meaning:
        return Meaning.GOOD if whole else Meaning.ATTENTION

    ends = health.next_material_end
    soon = ends is not None and (ends - today).days <= 30
    unit = f"1 ends in {count_of((ends - today).days, 'day')}" if soon and ends else "with an approved version"
    counts = (
        ("staffed", f"Staffed, next {health.weeks} weeks", health.staffed, health.sessions, "sessions", "Staffed"),
        ("observed", "Observed in time", health.observed, health.to_observe, "trainers", "Observed"),
        ("material", "Material in date", health.in_date, health.courses, unit, "Material"),
    )
    facts = [
        HealthFact(
            key,
            title,
            f"{some} of {all_of_them}",
            of,
            mark(some == all_of_them and not (key == "material" and soon)),
            short,
        )
        for key, title, some, all_of_them, of, short in counts
    ]
    approved = f"{health.approved} of {health.trainers}"
    return [*facts, HealthFact("approved", "Approved today", approved, "in the pool", Meaning.GOOD, "Approved")]
