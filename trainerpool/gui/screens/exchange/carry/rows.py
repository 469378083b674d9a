"""The rows of Carry files: each person who could have a desk of their own, their keys, and the carry file they have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from trainerpool.domain.dates import in_words
from trainerpool.domain.policy import policy_on
from trainerpool.gui.marks import TRUST, Mark, Meaning
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.queries.carrying import CarriedRow, carried_files
from trainerpool.queries.people import people
from trainerpool.queries.settings import policies
from trainerpool.queries.trust import HAS_KEYS, TrustRow, people_trust

_ROLES = frozenset({"trainer", "observer"})
NO_KEYS = ""


@dataclass(frozen=True, slots=True)
class CarryLine:
    """One person. `carried` are their carry files, the latest first."""

    id: str
    name: str
    listed: str
    agency: str
    trust: TrustRow | None
    carried: tuple[CarriedRow, ...]
    today: date

    @property
    def state(self) -> str:
        """How it stands with their keys, "" where nothing was ever begun."""
        return self.trust.state if self.trust is not None else NO_KEYS

    @property
    def has_keys(self) -> bool:
        """Whether a carry file can be sealed for them."""
        return self.state == HAS_KEYS

    @property
    def invited_until(self) -> date | None:
        """The last day of an invitation that waits for its reply."""
        return self.trust.until if self.trust is not None else None

    @property
    def latest(self) -> CarriedRow | None:
        """The carry file they have, the latest."""
        return self.carried[0] if self.carried else None

    @property
    def mark(self) -> Mark:
        """Their keys as a pill shows them."""
        return TRUST[self.state]


def who_has_what(desk: Any) -> tuple[tuple[CarryLine, ...], int]:
    """With the weeks a carry file covers by policy: everybody who delivers, observes, has keys, was invited, or has a carry file; whoever has begun first."""
    today = desk.today
    trust = {row.person_id: row for row in desk.ask(people_trust, today)}
    carried: dict[str, list[CarriedRow]] = {}
    for row in desk.ask(carried_files):
        carried.setdefault(row.person_id, []).append(row)
    lines = [
        CarryLine(
            one.id, one.name, one.listed, one.agency, trust.get(one.id),
            tuple(sorted(carried.get(one.id, ()), key=lambda row: -row.number)), today,
        )
        for one in desk.ask(people, today)
        if one.role in _ROLES or one.id in trust or one.id in carried
    ]  # fmt: skip
    lines.sort(key=lambda line: line.trust is None and not line.carried)
    return tuple(lines), policy_on(desk.ask(policies), today).carry_covers_weeks


def answered_words(line: CarryLine) -> str:
    """Whether the carry file they have was answered."""
    latest = line.latest
    if latest is None:
        return ""
    if latest.answered_on is not None:
        return in_words(latest.answered_on)
    return "Not answered"


def _answer_meaning(line: CarryLine) -> Meaning | None:
    latest = line.latest
    late = latest is not None and latest.answered_on is None and latest.is_expired(line.today)
    return Meaning.ATTENTION if late else None


def says(line: CarryLine) -> str:
    """A row as it is read out."""
    latest = line.latest
    if latest is None:
        return f"{line.name}, {line.mark.word}, no carry file"
    return f"{line.name}, {line.mark.word}, carry file number {latest.number} of {in_words(latest.issued_on)}"


def _of_latest(name: str) -> Any:
    return lambda line: getattr(line.latest, name, None)


def _sorted_by(name: str) -> Any:
    return lambda line: getattr(line.latest, name, None) or date.min


COLUMNS: tuple[ColumnSpec[CarryLine], ...] = (
    ColumnSpec("Name", lambda line: line.name, lambda line: line.listed.casefold(), 170, kind=CellKind.STRONG, stretches=True),
    ColumnSpec("Keys", lambda line: line.mark, lambda line: line.mark.word, 150, kind=CellKind.PILL),
    ColumnSpec(
        "Carry file", lambda line: line.latest.number if line.latest else None,
        lambda line: line.latest.number if line.latest else 0, 80, kind=CellKind.NUMBER, priority=2,
    ),
    ColumnSpec("Issued", _of_latest("issued_on"), _sorted_by("issued_on"), 100, kind=CellKind.DATE, priority=4),
    ColumnSpec("Opens until", _of_latest("opens_until"), _sorted_by("opens_until"), 105, kind=CellKind.DATE, priority=3),
    ColumnSpec(
        "Answered", answered_words, _sorted_by("answered_on"), 110, align="right", priority=2, meaning=_answer_meaning,
        icon=lambda line: "clock" if _answer_meaning(line) else "",
    ),
    ColumnSpec("Agency", lambda line: line.agency, lambda line: line.agency.casefold(), 150, kind=CellKind.MUTED, priority=5),
)  # fmt: skip
