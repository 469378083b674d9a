"""A pool of every earlier format stands in the window as today's does: each page, section and record shown, nothing fails."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from sqlalchemy import select

from tests.gui.screens.seats import Answers, Seat
from tests.old_files.test_old_pools import FROZEN
from trainerpool.gui.parts.notices import ErrorPanel
from trainerpool.gui.screens import SCREENS
from trainerpool.gui.screens.programme.heading import VIEWS
from trainerpool.gui.screens.settings.screen import SECTIONS
from trainerpool.gui.shell import POOL_SEAT
from trainerpool.gui.start import assemble
from trainerpool.host.clock import FixedClock
from trainerpool.operations.example import EXAMPLE_DAY
from trainerpool.operations.pools import close_pool, open_pool, verify_pool
from trainerpool.operations.sessions import move_session
from trainerpool.operations.settings import set_policy
from trainerpool.queries.people import people
from trainerpool.queries.sessions import sessions
from trainerpool.store.records import ImportQuestion


@pytest.fixture(params=FROZEN, ids=lambda folder: folder.name)
def old(qapp: QApplication, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Seat]:
    """The window around a copy of a frozen pool."""
    shutil.copytree(request.param, tmp_path / "old")
    answers = Answers()
    window, opening = assemble(qapp, answers)
    window.resize(1366, 768)
    words = (request.param / "passphrase.txt").read_text(encoding="utf-8").strip()
    desk = open_pool(tmp_path / "old" / "pool.tpool", words, FixedClock.on(EXAMPLE_DAY))
    desk.backups = tmp_path / "backups"
    # Two things of the frozen pools no deed or import ever wrote: a word in a policy, and a question without its text.
    set_policy(desk, {"approval_months": 36})
    with desk.work("Take out the question") as work:
        for question in work.find(select(ImportQuestion)):
            work.remove(question)
    window.show()
    window.activateWindow()
    opening.show(desk)
    yield Seat(window, opening, desk, answers)
    opening.close()
    close_pool(desk)
    assert verify_pool(desk.store.path, words) == []
    window.close()
    window.deleteLater()


def wrong(seat: Seat) -> list[str]:
    """What failed, as the window says it."""
    seat.rest()
    return [one.accessibleName() for one in seat.window.findChildren(ErrorPanel) if one.isVisible()]


def said(seat: Seat) -> str:
    return " ".join(one.text() for one in seat.window.findChildren(QLabel) if one.isVisible())


def test_every_page_of_an_old_pool_shows_what_it_holds(old: Seat) -> None:
    for page in SCREENS:
        if page.needs_pool and page.seat == POOL_SEAT and page.key != "trainer":
            old.go(page.key)
            assert (page.key, wrong(old)) == (page.key, [])
    for row in old.desk.ask(people, EXAMPLE_DAY):
        old.go("trainer", row.id)
        assert (row.name, wrong(old)) == (row.name, [])
        assert row.name.split()[-1] in said(old)


def test_every_view_and_section_of_an_old_pool_opens(old: Seat) -> None:
    session = old.desk.ask(sessions, EXAMPLE_DAY)[0]
    page = old.go("programme", session.id)
    for key, _words in VIEWS:
        page.show_view(key)
        assert (key, wrong(old)) == (key, [])
    for key, _words in SECTIONS:
        page = old.go("settings", key)
        assert (key, wrong(old)) == (key, [])
        table = getattr(page.at(page.here), "table", None)
        for number in range(table.model().rowCount() if table is not None else 0):
            table.selectRow(number)
            assert (key, number, wrong(old)) == (key, number, [])


def test_a_deed_of_today_is_done_in_an_old_pool_and_undone(old: Seat) -> None:
    session = old.desk.ask(sessions, EXAMPLE_DAY)[0]
    old.go("programme", session.id)
    move_session(old.desk, session.id, [{"start": "2027-03-11T09:30", "end": "2027-03-11T12:30"}])
    old.window.workplace.background.touch(frozenset({"training_session"}))
    assert wrong(old) == []
    old.undo()
    assert old.desk.ask(sessions, EXAMPLE_DAY)[0].parts == session.parts
