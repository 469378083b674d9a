"""Registers of trainers: one draft for each person, whatever way the table lies and words it."""

from __future__ import annotations

import re

from trainerpool.exchange.spreadsheets.account import source
from trainerpool.exchange.spreadsheets.contacts import mails_in
from trainerpool.exchange.spreadsheets.dating import DateColumn
from trainerpool.exchange.spreadsheets.layout import Table
from trainerpool.exchange.spreadsheets.people_names import Name, looks_like_name, read_name, split_people, swapped
from trainerpool.exchange.spreadsheets.reading import (
    NoteKept,
    Option,
    TrainerDraft,
)
from trainerpool.exchange.spreadsheets.register_habits import agency_gaps, has_agency_beside_names
from trainerpool.exchange.spreadsheets.rows import BodyRow, read_body, section_text
from trainerpool.exchange.spreadsheets.stages import section_stage
from trainerpool.exchange.spreadsheets.trainer_cells import TrainerCells, TrainerRow
from trainerpool.exchange.spreadsheets.words import is_nothing, is_organisation, norm, squashed, tidy

_SURNAME_FIRST = re.compile(r"\b(?:surname|last name|family name)\b.*\b(?:first|forename|given|initial)", re.IGNORECASE)
_DATE_FIELDS = ("ttt_course_on", "approved_from", "approved_until", "last_observed")


class TrainerTables(TrainerCells):
    """What a register as a whole says: its marks, its sections, its short forms."""

    def _doubtful_marks(self, table: Table) -> frozenset[str]:
        """Several letters side by side under courses ("A", "T") say different things; which, only a key or a person can say."""
        columns = [c for c, name in table.fields.items() if name.startswith("course:")]
        texts = {table.grid.text(row, c).strip().casefold() for row in table.body for c in columns}
        letters = {text for text in texts if len(text) == 1 and text.isalpha() and text not in "yn"}
        return frozenset(letters) if len(letters) > 1 else frozenset()

    def _is_short_form(self, table: Table, row: int, agency: int | None, said: set[str]) -> bool:
        """A line below the register that spells out an agency's short form: two cells, the first one an agency's."""
        grid = table.grid
        used = grid.used(row)
        if (
            agency is None
            or len(used) != 2
            or agency in used[:1]
            or not all(isinstance(grid.cells[row][c], str) for c in used)
        ):
            return False
        short, full = squashed(grid.text(row, used[0])), squashed(grid.text(row, used[1]))
        if not 1 < len(short) < min(9, len(full)) or short not in said or full in said:
            return False
        short, full = grid.text(row, used[0]), grid.text(row, used[1])
        self.agencies.short_forms[tidy(short)] = tidy(full)
        self.account.skip(table, row, "key")
        return True

    def _hint_titles(self, table: Table) -> None:
        """Titles that stand between marks other than commas are whole, wherever else in the column they occur."""
        for column in [c for c, name in table.fields.items() if name == "courses"]:
            marked = not self._commas(table, column)
            for row in table.body:
                for piece in re.split(r"[;\n|]", table.grid.text(row, column)):
                    if (
                        marked
                        and piece.strip()
                        and not re.search(r"[)\]]\s*,", piece)
                        and (";" in table.grid.text(row, column) or "," not in piece)
                    ):
                        self.courses.hint(piece)

    def _dates(self, table: Table, column: int) -> DateColumn:
        about = table.grid.address(0, column).rstrip("0123456789")
        return DateColumn(
            table, column, self.account, day_first=self.day_first, told=self.answers.columns.get(about, "")
        )

    def _is_section(self, text: str, *, has_agency: bool) -> bool:
        return not has_agency or is_organisation(text) or self._is_no_body(text)

    def _told_sections(self, table: Table) -> None:
        """Where a person has said that a lone line is a course, every such line of the table is one."""
        lone = [
            section_text(table.grid.text(r, table.grid.used(r)[0])) for r in table.body if len(table.grid.used(r)) == 1
        ]
        if any(self.answers.values.get(text) == "course" for text in lone):
            for text in lone:
                if not is_organisation(text) and not section_stage(text):
                    self.courses.take(text)

    def _ask_about_sections(self, table: Table, body: list[BodyRow], *, has_agency: bool) -> None:
        """Lines above groups of people that are neither agencies nor stages nor courses: nobody can say what they mean."""
        rows = {line.row: line for line in body}
        strange = []
        groups = 0
        for line in body:
            following = rows.get(line.row + 1)
            if line.kind not in ("section", "note"):
                continue
            text = section_text(table.grid.text(line.row, table.grid.used(line.row)[0]))
            if (following is None or following.kind != "record") and not looks_like_name(text):
                continue
            groups += 1
            known = "=" in text or is_organisation(text) or self._is_no_body(text) or text in self.agencies.short_forms
            if not known and len(text) <= 60 and tidy(text) not in self.answers.values:
                strange.append((line, text))
        if not strange or (not has_agency and len(strange) < 0.7 * groups):
            return
        line, text = strange[0]
        cells = [table.grid.address(one.row, table.grid.used(one.row)[0]) for one, _ in strange]
        question = self.account.ask(
            "section", f"What do lines such as “{text}” in “{table.grid.sheet.name}” say of the people below them?", section="values",
            about=text, cell=cells[0], row=source(table, line.row),
            options=[Option("agency", "Their agency"), Option("course", "A course they deliver"), Option("note", "Nothing")],
        )  # fmt: skip
        self.account.questions[question].cells.extend(cells[1:])
        for line, _ in strange:
            self.account.problem(table, line.row, table.grid.used(line.row)[0], "text", question)

    def _is_no_body(self, section: str) -> bool:
        """Is a section's name a stage ("Leavers") or a course, and so no agency."""
        return bool(section_stage(section)) or (bool(section) and self.courses.find(section, likely=False) is not None)

    def _is_no_agency(self, text: str) -> bool:
        """Is there no agency in the cell; "TBC" is one where the file's own key says so."""
        return is_nothing(text) and tidy(text) not in self.agencies.short_forms


class TrainerReader(TrainerTables):
    """Reads the rows of registers. `read` each table, in order; the rows come back with agency and courses as text."""

    def read(self, table: Table, agency_of_table: str = "", course_of_table: str = "") -> list[TrainerRow]:
        """Every person of one table. `agency_of_table` is the agency its sheet or title names, `course_of_table` the course."""
        columns = {name: column for column, name in reversed(list(table.fields.items()))}
        dates = {
            c: self._dates(table, c)
            for c, name in table.fields.items()
            if name in _DATE_FIELDS or name.startswith("course:")
        }
        has_agency = "agency" in columns and any(table.grid.cells[r][columns["agency"]] != "" for r in table.body)
        self._told_sections(table)
        body = read_body(table, lambda text: self._is_section(text, has_agency=has_agency))
        turned_round = self._surname_first(table, columns, body)
        fills = agency_gaps(table, columns.get("agency"), body)
        self._hint_titles(table)
        in_brackets = not has_agency and has_agency_beside_names(table, columns, body)
        self.doubtful_marks = self._doubtful_marks(table)
        full_rows = [r for r in table.body if len(table.grid.used(r)) > 2]
        said = {squashed(table.grid.text(r, columns["agency"])) for r in full_rows} if has_agency else set()
        found: list[TrainerRow] = []
        self._ask_about_sections(table, body, has_agency=has_agency)
        for line in body:
            if line.kind != "record":
                self._skip(table, line)
                continue
            if self._is_short_form(table, line.row, columns.get("agency"), said):
                continue
            name = self._name(table, line.row, columns, turned_round)
            if name is None:
                self._nameless(table, line.row, found)
                continue
            one = self._person(table, line, name, columns, dates)
            if course_of_table:
                one.course_texts.append((course_of_table, None, -1))
            if line.section and self.courses.find(line.section, likely=False) is not None:
                one.course_texts.append((line.section, None, -1))
            if in_brackets and name.note and not line.section:
                one.agency_text = name.note
            self._agency(one, line, columns, fills, agency_of_table)
            found.append(one)
        return found

    def _skip(self, table: Table, line: BodyRow) -> None:
        why = {"section": f"section: {line.section}", "repeat": "header"}.get(line.kind, line.kind)
        self.account.skip(table, line.row, why)

    def _surname_first(self, table: Table, columns: dict[str, int], body: list[BodyRow]) -> bool:
        """Does the column write "Roberts Owen": its heading says so, or the addresses beside it prove it."""
        if "name" not in columns:
            return False
        if _SURNAME_FIRST.search(table.label(columns["name"])):
            return True
        if "email" not in columns:
            return self._sorted_by_first_word(table, columns["name"], body)
        ahead = turned = 0
        for line in body[:200]:
            text, mail = table.grid.text(line.row, columns["name"]), table.grid.text(line.row, columns["email"])
            name = read_name(text) if line.kind == "record" and "," not in text else None
            local = re.split(r"[._-]", mail.split("@")[0].lower()) if "@" in mail else []
            if name and name.family and len(local) == 2:
                given, family = norm(name.given).split()[:1], norm(name.family).replace(" ", "")
                ahead += [*given, family] == [norm(local[0]), norm(local[1])]
                turned += [family, *given] == [norm(local[0]), norm(local[1])]
        return turned > ahead and turned >= 2

    def _sorted_by_first_word(self, table: Table, column: int, body: list[BodyRow]) -> bool:
        """A list in the order of its first words is likely surname first; nothing else proves it, so it is asked."""
        texts = [table.grid.text(line.row, column) for line in body if line.kind == "record"]
        words = [norm(text).split() for text in texts if "," not in text and len(norm(text).split()) >= 2]
        if len(words) < 8 or len(words) < 0.8 * len(texts):
            return False
        if [w[0] for w in words] != sorted(w[0] for w in words) or len({w[0] for w in words}) < 0.8 * len(words):
            return False
        about = table.grid.address(0, column).rstrip("0123456789")
        told = self.answers.columns.get(about, "")
        if told in ("surname first", "given name first"):
            return told == "surname first"
        self.account.ask(
            "column", f"Does “{table.label(column)}” write the surname first, as in “{texts[0]}”?", section="columns", about=about,
            cell=table.grid.address(body[0].row, column),
            options=[Option("surname first", "Surname first"), Option("given name first", "Given name first")], default="given name first",
        )  # fmt: skip
        return False

    def _name(self, table: Table, row: int, columns: dict[str, int], turned_round: bool) -> Name | None:
        grid = table.grid
        if "family_name" in columns:
            family = grid.text(row, columns["family_name"])
            given = grid.text(row, columns["given_name"]) if "given_name" in columns else ""
            if is_nothing(family) and is_nothing(given):
                return None
            if not given:
                return read_name(family)
            return read_name(f"{family}, {given}" if family and given else family or given)
        column = columns["name"]
        text = grid.text(row, column)
        if re.fullmatch(r"\s*\d+\s*", text):
            return Name("", text.strip(), text=text)  # people known by a number only
        name = read_name(text, surname_first=turned_round and "," not in text)
        if name and turned_round and "," not in text and name.text.split()[-1].isupper() and not name.text.isupper():
            name = swapped(name)
        if (name and norm(name.full) != norm(text)) or (name and name.full != tidy(text)):
            self.account.read_as(table, row, column, name.full)
        return name

    def _nameless(self, table: Table, row: int, found: list[TrainerRow]) -> None:
        """A row without a name: more courses of the person above, or a question."""
        grid = table.grid
        used = [c for c in grid.used(row) if not is_nothing(grid.text(row, c))]
        course_columns = [c for c, name in table.fields.items() if name == "courses"]
        if found and used and all(c in course_columns for c in used) and found[-1].table is table:
            above = found[-1]
            self.account.row(table, row).record = f"trainer:{above.draft.key}"
            above.draft.sources.append(source(table, row))
            for column in used:
                self._course_list(above, row, column)
            return
        if not used:
            self.account.skip(table, row, "blank")
            return
        where = source(table, row)
        text = "; ".join(grid.text(row, c) for c in used)[:120]
        question = self.account.ask(
            "person", f"Row {grid.number(row)} of “{grid.sheet.name}” names nobody: “{text}”. Who is it?", section="values", about=where,
            cell=grid.address(row, used[0]), row=where, options=[Option("", "Leave it out")], default="",
        )  # fmt: skip
        self.account.skip(table, row, "no name")
        reading = self.account.row(table, row)
        reading.outcome = "needs decision"
        for column in used:
            self.account.problem(table, row, column, "text", question)

    def _person(
        self, table: Table, line: BodyRow, name: Name, columns: dict[str, int], dates: dict[int, DateColumn]
    ) -> TrainerRow:
        row = line.row
        key = source(table, row)
        draft = TrainerDraft(key, name.given, name.family, name.known_as, name.title, sources=[key])
        one = TrainerRow(draft, table, row, name)
        reading = self.account.row(table, row)
        reading.record = f"trainer:{key}"
        name_column = columns.get("name", columns.get("family_name", 0))
        if name.note:
            draft.notes.append(NoteKept(table.label(name_column), name.note, table.grid.address(row, name_column)))
        if "name" in columns and len(split_people(table.grid.text(row, columns["name"]))) > 1:
            question = self.account.ask(
                "person", f"“{table.grid.text(row, columns['name'])}” names more than one person. Who is meant?", section="values",
                about=table.grid.address(row, columns["name"]), cell=table.grid.address(row, columns["name"]), row=key,
            )  # fmt: skip
            draft.waiting = question
            self.account.problem(table, row, columns["name"], "text", question)
        mails, _ = mails_in(table.grid.text(row, name_column))
        draft.email = mails[0] if mails else ""
        for column in table.grid.told(row):
            self._cell(one, row, column, table.fields.get(column), dates)
        if not one.status_said and (said := section_stage(line.section) or section_stage(table.grid.sheet.name)):
            draft.stage, one.status_said = said, True
        self._settle_stage(one)
        return one

    def _agency(
        self, one: TrainerRow, line: BodyRow, columns: dict[str, int], fills: dict[int, str], agency_of_table: str
    ) -> None:
        column = columns.get("agency")
        text = one.table.grid.text(one.row, column) if column is not None else ""
        cell = one.table.grid.address(one.row, column) if column is not None and text else ""
        if one.agency_text:
            self.agencies.add(one.agency_text, one.draft.key, one.draft.key)
            return
        if not text or self._is_no_agency(text):
            section = "" if self._is_no_body(line.section) else line.section
            text = fills.get(one.row, "") or section or agency_of_table
            if text and column is not None and one.row in fills:
                self.account.row(one.table, one.row).fields["agency"] = text
        if text and not self._is_no_agency(text):
            if not cell and line.section_at is not None:
                cell = one.table.grid.address(line.section_at, one.table.grid.used(line.section_at)[0])
            one.agency_text, one.agency_column = text, column
            self.agencies.add(text, cell or one.draft.key, one.draft.key)
