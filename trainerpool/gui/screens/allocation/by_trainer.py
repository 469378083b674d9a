"""The plan by trainer: one row each with what they are on and what they could take; the board's list form."""

from __future__ import annotations

from collections.abc import Callable

from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.why import Remedy, RemedyBlock
from trainerpool.gui.screens.allocation.picture import Picture, TrainerLine
from trainerpool.gui.screens.allocation.words import STATE_WORDS, heading
from trainerpool.gui.tables.columns import CellKind, ColumnSpec

_SHOWN = 14


def columns() -> tuple[ColumnSpec[TrainerLine], ...]:
    """The columns of the list."""
    return (
        ColumnSpec(
            "Trainer", lambda one: one.family_first, lambda one: one.family_first.casefold(), 190,
            kind=CellKind.TWO_LINES, second=lambda one: one.agency, tip=lambda one: f"{one.name}, {one.agency}",
        ),
        ColumnSpec("Sessions", lambda one: len(one.on) or None, lambda one: len(one.on), 96, kind=CellKind.NUMBER),
        ColumnSpec(
            "Which they are", lambda one: one.words, width=260, stretches=True, priority=1, kind=CellKind.TWO_LINES,
            second=_could, meaning=lambda one: one.meaning,
            icon=lambda one: {Meaning.STOP: "octagon-x", Meaning.ATTENTION: "triangle-alert"}.get(one.meaning, "") if one.meaning else "",
            tip=lambda one: "\n".join(words for _, words in one.on),
        ),
        ColumnSpec("Sure", lambda one: one.sure or None, lambda one: one.sure, 64, priority=3, kind=CellKind.NUMBER),
        ColumnSpec("Term cap", lambda one: one.cap, lambda one: one.cap, 96, priority=4, kind=CellKind.NUMBER),
    )  # fmt: skip


def _could(one: TrainerLine) -> str:
    number = len(one.could)
    return f"Could take {number} empty place{'s' if number != 1 else ''}" if number else "Could take no empty place"


def says(one: TrainerLine) -> str:
    """A row as a screen reader reads it."""
    return f"{one.name}, {one.agency}: {one.words}. {_could(one)}"


def trainer_pane(
    one: TrainerLine, picture: Picture, go: Callable[[str, str], None], opened: Callable[[], None]
) -> Inspector:
    """The inspector of a trainer: each session is a door to its cell."""
    made = Inspector(one.name, f"{one.agency}: {len(one.on)} of this period's sessions, {one.sure} sure")
    here = []
    for session, _words in one.on:
        info = picture.info(session, one.id)
        state = STATE_WORDS[info.row.state] if info.row is not None else "Only in this proposal"
        meaning = Meaning.STOP if info.cell.is_illegal else Meaning.ATTENTION if info.cell.is_warned else None
        icon = {Meaning.STOP: "octagon-x", Meaning.ATTENTION: "triangle-alert"}.get(meaning, "") if meaning else ""
        here.append(Remedy(
            heading(picture.loaded.row(session)), "Why", lambda session=session: go(session, one.id),  # type: ignore[misc]
            f"{info.role.capitalize()}, {state.lower()}", icon or "calendar-days", meaning,
        ))  # fmt: skip
    if here:
        made.add(RemedyBlock("On", here))
    else:
        made.add(Label("On no session of this period.", tone="muted", wraps=True))
    could = [
        Remedy(
            heading(picture.loaded.row(session)), "Choose", lambda session=session: go(session, one.id),  # type: ignore[misc]
            picture.info(session, one.id).cell.reason.partition("\n")[0] or "Nothing stands against it",
        )
        for session in one.could[:_SHOWN]
    ]  # fmt: skip
    if could:
        more = len(one.could) - len(could)
        made.add(
            RemedyBlock("Could take an empty place", could),
            *([Label(f"And {more} more on the board.", tone="muted")] if more > 0 else []),
        )
    more_about = (f"Open {one.name}", opened)
    made.add(RemedyBlock("More", [], more_about))
    return made
