"""The observation form on paper, blank or with a session's own facts, to be written on by hand and keyed in later."""

from __future__ import annotations

from collections.abc import Sequence

from trainerpool.domain.dates import in_words
from trainerpool.domain.observing import Framework, Grade
from trainerpool.domain.outcomes import Outcome
from trainerpool.problem import Problem
from trainerpool.queries.observations_form import actions, visits
from trainerpool.queries.observations_frameworks import frameworks_by_id, observation_framework
from trainerpool.queries.observations_planning import planned_visits
from trainerpool.queries.observations_rows import ActionRow, VisitRow
from trainerpool.queries.sessions import GONE, SessionRow, session
from trainerpool.reports.asking import Ask
from trainerpool.reports.document import Cell, Column, Document, Fact, Section, Table
from trainerpool.reports.teams import when, where
from trainerpool.reports.wanted import Wanted, footer

_BOX = "☐"
_NOTES = 14
_LINE_MM, _CRITERION_MM = 9.0, 12.0
_GRADES = {Grade.MET: 0.6, Grade.DEVELOPING: 1.05, Grade.NOT_MET: 0.8, Grade.NOT_SEEN: 0.85}
_WRITE = "Write no learner's name and nothing a learner discloses. A disclosure goes through the procedure at once; here only that it was reported."


def build(ask: Ask, wanted: Wanted) -> Document:
    """The form for a session, a part for each of its trainers; without a session a blank one."""
    row = ask(session, wanted.session) if wanted.session else None
    if wanted.session and row is None:
        raise Problem("That session is not in the pool.", kept="Nothing was written.")
    visit = _visit(ask, row)
    framework = ask(observation_framework, wanted.today)
    if visit is not None:
        framework = ask(frameworks_by_id)[visit.framework_id]
    team = [one for one in row.team if one.state not in GONE] if row is not None else []
    names = [(one.name, one.person_id) for one in team] or [("", "")]
    agreed = ask(actions, wanted.today) if team else ()
    sections = [_head(row, visit, [name for name, _ in names]), _notes_section()]
    for name, person in names:
        mine = [one for one in agreed if one.person_id == person and one.done_on is None]
        sections += _of_trainer(framework, name, mine)
    return Document(
        name="observation-form", title="Observation form",
        subtitle=f"{row.course.title if row.course else row.title}, {when(row)}" if row is not None else "To be filled in by hand",
        footer=footer(ask, wanted.today), summary=(_WRITE,), sections=tuple(sections),
        notes=(f"{framework.name}, version {framework.number}. Starred criteria must be met for a TtT sign-off.",),
    )  # fmt: skip


def _visit(ask: Ask, row: SessionRow | None) -> VisitRow | None:
    if row is None:
        return None
    return next((one for one in (*ask(planned_visits), *ask(visits)) if one.session_id == row.id), None)


def _head(row: SessionRow | None, visit: VisitRow | None, names: Sequence[str]) -> Section:
    if row is not None:
        facts = [
            Fact("When", when(row)), Fact("Where", where(row) or "to be told"), Fact("Trainers", ", ".join(filter(None, names)) or "to be told"),
            Fact("Observer", visit.observer if visit is not None else ""), Fact("Purpose", visit.purpose if visit is not None else ""),
            Fact("Pack in use", visit.version if visit is not None else ""),
        ]  # fmt: skip
        return Section(
            "The visit",
            facts=tuple(one for one in facts if one.which),
            tables=(_lines("Learners", "Part seen, from and to"),),
        )
    labels = (
        "Course",
        "Date",
        "Where",
        "Trainers, and which of them leads",
        "Observer",
        "Purpose",
        "Pack version",
        "Learners",
        "Part seen, from and to",
    )
    return Section("The visit", tables=(_lines(*labels),))


def _lines(*labels: str) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple((label, None) for label in labels)
    return Table("", (Column("What", 2), Column("Write here", 6)), rows, room=_LINE_MM)


def _notes_section() -> Section:
    columns = (Column("Time", 0.8), Column("Who", 0.8), Column("What you saw", 6), Column("Criteria", 1.2))
    blank: tuple[Cell, ...] = (None, None, None, None)
    return Section("Timed notes", tables=(Table("", columns, (blank,) * _NOTES, room=_LINE_MM),))


def _of_trainer(framework: Framework, name: str, agreed: Sequence[ActionRow]) -> list[Section]:
    columns = (
        Column("No.", 0.4, figures=True), Column("Criterion", 3.4), *(Column(grade.value, width) for grade, width in _GRADES.items()),
        Column("Evidence, unless met", 3),
    )  # fmt: skip
    tables = [
        Table(
            f"{group.letter} {group.title}", columns,
            tuple((one.number, f"{one.text}{' (starred)' if one.starred else ''}", _BOX, _BOX, _BOX, _BOX, None) for one in group.criteria),
            room=_CRITERION_MM,
        )
        for group in framework.groups
    ]  # fmt: skip
    who = f": {name}" if name else ""
    points = tuple(
        f"{one.text} ({one.owner or 'no owner'}, by {in_words(one.due) if one.due else 'no date'})" for one in agreed
    )
    found = [
        Section(
            f"Judged alone{who}",
            sentences=("Open actions from last time:",) if points else (),
            points=points,
            new_page=True,
        )
    ]
    found.append(Section(f"Judgements{who}", tables=tuple(tables)))
    found.append(_afterwards(who))
    return found


def _afterwards(who: str) -> Section:
    boxes: tuple[tuple[Cell, ...], ...] = tuple((_BOX, one.value + _second(one)) for one in Outcome)
    agreed: tuple[tuple[Cell, ...], ...] = ((1, None, None, None), (2, None, None, None), (3, None, None, None))
    action_columns = (Column("No.", 0.4, figures=True), Column("Action", 5), Column("Owner", 1.6), Column("By", 1.3))
    return Section(
        f"After the session{who}",
        tables=(
            Table(
                "The trainer's reflection, first", (Column("What", 2), Column("Write here", 6)),
                (("What went as planned", None), ("What I would change", None), ("What I need", None)), room=14.0,
            ),
            Table("Strengths, three at most", (Column("No.", 0.4, figures=True), Column("Strength", 8)), ((1, None), (2, None), (3, None)), room=_LINE_MM),
            Table("Actions, three at most", action_columns, agreed, room=_LINE_MM),
            Table("Outcome", (Column("Tick one", 0.8), Column("Outcome", 7)), boxes),
            Table(
                "Signed", (Column("Who", 2), Column("Signature", 4), Column("Date", 2)),
                (("Observer", None, None), ("Trainer, as having had the talk", None, None)), room=_LINE_MM,
            ),
            _lines("Wellbeing offered", "Reported through the procedure"),
        ),
        new_page=True,
    )  # fmt: skip


def _second(one: Outcome) -> str:
    return ", needs a second person" if one in (Outcome.CO_DELIVER_ONLY, Outcome.PAUSE) else ""
