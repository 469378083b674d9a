"""For every deed of the program, what it can be done with in the pool as it stands: forms that fit, drawn at random."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from tests.operations.walk.hand import Draw, Hand, NothingThereError
from tests.operations.walk.of_desks import OF_DESKS
from tests.operations.walk.of_materials import OF_MATERIALS
from tests.operations.walk.of_observations import OF_OBSERVATIONS
from tests.operations.walk.of_programme import OF_PLACES, OF_SESSIONS
from tests.operations.walk.of_trust import OF_TRUST
from trainerpool.domain.evidence import EvidenceKind
from trainerpool.exchange.letters import DEFAULTS, LetterKind
from trainerpool.store.records import (
    Agency,
    AgencyAlias,
    ClosedDay,
    CourseAlias,
    EvidenceItem,
    Exclusion,
    Person,
    PolicyRecord,
    PoolSetting,
    Snooze,
    Term,
    TrainingSession,
    Unavailability,
    Venue,
    WeekdayPattern,
)

# What ends a trainer's way is drawn less often than what leads along it: the pool is to stay alive.
KINDS = [kind.value for kind in EvidenceKind] + ["sign_off", "transferred_approval", "delivery", "shadow"] * 4


def _item(hand: Hand) -> dict[str, Any]:
    return {"trainer": hand.person(), "kind": hand.dice.choice(KINDS), "on": hand.past()}


def _latest(hand: Hand) -> str:
    """An item of evidence as it stands: neither corrected nor taken back."""
    replaced = select(EvidenceItem.replaces_id).where(EvidenceItem.replaces_id.is_not(None))
    return hand.row(EvidenceItem, EvidenceItem.id.not_in(replaced), EvidenceItem.retracted.is_(False)).id


def _alias(hand: Hand, *grades: str) -> dict[str, str]:
    row = hand.row(AgencyAlias, *([AgencyAlias.grade.in_(grades)] if grades else []))
    return {"agency": row.agency_id, "text": row.text}


def _course_alias(hand: Hand) -> dict[str, str]:
    row = hand.row(CourseAlias)
    return {"course": row.course_id, "text": row.text}


def _travel_pair(hand: Hand) -> dict[str, str]:
    kept = hand.row(PoolSetting, PoolSetting.key == "travel").value
    pair = hand.dice.choice(kept.get("pairs") or [{"from": "Nowhere", "to": "Elsewhere"}])
    return {"first": pair["from"], "second": pair["to"]}


def _absence(hand: Hand) -> dict[str, str]:
    """Days about an absence there is: inside, over an end, around."""
    row = hand.row(Unavailability)
    start = row.start + timedelta(days=hand.dice.randint(-3, 3))
    return {"trainer": row.person_id, "from": start.isoformat(), "to": max(start, row.end).isoformat()}


def _cleared(hand: Hand, *names: str) -> list[str]:
    return hand.dice.sample(names, hand.dice.randint(1, len(names)))


def _later_policy(hand: Hand) -> str:
    day = hand.row(PolicyRecord, PolicyRecord.effective_from > hand.desk.today).effective_from
    if day is None:
        raise NothingThereError
    return day.isoformat()


def _trainer_with_evidence(hand: Hand) -> dict[str, Any]:
    return {"kind": hand.dice.choice(KINDS), "on": hand.past()}


def _empty_venue(hand: Hand) -> str:
    """A venue at which nothing is held."""
    used = select(TrainingSession.venue_id).where(TrainingSession.venue_id.is_not(None))
    return hand.row(Venue, Venue.id.not_in(used)).id


OF_PEOPLE: dict[str, Draw] = {
    "add_trainer": lambda hand: {
        "given_name": hand.new(), "family_name": hand.new(), "agency": hand.agency(),
        **hand.perhaps(email=lambda: f"{hand.dice.random()}@weir.example.org", notes=hand.new, role=lambda: "observer"),
    },
    "take_on_trainer": lambda hand: {
        "given_name": hand.new(), "family_name": hand.new(), "agency": hand.one(hand.agency(), hand.new("Trust")),
        **hand.one({}, _trainer_with_evidence(hand)),
    },
    "change_trainer": lambda hand: {
        "trainer": hand.person(), "job_title": hand.new(),
        **hand.perhaps(given_name=hand.new, family_name=hand.new, phone=lambda: "", notes=hand.new, known_as=hand.new),
    },
    "merge_trainers": lambda hand: hand.two(hand.person, "trainer", "into"),
    "add_exclusion": lambda hand: hand.one(
        hand.two(hand.person, "trainer", "other"), {"trainer": hand.person(), "session": hand.session(), "reason": "Kin"}
    ),
    "remove_exclusion": lambda hand: {"exclusion": hand.row(Exclusion).id},
    "add_evidence": lambda hand: _item(hand) | hand.perhaps(course=hand.course, by=hand.new, note=hand.new),
    "correct_evidence": lambda hand: {
        "evidence": _latest(hand), "note": hand.new(),
        **hand.perhaps(on=hand.past, by=hand.person, course=hand.course, clear=lambda: _cleared(hand, "until", "by")),
    },
    "retract_evidence": lambda hand: {"evidence": _latest(hand), "reason": "Another person's"},
    "record_for_several": lambda hand: {
        "trainers": hand.some(Person, 1, 4), "kind": hand.dice.choice(KINDS), "on": hand.past(),
        **hand.perhaps(course=hand.course, note=hand.new),
    },
    "renew_agreements": lambda hand: {
        "trainers": hand.some(Person, 1, 4), "on": hand.past(), **hand.perhaps(by=hand.new),
    },
    "add_unavailability": lambda hand: {"trainer": hand.person(), **hand.span(), **hand.perhaps(note=hand.new)},
    "mark_away": lambda hand: hand.one(lambda: _absence(hand), lambda: {"trainer": hand.person(), **hand.span()})(),
    "clear_away": _absence,
    "change_absence": lambda hand: {"unavailability": hand.row(Unavailability).id, **hand.span(), "note": hand.new()},
    "remove_unavailability": lambda hand: {"unavailability": hand.row(Unavailability).id},
    "set_weekdays": lambda hand: {
        "trainer": hand.person(), "weekdays": hand.dice.sample(range(7), 3), **hand.perhaps(from_=lambda: str(hand.day())),
    },
    "remove_weekdays": lambda hand: {"pattern": hand.row(WeekdayPattern).id},
}  # fmt: skip

OF_SETTINGS: dict[str, Draw] = {
    "add_agency": lambda hand: {"name": hand.new("Trust"), **hand.perhaps(short_name=hand.new)},
    "rename_agency": lambda hand: {"agency": hand.agency(), "name": hand.new("Council")},
    "set_agency_short_name": lambda hand: {"agency": hand.agency(), "short_name": hand.new()},
    "add_agency_alias": lambda hand: {"agency": hand.agency(), "text": hand.new("NHS")},
    "remove_agency_alias": _alias,
    "agree_agency_alias": lambda hand: _alias(hand, "likely", "former name", "merged"),
    "split_agency_alias": lambda hand: _alias(hand) | hand.perhaps(people=lambda: hand.some(Person, 1, 2)),
    "merge_agencies": lambda hand: hand.two(hand.agency, "agency", "into"),
    "split_agency": lambda hand: {"agency": hand.row(Agency, Agency.merged_into_id.is_not(None)).id},
    "move_to_agency": lambda hand: {"trainer": hand.person(), "agency": hand.agency(), "on": str(hand.day())},
    "add_course": lambda hand: {
        "code": hand.new("C"), "title": hand.new("Course"), **hand.perhaps(minutes=lambda: 180, outcomes=hand.new)
    },
    "change_course": lambda hand: {
        "course": hand.course(), "audience": hand.new(),
        **hand.perhaps(title=lambda: hand.new("On"), code=hand.new, clear=lambda: _cleared(hand, "tier", "max_learners")),
    },
    "retire_course": lambda hand: {"course": hand.course()},
    "bring_course_back": lambda hand: {"course": hand.course()},
    "add_course_alias": lambda hand: {"course": hand.course(), "text": hand.new("Spelling")},
    "remove_course_alias": _course_alias,
    "merge_courses": lambda hand: hand.two(hand.course, "course", "into"),
    "add_venue": lambda hand: {"name": hand.new("Hall"), **hand.perhaps(postcode=lambda: "NM1 1AA", capacity=lambda: 30)},
    "change_venue": lambda hand: {
        "venue": hand.venue(), "access": hand.new(),
        **hand.perhaps(name=lambda: hand.new("Room"), active=lambda: False, clear=lambda: ["note", "capacity"]),
    },
    "merge_venues": lambda hand: hand.two(hand.venue, "venue", "into"),
    "remove_venue": lambda hand: {"venue": hand.one(_empty_venue(hand), hand.venue())},
    "set_records_begin": lambda hand: {"on": hand.past()},
    "set_pool_name": lambda hand: {"name": hand.new("Pool"), **hand.perhaps(partnership=hand.new)},
    "set_home_copy": lambda hand: {"folder": hand.new("folder")},
    "set_policy": lambda hand: {
        "values": {"cap_week": hand.dice.randint(1, 5)}, **hand.one({}, {"from": str(hand.day())}, {"from": str(hand.day(date(2026, 12, 1)))}),
        **hand.perhaps(reason=hand.new),
    },
    "withdraw_policy": lambda hand: {"from": _later_policy(hand)},
    "set_travel_bands": lambda hand: {"within": hand.dice.randrange(40), "between": hand.dice.randrange(90)},
    "set_travel_minutes": lambda hand: {"first": hand.row(Venue).name, "second": hand.row(Venue).name, "minutes": hand.dice.randrange(120)},
    "remove_travel_minutes": _travel_pair,
    "add_term": lambda hand: {"name": hand.new("Term"), **hand.span()},
    "add_half_term": lambda hand: {"name": hand.new("Half-term"), **hand.span()},
    "change_term": lambda hand: {"term": hand.row(Term).id, **hand.span(), **hand.perhaps(name=hand.new)},
    "remove_term": lambda hand: {"term": hand.row(Term).id},
    "add_closed_day": lambda hand: {"label": hand.new("Day"), **hand.span()},
    "change_closed_day": lambda hand: {"closed_day": hand.row(ClosedDay).id, "label": hand.new(), **hand.span()},
    "remove_closed_day": lambda hand: {"closed_day": hand.row(ClosedDay).id},
    "snooze": lambda hand: {
        "subject": hand.one(hand.new("@amber"), hand.person()), "until": str(hand.day(date(2026, 12, 1))), "reason": "Later",
    },
    "wake": lambda hand: {"subject": hand.row(Snooze).subject},
    "set_letter": lambda hand: {
        "kind": (kind := hand.dice.choice(list(LetterKind))).value,
        "subject": hand.new(), "body": f"{hand.new()}\n{DEFAULTS[kind].body}",
    },
}  # fmt: skip

ARGUMENTS: dict[str, Draw] = (
    OF_PEOPLE | OF_SETTINGS | OF_SESSIONS | OF_PLACES | OF_MATERIALS | OF_OBSERVATIONS | OF_TRUST | OF_DESKS
)
