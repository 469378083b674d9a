"""The cells of one person's row: addresses, dates, status words, courses, days away."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from trainerpool.exchange.spreadsheets.account import Account, note
from trainerpool.exchange.spreadsheets.agencies import AgencyBook
from trainerpool.exchange.spreadsheets.contacts import grouped, mails_in, phones_in
from trainerpool.exchange.spreadsheets.courses import CourseBook
from trainerpool.exchange.spreadsheets.dates import DateRead, read_date, read_text_date
from trainerpool.exchange.spreadsheets.dating import DateColumn
from trainerpool.exchange.spreadsheets.layout import Table
from trainerpool.exchange.spreadsheets.people_names import Name
from trainerpool.exchange.spreadsheets.reading import (
    Answers,
    AvailabilityDraft,
    Option,
    TrainerDraft,
)
from trainerpool.exchange.spreadsheets.stages import mark_of, stage_of, tick_of
from trainerpool.exchange.spreadsheets.words import is_nothing, norm, tidy

_DATE_FIELDS = ("ttt_course_on", "approved_from", "approved_until", "last_observed")
_PLAIN = {"job_title": "job_title", "line_manager": "line_manager", "title": "title", "known_as": "known_as"}
_STAGES = ["approved", "in training", "applied", "on hold", "lapsed", "suspended", "withdrawn"]
_ALL = frozenset(["all", "all courses", "all of them", "everything", "any", "all of the above", "all modules"])
_SURNAME_FIRST = re.compile(r"\b(?:surname|last name|family name)\b.*\b(?:first|forename|given|initial)", re.IGNORECASE)


@dataclass(slots=True)
class TrainerRow:
    """A draft with what can only be settled once the whole file has been seen."""

    draft: TrainerDraft
    table: Table
    row: int
    name: Name
    agency_text: str = ""
    agency_column: int | None = None
    course_texts: list[tuple[str, str | None, int]] = field(default_factory=list)  # text, since, column
    away: list[AvailabilityDraft] = field(default_factory=list)
    status_said: bool = False
    initials: str = ""


class TrainerCells:
    """Reads single cells into a draft; `TrainerReader` decides which rows are people."""

    def __init__(
        self, account: Account, agencies: AgencyBook, courses: CourseBook, answers: Answers, *, day_first: bool
    ) -> None:
        self.account, self.agencies, self.courses = account, agencies, courses
        self.answers, self.day_first = answers, day_first
        self.legends: dict[str, bool] = {}  # what the file's own key says of a mark under a course
        self.doubtful_marks: frozenset[str] = frozenset()
        self._comma_columns: dict[tuple[int, int], bool] = {}

    def _contact(self, one: TrainerRow, row: int, column: int) -> None:
        table, draft = one.table, one.draft
        text = table.grid.text(row, column)
        if is_nothing(text):
            return
        mails, rest = mails_in(text)
        phones, rest = phones_in(rest)
        if not phones and not mails and grouped(rest) and table.fields[column] != "email":
            phones, rest = (grouped(rest),), ""
        if mails and not draft.email:
            draft.email, mails = mails[0], mails[1:]
        if phones and not draft.phone:
            draft.phone, phones = phones[0], phones[1:]
        for more in (*mails, *phones):
            if more not in (draft.email, draft.phone):
                draft.notes.append(note(table, row, column, text=more))
        rest = re.sub(
            r"^(?:e|t|m|tel|mob|mobile|email|e-mail|phone|or|and|\W)+$", "", rest.strip(), flags=re.IGNORECASE
        )
        rest = re.sub(r"\b(?:e-?mail|tel|mob(?:ile)?|phone|[etm])\s*[:.]", "", rest, flags=re.IGNORECASE).strip(
            " ,;/|-"
        )
        if rest and norm(rest) != norm(f"{draft.given_name} {draft.family_name}"):
            draft.notes.append(note(table, row, column, text=rest))
            if not mails_in(text)[0] and not phones_in(text)[0]:
                self.account.problem(table, row, column, "note")
        if draft.phone and draft.phone not in text and table.fields[column] == "phone":
            self.account.read_as(table, row, column, draft.phone)

    def _date(self, one: TrainerRow, row: int, column: int, field_name: str, dates: DateColumn) -> None:
        table, draft = one.table, one.draft
        value, text = table.grid.cells[row][column], table.grid.text(row, column)
        if is_nothing(text):
            if norm(text):
                draft.notes.append(note(table, row, column))
            return
        read = dates.read(value)
        if read.iso():
            self._dated(one, row, column, field_name, read, dates)
            return
        stage = stage_of(text)
        if field_name == "approved_from" and stage:
            one.status_said = True
            draft.stage = draft.stage or (None if stage == "not approved" else stage)
            draft.notes.append(note(table, row, column))
        elif field_name == "ttt_course_on" and (tick_of(text) is not None or stage):
            draft.notes.append(note(table, row, column))
            if draft.stage is None and tick_of(text) is not False:
                draft.stage = "in training"
        elif not any(letter.isdigit() for letter in text):
            draft.notes.append(note(table, row, column))
            self.account.problem(table, row, column, "note")
        else:
            self._unclear_date(one, row, column, text)

    def _dated(
        self, one: TrainerRow, row: int, column: int, field_name: str, read: DateRead, dates: DateColumn
    ) -> None:
        table, draft = one.table, one.draft
        setattr(draft, field_name, read.iso())
        text = table.grid.text(row, column)
        if read.contradicts_weekday:
            question = self._unclear_date(one, row, column, text, "names a weekday that is not that day's")
            del question
        elif read.is_ambiguous and dates.question:
            self.account.problem(table, row, column, read.iso(), dates.question)
        elif text != read.iso():
            self.account.read_as(table, row, column, read.iso())
        if read.rest:
            draft.notes.append(note(table, row, column))

    def _unclear_date(
        self, one: TrainerRow, row: int, column: int, text: str, why: str = "is no date that could be read"
    ) -> str:
        cell = one.table.grid.address(row, column)
        told = self.answers.values.get(cell, "") or self.answers.values.get(tidy(text), "")
        field_name = one.table.fields[column]
        if told and (read := read_text_date(told)).iso():
            setattr(one.draft, field_name, read.iso())
            return ""
        question = self.account.ask(
            "date", f"“{text}” ({one.table.label(column)} of {one.name.full}) {why}. Which day is it?", section="values", about=cell,
            cell=cell, row=one.draft.key, options=[Option("", "Leave it open")],
        )  # fmt: skip
        one.draft.notes.append(note(one.table, row, column))
        self.account.problem(one.table, row, column, "note", question)
        return question

    def _status(self, one: TrainerRow, row: int, column: int) -> None:
        table, draft = one.table, one.draft
        text = table.grid.text(row, column)
        stage = self.answers.values.get(tidy(text), "") or stage_of(text)
        if is_nothing(text) and not stage:
            return
        if stage in _STAGES:
            draft.stage, one.status_said = stage, True
            read = read_text_date(text)
            if (
                read.iso()
                and stage == "approved"
                and not draft.approved_from
                and "approved_from" not in table.fields.values()
            ):
                draft.approved_from = read.iso()
            if len(norm(text).split()) > 3 or read.found:
                draft.notes.append(note(table, row, column))
            if norm(text) != stage:
                self.account.read_as(table, row, column, stage)
        elif stage == "not approved" and not _has_approval_date(table, row):
            one.status_said = True
            draft.stage = "in training" if draft.ttt_course_on else "applied"
            self.account.read_as(table, row, column, draft.stage)
        else:
            question = self.account.ask(
                "status", f"What does “{tidy(text)}” in “{table.label(column)}” mean?", section="values", about=tidy(text),
                cell=table.grid.address(row, column), row=draft.key, options=[Option(stage, stage) for stage in _STAGES],
            )  # fmt: skip
            one.status_said = True
            draft.notes.append(note(table, row, column))
            self.account.problem(table, row, column, "note", question)

    def _left(self, one: TrainerRow, row: int, column: int) -> None:
        """A column that says who has left: "Yes", a tick or a date; a "No" says nothing."""
        text = one.table.grid.text(row, column)
        one.draft.notes.append(note(one.table, row, column))
        if tick_of(text) is True or (tick_of(text) is None and not is_nothing(text)):
            one.draft.stage, one.status_said = "withdrawn", True
            self.account.read_as(one.table, row, column, "withdrawn")

    def _course_list(self, one: TrainerRow, row: int, column: int) -> None:
        text = one.table.grid.text(row, column)
        if norm(text) in _ALL:
            for draft in self.courses.drafts():
                one.course_texts.append((draft.code or draft.title, None, column))
            self.account.read_as(one.table, row, column, "all courses of this file")
            return
        for piece, since in self.courses.split(text, commas=self._commas(one.table, column)):
            one.course_texts.append((piece, since, column))

    def _commas(self, table: Table, column: int) -> bool:
        """Commas part courses unless the column uses another mark for that."""
        if (id(table), column) not in self._comma_columns:
            texts = [table.grid.text(r, column) for r in table.body]
            other = any(";" in text or "\n" in text or "|" in text for text in texts)
            self._comma_columns[id(table), column] = not other or self.courses.has_key
        return self._comma_columns[id(table), column]

    def _mark(self, one: TrainerRow, row: int, column: int, heading: str, dates: DateColumn) -> None:
        value, text = one.table.grid.cells[row][column], one.table.grid.text(row, column)
        mark = text.strip().casefold()
        ticked = self.legends.get(mark, None if mark in self.doubtful_marks else mark_of(text))
        if self.legends.get(mark) is False or (ticked is False and tick_of(text) is None):
            one.draft.notes.append(note(one.table, row, column))
        if ticked is None:
            read = dates.read(value)
            if read.iso():
                one.course_texts.append((heading, read.iso(), column))
                return
            stage = stage_of(text)
            ticked = True if stage == "approved" else (False if stage or is_nothing(text) else None)
            if ticked is not True:
                one.draft.notes.append(note(one.table, row, column))
        if ticked is None:
            question = self.account.ask(
                "value", f"What does “{tidy(text)}” under a course mean?", section="values", about=tidy(text),
                cell=one.table.grid.address(row, column), row=one.draft.key,
                options=[Option("yes", "May deliver it"), Option("no", "May not")],
            )  # fmt: skip
            told = tick_of(self.answers.values.get(tidy(text), "?"))
            ticked = bool(told)
            if told is None:
                self.account.problem(one.table, row, column, "note", question)
        if ticked:
            one.course_texts.append((heading, None, column))

    def _away(self, one: TrainerRow, row: int, column: int) -> None:
        read = read_date(one.table.grid.cells[row][column])
        if len(read.days) == 2 and (read.is_range or one.table.grid.text(row, column)):
            first, last = sorted(read.days)
            key = one.table.grid.address(row, column)
            one.away.append(
                AvailabilityDraft(key, one.draft.key, one.table.grid.text(row, column), first, last, read.rest)
            )
        else:
            one.draft.notes.append(note(one.table, row, column))

    def _is_told_unapproved(self, one: TrainerRow) -> bool:
        """Does the column of approvals say "Pending" or "Not yet" of someone who holds no course: "Active: Y" is no approval then."""
        column = next((c for c, name in one.table.fields.items() if name == "approved_from"), None)
        text = one.table.grid.text(one.row, column) if column is not None else ""
        told = norm(text) and (is_nothing(text) or stage_of(text) in ("not approved", "in training", "applied"))
        return bool(told) and not one.draft.approved_from and not one.course_texts

    def _settle_stage(self, one: TrainerRow) -> None:
        draft = one.draft
        if draft.stage in (None, "approved") and self._is_told_unapproved(one):
            draft.stage, one.status_said = "in training" if draft.ttt_course_on else "applied", True
        if draft.stage is None and not one.status_said:
            said = next(
                (
                    stage
                    for kept in draft.notes
                    if (stage := stage_of(kept.text)) in ("withdrawn", "lapsed", "suspended")
                ),
                None,
            )
            held = bool(one.course_texts or draft.approved_from)
            draft.stage = said or ("approved" if held else "in training" if draft.ttt_course_on else None)

    def _cell(
        self, one: TrainerRow, row: int, column: int, field_name: str | None, dates: dict[int, DateColumn]
    ) -> None:
        table, draft = one.table, one.draft
        text = table.grid.text(row, column)
        if field_name in ("name", "given_name", "family_name", "agency"):
            return
        if field_name is None or field_name in ("notes", "country", "reference", "delivered_count"):
            draft.notes.append(note(table, row, column))
        elif field_name in ("email", "phone", "contact"):
            self._contact(one, row, column)
        elif field_name in _DATE_FIELDS:
            self._date(one, row, column, field_name, dates[column])
        elif field_name == "status":
            self._status(one, row, column)
        elif field_name == "initials":
            one.initials = tidy(text)
            draft.notes.append(note(table, row, column))
        elif field_name == "left":
            self._left(one, row, column)
        elif field_name == "courses":
            self._course_list(one, row, column)
        elif field_name.startswith("course:"):
            self._mark(one, row, column, field_name.removeprefix("course:"), dates[column])
        elif field_name == "availability":
            self._away(one, row, column)
        elif field_name in _PLAIN and not is_nothing(text):
            setattr(draft, _PLAIN[field_name], tidy(text))


def _has_approval_date(table: Table, row: int) -> bool:
    """Whether the row gives a day of approval: then a "No" beside it contradicts it, and is asked about."""
    texts = (table.grid.text(row, column) for column, field in table.fields.items() if field == "approved_from")
    return any(not is_nothing(text) for text in texts)
