"""A file given at the start, as by a double click: a return, a carry file, an invitation each open their dialog, then their page."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.operations.small_pool import small_pool
from tests.operations.trust_desks import NADIA, OWN_WORDS, Met, Sent, invited, quick_words, reply_to, taken
from trainerpool.gui.dialogs.boxes import _Box
from trainerpool.gui.hull import Hull
from trainerpool.gui.own_desks import JoinForm
from trainerpool.gui.parts.notices import ErrorPanel
from trainerpool.gui.start import run_window
from trainerpool.gui.window import MainWindow
from trainerpool.host import folders, remembered
from trainerpool.operations import desks_here
from trainerpool.operations.carrying.at_desk import open_carry_file
from trainerpool.operations.carrying.handing_out import hand_out, prepare_carry
from trainerpool.operations.carrying.sending import send_return
from trainerpool.operations.people import change_trainer
from trainerpool.operations.pools import close_pool

W = TypeVar("W", bound=QWidget)
Step = Callable[[], bool]
POOL_WORDS = "correct horse"


@pytest.fixture
def met(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Met]:
    """A pool that knows Nadia's keys, her desk among those of this computer, and nothing opened lately."""
    quick_words(monkeypatch)
    desks = tmp_path / "desks"
    desks.mkdir()
    for module in (folders, desks_here):
        monkeypatch.setattr(module, "desks_folder", lambda: desks)
    kept = remembered.load().get("recent", [])
    remembered.save({"recent": []})
    hook = sys.excepthook
    pool = small_pool(tmp_path)
    sent = invited(pool)
    reply = reply_to(sent, desks / "nadia")
    taken(pool, reply)
    close_pool(pool)
    yield Met(tmp_path, sent, reply)
    sys.excepthook = hook
    remembered.save({"recent": kept})


def started(path: Path, *steps: Step) -> list[str]:
    """Start the program on a file; each step is tried until it is so, then the next; gives what was wrong at the end."""
    left, wrong, tries = list(steps), [], [0]

    def turn() -> None:
        tries[0] += 1
        try:
            if left and left[0]():
                left.pop(0)
        except Exception as error:  # noqa: BLE001 - what is raised in a timer is lost otherwise
            wrong.append(repr(error))
        if not left or wrong or tries[0] > 600:
            timer.stop()
            for one in QApplication.topLevelWidgets():
                if isinstance(one, (_Box, JoinForm)):
                    one.close()
            QApplication.exit(0)

    timer = QTimer()
    timer.timeout.connect(turn)
    timer.start(25)
    run_window(path)
    for one in QApplication.topLevelWidgets():
        if isinstance(one, Hull):  # the next start must not be taken for this one
            one.hide()
            one.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [*wrong, *(f"step {len(steps) - len(left) + 1} did not come" for _ in left[:1])]


def over(kind: type[W]) -> W | None:
    """The visible dialog or panel of this kind."""
    found = [one for one in QApplication.allWidgets() if isinstance(one, kind) and one.isVisible()]
    return found[0] if found else None


def window() -> MainWindow:
    return next(one for one in QApplication.allWidgets() if isinstance(one, MainWindow) and one.isVisible())


def types_in(words: str, title: str) -> Step:
    """A box asks for a passphrase under this title: it is given."""

    def step() -> bool:
        box = over(_Box)
        if box is None:
            return False
        assert box.accessibleName() == title
        box.findChild(QLineEdit).setText(words)
        box.accept()
        return True

    return step


def carried(met: Met) -> Path:
    pool = met.pool()
    hand_out(pool, prepare_carry(pool, NADIA), met.folder / "carry.tpcarry")
    close_pool(pool)
    return met.folder / "carry.tpcarry"


def returned(met: Met) -> Path:
    """A return of Nadia's, in its file."""
    from trainerpool.operations.trust import open_profile

    carry, back = carried(met), met.folder / "back.tpreturn"
    own = open_profile(met.folder / "desks" / "nadia", OWN_WORDS)
    open_carry_file(own, carry)
    change_trainer(own, NADIA, phone="01632 960982")
    send_return(own, back)
    close_pool(own)
    return back


def test_a_return_opens_the_pool_opened_last_and_waits_on_its_page(qapp, met: Met):
    back, pool = returned(met), met.folder / "Moorshire.tpool"
    remembered.remember_file(pool, datetime(2026, 11, 20, 9))

    def waits() -> bool:
        page = window().navigator.shown()
        return window().navigator.here == "exchange" and page.current() is not None and page.take.isVisible()

    assert started(back, types_in(POOL_WORDS, "Open Moorshire.tpool, for back.tpreturn"), waits) == []


def test_a_return_where_no_pool_was_ever_opened_says_what_to_do(qapp, met: Met):
    def said() -> bool:
        panel = over(ErrorPanel)
        return panel is not None and "Open the pool it was sent to, then open it again" in panel.accessibleName()

    assert started(returned(met), said) == []


def test_a_carry_file_asks_for_the_desks_passphrase_and_is_laid_in(qapp, met: Met):
    def laid() -> bool:
        here = window()
        return "trainer" in here.seats and here.navigator.here == "my_sessions"

    assert started(carried(met), types_in(OWN_WORDS, "Open carry.tpcarry"), laid) == []


def test_an_invitation_asks_for_its_words(qapp, met: Met):
    file = met.folder / "Invitation.tpcarry"
    file.write_bytes(met.sent.data)
    assert isinstance(met.sent, Sent)

    def asked() -> bool:
        form = over(JoinForm)
        return form is not None and form.words.isVisible()

    assert started(file, asked) == []
