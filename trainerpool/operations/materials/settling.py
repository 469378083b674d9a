"""How the flag of a trigger is settled: by a version approved since, or by a decision with its reason."""

from __future__ import annotations

from datetime import date

from trainerpool.domain.dates import in_words
from trainerpool.domain.materials import MaterialState
from trainerpool.operations.materials.finding import state_of
from trainerpool.problem import Problem
from trainerpool.store.records import MaterialVersion, Trigger, TriggerFlag
from trainerpool.store.work import Work


def settle(
    work: Work, flag: TriggerFlag, today: date, on: date, version: MaterialVersion | None = None, why: str | None = None
) -> TriggerFlag:
    """Settle a flag within a piece of work; Problem where the version is of another course, older, or not approved."""
    trigger = work.get(Trigger, flag.trigger_id)
    if flag.settled_on is not None:
        raise Problem(f"“{trigger.title}” is settled for this course already.", kept="Nothing was changed.")
    if on < trigger.on:
        raise Problem(f"“{trigger.title}” is of {in_words(trigger.on)}: it cannot be settled before.", kept="Nothing was changed.")  # fmt: skip
    if version is None and not (why or "").strip():
        raise Problem("Say by which version or for which reason it is settled.", kept="Nothing was changed.")
    if version is not None:
        if version.course_id != flag.course_id:
            raise Problem(f"Version {version.version} is of another course.", kept="Nothing was changed.")
        if (
            state_of(work, version, today) is not MaterialState.APPROVED
            or (version.approved_on or date.min) < trigger.on
        ):
            raise Problem(
                f"Version {version.version} was not approved since {in_words(trigger.on)}.", kept="Nothing was changed.",
                todo="Name a version approved since, or give the reason of a decision.",
            )  # fmt: skip
        flag.version_id = version.id
    flag.settled_on, flag.why = on, (why or "").strip() or None
    return flag
