"""Deeds by hand on one cell: which there are, in which words, and how each is asked and done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from trainerpool.gui.screens.allocation.cells import CellInfo
from trainerpool.gui.screens.allocation.loading import Loaded
from trainerpool.gui.screens.allocation.words import heading
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.board_model import CellState
from trainerpool.operations.allocations import (
    allocate_trainer,
    confirm_place,
    offer_place,
    release_trainer,
    respond,
    set_pin,
)
from trainerpool.operations.team_roles import change_role, keep_choice

_OPEN = (CellState.ELIGIBLE, CellState.WARNING)


@dataclass(frozen=True, slots=True)
class CellDeed:
    """One deed of a cell: the word the board uses, what stands on the button, and its key."""

    word: str
    says: str
    keys: str = ""


def deeds_of(info: CellInfo, loaded: Loaded, session: str) -> tuple[CellDeed, ...]:
    """Every deed there is on a cell, the likeliest first; none where a rule blocks."""
    if loaded.row(session).status == "delivered":
        return ()
    if info.is_chosen and info.stands and info.row is not None:
        return tuple(_standing(info))
    if info.is_chosen:
        return (
            CellDeed("pin", "Pin this choice", "P"),
            CellDeed("lead", "Put on as lead", "L"),
            CellDeed("co-trainer", "Put on as co-trainer", "C"),
            CellDeed("release", "Take out of the proposal", "Del"),
        )
    state = info.cell.state
    if state in _OPEN or (state is CellState.DECLINED and not info.code):
        return (
            CellDeed("lead", "Put on as lead", "L"),
            CellDeed("co-trainer", "Put on as co-trainer", "C"),
            CellDeed("extra", "Add as an extra"),
        )
    if state is CellState.OVERRIDE:
        return (
            CellDeed("lead", "Override with a reason, as lead", "L"),
            CellDeed("co-trainer", "Override with a reason, as co-trainer", "C"),
        )
    return (CellDeed("extra", "Add as an extra"),) if info.code == "candidate" else ()


def _standing(info: CellInfo) -> list[CellDeed]:
    row = info.row
    assert row is not None
    made = []
    if row.state == "offered":
        made += [CellDeed("accept", "Accepts"), CellDeed("decline", "Declines...")]
    if row.state == "proposed":
        made.append(CellDeed("offer", "Record the offer"))
    if row.state in ("proposed", "offered", "accepted"):
        made.append(CellDeed("confirm", "Confirm"))
    if row.role != "extra":
        made.append(
            CellDeed("co-trainer", "Make co-trainer", "C") if row.role == "lead" else CellDeed("lead", "Make lead", "L")
        )
    made.append(CellDeed("pin", "Take the pin out" if row.pinned else "Pin", "P"))
    if row.state in ("accepted", "confirmed"):
        made.append(CellDeed("decline", "Declines after all..."))
    made.append(CellDeed("release", "Release", "Del"))
    return made


class Hand:
    """Does what the person wishes on a cell; what is not possible is said, and nothing is written."""

    def __init__(
        self, shell: Shell, page: QWidget, refuse: Callable[[str], None], take_out: Callable[[str, str], None]
    ) -> None:
        """`refuse(words)` says why not, where the person looks; `take_out(session, trainer)` changes only the proposal."""
        self._shell, self._page, self._refuse, self._take_out = shell, page, refuse, take_out

    def wish(self, word: str, loaded: Loaded, info: CellInfo, session: str, trainer: str) -> None:
        """Do one deed of `deeds_of`, or say why it is not possible."""
        known = {one.word for one in deeds_of(info, loaded, session)}
        if word not in known:
            self._refuse(self._why_not(word, loaded, info, session, trainer))
            return
        if word in ("lead", "co-trainer", "extra"):
            self._put(word, loaded, info, session, trainer)
        elif word == "pin":
            self._pin(loaded, info, session, trainer)
        elif word == "release":
            if info.stands:
                self._shell.do(release_trainer, session, trainer)
            else:
                self._take_out(session, trainer)
        elif word == "offer":
            self._shell.do(offer_place, session, trainer)
        elif word == "confirm":
            self._shell.do(confirm_place, session, trainer)
        elif word == "accept":
            self._shell.do(respond, session, trainer, True)
        elif word == "decline":
            self._ask(
                f"{loaded.name(trainer)} declines", "Reason given",
                lambda reason: self._shell.do(respond, session, trainer, False, reason=reason or None),
            )  # fmt: skip

    def _put(self, role: str, loaded: Loaded, info: CellInfo, session: str, trainer: str) -> None:
        if info.stands:
            self._shell.do(change_role, session, trainer, role)
            return
        if role != "extra" and not self._has_room(loaded, session):
            places = loaded.problem.instance.session_by_id[session].need if loaded.problem is not None else 0
            full = f"All {places} places" if places != 1 else "The one place"
            self._refuse(
                f"{full} of {heading(loaded.row(session))} {'are' if places != 1 else 'is'} taken. Release somebody first."
            )
            return
        if info.cell.state is CellState.OVERRIDE:
            why = info.cell.reason.partition("\n")[0]
            self._ask(
                f"Override with a reason: {loaded.name(trainer)} as {role}", f"{why} Reason to go against it",
                lambda reason: self._override(session, trainer, role, reason),
            )  # fmt: skip
            return
        self._shell.do(allocate_trainer, session, trainer, role)

    def _override(self, session: str, trainer: str, role: str, reason: str) -> None:
        if reason:
            self._shell.do(allocate_trainer, session, trainer, role, override_reason=reason)
        else:
            self._refuse("A reason is needed to go against a rule. Nothing was changed.")

    def _pin(self, loaded: Loaded, info: CellInfo, session: str, trainer: str) -> None:
        if info.stands and info.row is not None:
            self._shell.do(set_pin, session, trainer, pinned=not info.row.pinned)
            return
        name = f"Pin {loaded.name(trainer)} on {heading(loaded.row(session))}"
        self._shell.do(keep_choice, session, trainer, info.role or "co-trainer", name)

    def _has_room(self, loaded: Loaded, session: str) -> bool:
        assert loaded.problem is not None
        taken = [one for one in loaded.row(session).team if one.counts]
        return len(taken) < loaded.problem.instance.session_by_id[session].need

    def _ask(self, title: str, label: str, answered: Callable[[str], object]) -> None:
        def taken(text: str | None) -> None:
            if text is not None:
                answered(text.strip())

        self._shell.dialogs.ask_text(self._page, title, label, taken)

    @staticmethod
    def _why_not(word: str, loaded: Loaded, info: CellInfo, session: str, trainer: str) -> str:
        name = loaded.name(trainer)
        if loaded.row(session).status == "delivered":
            return "This session was delivered; its team stays as it was."
        if info.is_chosen:
            return f"{name} is {info.role} here already."
        if word in ("pin", "release") or info.cell.state in _OPEN:
            return f"{name} is not on this session."
        return f"{name}: {info.cell.reason.partition(chr(10))[0]}"
