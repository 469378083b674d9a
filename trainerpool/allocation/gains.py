"""What would help an empty place, with what each way would gain: a rule lifted, another day, two people trained."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, replace

from trainerpool.allocation import words
from trainerpool.allocation.explain import explain_empty
from trainerpool.allocation.helping import OtherDay, lifting_one_rule, near_days, other_days
from trainerpool.allocation.instance import Instance, Pair, Session
from trainerpool.allocation.judging import judge
from trainerpool.allocation.levels import FORMAT_1, Profile
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.training import whom_to_train

RULE, DAY, TRAINING = "rule", "day", "training"
_DAYS, _MOST_DAYS, _LOOKED_AT = 10, 2, 6


@dataclass(frozen=True, slots=True)
class Gain:
    """One way to fill places: who would come where with everybody else staying, and how much less the plan would cost.

    `rule` is the code of the rule lifted for those pairs, `on` the day the session would begin.
    """

    kind: str
    pairs: tuple[Pair, ...]
    gain: int
    text: str
    rule: str = ""
    on: str = ""


def gains(
    instance: Instance, plan: Plan, session_id: str, profile: Profile = FORMAT_1, deadline: float = math.inf
) -> tuple[Gain, ...]:
    """Return what would help the session's empty places, each way worked out by the judge; none where it is whole.

    Of those whom one rule alone keeps out the nearest are looked at, and the best of them would come. After `deadline` (a
    `time.monotonic()` moment) nothing further is looked at. Raises KeyError for an unknown session.
    """
    session = instance.session_by_id[session_id]
    place = next(iter(explain_empty(instance, plan, profile, deadline=0.0, only=(session_id,))), None)
    if place is None:
        return ()
    now = judge(instance, plan, profile).total
    found: list[Gain] = []
    for one in lifting_one_rule(place, instance):
        if time.monotonic() > deadline:
            return tuple(found)
        near = sorted(one.named, key=lambda who: _way(instance, session, who))[:_LOOKED_AT]
        totals = {who: judge(instance, plan.adding(session_id, who), profile).total for who in near}
        best = min(totals, key=lambda who: (totals[who], who))
        gain = now - totals[best]
        found.append(Gain(RULE, (Pair(session_id, best),), gain, _with(one.text, gain), rule=one.code))
    days = 0
    for on in near_days(session, _DAYS):
        if time.monotonic() > deadline:
            return tuple(found)
        for day in other_days(instance, plan, session_id, [on], profile):
            gain = now - judge(*_on(instance, plan, session_id, day), profile).total
            pairs = tuple(Pair(session_id, who) for who in day.team)
            found.append(Gain(DAY, pairs, gain, _with(day.text, gain), on=day.on.isoformat()))
            days += 1
        if days == _MOST_DAYS:
            break
    for learned in whom_to_train(instance, plan, profile, (session.course,)) if time.monotonic() < deadline else ():
        more = plan
        for pair in learned.places:
            more = more.adding(pair.session, pair.trainer)
        gain = now - judge(instance, more, profile).total
        found.append(Gain(TRAINING, learned.places, gain, _with(learned.text, gain)))
    return tuple(found)


def _way(instance: Instance, session: Session, who: str) -> tuple[int, str]:
    return instance.travel(instance.trainer_by_id[who].base, session.site), who


def _on(instance: Instance, plan: Plan, session_id: str, day: OtherDay) -> tuple[Instance, Plan]:
    """Return the problem with the session on its other day, and the plan with its team there."""
    by = day.on - instance.session_by_id[session_id].first_day
    sessions = tuple(
        replace(one, blocks=tuple(replace(block, on=block.on + by) for block in one.blocks)) if one.id == session_id else one
        for one in instance.sessions
    )  # fmt: skip
    rest = Plan(tuple(one for one in plan.assignments if one.session != session_id))
    for who in day.team:
        rest = rest.adding(session_id, who)
    return replace(instance, sessions=sessions), rest


def _with(text: str, gain: int) -> str:
    """Return the sentence with what the plan would gain."""
    if not gain:
        return f"{text} The plan would cost the same."
    return f"{text} The plan would cost {words.count(abs(gain), 'minute')} {'less' if gain > 0 else 'more'}."
