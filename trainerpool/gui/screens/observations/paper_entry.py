"""Entering a visit from a paper form: who observed, who told, at which session or whom on which day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QLineEdit

from trainerpool.domain.dates import in_words
from trainerpool.domain.observing import Purpose
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.screens.settings.deed_form import DeedForm, Given
from trainerpool.gui.screens.settings.editing import choice_box
from trainerpool.gui.shell import Shell
from trainerpool.queries.sessions import SessionRow, sessions

_BACK_DAYS = 120


def paper_form(shell: Shell, left: Callable[[], None], then: Callable[[str], None]) -> DeedForm:
    """The form; `then(visit)` leads on to judgements and notes, keyed in as in any visit."""
    session, purpose = choice_box(), choice_box()
    session.addItem("None of the pool’s sessions", "")
    for one in Purpose:
        purpose.addItem(one.value, one.value)

    def does(form: DeedForm, given: Given) -> None:
        people = [name.strip() for name in (given["trainers"] or "").split(",") if name.strip()]
        if not given["session"] and not (people and given["on"]):
            name = "on" if people else "trainers"
            form.form.say(name, "Needed where no session is chosen.")
            form.form.focus(name)
            return
        learners = given["learners"] or ""
        if learners and not learners.isdigit():
            form.form.say("learners", "A number such as 19.")
            form.form.focus("learners")
            return
        facts: dict[str, Any] = {name: given[name] for name in ("session", "on", "purpose", "seen_from", "seen_until")}

        def work(desk: Any) -> Any:
            from trainerpool.operations.observations import enter_paper_visit

            return enter_paper_visit(
                desk, given["observer"], given["told_by"], trainers=people or None,
                learners=int(learners) if learners else None, **facts,
            )  # fmt: skip

        form.then = lambda done: then(str(done.result))
        form.send(work)

    made = DeedForm(
        shell, "A visit from a paper form", "Entered on the observer’s behalf, and marked so", "Enter", left, does=does,
        notes=("Notes, judgements and the rest are keyed in next, as in any visit.",),
    )  # fmt: skip
    made.field("session", "Session", session, "")
    made.field(
        "trainers",
        "Trainers seen",
        QLineEdit(),
        "",
        hint="With commas between. Empty: everybody on the session.",
    )
    made.field("on", "Day, without a session", DayField("Day", shell.today()), None)
    made.field("observer", "Observer", QLineEdit(), "", needs="Who observed?")
    made.field(
        "told_by", "Told by", QLineEdit(), "", needs="Who handed the form over, and how? Such as: R. Penhale, by post."
    )
    made.field("purpose", "Purpose", purpose, Purpose.ROUTINE.value)
    made.field("learners", "Learners", QLineEdit(), "")
    made.field("seen_from", "Seen from", QLineEdit(), "", half=True)
    made.field("seen_until", "Seen until", QLineEdit(), "", half=True)

    def arrived(rows: tuple[SessionRow, ...]) -> None:
        for row in reversed(rows):
            if row.team and row.status != "cancelled":
                names = ", ".join(one.name for one in row.team)
                session.addItem(f"{in_words(row.first_date, weekday=True)}, {row.short_name}: {names}", row.id)

    today = shell.today()
    shell.ask(sessions, today - timedelta(days=_BACK_DAYS), today, then=arrived, latest="past sessions", owner=made)
    return made.done()
