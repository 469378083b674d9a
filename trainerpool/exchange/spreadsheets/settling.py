"""What can only be said once the whole file is read: who is who, which agency, which course, whose name on a session."""

from __future__ import annotations

from collections import Counter, defaultdict

from trainerpool.exchange.spreadsheets.account import Account, note
from trainerpool.exchange.spreadsheets.agencies import AgencyBook
from trainerpool.exchange.spreadsheets.book import Sheet
from trainerpool.exchange.spreadsheets.column_facts import ColumnFacts, facts_of
from trainerpool.exchange.spreadsheets.courses import CourseBook
from trainerpool.exchange.spreadsheets.layout import Table
from trainerpool.exchange.spreadsheets.people import PeopleBook
from trainerpool.exchange.spreadsheets.reading import (
    Answers,
    CourseHeld,
    Known,
    NoteKept,
    Option,
    Reading,
    TrainerDraft,
    TrainerNamed,
)
from trainerpool.exchange.spreadsheets.session_days import NameCell, SessionRow
from trainerpool.exchange.spreadsheets.synonyms import TABLE, heading_scores
from trainerpool.exchange.spreadsheets.trainer_cells import TrainerRow
from trainerpool.exchange.spreadsheets.words import norm, squashed

_FILLABLE = (
    *("known_as", "title", "agency", "email", "phone", "job_title", "line_manager", "stage"),
    *("ttt_course_on", "approved_from", "approved_until", "last_observed"),
)


def join_people(
    rows: list[TrainerRow], account: Account, answers: Answers
) -> tuple[list[TrainerDraft], list[TrainerRow]]:
    """One draft per person. Rows of one register with the same name or address are asked about; a second sheet adds to the first.

    Gives the drafts and the rows that lead one.
    """
    long_tables = _long_tables(rows)
    leading: list[TrainerRow] = []
    by_name: dict[str, list[TrainerRow]] = defaultdict(list)
    by_mail: dict[str, list[TrainerRow]] = defaultdict(list)
    mails = Counter(row.draft.email for row in rows if row.draft.email)
    for row in rows:
        name = squashed(row.name.full)
        others = list(by_name[name])
        if row.draft.email and mails[row.draft.email] == 2:
            others.extend(one for one in by_mail[row.draft.email] if one not in others)
        target, question = _decide(row, others, long_tables, account, answers)
        if target is not None:
            if target.table is row.table and id(row.table) in long_tables:
                _course_by_course(target, row)
            merge(target.draft, row.draft)
            target.course_texts.extend((text, since, -1) for text, since, _ in row.course_texts)
            row.draft = target.draft
            account.row(row.table, row.row).record = f"trainer:{target.draft.key}"
            continue
        if question:
            row.draft.waiting = question
            account.row(row.table, row.row).outcome = "needs decision"
        leading.append(row)
        by_name[name].append(row)
        if row.draft.email:
            by_mail[row.draft.email].append(row)
    return [row.draft for row in leading], leading


def _course_by_course(target: TrainerRow, row: TrainerRow) -> None:
    """One line for each person and course: its approval is that course's, and the person's is the first of them."""
    for one in (target, row):
        one.course_texts = [
            (text, since or one.draft.approved_from, column) for text, since, column in one.course_texts
        ]
    mine, theirs = target.draft.approved_from, row.draft.approved_from
    if mine and theirs:
        target.draft.approved_from = row.draft.approved_from = min(mine, theirs)


def _long_tables(rows: list[TrainerRow]) -> set[int]:
    """Tables with one line for each person and course, where a repeated name is no doubt."""
    names: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        names[id(row.table)].append(squashed(row.name.full))
    return {table for table, found in names.items() if len(found) >= 4 and len(set(found)) <= 0.7 * len(found)}


def _signature(row: TrainerRow) -> frozenset[str]:
    return frozenset("courses" if name.startswith("course:") else name for name in row.table.fields.values())


def _decide(
    row: TrainerRow, others: list[TrainerRow], long_tables: set[int], account: Account, answers: Answers
) -> tuple[TrainerRow | None, str | None]:
    for other in others:
        told = _told(row, other, answers)
        if told:
            return other, None
        if told is False:
            continue
        if other.draft.waiting:
            continue
        same_name = squashed(row.name.full) == squashed(other.name.full)
        mails = (row.draft.email, other.draft.email)
        agencies = (squashed(row.agency_text), squashed(other.agency_text))
        mail_differs = all(mails) and mails[0] != mails[1]
        agency_differs = all(agencies) and agencies[0] != agencies[1]
        if same_name and mail_differs and agency_differs:
            continue
        second_sheet = row.table is not other.table and _signature(row) != _signature(other)
        quiet = id(row.table) in long_tables if row.table is other.table else second_sheet
        if (
            same_name
            and not mail_differs
            and (quiet or _is_merged_below(row))
            and not (agency_differs and not second_sheet)
        ):
            return other, None
        return None, _ask_duplicate(row, other, account)
    return None, None


def _told(row: TrainerRow, other: TrainerRow, answers: Answers) -> bool | None:
    mine = {row.draft.key, *row.draft.sources}
    theirs = {other.draft.key, *other.draft.sources}
    for answer in answers.people:
        if mine & set(answer.rows) and theirs & set(answer.rows):
            return answer.same
    return None


def _is_merged_below(row: TrainerRow) -> bool:
    """Does the row's name come from a cell merged over several rows."""
    columns = [c for c, name in row.table.fields.items() if name in ("name", "family_name")]
    return any((row.row, column) in row.table.grid.spread for column in columns)


def _ask_duplicate(row: TrainerRow, other: TrainerRow, account: Account) -> str:
    about = f"{other.draft.key}|{row.draft.key}"
    why = "the same name" if squashed(row.name.full) == squashed(other.name.full) else "the same e-mail address"
    question = account.ask(
        "duplicate", f"{row.name.full} ({row.draft.key}) has {why} as {other.name.full} ({other.draft.key}). The same person?",
        section="people", about=about, cell=row.table.grid.address(row.row, row.table.grid.used(row.row)[0]), row=row.draft.key,
        options=[Option("same", "The same person"), Option("different", "Two people")], default="same",
    )  # fmt: skip
    column = next(
        (c for c, name in row.table.fields.items() if name in ("name", "family_name")), row.table.grid.used(row.row)[0]
    )
    account.problem(row.table, row.row, column, "a row that waits", question)
    return question


def merge(into: TrainerDraft, more: TrainerDraft) -> None:
    """Fill what the first row leaves open; what the second says otherwise is kept as a note, nothing is overwritten."""
    for name in _FILLABLE:
        mine, theirs = getattr(into, name), getattr(more, name)
        if not mine and theirs:
            setattr(into, name, theirs)
        elif theirs and mine != theirs and not (name == "stage" and theirs == "approved"):
            into.notes.append(NoteKept(name.replace("_", " "), str(theirs), more.key))
    into.notes.extend(more.notes)
    into.sources.extend(one for one in more.sources if one not in into.sources)


def give_agencies(rows: list[TrainerRow], account: Account, agencies: AgencyBook) -> None:
    """Turn each row's agency text into the key of its draft, shown where another spelling was taken."""
    for row in rows:
        if not row.agency_text:
            continue
        row.draft.agency = agencies.key_of(row.agency_text)
        column = row.agency_column
        if column is None or row.table.grid.cells[row.row][column] == "":
            continue
        question = agencies.question_of(row.agency_text)
        if question:
            account.problem(row.table, row.row, column, "its own agency", question)
        elif agencies.is_read_as(row.agency_text) and row.draft.agency in agencies.drafts:
            account.read_as(row.table, row.row, column, agencies.drafts[row.draft.agency].name)


def give_courses(rows: list[TrainerRow], account: Account, courses: CourseBook) -> None:
    """Turn course texts into courses held, each once, with the date it has of its own."""
    for row in rows:
        held = {one.course: one for one in row.draft.courses}
        for text, since, column in row.course_texts:
            cell = row.table.grid.address(row.row, column) if column >= 0 else row.draft.key
            key = courses.take(text, cell=cell, row=row.draft.key)
            if key in held:
                held[key].since = held[key].since or since
                continue
            held[key] = CourseHeld(key, since)
            question = courses.question_of(key)
            if column < 0 or row.table.fields.get(column, "").startswith("course:"):
                continue
            if question:
                account.problem(row.table, row.row, column, "its own course", question)
            elif norm(text) not in (norm(courses.code_of(key)), norm(courses.title_of(key))):
                account.read_as(row.table, row.row, column, courses.title_of(key))
        row.draft.courses = list(held.values())


def recognise(draft: TrainerDraft, known: Known) -> None:
    """Is this draft someone of the pool: the same address, or the only one of the same name."""
    by_mail = [person for person in known.people if draft.email and person.email.lower() == draft.email]
    name = squashed(f"{draft.given_name} {draft.family_name}")
    by_name = [person for person in known.people if squashed(f"{person.given_name} {person.family_name}") == name]
    if len(by_mail) == 1 and (by_mail[0] in by_name or not by_name):
        draft.known_id = by_mail[0].id
    elif len(by_name) == 1 and not (draft.email and by_name[0].email and by_name[0].email.lower() != draft.email):
        draft.known_id = by_name[0].id


def name_trainers(
    sessions: list[SessionRow], people: PeopleBook, reading: Reading, account: Account, answers: Answers
) -> None:
    """Match the names on sessions. Where no register is known at all, a name makes its own draft; else a stranger is asked."""
    no_register = not people.people
    if no_register:  # full names first, so that "A Quill" is found to be Ada Quill wherever she is spelt out
        for one in sessions:
            for cell in one.names:
                if not cell.name.is_initial:
                    _named(one, cell, people, Account(), answers, reading)
    for one in sessions:
        for cell in one.names:
            named = _named(one, cell, people, account, answers, None if not no_register else reading)
            if not any(named.trainer and named.trainer == other.trainer for other in one.draft.trainers):
                one.draft.trainers.append(named)


def _named(
    one: SessionRow, cell: NameCell, people: PeopleBook, account: Account, answers: Answers, new_in: Reading | None
) -> TrainerNamed:
    text = cell.name.text
    told = answers.values.get(text, "")
    match = people.find(told or text)
    if match.person is not None:
        person = match.person
        if norm(text) != norm(person.full):
            account.read_as(one.table, cell.row, cell.column, person.full)
        return TrainerNamed(text, cell.role, person.key or None, person.known_id, None, cell.name.note)
    if (new_in is not None and not match.possible and cell.name.family) or told == "new":
        draft = TrainerDraft(
            f"{one.draft.key}:{norm(cell.name.full)}",
            cell.name.given,
            cell.name.family,
            cell.name.known_as,
            cell.name.title,
            sources=[one.draft.key],
        )
        people.add_draft(draft)
        if new_in is not None:
            new_in.trainers.append(draft)
        return TrainerNamed(text, cell.role, draft.key, None, None, cell.name.note)
    options = [Option(person.full, person.full) for person in match.possible] + [
        Option("new", "Someone not in the register")
    ]
    question = account.ask(
        "person", f"Who is “{text}” on the sessions?", section="values", about=text,
        cell=one.table.grid.address(cell.row, cell.column), row=one.draft.key, options=options,
        default=match.possible[0].full if len(match.possible) == 1 else None,
    )  # fmt: skip
    account.problem(one.table, cell.row, cell.column, "text", question)
    return TrainerNamed(text, cell.role, None, None, question, cell.name.note)


def host_agencies(sessions: list[SessionRow], agencies: AgencyBook) -> None:
    """A host that is one of the agencies is that; any other is the place's name, or a note beside a venue."""
    for one in sessions:
        if not one.host:
            continue
        key = agencies.key_of(one.host)
        if key in agencies.drafts:
            one.draft.host_agency = key
        elif one.draft.venue:
            column = next(c for c, name in one.table.fields.items() if name == "host_agency")
            one.draft.notes.append(note(one.table, one.row, column))
        else:
            one.draft.venue = one.host


_DATE_WANTED = {"trainers": ("ttt_course_on", "approved_from", "approved_until"), "sessions": ("date",)}
_OTHER_DATES = frozenset([
    "shadow", "shadowed", "shadowing", "delivery", "deliveries", "delivered", "cpd", "application", "applied",
    "dbs", "birth", "born", "dob", "updated", "agreement", "leaver", "left", "created", "invoice", "induction",
    "refresher", "contacted", "reply", "printed", "starter", "mandatory", "level", "paid", "notified", "emailed",
    "sent", "received", "booked", "appraisal", "supervision", "hepatitis", "insurance", "licence", "observed",
    "observation",
])  # fmt: skip


def ask_about_columns(tables: list[Table], account: Account, answers: Answers) -> None:
    """Columns that may be a field we want, under a heading nobody knows or none: kept as notes and asked, once a column."""
    for table in tables:
        if table.kind not in ("trainers", "sessions"):
            continue
        wanted = [name for name in _DATE_WANTED[table.kind] if name not in table.fields.values()]
        columns = table.headings if table.header else dict.fromkeys(range(table.grid.width), "")
        for column, heading in columns.items():
            if column in table.fields or set(norm(heading).split()) & _OTHER_DATES:
                continue
            facts: ColumnFacts = facts_of(table, column, _NO_COURSES)
            is_date = facts.day >= 0.6 and bool(wanted) and table.kind == "trainers"
            lost = _is_lost(table, heading, facts)
            if lost:
                _ask_about_column(table, column, [lost], account, answers)
            elif facts.count >= 2 and (is_date or not table.header):
                _ask_about_column(table, column, wanted if is_date else sorted(TABLE[table.kind]), account, answers)


_TELLING = {
    "trainers": frozenset(
        ["email", "phone", "agency", "courses", "ttt_course_on", "approved_from", "approved_until", "status"]
    ),
    "sessions": frozenset(["time", "start", "end", "course", "venue", "trainers", "lead", "max_learners"]),
}


def _is_lost(table: Table, heading: str, facts: ColumnFacts) -> str:
    """The field a column is called by, word for word, though nothing in it could be read so; "" where none is missing."""
    scores = heading_scores(heading, table.kind)
    best = max(scores, key=lambda name: scores[name], default="")
    if not best or scores[best] < 1 or best not in _TELLING[table.kind] or best in table.fields.values():
        return ""
    if best in ("time", "start") and {"time", "start"} & set(table.fields.values()):
        return ""
    return best if facts.count >= 2 and facts.nothing < 0.8 else ""


def _ask_about_column(table: Table, column: int, wanted: list[str], account: Account, answers: Answers) -> None:
    about = table.grid.address(0, column).rstrip("0123456789")
    if about in answers.columns:
        return
    first = next(row for row in table.body if table.grid.cells[row][column] != "")
    question = account.ask(
        "column", f"What is column “{table.label(column)}”, which holds “{table.grid.text(first, column)[:40]}” and the like?",
        section="columns", about=about, cell=table.grid.address(table.header[0] if table.header else first, column),
        options=[*[Option(name, name.replace("_", " ")) for name in wanted], Option("notes", "A note")], default="notes",
    )  # fmt: skip
    for row in table.body:
        if table.grid.cells[row][column] != "" and account.row(table, row).record:
            account.problem(table, row, column, "note", question)


def ask_about_sheets(sheets: list[Sheet], tables: list[Table], account: Account, answers: Answers) -> None:
    """A sheet full of cells of which nothing was understood is asked about, once, rather than left out in silence."""
    for sheet in sheets:
        mine = [table for table in tables if table.grid.sheet is sheet]
        if any(table.kind != "notes" for table in mine) or (
            sheet.hidden
            or norm(sheet.name)
            in ("lists", "lookups", "lookup", "dropdowns", "drop downs", "validation", "data validation")
        ):
            continue  # lists behind drop-down cells are nobody's question
        full = [number for number, row in enumerate(sheet.rows, 1) if sum(value != "" for value in row) >= 2]
        if len(full) >= 3 and sheet.name not in answers.values and not _only_counts(sheet):
            account.ask(
                "sheet", f"Nothing on “{sheet.name}” was understood ({len(full)} rows). Its text is kept in the report of this import. What is it?",
                section="values", about=sheet.name, cell=f"{sheet.name}!A{full[0]}", options=[Option("note", "Leave it out")], default="note",
            )  # fmt: skip


def _only_counts(sheet: Sheet) -> bool:
    """A summary: labels with numbers beside them, which is counted from the other sheets and no record of its own."""
    rows = [[value for value in row if value != ""] for row in sheet.rows]
    told = [row for row in rows if len(row) >= 2]
    numbers = [
        row for row in told if all(isinstance(value, (int, float)) for value in row[1:]) and isinstance(row[0], str)
    ]
    return len(numbers) >= 0.7 * len(told)


_NO_COURSES = CourseBook((), {})
