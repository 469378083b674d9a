"""A short reason for each chosen trainer: the one fact that a coordinator would name."""

from __future__ import annotations

from collections.abc import Mapping

from trainerpool.allocation import words
from trainerpool.allocation.instance import EXTRA, LEAD, Instance, Session, Trainer
from trainerpool.allocation.levels import FORMAT_1, Profile
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.tally import Tally


def reasons(instance: Instance, plan: Plan, profile: Profile = FORMAT_1) -> Mapping[tuple[str, str], str]:
    """Return a sentence for every (session, trainer) of the plan. Each is a fact of this plan and can be checked."""
    shape = Shape(instance, profile)
    tally = Tally(shape, shape.teams_of(plan))
    pinned = {(pin.session, pin.trainer) for pin in instance.pinned}
    found = {}
    for one in plan.assignments:
        if one.session not in instance.session_by_id or one.trainer not in instance.trainer_by_id:
            continue
        if one.role == EXTRA:
            found[one.session, one.trainer] = "Comes in addition and takes no place."
        elif (one.session, one.trainer) in pinned:
            found[one.session, one.trainer] = "Confirmed already."
        else:
            found[one.session, one.trainer] = _reason(
                shape, tally, instance.session_by_id[one.session], instance.trainer_by_id[one.trainer]
            )
    return found


def _reason(shape: Shape, tally: Tally, session: Session, trainer: Trainer) -> str:
    number, mine = shape.ground.session_no[session.id], shape.ground.trainer_no[trainer.id]
    if mine not in shape.eligible[number]:
        return "Kept in spite of a rule."
    tally.remove(number, mine)
    others = [one for one in shape.eligible[number] if one != mine and tally.fits(number, one)]
    missing = trainer.min_year - trainer.delivered - len(tally.of[mine])
    cost = tally.cost(number, mine)
    cheaper = sum(tally.cost(number, one) < cost for one in others)
    over = tally.load[mine_agency] < target if (target := _target(shape, mine_agency := shape.agency[mine])) else False
    tally.add(number, mine)
    approved = len(shape.ground.approved.get(session.course, ()))
    if not others:
        return f"The only one of {approved} approved who could come." if approved > 1 else "The only one approved."
    if missing > 0:
        by = f" by {words.day(trainer.deliver_by)}" if trainer.deliver_by else " this year"
        return f"Needs {words.count(missing, 'more delivery', 'more deliveries')}{by}."
    due = trainer.observation_due
    if due is not None and session.observable and session.first_day <= due:
        return f"Due to be observed by {words.day(due)}, and an observer can come here."
    return _liking(shape, session, trainer, others, cheaper, room=over)


def _target(shape: Shape, agency: int) -> int:
    return dict(shape.targets).get(agency, 0)


def _liking(shape: Shape, session: Session, trainer: Trainer, others: list[int], cheaper: int, *, room: bool) -> str:
    instance = shape.instance
    minutes = instance.travel(trainer.base, session.site)
    if session.site is not None:
        ways = [instance.travel(shape.ground.trainers[one].base, session.site) for one in others]
        if minutes <= min(ways) and max(ways) > minutes:
            return f"The nearest of {len(others) + 1} who could come: {words.count(minutes, 'minute')}."
    if session.course in trainer.wishes:
        return "Asked for this course."
    done = trainer.deliveries_of.get(session.course, 0)
    if shape.ground.level(trainer, session) == LEAD and done >= 4:
        return f"Experienced: {words.count(done, 'delivery', 'deliveries')} of this course."
    if room:
        return "From an agency with room under its share."
    if cheaper == 0:
        return f"The least costly of {len(others) + 1} who could come."
    return f"One of {len(others) + 1} who could come; best for the plan as a whole."
