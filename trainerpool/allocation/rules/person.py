"""The rules about one trainer in one session; each is one function that finds what is wrong, or nothing.

Source of every rule: the allocation file form's hard rules and the domain page's "Allocation rules". The sentences follow
the house's way of saying things: first the fact, then the reason.
"""

from __future__ import annotations

from datetime import date, timedelta

from trainerpool.allocation import words
from trainerpool.allocation.ground import away_on
from trainerpool.allocation.instance import EXTRA, Session
from trainerpool.allocation.levels import Finding
from trainerpool.allocation.rules.case import Case


def _is_on_the_way(case: Case) -> bool:
    """A candidate beside the pair shadows or co-delivers: that is how the approval is earned (2-domain, the team)."""
    return case.trainer.candidate and case.role == EXTRA


def standing(case: Case) -> Finding | None:
    """Standing on every day of the session allows delivery."""
    spans = case.trainer.may_deliver
    if not spans or _is_on_the_way(case):
        return None
    barred: dict[date, str] = {}
    for block in case.session.blocks:
        holding = [span for span in spans if span.start <= block.on <= span.end]
        against = next((span for span in holding if not span.allowed), None)
        if not holding or against is not None:
            barred[block.on] = (against.reason if against else "") or "standing does not allow delivery that day"
    if not barred:
        return None
    first = min(barred)
    on, days = words.day(first), words.listed([words.day(one) for one in sorted(barred)])
    return case.found(
        "standing",
        f"May not deliver on {on}: {barred[first].rstrip('.')}.",
        f"may not deliver on {on}",
        "standing",
        f"leave to deliver on {days}",
    )


def approval(case: Case) -> Finding | None:
    """The approval of the session's course covers the date of every part; an extra may be earning it by a co-delivery."""
    session = case.session
    if _is_on_the_way(case) or (case.role == EXTRA and session.course in case.trainer.learning):
        return None
    held = [one for one in case.trainer.approvals if one.course == session.course]
    course = case.instance.course_names.get(session.course, session.course)
    if not held:
        return case.found(
            "approval",
            f"No approval for {course}.",
            f"has no approval for {course}",
            "no approval",
            f"an approval for {course}",
        )
    number = case.ground.trainer_no[case.trainer.id]
    lacking = [one for one in session.blocks if not case.ground.covered(number, session.course, one.on)]
    for block in lacking[:1]:
        later = min((one.start for one in held if one.start > block.on), default=None)
        earlier = max((one.end for one in held if one.end < block.on), default=None)
        if earlier is None and later is not None:
            said = f"is approved for {course} only from {words.day(later, block.on)}"
        elif earlier is not None:
            said = f"was approved for {course} until {words.day(earlier, block.on)}"
        else:
            said = f"has no approval for {course} on {words.day(block.on)}"
        text = f"Cannot deliver on {words.day(block.on)}: {said.removeprefix('is ').removeprefix('was ')}."
        days = words.listed([words.day(one.on) for one in lacking])
        return case.found("approval", text, said, "approval dates", f"an approval that covers {days}")
    return None


def availability(case: Case) -> Finding | None:
    """Every part's weekday is one the trainer can deliver on, and no absence holds its date."""
    trainer = case.trainer
    for block in case.session.blocks:
        number = away_on(trainer, block.on)
        on = words.day(block.on)
        if number is not None:
            away = trainer.blackouts[number]
            dates = words.span(away.start, away.end, block.on)
            note = f", {away.note.rstrip('.')}" if away.note else ""
            return case.found(
                "availability",
                f"Cannot deliver on {on}: away {dates}{note}.",
                f"is away {dates}",
                "away",
                _freed(case),
            )
        if not trainer.works_on(block.on):
            weekday = words.weekdays(block.on.weekday())
            return case.found(
                "availability",
                f"Cannot deliver on {on}: does not work {weekday}.",
                f"does not work {weekday}",
                "weekday " + weekday,
                _freed(case),
            )
    return None


def _freed(case: Case) -> str:
    """Return all that it takes to be free on every part's day."""
    takes = []
    for block in case.session.blocks:
        takes += [
            f"the absence {words.span(away.start, away.end, block.on)} taken back"
            for away in case.trainer.blackouts if away.start <= block.on <= away.end
        ]  # fmt: skip
        if not case.trainer.works_on(block.on):
            takes.append(f"agreement to work a {words.weekdays(block.on.weekday()).removesuffix('s')}")
    return words.listed(list(dict.fromkeys(takes)))


def overlap(case: Case) -> Finding | None:
    """No other session of the trainer is nearer in time than the buffer, or than travel between the two sites."""
    ground, session = case.ground, case.session
    near = [other for other in case.others() if ground.clash(session, other)]
    if not near:
        return None
    other = near[0]
    when, kind, said = _clash_words(case, other)
    partners = tuple(one.id for one in near)
    return case.found(
        "overlap",
        f"Cannot deliver on {when}: {said.removeprefix('is ')}.",
        said,
        kind,
        f"{words.listed([one.label for one in near])} given to someone else, or moved",
        partners,
    )


def _clash_words(case: Case, other: Session) -> tuple[str, str, str]:
    gap = case.ground.gap(case.session, other)
    for block in case.session.blocks:
        for another in other.blocks:
            if block.on != another.on or block.start >= another.end + gap or another.start >= block.end + gap:
                continue
            times = f"{words.clock(another.start)} to {words.clock(another.end)}"
            when = words.day(block.on)
            if block.start < another.end and another.start < block.end:
                return when, "other session", f"is on {other.label} that day, {times}"
            between = max(another.start - block.end, block.start - another.end)
            said = f"is on {other.label} that day, {times}; {between} minutes between, {gap} needed"
            return when, "too close", said
    raise AssertionError("a clash has two parts that clash")


def cap_month(case: Case) -> Finding | None:
    """No more sessions in a calendar month than the trainer's cap."""
    return _cap(case, "month", case.trainer.cap_month, words.month(case.session.first_day))


def cap_term(case: Case) -> Finding | None:
    """No more sessions in a term than the trainer's cap."""
    return _cap(case, "term", case.trainer.cap_term, "the term")


def cap_week(case: Case) -> Finding | None:
    """No more sessions in an ISO week than the trainer's cap."""
    monday = case.session.first_day - timedelta(days=case.session.first_day.weekday())
    return _cap(case, "week", case.trainer.cap_week, f"the week of {words.day(monday)}")


def cap_year(case: Case) -> Finding | None:
    """No more sessions in a calendar year than the trainer's cap, those already done included."""
    done = case.trainer.done_year.get(case.session.first_day.year, 0)
    return _cap(case, "year", case.trainer.cap_year, str(case.session.first_day.year), done)


def _cap(case: Case, period: str, cap: int | None, named: str, done: int = 0) -> Finding | None:
    if cap is None or case.role == EXTRA:
        return None
    keys, numbers = case.ground.periods[period], case.ground.session_no
    here = keys[numbers[case.session.id]]
    if here is None:
        return None
    same = tuple(one.id for one in case.deliveries() if keys[numbers[one.id]] == here)
    if len(same) + done < cap:
        return None
    has = len(same) + done
    held = f"{words.count(has, 'session')} in {named}, cap {cap}"
    return case.found(
        f"cap_{period}",
        f"Would go over the cap for the {period}: has {held}.",
        f"has {held}",
        f"{period} cap",
        f"the cap for the {period} raised to {has + 1}{_given(has + 1 - cap, len(same))}",
        same,
    )


def _given(number: int, there: int) -> str:
    """Return the other way to come below a cap, where giving sessions away is one."""
    if number > there:
        return ""
    return f", or {'another session' if number == 1 else f'{number} other sessions'} given away"


def conflict(case: Case) -> Finding | None:
    """No declared conflict with this session, and none with another member of its team."""
    session, trainer = case.session, case.trainer
    met: tuple[str, ...] = ()
    against = case.ground.partners.get(trainer.id)
    if against and case.role != EXTRA:
        here = case.plan.by_session.get(session.id, ())
        met = tuple(one.trainer for one in here if one.trainer in against and one.role != EXTRA)
    names = words.listed([case.instance.trainer_by_id[one].label for one in met])
    other = f"someone else in place of {names}"
    if trainer.id in session.excluded:
        why = session.excluded_why.get(trainer.id, "")
        said = "has a declared conflict with this session"
        text = f"{words.sentence(why)}" if why else "Declared conflict with this session."
        takes = "the declared conflict taken back"
        return case.found("conflict", text, said, "declared conflict", f"{takes} and {other}" if met else takes)
    if not met:
        return None
    be = "is" if len(met) == 1 else "are"
    text = f"Never together with {names}, who {be} on this session."
    return case.found("conflict", text, f"is never put together with {names}", "never together", other, met)


def agreement(case: Case) -> Finding | None:
    """The release agreement is in date on the day, or within its days of notice."""
    until = case.trainer.agreement_until
    last = case.session.blocks[-1].on
    notice = timedelta(days=case.instance.agreement_notice_days)
    if until is None or last <= until or last > until + notice:
        return None
    said = f"has a release agreement that ends on {words.day(until, last)}"
    return case.found(
        "agreement",
        f"Release agreement ends on {words.day(until, last)}; notice runs to {words.day(until + notice, last)}.",
        said,
        "agreement",
        "the release agreement renewed",
    )


def agreement_lapsed(case: Case) -> Finding | None:
    """The release agreement and its days of notice are not over."""
    until = case.trainer.agreement_until
    last = case.session.blocks[-1].on
    if until is None or last <= until + timedelta(days=case.instance.agreement_notice_days):
        return None
    said = f"has no release agreement after {words.day(until, last)}"
    return case.found(
        "agreement_lapsed",
        f"Cannot deliver on {words.day(last)}: no release agreement after {words.day(until, last)}.",
        said,
        "agreement",
        "the release agreement renewed",
    )


def own_agency_host(case: Case) -> Finding | None:
    """Where a course asks for someone from outside, the trainer's own agency is not the host."""
    session = case.session
    if not session.external or session.host_agency is None or session.host_agency != case.trainer.agency:
        return None
    name = case.instance.agency_names.get(session.host_agency, session.host_agency)
    said = f"is from the host agency, {name}"
    text = f"Comes from the host agency, {name}; this course asks for outside trainers."
    return case.found("own_agency_host", text, said, "host", "another host")


def candidate(case: Case) -> Finding | None:
    """Someone still in Train-the-Trainer is an extra, never half of the pair."""
    if not case.trainer.candidate or case.role == EXTRA:
        return None
    said = "is still a candidate"
    return case.found(
        "candidate", "Still a candidate: may shadow or co-deliver as an extra.", said, "candidate", "a sign-off"
    )
