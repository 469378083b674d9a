"""What stands between a candidate and their sign-off: a starred criterion that an observer did not see met."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from trainerpool.domain.evidence import Evidence, EvidenceKind, in_force
from trainerpool.domain.standing import Stage
from trainerpool.domain.standing.approval import approvals_until
from trainerpool.domain.standing.dossier import Dossier, PolicyBook
from trainerpool.queries.evidence import evidence_of_everyone
from trainerpool.queries.observations_form import judgements_of
from trainerpool.queries.observations_frameworks import frameworks_by_id
from trainerpool.queries.settings import policies, pool_settings
from trainerpool.store.pool import Reader
from trainerpool.store.records import EvidenceItem, Observation, Person, Visit


def why_no_sign_off(reader: Reader, person_id: str, sign_off: Evidence, today: date) -> str:
    """Why a sign-off of the path is refused for a starred criterion not met, in a sentence; "" where none stands against it.

    Only where an observation says so, and no other by somebody independent says that all were met; whatever else is
    missing is for standing to say.
    """
    held = in_force(evidence_of_everyone(reader, person_id).get(person_id, ()))
    observed = EvidenceKind.OBSERVED_DELIVERY
    failed = [
        item
        for item in held
        if item.kind is observed and item.starred_met is False and item.counts_from <= sign_off.counts_from
    ]
    if not failed:
        return ""
    person = reader.get(Person, person_id)
    name = f"{person.given_name} {person.family_name}".strip() if person is not None else ""
    begin = pool_settings(reader).begin(today)
    dossier = Dossier([*held, sign_off], PolicyBook(policies(reader)), begin, (person_id, name))
    _, refusals = approvals_until(dossier, sign_off.counts_from)
    refused = next((one for one in refusals if one.sign_off is sign_off), None)
    if refused is None or not any(asked.stage is Stage.OBSERVED_DELIVERY for asked in refused.missing):
        return ""
    last = max(failed, key=lambda item: item.counts_from)
    return (
        f"{name} cannot be signed off: at the delivery observed {last.when} {_which(reader, last)}. "
        "Every starred criterion has to be met, seen by somebody independent."
    )


def _which(reader: Reader, item: Evidence) -> str:
    """Which starred criteria were not met, as far as the observation behind it says."""
    row = reader.execute(
        select(EvidenceItem.observation_id, Visit.framework_id)
        .outerjoin(Observation, Observation.id == EvidenceItem.observation_id)
        .outerjoin(Visit, Visit.id == Observation.visit_id)
        .where(EvidenceItem.id == item.id)
    ).first()
    said = judgements_of(reader, (row.observation_id,)).get(row.observation_id) if row and row.observation_id else None
    if row is None or not said:
        return "not every starred criterion was met"
    framework = frameworks_by_id(reader)[row.framework_id]
    lacking = framework.starred_not_met({number: one.judgement for number, one in said.items()})
    told = [f"criterion {one.number} ({one.text}) was {grade}" for one, grade in lacking]
    return ", ".join(told) or "not every starred criterion was met"
