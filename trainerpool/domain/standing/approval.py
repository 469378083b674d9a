"""Approvals: which sign-offs count, what those that do not count lack, and how long each approval runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trainerpool.domain.dates import add_months
from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.outcomes import limits_delivery
from trainerpool.domain.path import PathStage, Stage
from trainerpool.domain.policy import Policy
from trainerpool.domain.standing.dossier import Dossier, is_same_person, person_of
from trainerpool.domain.standing.observers import mentors_until
from trainerpool.domain.standing.pauses import is_suspended

Person = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Approval:
    """One approval of a trainer: its days, both inclusive, and the evidence it comes from."""

    start: date
    until: date
    source: Evidence
    transferred: bool
    by_path: bool
    course: str | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A sign-off that does not count, and why: codes with the evidence each of them is about."""

    sign_off: Evidence
    why: tuple[tuple[str, Evidence | None], ...]
    missing: tuple[PathStage, ...] = ()


def approvals_until(dossier: Dossier, on: date) -> tuple[list[Approval], list[Refusal]]:
    """Every approval begun on or before a day, oldest first, and the sign-offs that gave none."""
    approvals = [_transferred(dossier, item, on) for item in dossier.of(EvidenceKind.TRANSFERRED_APPROVAL, on)]
    refusals: list[Refusal] = []
    signed = dossier.of(EvidenceKind.SIGN_OFF, on)
    if not signed:
        return approvals, refusals
    for item in signed:
        # A register's "lapsed" is no approval: without one on record or transferred, the whole path is asked for.
        result = _judge(dossier, item, approvals, on=on)
        if isinstance(result, Approval):
            approvals.append(result)
        else:
            refusals.append(result)
    approvals.sort(key=lambda approval: approval.start)
    return approvals, refusals


def _transferred(dossier: Dossier, item: Evidence, on: date) -> Approval:
    """A register's approval runs to the later of its own end and the transition (2-domain "Records begin")."""
    start = item.counts_from
    own_end = item.until if item.until is not None else dossier.book.last_day(start, "approval_months", on)
    begin = dossier.records_begin
    transition = date.min
    if begin != date.min:
        transition = add_months(begin, dossier.book.on(begin).transition_months)
    return Approval(start, max(own_end, transition), item, transferred=True, by_path=False, course=item.course)


def _judge(dossier: Dossier, item: Evidence, earlier: list[Approval], *, on: date) -> Approval | Refusal:
    start = item.counts_from
    ever = any(approval.start <= start for approval in earlier)
    policy = dossier.book.on(start)
    signer = person_of(item)
    mentors = mentors_until(dossier, start)
    why = _not_independent(dossier, signer, mentors)
    observed = observed_for_sign_off(dossier, start, signer, mentors)
    course = item.course or _course_of_path(dossier, start, observed)
    missing = tuple(
        asked
        for asked in policy.path
        if asked.stage is not Stage.SIGN_OFF
        and len(fulfilling(dossier, asked.stage, start, policy, course, observed)) < asked.count
    )
    # A renewal is no weaker by the old path behind it: the yearly promise is in date again.
    renewed = any(approval.start < start for approval in earlier)
    if (renewed or (missing and ever)) and not _agreement_is_in_date(dossier, start):
        why.append(("agreement", None))
    if missing and ever:
        seen = _only_observed_by(dossier, signer, start)
        if seen is not None and not why:
            why.append(("observer", seen))
    if is_suspended(dossier, start):
        why.append(("suspended", None))
    if why or (missing and not ever):
        return Refusal(item, tuple(why), () if ever else missing)
    until = dossier.book.last_day(start, "approval_months", on)
    if item.until is not None:
        until = min(until, item.until)
    return Approval(start, until, item, transferred=False, by_path=not missing, course=course)


def _only_observed_by(dossier: Dossier, signer: Person, on: date) -> Evidence | None:
    """The last observation, when nobody but the one who signs has ever observed this trainer."""
    seen = dossier.of(EvidenceKind.OBSERVED_DELIVERY, on)
    if not seen or not all(is_same_person(person_of(item), signer) for item in seen):
        return None
    return seen[-1]


def _not_independent(
    dossier: Dossier, signer: Person, mentors: list[tuple[Person, Evidence]]
) -> list[tuple[str, Evidence | None]]:
    """Sign-off is by someone who is neither mentor nor observer (2-domain "Standing"), and by somebody named."""
    if not signer[0]:
        return [("unnamed", None)]
    if is_same_person(signer, dossier.trainer) or is_same_person(dossier.trainer, signer):
        return [("self", None)]
    for mentor, evidence in mentors:
        if is_same_person(signer, mentor):
            return [("mentor", evidence)]
    return []


def why_observed_fails(dossier: Dossier, item: Evidence, signer: Person, mentors: list[tuple[Person, Evidence]]) -> str:
    """Why an observed delivery does not count for a sign-off: a code, "" when it counts.

    An observer nobody named is taken; a reason says so.
    """
    if item.starred_met is not True:
        return "starred"
    if limits_delivery(item.outcome):
        return "outcome"
    observer = person_of(item)
    if not observer[0]:
        return ""
    if is_same_person(observer, dossier.trainer) or is_same_person(dossier.trainer, observer):
        return "self"
    if any(is_same_person(observer, mentor) for mentor, _ in mentors):
        return "mentor"
    if is_same_person(observer, signer):
        return "signer"
    return ""


def observed_for_sign_off(
    dossier: Dossier, on: date, signer: Person, mentors: list[tuple[Person, Evidence]]
) -> list[Evidence]:
    """The observed deliveries that count for a sign-off by a person on a day."""
    seen = dossier.of(EvidenceKind.OBSERVED_DELIVERY, on)
    return [item for item in seen if not why_observed_fails(dossier, item, signer, mentors)]


def fulfilling(
    dossier: Dossier, stage: Stage, on: date, policy: Policy, course: str | None, observed: list[Evidence]
) -> list[Evidence]:
    """The evidence that fulfils a stage of the path on a day, decisions last.

    `observed` are the observed deliveries that count, which depends on who signs.
    """
    items = observed if stage is Stage.OBSERVED_DELIVERY else dossier.of(stage.kind, on)
    if course is not None and stage in policy.same_course_stages:
        items = [item for item in items if item.course is None or item.course == course]
    decided = dossier.decisions(stage.value, on)
    return [*items, *decided] if decided else items


def _course_of_path(dossier: Dossier, on: date, observed: list[Evidence]) -> str | None:
    """The course a sign-off without a course is for: that of the latest step that names one."""
    for items in (
        observed,
        dossier.of(EvidenceKind.TTT_COURSE, on),
        dossier.of(EvidenceKind.CO_DELIVERY, on),
        dossier.of(EvidenceKind.SHADOW, on),
    ):
        for item in reversed(items):
            if item.course is not None:
                return item.course
    return None


def agreement_until(dossier: Dossier, on: date, since: date) -> date:
    """The last day of the release agreement as seen on a day.

    Without any agreement its clock starts at `since`; no clock starts before the records begin.
    """
    begin = dossier.records_begin
    last = date.min
    for item in dossier.of(EvidenceKind.RELEASE_AGREEMENT, on):
        end = item.until
        if end is None or end < begin:
            end = dossier.book.last_day(max(item.counts_from, begin), "agreement_months", on)
        last = max(last, end)
    if last == date.min:
        last = dossier.book.last_day(max(since, begin), "agreement_months", on)
    return last


def _agreement_is_in_date(dossier: Dossier, on: date) -> bool:
    return agreement_until(dossier, on, date.min) >= on
