"""What an allocation problem is made of: the records of the solver's file form, with what a pool knows in addition.

Every field beyond the file form `trainer-allocation/1` has a default, so that a problem read from a file and one built
from a pool are the same kind of thing. Ids are opaque strings; all times are minutes after midnight in the pool's zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

FORMAT = "trainer-allocation/1"
LEAD = "lead"
CO = "co"
NEW = "new"
EXPERIENCED = (LEAD, CO)
EXTRA = "extra"

SOFT_TERMS = (
    "unfilled",
    "change",
    "min_deliveries",
    "observation",
    "fairness",
    "continuity",
    "spread",
    "preference",
    "travel",
    "trainers_used",
)
DEFAULT_WEIGHTS: Mapping[str, int] = {
    "unfilled": 10_000,
    "change": 400,
    "min_deliveries": 300,
    "observation": 250,
    "fairness": 60,
    "continuity": 40,
    "spread": 25,
    "preference": 10,
    "travel": 1,
    "warning": 150,
}


@dataclass(frozen=True, slots=True)
class Term:
    """A school term; both ends are part of it."""

    id: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Agency:
    """A partner organisation."""

    id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """A course of the programme."""

    id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """A place where sessions are held or trainers start from."""

    id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """Leave to deliver one course from one day to another, both included; `level` is lead, co or new."""

    course: str
    start: date
    end: date
    level: str


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which a trainer cannot deliver, both ends included; the note is shown ("told on 2 Nov")."""

    start: date
    end: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class StandingSpan:
    """Whether standing allows delivery from one day to another, both included, and why in words."""

    start: date
    end: date
    allowed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Trainer:
    """One member of the pool as the allocation sees them.

    `cap_*` are the most sessions in that period, None for no cap. `delivered` counts deliveries of this year outside
    the plan, `done_year` the same for each calendar year (for `cap_year`). `may_deliver` is empty where standing is no
    question; otherwise a day outside all spans is not allowed. `agreement_until` is None where no release agreement is
    asked for. `candidate` marks someone still in Train-the-Trainer, who may only be an extra. `deliver_by` is the day
    by which `min_year` is looked at, `wishes` the courses asked for, `deliveries_of` all deliveries so far by course,
    `learning` the further courses begun by their briefing, whose co-delivery is beside the pair as an extra. `weekdays`
    hold until `other_weekdays` says otherwise from a day on, the days in order.
    """

    id: str
    agency: str
    base: str
    approvals: tuple[Approval, ...] = ()
    weekdays: frozenset[int] = frozenset(range(7))
    blackouts: tuple[Away, ...] = ()
    cap_month: int | None = None
    cap_term: int | None = None
    min_year: int = 0
    delivered: int = 0
    observation_due: date | None = None
    dispreference: Mapping[str, int] = field(default_factory=dict)
    name: str = ""
    may_deliver: tuple[StandingSpan, ...] = ()
    agreement_until: date | None = None
    cap_week: int | None = None
    cap_year: int | None = None
    done_year: Mapping[int, int] = field(default_factory=dict)
    deliver_by: date | None = None
    candidate: bool = False
    wishes: frozenset[str] = frozenset()
    deliveries_of: Mapping[str, int] = field(default_factory=dict)
    learning: frozenset[str] = frozenset()
    other_weekdays: tuple[tuple[date, frozenset[int]], ...] = ()

    def works_on(self, day: date) -> bool:
        """Say whether the weekday suits the trainer, as told for that day."""
        weekdays = self.weekdays
        for since, others in self.other_weekdays:
            if since > day:
                break
            weekdays = others
        return day.weekday() in weekdays

    @property
    def label(self) -> str:
        """Return the name to show, or the id where there is none."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a session on one day; `start` and `end` are minutes after midnight."""

    on: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Session:
    """A training session with its places for trainers.

    `site` None is virtual. `material` is "approved", "none recorded", "not approved" or empty where it is no question,
    with `material_text` as the sentence to show. `excluded_why` gives the declared conflict in words, by
    trainer. `agencies_must_differ` says that this course blocks where a multi-agency session would else only warn.
    `lead_later` says that more places than `need` are kept for later, among them one for a lead.
    """

    id: str
    course: str
    site: str | None
    blocks: tuple[Block, ...]
    need: int
    multi_agency: bool = False
    priority: int = 1
    observable: bool = False
    series: str | None = None
    excluded: frozenset[str] = frozenset()
    title: str = ""
    learners: int | None = None
    host_agency: str | None = None
    external: bool = False
    material: str = ""
    material_text: str = ""
    excluded_why: Mapping[str, str] = field(default_factory=dict)
    agencies_must_differ: bool = False
    lead_later: bool = False

    @property
    def agency_rule(self) -> str:
        """Return the code of the rule about different agencies: a course may be stricter than the policy."""
        return "multi_agency_course" if self.agencies_must_differ else "multi_agency"

    @property
    def first_day(self) -> date:
        """Return the day that decides month, week and term."""
        return self.blocks[0].on

    @property
    def minutes(self) -> int:
        """Return the length of all parts together."""
        return sum(block.end - block.start for block in self.blocks)

    @property
    def label(self) -> str:
        """Return the title to show, or the id where there is none."""
        return self.title or self.id


@dataclass(frozen=True, slots=True)
class RecentPair:
    """Two trainers who delivered their last `times` sessions together, up to the start of the plan."""

    first: str
    second: str
    times: int


@dataclass(frozen=True, slots=True)
class Pair:
    """One trainer in one session: a pin, or a line of an earlier plan."""

    session: str
    trainer: str


@dataclass(frozen=True, eq=False)
class Instance:
    """One whole problem. Two instances are the same only if they are one object (their lookups are worked out once)."""

    name: str
    trainers: tuple[Trainer, ...]
    sessions: tuple[Session, ...]
    terms: tuple[Term, ...] = ()
    min_gap_minutes: int = 0
    agencies: tuple[Agency, ...] = ()
    courses: tuple[Course, ...] = ()
    sites: tuple[Site, ...] = ()
    travel_minutes: tuple[tuple[int, ...], ...] = ()
    conflict_pairs: tuple[tuple[str, str], ...] = ()
    pinned: tuple[Pair, ...] = ()
    previous: tuple[Pair, ...] = ()
    weights: Mapping[str, int] = field(default_factory=dict)
    recent_pairs: tuple[RecentPair, ...] = ()
    agreement_notice_days: int = 30
    same_pair_limit: int = 3
    recent_before: date | None = None
    """`recent_pairs` tell of all sessions before this day; None: of all that are not in the plan."""

    @cached_property
    def trainer_by_id(self) -> Mapping[str, Trainer]:
        """Return every trainer by id."""
        return {trainer.id: trainer for trainer in self.trainers}

    @cached_property
    def session_by_id(self) -> Mapping[str, Session]:
        """Return every session by id."""
        return {session.id: session for session in self.sessions}

    @cached_property
    def site_index(self) -> Mapping[str, int]:
        """Return the row of each site in `travel_minutes`."""
        return {site.id: number for number, site in enumerate(self.sites)}

    @cached_property
    def course_names(self) -> Mapping[str, str]:
        """Return the words for each course."""
        return {course.id: course.name or course.id for course in self.courses}

    @cached_property
    def agency_names(self) -> Mapping[str, str]:
        """Return the words for each agency."""
        return {agency.id: agency.name or agency.id for agency in self.agencies}

    def travel(self, one: str | None, other: str | None) -> int:
        """Return the minutes from one site to the other; 0 where either is virtual or unknown."""
        row, column = self.site_index.get(one or ""), self.site_index.get(other or "")
        if row is None or column is None or one is None or other is None:
            return 0
        return self.travel_minutes[row][column]

    def term_of(self, day: date) -> Term | None:
        """Return the term that holds the day, or None between terms."""
        return next((term for term in self.terms if term.start <= day <= term.end), None)

    def weight(self, term: str) -> int:
        """Return the weight of a soft term in minute equivalents; a missing one is 0.

        Only `warning`, which the file form does not know, then has its default: no rule of the form warns.
        """
        return self.weights.get(term, DEFAULT_WEIGHTS["warning"] if term == "warning" else 0)
