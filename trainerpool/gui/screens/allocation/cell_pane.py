"""The inspector of the cell in focus: why it is as it is, what would have to change, and every deed on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainerpool.allocation.levels import Finding
from trainerpool.domain.policy import Level
from trainerpool.gui import marks
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.why import Reason, Remedy, RemedyBlock, WhyBlock
from trainerpool.gui.screens.allocation.cell_facts import CellFacts, step_words
from trainerpool.gui.screens.allocation.hand import CellDeed
from trainerpool.gui.tables.board_model import CellState

_LEVELS = {Level.BLOCK: Meaning.STOP, Level.OVERRIDE: Meaning.ATTENTION, Level.WARN: Meaning.ATTENTION}
_HELP = "lightbulb"
_QUESTIONS = {
    CellState.ELIGIBLE: "Could come",
    CellState.WARNING: "Could come, with a warning",
    CellState.OVERRIDE: "Blocked, can be overridden with a reason",
    CellState.BLOCKED: "Why not here",
    CellState.DECLINED: "Why not here",
}


def cell_pane(
    facts: CellFacts,
    deeds: Sequence[CellDeed],
    do: Callable[[str], None],
    open_page: Callable[[str, str], None],
    look: Callable[[str, str], None],
) -> Inspector:
    """Build it. `do(word)` does a deed of the cell, `open_page(page, id)` goes to the trainer or the session, and
    `look(session, trainer)` to another cell.
    """
    made = Inspector(facts.name, f"{facts.title}, {facts.when}")
    made.add(_why(facts))
    if deeds:
        made.add(_deeds(deeds, facts.name, do))
    if facts.others:
        others = [
            Remedy(name, "Why", lambda one=one: look(facts.session, one), difference, "users")  # type: ignore[misc]
            for one, name, difference in facts.others
        ]
        made.add(RemedyBlock("Who else could take this place", others))
    if facts.helps:
        helps = [Reason(Meaning.INFORMATION, one, icon=_HELP) for one in facts.helps]
        made.add(WhyBlock("What would fill the empty place", helps, keeps_order=True))
    if facts.steps:
        steps = [
            Reason(_state_meaning(one.state), *step_words(one), icon=_state_icon(one.state)) for one in facts.steps
        ]
        made.add(WhyBlock("What happened so far", steps, keeps_order=True))
    made.add(_team(facts, open_page))
    links = QWidget()
    column = QVBoxLayout(links)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Button(f"Open {facts.name}", "link").does(lambda: open_page("trainer", facts.trainer)))
    column.addWidget(Button("Open the session", "link").does(lambda: open_page("programme", facts.session)))
    made.add(links)
    return made


def _why(facts: CellFacts) -> QWidget:
    info = facts.info
    override = info.row.override_reason if info.row is not None else ""
    reasons = [Reason(_meaning(one, bool(override)), one.text, _takes(one)) for one in facts.findings]
    if override:
        reasons.append(
            Reason(Meaning.INFORMATION, f"Overridden: {override}", "Kept with the allocation and shown wherever it is.")
        )
    if info.cell.state is CellState.DECLINED:
        reasons.insert(0, Reason(Meaning.STOP, info.cell.reason.partition("\n")[0], icon="user-x"))
    if not reasons:
        reasons.append(Reason(Meaning.GOOD, "No rule stands against it."))
    if info.is_chosen:
        place = info.role if info.stands else f"{info.role} in this proposal"
        question = f"Why {facts.name} is {place}"
        sentence = info.cell.reason.partition("\n")[0]
        if not info.stands and (why := sentence.partition("not put on yet.")[2].strip()):
            reasons.append(Reason(Meaning.INFORMATION, why))
    else:
        question = _QUESTIONS[info.cell.state]
    return WhyBlock(question, reasons, note=facts.said)


def _meaning(one: Finding, overridden: bool) -> Meaning:
    return Meaning.ATTENTION if overridden and one.level is Level.OVERRIDE else _LEVELS.get(one.level, Meaning.NEUTRAL)


def _takes(one: Finding) -> str:
    if one.level is Level.WARN:
        return "A warning: it does not stop anything."
    return f"It would take {one.remedy}." if one.remedy else ""


def _deeds(deeds: Sequence[CellDeed], name: str, do: Callable[[str], None]) -> QWidget:
    holder = QWidget()
    holder.setAccessibleName("What could be done")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Label("What could be done", "strong"))
    for one in deeds:
        button = Button(one.says, keys=one.keys).does(lambda word=one.word: do(word))  # type: ignore[misc]
        button.setAccessibleDescription(name + (f", key {one.keys}" if one.keys else ""))
        column.addWidget(button)
    return holder


def _team(facts: CellFacts, open_page: Callable[[str, str], None]) -> QWidget:
    holder = QWidget()
    holder.setAccessibleName("The team")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(Label(f"The team: {facts.places}", "strong", wraps=True))
    for trainer, name, place in facts.team:
        link = Button(name, "link").does(lambda trainer=trainer: open_page("trainer", trainer))  # type: ignore[misc]
        column.addWidget(link)
        column.addWidget(Label(f"{place[:1].upper()}{place[1:]}", tone="muted", wraps=True))
    if not facts.team:
        column.addWidget(Label("Nobody yet.", tone="muted"))
    if facts.about_team:
        reasons = [Reason(_LEVELS.get(one.level, Meaning.NEUTRAL), one.text, _takes(one)) for one in facts.about_team]
        column.addSpacing(4)
        column.addWidget(WhyBlock("About the session", reasons))
    if facts.other_day:
        column.addWidget(Button(facts.other_day, "link").does(lambda: open_page("programme", facts.session)))
    return holder


def _state_meaning(state: str) -> Meaning:
    return marks.ALLOCATION[state].meaning if state in marks.ALLOCATION else Meaning.NEUTRAL


def _state_icon(state: str) -> str:
    return marks.ALLOCATION[state].shown_icon if state in marks.ALLOCATION else ""
