"""Deeds on release agreements: renew those of several trainers as one piece of work."""

from __future__ import annotations

from datetime import date

from trainerpool.domain.dates import count_of
from trainerpool.domain.evidence import EvidenceKind
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.references import person_or_none, the_person
from trainerpool.problem import Problem
from trainerpool.store.records import EvidenceItem
from trainerpool.store.work import Done


@deed
def renew_agreements(desk: Desk, trainers: list[str], on: date, by: str | None = None) -> Done:
    """Record that the release agreements of these trainers were renewed on a day: all of them or none, one undo."""
    if not trainers:
        raise Problem("No trainer was chosen.", kept="Nothing was changed.")
    if on > desk.today:
        raise Problem(
            "An agreement is recorded once it is signed.", kept="Nothing was changed.", todo="Give a day up to today."
        )
    with desk.work("Renew release agreements") as work:
        people = {person.id: person for person in (the_person(work, trainer) for trainer in trainers)}
        names = [f"{person.given_name} {person.family_name}".strip() for person in people.values()]
        work.name = (
            f"Renew the release agreement of {names[0]}"
            if len(names) == 1
            else f"Renew {count_of(len(names), 'release agreement')}"
        )
        signer = person_or_none(work, by)
        for key in people:
            work.add(EvidenceItem(
                person_id=key, evidence_kind=EvidenceKind.RELEASE_AGREEMENT.value, on=on.isoformat(), by_id=signer.id if signer else None,
                by_name=f"{signer.given_name} {signer.family_name}" if signer else by, recorded_at=desk.clock.now().isoformat(),
                recorded_by=desk.person,
            ))  # fmt: skip
    return work.done
