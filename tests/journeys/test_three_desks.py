"""Three desks, three windows, no network: sent, answered, observed with a kill while typing, returned, merged, repaired, undone, merged again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from tests.gui.album.acting import press
from tests.gui.screens.allocation_seat import settled
from tests.gui.screens.seats import Seat
from tests.gui.screens.test_exchange_carry import over
from tests.journeys.conftest import ROOT
from tests.journeys.hands import Hands
from tests.journeys.test_a_visit_to_two_trainers import finish
from tests.journeys.three_desks import (
    DAY,
    OBSERVER,
    PARTNER,
    SECRETS,
    SPARE,
    TODAY,
    TRAINER,
    nothing_in_the_clear,
    pool_of_three,
    session_of,
    state_of,
)
from tests.journeys.three_windows import Three
from tests.operations.trust_desks import OWN_WORDS, quick_words
from trainerpool.gui.own_desks import JoinForm
from trainerpool.gui.screens.exchange.carry.everybody_dialog import EverybodyDialog
from trainerpool.gui.screens.exchange.carry.words_dialog import WordsDialog
from trainerpool.gui.screens.observations.agreement import AgreementForm
from trainerpool.gui.screens.programme.part_rows import PartLine
from trainerpool.gui.screens.settings.deed_form import DeedForm
from trainerpool.operations import desks_here
from trainerpool.operations.kept_files import read_kept_file
from trainerpool.operations.pools import close_pool, verify_pool
from trainerpool.operations.trust import profile_path
from trainerpool.queries.availability import absences
from trainerpool.queries.desk_pages import to_send
from trainerpool.queries.desk_sessions import my_sessions
from trainerpool.queries.observations import observations
from trainerpool.queries.own_work import held_file
from trainerpool.queries.returns import TAKEN_IN, WAITING, returned_files
from trainerpool.queries.sessions import sessions
from trainerpool.store.records import KeptFile, Reflection

HALF = "After the film: what stayed with you? Waits. Three people sp"
SCAN = b"%PDF-1.7 " + SECRETS[1] + bytes(range(256)) * 300

# The observer's program, a process of its own: the window at their desk, the form of the visit, and somebody typing.
WRITES = """
import sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select
from trainerpool.gui.start import assemble
from trainerpool.host.clock import FixedClock
from trainerpool.operations.trust import open_profile

app = QApplication([])
window, opening = assemble(app)
window.resize(1366, 768)
window.show()
opening.show(open_profile(Path(sys.argv[1]), sys.argv[2], FixedClock.on(date(2027, 1, 12))))

def until(is_so):
    loop, watch = QEventLoop(), QTimer()
    watch.timeout.connect(lambda: loop.quit() if is_so() else None)
    watch.start(5)
    while not is_so():
        loop.exec()

idle = window.workplace.background.is_idle
until(lambda: window.navigator.here == "my_visits" and idle())
page = window.navigator.shown()
page.do(page.list.current(), "observe")
until(lambda: window.navigator.here == "my_visit" and window.navigator.shown().form is not None and idle())
form = window.navigator.shown()
window.activateWindow()
until(window.isActiveWindow)
form.composer.field.setFocus()
QTest.keyClicks(QApplication.focusWidget(), "Opened with the agreement. #5")
form.composer.finish()
until(idle)
form.criteria.go_to("1")
QTest.keyClicks(QApplication.focusWidget(), "1")
until(idle)
form.composer.field.setFocus()
QTest.keyClicks(QApplication.focusWidget(), sys.argv[3])
print("typed", flush=True)
app.exec()
"""


@pytest.fixture
def three(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Three:
    quick_words(monkeypatch)
    close_pool(pool_of_three(tmp_path))
    made = Three(tmp_path, qapp)
    monkeypatch.setattr(desks_here, "desks_folder", lambda: made.at)
    return made


def test_three_desks_in_their_windows(three: Three) -> None:
    words = invited_by_the_coordinator(three)
    for name in (TRAINER, OBSERVER):
        joined(three, name, words[name])
    sent_by_the_coordinator(three)
    at_the_trainers_desk(three)
    killed_while_typing(three)
    at_the_observers_desk(three)
    with three.pool(DAY) as seat:
        merged(seat, three, opens=True)
        pool = seat.desk
        assert [one.text for one in pool.ask(observations, DAY)[0].actions] == [SECRETS[1].decode()]
        assert pool.ask(lambda it: it.scalars(select(Reflection.text)).all()) == [], "what is private stays at its desk"
        repaired(seat)
        undone = [undo(seat) for _ in range(3)]
        assert [one.partition(" from ")[0] for one in undone[1:]] == ["Take in return", "Take in return"]
        assert state_of(pool, "S2", TRAINER) == "offered"
        assert state_of(pool, "S2", SPARE) == ""
        assert not pool.ask(absences)
        merged(seat, three, opens=False)
    nothing_in_the_clear(three.folder)


def invited_by_the_coordinator(three: Three) -> dict[str, str]:
    """Both are invited: the files go by mail, the words by telephone."""
    told = {}
    with three.pool(TODAY) as seat:
        page = seat.go("carry")
        for name in (TRAINER, OBSERVER):
            deed(seat, page, name, "Invite", three.file(name, "tpcarry"))
            dialog: Any = over(seat, WordsDialog)
            told[name] = " ".join(label.text() for label in dialog.card.labels)
            dialog.accept()
            seat.rest()
    return told


def deed(seat: Seat, page: Any, name: str, words: str, path: Path) -> None:
    """A deed of the inspector about somebody, and where its file goes."""
    seat.answers.path = path
    seat.until(lambda: page.found is not None)
    page.table.choose(next(line.id for line in page.found if line.name == name))
    page.tell()
    next(one for one in page.about.deeds if one.text().startswith(words)).click()


def joined(three: Three, name: str, words: str) -> None:
    """Somebody opens their invitation on their own computer: a desk with their assignments, and the reply."""
    three.at = three.folder / name[:2].upper()
    three.at.mkdir()
    with three.window(TODAY) as seat:
        seat.opening.open(three.file(name, "tpcarry"))
        seat.rest()
        (form,) = seat.window.findChildren(JoinForm)
        form.words.setText(words)
        form.passphrase.setText(OWN_WORDS)
        form.again.setText(OWN_WORDS)
        seat.answers.path = three.file(name, "reply.tpreturn")
        form.finish()
        seat.until(lambda: seat.window.seats >= {"own"}, 20_000)
        seat.rest()
        assert seat.window.navigator.here == ("my_sessions" if name == TRAINER else "my_visits")


def sent_by_the_coordinator(three: Three) -> None:
    """The replies are taken in, and everybody with something to do gets a carry file in one deed."""
    out = three.folder / "out"
    out.mkdir()
    with three.pool(TODAY) as seat:
        for name in (TRAINER, OBSERVER):
            seat.opening.open(three.file(name, "reply.tpreturn"))
            seat.rest()
        page = seat.go("carry")
        seat.answers.path = out
        page.all.click()
        dialog: Any = over(seat, EverybodyDialog)
        dialog.finish()
        seat.rest()
    assert len(list(out.glob("*.tpcarry"))) == 2


def opens_the_newer_file(seat: Seat, three: Three) -> None:
    """Of the two files the one for this desk is laid in, the other is refused and changes nothing."""
    for path in sorted((three.folder / "out").glob("*.tpcarry")):
        seat.opening.open(path)
        seat.rest()
    held = seat.desk.ask(held_file)
    assert held is not None
    assert held.number == 2


def at_the_trainers_desk(three: Three) -> None:
    """Declines one, arranges one, becomes unavailable, writes a private page, and saves what is to be sent."""
    with three.own(TRAINER, TODAY) as seat:
        opens_the_newer_file(seat, three)
        page = seat.go("my_sessions")
        (asked,) = seat.desk.ask(my_sessions, page.person, TODAY).asked
        page.list.choose(asked.id)
        page.do(page.list.current(), "decline")
        seat.rest()
        finish(seat, DeedForm, category="Workload")
        page.make_new()
        seat.rest()
        (day,) = page.form.findChildren(PartLine)
        day.day.set_day(date(2027, 4, 13))
        finish(seat, DeedForm, course="Neglect")
        (waits,) = seat.desk.ask(my_sessions, page.person, TODAY).waiting
        assert waits.day == date(2027, 4, 13)
        year = seat.go("my_availability").year
        year.form.show_days(date(2027, 3, 1), date(2027, 3, 5))
        year.finish()
        seat.rest()
        journal = seat.go("my_reflections")
        journal.make_new()
        seat.rest()
        finish(seat, DeedForm, text=SECRETS[0].decode())
        saved(seat, three.file(TRAINER, "tpreturn"), 3)


def saved(seat: Seat, path: Path, changes: int) -> None:
    """Ctrl+Enter on the page Send."""
    page = seat.go("send")
    assert len(seat.desk.ask(to_send).rows) == changes
    seat.answers.path = path
    seat.front()
    page.list.setFocus()
    Hands(seat).press("Ctrl+Return")
    seat.until(path.exists)
    seat.rest()
    assert page.header.facts_in_words()[0].startswith("Everything is sent.")


def killed_while_typing(three: Three) -> None:
    """The observer's program is killed by the system a second after the last letter; the desk is whole."""
    home = three.home(OBSERVER)
    writing = subprocess.Popen(
        [sys.executable, "-c", WRITES, str(home), OWN_WORDS, HALF], cwd=ROOT, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    try:
        assert writing.stdout is not None
        assert writing.stdout.readline().strip() == "typed"
        with pytest.raises(subprocess.TimeoutExpired):
            writing.wait(1.0)
    finally:
        writing.kill()
        assert writing.wait() == -signal.SIGKILL
        if writing.stdout is not None:
            writing.stdout.close()
    assert verify_pool(profile_path(home), OWN_WORDS) == []


def at_the_observers_desk(three: Three) -> None:
    """Everything is there to the letter; the form is finished, written up, submitted with a scan, and saved to be sent."""
    with three.own(OBSERVER, DAY) as seat:
        opens_the_newer_file(seat, three)
        page = seat.go("my_visits")
        assert page.list.current().deeds[-1].words == "Go on"
        page.do(page.list.current(), "observe")
        seat.rest()
        form: Any = seat.window.navigator.shown()
        seat.until(lambda: form.form is not None)
        assert [one.text for one in form.notes.rows.notes] == ["Opened with the agreement."]
        assert form.composer.field.toPlainText() == HALF
        trainer = form.criteria.trainer()
        assert trainer.judgements["1"].judgement == "Met"
        hands = Hands(seat)
        seat.front()
        form.composer.field.setFocus()
        hands.type("eak who had not before.")
        hands.press("Ctrl+Return", "F6")
        for one in form.form.framework.starred:
            form.criteria.go_to(one.number)
            hands.press("1")
        form.head.finish.click()
        seat.rest()
        seat.go("my_visits")
        press(seat, "Record the reflection")
        finish(seat, DeedForm, went_as_planned="The first half.", would_change="Less talk after lunch.")
        press(seat, "Strengths, actions and outcome")
        finish(
            seat, AgreementForm, strength0="Holds the room.", outcome="Continue with actions",
            action0=SECRETS[1].decode(), owner0=TRAINER, due0="28 Feb 2027",
        )  # fmt: skip
        scan = three.folder.parent / f"{three.folder.name}-paper.pdf"
        scan.write_bytes(SCAN)
        seat.answers.path = scan
        press(seat, "Attach a scan")
        press(seat, "Submit")
        saved(seat, three.file(OBSERVER, "tpreturn"), 3)
        scan.unlink()


def merged(seat: Seat, three: Three, *, opens: bool) -> None:
    """Both returns are taken in as they wait on the page Exchange."""
    if opens:
        for name in (TRAINER, OBSERVER):
            seat.opening.open(three.file(name, "tpreturn"))
            seat.rest()
    page = seat.go("exchange")
    pool = seat.desk
    assert len(pool.ask(returned_files, WAITING)) == 2
    for left in (1, 0):
        seat.until(lambda: page.current() is not None and not page.take.is_blocked())
        assert page.current().clashes() == []
        page.take.click()
        seat.until(lambda left=left: len(pool.ask(returned_files, WAITING)) == left)
        seat.rest()
    assert len(pool.ask(returned_files, TAKEN_IN)) == 2
    assert state_of(pool, "S2", TRAINER) == "declined"
    assert state_of(pool, "S2", PARTNER) == "accepted"
    assert [one.status for one in pool.ask(sessions, date(2027, 4, 13))] == ["to agree"]
    assert [(one.start, one.end) for one in pool.ask(absences)] == [(date(2027, 3, 1), date(2027, 3, 5))]
    (seen,) = pool.ask(observations, DAY)
    assert seen.outcome == "Continue with actions"
    (scan,) = pool.ask(lambda it: it.scalars(select(KeptFile.id)).all())
    assert read_kept_file(pool, scan) == SCAN


def repaired(seat: Seat) -> None:
    """The place that was declined is staffed again from the page Allocation."""
    page = seat.go("allocation")
    settled(seat, page)
    page.proposals.seconds = 3.0
    key = session_of(seat.desk, "S2")
    page.go_to(key)
    page.repair()
    seat.until(lambda: page.has_proposal() and not page.proposals.search.is_running(), 15_000)
    settled(seat, page)
    page.body.confirm.click()
    seat.until(lambda: not page.has_proposal(), 10_000)
    settled(seat, page)
    assert state_of(seat.desk, "S2", SPARE) == "confirmed"


def undo(seat: Seat) -> str:
    """Ctrl+Z; what it undid, by name."""
    seat.until(lambda: bool(seat.window.facts.undo))
    name = str(seat.window.facts.undo)
    seat.undo()
    seat.until(lambda: seat.window.facts.undo != name)
    return name
