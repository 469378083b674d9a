"""Every setting of a policy changes some answer of the program: no number is edited that does nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import trainerpool
from tests.domain.cases import TITLES, ev, kept_up, path, without
from tests.operations.small_pool import DAY, small_pool
from trainerpool.domain.observations import feedback_clocks
from trainerpool.domain.path import PathStage, Stage
from trainerpool.domain.policy import DayPart, Level, Policy, PolicyVersion, policy_from_json, policy_to_json
from trainerpool.domain.sessions import trainers_needed
from trainerpool.domain.standing import standing
from trainerpool.domain.working_days import WorkingDays
from trainerpool.operations import courses, evidence, people, sessions
from trainerpool.operations.allocations import allocate_trainer, offer_place, respond
from trainerpool.operations.desk import Desk
from trainerpool.operations.imports.planning import plan_import
from trainerpool.operations.observations.on_paper import add_observation
from trainerpool.operations.pools import close_pool
from trainerpool.operations.settings import set_policy
from trainerpool.problem import Problem
from trainerpool.queries.allocation_problem import allocation_problem
from trainerpool.queries.staffing import staffing
from trainerpool.queries.today import today_page

Probe = Callable[[Policy], object]
STARTS = date.fromisoformat(DAY)
LIVES = (
    path(),
    path()[:5],
    [*path(), *kept_up()],
    [*path(), *kept_up(), ev("suspension", "2026-11-01", by="Marian Holt")],
    [*path(), *kept_up(), ev("hold", "2026-12-01")],
    [*path(), *kept_up(), ev("hold", "2026-12-01"), ev("hold_end", "2028-01-10")],
    [*path(), *kept_up(), ev("course_briefing", "2026-11-01", course="DA"), ev("co_delivery", "2026-11-09", course="DA")],
    [*without([*path(), *kept_up()], "observed_delivery", 2), path()[7]],
    [*without([*path(), *kept_up()], "observed_delivery", 2), path()[7],
     ev("observed_delivery", "2026-10-01", outcome="Continue with actions", by="Rosa Penhale")],
    [*without(path() + kept_up(), "delivery", 4), ev("equivalence", "2027-01-10", outcome="delivery", id="one"),
     ev("equivalence", "2027-02-10", outcome="delivery", id="two")],
    [*without(path() + kept_up(), "development_event"), ev("notice_extension", "2027-04-01", by="Marian Holt")],
    [ev("transferred_approval", "2021-03-01", course="NEG")],
    [*without(path(), "shadow"), ev("shadow", "2025-11-11", course="DA", by="Dana Barlow")],
)  # fmt: skip
DAYS = [date(2026, 3, 20) + timedelta(days=29 * number) for number in range(38)]


def of_standing(policy: Policy) -> Iterator[object]:
    """Everything that is said of some invented trainers over three years."""
    versions = (PolicyVersion(None, policy),)
    for on in DAYS:
        for items in LIVES:
            found = standing(items, versions, on, records_begin=date(2026, 3, 1), courses=TITLES, name="Nadia Farouk")
            texts = [(one.text, one.detail) for one in found.reasons]
            yield found.state, found.courses, texts, found.next_due, found.path, found.by_course, found.on_notice_until


@cache
def usually_said() -> tuple[object, ...]:
    return tuple(of_standing(Policy()))


def of_feedback(policy: Policy) -> object:
    days = WorkingDays()
    return feedback_clocks(date(2026, 11, 2), date(2026, 11, 9), policy, days)


def of_teams(policy: Policy) -> object:
    return [trainers_needed(minutes, learners, policy) for minutes in (60, 90, 91, 200) for learners in (8, 12, 13, 25)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The small pool with sessions short, offered, over and long over, and people who left long ago."""
    made = small_pool(tmp_path_factory.mktemp("policy"))
    allocate_trainer(made, "S1", "Nadia Farouk")
    offer_place(made, "S1", "Nadia Farouk")
    allocate_trainer(made, "S1", "Denzil Barlow")
    offer_place(made, "S1", "Denzil Barlow")
    for name, day in (("S2", "2027-01-26"), ("S3", "2026-11-10"), ("S4", "2010-11-10"), ("S5", "2029-06-05")):
        parts = [{"start": f"{day}T09:30", "end": f"{day}T12:30"}]
        sessions.add_session(made, "NEG", parts, venue="Fellgate Centre", max_learners=20, reference=name)
    allocate_trainer(made, "S2", "Nadia Farouk")
    offer_place(made, "S2", "Nadia Farouk")
    respond(made, "S2", "Nadia Farouk", accepted=False, reason="Away")
    allocate_trainer(made, "S3", "Nadia Farouk")
    respond(made, "S3", "Nadia Farouk", accepted=True)
    people.add_trainer(made, "Gwen", "Abara", "Northmoor Police")
    people.add_trainer(made, "Hollis", "Ackroyd", "Northmoor Police")
    for who, kind, on in (
        ("Gwen Abara", "eligibility_check", "2014-01-10"), ("Gwen Abara", "transferred_approval", "2014-03-16"),
        ("Gwen Abara", "withdrawal", "2019-03-01"), ("Hollis Ackroyd", "application", "2024-02-01"),
        ("Hollis Ackroyd", "withdrawal", "2024-06-01"),
    ):  # fmt: skip
        evidence.add_evidence(made, who, kind, on)
    add_observation(made, "Gwen Abara", "2022-05-04", "Continue", course="NEG", note="Kept to the plan.")
    courses.add_course(made, "DA", "Domestic Abuse", minutes=180)
    yield made
    close_pool(made)


BOOK = "Ref,Course,Date,Time,Venue\n" + "".join(
    f"{number},Neglect: Recognising and Responding,{25 + number}/01/2027,{part},Fellgate Centre\n"
    for number, part in enumerate(("AM", "PM", "Full day"), 1)
)
ASKED_ON = ("2026-11-11", "2026-11-13", "2026-11-23", "2027-01-11", "2027-01-20", "2029-06-04")


def under(desk: Desk, policy: Policy, ask: Callable[[Desk], object]) -> object:
    """What a pool answers while a policy is in force, which is taken back afterwards."""
    set_policy(desk, policy_to_json(policy), date(2000, 1, 1))
    try:
        return ask(desk)
    finally:
        desk.undo()


def of_today(desk: Desk) -> object:
    pages = [desk.ask(today_page, date.fromisoformat(on)) for on in ASKED_ON]
    rows = [[(row.meaning, row.words) for row in desk.ask(staffing, date.fromisoformat(on))] for on in ASKED_ON]
    return [page.rows for page in pages], rows


def of_allocation(desk: Desk) -> object:
    found = desk.ask(lambda reader: allocation_problem(reader, date(2027, 1, 1), date(2027, 2, 1), date(2026, 11, 23)))
    return found.instance, found.profile


def of_imports(desk: Desk) -> object:
    plan = plan_import(desk, ("programme.csv", BOOK.encode()))
    return (
        [(one.kind, one.values) for one in plan.writes.rows]
        if hasattr(plan.writes, "rows")
        else repr(plan.reading.sessions)
    )


_READ = re.compile(r"policy(?:_on\([^\n]*\))?\.([a-z_]+)")


@cache
def attributes_read() -> frozenset[str]:
    """Every name read of a policy, outside of where a policy is kept and edited."""
    root = Path(trainerpool.__file__).parent
    found = set()
    for file in root.rglob("*.py"):
        if "policy" in file.parts[-2] or "policy" in file.name or "settings" in file.parts[-2:]:
            continue
        found.update(_READ.findall(file.read_text()))
    return frozenset(found)


OF_STANDING = frozenset({
    "path", "same_course_stages", "ttt_months", "further_course_co_deliveries", "approval_months", "agreement_months",
    "least_deliveries", "deliveries_window_months", "deliveries_grace_months", "equivalent_deliveries_per_year",
    "development_events", "development_months", "notice_days", "notice_extension_days", "hold_months", "returner_months",
    "return_steps", "suspension_review_days", "suspension_appeal_working_days", "transition_months", "experienced_months",
    "experienced_deliveries", "first_observation_months", "observation_months", "observation_with_actions_months",
})  # fmt: skip
OF_FEEDBACK = frozenset({"draft_feedback_working_days", "written_feedback_days", "reply_working_days"})
OF_TEAMS = frozenset({"trainers_per_session", "one_trainer_minutes", "one_trainer_learners"})
OF_TODAY = frozenset({
    "course_sampling_months", "confirm_working_days", "confirm_amber_working_days", "confirm_red_working_days",
    "withdrawal_working_days", "report_working_days", "offer_reply_working_days", "keep_trainer_years",
    "keep_application_months", "keep_observation_years", "keep_check_months", "keep_session_years",
})  # fmt: skip
OF_ALLOCATION = frozenset({
    "travel_buffer_minutes", "cap_week", "cap_month", "cap_term", "cap_year", "same_pair_most", "rule_levels", "weights",
})  # fmt: skip
OF_IMPORTS = frozenset({"day_parts"})
# Read in a window, a report, a deed or a sealed file, whose own tests change them.
ELSEWHERE = frozenset({
    "ttt_reminder_months", "most_learners", "availability_opens_weeks", "availability_answer_weeks", "carry_covers_weeks",
    "carry_open_weeks", "carry_answer_weeks", "material_review_months", "trigger_days", "largest_file_megabytes",
})  # fmt: skip


def others(name: str) -> Iterator[Any]:
    """Other values of a setting, the likeliest to make a difference first."""
    value = getattr(Policy(), name)
    match value:
        case int():
            yield from (value + 1, max(0, value - 1), 2 * value + 2, value // 2, 0, 1000)
        case tuple() if name == "path":
            yield (*value[:5], PathStage(Stage.CO_DELIVERY, 3), *value[6:])
        case tuple() if name == "same_course_stages":
            yield ()
        case tuple():
            yield value[:-1]


def makes_a_difference(probe: Probe, name: str) -> bool:
    usual = probe(Policy())
    return any(probe(replace(Policy(), **{name: value})) != usual for value in others(name))


def test_every_setting_is_named_here_once() -> None:
    groups = (OF_STANDING, OF_FEEDBACK, OF_TEAMS, OF_TODAY, OF_ALLOCATION, OF_IMPORTS, ELSEWHERE)
    assert sorted(name for group in groups for name in group) == sorted(one.name for one in fields(Policy))


@pytest.mark.parametrize("name", sorted(OF_STANDING))
def test_it_changes_what_is_said_of_a_trainer(name: str) -> None:
    usual = usually_said()
    assert any(
        said != before
        for value in others(name)
        for said, before in zip(of_standing(replace(Policy(), **{name: value})), usual, strict=True)
    )


@pytest.mark.parametrize("name", sorted(OF_FEEDBACK))
def test_it_changes_a_clock_of_feedback(name: str) -> None:
    assert makes_a_difference(of_feedback, name)


@pytest.mark.parametrize("name", sorted(OF_TEAMS))
def test_it_changes_how_many_trainers_a_session_needs(name: str) -> None:
    assert makes_a_difference(of_teams, name)


@pytest.mark.parametrize("name", sorted(OF_TODAY))
def test_it_changes_what_today_asks_for(desk: Desk, name: str) -> None:
    assert makes_a_difference(lambda policy: under(desk, policy, of_today), name)


@pytest.mark.parametrize("name", sorted(OF_ALLOCATION - {"rule_levels", "weights"}))
def test_it_changes_what_is_allocated(desk: Desk, name: str) -> None:
    assert makes_a_difference(lambda policy: under(desk, policy, of_allocation), name)


def test_each_level_and_each_weight_reaches_allocation(desk: Desk) -> None:
    usual = under(desk, Policy(), of_allocation)
    for rule, level in Policy().rule_levels.items():
        other = Level.IGNORE if level is not Level.IGNORE else Level.WARN
        changed = Policy(rule_levels={**Policy().rule_levels, rule: other})
        assert under(desk, changed, of_allocation) != usual, rule
    for term, worth in Policy().weights.items():
        assert under(desk, Policy(weights={**Policy().weights, term: worth + 1}), of_allocation) != usual, term


def test_each_part_of_a_day_is_what_an_import_reads_it_as(desk: Desk) -> None:
    usual = under(desk, Policy(), of_imports)
    for name, part in Policy().day_parts.items():
        other = DayPart(part.start.replace(minute=45), part.end)
        assert under(desk, Policy(day_parts={**Policy().day_parts, name: other}), of_imports) != usual, name


@pytest.mark.parametrize("name", sorted(ELSEWHERE))
def test_it_is_read_somewhere(name: str) -> None:
    assert name in attributes_read()


def test_a_setting_of_an_earlier_version_is_let_lie() -> None:
    assert policy_from_json({"places_per_trainer_day": 12, "notice_days": 20}) == Policy(notice_days=20)
    with pytest.raises(Problem, match="no setting"):
        policy_from_json({"notices": 20})
