"""The installed program proves itself: each part it ships is used once, for real."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from trainerpool.gui.photograph import photograph
from trainerpool.gui.screens import SCREENS
from trainerpool.gui.screens.settings.screen import SECTIONS
from trainerpool.gui.shell import POOL_SEAT
from trainerpool.gui.start import assemble
from trainerpool.gui.tour import go, settle
from trainerpool.operations import allocations, example, trust
from trainerpool.operations.carrying.first_contact import invite_with_assignments, lay_first
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import back_up_pool, close_pool, key_cost_is_high, verify_pool
from trainerpool.operations.proposals import propose, state_problem
from trainerpool.queries.standings import trainers
from trainerpool.reports.calendars import programme_calendar
from trainerpool.reports.registry import write_report

_TERM = (date(2027, 1, 11), date(2027, 1, 29))


def run_self_test() -> int:
    """Say what was tried; 0 when all of it worked."""
    with tempfile.TemporaryDirectory(prefix="trainerpool-self-test-") as place:
        folder = Path(place)
        tell("keys are costly to guess", key_cost_is_high)
        desk = example.make_example_pool(folder)
        tell("an encrypted pool from a workbook", lambda: len(desk.ask(trainers, desk.today)) == 64)
        tell("everybody has a reason", lambda: all(row.standing.reasons for row in desk.ask(trainers, desk.today)))
        tell("a proposal, confirmed and undone", lambda: _staffs(desk))
        for ending in ("pdf", "xlsx", "docx", "csv", "json"):
            tell(f"a report as .{ending}", partial(_reports, desk, folder / f"report.{ending}"))
        tell("a calendar", lambda: b"BEGIN:VTIMEZONE" in programme_calendar(desk.ask, desk.clock.now()).content)
        tell("an invitation joined with, and its reply taken in", lambda: _meets(desk, folder))
        tell("a verified backup", back_up_pool(desk, folder / "backups").path.exists)
        tell("every page painted", lambda: _paints(desk, folder))
        pool = desk.store.path
        close_pool(desk)
        tell("file, references and trail whole", lambda: not verify_pool(pool, example.PASSPHRASE))
    sys.stdout.write("Self-test passed.\n")
    return 0


def tell(what: str, works: Callable[[], bool]) -> None:
    """Try one thing and say it; what does not work ends the self-test as the bug it is."""
    if not works():
        raise AssertionError(f"self-test: {what} did not work")
    sys.stdout.write(f"ok  {what}\n")
    sys.stdout.flush()


def _staffs(desk: Desk) -> bool:
    found = propose(state_problem(desk, *_TERM), seconds=4.0)
    done = allocations.confirm_proposal(desk, found.problem, found.plan)
    return done.seq is not None and desk.undo().seq is not None


def _reports(desk: Desk, to: Path) -> bool:
    write_report(desk.ask, "term-staffing", _TERM, to, desk.today)
    return to.stat().st_size > 0


def _meets(desk: Desk, folder: Path) -> bool:
    sent: list[tuple[bytes, str]] = []
    someone = desk.ask(trainers, desk.today)[0].id
    invite_with_assignments(desk, someone, lambda data, words: sent.append((data, words)))
    joined = trust.join(*sent[0], folder / "theirs", example.PASSPHRASE, desk.clock)
    laid = lay_first(joined)
    close_pool(joined.desk)
    taken = trust.take_in_reply(desk, trust.open_here(desk, joined.reply, sorts={"reply"}))
    return laid.is_new and not taken.already


def _paints(desk: Desk, folder: Path) -> bool:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    window, opening = assemble(app)
    faults: list[BaseException] = []  # a fault in a page leaves the window open, so it has to be asked for
    sys.excepthook = lambda _kind, fault, _trace: faults.append(fault)
    window.show()
    someone = desk.ask(trainers, desk.today)[0].id
    opening.show(desk)
    for page in SCREENS:
        if page.needs_pool and page.seat == POOL_SEAT:
            go(window, page.key, someone if page.key == "trainer" else None)
            photograph(window, folder / f"{page.key}.png", QSize(1366, 768))
    for page_key, view in (("trainers", "health"), *(("settings", section) for section, _ in SECTIONS)):
        go(window, page_key, view)
        photograph(window, folder / f"{page_key}-{view}.png", QSize(1366, 768))
    settle(window)
    opening.background.close()
    window.close()
    sys.excepthook = sys.__excepthook__
    if faults:
        raise AssertionError("self-test: a page raised a fault as it was painted") from faults[0]
    return True
