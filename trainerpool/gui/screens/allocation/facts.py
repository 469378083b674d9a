"""What the page says in its head, its menu and where there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from trainerpool.gui import theme
from trainerpool.gui.parts.header import Fact
from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.screens.allocation.filtering import Filters
from trainerpool.gui.screens.allocation.loading import SURE, Loaded
from trainerpool.gui.screens.allocation.plan_page import PlanPage
from trainerpool.gui.screens.allocation.proposals import ProposalDesk
from trainerpool.gui.screens.allocation.words import period_words
from trainerpool.gui.shell import Command


def summary(screen: PlanPage, loaded: Loaded) -> list[Fact]:
    """The line under the title: days, sessions, places, confirmed, empty; each count a door."""
    if loaded.period is None or loaded.problem is None:
        return []
    # Where the line is short the counts matter more than the days, which the period's own button leads to.
    is_narrow = screen.window().width() < theme.tokens().layout["lay_inspector_over_under"]
    facts: list[Fact] = [] if is_narrow and loaded.asked else [f"{period_words(loaded.period)}: "]
    if not loaded.asked:
        return [*facts, "no session"]
    sessions = loaded.problem.instance.session_by_id
    places = sum(sessions[key].need for key in loaded.asked)
    sure = sum(one.state in SURE for key in loaded.asked for one in loaded.row(key).trainers)
    plan = screen.plan()
    empty = sum(max(0, sessions[key].need - len(plan.team(key))) for key in loaded.asked)
    facts += [
        (_count(len(loaded.asked), "session"), lambda: screen.shell.navigate("programme")), ", ",
        (_count(places, "place"), lambda: screen.show_short(False)), ", ",
        (f"{sure} confirmed", screen.show_list), ", ",
        (f"{empty} empty", screen.show_short) if empty else "none empty",
    ]  # fmt: skip
    states = [one.state for key in loaded.asked for one in loaded.row(key).trainers]
    for state, words, group in (("proposed", "to offer", "to send"), ("offered", "waiting for an answer", "waiting")):
        if number := states.count(state):
            facts += [", ", (f"{number} {words}", lambda group=group: screen.shell.navigate("offers", group))]  # type: ignore[misc]
    return facts


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def empty_period(screen: PlanPage, loaded: Loaded) -> EmptyState:
    """Nothing to staff in this period, or in the pool."""
    programme = ("Open the programme", lambda: screen.shell.navigate("programme"))
    if loaded.period is None:
        return EmptyState(
            "No session in the pool yet",
            "Bring in a spreadsheet or add sessions; then trainers can be proposed for them.",
            [("Bring in a spreadsheet", lambda: screen.shell.navigate("import")), programme],
            "layout-grid",
        )
    other = ("Choose another term", screen.body.period.click)
    return EmptyState(
        f"No session in {loaded.period.name}",
        f"Nothing is planned from {period_words(loaded.period)}. Add sessions, or staff another term.",
        [other, programme],
        "layout-grid",
    )


def nothing_found(screen: PlanPage, filters: Filters) -> EmptyState:
    """The filters leave nothing."""
    on = f"{filters.count} filter{'s are' if filters.count != 1 else ' is'} on."
    if filters.words:
        return EmptyState(
            f'No trainer or session matches "{filters.words}"', on, links=[("Clear the filters", screen.clear_filters)]
        )
    title = "No session has an empty place" if filters.short else "No session or trainer is left by the filters"
    return EmptyState(title, on, links=[("Show all sessions", screen.clear_filters)])


def commands(
    screen: PlanPage,
    proposals: ProposalDesk,
    comparing: Sequence[Command],
    letters: bool,
    toggle_letters: Callable[[], None],
) -> list[Command]:
    """The page's deeds for the palette and the menu."""
    made = []
    if proposals.search.is_running():
        made.append(Command("Stop proposing, keep the best", proposals.search.stop, keys="Ctrl+.", icon="square"))
        made.append(Command("Use best so far", proposals.confirm, keys="Ctrl+Return", icon="check"))
    else:
        made.append(
            Command(
                "Propose",
                proposals.start,
                "Find the best team for every session",
                "Ctrl+Shift+A",
                "layout-grid",
            )
        )
        made.append(
            Command("Repair", screen.repair, "Fill again what came undone, with the fewest changes", "Ctrl+R", "repeat")
        )
        if proposals.proposal is not None:
            made.append(Command("Confirm the proposal", proposals.confirm, keys="Ctrl+Return", icon="check"))
            made.append(Command("Discard the proposal", proposals.discard, icon="x"))
    return [
        *made,
        *comparing,
        Command("Show the board", screen.show_board, icon="layout-grid"),
        Command("Show the weeks of the trainers", screen.show_weeks, icon="calendar-days"),
        Command("Show the list of trainers", screen.show_list, icon="users"),
        Command("Next session with an empty place", screen.next_empty, keys="Ctrl+Shift+E", icon="triangle-alert"),
        Command(
            "Only sessions with empty places" if not screen.short_only else "All sessions",
            lambda: screen.show_short(not screen.short_only),
        ),
        Command(
            "Only trainers who could come" if screen.everybody else "All trainers on the board", screen.toggle_everybody
        ),
        Command("Staff other days...", screen.other_days, icon="calendar-days"),
        Command("Term before", lambda: screen.step_period(-1), keys="Ctrl+PgUp"),
        Command("Term after", lambda: screen.step_period(1), keys="Ctrl+PgDown"),
        Command("Letter keys of the board off" if letters else "Letter keys of the board on", toggle_letters),
    ]
