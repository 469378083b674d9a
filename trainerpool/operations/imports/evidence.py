"""What a register's row says, as dated evidence; and what of it to add, correct or take back when the row changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from trainerpool.domain.dates import month_end
from trainerpool.domain.evidence import EvidenceKind
from trainerpool.operations.imports.comparing import Comparing
from trainerpool.queries.approvals import NOT_DATED
from trainerpool.queries.comparing import EvidenceNow
from trainerpool.store.records import EvidenceItem

Key = tuple[str, str | None]  # kind of evidence, course

COURSE = "course:"  # fields that begin so hold since when somebody delivers a course
HELD = "yes"  # a course held without a date of its own
_APPROVAL = EvidenceKind.TRANSFERRED_APPROVAL.value
_OF_STAGE = {
    "applied": EvidenceKind.APPLICATION.value,
    "lapsed": EvidenceKind.STATUS_LAPSED.value,
    "withdrawn": EvidenceKind.WITHDRAWAL.value,
    "on hold": EvidenceKind.HOLD.value,
    "suspended": EvidenceKind.SUSPENSION.value,
}
_ENDED_BY = {
    EvidenceKind.HOLD.value: EvidenceKind.HOLD_END.value,
    EvidenceKind.SUSPENSION.value: EvidenceKind.SUSPENSION_END.value,
}
_ENDS_APPROVAL = (EvidenceKind.STATUS_LAPSED.value, EvidenceKind.WITHDRAWAL.value)
APPROVING = (_APPROVAL, EvidenceKind.SIGN_OFF.value)


@dataclass(frozen=True, slots=True)
class Item:
    """One dated fact as a register gives it; `on` is YYYY-MM-DD or YYYY-MM."""

    on: str
    until: str | None = None
    outcome: str | None = None
    note: str | None = None


def stage_of(fields: Mapping[str, Any]) -> str:
    """The stage a row means: as said, else approved where it has an approval date or courses, else none."""
    said = str(fields.get("stage") or "")
    if said:
        return said
    return "approved" if fields.get("approved_from") or courses_of(fields) else ""


def courses_of(fields: Mapping[str, Any]) -> dict[str, str]:
    """Course -> since when ("" where the row gives no date of its own)."""
    return {
        name.removeprefix(COURSE): "" if value == HELD else str(value)
        for name, value in fields.items()
        if name.startswith(COURSE) and value
    }


def is_transferred(fields: Mapping[str, Any]) -> bool:
    """Whether the row says that somebody is, or was, approved (2-domain "Records begin")."""
    stage = stage_of(fields)
    if stage == "approved":
        return True
    return stage in {"lapsed", "withdrawn", "on hold", "suspended"} and bool(
        fields.get("approved_from") or courses_of(fields)
    )


def items_of(fields: Mapping[str, Any]) -> dict[Key, Item]:
    """The evidence a row stands for. `_seen_on`, `_stage_on` and `_transfer` in the fields say when and how it was read."""
    found: dict[Key, Item] = {}
    if fields.get("ttt_course_on"):
        found[EvidenceKind.TTT_COURSE.value, None] = Item(fields["ttt_course_on"])
    if fields.get("last_observed"):
        note = "Last observed, as the register has it"
        found[EvidenceKind.OBSERVED_DELIVERY.value, None] = Item(fields["last_observed"], note=note)
    if fields.get("_transfer") and is_transferred(fields):
        found |= _approvals(fields)
    stage = stage_of(fields)
    if stage in _OF_STAGE:
        note = f"The register says “{stage}” and gives no date for it; dated with the day of the import"
        found[_OF_STAGE[stage], None] = Item(fields["_stage_on"], note=note)
    return found


def _approvals(fields: Mapping[str, Any]) -> dict[Key, Item]:
    """One transferred approval without a course, and one for each course held."""
    courses = courses_of(fields)
    own_dates = sorted(since for since in courses.values() if since)
    said = str(fields.get("approved_from") or (own_dates[0] if own_dates else ""))
    until = fields.get("approved_until") or None
    if until and len(until) == 7:
        until = month_end(date.fromisoformat(f"{until}-01")).isoformat()
    outcome = None if said else NOT_DATED
    start = said or str(fields["_seen_on"])
    found: dict[Key, Item] = {(_APPROVAL, None): Item(start, until, outcome)}
    for course, since in courses.items():
        found[_APPROVAL, course] = Item(since or start, until, None if since else outcome)
    return found


def key_text(key: Key) -> str:
    """A key as the base keeps it."""
    return f"{key[0]}|{key[1] or ''}"


class EvidenceOfPerson:
    """The evidence the pool has of one person, and what an import writes to it."""

    def __init__(self, comparing: Comparing, person: str, held: Iterable[EvidenceNow], source: str) -> None:
        self._c, self._person, self._source = comparing, person, source
        self._by_root = {item.root: item for item in held}
        self._live: dict[Key, list[EvidenceNow]] = {}
        for item in self._by_root.values():
            if not item.retracted:
                self._live.setdefault((item.kind, item.course_id), []).append(item)

    def of(self, key: Key, roots: Mapping[str, str]) -> EvidenceNow | None:
        """What stands of an item read before, else the earliest of its kind and course; None where there is none."""
        root = roots.get(key_text(key))
        if root is not None:
            item = self._by_root.get(root)
            return None if item is None or item.retracted else item
        same = self._live.get(key, [])
        if not same and key[0] == _APPROVAL:
            same = self._live.get((EvidenceKind.SIGN_OFF.value, key[1]), [])
        return min(same, key=lambda item: item.on) if same else None

    def stage(self, roots: Mapping[str, str]) -> str:
        """What the evidence not read from this row says of the person's stage: the latest status; "" for nothing."""
        read = set(roots.values())
        found: list[tuple[str, str]] = []
        ends = {end: kind for kind, end in _ENDED_BY.items()}
        stages = {kind: stage for stage, kind in _OF_STAGE.items()} | dict.fromkeys(APPROVING, "approved")
        for (kind, _), items in self._live.items():
            stage = stages.get(kind) or ("approved" if kind in ends else "")
            found += [(item.on, stage) for item in items if stage and item.root not in read]
        return max(found)[1] if found else ""

    def write(
        self, old: Mapping[Key, Item], new: Mapping[Key, Item], roots: dict[str, str], *, renew: bool
    ) -> list[str]:
        """Add, correct and take back what differs between what the row stood for and what it stands for now.

        `roots` (key -> first revision) is brought up to date. With `renew` a row that no longer says lapsed or
        withdrawn is a new approval. Gives what changed, in words.
        """
        gone = [key for key in old if key not in new]
        changed = [
            f"{EvidenceKind(key[0]).label} ended or taken back"
            for key in gone
            if self._end(key, roots, new, renew=renew)
        ]
        for key, item in new.items():
            before = old.get(key)
            if before is None:
                changed += self._add(key, item, roots)
            elif (before.on, before.until, before.outcome) != (item.on, item.until, item.outcome):
                changed += self._correct(key, before, item, roots)
        return changed

    def _add(self, key: Key, item: Item, roots: dict[str, str]) -> list[str]:
        there = next((held for held in self._live.get(key, []) if held.on == item.on), None)
        if there is not None:
            roots[key_text(key)] = there.root
            return []
        roots[key_text(key)] = self._put(key, item)
        if key[0] == _APPROVAL and key[1] is None:
            self._c.transfers += 1
        return [f"{EvidenceKind(key[0]).label}: {item.on}"]

    def _correct(self, key: Key, before: Item, item: Item, roots: Mapping[str, str]) -> list[str]:
        held = self._by_root.get(roots.get(key_text(key), ""))
        until = held.until.isoformat() if held is not None and held.until else None
        if held is None or held.retracted or (held.on, until) != (before.on, before.until):
            return []  # changed in the pool since: the pool's stays
        self._put(key, item, replaces=held.id)
        return [f"{EvidenceKind(key[0]).label}: {before.on} becomes {item.on}"]

    def _end(self, key: Key, roots: dict[str, str], new: Mapping[Key, Item], *, renew: bool) -> bool:
        held = self._by_root.get(roots.pop(key_text(key), ""))
        if held is None or held.retracted or key[0] == EvidenceKind.APPLICATION.value:
            return False
        today = self._c.today.isoformat()
        lasts = key[0] in _ENDED_BY or key[0] in _ENDS_APPROVAL
        if not lasts or held.on == today:
            self._put(key, Item(held.on, note="No longer so in the register"), replaces=held.id, retracted=True)
        elif key[0] in _ENDED_BY:
            self._put((_ENDED_BY[key[0]], None), Item(today, note="The register no longer says so"))
        elif renew:
            for other in new:
                if other[0] == _APPROVAL:
                    self._put(other, Item(today, note="The register says approved again"))
        return True

    def _put(self, key: Key, item: Item, *, replaces: str | None = None, retracted: bool = False) -> str:
        until = date.fromisoformat(item.until) if item.until else None
        return self._c.writes.add(
            EvidenceItem, person_id=self._person, evidence_kind=key[0], on=item.on, until=until, course_id=key[1],
            outcome=item.outcome, note=item.note, source=self._source, recorded_at=self._c.at, recorded_by=self._c.person,
            replaces_id=replaces, retracted=retracted,
        )  # fmt: skip
