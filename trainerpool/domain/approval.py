"""What stands between a version of a trainer pack and its approval: one rule for the page that says it and the deed that asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from trainerpool.domain.checklists import ChecklistItem, Judged, Obstacle, another_person, checklist_obstacles
from trainerpool.domain.same_person import Named

UNFINISHED = "unfinished"
"""How a reading ends that was broken off: it says nothing for the version, and nothing against it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One review of a version, older ones first: by which list, by whom, what it says, and how it ended ("" while open)."""

    list_name: str
    is_checklist: bool
    reviewer: Named
    items: Sequence[ChecklistItem]
    judged: Mapping[str, Judged] = field(default_factory=dict)
    outcome: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is under way."""
        return not self.outcome

    @property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """What of its list stands in the way."""
        return checklist_obstacles(self.items, self.judged)


def approval_obstacles(
    author: Named, readings: Sequence[Reading], approver: Named | None = None
) -> tuple[Obstacle, ...]:
    """Everything approval asks for, met or not: the checklist, whatever else it is read against, and three people.

    A reading against another list, once begun, is finished before the version is approved, or broken off on record; and
    the last word of a list that is not read again counts: a shorter list is no way round a starred No.
    """
    found: list[Obstacle] = []
    main = next((one for one in readings if one.is_open and one.is_checklist), None)
    others = [one for one in readings if one.is_open and one is not main]
    if main is None:
        whole = "A review is by somebody who is not the author."
        text = "It has not been reviewed against the checklist" if readings else "Nobody is reviewing it yet"
        found.append(Obstacle("review", text, whole))
    else:
        found += [*main.obstacles, another_person("reviewer", author, main.reviewer, "reviewer")]
    for one in others:
        found += [
            Obstacle(
                f"{each.code}, {one.list_name}",
                f"“{one.list_name}”: {each.text[0].lower()}{each.text[1:]}",
                each.detail,
            )
            for each in one.obstacles
        ]
        person = another_person(f"reviewer, {one.list_name}", author, one.reviewer, "reviewer")
        if not person.is_met:
            found.append(
                Obstacle(person.code, f"“{one.list_name}”: {person.text[0].lower()}{person.text[1:]}", person.detail)
            )
    found += _last_words(readings)
    if approver is not None:
        found.append(another_person("approver", author, approver, "approver"))
    return tuple(found)


def _last_words(readings: Sequence[Reading]) -> list[Obstacle]:
    """The starred No that stands by a list which is not being read again."""
    open_lists = {one.list_name for one in readings if one.is_open}
    last = {one.list_name: one for one in readings if not one.is_open and one.outcome != UNFINISHED}
    return [
        Obstacle(f"{stop.code}, {name}", f"{stop.text} by “{name}”", f"Have it read against “{name}” again.")
        for name, one in last.items()
        if name not in open_lists
        for stop in one.obstacles
        if stop.code.startswith("starred:")
    ]
