"""What an item of evidence would do to a standing before it is recorded, and which item would mend one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.standing import Meaning, Standing, State
from trainerpool.queries.sessions import allocations, sessions
from trainerpool.queries.trainer_ground import Ground, ground_of
from trainerpool.store.pool import Reader
from trainerpool.store.records import Person

_KEY = "trial"
_LATER_THAN_ALL = datetime(9999, 1, 1, tzinfo=UTC)
# What could bring somebody back, the lightest first; offered is what the standing itself then says would do it.
_MENDING = (
    EvidenceKind.RELEASE_AGREEMENT, EvidenceKind.DEVELOPMENT_EVENT, EvidenceKind.HOLD_END, EvidenceKind.DELIVERY,
    EvidenceKind.RETURN_STEP, EvidenceKind.OBSERVED_DELIVERY, EvidenceKind.SUSPENSION_END, EvidenceKind.SIGN_OFF,
    EvidenceKind.TRANSFERRED_APPROVAL,
)  # fmt: skip
# Notice asks for what is missing, and for that alone: a return or a new approval is for whoever has lapsed.
_ENDS_NOTICE = frozenset({EvidenceKind.RELEASE_AGREEMENT, EvidenceKind.DEVELOPMENT_EVENT, EvidenceKind.DELIVERY})
_MOST_MENDS = 3


@dataclass(frozen=True, slots=True)
class Trial:
    """An item as it would be recorded: `on` is YYYY-MM-DD or YYYY-MM; `replaces` the item it corrects or takes back."""

    kind: EvidenceKind
    on: str
    until: date | None = None
    course: str | None = None
    by: str = ""
    starred_met: bool | None = None
    outcome: str | None = None
    note: str = ""
    replaces: str | None = None
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing an item would do, in a sentence without its full stop, with how it stands now, and how it weighs."""

    meaning: Meaning
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Mend:
    """One kind of evidence that would mend a standing if it were recorded for a day, and what it would bring."""

    kind: EvidenceKind
    on: date
    brings: str


def effect_of(reader: Reader, person_id: str, name: str, today: date, trial: Trial) -> tuple[Effect, ...]:
    """What recording this would change, by the one standing function on the evidence with it; never empty."""
    ground = ground_of(reader, person_id, name, today)
    item = _as_evidence(reader, trial)
    on = max(today, item.counts_from)
    before, after = ground.standing(on), ground.standing(on, (*ground.evidence, item))
    found = [
        *_state_change(before, after),
        *_course_changes(before, after, ground.titles),
        *_duty_changes(before, after),
    ]
    in_vain = _in_vain(before, after)
    if before.may_deliver and not after.may_deliver:
        found += _left_behind(reader, person_id, on)
    if not found and not in_vain:
        found = [Effect(Meaning.NEUTRAL, f"The standing stays as it is: {state_in_words(before)}")]
    elif on > today and found:
        first = found[0]
        found[0] = replace(first, text=f"From {in_words(on)}: {first.text[:1].lower()}{first.text[1:]}")
    return (*found, *in_vain)


def mends(ground: Ground, on: date) -> tuple[Mend, ...]:
    """What would let this trainer deliver again, or end the notice, if it were recorded; the lightest first.

    Tried on the day itself, then on the next: what a register ended on a day is not brought back by the same day.
    """
    now = ground.standing(on)
    if now.state is State.CANDIDATE or (now.may_deliver and now.on_notice_until is None):
        return ()
    course = now.courses_ever[0] if now.courses_ever else None
    for day in (on, on + timedelta(days=1)):
        found = []
        for kind in _MENDING:
            if now.may_deliver and kind not in _ENDS_NOTICE:
                continue
            item = Evidence(
                _KEY, kind, day, course=course, by="somebody independent", starred_met=True, recorded_at=_LATER_THAN_ALL,
                outcome="Continue" if kind is EvidenceKind.OBSERVED_DELIVERY else None,
            )  # fmt: skip
            then = ground.standing(day, (*ground.evidence, item))
            if then.may_deliver and then.on_notice_until is None:
                found.append(Mend(kind, day, state_in_words(then)))
        if found:
            return tuple(found[:_MOST_MENDS])
    return ()


def _as_evidence(reader: Reader, trial: Trial) -> Evidence:
    month_only, by = len(trial.on) == 7, trial.by.strip()
    full = func.lower(Person.given_name + " " + Person.family_name)
    named = reader.scalars(select(Person.id).where(full == by.lower()).limit(2)).all() if by else []
    return Evidence(
        id=_KEY, kind=trial.kind, on=date.fromisoformat(f"{trial.on}-01" if month_only else trial.on), month_only=month_only,
        until=trial.until, course=trial.course, by=named[0] if len(named) == 1 else by or None, by_name=by,
        starred_met=trial.starred_met, outcome=trial.outcome, note=trial.note, recorded_at=_LATER_THAN_ALL,
        replaces=trial.replaces, retracted=trial.retracted,
    )  # fmt: skip


def state_in_words(found: Standing) -> str:
    """The standing in a few words: "approved until 15 Mar 2029"."""
    if found.on_notice_until is not None:
        return f"on notice until {in_words(found.on_notice_until)}"
    if found.state is State.APPROVED and found.approved_until is not None:
        return f"approved {'on transfer ' if found.transferred else ''}until {in_words(found.approved_until)}"
    if found.state is State.ON_HOLD and found.hold_until is not None:
        return f"on hold until {in_words(found.hold_until)}"
    if found.state is State.CANDIDATE and found.stage:
        return f"candidate, next: {found.stage}"
    return found.state.value


def _state_change(before: Standing, after: Standing) -> list[Effect]:
    was, said = state_in_words(before), state_in_words(after)
    if was == said:
        return []
    return [Effect(_weight(before, after), f"{said[:1].upper()}{said[1:]}", f"Now {was}.")]


def _weight(before: Standing, after: Standing) -> Meaning:
    if after.may_deliver is not before.may_deliver:
        return Meaning.GOOD if after.may_deliver else Meaning.STOP
    if after.on_notice_until is not None and before.on_notice_until is None:
        return Meaning.ATTENTION
    shorter = (after.approved_until or date.min) < (before.approved_until or date.min)
    back = after.state is State.CANDIDATE and len(_done(after)) < len(_done(before))
    return Meaning.ATTENTION if shorter or back else Meaning.GOOD


def _done(found: Standing) -> list[str]:
    return [key for stage in found.path for key in stage.evidence]


def _course_changes(before: Standing, after: Standing, titles: Mapping[str, str]) -> list[Effect]:
    held, then = set(before.courses_held), set(after.courses_held)
    found = []
    if gained := sorted(titles.get(key, key) for key in then - held):
        found.append(Effect(Meaning.GOOD, f"Approved for {', '.join(gained)}"))
    if lost := sorted(titles.get(key, key) for key in held - then):
        found.append(Effect(Meaning.ATTENTION, f"No longer approved for {', '.join(lost)}"))
    return found


def _duty_changes(before: Standing, after: Standing) -> list[Effect]:
    found = []
    if after.approved_from is not None and before.deliveries_12_months != after.deliveries_12_months:
        number = count_of(after.deliveries_12_months, "delivery")
        enough = after.deliveries_12_months >= after.least_deliveries
        worse = after.deliveries_12_months < before.deliveries_12_months and not enough
        text = f"{number[:1].upper()}{number[1:]} counted in 12 months, least {after.least_deliveries}"
        found.append(Effect(Meaning.ATTENTION if worse else Meaning.GOOD, text, f"Now {before.deliveries_12_months}."))
    for was, then, words in (
        (before.agreement_until, after.agreement_until, "Agreement in date until"),
        (before.deliveries_due, after.deliveries_due, "Deliveries met until"),
        (before.observation_due, after.observation_due, _observation_words(before)),
        (before.development_due, after.development_due, "Next development event due by"),
    ):
        if then is not None and then != was:
            sooner = was is not None and then < was
            now = f"Now {in_words(was)}." if was is not None else ""
            found.append(Effect(Meaning.ATTENTION if sooner else Meaning.GOOD, f"{words} {in_words(then)}", now))
    if after.co_deliver_only is not before.co_deliver_only:
        gone = "May lead again" if before.co_deliver_only else "Co-delivers only, until seen again"
        found.append(Effect(Meaning.GOOD if before.co_deliver_only else Meaning.ATTENTION, gone))
    return found


def _observation_words(before: Standing) -> str:
    return "Next observation due by" if before.last_observed is not None else "First observation due by"


def _left_behind(reader: Reader, person_id: str, on: date) -> list[Effect]:
    """The sessions still to come of somebody who may no longer deliver: each needs somebody else."""
    held = tuple(row.session_id for row in allocations(reader, person_id=person_id) if row.counts)
    coming = [row for row in sessions(reader, ids=held or ("",)) if row.first_date >= on and row.status == "planned"]
    if not coming:
        return []
    first = f"The first is {coming[0].short_name}, {in_words(coming[0].first_date)}."
    return [Effect(Meaning.ATTENTION, f"Still on {count_of(len(coming), 'session')} to come", first)]


def _in_vain(before: Standing, after: Standing) -> list[Effect]:
    """What the standing says of the item itself where it does not count, or warns of something new because of it."""
    known = {reason.text for reason in before.reasons}
    weighs = (Meaning.ATTENTION, Meaning.STOP)
    return [
        Effect(one.meaning, one.text.rstrip("."), one.detail)
        for one in after.reasons
        if one.meaning in weighs
        and one.text not in known
        and _KEY in one.evidence
        and one.rule not in {"suspension", "hold"}
    ]
