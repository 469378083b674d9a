"""Programmes of sessions: one draft for each session, its parts in civil time, its trainers as they are named."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from trainerpool.exchange.spreadsheets.account import note, source
from trainerpool.exchange.spreadsheets.course_words import bare_title, is_cancelled
from trainerpool.exchange.spreadsheets.dating import DateColumn, YearContext, year_context
from trainerpool.exchange.spreadsheets.layout import Table
from trainerpool.exchange.spreadsheets.people_names import read_name, split_people
from trainerpool.exchange.spreadsheets.reading import Option, SessionDraft
from trainerpool.exchange.spreadsheets.rows import BodyRow, read_body, section_text
from trainerpool.exchange.spreadsheets.session_days import NameCell, SessionDays, SessionRow
from trainerpool.exchange.spreadsheets.stages import session_state_of, tick_of
from trainerpool.exchange.spreadsheets.words import is_nothing, norm, tidy

_VIRTUAL = re.compile(
    r"\b(?:ms ?teams|teams|zoom|online|on-line|virtual(?:ly)?|webinar|webex|remote(?:ly)?|google meet|skype|e-learning|livestream)\b",
    re.IGNORECASE,
)
_ROLES = {"lead": "lead", "co_trainer": "co-trainer", "trainers": "", "shadow": "shadow"}
_BREAK = re.compile(
    r"(?:\w+ ){0,3}(?:half term|bank holiday|school holidays?|holidays?|no training|no sessions?|no courses?|closed|closure|inset days?|easter|christmas"
    r"|xmas|new year|good friday|boxing day|summer break|break)\b(?! (?:of|in)\b)(?: \w+){0,5}$"
)
_STATES = ["planned", "confirmed", "delivered", "cancelled"]
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(hours?|hrs?|h|minutes?|mins?|m|days?)?\b", re.IGNORECASE)
_SEASON = re.compile(r"\b(?:spring|summer|autumn|winter|term|semester|half term|quarter|q[1-4])\b", re.IGNORECASE)


class SessionCells(SessionDays):
    """Reads the cells of one session besides its days and times."""

    def _names_anything(self, table: Table, row: int, columns: dict[str, int]) -> bool:
        """A row with neither a date nor a course nor two other cells is a remark."""
        told = [
            c
            for c in table.grid.used(row)
            if table.fields.get(c) in ("date", "course", "start", "time", "venue", "lead", "trainers", "reference")
        ]
        return bool(told) and any(
            table.grid.cells[row][columns[name]] != "" for name in ("date", "course", "reference") if name in columns
        )

    def _is_break(self, table: Table, row: int, columns: dict[str, int]) -> bool:
        """A row about a time without training: "HALF TERM", "Bank holiday - no training"."""
        text = table.grid.text(row, columns["course"]) if "course" in columns else ""
        told = [c for c in table.grid.used(row) if not is_nothing(table.grid.text(row, c))]
        return bool(_BREAK.match(norm(text))) and len(told) <= 3

    def _course(self, one: SessionRow, line: BodyRow, columns: dict[str, int]) -> None:
        table, row, draft = one.table, one.row, one.draft
        column = columns.get("course")
        text = table.grid.text(row, column) if column is not None else ""
        if (
            (not text or is_nothing(text))
            and line.section
            and not year_context([line.section]).month
            and not _SEASON.search(line.section)
        ):
            text, column = line.section, None
        if not text or is_nothing(text):
            self._no_course(one)
            return
        if is_cancelled(text):
            draft.status = "cancelled"
        cell = table.grid.address(row, column) if column is not None else draft.key
        draft.course = self.courses.take(text, cell=cell, row=draft.key)
        draft.title = self.courses.title_of(draft.course)
        if column is not None and norm(text) != norm(draft.title):
            self.account.read_as(table, row, column, draft.title)
        if column is not None and (question := self.courses.question_of(draft.course)):
            self.account.problem(table, row, column, "its own course", question)

    def _no_course(self, one: SessionRow) -> None:
        """Sessions of which nothing says the course: asked once for a table."""
        table = one.table
        about = f"{table.grid.sheet.name}!{table.grid.number(table.body[0])}" if table.body else table.grid.sheet.name
        told = self.answers.values.get(about, "")
        if told:
            one.draft.course = self.courses.take(told, cell=one.draft.key, row=one.draft.key)
            one.draft.title = self.courses.title_of(one.draft.course)
            return
        where = table.grid.used(one.row)[0]
        question = self.account.ask(
            "value", f"Which course are the sessions of “{table.grid.sheet.name}” that name none?", section="values", about=about,
            cell=table.grid.address(one.row, where), row=one.draft.key,
        )  # fmt: skip
        self.account.problem(table, one.row, where, "text", question)

    def _cell(self, one: SessionRow, row: int, column: int, field_name: str | None) -> None:
        table, draft = one.table, one.draft
        text = table.grid.text(row, column)
        if field_name in ("date", "date2", "end_date", "course", "start", "end", "time", "day", "start2", "end2"):
            return
        if field_name == "venue":
            if norm(text) not in ("tbc", "tba", "tbd", ""):
                draft.venue = tidy(text) if not draft.venue else f"{draft.venue}; {tidy(text)}"
            else:
                draft.notes.append(note(table, row, column))
        elif field_name in ("max_learners", "booked", "attended"):
            self._number(one, row, column, field_name)
        elif field_name in _ROLES:
            self._names(one, row, column, _ROLES[field_name])
        elif field_name == "status":
            self._status(one, row, column)
        elif field_name == "host_agency":
            one.host = tidy(text)
        elif field_name in ("country", "reference"):
            setattr(draft, field_name, tidy(text))
        else:
            if (
                field_name in ("method", "link")
                and _VIRTUAL.search(text)
                and not re.search(r"face|f2f|person|hybrid", text, re.IGNORECASE)
            ):
                draft.virtual = True
            draft.notes.append(note(table, row, column))

    def _number(self, one: SessionRow, row: int, column: int, field_name: str) -> None:
        text = one.table.grid.text(row, column)
        match = re.search(r"\d+", text)
        if match and not re.search(r"\d\s*(?:/|of|-)\s*\d", text):
            setattr(one.draft, field_name, int(match.group(0)))
            if text != match.group(0):
                self.account.read_as(one.table, row, column, match.group(0))
        elif pair := re.fullmatch(r"\s*(\d+)\s*(?:/|of)\s*(\d+)\s*", text):
            one.draft.booked = one.draft.booked or int(pair.group(1))
            one.draft.max_learners = int(pair.group(2))
            self.account.read_as(one.table, row, column, f"{pair.group(1)} of {pair.group(2)} places")
        elif not is_nothing(text):
            one.draft.notes.append(note(one.table, row, column))
            self.account.problem(one.table, row, column, "note")

    def _names(self, one: SessionRow, row: int, column: int, role: str) -> None:
        text = one.table.grid.text(row, column)
        pieces = split_people(text)
        named = 0
        for piece in pieces:
            name = read_name(piece)
            if is_cancelled(piece):
                one.draft.status = one.draft.status or "cancelled"
                continue
            if name is None or (re.fullmatch(r"\d", name.full) and len(pieces) > 1):
                continue
            named += 1
            said = name.role or role or ("lead" if not one.names else "co-trainer")
            one.names.append(NameCell(name, said, row, column))
            if name.note:
                one.draft.notes.append(note(one.table, row, column, text=f"{name.full}: {name.note}"))
        if not named:
            self.account.read_as(one.table, row, column, "nobody yet")

    def _status(self, one: SessionRow, row: int, column: int) -> None:
        text = one.table.grid.text(row, column)
        told = self.answers.values.get(tidy(text), "") or session_state_of(text)
        if not told and tick_of(text) is False:
            told = "planned"  # "Confirmed? N"
        if told in _STATES:
            one.draft.status = told
            if norm(text) != told:
                self.account.read_as(one.table, row, column, told)
        elif not is_nothing(text):
            question = self.account.ask(
                "status", f"What does “{tidy(text)}” in “{one.table.label(column)}” of the sessions mean?", section="values", about=tidy(text),
                cell=one.table.grid.address(row, column), row=one.draft.key, options=[Option(state, state) for state in _STATES],
            )  # fmt: skip
            one.draft.notes.append(note(one.table, row, column))
            self.account.problem(one.table, row, column, "note", question)

    def _virtual(self, one: SessionRow) -> None:
        venue = one.draft.venue
        title = one.table.grid.text(one.row, next((c for c, n in one.table.fields.items() if n == "course"), 0))
        if (venue and _VIRTUAL.search(venue) and not re.search(r"hybrid", venue, re.IGNORECASE)) or (
            not venue and _VIRTUAL.search(title) and bare_title(title) != tidy(title)
        ):
            one.draft.virtual = True


class SessionReader(SessionCells):
    """Reads the rows of programmes. Times of "AM" and the like come from the sheet's own key, else from the policy."""

    def read(self, table: Table) -> list[SessionRow]:
        """Every session of one table."""
        columns: dict[str, int] = {}
        for column, name in table.fields.items():
            if name not in columns or column < columns[name]:
                columns[name] = column
        dates = {c: self._dates(table, c) for c, name in table.fields.items() if name in ("date", "end_date", "date2")}
        context = year_context(table.context)
        trainers = [column for column, name in table.fields.items() if name in _ROLES]
        body = read_body(table, self._is_section, continuing=trainers)
        if "course" not in columns:
            self._course_above(table, body)
        autumn = self._starts_in_autumn(table, columns["date"], dates, body)
        found: list[SessionRow] = []
        previous: date | None = None
        for line in body:
            if line.kind == "section":
                self._section(table, line)
                continue
            if line.kind != "record":
                self.account.skip(table, line.row, "header" if line.kind == "repeat" else line.kind)
                continue
            near = self._section_years(line, context)
            one = self._session(table, line, columns, dates, near, autumn, previous, found[-1] if found else None)
            if one is None:
                continue
            if one.draft.parts:
                previous = one.draft.parts[0].on
            found.append(one)
            found.extend(self._more_of_series(one, columns, dates, near, autumn))
        return found

    def _more_of_series(
        self, one: SessionRow, columns: dict[str, int], dates: dict[int, DateColumn], near: YearContext, autumn: bool
    ) -> list[SessionRow]:
        """The sessions of the further dates of a row that has one column for each date."""
        found = []
        table = one.table
        for column in self.series_of(table):
            if is_nothing(table.grid.text(one.row, column)):
                continue
            draft = replace(
                one.draft,
                key=table.grid.address(one.row, column),
                parts=[],
                trainers=[],
                notes=[],
                sources=list(one.draft.sources),
            )
            more = SessionRow(draft, table, one.row, list(one.names), one.host)
            days = self._days(more, columns | {"date": column}, dates, near, autumn, None)
            self._times(more, columns | {"date": column}, days)
            found.append(more)
        return found

    def _course_above(self, table: Table, body: list[BodyRow]) -> None:
        """Sessions without a column of courses: the line above the header, or the sheet itself, may name the course."""
        lines = [section_text(line) for line in table.context]
        named = next((line for line in reversed(lines) if self.courses.find(line, likely=False) is not None), "")
        blocks = table.repeats or any(line.kind == "section" for line in body)
        if not named and blocks and len(lines) > 1 and not self._is_about_time(lines[-2]):
            named = lines[-2]
        if not named and len(lines) > 1 and self.single_course_sheets and not self._is_about_time(lines[-1]):
            named = lines[-1]
        for line in body:
            if line.kind == "section":
                break
            line.section = line.section or named

    def _is_about_time(self, text: str) -> bool:
        context = year_context([text])
        return bool(context.first or context.month or _SEASON.search(text))

    def _is_section(self, text: str) -> bool:
        return (
            bool(year_context([text]).first or year_context([text]).month or _SEASON.search(text))
            or self.courses.find(text) is not None
            or bool(len(text) < 60 and not text.endswith("."))
        )

    def _section(self, table: Table, line: BodyRow) -> None:
        self.account.skip(table, line.row, f"section: {line.section}")

    def _section_years(self, line: BodyRow, context: YearContext) -> YearContext:
        if not line.section:
            return context
        own = year_context([line.section])
        return YearContext(own.first or context.first, own.last or context.last, own.month)

    def _starts_in_autumn(self, table: Table, column: int, dates: dict[int, DateColumn], body: list[BodyRow]) -> bool:
        """Does a list without years run from September; one that opens in April to August runs by the financial year."""
        for line in body:
            if line.kind == "record":
                read = dates[column].read(table.grid.cells[line.row][column])
                if read.partial:
                    return not 4 <= read.partial[0][1] <= 7
        return True

    def _session(
        self, table: Table, line: BodyRow, columns: dict[str, int], dates: dict[int, DateColumn], near: YearContext, autumn: bool,
        previous: date | None, above: SessionRow | None,
    ) -> SessionRow | None:  # fmt: skip
        row = line.row
        key = source(table, row)
        draft = SessionDraft(key, sources=[key])
        one = SessionRow(draft, table, row)
        if above is not None and all(table.fields.get(c) in _ROLES for c in table.grid.used(row)):
            self.account.row(table, row).record = f"session:{above.draft.key}"
            above.draft.sources.append(key)
            for column in table.grid.used(row):
                self._names(above, row, column, _ROLES[table.fields[column]])
            return None
        if not self._names_anything(table, row, columns) or self._is_break(table, row, columns):
            self.account.skip(table, row, "note")
            return None
        self.account.row(table, row).record = f"session:{key}"
        self._course(one, line, columns)
        days = self._days(one, columns, dates, near, autumn, previous)
        for column in table.grid.told(row):
            self._cell(one, row, column, table.fields.get(column))
        self._times(one, columns, days)
        self._virtual(one)
        return one
