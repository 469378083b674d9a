"""Registers of trainer packs: one draft for each version, with the state its words and dates give it."""

from __future__ import annotations

import re
from collections import defaultdict

from trainerpool.exchange.spreadsheets.account import Account, source
from trainerpool.exchange.spreadsheets.courses import CourseBook
from trainerpool.exchange.spreadsheets.layout import Table
from trainerpool.exchange.spreadsheets.people_names import looks_like_name
from trainerpool.exchange.spreadsheets.quality_rows import QualityTable, last_day
from trainerpool.exchange.spreadsheets.reading import Answers, MaterialDraft, Option
from trainerpool.exchange.spreadsheets.rows import BodyRow
from trainerpool.exchange.spreadsheets.words import is_nothing, norm, tidy

_STATES = ("draft", "in review", "approved", "superseded", "withdrawn")
_WAITS = (
    r"(?:for|await\w*|pending|out for|ready for|subject to|not|not yet|to be) (?:\w+ )?"
    r"(?:approv\w*|sign(?:ed)? off|review|qa|comment\w*|consultation|check\w*|agreement|agreed)",
    r"(?:approval|sign off|qa|review) (?:pending|awaited|in progress|under way|ongoing)",
    r"(?:under|in|with|at) (?:\w+ )?(?:review\w*|qa|moderation|quality\w*|consultation)(?: \w+)?",
    r"submitted|being (?:reviewed|checked|qad|moderated)",
)
_USED = (
    r"approved|current\w*|live|in use|active|signed off|final(?:ised)?|agreed|published|in force|qa ?d"
    r"|quality assured|yes"
)
# Read in this order: what is no longer used goes before what was approved, and what waits before what is.
_SAID: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (state, re.compile(rf"\b(?:{words})\b"))
    for state, words in (
        ("draft", r"not (?:yet )?(?:started|begun|written|drafted)"),
        (
            "withdrawn",
            r"withdraw\w*|pulled|retired?|do not use|not to be used|discontinued|suspended|obsolete|deleted|recalled",
        ),
        (
            "superseded",
            r"supers\w+|archived?|replaced|old|previous|former|historic\w*|expired|out of date|not current"
            r"|no longer (?:in use|used|current)",
        ),
        ("in review", "|".join(_WAITS)),
        ("approved", _USED),
        ("in review", r"review\w*|qa|checking"),
        (
            "draft",
            r"drafts?|drafting|to be (?:written|developed)|to do|outstanding|writing|written|in development|developing|development|in progress|wip|planned"
            r"|being \w+",
        ),
    )
)
_VERSION = re.compile(r"(?:^|\b)(?:v(?:er(?:sion)?)?|ed(?:ition)?|issue|rev(?:ision)?)?\.?\s*(\d+(?:\.\d+){0,2}[a-z]?)\b", re.IGNORECASE)  # fmt: skip


_DAY_IN = re.compile(
    r"[,(\[]?\s*(?:\b(?:on|in|at|since|from|dated?)\s+)?\b(?:\d{1,2}(?:st|nd|rd|th)?[\s./-]*(?:\d{1,2}|[A-Za-z]{3,9})[\s./,'-]*\d{2,4}|\d{4}-\d\d-\d\d"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*'?\d{2,4})\b[)\]]?",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^\W*(?:(?:quality assured|qa'?d|qa(?= by\b)|approved|signed off|sign off|signed|checked|agreed|passed|reviewed"
    r"|authorised|ok'?d?|yes)\b[\s:–-]*)+(?:by\b)?",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:[Bb]y)\s+((?:[A-Z][\w'’.-]*|de|van|der|von|ap)(?:\s+(?:[A-Z][\w'’.-]*|de|van|der|von|ap))*)")


def who_signed(text: str) -> str:
    """The name in "approved by Joan Hart 12/5/25" or "Signed off J Hart, 20 Jan 2026"; a plain name as it stands."""
    return tidy(_SIGNED.sub("", _DAY_IN.sub(" ", text))).strip(" ,;:.()-–")


def state_in_words(text: str) -> str:
    """The state that a register's word for it means; "" where it means none surely."""
    said = norm(text)
    return next((state for state, words in _SAID if words.search(said)), "")


class RegisterReader:
    """Reads the tables of a file's registers of materials."""

    def __init__(self, account: Account, courses: CourseBook, answers: Answers, *, day_first: bool) -> None:
        self.account, self.courses, self.answers, self.day_first = account, courses, answers, day_first

    def read(self, table: Table) -> list[MaterialDraft]:
        """Every version of a table."""
        rows = QualityTable(table, self.account, self.courses, self.answers, day_first=self.day_first)
        pointed = any("." in rows.text(row, "version") for row in table.body)
        found = []
        for line in rows.records():
            draft = self._row(rows, line, pointed=pointed)
            if draft is not None:
                found.append(draft)
        self._infer(found)
        return found

    def _row(self, rows: QualityTable, line: BodyRow, *, pointed: bool) -> MaterialDraft | None:
        key, row = source(rows.table, line.row), line.row
        course = rows.course(line, key)
        version, history = self._which_version(rows, line, key, pointed=pointed)
        reading = self.account.row(rows.table, row)
        if not version or course is None:
            self.account.skip(rows.table, row, "note")
            return None
        draft = MaterialDraft(
            key, course, version, author=rows.text(row, "author"), approved_by=who_signed(rows.text(row, "approved_by")),
            kept_where=rows.text(row, "where"), notes=rows.notes(row),
        )  # fmt: skip
        draft.state, draft.waiting = self._state(rows, line, key)
        draft.waiting = draft.waiting or history
        for field in ("approved_on", "review_due"):
            day = rows.day(line, field)
            if day == "":
                column, _ = rows.cell(row, field)
                self.account.problem(rows.table, row, column, "note", None)
                draft.notes += [one for one in rows.notes(row, (field,)) if one not in draft.notes]
            setattr(draft, field, last_day(day))
        self._beside(rows, line, draft)
        reading.record = f"material:{key}"
        reading.outcome = "needs decision" if draft.waiting else reading.outcome
        said = {
            "course": self.courses.title_of(course), "version": version, "state": draft.state, "author": draft.author,
            "approved_by": draft.approved_by, "approved_on": draft.approved_on or "", "review_due": draft.review_due or "",
            "kept_where": draft.kept_where,
        }  # fmt: skip
        reading.fields.update({name: value for name, value in said.items() if value})
        return draft

    def _which_version(self, rows: QualityTable, line: BodyRow, key: str, *, pointed: bool) -> tuple[str, str | None]:
        """The version of a row; of a history in one cell the one it calls current, else what a person says, with the question."""
        text = rows.text(line.row, "version")
        pieces = [piece for piece in _HISTORY.split(text) if _VERSION.search(piece)]
        if len(pieces) < 2:
            return _version(text, pointed=pointed), None
        column, _ = rows.cell(line.row, "version")
        current = [piece for piece in pieces if state_in_words(_FINAL.sub(" ", piece)) == "approved"]
        told = self.answers.values.get(f"version {tidy(text)}", "")
        if told or len(current) == 1:
            version = _version(told or current[0], pointed=pointed)
            self.account.read_as(rows.table, line.row, column, version)
            return version, None
        versions = [_version(piece, pointed=pointed) for piece in pieces]
        question = self.account.ask(
            "value", f"Which version of the pack does “{tidy(text)}” say is in use?", section="values", about=f"version {tidy(text)}",
            cell=rows.table.grid.address(line.row, column), row=key, options=[Option(one, one) for one in versions],
        )  # fmt: skip
        self.account.problem(rows.table, line.row, column, "text", question)
        return versions[-1], question

    def _beside(self, rows: QualityTable, line: BodyRow, draft: MaterialDraft) -> None:
        """The day and the name that stand in the cells of the state or of who approved: "Approved by J. Hart 12/5/25"."""
        for field in ("status", "approved_by", "approved_on"):
            column, text = rows.cell(line.row, field) if field in rows.columns else (0, "")
            if is_nothing(text):
                continue
            is_approval = field != "status" or draft.state == "approved"
            on = rows.day_within(line, field, column)
            if on and is_approval and not draft.approved_on:
                draft.approved_on = last_day(on)
                self.account.read_as(rows.table, line.row, column, f"approved {draft.approved_on}")
            elif on and field == "status" and draft.state in ("superseded", "withdrawn", "in review"):
                draft.since = last_day(on)
            if field == "approved_on" and not draft.approved_by and looks_like_name(who_signed(text)):
                draft.approved_by = who_signed(text)
            if (
                field == "status"
                and is_approval
                and not draft.approved_by
                and (by := _BY.search(_DAY_IN.sub(" ", text)))
            ):
                draft.approved_by = tidy(by.group(1))
        if draft.state == "in review" and not draft.approved_on and _is_waiting(draft.approved_by):
            draft.approved_by = ""
        if draft.state == "approved" and not draft.approved_on:
            column = rows.cell(line.row, "status" if "status" in rows.columns else "version")[0]
            self.account.read_as(rows.table, line.row, column, "approved; it gives no day, so the day of this import")

    def _state(self, rows: QualityTable, line: BodyRow, key: str) -> tuple[str, str | None]:
        column, text = rows.cell(line.row, "status") if "status" in rows.columns else (-1, "")
        text = tidy(text)
        if not text or (is_nothing(text) and not state_in_words(text)):  # "not yet approved" says something here
            return self._state_elsewhere(rows, line), None
        told = self.answers.values.get(f"status {text}", "")
        state = told if told in _STATES else state_in_words(text)
        if state:
            if norm(state) != norm(text):
                self.account.read_as(rows.table, line.row, column, state)
            return state, None
        question = self.account.ask(
            "status", f"What does the status “{text}” of a trainer pack mean?", section="values", about=f"status {text}",
            cell=rows.table.grid.address(line.row, column), row=key, options=[Option(one, one) for one in _STATES],
        )  # fmt: skip
        self.account.problem(rows.table, line.row, column, "text", question)
        return "", question

    def _state_elsewhere(self, rows: QualityTable, line: BodyRow) -> str:
        """What the cell of the version says of its state ("v3.2 (draft)"), or the one of its approval ("awaiting sign off")."""
        column, text = rows.cell(line.row, "version")
        state = state_in_words(_FINAL.sub(" ", text))
        if state:
            self.account.read_as(rows.table, line.row, column, state)
            return state
        return "in review" if _is_waiting(rows.text(line.row, "approved_by")) else ""

    def _infer(self, found: list[MaterialDraft]) -> None:
        """Where no word says the state, its dates do: approved, and the earlier ones superseded by the latest."""
        by_course: dict[str, list[MaterialDraft]] = defaultdict(list)
        for draft in found:
            by_course[draft.course].append(draft)
        for versions in by_course.values():
            approved = [
                one for one in versions if one.approved_on and not one.waiting and one.state in ("", "approved")
            ]
            latest = max(approved, key=lambda one: (one.approved_on or "", _order(one.version)), default=None)
            for one in versions:
                if not one.state and not one.waiting:
                    one.state = "draft" if not one.approved_on else "approved" if one is latest else "superseded"


_HISTORY = re.compile(r"[;\n\r|>→]+|,\s*(?=v)", re.IGNORECASE)
_FINAL = re.compile(r"\bfinal\w*|\b(?:version|issue|edition|revision)\b", re.IGNORECASE)


def _is_waiting(text: str) -> bool:
    """Does a cell for who approved say that nobody has yet."""
    return state_in_words(text) == "in review"


def _version(text: str, *, pointed: bool) -> str:
    """As in "v3.1", "Version 3.1 (May 2026)"; a whole number gets its nought where others of the column have a point."""
    match = _VERSION.search(text)
    if match is None:
        return text[:20]
    found = match.group(1)
    return f"{found}.0" if pointed and found.isdigit() and re.fullmatch(r"\s*\d+\s*", text) else found


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))
