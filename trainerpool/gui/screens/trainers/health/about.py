"""What the inspector says of a cell, a course, an agency or a month of pool health: why, who, and what would help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.standing import Reason as Found
from trainerpool.gui.marks import STANDING, Mark, Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label, MeaningIcon
from trainerpool.gui.parts.pill import Pill
from trainerpool.gui.parts.why import Reason, Remedy, RemedyBlock, WhyBlock
from trainerpool.gui.screens.trainers.health.heat_model import HeatCell, Line
from trainerpool.gui.screens.trainers.words import meaning
from trainerpool.queries.pool_health import AgencyHealth, HealthPerson, MonthEnds, PoolHealth
from trainerpool.queries.pool_thinness import CourseHealth, Helper
from trainerpool.queries.trainer_words import short_day

_MOST_PEOPLE = 8
_MOST_SESSIONS = 8


class Doors(Protocol):
    """What the inspector of pool health opens."""

    def person(self, key: str) -> None: ...

    def people(self, keys: Sequence[str], words: str) -> None: ...

    def session(self, key: str) -> None: ...

    def letter(self, course: CourseHealth) -> None: ...


def about_cell(cell: HeatCell, health: PoolHealth, doors: Doors) -> Inspector:
    """A cell of the heat table: its course, its agency, or both."""
    if cell.course is None:
        return _about_agency(cell.agency, health, doors) if cell.agency else _about_pool(health, doors)
    course, agency = cell.course, cell.agency
    title = f"{course.short_name or course.title}, {agency.short}" if agency else course.title
    number = len(cell.people)
    if agency:
        summary = f"{number or 'Nobody'} of the {len(course.people)} approved for this course"
    else:
        summary = f"{count_of(len(course.people), 'person', 'people')} approved, {count_of(course.places, 'place')} to fill from {health.horizon}"
    made = Inspector(title, summary)
    if course.meaning is not None:
        made.add(
            _one(Pill(Mark(course.word, meaning(course.meaning) or Meaning.NEUTRAL))),
            WhyBlock("Why this course is thin", _reasons(course.reasons), keeps_order=True),
        )
    elif course.reasons:
        said = f"{course.each:.1f} places each" if course.each is not None else "Nothing planned"
        made.add(
            _one(Pill(Mark(said, Meaning.GOOD if course.each is not None else Meaning.NEUTRAL))),
            WhyBlock("How this course stands", _reasons(course.reasons), keeps_order=True),
        )
    if cell.line is Line.PLACES or (cell.line is Line.EACH and course.sessions):
        made.add(
            _sessions(course, doors), title=f"{count_of(len(course.sessions), 'session')} planned, {health.horizon}"
        )
    if cell.line is not Line.PLACES:
        where = "in this cell" if agency else "approved for it"
        _add_people(made, cell.people, health, doors, _title_of(number, where), title)
    if remedies := _remedies(course, doors):
        near = [_helper_line(one, doors) for one in course.helpers[:3]]
        made.add(RemedyBlock("What would help", remedies), *near)
    return made


def about_month(month: MonthEnds, health: PoolHealth, doors: Doors) -> Inspector:
    """The approvals and agreements that end in a month."""
    name = in_words(month.start, month_only=True)
    made = Inspector(
        f"Ending in {name}",
        f"{count_of(len(month.approvals), 'approval')}, {count_of(len(month.agreements), 'agreement')}",
    )
    for ids, what in ((month.approvals, "approval"), (month.agreements, "agreement")):
        if ids:
            told = [(key, _end(health.people[key], what, health.on)) for key in ids if key in health.people]
            lines = _lines(told[:_MOST_PEOPLE], health, doors)
            if len(told) > _MOST_PEOPLE:
                lines.append(Label(f"and {len(told) - _MOST_PEOPLE} more", tone="muted"))
            made.add(*lines, title=f"{count_of(len(ids), what)} {'ends' if len(ids) == 1 else 'end'}")
    if month.people:
        words = f"ending in {name}"
        made.add(Button("Open them as a list", "link").does(lambda: doors.people(month.people, words)))
    else:
        made.add(Label("Nothing ends in this month.", tone="muted", wraps=True))
    return made


def about_health(health: PoolHealth) -> Inspector:
    """Nothing chosen yet."""
    thin = [course for course in health.courses if course.meaning is not None]
    made = Inspector("Pool health", f"On {in_words(health.on, weekday=True)}")
    if thin:
        told = [Reason(meaning(one.meaning) or Meaning.NEUTRAL, one.title, f"{one.word}.") for one in thin]
        made.add(WhyBlock(f"{count_of(len(thin), 'course is', 'courses are')} thin", told))
    made.add(Label("Choose a cell to see the people in it, and why a course is thin.", tone="muted", wraps=True))
    return made


def _about_agency(agency: AgencyHealth, health: PoolHealth, doors: Doors) -> Inspector:
    made = Inspector(agency.name, f"{count_of(len(agency.people), 'person may', 'people may')} deliver")
    share = round_half_up(agency.deliveries, health.deliveries)
    of_all = round_half_up(len(agency.people), len(health.able))
    facts = [
        Reason(Meaning.INFORMATION, f"{count_of(agency.deliveries, 'delivery')} in 12 months",
               f"{share} % of all deliveries by {of_all} % of those who may deliver."),
    ]  # fmt: skip
    lacks = [course.short_name or course.title for course in health.courses if not agency.by_course.get(course.id)]
    if lacks:
        facts.append(
            Reason(Meaning.NEUTRAL, f"Carries nothing of {count_of(len(lacks), 'course')}", f"{', '.join(lacks)}.")
        )
    made.add(WhyBlock("What this agency carries", facts, keeps_order=True))
    _add_people(made, agency.people, health, doors, _title_of(len(agency.people), "who may deliver"), agency.short)
    return made


def _about_pool(health: PoolHealth, doors: Doors) -> Inspector:
    made = about_health(health)
    _add_people(made, health.able, health, doors, _title_of(len(health.able), "who may deliver"), "who may deliver")
    return made


def _title_of(number: int, where: str) -> str:
    return (
        "Nobody " + where
        if not number
        else f"The one person {where}"
        if number == 1
        else f"The {number} people {where}"
    )


def _add_people(made: Inspector, ids: Sequence[str], health: PoolHealth, doors: Doors, title: str, words: str) -> None:
    told = [(key, _told(health.people[key])) for key in ids if key in health.people]
    lines = _lines(told[:_MOST_PEOPLE], health, doors)
    if len(told) > 1:
        more = f"Open all {len(told)} as a list" if len(told) > _MOST_PEOPLE else "Open them as a list"
        lines.append(Button(more, "link").does(lambda: doors.people(ids, words)))
    if not lines:
        lines.append(Label("An agency or a briefing would have to bring somebody.", tone="muted", wraps=True))
    made.add(*lines, title=title)


def _told(person: HealthPerson) -> str:
    until = f", until {in_words(person.until)}" if person.until is not None else ""
    return f"{count_of(person.deliveries, 'delivery')}{until}"


def _end(person: HealthPerson, what: str, on: date) -> str:
    day = person.until if what == "approval" else person.agreement_until
    return f"{person.agency}, {short_day(day, on)}" if day is not None else person.agency


def _lines(told: Sequence[tuple[str, str]], health: PoolHealth, doors: Doors) -> list[QWidget]:
    return [_person_line(health.people[key], words, doors) for key, words in told]


def _person_line(person: HealthPerson, words: str, doors: Doors) -> QWidget:
    mark = STANDING[person.word]
    few = person.word == "approved" and person.deliveries < person.least
    shown = Meaning.ATTENTION if few else mark.meaning
    icon = "" if few else mark.icon
    return _line(person.name, words, shown, icon, lambda: doors.person(person.id), f"{mark.word}. {words}")


def _line(name: str, words: str, shown: Meaning | None, icon: str, opens: Callable[[], None], says: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(MeaningIcon(shown, icon), 0, Qt.AlignmentFlag.AlignVCenter)
    column = QVBoxLayout()
    column.setSpacing(0)
    link = Button(name, "link").does(opens)
    link.setAccessibleDescription(says)
    column.addWidget(link)
    detail = Label(words, tone="muted", wraps=True)
    detail.setContentsMargins(2, 0, 0, 0)
    column.addWidget(detail)
    row.addLayout(column, 1)
    return line


def _sessions(course: CourseHealth, doors: Doors) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for one in course.sessions[:_MOST_SESSIONS]:
        row = QHBoxLayout()
        row.addWidget(Button(in_words(one.on, weekday=True), "link").does(lambda one=one: doors.session(one.id)))  # type: ignore[misc]
        row.addStretch(1)
        row.addWidget(Label(f"{one.sure} of {one.places} filled", tone="muted"))
        column.addLayout(row)
    if len(course.sessions) > _MOST_SESSIONS:
        column.addWidget(Label(f"and {len(course.sessions) - _MOST_SESSIONS} more", tone="muted"))
    if not course.sessions:
        column.addWidget(Label("No session of it is planned.", tone="muted", wraps=True))
    return made


def _remedies(course: CourseHealth, doors: Doors) -> list[Remedy]:
    if course.meaning is None:
        return []
    made = []
    if course.helpers:
        keys = tuple(one.id for one in course.helpers)
        words = f"could be briefed for {course.short_name or course.title}"
        said = f"Brief {count_of(len(keys), 'near-ready trainer')}"
        made.append(Remedy(said, "Show them", lambda: doors.people(keys, words), "", "graduation-cap"))
    made.append(Remedy("Ask agencies for applicants", "Draft letter", lambda: doors.letter(course), "", "send"))
    return made


def _helper_line(one: Helper, doors: Doors) -> QWidget:
    """Somebody a briefing would bring nearer, and why."""
    return _line(one.name, f"{one.agency}. {one.why}", None, "graduation-cap", lambda: doors.person(one.id), one.why)


def _reasons(found: Sequence[Found]) -> list[Reason]:
    return [
        Reason(Meaning(one.meaning.value), one.text, one.detail, "users" if one.meaning.value == "good" else "")
        for one in found
    ]


def _one(widget: QWidget) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return line


def round_half_up(part: int, whole: int) -> int:
    """Whole per cent, half rounded up, as reports print it; 0 of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else 0
