"""The list of all allocation rules: their codes, what each is about, and the function that answers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from trainerpool.allocation.levels import Finding
from trainerpool.allocation.rules import person, team
from trainerpool.allocation.rules.case import Case, TeamCase


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code, its name in words, and one function for a trainer or for a team (neither: about the whole plan)."""

    code: str
    words: str
    person: Callable[[Case], Finding | None] | None = None
    team: Callable[[TeamCase], Finding | None] | None = None


_ALL = (
    Rule("unknown", "Every trainer and session named is known"),
    Rule("duplicate", "Nobody is named twice for one session"),
    Rule("overfilled", "No more trainers than places"),
    Rule("pinned", "What is confirmed stays"),
    # Who left or is suspended is told so first: that their approvals end with it follows.
    Rule("standing", "Standing on the day allows delivery", person=person.standing),
    Rule("approval", "Approved for this course", person=person.approval),
    Rule("candidate", "Candidates are extra, never half of the pair", person=person.candidate),
    Rule("agreement_lapsed", "Release agreement not lapsed", person=person.agreement_lapsed),
    Rule("conflict", "No declared conflict", person=person.conflict),
    Rule("availability", "Available on every day", person=person.availability),
    Rule("overlap", "No other session at that time, with time to travel", person=person.overlap),
    Rule("cap_month", "Within the cap for the month", person=person.cap_month),
    Rule("cap_term", "Within the cap for the term", person=person.cap_term),
    Rule("cap_week", "Within the cap for the week", person=person.cap_week),
    Rule("cap_year", "Within the cap for the year", person=person.cap_year),
    Rule("agreement", "Release agreement in date", person=person.agreement),
    Rule(
        "own_agency_host",
        "Not from the host agency where the course asks for outside trainers",
        person=person.own_agency_host,
    ),
    Rule("lead", "A lead among them", team=team.lead),
    Rule("first_solo", "Newly approved trainers beside an experienced one", team=team.first_solo),
    Rule("multi_agency", "Different agencies for a multi-agency session", team=team.multi_agency),
    Rule("multi_agency_course", "Different agencies, where the course insists", team=team.multi_agency_course),
    Rule("same_pair", "Not the same pair too often in a row", team=team.same_pair),
    Rule("enough_trainers", "Enough trainers", team=team.enough_trainers),
    Rule("material", "The material is approved on the day", team=team.material),
    Rule("material_unrecorded", "The material is on record", team=team.material_unrecorded),
)
RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in _ALL})
PERSON_RULES = tuple((rule.code, rule.person) for rule in _ALL if rule.person is not None)
TEAM_RULES = tuple((rule.code, rule.team) for rule in _ALL if rule.team is not None)
