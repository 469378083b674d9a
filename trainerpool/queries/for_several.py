"""What is asked before a deed for the trainers chosen: which sessions they could be offered, what a hold would mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trainerpool.allocation.instance import CO, EXTRA, LEAD
from trainerpool.allocation.levels import Finding
from trainerpool.allocation.rules import findings
from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.policy import Level
from trainerpool.domain.standing import standing
from trainerpool.queries.allocation_problem import AllocationProblem, allocation_problem
from trainerpool.queries.courses import courses_by_id
from trainerpool.queries.evidence import evidence_of_everyone
from trainerpool.queries.findings import findings_of_leading
from trainerpool.queries.people import person
from trainerpool.queries.sessions import SessionRow, allocations, sessions
from trainerpool.queries.settings import policies, pool_settings
from trainerpool.queries.staffing import staffing
from trainerpool.store.pool import Reader

_LOOK_AHEAD = timedelta(days=180)
_MOST_SESSIONS = 24
_IN_THE_WAY = (Level.BLOCK, Level.OVERRIDE)
_ROLES = ((LEAD, "lead"), (CO, "co-trainer"), (EXTRA, "extra"))


@dataclass(frozen=True, slots=True)
class Fit:
    """One of the chosen for one session: the roles the rules let them have, or the reason why none."""

    id: str
    name: str
    roles: tuple[str, ...]
    words: str
    needs: int

    @property
    def fits(self) -> bool:
        """Whether they can be offered a place."""
        return bool(self.roles)


@dataclass(frozen=True, slots=True)
class SessionToOffer:
    """A coming session with places free, and how each of the chosen fits it."""

    id: str
    title: str
    on: date
    when: str
    free: int
    has_lead: bool
    fits: tuple[Fit, ...]

    @property
    def able(self) -> int:
        """How many of the chosen could be offered it."""
        return sum(one.fits for one in self.fits)

    def fill(self) -> int:
        """How many of its free places the chosen could fill; a candidate fills none."""
        return min(self.free, sum(one.fits and one.roles != ("extra",) for one in self.fits))


def sessions_to_offer(reader: Reader, chosen: Sequence[str], today: date) -> tuple[SessionToOffer, ...]:
    """The coming sessions with a free place, soonest first, and how each of the chosen fits by the allocation's rules.

    Sessions that none of the chosen could take are left out, unless there is no other.
    """
    short = [
        row
        for row in staffing(reader, today, today + timedelta(days=1), today + _LOOK_AHEAD)
        if row.is_short and len(row.session.parts[0].date) == 10
    ][:_MOST_SESSIONS]
    if not short:
        return ()
    ids = tuple(row.id for row in short)
    problem = allocation_problem(reader, short[0].session.first_date, short[-1].session.first_date, today, ids)
    found = [
        SessionToOffer(
            row.id, row.session.short_name, row.session.first_date, in_words(row.session.first_date, weekday=True),
            row.places - row.filled, any(one.role == "lead" for one in row.session.trainers),
            tuple(_fit(problem, row.session, key, reader, today) for key in chosen),
        )
        for row in short
        if row.id in problem.instance.session_by_id
    ]  # fmt: skip
    return tuple(one for one in found if one.able) or tuple(found)


def _fit(problem: AllocationProblem, session: SessionRow, key: str, reader: Reader, today: date) -> Fit:
    if key not in problem.instance.trainer_by_id:
        gone = person(reader, key, today)
        return Fit(key, gone.name if gone else "", (), "Has left the pool.", 0)
    trainer = problem.instance.trainer_by_id[key]
    if any(one.person_id == key and (one.counts or one.role == "extra") for one in session.team):
        return Fit(key, trainer.name, (), "Is on this session already.", 0)
    roles, warned, barred = [], "", ""
    for code, role in _ROLES:
        if (role == "extra") != trainer.candidate:
            continue
        against: tuple[Finding, ...] = (
            *findings(problem.instance, key, session.id, problem.standing_plan, problem.profile, code),
            *findings_of_leading(problem, session.id, key, role),
        )
        wall = next((one for level in _IN_THE_WAY for one in against if one.level is level), None)
        if wall is None:
            roles.append(role)
            warned = warned or next((one.text for one in against if one.level is Level.WARN), "")
        else:
            barred = wall.text  # the later role's reason: what stops them even as co-trainer
    return Fit(
        key, trainer.name, tuple(roles), warned if roles else barred, max(0, trainer.min_year - trainer.delivered)
    )


def team_to_offer(session: SessionToOffer, chosen: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """(trainer, role) for these trainers: one lead where the session has none, candidates in addition."""
    led, team = session.has_lead, []
    for fit in session.fits:
        if fit.id not in chosen or not fit.fits:
            continue
        role = "lead" if "lead" in fit.roles and not led else fit.roles[-1]
        led = led or role == "lead"
        team.append((fit.id, role))
    return tuple(team)


def first_choice(session: SessionToOffer) -> tuple[str, ...]:
    """Whom to offer it first: as many as there are places, those who need a delivery before the others."""
    ranked = sorted((one for one in session.fits if one.fits), key=lambda one: (-one.needs, bool(one.words)))
    extras = [one.id for one in ranked if one.roles == ("extra",)]
    return (*[one.id for one in ranked if one.id not in extras][: session.free], *extras)


@dataclass(frozen=True, slots=True)
class PauseEffect:
    """What a hold or a suspension would mean: sentences, and the sessions on which a place would fall empty."""

    sentences: tuple[str, ...]
    sessions: tuple[str, ...]


def pause_effect(reader: Reader, trainer: str, kind: EvidenceKind, on: date, until: date | None) -> PauseEffect:
    """What recording a hold or a suspension from a day on would change, by the same rule of standing."""
    known = {key: course.title for key, course in courses_by_id(reader).items()}
    evidence = list(evidence_of_everyone(reader, trainer).get(trainer, ()))
    who = person(reader, trainer, on)
    versions, begin = policies(reader), pool_settings(reader).begin(on)
    trial = Evidence(id="trial", kind=kind, on=on, until=until)
    name = who.name if who else ""
    before = standing(evidence, versions, on, records_begin=begin, courses=known, name=name, person=trainer)
    after = standing([*evidence, trial], versions, on, records_begin=begin, courses=known, name=name, person=trainer)
    said = [after.summary]
    if before.may_deliver and not after.may_deliver:
        said.append(f"May not deliver or co-deliver from {in_words(on, weekday=True)}.")
    if after.hold_until is not None and until is None and kind is EvidenceKind.HOLD:
        said.append(f"Without an end it lasts until {in_words(after.hold_until, weekday=True)} at the latest.")
    mine = {one.session_id for one in allocations(reader, person_id=trainer) if one.counts or one.role == "extra"}
    last = until or after.hold_until if kind is EvidenceKind.HOLD else None
    coming = [
        row
        for row in (sessions(reader, on, last, tuple(mine)) if mine else ())
        if row.status in {"planned", "to agree"}
    ]
    if coming:
        places = count_of(len(coming), "session")
        said.append(
            f"{places} in that time would need somebody else; the places stay as they are until you release them."
        )
    return PauseEffect(
        tuple(said), tuple(f"{row.short_name}, {in_words(row.first_date, weekday=True)}" for row in coming)
    )
