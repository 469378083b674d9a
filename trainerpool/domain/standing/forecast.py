"""What comes of a standing if nothing more is recorded."""

from __future__ import annotations

from datetime import date

from trainerpool.domain.dates import count_of
from trainerpool.domain.standing.answers import State
from trainerpool.domain.standing.changes import next_change
from trainerpool.domain.standing.reasons_candidate import candidate_summary
from trainerpool.domain.standing.reasons_duties import missed_text
from trainerpool.domain.standing.reckoning import Reckoned, reckon
from trainerpool.domain.standing.voice import Voice

_MOST_STEPS = 24


def forecast(now: Reckoned, voice: Voice) -> tuple[tuple[date, str], ...]:
    """The coming changes in order of date, up to the lapse that ends them."""
    found: list[tuple[date, str]] = []
    for _ in range(_MOST_STEPS):
        day = next_change(now)
        if day is None:
            break
        then = reckon(now.dossier, day, look_back=False)
        found += [(day, text) for text in _news(now, then, voice)]
        if then.state in (State.LAPSED, State.ALUMNI):
            break
        now = then
    return tuple(found)


def _news(before: Reckoned, after: Reckoned, voice: Voice) -> list[str]:
    found: list[str] = []
    if after.state is not before.state:
        found.append(_becomes(after))
    elif after.state is State.APPROVED:
        already = {duty.name for duty in before.missed}
        for duty in after.missed:
            if duty.name not in already:
                days = (duty.notice_until - duty.unmet_from).days + 1
                found.append(f"notice of {count_of(days, 'day')} begins: {missed_text(after, duty)}")
        new = [course for course in after.held if course not in before.held]
        if new:
            found.append(f"approved for {voice.courses(new)}")
    if after.observation_due is not None and before.observation_due is not None:
        overdue = after.observation_due < after.on
        if overdue and not before.observation_due < before.on and after.state is State.APPROVED:
            found.append("observation overdue")
    return found


def _becomes(after: Reckoned) -> str:
    if after.state is State.LAPSED:
        return "approval ends: may not deliver" if after.lapsed_by == "approval" else "lapsed: may not deliver"
    if after.state is State.APPROVED:
        return "approved: may deliver"
    if after.state is State.CANDIDATE:
        return candidate_summary(after)
    return {
        State.ON_HOLD: "on hold: may not deliver",
        State.SUSPENDED: "suspended: may not deliver",
        State.ALUMNI: "leaves the pool",
    }[after.state]
