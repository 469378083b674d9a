"""One observation whole: what was judged and said, its clocks, what it still wants, and every revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from trainerpool.domain.dates import in_words
from trainerpool.domain.observations import ActionSaid, FeedbackClocks, submission_wants
from trainerpool.domain.observing import Framework
from trainerpool.queries.observations import days_of, observations
from trainerpool.queries.observations_clocks import clocks_of
from trainerpool.queries.observations_form import judgements_of, last_actions, notes_of, visits
from trainerpool.queries.observations_frameworks import frameworks_by_id
from trainerpool.queries.observations_rows import (
    ActionRow,
    JudgementRow,
    NoteRow,
    ObservationRow,
    ScanRow,
    VisitRow,
    initials_of,
)
from trainerpool.store.pool import Reader
from trainerpool.store.records import KeptFile, Observation, ObservationRevision, Person, Visit


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One thing a correction changed: what, before and after in words."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class RevisionRow:
    """What an observation said before a correction, with who corrected it, when and why, and what changed then."""

    number: int
    on: date
    by: str
    why: str
    changes: tuple[ChangeRow, ...]
    body: Mapping[str, Any]


@dataclass(frozen=True)
class ObservationPage:
    """One observation whole. `wants` are the sentences that stand between a draft and its submission."""

    row: ObservationRow
    visit: VisitRow | None
    framework: Framework
    judgements: Mapping[str, JudgementRow]
    notes: tuple[NoteRow, ...]
    clocks: FeedbackClocks
    wants: tuple[str, ...]
    last_actions: tuple[ActionRow, ...]
    revisions: tuple[RevisionRow, ...]
    reflected_on: date | None
    went_as_planned: str
    would_change: str
    what_i_need: str
    spoken_on: date | None
    submitted_on: date | None
    seconded_by: str
    seconded_on: date | None
    copied_on: date | None
    reply: str
    replied_on: date | None
    moderated_by: str
    moderated_on: date | None
    moderation_note: str
    closed_on: date | None
    note: str
    files: tuple[ScanRow, ...]
    manager: str

    @property
    def reflection_declined(self) -> bool:
        """Whether the trainer was asked for a reflection and gave none."""
        return self.reflected_on is not None and not (self.went_as_planned or self.would_change or self.what_i_need)


def observation(reader: Reader, observation_id: str, today: date) -> ObservationPage | None:
    """One observation, or None where there is none of this id."""
    row = next(iter(observations(reader, today, ids=(observation_id,))), None)
    seen = reader.get(Observation, observation_id)
    if row is None or seen is None:
        return None
    visit = next(iter(visits(reader, (row.visit_id,))), None) if row.visit_id else None
    kept = reader.get(Visit, row.visit_id) if row.visit_id else None
    framework = frameworks_by_id(reader)[visit.framework_id if visit is not None else None]
    said = judgements_of(reader, (row.id,)).get(row.id, {})
    notes = notes_of(reader, row.visit_id, {row.person_id: initials_of(row.trainer)}) if row.visit_id else ()
    wants: tuple[str, ...] = ()
    if visit is not None and seen.submitted_on is None:
        judged = {number: (one.judgement or None, one.evidence or None) for number, one in said.items()}
        agreed = [ActionSaid(one.text, one.owner, one.due) for one in row.actions]
        wants = submission_wants(framework, judged, days_of(seen, kept), row.strengths, agreed)
    return ObservationPage(
        row=row, visit=visit, framework=framework, judgements=said,
        notes=tuple(one for one in notes if one.person_id in (None, row.person_id)),
        clocks=clocks_of(reader, seen.on, seen.copied_on), wants=wants,
        last_actions=last_actions(reader, row.person_id, row.on, row.id), revisions=_revisions(reader, row, seen, framework),
        reflected_on=seen.reflected_on, went_as_planned=seen.went_as_planned or "", would_change=seen.would_change or "",
        what_i_need=seen.what_i_need or "", spoken_on=seen.spoken_on, submitted_on=seen.submitted_on,
        seconded_by=seen.seconded_by or "", seconded_on=seen.seconded_on, copied_on=seen.copied_on, reply=seen.reply or "",
        replied_on=seen.replied_on, moderated_by=seen.moderated_by or "", moderated_on=seen.moderated_on,
        moderation_note=seen.moderation_note or "", closed_on=seen.closed_on, note=seen.note or "",
        files=_files(reader, row.visit_id), manager=_manager(reader, row.person_id),
    )  # fmt: skip


def _manager(reader: Reader, person_id: str) -> str:
    person = reader.get(Person, person_id)
    return (person.manager or "") if person is not None else ""


def _files(reader: Reader, visit_id: str | None) -> tuple[ScanRow, ...]:
    statement = select(KeptFile.id, KeptFile.name, KeptFile.size, KeptFile.added_on).order_by(KeptFile.position)
    rows = reader.execute(statement.where(KeptFile.owner_kind == "visit", KeptFile.owner_id == visit_id))
    return tuple(ScanRow(row.id, row.name, row.size, row.added_on) for row in rows)


def _revisions(reader: Reader, row: ObservationRow, seen: Observation, framework: Framework) -> tuple[RevisionRow, ...]:
    """The revisions, the latest first, each with what its correction changed."""
    kept = reader.scalars(
        select(ObservationRevision)
        .where(ObservationRevision.observation_id == seen.id)
        .order_by(ObservationRevision.number.desc(), ObservationRevision.id.desc())
    ).all()
    found, after = [], _body_now(reader, row, seen)
    for one in kept:
        found.append(RevisionRow(one.number, one.on, one.by, one.why, _changes(one.body, after, framework), one.body))
        after = one.body
    return tuple(found)


def _body_now(reader: Reader, row: ObservationRow, seen: Observation) -> dict[str, Any]:
    said = judgements_of(reader, (row.id,)).get(row.id, {})
    return {
        "observation": {"outcome": seen.outcome, "on": seen.on, "note": seen.note},
        "judgements": {
            key: {"judgement": one.judgement or None, "evidence": one.evidence or None} for key, one in said.items()
        },
        "strengths": list(row.strengths),
        "actions": [
            {"text": one.text, "owner": one.owner or None, "due": one.due.isoformat() if one.due else None}
            for one in row.actions
        ],
    }


_FIELDS = {"outcome": "Outcome", "on": "Day", "note": "Note"}


def _changes(before: Mapping[str, Any], after: Mapping[str, Any], framework: Framework) -> tuple[ChangeRow, ...]:
    found = [
        ChangeRow(label, _plain(before["observation"].get(field)), _plain(after["observation"].get(field)))
        for field, label in _FIELDS.items()
        if before["observation"].get(field) != after["observation"].get(field)
    ]
    for number in framework.by_number:
        old, new = before["judgements"].get(number), after["judgements"].get(number)
        if old != new:
            found.append(ChangeRow(f"Criterion {number}", _judged(old), _judged(new)))
    for key, label in (("strengths", "Strength"), ("actions", "Action")):
        olds, news = before[key], after[key]
        for place in range(max(len(olds), len(news))):
            one, other = (_said(part[place]) if place < len(part) else "" for part in (olds, news))
            if one != other:
                found.append(ChangeRow(f"{label} {place + 1}", one, other))
    return tuple(found)


def _judged(said: Mapping[str, Any] | None) -> str:
    if not said:
        return "Not judged"
    return ": ".join(part for part in (said.get("judgement") or "Not judged", said.get("evidence")) if part)


def _said(item: Any) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    due = item.get("due")
    by = f"by {in_words(date.fromisoformat(due))}" if due else ""
    return ", ".join(part for part in (str(item.get("text") or ""), item.get("owner") or "", by) if part)


def _plain(value: Any) -> str:
    return str(value) if value else "None"
