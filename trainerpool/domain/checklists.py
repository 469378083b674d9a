"""What a checklist says of a pack: the four answers, and what stands in the way of approval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from trainerpool.domain.dates import count_of
from trainerpool.domain.same_person import Named, Sameness, same_person


class Answer(StrEnum):
    """What a reviewer says of one item."""

    YES = "Yes"
    PARTLY = "Partly"
    NO = "No"
    NOT_APPLICABLE = "Not applicable"

    @property
    def needs_note(self) -> bool:
        """Whether the author has to be told why."""
        return self in (Answer.PARTLY, Answer.NO)


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One item; a No on a starred one stops approval. `short` is what a table has room for."""

    no: str
    text: str
    short: str = ""
    starred: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a review says of one item, where it was seen and why, and what the author answered."""

    answer: Answer | None = None
    where_seen: str = ""
    note: str = ""
    reply: str = ""

    @property
    def note_wanted(self) -> bool:
        """Whether its note is still to be written."""
        return self.answer is not None and self.answer.needs_note and not self.note.strip()


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing approval asks for: `is_met` or in the way, in a line and what stands behind it."""

    code: str
    text: str
    detail: str = ""
    is_met: bool = False


NOTHING = Judged()


def to_go(items: Sequence[ChecklistItem], judged: Mapping[str, Judged]) -> tuple[ChecklistItem, ...]:
    """The items nobody has judged yet."""
    return tuple(item for item in items if judged.get(item.no, NOTHING).answer is None)


def remarks_without_note(items: Sequence[ChecklistItem], judged: Mapping[str, Judged]) -> tuple[ChecklistItem, ...]:
    """The items that say No or Partly and do not say why."""
    return tuple(item for item in items if judged.get(item.no, NOTHING).note_wanted)


def checklist_obstacles(items: Sequence[ChecklistItem], judged: Mapping[str, Judged]) -> tuple[Obstacle, ...]:
    """What of the checklist stands in the way of approval, the gravest first (research "f": a starred No stops it)."""
    found = []
    stopping = [item for item in items if item.starred and judged.get(item.no, NOTHING).answer is Answer.NO]
    found += [
        Obstacle(f"starred:{item.no}", f"Item {item.no} is starred and says No", "A No on a starred item stops approval.")
        for item in stopping
    ]  # fmt: skip
    left = to_go(items, judged)
    if left:
        have = "item has" if len(left) == 1 else "items have"
        starred = sum(item.starred for item in left)
        detail = f"{starred} of them starred." if starred and len(left) > 1 else ""
        found.append(Obstacle("unjudged", f"{len(left)} {have} no judgement yet", detail))
    silent = remarks_without_note(items, judged)
    if silent:
        detail = "Needed for No and Partly: " + ", ".join(f"item {item.no}" for item in silent) + "."
        found.append(Obstacle("notes", f"{count_of(len(silent), 'note')} to be written", detail))
    return tuple(found)


def another_person(code: str, author: Named, other: Named, role: str) -> Obstacle:
    """Whether reviewer or approver (`role`) is somebody other than the author, as an obstacle met or not."""
    detail = f"Author {author.text or 'not named'}, {role} {other.text or 'not named'}."
    if not author.is_told:
        return Obstacle(code, "Nobody is named as author", detail)
    match same_person(author, other) if other.is_told else Sameness.ONE:
        case Sameness.ONE:
            return Obstacle(code, f"The {role} is the author", f"{detail} It has to be somebody else.")
        case Sameness.PERHAPS:
            return Obstacle(
                code, f"The {role} may be the author", f"{detail} Write both names in full, or name people of the pool."
            )
        case _:
            return Obstacle(code, f"{role.capitalize()} is not the author", detail, is_met=True)
