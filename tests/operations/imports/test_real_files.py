"""A real pool's open data: every date and attendance right, nobody invented, a second time unchanged."""

from __future__ import annotations

import csv

import pytest

from tests.operations.imports.workbooks import SAMPLES, dump
from trainerpool.operations.desk import Desk
from trainerpool.operations.imports import import_plan, plan_import
from trainerpool.queries.people import people
from trainerpool.queries.search import search
from trainerpool.queries.sessions import sessions
from trainerpool.queries.standings import trainers

REAL = SAMPLES / "real"
pytestmark = pytest.mark.skipif(not REAL.exists(), reason="the sample files are not beside this checkout")


def rows(name: str) -> list[dict[str, str]]:
    with (REAL / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_workshops_and_the_events_that_are_among_them(desk: Desk) -> None:
    said = rows("workshops.csv")
    assert len(said) == 1983
    plan = plan_import(desk, REAL / "workshops.csv")
    assert (plan.totals["added"], plan.totals["skipped"], plan.questions) == (1983, 1, ())
    import_plan(desk, plan)
    found = {row.reference: row for row in desk.ask(sessions)}
    assert len(found) == 1983
    for one in said:
        row = found[one["slug"]]
        assert [part.moment() for part in row.parts] == [one["start_date"]]
        assert row.attended == (int(one["attendance"]) if one["attendance"] else None)
        assert one["host_name"].strip() in {row.venue, row.host_agency, ""}
        assert not row.team
    assert not desk.ask(people, desk.today), "a programme invents nobody"
    assert plan_import(desk, REAL / "workshops.csv").changes_nothing
    assert desk.ask(search, "stsci")[0].record == found["2012-01-18-stsci"].id

    events = plan_import(desk, REAL / "train_the_trainer_events.csv")
    import_plan(desk, events)
    after = {row.reference: row for row in desk.ask(sessions)}
    asked = {question.rows[0] for question in events.questions}
    for number, one in enumerate(rows("train_the_trainer_events.csv"), 2):
        row = after[one["slug"]]
        same = (row.parts[0].date, row.attended) == (
            one["start"],
            int(one["attendance"]) if one["attendance"] else row.attended,
        )
        assert same or f"train_the_trainer_events!{number}" in asked
    changed = {
        key for key, row in found.items() if (row.parts, row.attended) != (after[key].parts, after[key].attended)
    }
    assert not [key for key in changed if found[key].attended is not None], "what two files say differently is asked"


def test_instructors_known_by_number_only(desk: Desk) -> None:
    said = rows("badged_instructors.csv")
    before = dump(desk)
    import_plan(desk, plan_import(desk, REAL / "badged_instructors.csv"))
    found = {row.person.name: row for row in desk.ask(trainers, desk.today)}
    assert set(found) == {one["person"] for one in said}
    for one in said:
        row = found[one["person"]]
        assert row.standing.approved_from is not None
        assert row.standing.approved_from.isoformat() == one["first_badge_date"]
        assert (row.person.given_name, row.person.agency, row.person.email) == ("", "", "")
        assert not one["country"] or one["country"] in row.person.notes
    assert plan_import(desk, REAL / "badged_instructors.csv").changes_nothing
    desk.undo()
    assert dump(desk) == before
