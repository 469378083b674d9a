"""Scenes of Observations: who is due, records in their states, their forms, judgements over time, the framework, the form of a visit."""

from __future__ import annotations

from collections.abc import Callable

from tests.gui.album.acting import context, keys, press, row, search, tab, then
from tests.gui.album.scenes import LOST, scene, states_of, waiting
from tests.gui.screens.seats import Seat
from trainerpool.domain.observations import ObservationState
from trainerpool.gui.screens.observations.agreement import AgreementForm
from trainerpool.queries.observations import observations

_S = ObservationState


def record(state: ObservationState, person: str = "") -> Callable[[Seat], str]:
    """The key of an observation of the example in a state."""

    def find(seat: Seat) -> str:
        return next(
            one.id
            for one in seat.desk.ask(observations, seat.desk.today)
            if one.state is state and one.trainer.startswith(person)
        )

    return find


def visit(state: ObservationState) -> Callable[[Seat], str]:
    """The key of a visit of the example in a state."""

    def find(seat: Seat) -> str:
        return next(
            str(one.visit_id)
            for one in seat.desk.ask(observations, seat.desk.today)
            if one.state is state and one.visit_id
        )

    return find


def as_a_page(pane: str, criterion: str = "") -> Callable[[Seat], None]:
    """The form of a visit in the window as large as the album wants it, with this pane in use."""

    def act(seat: Seat) -> None:
        form = seat.window.navigator.shown()
        seat.until(lambda: form.form is not None)
        seat.rest()
        if form.is_full():
            size = seat.window.normalGeometry().size()
            form.turn_full()
            seat.size(size.width(), size.height())
        seat.front()
        form.panes.show_pane(pane)
        if criterion:
            form.criteria.go_to(criterion)
            form.criteria.blocks[criterion].open_evidence()
        seat.rest()

    return act


states_of("observations")
waiting("observations")
scene("observations", "nothing in the pool", pool="empty")
scene("observations", "no record in the pool", pool="empty", argument=lambda _seat: "records")
scene("observations", "planning a visit", lambda seat: keys(seat, "Ctrl+N"))
scene("observations", "a menu of somebody due", then(row(1), context))
scene("observations", "nobody found", search("neglct"))
for state in (_S.PLANNED, _S.UNDER_WAY, _S.DRAFT, _S.AWAITING_SECOND, _S.COPIED, _S.REPLIED, _S.CLOSED):
    scene("observations", f"a record: {state}", argument=record(state))
for state, words in (
    (_S.AWAITING_REFLECTION, "Record the reflection"),
    (_S.DRAFT, "Strengths, actions and outcome"),
    (_S.AWAITING_SECOND, "Agree as second person"),
    (_S.COPIED, "Record the reply"),
    (_S.REPLIED, "Moderate"),
    (_S.REPLIED, "Send back to the observer"),
    (_S.CLOSED, "Correct"),
    (_S.PLANNED, "Change the visit"),
    (_S.PLANNED, "Cancel the visit"),
):
    scene("observations", words.lower(), lambda seat, words=words: press(seat, words), argument=record(state))


def correct_several(seat: Seat) -> None:
    """The form of a correction with two judgements in it, one of them without its evidence."""
    press(seat, "Correct")
    form = next(one for one in seat.window.findChildren(AgreementForm) if one.isVisible())
    for number, word in (("6", "Developing"), ("9", "Not met")):
        form.judged.take(number)
        form.judged.rows[number].judgement.setCurrentText(word)
    form.judged.rows["6"].evidence.setPlainText("No warning before the film at 10:35.")
    seat.rest()


def of_a_criterion(seat: Seat) -> None:
    """Judgements on one criterion, one by one."""
    view = seat.window.navigator.shown().time
    seat.until(lambda: view.criterion.count() > 6)
    view.criterion.setCurrentIndex(6)
    view.refresh()
    seat.rest()
    press(seat, "As a table")


scene("observations", "waiting now", argument=lambda _seat: "now")
scene("observations", "correcting several judgements", correct_several, argument=record(_S.CLOSED))
scene("observations", "over time, on one criterion", of_a_criterion, argument=lambda _seat: "time")
scene("observations", "from a paper form", lambda seat: seat.window.navigator.shown()._enter_paper())
scene("observations", "over time", argument=lambda _seat: "time")
scene("observations", "over time, as a table", lambda seat: press(seat, "As a table"), argument=lambda _seat: "time")
scene("observations", "over time, nothing judged", pool="empty", argument=lambda _seat: "time")
scene("observations", "the framework", argument=lambda _seat: "framework")

states_of("observation", argument=record(_S.CLOSED))
for word in ("Agreed", "Timed notes", "Revisions"):
    scene("observation", word.lower(), tab(word), argument=record(_S.CLOSED))
scene("observation", "not judged yet", argument=record(_S.PLANNED))


def with_a_problem(seat: Seat) -> None:
    """The form with a refusal over it."""
    as_a_page("criteria")(seat)
    seat.window.show_problem("visit", LOST)


def with_a_problem_read(seat: Seat) -> None:
    """The notes with a refusal over them, read whole where the window is low."""
    as_a_page("notes")(seat)
    seat.window.show_problem("visit", LOST)
    form = seat.window.navigator.shown()
    seat.rest()
    if form.refusal.more.isVisible():
        form.refusal.more.click()


scene("visit", "as it is", as_a_page("notes"), argument=visit(_S.UNDER_WAY))
scene("visit", "a problem", with_a_problem, argument=visit(_S.UNDER_WAY))
scene("visit", "a problem read whole", with_a_problem_read, argument=visit(_S.UNDER_WAY))
scene("visit", "criteria", as_a_page("criteria", "6"), argument=visit(_S.UNDER_WAY))
scene("visit", "plan", as_a_page("plan"), argument=visit(_S.UNDER_WAY))
scene("visit", "not started yet", as_a_page("notes"), argument=visit(_S.PLANNED))
