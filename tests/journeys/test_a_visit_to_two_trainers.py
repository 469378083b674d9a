"""A visit to two trainers: written by keys, the program killed halfway, finished, moderated; standing moves, and the terminal says so."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from tests.gui.album.acting import press
from tests.gui.screens.seats import Seat
from tests.journeys.conftest import PASSPHRASE, ROOT, Traveller
from tests.journeys.hands import Hands
from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.screens.observations.agreement import AgreementForm
from trainerpool.gui.screens.observations.visit.screen import VisitScreen
from trainerpool.gui.screens.settings.deed_form import DeedForm
from trainerpool.host.clock import FixedClock
from trainerpool.operations.desk import Desk
from trainerpool.operations.example import import_example, record_history
from trainerpool.operations.pools import open_pool
from trainerpool.queries.observations import observations
from trainerpool.queries.observations_form import visit_form

THE_DAY = date(2026, 12, 2)
FIRST, SECOND = "Caspian Eldred", "Percy Etheridge"
HALF = "After the film: what stayed with you? Waits. Three people sp"

# A whole program of its own: the same window, its own process, killed by the system and never asked to close.
WRITES = """
import sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from trainerpool.gui.start import assemble
from trainerpool.host.clock import FixedClock
from trainerpool.operations.pools import open_pool

app = QApplication([])
window, opening = assemble(app)
window.resize(1366, 768)
window.show()
desk = open_pool(Path(sys.argv[1]), sys.argv[2], FixedClock.on(date(2026, 12, 2)))
desk.backups = Path(sys.argv[1]).parent / "backups"
opening.show(desk)

def until(is_so):
    loop, watch = QEventLoop(), QTimer()
    watch.timeout.connect(lambda: loop.quit() if is_so() else None)
    watch.start(5)
    while not is_so():
        loop.exec()

idle = window.workplace.background.is_idle
window.navigator.go("visit", sys.argv[3])
form = window.navigator.shown()
until(lambda: form.form is not None and idle())
window.activateWindow()
until(window.isActiveWindow)
form.composer.field.setFocus()

def press(name):
    chord = QKeySequence(name)[0]
    QTest.keyClick(QApplication.focusWidget(), chord.key(), chord.keyboardModifiers())

QTest.keyClicks(QApplication.focusWidget(), "Welcome, names, breaks. #5 #6")
press("Ctrl+Return")
QTest.keyClicks(QApplication.focusWidget(), "Asks each table what brings them. #7")
press("F2")
press("Ctrl+Return")
form.criteria.go_to("5")
press("1")
until(idle)
form.composer.field.setFocus()
QTest.keyClicks(QApplication.focusWidget(), sys.argv[4])
print("typed", flush=True)
app.exec()
"""


class OnTheDay(Traveller):
    """The same traveller, on the day of the visit."""

    def desk(self) -> Desk:
        return open_pool(self.pool, PASSPHRASE, FixedClock.on(THE_DAY))


@pytest.fixture
def traveller(qapp: QApplication, tmp_path: Any) -> OnTheDay:
    return OnTheDay(tmp_path)


def test_a_visit_to_two_trainers(traveller: OnTheDay) -> None:
    desk = Traveller.desk(traveller)  # nine days before
    import_example(desk)
    record_history(desk)
    rows = {row.trainer: row for row in desk.ask(observations, desk.today) if row.on == THE_DAY}
    visit = str(rows[FIRST].visit_id)
    desk.store.close()
    standings = {name: the_standing(traveller, name) for name in (FIRST, SECOND)}
    assert standings[FIRST]["state"] == "approved"

    killed_while_writing(traveller, visit)

    with traveller.window() as seat:
        form = the_form(seat, visit)
        assert [one.text for one in form.notes.rows.notes] == [
            "Welcome, names, breaks.",
            "Asks each table what brings them.",
        ]
        assert form.composer.field.toPlainText() == HALF
        trainer = form.criteria.trainer()
        assert trainer is not None
        assert trainer.judgements["5"].judgement == "Met"
        finish_the_visit(seat, form)
        for name, outcome in ((SECOND, "Continue with actions"), (FIRST, "Co-deliver only")):
            write_up(seat, rows[name].id, outcome)

    assert the_standing(traveller, FIRST) == standings[FIRST]  # not before a second person agrees

    with traveller.window() as seat:
        to_record(seat, rows[FIRST].id)
        press(seat, "Agree as second person")
        finish(seat, DeedForm, note="Seen the notes, and agrees.")
        moderated_and_closed(seat, rows[SECOND].id)

    told = {one["trainer"]: one for one in traveller.exported("observations") if one["date"] == THE_DAY.isoformat()}
    assert told[SECOND]["outcome"] == "Continue with actions"
    assert told[SECOND]["actions"] == ["Name the next step after each case"]
    assert told[SECOND]["state"] == "closed"
    assert told[FIRST]["outcome"] == "Co-deliver only"
    moved = the_standing(traveller, FIRST)
    assert moved["state"] == "approved"
    assert moved != standings[FIRST]
    assert any("Co-deliver only" in reason for reason in moved["reasons"]), moved["reasons"]


def killed_while_writing(traveller: Traveller, visit: str) -> None:
    """The program is killed a second after the last letter."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    writing = subprocess.Popen(
        [sys.executable, "-c", WRITES, str(traveller.pool), PASSPHRASE, visit, HALF],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert writing.stdout is not None
        assert writing.stdout.readline().strip() == "typed"
        with pytest.raises(subprocess.TimeoutExpired):
            writing.wait(1.0)
    finally:
        writing.kill()
        writing.wait()
        if writing.stdout is not None:
            writing.stdout.close()


def the_standing(traveller: Traveller, name: str) -> Any:
    """A trainer's standing as the terminal tells it."""
    found = traveller.terminal("standing", str(traveller.pool), "--trainer", name, "--on", THE_DAY.isoformat())
    return found["standings"][0]


def the_form(seat: Seat, visit: str) -> VisitScreen:
    """The form of the visit, with the keyboard in the note field."""
    form: VisitScreen = seat.go("visit", visit)
    seat.until(lambda: form.form is not None)
    seat.rest()
    seat.front()
    return form


def finish_the_visit(seat: Seat, form: VisitScreen) -> None:
    """The half note is finished, both trainers are judged by keys alone, and the visit ends."""
    hands = Hands(seat)
    form.composer.field.setFocus()
    hands.type("eak who had not before.")
    hands.press("Ctrl+Return", "F6")
    starred = [one.number for one in form.form.framework.starred] if form.form is not None else []
    for _ in range(2):
        for number in starred:
            form.criteria.go_to(number)
            hands.press("1")
        form.criteria.go_to("14")
        hands.press("2", "Return")
        hands.type("One method all day.")
        hands.press("Alt+Down", "F2")
    found = seat.desk.ask(visit_form, form.visit)
    assert found is not None
    assert all(one.judgements[number].judgement == "Met" for one in found.trainers for number in starred)
    assert all(one.judgements["14"].evidence == "One method all day." for one in found.trainers)
    assert any(one.text == f"{HALF}eak who had not before." for one in found.notes)
    form.head.finish.click()
    seat.rest()


def to_record(seat: Seat, key: str) -> None:
    """The record of one observation, chosen on the page."""
    seat.go("observations", key)
    seat.until(lambda: seat.window.navigator.shown().records.table.model_key() == key)
    seat.rest()


def write_up(seat: Seat, key: str, outcome: str) -> None:
    """Reflection first, then what was agreed, then it is submitted."""
    to_record(seat, key)
    press(seat, "Record the reflection")
    finish(seat, DeedForm, went_as_planned="The first half.", would_change="Less talk after lunch.")
    press(seat, "Strengths, actions and outcome")
    given = {"strength0": "Holds the room.", "outcome": outcome}
    if outcome == "Continue with actions":
        given |= {"action0": "Name the next step after each case", "owner0": SECOND, "due0": "28 Feb 2027"}
    finish(seat, AgreementForm, **given)
    press(seat, "Submit")


def moderated_and_closed(seat: Seat, key: str) -> None:
    """Copy, reply, moderation, close."""
    to_record(seat, key)
    press(seat, "The copy was given")
    press(seat, "Record the reply")
    finish(seat, DeedForm, reply="Fair, and it helps.")
    press(seat, "Moderate")
    finish(seat, DeedForm, note="Of one measure with the others.")
    press(seat, "Close")


def finish(seat: Seat, kind: type[FormPane], **fields: str) -> None:
    """Fill in the form in the inspector as it stands there, and press its button."""
    forms: list[Any] = []

    def is_there() -> bool:
        forms[:] = [one for one in seat.window.findChildren(kind) if one.isVisible()]
        return bool(forms)

    seat.until(is_there)
    for name, text in fields.items():
        fill(forms[0].form.controls[name], text)
    forms[0].save.click()
    seat.rest()
    assert not is_there() or forms[0]._panel is None, forms[0]._panel.accessibleName()


def fill(control: QWidget, text: str) -> None:
    """Put this text into a field, or choose what it says."""
    if isinstance(control, QPlainTextEdit):
        control.setPlainText(text)
    elif hasattr(control, "findText"):
        assert control.findText(text) >= 0, text
        control.setCurrentIndex(control.findText(text))
    else:
        control.setText(text)  # type: ignore[attr-defined]
