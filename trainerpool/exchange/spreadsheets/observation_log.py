"""Logs of observations: one draft for each trainer seen at each visit, whatever the log's own words and layout."""

from __future__ import annotations

import re

from trainerpool.domain.outcomes import Outcome
from trainerpool.exchange.spreadsheets.account import Account, note, source
from trainerpool.exchange.spreadsheets.courses import CourseBook
from trainerpool.exchange.spreadsheets.grades import GradeKey
from trainerpool.exchange.spreadsheets.layout import Table
from trainerpool.exchange.spreadsheets.people import PeopleBook
from trainerpool.exchange.spreadsheets.people_names import read_name, split_people
from trainerpool.exchange.spreadsheets.points import points_by_label, points_in
from trainerpool.exchange.spreadsheets.quality_kinds import BOTH, TICKED
from trainerpool.exchange.spreadsheets.quality_rows import QualityTable
from trainerpool.exchange.spreadsheets.reading import Answers, NoteKept, ObservationDraft, Option, TrainerDraft
from trainerpool.exchange.spreadsheets.rows import BodyRow
from trainerpool.exchange.spreadsheets.stages import tick_of
from trainerpool.exchange.spreadsheets.words import is_nothing, norm, squashed, tidy

_PIECES = re.compile(r"[;\n\r|]+|\s/\s|,\s+(?=[A-Z])")
_NOT_HELD = frozenset([
    "planned", "booked", "arranged", "scheduled", "to be observed", "to be arranged", "due", "upcoming", "cancelled", "canceled", "postponed",
    "did not take place", "did not go ahead", "not held", "rearranged", "rescheduled", "called off", "to do", "not yet observed", "not yet seen",
])  # fmt: skip


class LogReader:
    """Reads the tables of a file's logs; `new` are the people it names where no register is known at all."""

    def __init__(
        self, account: Account, courses: CourseBook, people: PeopleBook, answers: Answers, grades: GradeKey, *, day_first: bool
    ) -> None:  # fmt: skip
        self.account, self.courses, self.people, self.answers, self.grades = account, courses, people, answers, grades
        self.day_first = day_first
        self.initials: dict[str, str] = {}  # squashed, as keys of the file explain them -> name
        self.new: list[TrainerDraft] = []
        self._no_register = not people.people

    def know_names(self, tables: list[Table]) -> None:
        """Where no register is known, everybody observed under a full name is somebody, so that "A Quill" is found."""
        for table in tables if self._no_register else ():
            for row in table.body:
                for column in (c for c, field in table.fields.items() if field == "trainer"):
                    for text in split_people(table.grid.text(row, column)):
                        name = read_name(text)
                        if (
                            name
                            and name.family
                            and not name.is_initial
                            and not is_nothing(text)
                            and len(table.grid.used(row)) > 1
                        ):
                            self._person(text, source(table, row))

    def _person(self, text: str, key: str) -> str | None:
        match = self.people.find(text)
        if match.person is not None:
            return match.person.key
        name = read_name(text)
        if name is None or not name.family or match.possible:
            return None
        draft = TrainerDraft(
            f"{key}:{norm(name.full)}", name.given, name.family, name.known_as, name.title, sources=[key]
        )
        self.people.add_draft(draft)
        self.new.append(draft)
        return draft.key

    def read(self, table: Table) -> list[ObservationDraft]:
        """Every visit of a table; a row of two trainers gives two drafts."""
        rows = QualityTable(table, self.account, self.courses, self.answers, day_first=self.day_first)
        found: list[ObservationDraft] = []
        for line in rows.records():
            found.extend(self._row(rows, line))
        return found

    def _row(self, rows: QualityTable, line: BodyRow) -> list[ObservationDraft]:
        key = source(rows.table, line.row)
        named = split_people(rows.text(line.row, "trainer"))
        course = rows.course(line, key)
        if not named:
            if self._said(rows, line)[0] or rows.text(line.row, "observer"):
                self._nobody(rows, line, key)
            else:
                self.account.skip(rows.table, line.row, "note")
            return []
        on = rows.day(line, "date")
        waiting = rows.ask_day(line, "date", key, named[0]) if not on else None
        outcomes = self._outcomes(rows, line, key, named)
        held = norm(self._said(rows, line)[0]) not in _NOT_HELD
        observer = rows.text(line.row, "observer")
        seen_by = self._observer(rows, line, observer)
        strengths, actions = self._points(rows, line)
        made = []
        base = f"{key}#visit {rows.table.part}" if rows.table.part else key
        for number, text in enumerate(named):
            outcome, grade, question = outcomes[number]
            draft = ObservationDraft(
                base if len(named) == 1 else f"{base}#{number + 1}", on or "", tidy(text), course=course, outcome=outcome, grade=grade,
                day_cell=rows.table.grid.address(line.row, rows.cell(line.row, "date")[0]), held=held,
                observer=seen_by[2], observer_key=seen_by[0], observer_id=seen_by[1],
                strengths=list(strengths), actions=list(actions), notes=self._notes(rows, line), waiting=waiting or question,
            )  # fmt: skip
            self._whose(rows, line, draft)
            made.append(draft)
        reading = self.account.row(rows.table, line.row)
        reading.record = f"observation:{made[0].key}"
        if any(draft.waiting for draft in made):
            reading.outcome = "needs decision"
        outcome = " and ".join(dict.fromkeys(one.outcome for one in made if one.outcome))
        said = {
            "date": on or "", "course": self.courses.title_of(course) if course else "", "trainer": " and ".join(one.text for one in made),
            "observer": seen_by[2], "outcome": outcome, "strengths": "; ".join(made[0].strengths), "actions": "; ".join(made[0].actions),
        }  # fmt: skip
        reading.fields.update({name: value for name, value in said.items() if value})
        return made

    def _points(self, rows: QualityTable, line: BodyRow) -> tuple[list[str], list[str]]:
        """The strengths and the actions of a row; labels inside a cell go before the heading of its column."""
        found: dict[str, list[str]] = {"strengths": [], "actions": []}
        for field in ("strengths", "actions", BOTH):
            for column in rows.columns.get(field, ()):
                text = rows.table.grid.text(line.row, column)
                labelled = points_by_label(text)
                if labelled is not None:
                    own, good, better = labelled
                    found.get(field, []).extend(points_in(own))
                    found["strengths"].extend(good)
                    found["actions"].extend(better)
                elif field != BOTH:
                    found[field].extend(points_in(text))
        return found["strengths"], found["actions"]

    def _notes(self, rows: QualityTable, line: BodyRow) -> list[NoteKept]:
        """The notes of a row, with what a column of both sorts of points says without saying which."""
        notes = rows.notes(line.row, ("feedback",))
        for column in rows.columns.get(BOTH, ()):
            labelled = points_by_label(rows.table.grid.text(line.row, column))
            own = rows.table.grid.text(line.row, column) if labelled is None else labelled[0]
            if not is_nothing(own):
                notes.append(note(rows.table, line.row, column, text=own))
                self.account.problem(rows.table, line.row, column, "note")
        return notes

    def _said(self, rows: QualityTable, line: BodyRow) -> tuple[str, int, bool]:
        """What a row says of the outcome, in which column, and whether once: its cell, else the headings it is ticked under."""
        text = rows.text(line.row, "outcome")
        if text:
            return text, rows.cell(line.row, "outcome")[0], True
        ticked = [
            (field.removeprefix(TICKED), columns[0]) for field, columns in rows.columns.items()
            if field.startswith(TICKED) and _is_ticked(rows.table.grid.text(line.row, columns[0]))
        ]  # fmt: skip
        return " and ".join(said for said, _ in ticked), ticked[0][1] if ticked else 0, len(ticked) < 2

    def _outcomes(
        self, rows: QualityTable, line: BodyRow, key: str, named: list[str]
    ) -> list[tuple[str, str, str | None]]:
        """The outcome of each trainer a row names, where its cell gives them one each: by initials, by name, or asked."""
        text, column, _ = self._said(rows, line)
        written = rows.cell(line.row, "outcome")[1] if "outcome" in rows.columns else ""
        pieces = [piece for piece in _PIECES.split(written) if piece.strip()]
        told = {self.grades.meaning(piece)[0] for piece in pieces} - {None}
        if len(named) < 2 or len(pieces) < 2 or len(told) < 2:
            return [self._outcome(rows, line, key)] * len(named)
        found: list[tuple[str, str, str | None]] = []
        for name in named:
            mine = [rest for piece in pieces if (rest := _after_name(piece, name))]
            about = f"outcome {text} for {self._called(name)}"
            answer = self.answers.values.get(about, "")
            meant = (
                Outcome(answer)
                if answer in set(Outcome)
                else self.grades.meaning(mine[0])[0]
                if len(mine) == 1
                else None
            )
            if meant is not None:
                found.append((meant.value, mine[0] if mine else text, None))
                self.account.read_as(rows.table, line.row, column, f"{self._called(name)}: {meant.value}")
                continue
            question = self.account.ask(
                "value", f"Which outcome of “{text}” is that of {self._called(name)}?", section="values", about=about,
                cell=rows.table.grid.address(line.row, column), row=key, options=[Option(one.value, one.value) for one in Outcome],
            )  # fmt: skip
            self.account.problem(rows.table, line.row, column, "text", question)
            found.append(("", text, question))
        return found

    def _called(self, text: str) -> str:
        match = self.people.find(self.initials.get(squashed(text), text))
        return match.person.full if match.person is not None else tidy(text)

    def _outcome(self, rows: QualityTable, line: BodyRow, key: str) -> tuple[str, str, str | None]:
        """The outcome, the grade as written where it says it otherwise, and the question where nobody can tell."""
        text, column, is_one = self._said(rows, line)
        if not text or norm(text) in _NOT_HELD:
            return "", "", None
        told = self.answers.values.get(f"outcome {text}", "")
        found, _ = (Outcome(told), "") if told in set(Outcome) else self.grades.meaning(text) if is_one else (None, "")
        if found is not None:
            if norm(found.value) != norm(text):
                self.account.read_as(rows.table, line.row, column, found.value)
            return found.value, text if norm(found.value) != norm(text) else "", None
        words = self.grades.words_of(text)
        question = self.account.ask(
            "value", f"What does the outcome “{text}”{f' ({words})' if words else ''} mean?", section="values", about=f"outcome {text}",
            cell=rows.table.grid.address(line.row, column), row=key, options=[Option(one.value, one.value) for one in Outcome],
        )  # fmt: skip
        self.account.problem(rows.table, line.row, column, "text", question)
        return "", text, question

    def _observer(self, rows: QualityTable, line: BodyRow, text: str) -> tuple[str | None, str | None, str]:
        """The observer's draft and id where they are somebody known, and how they are called."""
        name = self.initials.get(squashed(text), text)
        match = self.people.find(name) if name else None
        if name != text and (match is None or match.person is None):
            self.account.read_as(rows.table, line.row, rows.cell(line.row, "observer")[0], name)
            return None, None, name
        if match is None or match.person is None:
            return None, None, text
        if norm(text) != norm(match.person.full):
            self.account.read_as(rows.table, line.row, rows.cell(line.row, "observer")[0], match.person.full)
        return match.person.key or None, match.person.known_id, match.person.full

    def _whose(self, rows: QualityTable, line: BodyRow, draft: ObservationDraft) -> None:
        """Whom a name means: somebody known, somebody new where a person says so, else a question."""
        told = self.answers.values.get(draft.text, "")
        column, _ = rows.cell(line.row, "trainer")
        match = self.people.find(
            told if told not in ("", "new") else self.initials.get(squashed(draft.text), draft.text)
        )
        if match.person is not None:
            draft.trainer, draft.known_id = match.person.key or None, match.person.known_id
            if norm(draft.text) != norm(match.person.full):
                self.account.read_as(rows.table, line.row, column, match.person.full)
            return
        if told == "new" or (self._no_register and not match.possible):
            draft.trainer = self._person(draft.text, draft.key)
            if draft.trainer is not None:
                return
        options = [Option(person.full, person.full) for person in match.possible]
        question = self.account.ask(
            "person", f"Who is “{draft.text}” in the log of observations?", section="values", about=draft.text,
            cell=rows.table.grid.address(line.row, column), row=source(rows.table, line.row),
            options=[*options, Option("new", "Someone not in the register")],
            default=match.possible[0].full if len(match.possible) == 1 else None,
        )  # fmt: skip
        self.account.problem(rows.table, line.row, column, "text", question)
        draft.waiting = draft.waiting or question

    def _nobody(self, rows: QualityTable, line: BodyRow, key: str) -> None:
        column, text = rows.cell(line.row, "trainer") if "trainer" in rows.columns else (0, "")
        cell = rows.table.grid.address(line.row, column)
        question = self.account.ask(
            "person", f"Row {rows.table.grid.number(line.row)} of “{rows.table.grid.sheet.name}” names no trainer. Who was observed?",
            section="values", about=cell, cell=cell, row=key, options=[Option("", "Leave it out")], default="",
        )  # fmt: skip
        self.account.skip(rows.table, line.row, "no name")
        self.account.row(rows.table, line.row).outcome = "needs decision"
        self.account.problem(rows.table, line.row, column, text or "nothing", question)


def _is_ticked(text: str) -> bool:
    return bool(text.strip()) and tick_of(text) is not False and not is_nothing(text)


def _after_name(piece: str, name: str) -> str:
    """The rest of a piece that begins with somebody's initials or name: "HTJ - Continue"; "" where it does not."""
    read = read_name(name)
    if read is None:
        return ""
    letters = "".join(word[0] for word in norm(read.full).split())
    keys = {
        letters,
        squashed(read.given),
        squashed(read.family),
        squashed(read.full),
        squashed(read.given)[:1] + squashed(read.family)[:1],
    }
    words = list(re.finditer(r"[^\W_]+", piece))
    for count in (1, 2, 3, 4):
        if len(words) > count and squashed(piece[: words[count - 1].end()]) in keys - {""}:
            return piece[words[count].start() :].strip()
    return ""
