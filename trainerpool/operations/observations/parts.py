"""A visit and an observation as deeds see them: found, said in words, and refused where their state forbids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from trainerpool.domain.dates import in_words
from trainerpool.domain.observations import ActionSaid
from trainerpool.domain.observing import Framework, framework_from_json
from trainerpool.domain.observing_default import DEFAULT_FRAMEWORK, DEFAULT_NAME
from trainerpool.domain.observing_observers import is_same
from trainerpool.operations.desk import Desk
from trainerpool.operations.references import person_or_none
from trainerpool.problem import Problem
from trainerpool.store import records
from trainerpool.store.records import Judgement, Observation, ObservationAction, Person, Strength, Visit
from trainerpool.store.work import Work

UNCHANGED = "Nothing was changed."
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def name_of(person: Person) -> str:
    """Given name first."""
    return f"{person.given_name} {person.family_name}".strip()


def whom(work: Work, seen: Observation) -> str:
    """The name of the trainer an observation is of."""
    return name_of(work.get(Person, seen.person_id))


def day_in_words(text: str) -> str:
    """A day kept as YYYY-MM-DD, or YYYY-MM, in words."""
    month_only = len(text) == 7
    return in_words(date.fromisoformat(f"{text}-01" if month_only else text), month_only=month_only)


def named(work: Work, text: str) -> tuple[str | None, str]:
    """Somebody by id or name: their id where the pool knows them, and how they are called. Problem for nobody."""
    if not text.strip():
        raise Problem("Say who it was.", kept=UNCHANGED)
    person = person_or_none(work, text)
    return (person.id, name_of(person)) if person else (None, " ".join(text.split()))


def time_of_day(text: str, what: str) -> str:
    """A civil time HH:MM; Problem where it is none."""
    padded = text.strip().zfill(5)
    if not _TIME.fullmatch(padded):
        raise Problem(f"{what} is {text!r}; a time is HH:MM, such as 09:30.", kept=UNCHANGED)
    return padded


def observations_of(work: Work, visit: Visit) -> list[Observation]:
    """The observations of a visit, one for each trainer seen, in the order they were put on."""
    return work.find(select(Observation).where(Observation.visit_id == visit.id).order_by(Observation.id))


def the_visit_of(work: Work, seen: Observation) -> Visit | None:
    """The visit an observation belongs to; None for a row of an older log."""
    return work.get(Visit, seen.visit_id) if seen.visit_id else None


def framework_of(work: Work, visit: Visit | None) -> Framework:
    """The version of the framework a visit was made with."""
    if visit is None or visit.framework_id is None:
        return DEFAULT_FRAMEWORK
    kept = work.get(records.Framework, visit.framework_id)
    return framework_from_json(kept.body, kept.name, kept.number)


def framework_to_use(work: Work, on: date) -> records.Framework:
    """The latest version in force on a day; the default is put into the pool when it is first used."""
    kept = select(records.Framework).where(records.Framework.sort == "observation", records.Framework.active)
    found = [one for one in work.find(kept) if one.in_force_on is None or one.in_force_on <= on]
    if found:
        return max(found, key=lambda one: one.number)
    used = work.record
    made = work.add(
        records.Framework(sort="observation", name=DEFAULT_NAME, number=1, body=DEFAULT_FRAMEWORK.as_json())
    )
    work.record = used
    return made


def judgements_of(work: Work, seen: Observation) -> list[Judgement]:
    """Everything judged of one trainer at one visit."""
    return work.find(select(Judgement).where(Judgement.observation_id == seen.id).order_by(Judgement.id))


def judged(work: Work, seen: Observation) -> dict[str, tuple[str | None, str | None]]:
    """Criterion -> judgement and evidence."""
    return {one.criterion: (one.judgement, one.evidence) for one in judgements_of(work, seen)}


def strengths_of(work: Work, seen: Observation) -> list[Strength]:
    """The strengths in order."""
    return work.find(select(Strength).where(Strength.observation_id == seen.id).order_by(Strength.position))


def actions_of(work: Work, seen: Observation) -> list[ObservationAction]:
    """The actions in order."""
    statement = select(ObservationAction).where(ObservationAction.observation_id == seen.id)
    return work.find(statement.order_by(ObservationAction.position))


def said(action: ObservationAction) -> ActionSaid:
    """An action as it was agreed."""
    return ActionSaid(action.text, action.owner or "", action.due)


def open_visit(work: Work, visit_id: str) -> Visit:
    """The visit, to be written in; Problem where it was cancelled."""
    visit = work.get(Visit, visit_id)
    if visit.cancelled_on is not None:
        raise Problem(f"This visit was cancelled on {in_words(visit.cancelled_on)}.", kept=UNCHANGED)
    return visit


def begun_visit(work: Work, visit_id: str) -> Visit:
    """The visit, begun and not cancelled."""
    visit = open_visit(work, visit_id)
    if visit.started_at is None:
        raise Problem("This visit has not begun.", kept=UNCHANGED, todo="Start it first.")
    return visit


def draft(work: Work, observation: str) -> tuple[Observation, Visit]:
    """An observation that may still be written in, with its visit; Problem where it was submitted or never visited."""
    seen = work.get(Observation, observation)
    visit = the_visit_of(work, seen)
    if visit is None or seen.submitted_on is not None:
        raise Problem(
            f"The observation of {whom(work, seen)} on {day_in_words(seen.on)} is submitted.",
            kept=UNCHANGED,
            todo="Correct it: what it said is kept as a revision.",
        )
    return seen, begun_visit(work, visit.id)


def submitted(work: Work, observation: str) -> tuple[Observation, Visit]:
    """A submitted observation of a visit; Problem where it is still a draft, or the row of an older log."""
    seen = work.get(Observation, observation)
    visit = the_visit_of(work, seen)
    if visit is None:
        raise Problem(
            "This observation comes from an older log and is closed.",
            kept=UNCHANGED,
            todo="Correct it: what it said is kept as a revision.",
        )
    if seen.submitted_on is None:
        raise Problem(f"The observation of {whom(work, seen)} is not submitted yet.", kept=UNCHANGED)
    return seen, visit


def another_person(work: Work, desk: Desk, seen: Observation, by: str | None, what: str) -> tuple[str | None, str]:
    """Who seconds or moderates: neither the observer nor the trainer, however their names are written."""
    person_id, name = named(work, by or desk.person)
    trainer = work.get(Person, seen.person_id)
    if is_same((person_id, name), (trainer.id, name_of(trainer))):
        raise Problem(f"{name} is the trainer who was observed, and cannot {what} it.", kept=UNCHANGED)
    observer = (seen.observer_id, seen.observer_name or "")
    if is_same((person_id, name), observer):
        raise Problem(
            f"{name} observed this delivery, and cannot {what} it as well.",
            kept=UNCHANGED,
            todo="It takes another person.",
        )
    return person_id, name


def day_or_today(desk: Desk, on: date | None, visit: Visit) -> date:
    """The day a step was taken: as told, else today; Problem before the visit or in the future."""
    day = on or desk.today
    if day > desk.today:
        raise Problem(f"{in_words(day)} has not come yet.", kept=UNCHANGED)
    if day.isoformat() < visit.on:
        raise Problem(f"{in_words(day)} is before the visit on {day_in_words(visit.on)}.", kept=UNCHANGED)
    return day


def texts_of(given: Mapping[str, str | None]) -> dict[str, str | None]:
    """Texts without outer spaces, nothing for an empty one."""
    return {field: (text or "").strip() or None for field, text in given.items()}
