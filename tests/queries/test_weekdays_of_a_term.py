"""Whose weekdays change within a term is looked at by the weekdays of each day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.operations.small_pool import small_pool
from trainerpool.allocation.judging import judge
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.rules import findings
from trainerpool.allocation.solve import solve
from trainerpool.operations.availability import set_weekdays
from trainerpool.operations.pools import close_pool
from trainerpool.operations.sessions import add_session
from trainerpool.queries.allocation_problem import allocation_problem

MONDAYS = (date(2027, 1, 11), date(2027, 2, 15), date(2027, 3, 15))


def test_each_day_is_looked_at_by_the_weekdays_told_for_it(tmp_path: Path) -> None:
    desk = small_pool(tmp_path)
    for monday in MONDAYS:
        add_session(desk, "NEG", [{"start": f"{monday}T09:30", "end": f"{monday}T12:30"}], places=1)
    set_weekdays(desk, "Nadia Farouk", [1, 2, 3])
    set_weekdays(desk, "Nadia Farouk", [0, 1], date(2027, 2, 1))
    set_weekdays(desk, "Nadia Farouk", [4], date(2027, 3, 1))
    problem = desk.ask(allocation_problem, date(2027, 1, 1), date(2027, 3, 31), desk.today)
    nadia = next(key for key, person in problem.trainers.items() if person.name == "Nadia Farouk")
    may_not = {
        problem.sessions[key].first_date: [one.text for one in found]
        for key in problem.asked
        if (
            found := [
                one
                for one in findings(problem.instance, nadia, key, Plan(), problem.profile, "lead")
                if one.code == "availability"
            ]
        )
    }
    assert sorted(may_not) == [MONDAYS[0], MONDAYS[2]]
    assert may_not[MONDAYS[0]] == ["Cannot deliver on 11 Jan: does not work Mondays."]
    best = solve(problem.instance, seconds=20, profile=problem.profile)
    assert judge(problem.instance, best.plan, problem.profile).violations == ()
    on = {problem.sessions[one.session].first_date for one in best.plan.assignments if one.trainer == nadia}
    assert not on & {MONDAYS[0], MONDAYS[2]}
    close_pool(desk)
