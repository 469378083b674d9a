"""From a book to a reading: every sheet laid out, every table read, everything joined, every cell accounted for."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from trainerpool.exchange.spreadsheets import settling
from trainerpool.exchange.spreadsheets.account import Account
from trainerpool.exchange.spreadsheets.agencies import AgencyBook
from trainerpool.exchange.spreadsheets.availability import read_availability
from trainerpool.exchange.spreadsheets.book import Book, Sheet
from trainerpool.exchange.spreadsheets.courses import CourseBook
from trainerpool.exchange.spreadsheets.dating import prove_orders
from trainerpool.exchange.spreadsheets.grades import GradeKey
from trainerpool.exchange.spreadsheets.kinds import decide
from trainerpool.exchange.spreadsheets.layout import Table, find_tables
from trainerpool.exchange.spreadsheets.lookups import (
    agency_of_table,
    read_agency_key,
    read_course_key,
    read_legends,
    read_note_lines,
)
from trainerpool.exchange.spreadsheets.material_register import RegisterReader
from trainerpool.exchange.spreadsheets.observation_log import LogReader
from trainerpool.exchange.spreadsheets.others import courses_of_tables, set_aside_others
from trainerpool.exchange.spreadsheets.people import PeopleBook
from trainerpool.exchange.spreadsheets.people_names import read_name
from trainerpool.exchange.spreadsheets.quality_kinds import explains_grades, initials_met, read_initials
from trainerpool.exchange.spreadsheets.reading import DAY_PARTS, Answers, Known, Reading
from trainerpool.exchange.spreadsheets.seen_once import seen_once
from trainerpool.exchange.spreadsheets.session_days import SessionRow
from trainerpool.exchange.spreadsheets.sessions import SessionReader
from trainerpool.exchange.spreadsheets.sheets import account_of_sheets, lost_sentences
from trainerpool.exchange.spreadsheets.side_by_side import visits_apart
from trainerpool.exchange.spreadsheets.titles import know_full_titles
from trainerpool.exchange.spreadsheets.trainer_cells import TrainerRow
from trainerpool.exchange.spreadsheets.trainers import TrainerReader
from trainerpool.exchange.spreadsheets.words import squashed

_NO_ANSWERS = Answers()
_NOTHING_KNOWN = Known()


@dataclass(slots=True)
class _Work:
    account: Account
    agencies: AgencyBook
    courses: CourseBook
    tables: list[Table]
    trainers: list[TrainerRow]
    sessions: list[SessionRow]
    legends: dict[str, bool] = field(default_factory=dict)
    initials: dict[str, str] = field(default_factory=dict)  # as keys of the file explain them


def understand(
    book: Book,
    *,
    known: Known = _NOTHING_KNOWN,
    answers: Answers = _NO_ANSWERS,
    policy_day_parts: Mapping[str, tuple[time, time]] = DAY_PARTS,
    day_first: bool = True,
    sheets: list[str] | None = None,
    next_working_day: Callable[[date], date] | None = None,
) -> Reading:
    """Read a book as far as it can be read without guessing; what only a person can say comes back as questions.

    `sheets` limits the reading to sheets of these names. `next_working_day` places the second day of a two-day course.
    Nothing is looked up or kept outside the arguments: the same book, known and answers give the same reading.
    """
    collects = gc.isenabled()
    gc.disable()  # a hundred thousand small drafts, none of them garbage: collecting doubles the time
    try:
        return _understand(
            book, known, answers, dict(policy_day_parts), day_first, sheets, next_working_day or _next_weekday
        )
    finally:
        if collects:
            gc.enable()


def _understand(
    book: Book, known: Known, answers: Answers, parts: dict[str, tuple[time, time]], day_first: bool, sheets: list[str] | None,
    next_working_day: Callable[[date], date],
) -> Reading:  # fmt: skip
    chosen = [sheet for sheet in book.sheets if sheets is None or sheet.name in sheets]
    work = _Work(
        Account(), AgencyBook(known.agencies, answers.agencies), CourseBook(known.courses, answers.courses), [], [], []
    )
    _lay_out(work, chosen, answers, parts)
    prove_orders(work.tables, work.account)
    know_full_titles(work.tables, work.courses)
    sessions = SessionReader(
        work.account,
        work.courses,
        answers,
        day_first=day_first,
        parts=parts,
        next_working_day=next_working_day,
    )
    unnamed = {t.grid.sheet.name for t in work.tables if t.kind == "sessions" and "course" not in t.fields.values()}
    sessions.single_course_sheets = len(unnamed) > 1
    for table in work.tables:
        if table.kind == "sessions":
            work.sessions.extend(sessions.read(table))
    trainers = TrainerReader(work.account, work.agencies, work.courses, answers, day_first=day_first)
    trainers.legends = work.legends
    set_aside_others(work.tables)
    registers = [table for table in work.tables if table.kind == "trainers"]
    by_course = courses_of_tables(registers, work.courses, work.account, answers)
    for table in registers:
        course = by_course.get(id(table), "")
        agency = "" if course else agency_of_table(table, registers)
        work.trainers.extend(trainers.read(table, agency, course))
    return _settled(work, chosen, known, answers, day_first=day_first)


def _lay_out(work: _Work, sheets: list[Sheet], answers: Answers, parts: dict[str, tuple[time, time]]) -> None:
    """Find the tables; keys of codes are read first, since they explain the rest."""
    for sheet in sheets:
        work.tables.extend(find_tables(sheet, lambda text: work.courses.find(text, likely=False) is not None))
    met = initials_met(work.tables)
    for sheet in sheets:
        read_note_lines(sheet, work.courses, work.agencies, parts, met, work.initials)
        read_legends(sheet, work.legends)
    for table in work.tables:
        decide(table, work.courses)
        if table.kind in ("courses", "agencies", "notes", "trainers") and (said := read_initials(table, met)):
            work.initials.update(said)
            table.kind, table.fields = "key", {}
        elif table.kind == "courses":
            read_course_key(table, work.account, work.courses)
        elif table.kind == "agencies":
            read_agency_key(table, work.account, work.agencies)
    for table in work.tables:
        if table.kind not in ("courses", "agencies", "key"):
            decide(table, work.courses)
            _told_columns(table, answers)
    work.tables = [one for table in work.tables for one in visits_apart(table)]


def _told_columns(table: Table, answers: Answers) -> None:
    """A person's word on a column goes before anything read from its heading."""
    for column in range(table.grid.width):
        told = answers.columns.get(table.grid.address(0, column).rstrip("0123456789"), "")
        if told and told not in ("day first", "month first", "surname first", "given name first"):
            if told in ("note", "notes"):
                table.fields[column] = "notes"
                continue
            for other in [c for c, name in table.fields.items() if name == told]:
                del table.fields[other]
            table.fields[column] = told


def _settled(work: _Work, sheets: list[Sheet], known: Known, answers: Answers, *, day_first: bool) -> Reading:
    reading = Reading(lost=lost_sentences(sheets))
    work.agencies.settle()
    grades = _grades(work, sheets)
    settling.ask_about_sheets(sheets, work.tables, work.account, answers)
    settling.ask_about_columns(work.tables, work.account, answers)
    reading.trainers, kept = settling.join_people(work.trainers, work.account, answers)
    settling.give_agencies(kept, work.account, work.agencies)
    settling.give_courses(work.trainers, work.account, work.courses)
    _give_titles(work)
    people = PeopleBook()
    initials = _initials(work.trainers)
    for draft in reading.trainers:
        settling.recognise(draft, known)
        if draft.waiting is None or not draft.waiting.startswith("duplicate"):
            added = people.add_draft(draft)
            for said in initials.get(draft.key, ()):
                people.called(added, said)
    taken = {draft.known_id for draft in reading.trainers}
    for known_one in known.people:
        if known_one.id not in taken:
            people.add_known(known_one)
    for short, full in work.initials.items():
        name = read_name(full)
        for person in people.exact(name) if name is not None else ():
            people.called(person, short)
    settling.name_trainers(work.sessions, people, reading, work.account, answers)
    settling.host_agencies(work.sessions, work.agencies)
    reading.sessions = [one.draft for one in work.sessions]
    for one in work.trainers:
        reading.availability.extend(one.away)
    for table in work.tables:
        if table.kind == "availability":
            reading.availability.extend(read_availability(table, people, work.account))
    _read_quality(work, grades, people, answers, reading, day_first=day_first)
    reading.agencies = list(work.agencies.drafts.values())
    reading.courses = work.courses.drafts()
    reading.questions = [*work.agencies.questions, *work.courses.questions, *work.account.questions.values()]
    reading.questions = [
        question for question in reading.questions if not _is_answered(question.id, question.about, answers)
    ]
    reading.answered = Answers(
        work.agencies.used_answers, work.courses.used_answers, answers.people, answers.columns, answers.values
    )
    reading.sheets = account_of_sheets(sheets, work.tables, work.account, work.trainers, work.sessions)
    return reading


def _give_titles(work: _Work) -> None:
    """A code met after a session was read may have shortened its title ("Neglect (NEG)")."""
    for session in work.sessions:
        if session.draft.course:
            session.draft.title = work.courses.title_of(session.draft.course)


def _initials(rows: list[TrainerRow]) -> dict[str, list[str]]:
    """The initials registers give their people: key of the draft -> as written."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.initials:
            found.setdefault(row.draft.key, []).append(row.initials)
    return found


def _is_answered(question: str, about: str, answers: Answers) -> bool:
    return about in answers.values or (question.startswith("column:") and about in answers.columns)


def _grades(work: _Work, sheets: list[Sheet]) -> GradeKey:
    """The local grades that keys explain; a table that does nothing else is a key."""
    grades = GradeKey()
    if any(table.kind == "observations" for table in work.tables):
        for sheet in sheets:
            grades.learn(sheet)
        for table in work.tables:
            if table.kind == "notes" and explains_grades(table, grades):
                table.kind = "key"
    return grades


def _read_quality(
    work: _Work, grades: GradeKey, people: PeopleBook, answers: Answers, reading: Reading, *, day_first: bool
) -> None:
    """Logs of observations and registers of materials, once everybody is known."""
    logs = [table for table in work.tables if table.kind == "observations"]
    if logs:
        log = LogReader(work.account, work.courses, people, answers, grades, day_first=day_first)
        log.initials = {squashed(short): full for short, full in work.initials.items()}
        log.know_names(logs)
        for table in logs:
            reading.observations.extend(log.read(table))
        reading.observations = seen_once(reading.observations, work.account, answers)
        reading.trainers.extend(log.new)
    register = RegisterReader(work.account, work.courses, answers, day_first=day_first)
    for table in work.tables:
        if table.kind == "materials":
            reading.materials.extend(register.read(table))


def _next_weekday(day: date) -> date:
    day += timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return day


def sheet_names(book: Book) -> list[str]:
    """The names of the sheets, for choosing."""
    return [sheet.name for sheet in book.sheets if re.search(r"\S", sheet.name)]
