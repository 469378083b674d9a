"""Carrying a place over the board: what a drop would do is looked at behind the window and said, then done."""

from __future__ import annotations

from collections.abc import Callable

from trainerpool.gui.marks import Meaning
from trainerpool.gui.screens.allocation.moving import NOTHING, Drop, check_drop
from trainerpool.gui.screens.allocation.plan_page import PlanPage
from trainerpool.gui.shell import Shell


def _nothing(_kind: str, _source: tuple[str, str], _target: tuple[str, str]) -> None:
    """Until somebody does what is dropped."""


class Drops:
    """`dropped(kind, from, to)` does what was looked at; `refuse(words)` says why not."""

    def __init__(self, shell: Shell, screen: PlanPage, refuse: Callable[[str], None]) -> None:
        self._shell, self._screen, self._refuse = shell, screen, refuse
        self.dropped: Callable[[str, tuple[str, str], tuple[str, str]], None] = _nothing
        carry = screen.body.board.carry
        carry.looked.connect(self._on_carried)
        carry.dropped.connect(self._on_dropped)

    def carry(self, session: str, trainer: str) -> None:
        """Take up a place, to be let down on another cell."""
        self._screen.go_to(session, trainer)
        self._screen.body.board.setFocus()
        self._screen.body.board.carry.begin()

    def _on_carried(self, source: tuple[str, str], target: tuple[str, str]) -> None:
        self._look_at(source, target, self._say_drop)

    def _say_drop(self, drop: Drop) -> None:
        board = self._screen.body.board
        if not board.carry.is_on():
            return
        tone = None if drop.may and not drop.is_warned else Meaning.ATTENTION if drop.may else Meaning.STOP
        if drop.kind == NOTHING:
            tone = None
        keys = " Ctrl+V lets down, Esc lets go." if drop.may else ""
        board.carry.say(drop.words, tone)
        self._screen.body.say("Carrying", drop.words + keys, tone.value if tone else "", aloud=True)

    def _on_dropped(self, source: tuple[str, str], target: tuple[str, str]) -> None:
        def told(drop: Drop) -> None:
            if drop.may:
                self.dropped(drop.kind, source, target)
            else:
                self._refuse(drop.words)

        self._look_at(source, target, told)

    def _look_at(self, source: tuple[str, str], target: tuple[str, str], told: Callable[[Drop], None]) -> None:
        picture = self._screen.picture
        if picture is None:
            return
        loaded, plan, there = picture.loaded, picture.plan, picture.info(*target)
        self._shell.work(
            lambda _desk: check_drop(loaded, plan, source, target, there), then=told, latest="drop", owner=self._screen
        )
