"""Deeds on the observation framework: a change makes a new version, and a visit keeps its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from trainerpool.domain.observing import framework_from_json
from trainerpool.domain.observing_default import DEFAULT_FRAMEWORK, DEFAULT_NAME
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.store.records import Framework
from trainerpool.store.work import Done, Work


@deed
def change_observation_framework(
    desk: Desk, groups: Sequence[Mapping[str, Any]], name: str | None = None, in_force_on: date | None = None
) -> Done:
    """Change the observation framework: a new version, in force from a day (today where none is given); visits planned before keep theirs.

    Each group is {"letter", "title", "criteria": [{"number", "text", "starred"}]}.
    """
    with desk.work("Change the observation framework") as work:
        _put(work, desk, {"groups": list(groups)}, name, in_force_on)
    return work.done


@deed
def revert_observation_framework(desk: Desk, in_force_on: date | None = None) -> Done:
    """Go back to the criteria a new pool begins with, as a new version."""
    with desk.work("Go back to the default observation framework") as work:
        _put(work, desk, DEFAULT_FRAMEWORK.as_json(), DEFAULT_NAME, in_force_on)
    return work.done


def _put(work: Work, desk: Desk, body: Mapping[str, Any], name: str | None, in_force_on: date | None) -> None:
    kept = work.find(select(Framework).where(Framework.sort == "observation").order_by(Framework.number))
    if not kept:
        kept = [work.add(Framework(sort="observation", name=DEFAULT_NAME, number=1, body=DEFAULT_FRAMEWORK.as_json()))]
    number = kept[-1].number + 1
    called = (name or "").strip() or kept[-1].name
    made = framework_from_json(body, called, number)
    added = work.add(
        Framework(
            sort="observation", name=called, number=number, in_force_on=in_force_on or desk.today, body=made.as_json()
        )
    )
    work.about(added.id)
    work.result = added.id
