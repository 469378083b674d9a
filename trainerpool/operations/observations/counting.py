"""How an observation comes to count: one item of evidence for one visit, replaced by a revision, never counted twice."""

from __future__ import annotations

from sqlalchemy import select

from trainerpool.domain.evidence import EvidenceKind
from trainerpool.domain.observations import is_counted
from trainerpool.domain.outcomes import limits_delivery
from trainerpool.operations.desk import Desk
from trainerpool.operations.observations.parts import framework_of, judged, the_visit_of
from trainerpool.queries.observations import days_of
from trainerpool.store.records import EvidenceItem, Observation
from trainerpool.store.work import Work

_SOURCE = "Observation"


def every_starred_met(work: Work, seen: Observation) -> bool | None:
    """Whether every starred criterion of the visit's framework is met; what an older log says where it has no judgements."""
    visit = the_visit_of(work, seen)
    grades = {number: grade for number, (grade, _) in judged(work, seen).items()}
    if visit is None and not grades:
        return seen.starred_met
    return framework_of(work, visit).is_every_starred_met(grades)


def bring_to_evidence(work: Work, desk: Desk, seen: Observation) -> None:
    """Make the evidence say what the observation says, where it counts; else take back what it said before.

    What limits a trainer is lifted only by what counts: while another outcome waits for its second person, or is
    being written anew, the limit stands; and where it is corrected away, until somebody else has moderated that.
    """
    work.session.flush()
    latest = _latest(work, seen)
    if not is_counted(days_of(seen, the_visit_of(work, seen))):
        if latest is not None and not latest.retracted and not limits_delivery(latest.outcome):
            _add(work, desk, seen, latest, retracted=True)
        return
    if latest is not None and not latest.retracted and latest.observation_id == seen.id and seen.visit_id is not None:
        lifts = limits_delivery(latest.outcome) and not limits_delivery(seen.outcome)
        if lifts and seen.moderated_on is None:
            return
    starred = every_starred_met(work, seen)
    told = (seen.on, seen.course_id, seen.observer_id, seen.observer_name, starred, seen.outcome)
    if latest is None or latest.retracted or _says(latest) != told or latest.observation_id != seen.id:
        _add(work, desk, seen, latest, starred_met=starred)


def _says(item: EvidenceItem) -> tuple[object, ...]:
    return (item.on, item.course_id, item.by_id, item.by_name, item.starred_met, item.outcome)


def _latest(work: Work, seen: Observation) -> EvidenceItem | None:
    """The last revision of this observation's evidence; else what was recorded by hand of the same day and course."""
    kind = EvidenceItem.evidence_kind == EvidenceKind.OBSERVED_DELIVERY.value
    own = select(EvidenceItem).where(kind, EvidenceItem.person_id == seen.person_id)
    items = work.find(own.order_by(EvidenceItem.recorded_at, EvidenceItem.id))
    replaced = {item.replaces_id for item in items}
    last = [item for item in items if item.id not in replaced]
    mine = [item for item in last if item.observation_id == seen.id]
    if mine:
        return mine[-1]
    by_hand = [
        item
        for item in last
        if item.observation_id is None
        and not item.retracted
        and item.on == seen.on
        and item.course_id in (None, seen.course_id)
        and (not limits_delivery(item.outcome) or item.outcome == seen.outcome)  # a limit is no other visit's to lift
    ]
    return by_hand[-1] if by_hand else None


def _add(
    work: Work, desk: Desk, seen: Observation, latest: EvidenceItem | None, *, starred_met: bool | None = None,
    retracted: bool = False,
) -> None:  # fmt: skip
    about = work.record
    work.add(EvidenceItem(
        person_id=seen.person_id, evidence_kind=EvidenceKind.OBSERVED_DELIVERY.value, on=seen.on, course_id=seen.course_id,
        by_id=seen.observer_id, by_name=seen.observer_name, starred_met=starred_met, outcome=seen.outcome,
        session_id=seen.session_id, observation_id=seen.id, source=seen.source or _SOURCE,
        recorded_at=desk.clock.now().isoformat(), recorded_by=desk.person,
        replaces_id=latest.id if latest is not None else None, retracted=retracted,
    ))  # fmt: skip
    work.record = about
