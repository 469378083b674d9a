"""What Today's inspector holds for the line in focus, asked in the worker where it takes the rules to say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from trainerpool.domain.policy import Policy
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.screens.today.about import Told, about_session
from trainerpool.gui.screens.today.about_line import Doors, about_line, about_list
from trainerpool.gui.screens.today.deeds import TodayDeeds
from trainerpool.gui.screens.today.forms import SnoozeForm
from trainerpool.gui.screens.today.listing import TodayList
from trainerpool.gui.shell import Shell
from trainerpool.queries.stepping_in import Helper, SteppingIn, stepping_in
from trainerpool.queries.today import Concerned, TodayPage, TodayRow, Urgency


class Telling(QObject):
    """`begin_fix` puts the keyboard on what mends the line as soon as it is there."""

    def __init__(self, shell: Shell, lines: TodayList, done: Callable[[], None]) -> None:
        super().__init__(lines)
        self._shell, self._list = shell, lines
        self.deeds = TodayDeeds(shell, lines, done)
        self._policy, self._rule = Policy(), ""
        self._first: QWidget | None = None
        self._told = ""
        self._is_wanted = False
        self._is_putting_off = False

    def know(self, policy: Policy, rule: str) -> None:
        """Take in the policy in force, and what it is called."""
        self._policy, self._rule = policy, rule

    def tell(self, row: TodayRow | None) -> None:
        """Say why this line is here, and what mends it."""
        self._is_putting_off, self._first, self._told = False, None, ""
        self._is_wanted = False
        if row is None:
            return
        if row.kind == "short" and row.urgency is not Urgency.PUT_OFF:
            self._shell.ask(
                stepping_in, str(row.argument), self._shell.today(),
                then=lambda known: self._tell_session(row, known), latest="why", owner=self._list,
            )  # fmt: skip
        elif row.kind == "notice" and row.subject.endswith("/delivery"):
            self._shell.work(
                _joins(str(row.argument), self._shell.today()),
                then=lambda found: self._show_line(row, found), latest="why", owner=self._list,
            )  # fmt: skip
        else:
            self._show_line(row)

    def begin_fix(self, row: TodayRow) -> None:
        """Show the inspector and put the keyboard on what mends this line."""
        if self._list.current() != row:
            self._list.choose(self._list.lines.place_of(row.subject))
        if self._is_putting_off:
            self.tell(row)
        self._shell.show_inspector()
        self._is_wanted = True
        self._take_keyboard()

    def behind(self, row: TodayRow) -> None:
        """Open the list, or the page, behind a line."""
        self._shell.navigate(row.page, row.argument)

    def ask_put_off(self, row: TodayRow, days: int) -> None:
        """The form that puts a line off, in place of why it is here."""
        if self._list.current() != row:
            self._list.choose(self._list.lines.place_of(row.subject))
        pane = Inspector(row.title, row.left[:1].upper() + row.left[1:])
        form = SnoozeForm(
            self._shell.today(), days, lambda until, reason: self.deeds.snooze(row, until, reason), lambda: self._back(row)
        )  # fmt: skip
        pane.add(form, title="Put it off")
        self._put(row.subject, Told(pane, form.first()))
        self._is_putting_off = True
        self._shell.show_inspector()
        self._is_wanted = True
        self._take_keyboard()

    def leave(self) -> bool:
        """Leave the form that puts a line off; False when it is not shown."""
        row = self._list.current()
        if not self._is_putting_off or row is None:
            return False
        self._back(row)
        return True

    def holds(self, focused: QWidget) -> bool:
        """Whether the keyboard is in what the inspector holds for Today."""
        first = self._first
        return first is not None and shiboken6.isValid(first) and _pane_of(first).isAncestorOf(focused)

    def tell_health(self, key: str, page: TodayPage) -> None:
        """What stands behind a figure of the health strip that has no list of its own."""
        health = page.health
        go = self._shell.navigate
        doors = Doors(lambda: go("programme"), self._open_one, lambda: None)
        if key == "staffed":
            title, some = f"Not fully staffed, next {health.weeks} weeks", health.open_places
            said = (
                f"{health.sessions - health.staffed} of {health.sessions} sessions; a place counts once it is accepted"
            )
            deed = ("Open the allocation", lambda: go("allocation"))
        else:
            title, some = "Material in date", health.materials
            said = f"{health.in_date} of {health.courses} courses with an approved version today"
            deed = ("Open the programme", lambda: go("programme"))
        self._put(f"health {key}", about_list(title, said, some, doors, deed))
        self._shell.show_inspector()
        self._is_wanted = True
        self._take_keyboard()

    def _back(self, row: TodayRow) -> None:
        self.tell(row)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_one(self, one: Concerned) -> None:
        self._shell.navigate(one.page, one.id or None)

    def _show_line(self, row: TodayRow, joins: Any = ()) -> None:
        if self._list.current() != row or self._is_putting_off:
            return
        off = row.urgency is Urgency.PUT_OFF
        doors = Doors(
            lambda: self.behind(row), self._open_one,
            (lambda: self.deeds.wake(row)) if off else (lambda: self.ask_put_off(row, 7)),
        )  # fmt: skip
        self._put(row.subject, about_line(row, self._shell.today(), self.deeds, doors, joins))

    def _tell_session(self, row: TodayRow, known: SteppingIn | None) -> None:
        if known is None or self._list.current() != row or self._is_putting_off:
            return
        told = about_session(
            known, self._policy, lambda one: self._offer(known, one), lambda: self.behind(row), lambda: self.ask_put_off(row, 1),
            (self._rule, lambda: self._shell.navigate("settings")),
        )  # fmt: skip
        self._put(row.subject, told)

    def _offer(self, known: SteppingIn, one: Helper) -> None:
        role = "co-trainer" if any(member.role == "lead" for member in known.staffing.session.trainers) else "lead"
        session = known.staffing.id
        if one.state != "override":
            self.deeds.offer(session, one.person_id, one.name, role)
            return

        def answered(reason: str | None) -> None:
            if reason:
                self.deeds.offer(session, one.person_id, one.name, role, reason)

        title = f"Offer to {one.name} in spite of a rule"
        self._shell.dialogs.ask_text(self._list, title, f"{one.finding} Reason", answered)

    def _put(self, about: str, told: Told) -> None:
        self._told, self._first = about, told.first
        self._shell.set_inspector(told.pane)
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        if self._is_wanted and self._first is not None and shiboken6.isValid(self._first):
            self._is_wanted = False
            self._first.setFocus(Qt.FocusReason.TabFocusReason)


def _pane_of(one: QWidget) -> QWidget:
    """The inspector's pane something stands in."""
    while not isinstance(one, Inspector) and (parent := one.parentWidget()) is not None:
        one = parent
    return one


def _joins(person: str, today: date) -> Callable[[Any], Any]:
    """The coming sessions somebody on notice could deliver in time."""

    def work(desk: Any) -> Any:
        from trainerpool.queries.courses import courses_by_id
        from trainerpool.queries.standings import standing_of
        from trainerpool.queries.trainer_chances import chances

        known = desk.ask(courses_by_id)
        held = desk.ask(standing_of, person, today)
        codes = tuple(known[key].called for key in held.courses if key in known)
        until = held.on_notice_until or today
        found = desk.ask(chances, person, codes, today, extra=False, most=5)
        return tuple(one for one in found if one.on <= until) if held.on_notice_until else found

    return work
