"""The trainers a programme names on its sessions: who is put on, whose place changes, and who is not matched yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trainerpool.exchange.spreadsheets.reading import SessionDraft, TrainerNamed
from trainerpool.operations.imports.comparing import Comparing
from trainerpool.queries.comparing import PersonNow, SessionNow
from trainerpool.store.records import Allocation, AllocationStep

ON_TEAM = "trainer:"  # fields that begin so hold the role of one person on a session
_GONE = frozenset({"declined", "withdrawn", "substituted", "did not attend"})


class Teams:
    """Who is on which session, in the file and in the pool."""

    def __init__(
        self,
        comparing: Comparing,
        people: Mapping[str, PersonNow],
        person_of: Mapping[str, str],
        agency_of_person: Mapping[str, str],
    ) -> None:
        self._c, self._person_of, self._agencies = comparing, person_of, agency_of_person
        self._names = {key: f"{person.given_name} {person.family_name}".strip() for key, person in people.items()}
        self._names |= {
            person_of[draft.key]: f"{draft.given_name} {draft.family_name}".strip()
            for draft in comparing.reading.trainers
            if draft.key in person_of
        }

    def person(self, named: TrainerNamed) -> str | None:
        """The person named, where that is known."""
        found = self._person_of.get(named.trainer or "")
        return found or (named.known_id if named.known_id in self._names else None)

    def name(self, field: str) -> str:
        """The name of the person a team field is about."""
        return self._names.get(field.removeprefix(ON_TEAM), "a trainer")

    def wanted(self, draft: SessionDraft) -> dict[str, str]:
        """Person -> role: as said; where no role is said, the first named leads."""
        found: dict[str, str] = {}
        has_lead = any(named.role == "lead" for named in draft.trainers)
        for named in draft.trainers:
            person = self.person(named)
            if named.role == "shadow":
                role = "extra"
            elif named.role == "lead" or (named.role != "co-trainer" and not has_lead):
                role = "lead"
            else:
                role = "co-trainer"
            has_lead = has_lead or role == "lead"
            if person is not None:
                found.setdefault(person, role)
        return found

    def unmatched(self, draft: SessionDraft) -> list[str]:
        """Those named whom the pool cannot tell yet, and remarks beside names: kept as notes."""
        lines = []
        for named in draft.trainers:
            if self.person(named) is None:
                role = "" if named.role == "trainer" else f" ({named.role})"
                lines.append(f"Named in the file, not matched yet: {named.text}{role}")
            if named.note:
                lines.append(f"{named.text}: {named.note}")
        return lines

    def now(self, session: SessionNow, sheet: Mapping[str, Any]) -> dict[str, str]:
        """Person -> role as the pool has it, of those the file speaks of."""
        there = {ON_TEAM + one.person_id: one.role for one in session.team if one.state not in _GONE}
        return {name: there.get(name, "") for name in sheet if name.startswith(ON_TEAM)}

    def put(self, session: str, team: Mapping[str, str], status: str, draft: SessionDraft) -> None:
        """Put people on a session that is new."""
        for person, role in team.items():
            self._add(session, person, role, status, draft)

    def change(self, session: SessionNow, changes: Mapping[str, Any], status: str, draft: SessionDraft) -> list[str]:
        """Put people on, take them off or change their role as the file has changed; gives it in words."""
        c, said = self._c, []
        there = {one.person_id: one for one in session.team if one.state not in _GONE}
        for field, role in changes.items():
            if not field.startswith(ON_TEAM):
                continue
            one = there.get(field.removeprefix(ON_TEAM))
            if one is None and role:
                self._add(session.id, field.removeprefix(ON_TEAM), role, status, draft)
            elif one is not None and role:
                c.writes.change(Allocation, one.id, role=role)
            elif one is not None:
                c.writes.change(Allocation, one.id, state="withdrawn")
                self._step(one.id, "withdrawn", f"No longer named in {c.source(draft.key)}")
            said.append(f"{self.name(field)}: {role or 'no longer named'}")
        if changes.get("status") == "delivered":
            for one in there.values():
                if one.state == "confirmed" and not is_taken_off(changes, one.person_id):
                    c.writes.change(Allocation, one.id, state="delivered")
                    self._step(one.id, "delivered", f"Delivered, says {c.source(draft.key)}")
        return said

    def _add(self, session: str, person: str, role: str, status: str, draft: SessionDraft) -> None:
        state = "delivered" if status == "delivered" else "confirmed"
        source = self._c.source(draft.key)
        made = self._c.writes.add(
            Allocation, session_id=session, person_id=person, role=role, state=state, source=source,
            agency_id=self._agencies.get(person) or None,
        )  # fmt: skip
        self._step(made, state, f"Named in {source}")

    def _step(self, allocation: str, state: str, reason: str) -> None:
        c = self._c
        c.writes.add(
            AllocationStep,
            allocation_id=allocation,
            state=state,
            on=c.today,
            reason=reason,
            told_by=None,
            entered_by=c.person,
        )


def is_taken_off(changes: Mapping[str, Any], person: str) -> bool:
    """Whether the file no longer names somebody it named."""
    return changes.get(ON_TEAM + person) == ""
