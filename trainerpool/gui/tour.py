"""The tour: the main job walked through without a display, a picture of each step, and the figures in tour.json."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication

from trainerpool.gui.opening import Opening
from trainerpool.gui.photograph import photograph
from trainerpool.gui.screens.exchange.screen import ExchangeScreen
from trainerpool.gui.start import assemble
from trainerpool.gui.window import MainWindow
from trainerpool.operations import allocations, example
from trainerpool.operations.carrying.taking_in import RETURN
from trainerpool.operations.desk import Desk
from trainerpool.operations.proposals import Proposal, propose, state_problem, why_empty
from trainerpool.problem import Problem
from trainerpool.queries.calls import availability_calls
from trainerpool.queries.carrying import carried_files
from trainerpool.queries.material_versions import material_courses
from trainerpool.queries.observations import observation_list
from trainerpool.queries.offers import offers
from trainerpool.queries.pool_health import pool_health
from trainerpool.queries.returns import TAKEN_IN, returned_files
from trainerpool.queries.staffing import staffing
from trainerpool.queries.standings import trainers
from trainerpool.reports.calendars import programme_calendar, write_calendar
from trainerpool.reports.registry import write_report

TERM = (date(2027, 1, 11), date(2027, 3, 26))
SIZE = QSize(1366, 768)
SECONDS = 8.0
EVERYTHING = frozenset({
    "person", "evidence", "training_session", "allocation", "course", "agency", "setting", "term", "observation", "material_version",
    "returned_file", "carried_file", "person_keys", "invitation", "availability_call",
})  # fmt: skip


@dataclass
class Tour:
    """What the tour has come to; written down after every step, so that a broken one tells how far it got."""

    folder: Path
    steps: list[dict[str, Any]] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)

    def step(self, name: str, picture: Path | None, **figures: Any) -> None:
        """Note one step and say it."""
        self.steps.append({"name": name, "picture": picture.name if picture else None, "figures": figures})
        told = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in figures.items())
        sys.stdout.write(f"{len(self.steps)}. {name}: {told}{f' ({picture})' if picture else ''}\n")
        sys.stdout.flush()
        body = {"steps": self.steps, **self.figures}
        (self.folder / "tour.json").write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def run_tour(folder: Path) -> int:
    """Walk the main job; pictures and tour.json in `folder`. Gives the exit code."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(f"The tour's folder {folder} cannot be made: {error.strerror}.") from error
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    window, opening = assemble(app)
    window.resize(SIZE)
    window.show()
    try:
        with tempfile.TemporaryDirectory(prefix="trainerpool-tour-") as place:
            _walk(Tour(folder), window, opening, Path(place))
            opening.close()
    finally:
        window.close()
    sys.stdout.write(f"Pictures and tour.json are in {folder}\n")
    return 0


def _walk(tour: Tour, window: MainWindow, opening: Opening, place: Path) -> None:
    settle(window)
    tour.step("Welcome", shot(window, tour, "01-welcome"))
    desk = example.new_example_pool(place)
    opening.show(desk)
    settle(window)
    go(window, "import", example.example_workbook())
    picture = shot(window, tour, "02-import")
    plan = example.import_example(desk)
    tour.figures["imported"] = {
        "trainers": len(plan.reading.trainers),
        "sessions": len(plan.reading.sessions),
        "asked": len(plan.questions),
    }
    tour.step("Import the workbook", picture, **tour.figures["imported"])
    example.record_history(desk)
    window.workplace.background.touch(EVERYTHING)
    approved = sum(row.standing.may_deliver for row in desk.ask(trainers, desk.today))
    tour.figures["approved"] = approved
    go(window, "trainers")
    tour.step("Who may deliver what", shot(window, tour, "03-trainers"), approved=approved)
    someone = next(row for row in desk.ask(trainers, desk.today) if row.person.name == "Nadia Farouk")
    go(window, "trainer", someone.id)
    tour.step("Why, for one trainer", shot(window, tour, "04-trainer"), standing=someone.standing.summary)
    _staff(tour, window, desk)
    _files(tour, desk)
    example.record_exchange(desk, place)
    window.workplace.background.touch(EVERYTHING)
    go(window, "today")
    tour.step("Today", shot(window, tour, "08-today"))
    _look_round(tour, window, desk)
    look_at_quality(tour, window, desk)
    look_at_exchange(tour, window, desk)


def _look_round(tour: Tour, window: MainWindow, desk: Desk) -> None:
    go(window, "trainers", "health")
    health = desk.ask(pool_health, desk.today)
    tour.step(
        "Pool health",
        shot(window, tour, "09-pool-health"),
        thin_courses=sum(one.meaning is not None for one in health.courses),
    )
    go(window, "offers")
    tour.step("Offers", shot(window, tour, "10-offers"), places=len(desk.ask(offers, desk.today)))
    go(window, "settings", "policy")
    tour.step("The policy", shot(window, tour, "11-policy"))


def look_at_quality(tour: Tour, window: MainWindow, desk: Desk) -> None:
    """The trainer packs, and the latest observation with an outcome."""
    rows = desk.ask(material_courses, desk.today)
    go(window, "materials")
    tour.step(
        "Materials",
        shot(window, tour, "12-materials"),
        courses=len(rows),
        waiting=sum(bool(row.waiting) for row in rows),
    )
    seen = desk.ask(observation_list, desk.today)
    latest = max((one for one in seen if one.outcome), key=lambda one: one.on)
    go(window, "observation", latest.id)
    tour.step("Observation", shot(window, tour, "13-observation"), observations=len(seen), outcome=str(latest.outcome))


def look_at_exchange(tour: Tour, window: MainWindow, desk: Desk) -> None:
    """Who has which carry file, who was asked when they are free, and a return with its clash settled and taken in."""
    handed = desk.ask(carried_files)
    latest = next(row for row in handed if row.is_latest and row.answered_on is not None)
    go(window, "carry", latest.person_id)
    tour.step(
        "Carry file",
        shot(window, tour, "14-carry-file"),
        handed_out=len(handed),
        number=latest.number,
        inside=list(latest.lines),
    )
    [call] = desk.ask(availability_calls, desk.today)
    go(window, "calls", call.id)
    tour.step("Call for availability", shot(window, tour, "15-call"), asked=len(call.asked), answered=call.answered)
    go(window, "exchange")
    page = window.navigator.shown()
    assert isinstance(page, ExchangeScreen)
    page.go_on()  # to the clash
    settle(window)
    picture, waiting, row = shot(window, tour, "16-return"), page.current(), page.plan.current()
    assert waiting is not None
    assert waiting.plan is not None
    assert row is not None
    page.decide(row.key, RETURN)
    press(window, page.take.text())
    settle(window)
    said = desk.ask(returned_files, TAKEN_IN)
    tour.step(
        "Return", picture, changes=len(waiting.plan.rows), clashes=len(waiting.clashes()), taken_in=len(said),
        answered=sum(one.answered for one in desk.ask(availability_calls, desk.today)),
    )  # fmt: skip


def _staff(tour: Tour, window: MainWindow, desk: Desk) -> None:
    before = _filled(desk)
    found: Proposal = propose(state_problem(desk, *TERM), seconds=SECONDS)
    go(window, "allocation")
    press(window, "Propose")
    settle(window, 60.0)
    tour.step(
        "Propose the spring term",
        shot(window, tour, "05-allocation"),
        places=found.places,
        filled=found.filled,
        empty_explained=len(found.empty),
    )
    done = allocations.confirm_proposal(desk, found.problem, found.plan)
    window.workplace.background.touch(EVERYTHING)
    after = _filled(desk)
    tour.figures |= {
        "places": found.places, "filled_before": before, "filled_after": after, "score": found.result.score, "bound": found.result.bound,
    }  # fmt: skip
    go(window, "allocation")
    tour.step(
        "Confirm it",
        shot(window, tour, "06-confirmed"),
        sessions=done.result.sessions,
        places=done.result.places,
        left=len(done.result.left),
    )
    go(window, "programme")
    tour.step("The programme", shot(window, tour, "07-programme"), filled_before=before, filled_after=after)


def _filled(desk: Desk) -> int:
    return sum(row.sure for row in desk.ask(staffing, desk.today, *TERM) if row.session.status == "planned")


def _files(tour: Tour, desk: Desk) -> None:
    report, calendar = tour.folder / "term-staffing.pdf", tour.folder / "programme.ics"
    write_report(desk.ask, "term-staffing", TERM, report, desk.today, reasons=why_empty(desk, *TERM))
    written = programme_calendar(desk.ask, desk.clock.now(), *TERM)
    write_calendar(written, calendar)
    tour.figures |= {"report": report.name, "ics": calendar.name}
    tour.step("Calendar and report", None, calendar_entries=written.entries, report_bytes=report.stat().st_size)


def go(window: MainWindow, page: str, argument: object = None) -> None:
    """Go to a page and wait until it has shown what it asked for."""
    window.navigator.go(page, argument)
    settle(window)


def press(window: MainWindow, words: str) -> None:
    """Press the button of the page shown that says this, as a person would."""
    shown = (one for one in window.findChildren(QAbstractButton) if one.text() == words and one.isVisible())
    button = next(shown, None)
    if button is None:
        raise AssertionError(f"the page has no button {words!r}")
    button.click()


def shot(window: MainWindow, tour: Tour, name: str) -> Path:
    """A picture of the window as it stands."""
    return photograph(window, tour.folder / f"{name}.png", SIZE)


def settle(window: MainWindow, seconds: float = 20.0) -> None:
    """Let the window and its workers come to rest."""
    wait_until(window.workplace.background.is_idle, seconds)
    wait_until(lambda: False, 0.25)
    wait_until(window.workplace.background.is_idle, seconds)


def wait_until(is_so: Callable[[], bool], seconds: float) -> None:
    """Run the event loop until something is so, or the time is over."""
    loop, ends = QEventLoop(), time.monotonic() + seconds
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if is_so() or time.monotonic() > ends else None)
    timer.start(15)
    loop.exec()
    timer.stop()
