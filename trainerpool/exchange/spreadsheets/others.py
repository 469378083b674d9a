"""Lists of people beside the registers: those of a course each, and those of people who are no trainers."""

from __future__ import annotations

import re

from trainerpool.exchange.spreadsheets.account import Account
from trainerpool.exchange.spreadsheets.courses import CourseBook
from trainerpool.exchange.spreadsheets.layout import Table
from trainerpool.exchange.spreadsheets.reading import Answers, Option
from trainerpool.exchange.spreadsheets.stages import section_stage
from trainerpool.exchange.spreadsheets.words import is_organisation, squashed, tidy

_STRONG = frozenset(["ttt_course_on", "approved_from", "approved_until", "courses", "status", "left"])
_BARE = frozenset(
    [
        "name",
        "given_name",
        "family_name",
        "known_as",
        "title",
        "agency",
        "email",
        "phone",
        "contact",
        "job_title",
        "notes",
        "reference",
    ]
)
_LEARNERS = re.compile(
    r"\b(?:delegates?|learners?|attendees?|participants?|bookings?|booked|did not attend|dna|certificate sent|evaluation)\b",
    re.IGNORECASE,
)
_PLACES = re.compile(
    r"\b(?:venues?|rooms?|address|post ?code|capacity|hire|cost|parking|wifi|caretaker|catering)\b", re.IGNORECASE
)
_OTHERS = re.compile(
    r"\b(?:leads?|spocs?|contacts?|managers?|admin\w*|board|panel|committee|links?|representatives?|reps?|venues?|delegates?|bookings?|attendance"
    r"|business unit|distribution|mailing|users?|invoices?|sub ?group|headteachers?|heads)\b",
    re.IGNORECASE,
)
_FOR_A_COURSE = re.compile(
    r"(?:trainers?|facilitators?|tutors?|instructors?|approved|delivering|deliver|pool)\s*(?:for|of|to deliver|[-–:])\s*(.{2,70})$",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"^(?:sheet|table|page|tab)?\s*\d*$|20\d\d|\b(?:spring|summer|autumn|winter|term|list|contacts?|pool|register|trainers?|all|data)\b",
    re.IGNORECASE,
)


def _is_strong(table: Table) -> bool:
    """Does the table say of people what only a register of trainers says."""
    return any(name in _STRONG or name.startswith("course:") for name in table.fields.values())


def _names(table: Table) -> set[str]:
    by_field = {name: column for column, name in reversed(list(table.fields.items()))}
    if "name" in by_field:
        return {squashed(table.grid.text(r, by_field["name"])) for r in table.body} - {""}
    pair = [by_field[name] for name in ("given_name", "family_name") if name in by_field]
    return {squashed(" ".join(table.grid.text(r, c) for c in pair)) for r in table.body} - {""}


def set_aside_others(tables: list[Table]) -> None:
    """Tables of learners, of venues with their contacts, and of agencies' leads become "notes": their people are no trainers.

    Their text is kept in the account, and a sheet with nothing else is asked about.
    """
    registers = [table for table in tables if table.kind == "trainers"]
    strong = [table for table in registers if _is_strong(table)]
    known = set().union(*(_names(table) for table in strong)) if strong else set()
    for table in registers:
        headings = " | ".join(table.label(column) for column in table.headings)
        learners = len(_LEARNERS.findall(headings)) and {"ttt_course_on", "approved_from"}.isdisjoint(
            table.fields.values()
        )
        places = len(_PLACES.findall(headings)) >= 2 and not _is_strong(table)
        mine = _names(table)
        strangers = bool(known) and not _is_strong(table) and len(mine & known) < 0.5 * len(mine)
        staged = bool(section_stage(table.grid.sheet.name) or any(section_stage(line) for line in table.context))
        if learners or places or (strangers and not staged and not _has_stage_lines(table)):
            table.kind, table.fields = "notes", {}


def _has_stage_lines(table: Table) -> bool:
    lone = [table.grid.text(r, table.grid.used(r)[0]) for r in table.body if len(table.grid.used(r)) == 1]
    return any(section_stage(line) for line in lone)


def courses_of_tables(
    registers: list[Table], courses: CourseBook, account: Account, answers: Answers
) -> dict[int, str]:
    """Where each sheet lists who may deliver one course: id of the table -> the course its title or sheet names.

    Sure where the title says so or the course is known; else asked once, if people of several such sheets are the same.
    """
    plain = [table for table in registers if set(table.fields.values()) <= _BARE and not _has_stage_lines(table)]
    found: dict[int, str] = {}
    guessed: list[Table] = []
    for table in plain:
        sheet = tidy(table.grid.sheet.name)
        named = next(
            (line for line in (sheet, *table.context[:-1]) if courses.find(line, likely=False) is not None), ""
        )
        for line in table.context[:-1]:
            match = _FOR_A_COURSE.search(tidy(line))
            if not named and match and ("agency" in table.fields.values() or not is_organisation(match.group(1))):
                named = match.group(1).strip(" .:-–")
        if named:
            found[id(table)] = named
        elif not (is_organisation(sheet) or section_stage(sheet) or _PLAIN.search(sheet) or _OTHERS.search(sheet)):
            guessed.append(table)
    others = {
        id(table): set().union(*(_names(other) for other in registers if other is not table), set())
        for table in guessed
    }
    guessed = [
        table
        for table in guessed
        if "agency" in table.fields.values() and len(_names(table) & others[id(table)]) >= 0.5 * len(_names(table))
    ]
    for table in guessed:
        sheet = tidy(table.grid.sheet.name)
        told = answers.values.get(sheet, "")
        if told == "note":
            continue
        found[id(table)] = sheet
        if told != "course":
            account.ask(
                "sheet", f"Are the people on “{sheet}” those who may deliver “{sheet}”?", section="values", about=sheet,
                cell=table.grid.address(table.body[0], 0), options=[Option("course", "Yes"), Option("note", "No, it says nothing of courses")],
                default="course",
            )  # fmt: skip
    return found
