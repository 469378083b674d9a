"""The deeds of a visit as the form asks for them; each is run in the worker and imports its operation there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from trainerpool.gui.screens.observations.visit.composer import Written

Work = Callable[[Any], Any]
_ZONE = ZoneInfo("Europe/London")


def clock(desk: Any) -> tuple[str, str, str]:
    """The civil day and time, and the name of the deed that Ctrl+Z would take back."""
    now = desk.clock.now().astimezone(_ZONE)
    steps = desk.store.stacks.undo
    return now.date().isoformat(), f"{now:%H:%M}", steps[-1].name if steps else ""


def note(visit: str, written: Written) -> Work:
    """Keep a note, or change a kept one."""

    def work(desk: Any) -> Any:
        from trainerpool.operations import observations

        if not written.note:
            return observations.add_timed_note(
                desk, visit, written.at, written.text, written.person or None, list(written.criteria)
            )
        return observations.change_timed_note(
            desk, written.note, text=written.text, at=written.at, trainer=written.person or None,
            criteria=list(written.criteria), clear=None if written.person else ["trainer"],
        )  # fmt: skip

    return work


def take_out(key: str) -> Work:
    """Take a note out."""

    def work(desk: Any) -> Any:
        from trainerpool.operations.observations import remove_timed_note

        return remove_timed_note(desk, key)

    return work


def judged(observation: str, criterion: str, word: str) -> Work:
    """Judge one trainer on one criterion, or take the judgement back."""

    def work(desk: Any) -> Any:
        from trainerpool.operations.observations import judge

        if word:
            return judge(desk, observation, criterion, judgement=word)
        return judge(desk, observation, criterion, clear=["judgement"])

    return work


def evidence(typed: dict[tuple[str, str], str]) -> Work:
    """Keep the evidence of these (observation, criterion); empty texts take it back."""

    def work(desk: Any) -> Any:
        from trainerpool.operations.observations import judge

        def one(observation: str, criterion: str, text: str) -> Any:
            if text:
                return judge(desk, observation, criterion, evidence=text)
            return judge(desk, observation, criterion, clear=["evidence"])

        if len(typed) == 1:
            return next(one(*key, text) for key, text in typed.items())
        with desk.together("Note evidence") as joined:
            for key, text in typed.items():
                one(*key, text)
        return joined.done

    return work


def changed(visit: str, facts: dict[str, Any]) -> Work:
    """Change facts of the visit."""

    def work(desk: Any) -> Any:
        from trainerpool.operations.observations import change_visit

        return change_visit(desk, visit, **facts)

    return work


def started(visit: str, then: Work | None) -> Work:
    """Start the visit, and do what comes with it as part of the same deed."""

    def work(desk: Any) -> Any:
        from trainerpool.operations.observations import start_visit

        if then is None:
            return start_visit(desk, visit)
        start_visit(desk, visit)
        return then(desk)

    return work


def finished(visit: str) -> Work:
    """Finish the visit."""

    def work(desk: Any) -> Any:
        from trainerpool.operations.observations import finish_visit

        return finish_visit(desk, visit)

    return work
