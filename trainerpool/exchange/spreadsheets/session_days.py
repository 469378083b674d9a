"""The days and times of one session's row: dates without a year, further days, spans, parts of the day."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from trainerpool.exchange.spreadsheets.account import Account, note
from trainerpool.exchange.spreadsheets.book import Value
from trainerpool.exchange.spreadsheets.course_words import days_said
from trainerpool.exchange.spreadsheets.courses import CourseBook
from trainerpool.exchange.spreadsheets.dates import DateRead, read_date, read_text_date
from trainerpool.exchange.spreadsheets.dating import DateColumn, YearContext, with_year
from trainerpool.exchange.spreadsheets.layout import Table
from trainerpool.exchange.spreadsheets.people_names import Name
from trainerpool.exchange.spreadsheets.reading import Answers, Option, PartDraft, SessionDraft
from trainerpool.exchange.spreadsheets.times import TimeRead, read_time
from trainerpool.exchange.spreadsheets.words import is_nothing, norm, tidy

_VIRTUAL = re.compile(
    r"\b(?:ms ?teams|teams|zoom|online|on-line|virtual(?:ly)?|webinar|webex|remote(?:ly)?|google meet|skype|e-learning|livestream)\b",
    re.IGNORECASE,
)
_ROLES = {"lead": "lead", "co_trainer": "co-trainer", "trainers": "", "shadow": "shadow"}
_STATES = ["planned", "confirmed", "delivered", "cancelled"]
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(hours?|hrs?|h|minutes?|mins?|m|days?)?\b", re.IGNORECASE)
_SEASON = re.compile(r"\b(?:spring|summer|autumn|winter|term|semester|half term|quarter|q[1-4])\b", re.IGNORECASE)


@dataclass(slots=True)
class NameCell:
    """One person named on a session, to be matched once everybody is known."""

    name: Name
    role: str
    row: int
    column: int


@dataclass(slots=True)
class SessionRow:
    """A draft and the names on it."""

    draft: SessionDraft
    table: Table
    row: int
    names: list[NameCell] = field(default_factory=list)
    host: str = ""


class SessionDays:
    """Reads when a session is; `SessionReader` reads everything else. "AM" comes from the sheet's own key, else the policy."""

    def __init__(
        self, account: Account, courses: CourseBook, answers: Answers, *, day_first: bool,
        parts: Mapping[str, tuple[time, time]], next_working_day: Callable[[date], date],
    ) -> None:  # fmt: skip
        self.account, self.courses, self.answers = account, courses, answers
        self.day_first, self.parts, self.next_working_day = day_first, dict(parts), next_working_day
        self.single_course_sheets = False  # do several sheets hold sessions without saying the course

    def _dates(self, table: Table, column: int) -> DateColumn:
        about = table.grid.address(0, column).rstrip("0123456789")
        return DateColumn(
            table, column, self.account, day_first=self.day_first, told=self.answers.columns.get(about, "")
        )

    def _days(
        self,
        one: SessionRow,
        columns: dict[str, int],
        dates: dict[int, DateColumn],
        near: YearContext,
        autumn: bool,
        previous: date | None,
    ) -> list[date]:
        table, row = one.table, one.row
        column = columns["date"]
        value = table.grid.cells[row][column]
        text = table.grid.text(row, column)
        if is_nothing(text):
            if text:
                one.draft.notes.append(note(table, row, column))
            return []
        read = dates[column].read(value)
        if isinstance(value, (int, float)) and not read.found and near.month and near.first and 1 <= value <= 31:
            read = DateRead(partial=((int(value), near.month),), weekdays=(None,))
        if not read.found and near.month and near.first:
            bare = re.search(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d|[:.]\d)", text)
            if bare:
                again = read_text_date(f"{text[: bare.end()]} {_MONTH_NAMES[near.month - 1]} {text[bare.end() :]}")
                read = again if again.found else read
        settled = with_year(read, self._with_month(read, near), previous=previous, autumn_start=autumn)
        if (
            settled is None
            or not (settled.days or settled.month)
            or "w/c" in settled.rest
            or "commencing" in settled.rest
        ):
            self._unclear(one, column, text, "is no day that could be read")
            return self._told_days(one, column)
        self._say_date(one, column, settled, dates[column])
        one.draft.month = settled.month
        days = self._range(list(settled.days), settled, one)
        further = [] if self.series_of(table) else [c for c, n in table.fields.items() if n == "date2"]
        for other in [*sorted(further), *([columns["end_date"]] if "end_date" in columns else [])]:
            if table.grid.cells[row][other] != "":
                days = self._second(one, other, table.fields[other], dates[other], days, near, autumn)
        return days

    def series_of(self, table: Table) -> list[int]:
        """Columns "Date 2", "Date 3" that hold further sessions of the course, not further days of one session.

        Days of one session follow within a fortnight or are called "Day 2"; dates weeks apart are sessions of their own.
        """
        further = sorted(c for c, name in table.fields.items() if name == "date2")
        if not further or any("day" in norm(table.headings.get(c, "")).split() for c in further):
            return []
        first = min(c for c, name in table.fields.items() if name == "date")
        gaps: list[int] = []
        for row in table.body:
            days = [read_date(table.grid.cells[row][c]).days[:1] for c in (first, *further)]
            told = [found[0] for found in days if found]
            gaps.extend((later - earlier).days for earlier, later in pairwise(told))
        return further if gaps and sum(gap > 14 for gap in gaps) >= 0.8 * len(gaps) else []

    def _with_month(self, read: DateRead, near: YearContext) -> YearContext:
        return near if read.partial else YearContext()

    def _told_days(self, one: SessionRow, column: int) -> list[date]:
        told = read_text_date(self.answers.values.get(one.table.grid.address(one.row, column), ""))
        return list(told.days)

    def _second(
        self,
        one: SessionRow,
        column: int,
        field_name: str,
        dates: DateColumn,
        days: list[date],
        near: YearContext,
        autumn: bool,
    ) -> list[date]:
        read = with_year(dates.read(one.table.grid.cells[one.row][column]), near, autumn_start=autumn)
        if read is None or not read.days:
            one.draft.notes.append(note(one.table, one.row, column))
            return days
        self._say_date(one, column, read, dates)
        if field_name == "date2":
            return sorted({*days, *read.days})
        return self._between(days[0], read.days[0]) if days and read.days[0] > days[0] else days

    def _between(self, first: date, last: date) -> list[date]:
        if (last - first).days > 4:
            return [first, last]
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]

    def _range(self, days: list[date], read: DateRead, one: SessionRow) -> list[date]:
        if read.is_range and len(days) == 2 and (days[1] - days[0]).days > 1:
            wanted = self._length_in_days(one)
            return days if wanted == 2 else self._between(days[0], days[1])
        return days

    def _length_in_days(self, one: SessionRow) -> int:
        return self.courses.days_of(one.draft.course) if one.draft.course else 1

    def _say_date(self, one: SessionRow, column: int, read: DateRead, dates: DateColumn) -> None:
        table, row = one.table, one.row
        text = table.grid.text(row, column)
        shown = ", ".join(day.isoformat() for day in read.days) or read.month or ""
        if read.contradicts_weekday:
            self._unclear(one, column, text, "names a weekday that is not that day's", kept=shown)
        elif read.is_ambiguous and dates.question:
            self.account.problem(table, row, column, shown, dates.question)
        elif text != shown:
            self.account.read_as(table, row, column, shown)

    def _unclear(self, one: SessionRow, column: int, text: str, why: str, kept: str = "note") -> None:
        cell = one.table.grid.address(one.row, column)
        if cell in self.answers.values:
            return
        question = self.account.ask(
            "date", f"“{text}” ({one.draft.title or one.table.label(column)}) {why}. Which day is it?", section="values", about=cell,
            cell=cell, row=one.draft.key, options=[Option("", "Leave it open")],
        )  # fmt: skip
        self.account.problem(one.table, one.row, column, kept, question)
        if kept == "note":
            one.draft.notes.append(note(one.table, one.row, column))
            one.draft.waiting = question

    def _clock(self, one: SessionRow, columns: dict[str, int], field_name: str) -> TimeRead:
        if field_name not in columns or one.table.grid.cells[one.row][columns[field_name]] == "":
            return TimeRead()
        column = columns[field_name]
        text = one.table.grid.text(one.row, column)
        read = read_time(one.table.grid.cells[one.row][column], self.parts)
        if not read.found:
            if not is_nothing(text):
                self._unclear_time(one, column, text)
            return TimeRead()
        if read.guessed or read.part or not re.fullmatch(r"\d\d:\d\d", text):
            shown = "-".join(at.strftime("%H:%M") for at in (read.start, read.end) if at)
            self.account.read_as(one.table, one.row, column, shown)
        if read.rest:
            one.draft.notes.append(note(one.table, one.row, column))
        return read

    def _unclear_time(self, one: SessionRow, column: int, text: str) -> None:
        question = self.account.ask(
            "value", f"Which times are meant by “{text}”?", section="values", about=tidy(text),
            cell=one.table.grid.address(one.row, column), row=one.draft.key,
        )  # fmt: skip
        one.draft.notes.append(note(one.table, one.row, column))
        self.account.problem(one.table, one.row, column, "note", question)

    def _times(self, one: SessionRow, columns: dict[str, int], days: list[date]) -> None:
        table, row, draft = one.table, one.row, one.draft
        first, last, span = (self._clock(one, columns, name) for name in ("start", "end", "time"))
        start = first.start or span.start
        end = last.start or first.end or span.end
        value = table.grid.cells[row][columns["date"]]
        if end is None and "end_date" in columns:
            end = self._clock_of_moment(table.grid.cells[row][columns["end_date"]]) or end
        if start is None and isinstance(value, str) and read_text_date(value).found:
            rest = read_time(read_text_date(value).rest, self.parts)
            start, end = rest.start, rest.end or end
        elif start is None and isinstance(value, datetime) and (value.hour or value.minute):
            start = value.time()
        if start and end and end <= start and end.hour < 12:
            end = end.replace(hour=end.hour + 12)
        length = self._length(one, columns)
        if start and end is None and length:
            end = (datetime.combine(date(2000, 1, 1), start) + timedelta(minutes=length)).time()
        draft.parts = [PartDraft(day, start, end) for day in days]
        if len(days) == 2:
            later, latest = self._clock(one, columns, "start2"), self._clock(one, columns, "end2")
            draft.parts[1] = PartDraft(days[1], later.start or start, latest.start or later.end or end)
        if len(days) == 1:
            self._further_days(one, columns, start, end)
        elif len(days) > 1 and draft.course:
            self.courses.lasts(draft.course, len(days))

    def _clock_of_moment(self, value: Value) -> time | None:
        """The time of day of a cell such as "05/01/2027 15:00"."""
        if isinstance(value, datetime):
            return value.time() if value.hour or value.minute else None
        if not isinstance(value, str) or not read_text_date(value).found:
            return None
        return read_time(read_text_date(value).rest, self.parts).start

    def _length(self, one: SessionRow, columns: dict[str, int]) -> int | None:
        """Minutes of one day: the row's own duration, else the course's from the key."""
        column = columns.get("duration")
        if column is not None and one.table.grid.cells[one.row][column] != "":
            match = _LENGTH.search(one.table.grid.text(one.row, column))
            unit = (match.group(2) or "h").lower() if match else ""
            if match and unit.startswith("h"):
                return int(float(match.group(1)) * 60)
            if match and unit.startswith("m"):
                return int(float(match.group(1)))
        if one.draft.course:
            total = self.courses.minutes_in_all(one.draft.course)
            return total // self.courses.days_of(one.draft.course) if total else None
        return None

    def _further_days(self, one: SessionRow, columns: dict[str, int], start: time | None, end: time | None) -> None:
        """A course of two days with only its first day given has its second on the next working day, marked assumed."""
        draft, table = one.draft, one.table
        said = days_said(table.grid.text(one.row, columns["course"])) if "course" in columns else 0
        if "duration" in columns:
            said = said or days_said(table.grid.text(one.row, columns["duration"]))
        wanted = said or self._length_in_days(one)
        if wanted == 1 and draft.course and start and end:
            total = self.courses.minutes_in_all(draft.course)
            length = (end.hour - start.hour) * 60 + end.minute - start.minute
            if total and length and total / length >= 1.75 and abs(total / length - round(total / length)) < 0.2:
                wanted = round(total / length)
        if wanted > 1 and draft.course:
            self.courses.lasts(draft.course, wanted)
        day = draft.parts[0].on
        for _ in range(min(wanted, 10) - 1):
            day = self.next_working_day(day)
            draft.parts.append(PartDraft(day, start, end, assumed=True))


_MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
