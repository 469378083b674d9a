"""A trainer's evidence as lines of a page: what each item is, what it counts for, who entered it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from trainerpool.domain.dates import count_of, in_words, last_day_of
from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.policy import PolicyVersion, policy_on
from trainerpool.domain.standing import StageState, Standing
from trainerpool.queries.courses import CourseRow
from trainerpool.queries.evidence import EvidenceRow
from trainerpool.queries.trainer_ground import ZONE

_COUNTS = {
    EvidenceKind.COURSE_BRIEFING: "Course approval",
    EvidenceKind.CO_DELIVERY: "Course approval",
    EvidenceKind.TRANSFERRED_APPROVAL: "Approval on transfer",
    EvidenceKind.DEVELOPMENT_EVENT: "Development, 1 a year",
    EvidenceKind.EQUIVALENCE: "By decision",
    EvidenceKind.HOLD: "Hold: clocks stand still",
    EvidenceKind.HOLD_END: "Return from hold",
    EvidenceKind.SUSPENSION: "Suspended",
    EvidenceKind.SUSPENSION_END: "Suspension ended",
    EvidenceKind.WITHDRAWAL: "Left the pool",
    EvidenceKind.NOTICE_EXTENSION: "Longer notice",
    EvidenceKind.STATUS_LAPSED: "Lapsed",
    EvidenceKind.RETURN_STEP: "Return",
    EvidenceKind.TRANSFER_CONFIRMED: "Transfer confirmed",
}
_BY = {
    EvidenceKind.RELEASE_AGREEMENT: "signed by",
    EvidenceKind.ELIGIBILITY_CHECK: "",
    EvidenceKind.OBSERVED_DELIVERY: "seen by",
    EvidenceKind.SIGN_OFF: "by",
    EvidenceKind.SHADOW: "with",
    EvidenceKind.CO_DELIVERY: "with",
}


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One item of evidence, or what stood before it was corrected.

    `on` is YYYY-MM-DD or YYYY-MM. `fate` is "" while it stands, "corrected" or "taken back". Items of the pool's own
    programme are `of_programme`: they are changed on the session.
    """

    id: str
    kind: EvidenceKind
    on: str
    when: str
    until: date | None
    course_id: str | None
    course: str
    by_name: str
    starred_met: bool | None
    outcome: str
    note: str
    what: str
    counts_for: str
    entered_by: str
    source: str
    revision: int = 1
    fate: str = ""
    of_programme: bool = False

    @property
    def label(self) -> str:
        """What it is."""
        return self.kind.label

    @property
    def stands(self) -> bool:
        """Whether it is in force: neither corrected since nor taken back."""
        return not self.fate


class Judged(NamedTuple):
    """What evidence is judged with."""

    standing: Standing
    policies: Sequence[PolicyVersion]
    courses: Mapping[str, CourseRow]


def evidence_lines(
    rows: Sequence[EvidenceRow], delivered: Sequence[Evidence], judged: Judged
) -> tuple[EvidenceLine, ...]:
    """Every item, latest first: recorded ones with their revisions, and what the pool's own programme delivered."""
    earlier = {row.id: row for row in rows}
    later = {row.replaces_id: row for row in rows if row.replaces_id}
    found = [_line(row, earlier, later.get(row.id), judged) for row in rows if not row.retracted]
    for item in delivered:
        course = judged.courses.get(item.course or "")
        on = item.on.isoformat()[:7] if item.month_only else item.on.isoformat()
        found.append(
            EvidenceLine(
                item.id, item.kind, on, _when(on), None, item.course, course.title if course else item.note, "", None, "", "",
                course.title if course else item.note, _counts_for(item.id, item.kind, on, None, judged), "Programme", "",
                of_programme=True,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda line: (line.on, line.revision), reverse=True))


def _line(
    row: EvidenceRow, earlier: Mapping[str, EvidenceRow], later: EvidenceRow | None, judged: Judged
) -> EvidenceLine:
    revision, before = 1, row
    while before.replaces_id and before.replaces_id in earlier and revision < 99:
        revision, before = revision + 1, earlier[before.replaces_id]
    fate = "" if later is None else "taken back" if later.retracted else "corrected"
    course = judged.courses.get(row.course_id or "")
    what = _what(row, course.title if course else "", revision)
    return EvidenceLine(
        row.id, row.kind, row.on, _when(row.on), row.until, row.course_id, course.title if course else "", row.by_name,
        row.starred_met, row.outcome, row.note, f"{what}{'. ' if what else ''}{_end(later, fate)}" if later is not None else what,
        fate.capitalize() if fate else _counts_for(row.id, row.kind, row.on, row.until, judged),
        "Register" if row.source else row.recorded_by, row.source, revision, fate,
    )  # fmt: skip


def _end(later: EvidenceRow, fate: str) -> str:
    """Who corrected an item or took it back, when, and why: "Taken back 23 Nov 2026 by Marian Holt: entered twice"."""
    when = in_words(datetime.fromisoformat(later.recorded_at).astimezone(ZONE).date())
    by = f" by {later.recorded_by}" if later.recorded_by else ""
    why = f": {later.note}" if later.retracted and later.note else ""
    return f"{fate.capitalize()} {when}{by}{why}"


def _when(on: str) -> str:
    if len(on) == 7:
        return in_words(date.fromisoformat(f"{on}-01"), month_only=True)
    return in_words(date.fromisoformat(on), weekday=True)


def _what(row: EvidenceRow, course: str, revision: int) -> str:
    parts = [course.split(":", maxsplit=1)[0]] if course else []
    if row.outcome:
        parts.append(row.outcome)
    if row.by_name:
        parts.append(f"{_BY.get(row.kind, 'by')} {row.by_name}".strip())
    if row.kind is EvidenceKind.OBSERVED_DELIVERY and row.starred_met is False:
        parts.append("not every starred criterion met")
    if row.note:
        parts.append(row.note)
    if revision > 1:
        parts.append(f"revision {revision}")
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _counts_for(key: str, kind: EvidenceKind, on: str, until: date | None, judged: Judged) -> str:
    found = judged.standing
    day = date.fromisoformat(on if len(on) == 10 else f"{on}-01")
    if day > found.on:
        return "Counts from then on"
    for number, stage in enumerate(found.path, 1):
        fulfils = stage.state in (StageState.DONE, StageState.DECISION, StageState.NOW)
        if (
            key in stage.evidence
            and fulfils
            and kind is not EvidenceKind.SIGN_OFF
            and not _is_renewal(kind, day, found)
        ):
            return f"TtT stage {number}"
    if kind is EvidenceKind.DELIVERY:
        return "Not counted" if key in not_counted(found) else "Minimum deliveries"
    policy = policy_on(judged.policies, day)
    if kind is EvidenceKind.RELEASE_AGREEMENT:
        return f"Standing to {in_words(until or last_day_of(day, policy.agreement_months))}"
    refused = any(key in reason.evidence and "does not count" in reason.text for reason in found.reasons)
    if kind is EvidenceKind.OBSERVED_DELIVERY:
        if refused:
            return "Not counted"
        latest = found.last_observed == day and found.observation_due is not None
        return (
            f"Observed, to {in_words(found.observation_due, month_only=True)}"
            if latest and found.observation_due
            else "Observed"
        )
    if kind is EvidenceKind.SIGN_OFF:
        return "Not counted" if refused else f"Approval, {count_of(policy.approval_months, 'month')}"
    return _COUNTS.get(kind, kind.label)


def _is_renewal(kind: EvidenceKind, day: date, found: Standing) -> bool:
    """Agreements and observations after the approval renew it; they are no longer steps of the path."""
    begun = found.approved_from
    return (
        kind in (EvidenceKind.RELEASE_AGREEMENT, EvidenceKind.OBSERVED_DELIVERY) and begun is not None and day > begun
    )


def not_counted(found: Standing) -> frozenset[str]:
    """The deliveries on record that count for nothing: before approval, or while not allowed to deliver."""
    return frozenset(
        key
        for reason in found.reasons
        if reason.rule == "deliveries" and "not counted" in reason.text
        for key in reason.evidence
    )
