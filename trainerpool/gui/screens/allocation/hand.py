"""Deeds by hand on one cell: which there are, in which words, and how each is asked and done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from trainerpool.domain.policy import Level
from trainerpool.gui.screens.allocation.cells import CellInfo
from trainerpool.gui.screens.allocation.loading import Loaded
from trainerpool.gui.screens.allocation.moving import HAND_OVER, MOVE, SWAP
from trainerpool.gui.screens.allocation.words import heading
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.board_model import CellState
from trainerpool.operations.allocations import allocate_trainer, release_trainer, set_pin
from trainerpool.operations.offers import confirm_place, offer_place, respond, substitute_trainer, withdraw_trainer
from trainerpool.operations.team_moves import move_trainer, swap_trainers
from trainerpool.operations.team_roles import change_role, keep_choice
from trainerpool.queries.findings import findings_of_leading

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
        made.append(CellDeed("withdraw", "Withdraws..."))
    made.append(CellDeed("release", "Release", "Del"))
    made.append(CellDeed("carry", "Move or swap...", "Ctrl+X"))
    return made


# title, whom and what it is about, the rule, the words of the deed, whether it is needed, and who takes the answer
AskReason = Callable[[str, str, str, str, bool, Callable[[str], object]], None]


class Hand:
    """Does what the person wishes on a cell; what is not possible is said, and nothing is written."""

    def __init__(
        self,
        shell: Shell,
        refuse: Callable[[str], None],
        take_out: Callable[[str, str], None],
        ask_reason: AskReason,
        carry: Callable[[str, str], None],
    ) -> None:
        """`refuse(words)` says why not, where the person looks; `take_out(session, trainer)` changes only the proposal;
        `carry(session, trainer)` takes a place up to be let down on another cell.
        """
        self._shell, self._refuse, self._take_out = shell, refuse, take_out
        self._ask_reason, self._carry = ask_reason, carry

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
        elif word == "carry":
            self._carry(session, trainer)
        elif word in ("decline", "withdraw"):
            self._goes(word, loaded, session, trainer)

    def _goes(self, word: str, loaded: Loaded, session: str, trainer: str) -> None:
        name = loaded.name(trainer)

        def answered(reason: str) -> None:
            if word == "decline":
                self._shell.do(respond, session, trainer, False, reason=reason or None)
            else:
                self._shell.do(withdraw_trainer, session, trainer, reason or None)

        verb = "declines" if word == "decline" else "withdraws"
        self._ask_reason(
            f"{name} {verb}", heading(loaded.row(session)), "", f"Record that {name} {verb}", False, answered
        )

    def _put(self, role: str, loaded: Loaded, info: CellInfo, session: str, trainer: str) -> None:
        if not info.stands and role != "extra" and not self._has_room(loaded, session):
            places = loaded.problem.instance.session_by_id[session].need if loaded.problem is not None else 0
            full = f"All {places} places" if places != 1 else "The one place"
            self._refuse(
                f"{full} of {heading(loaded.row(session))} {'are' if places != 1 else 'is'} taken. Release somebody first."
            )
            return
        deed = change_role if info.stands else allocate_trainer
        why = self._asks_reason(role, loaded, info, session, trainer)
        if not why:
            self._shell.do(deed, session, trainer, role)
            return
        self._ask_reason(
            f"Override with a reason: {loaded.name(trainer)} as {role}", heading(loaded.row(session)), why,
            f"Make {role}" if info.stands else f"Put on as {role}", True,
            lambda reason: self._shell.do(deed, session, trainer, role, override_reason=reason),
        )  # fmt: skip

    @staticmethod
    def _asks_reason(role: str, loaded: Loaded, info: CellInfo, session: str, trainer: str) -> str:
        """The rule that asks for a reason, where one does and none is given yet."""
        problem = loaded.problem
        if problem is None or (info.row is not None and info.stands and info.row.override_reason):
            return ""
        if info.cell.state is CellState.OVERRIDE:
            return info.cell.reason.partition("\n")[0]
        if trainer not in problem.instance.trainer_by_id:
            return ""
        leading = findings_of_leading(problem, session, trainer, role)
        return next((one.text for one in leading if one.level is Level.OVERRIDE), "")

    def drop(self, kind: str, carried: tuple[str, str], target: tuple[str, str]) -> None:
        """Do what a drop that was looked at comes to."""
        (session, trainer), (to, other) = carried, target
        if kind == MOVE:
            self._shell.do(move_trainer, session, trainer, to)
        elif kind == SWAP:
            self._shell.do(swap_trainers, session, trainer, to, other)
        elif kind == HAND_OVER:
            self._shell.do(substitute_trainer, session, trainer, other)

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

    @staticmethod
    def _why_not(word: str, loaded: Loaded, info: CellInfo, session: str, trainer: str) -> str:
        name = loaded.name(trainer)
        if loaded.row(session).status == "delivered":
            return "This session was delivered; its team stays as it was."
        if info.is_chosen:
            return f"{name} is {info.role} here already."
        if word in ("pin", "release", "carry") or info.cell.state in _OPEN:
            return f"{name} is not on this session."
        return f"{name}: {info.cell.reason.partition(chr(10))[0]}"
