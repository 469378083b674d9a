"""How far observations are judged, counted by the store: it reads a hundred thousand judgements for one list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select

from trainerpool.domain.observing import Framework, Grade
from trainerpool.queries.observations_rows import JudgementRow
from trainerpool.store.pool import Reader
from trainerpool.store.records import Judgement


@dataclass(slots=True)
class Judged:
    """Of one observation: criteria with anything said, those judged, those wanting evidence, and the starred ones met."""

    criteria: int = 0
    judged: int = 0
    wants_evidence: int = 0
    met: frozenset[str] = field(default_factory=frozenset)


def judged_of(
    reader: Reader, frameworks: Iterable[Framework], ids: Sequence[str] | None = None
) -> Mapping[str, Judged]:
    """Observation -> how far it is judged; of these ids only when asked."""
    columns = Judgement.observation_id, Judgement.criterion, Judgement.judgement, Judgement.evidence
    some = [Judgement.observation_id.in_(ids)] if ids is not None else []
    counts = select(
        Judgement.observation_id, func.count().label("said"), func.count(Judgement.judgement).label("judged")
    )
    found = {
        row.observation_id: Judged(row.said, row.judged)
        for row in reader.execute(counts.where(*some).group_by(Judgement.observation_id))
    }
    bare = Judgement.evidence.is_(None) | (Judgement.evidence == "")
    for row in reader.execute(select(*columns).where(*some, Judgement.judgement != Grade.MET.value, bare)):
        found[row.observation_id].wants_evidence += JudgementRow(row.judgement, row.evidence or "").wants_evidence
    starred = {one.number for framework in frameworks for one in framework.starred}
    met: dict[str, set[str]] = {}
    good = select(Judgement.observation_id, Judgement.criterion).where(*some, Judgement.judgement == Grade.MET.value)
    for one in reader.execute(good.where(Judgement.criterion.in_(starred))):
        met.setdefault(one.observation_id, set()).add(one.criterion)
    for key, numbers in met.items():
        found[key].met = frozenset(numbers)
    return found
