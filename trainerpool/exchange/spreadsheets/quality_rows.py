"""What a log of observations and a register of materials have in common: blocks of a course, years, people, days."""

from __future__ import annotations

import calendar
import re
from datetime import date

from trainerpool.exchange.spreadsheets.account import Account, note
from trainerpool.exchange.spreadsheets.courses import CourseBook
from trainerpool.exchange.spreadsheets.dates import DateRead, read_date
from trainerpool.exchange.spreadsheets.dating import DateColumn, with_year, year_context
from trainerpool.exchange.spreadsheets.layout import Table
from trainerpool.exchange.spreadsheets.reading import Answers, NoteKept, Option
from trainerpool.exchange.spreadsheets.rows import BodyRow, read_body, section_text
from trainerpool.exchange.spreadsheets.words import is_nothing, norm, tidy

_TIME_WORDS = re.compile(
    r"^(?:(?:academic |financial |school )?year\s*)?(?:(?:19|20)\d\d|\d\d)(?:\s*(?:-|/|to|–)\s*\d{2,4})?$|^(?:spring|summer|autumn|winter|term|quarter|q[1-4]"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b(?:register|log|list|archive|updated|key|notes?)\b",
    re.IGNORECASE,
)
_PLAIN_SHEET = re.compile(
    r"^(?:sheet|page|tab)?\s*\d*$|20\d\d|\b(?:log|register|observations?|materials?|packs?|versions?|qa|quality|visits?|data|list|archive|all)\b",
    re.IGNORECASE,
)

_AGENCY = re.compile(
    r"\b(?:police|council|nhs|trust|constabulary|probation|hospitals?|university|fire|rescue|charity|icb|health board|housing|agency|voluntary sector)\b"
    r"|^(?:health|education|social care|early help|schools?)$",
    re.IGNORECASE,
)


class QualityTable:
    """One table with its columns by field, its rows with the course they stand under, and its days."""

    def __init__(
        self, table: Table, account: Account, courses: CourseBook, answers: Answers, *, day_first: bool
    ) -> None:
        self.table, self.account, self.courses, self.answers = table, account, courses, answers
        self.columns: dict[str, list[int]] = {}
        for column, field in sorted(table.fields.items()):
            self.columns.setdefault(field, []).append(column)
        self._dates = {
            column: DateColumn(
                table, column, account, day_first=day_first, told=answers.columns.get(self._about(column), "")
            )
            for field in ("date", "approved_on", "review_due")
            for column in self.columns.get(field, ())
        }
        self._above = ""
        self._years: dict[int, str] = {}  # row -> the line above it that names a year
        self._grouped: bool | None = None

    def _about(self, column: int) -> str:
        return self.table.grid.address(0, column).rstrip("0123456789")

    def records(self) -> list[BodyRow]:
        """The rows that are records; every other row is put in the account as what it is."""
        found = []
        course = year = ""
        for line in read_body(self.table, lambda text: self._is_course_line(text) or _names_a_year(text)):
            if line.kind == "section" and _names_a_year(line.section) and not self._is_course_line(line.section):
                year = line.section
            elif line.kind == "section":
                course = line.section
            self._years[line.row] = year
            if line.kind == "record":
                line.section = course
            if line.kind == "record" and len(self.table.grid.used(line.row)) >= 2:
                found.append(line)
                continue
            why = f"section: {line.section}" if line.kind == "section" else line.kind
            self.account.skip(self.table, line.row, {"repeat": "header", "record": "note"}.get(why, why))
        return found

    def _is_course_line(self, text: str) -> bool:
        if "course" not in self.columns:
            return not _names_a_year(text) and not _TIME_WORDS.search(tidy(text)) and len(text) <= 90
        return self.courses.find(text, likely=False) is not None

    def text(self, row: int, field: str) -> str:
        """The first cell of a field with something in it, "" for none; "TBC" and the like say nothing."""
        for column in self.columns.get(field, ()):
            text = tidy(self.table.grid.text(row, column))
            if text and not is_nothing(text):
                return text
        return ""

    def cell(self, row: int, field: str) -> tuple[int, str]:
        """The column and the text of a field as written."""
        column = next(
            (c for c in self.columns.get(field, ()) if self.table.grid.text(row, c)), self.columns.get(field, [0])[0]
        )
        return column, self.table.grid.text(row, column)

    def course(self, line: BodyRow, key: str) -> str | None:
        """The course of a row: its own cell, else the block it stands in, else the title or the sheet; None where none is said."""
        column, text = self.cell(line.row, "course") if "course" in self.columns else (-1, "")
        text = "" if is_nothing(text) else tidy(text)
        if not text and column >= 0 and self._is_grouped():
            text, column = self._above, -1  # written once above the rows it stands for
        self._above = text or self._above
        if not text:
            text = line.section if not _TIME_WORDS.search(line.section) else ""
        if not text:
            text = self._of_the_whole()
        if not text:
            return None
        found = self.courses.take(text, cell=self.table.grid.address(line.row, max(column, 0)), row=key)
        question = self.courses.question_of(found)
        if column >= 0 and question:
            self.account.problem(self.table, line.row, column, "its own course", question)
        elif column >= 0 and norm(text) not in (norm(self.courses.code_of(found)), norm(self.courses.title_of(found))):
            self.account.read_as(self.table, line.row, column, self.courses.title_of(found))
        return found

    def _is_grouped(self) -> bool:
        """Is each course written once, above the rows it stands for; a blank among repeated ones says nothing."""
        if self._grouped is None:
            grid, column = self.table.grid, self.columns["course"][0]
            told = [norm(grid.text(row, column)) for row in self.table.body if grid.text(row, column)]
            self._grouped = len(set(told)) == len(told)
        return self._grouped

    def _of_the_whole(self) -> str:
        """The course that the lines above a table, or its sheet, name."""
        for line in reversed(self.table.context):
            if self.courses.find(line, likely=False) is not None:
                return section_text(line)
            named = self.courses.named_in(line)
            if named is not None:
                return self.courses.code_of(named)
        if "course" in self.columns:
            return ""  # it says which course where it knows; a title that is no course says nothing
        for line in reversed(self.table.context[:-1]):
            text = section_text(line)
            if (
                not _AGENCY.search(text)
                and not _TIME_WORDS.search(text)
                and not _PLAIN_SHEET.search(text)
                and 1 < len(text) <= 70
            ):
                return text
        sheet = tidy(self.table.grid.sheet.name)
        return "" if _AGENCY.search(sheet) or _PLAIN_SHEET.search(sheet) or _TIME_WORDS.search(sheet) else sheet

    def day(self, line: BodyRow, field: str) -> str | None:
        """The day of a field as YYYY-MM-DD or YYYY-MM; None where nothing is said; "" where it could not be read."""
        column, text = self.cell(line.row, field)
        told = self.answers.values.get(self.table.grid.address(line.row, column), "")
        if field not in self.columns:  # asked of the row, since no column is headed so
            found = read_date(told, month_first=False).iso() if told else ""
            return found or None
        if is_nothing(text) and not told:
            return None
        read: DateRead = self._dates[column].read(told or self.table.grid.cells[line.row][column])
        above = [*self.table.context, self._years.get(line.row, ""), line.section]
        settled = with_year(read, year_context(above)) if read.partial else read
        found = settled.iso() if settled is not None else ""
        if found and not isinstance(self.table.grid.cells[line.row][column], (date, int, float)) and read.is_ambiguous:
            self.account.read_as(self.table, line.row, column, found)
        return found

    def day_within(self, line: BodyRow, field: str, column: int) -> str:
        """The one day or month that a cell of words names, in the order of the other dates; "" for none or several."""
        del field
        first = any(dates.month_first for dates in self._dates.values())
        read = read_date(self.table.grid.text(line.row, column), month_first=first)
        return read.iso() if len(read.days) == 1 or (not read.days and read.month) else ""

    def ask_day(self, line: BodyRow, field: str, key: str, whose: str) -> str:
        """Ask which day is meant; gives the question's id."""
        column, text = self.cell(line.row, field)
        cell = self.table.grid.address(line.row, column)
        question = self.account.ask(
            "date", f"Which day is meant by “{text or 'nothing'}” for {whose}?", section="values", about=cell, cell=cell, row=key,
            options=[Option("", "Leave it open")],
        )  # fmt: skip
        self.account.row(self.table, line.row).outcome = "needs decision"
        self.account.problem(self.table, line.row, column, "text", question)
        return question

    def notes(self, row: int, also: tuple[str, ...] = ()) -> list[NoteKept]:
        """What else the row says, under its headings: columns of notes, of nothing known, and those named in `also`."""
        kept = ("notes", *also)
        used = self.table.grid.used(row)
        return [
            note(self.table, row, column)
            for column in used
            if self.table.fields.get(column, "notes") in kept and not is_nothing(self.table.grid.text(row, column))
        ]


def last_day(text: str | None) -> str | None:
    """A day, or the last day of a month where only the month is known: what counts from it begins no sooner."""
    if not text or len(text) != 7:
        return text or None
    year, month = int(text[:4]), int(text[5:])
    return date(year, month, calendar.monthrange(year, month)[1]).isoformat()


def _names_a_year(text: str) -> bool:
    """Is a line such as "2024/25" or "Visits in 2026" about a year, and about little else."""
    return len(text) <= 40 and year_context([text]).first is not None and len(re.findall(r"[A-Za-z]{3,}", text)) <= 3
