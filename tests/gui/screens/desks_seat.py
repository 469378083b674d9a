"""A window at somebody's own desk: a profile whose carry file came from the example pool, with answers wanted and a pack changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.builders import QUICK
from tests.gui.screens.seats import Answers, Seat
from tests.operations.carrying.desks import hand
from tests.operations.trust_desks import OWN_WORDS, invited, quick_words, taken
from trainerpool.domain import offers as way
from trainerpool.gui import theme
from trainerpool.gui.start import assemble
from trainerpool.host.clock import FixedClock
from trainerpool.operations import allocations, example, offers
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool, open_pool
from trainerpool.operations.trust import join, open_profile
from trainerpool.problem import Problem
from trainerpool.queries.own_work import held_file
from trainerpool.queries.sessions import sessions

POOL = "Northmoor.tpool"
NADIA = "Nadia Farouk"
TODAY = example.EXAMPLE_DAY


def pool_with_answers_wanted(folder: Path) -> Desk:
    """The example, with four places offered to Nadia on sessions to come that no rule keeps her from, two of them accepted."""
    pool = example.make_example_pool(folder)
    offered = 0
    for row in pool.ask(sessions, TODAY + timedelta(days=3)):
        if offered == 4:
            break
        role = "co-trainer" if any(one.role == "lead" and one.state not in way.GONE for one in row.team) else "lead"
        try:
            allocations.offer_to_trainer(pool, row.id, NADIA, role, override_reason="She asked for it")
        except Problem:  # a rule that cannot be overridden, or two are on it: the next session is as good
            continue
        offered += 1
        if offered <= 2:
            offers.respond(pool, row.id, NADIA, accepted=True)
    assert offered == 4
    return pool


def make_own_desk(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str = NADIA) -> Path:
    """The pool, and somebody's desk that answered its invitation and holds its carry file; both closed."""
    quick_words(monkeypatch)
    (folder / "pool").mkdir(parents=True)
    pool = pool_with_answers_wanted(folder / "pool")
    sent = invited(pool, name)
    made = join(sent.data, sent.words, folder / "desk", OWN_WORDS, FixedClock.on(TODAY), QUICK)
    taken(pool, made.reply)
    hand(pool, made.desk, name)
    close_pool(made.desk)
    close_pool(pool)
    return folder


def own_seat(made: Path, place: Path, on: int = 0) -> Iterator[Seat]:
    """The window at a fresh copy of the desk, so many days later."""
    shutil.copytree(made, place / "own")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    answers = Answers()
    window, opening = assemble(app, answers)
    if theme.tokens().scheme != "light":
        window.looks.set_scheme("light")
    window.resize(1366, 768)
    desk = open_profile(place / "own" / "desk", OWN_WORDS, FixedClock.on(TODAY + timedelta(days=on)))
    window.show()
    window.activateWindow()
    opening.show(desk)
    seat = Seat(window, opening, desk, answers)
    seat.rest()
    yield seat
    opening.close()
    desk.store.close()
    window.close()
    window.deleteLater()


def the_pool(place: Path) -> Desk:
    """The pool the desk belongs to, as it lay beside it."""
    return open_pool(place / "own" / "pool" / POOL, example.PASSPHRASE, FixedClock.on(TODAY))


def person_of(seat: Seat) -> str:
    """Whose desk it is."""
    held = seat.desk.ask(held_file)
    assert held is not None
    return held.person
