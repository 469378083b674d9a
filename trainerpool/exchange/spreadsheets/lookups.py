"""Keys of a workbook: tables and note lines that say what codes, short forms and day parts mean, and titles naming an agency."""

from __future__ import annotations

import re
from datetime import time

from trainerpool.exchange.spreadsheets.account import Account, source
from trainerpool.exchange.spreadsheets.agencies import AgencyBook
from trainerpool.exchange.spreadsheets.book import Sheet, Value
from trainerpool.exchange.spreadsheets.course_words import days_said, is_code
from trainerpool.exchange.spreadsheets.courses import CourseBook
from trainerpool.exchange.spreadsheets.layout import Table
from trainerpool.exchange.spreadsheets.people_names import looks_like_name
from trainerpool.exchange.spreadsheets.rows import section_text
from trainerpool.exchange.spreadsheets.times import day_parts_in
from trainerpool.exchange.spreadsheets.words import is_nothing, is_organisation, norm, squashed, tidy

_EQUALS = re.compile(
    r"(?:^|[;,\n|])\s*([A-Z][A-Za-z0-9&]{1,7})\s*(?:=|:|\s[-–]\s)\s*([A-Z][^=;\n|]{4,80}?)\s*(?=$|[;\n|]|,\s*[A-Z][A-Za-z0-9&]{1,7}\s*(?:=|:|\s[-–]\s))"
)
_BEFORE_KEY = re.compile(
    r"^\s*(?:key|codes?|courses?|initials|observers?|assessors?|trainers?)(?: key)?\s*[:\-]\s*", re.IGNORECASE
)
_GENERIC = frozenset(
    [
        "trainer",
        "trainers",
        "register",
        "pool",
        "list",
        "sheet",
        "sheet1",
        "sheet2",
        "sheet3",
        "data",
        "people",
        "contacts",
        "contact",
        "master",
        "main",
        "current",
        "database",
        "facilitators",
        "staff",
        "members",
        "training",
        "details",
        "directory",
        "all",
        "active",
        "names",
        "team",
        "overview",
        "register2",
        "copy",
        "of",
        "the",
        "and",
        "new",
        "old",
        "matrix",
        "courses",
        "approvals",
        "approved",
        "programme",
        "log",
        "record",
        "records",
        "ttt",
        "table",
        "export",
        "page",
        "report",
        "spring",
        "summer",
        "autumn",
        "winter",
        "term",
        "candidates",
        "leavers",
        "alumni",
        "applicants",
        "archive",
        "sscp",
        "lscp",
        "partnership",
        "safeguarding",
    ]
)
_BODY = re.compile(
    r"\b(?:police|council|nhs|trust|constabulary|probation|hospitals?|college|academy|university|foundation|icb|charity|service|board)\b",
    re.IGNORECASE,
)
_AGENCY_LINE = re.compile(
    r"^\s*(?:agency|organisation|organization|partner agency|employer|service)\s*[:\-–]\s*(.+)$", re.IGNORECASE
)


def minutes_of(value: Value, text: str) -> tuple[int | None, int]:
    """A length as a key gives it: (minutes in all, days). 3 and "3 hrs" are hours, "Half day" 180, "2 days" only days."""
    if isinstance(value, time):
        return value.hour * 60 + value.minute, 0
    if isinstance(value, (int, float)):
        return (int(float(value) * 60), 0) if 0 < float(value) < 100 else (None, 0)
    days = days_said(text)
    hours = re.search(r"(\d+(?:\.\d+)?)\s*(?:hours?|hrs?|h)\b", text, re.IGNORECASE)
    minutes = re.search(r"(\d+)\s*(?:minutes|mins?|m)\b", text, re.IGNORECASE)
    if hours or minutes:
        total = (float(hours.group(1)) * 60 if hours else 0) + (int(minutes.group(1)) if minutes else 0)
        each = days > 1 and re.search(r"\bx\b|per day|each|a day", text, re.IGNORECASE)
        return int(total * days) if each else int(total), days
    if re.fullmatch(r"\s*\d+(?:\.\d+)?\s*", text):
        return int(float(text) * 60), 0
    return None, days


def read_course_key(table: Table, account: Account, courses: CourseBook) -> None:
    """Declare every course of a key of codes."""
    columns = {name: column for column, name in table.fields.items()}
    for row in table.body:
        grid = table.grid
        used = grid.used(row)
        code = grid.text(row, columns["code"]) if "code" in columns else ""
        title = grid.text(row, columns["title"])
        if not used or (is_nothing(code) and is_nothing(title)) or len(used) < 2:
            account.skip(table, row, "note" if used else "blank")
            continue
        if len(norm(code)) > len(norm(title)) and is_code(title):
            code, title = title, code
        total, days = None, 0
        for name in ("hours", "days"):
            if name in columns and grid.cells[row][columns[name]] != "":
                value, text = grid.cells[row][columns[name]], grid.text(row, columns[name])
                if name == "days" and re.fullmatch(r"\d+", text):
                    days = int(text)
                else:
                    found, said = minutes_of(value, text)
                    total, days = total or found, days or said
        key = courses.declare(tidy(code), title, total, days)
        account.row(table, row).record = f"course:{key}"


def read_agency_key(table: Table, account: Account, agencies: AgencyBook) -> None:
    """Short forms of agencies with their full names."""
    columns = {name: column for column, name in table.fields.items()}
    for row in table.body:
        short, full = table.grid.text(row, columns["short"]), table.grid.text(row, columns["full"])
        if is_nothing(full) or not tidy(short):
            account.skip(table, row, "note" if table.grid.used(row) else "blank")
            continue
        agencies.short_forms[tidy(short)] = tidy(full)
        reading = account.row(table, row)
        reading.record = f"agency:{source(table, row)}"
        reading.fields.update(short=tidy(short), full=tidy(full))


def read_note_lines(
    sheet: Sheet, courses: CourseBook, agencies: AgencyBook, parts: dict[str, tuple[time, time]], met: set[str],
    initials: dict[str, str],
) -> None:  # fmt: skip
    """Lines outside the records such as "NEG = Neglect", "AM = 9.15 to 12.15", or "CL = Cal Lowe" where a log has been `met` by CL."""
    for row in sheet.rows:
        told = [value for value in row if value != ""]
        if not 1 <= len(told) <= 2 or not isinstance(told[0], str):
            continue
        line = told[0] if len(told) == 1 else ""
        if not re.search(r"=|:|\s[-–]\s", line):
            continue
        parts.update(day_parts_in(re.sub(r"^\s*(?:key|codes?|note|times)\s*[:\-]\s*", "", line, flags=re.IGNORECASE)))
        if "=" not in line:
            continue
        for match in _EQUALS.finditer(_BEFORE_KEY.sub("", line)):
            short, full = tidy(match.group(1)), tidy(match.group(2))
            if squashed(short) in met and looks_like_name(full):
                initials[short] = full
                continue
            if day_parts_in(f"{short} = {full}") or not is_code(short) or any(char.isdigit() for char in full[:3]):
                continue
            if _BODY.search(full) and not courses.find(full):
                agencies.short_forms[short] = full
            else:
                courses.declare(short, full)


_MARK = re.compile(
    r"(?:^|[;,|\n(]|\s{2,}|:)\s*([A-Z]{1,2}|[✓✔✗✘xX*])\s*=\s*([^=;,|\n]{2,60}?)(?=\s*(?:$|[;,|\n)]|\s{2,}|\b[A-Z]{1,2}\s*=))"
)
_MAY = re.compile(
    r"approved|deliver|signed|competent|can |may |yes|lead|licen[cs]ed|authoris|qualified|accredited|active|current|able",
    re.IGNORECASE,
)
_MAY_NOT = re.compile(
    r"\bnot\b|training|trainee|shadow|observ|await|pending|booked|interest|need|work\w* toward|lapsed|expired|due|progress|no longer|cannot|wish|would like",
    re.IGNORECASE,
)


def read_legends(sheet: Sheet, legends: dict[str, bool]) -> None:
    """What marks of a matrix mean by the sheet's own key: "A = approved, T = in training for this course" -> may deliver or not."""
    for row in sheet.rows:
        told = [value for value in row if value != ""]
        if not told or len(told) > 6:
            continue
        for text in told:
            for match in _MARK.finditer(text) if isinstance(text, str) and "=" in text else ():
                words = match.group(2)
                if _MAY_NOT.search(words):
                    legends[match.group(1).casefold()] = False
                elif _MAY.search(words):
                    legends[match.group(1).casefold()] = True


def agency_of_table(table: Table, registers: list[Table]) -> str:
    """The agency a whole register belongs to, where no column says: a title line "Agency: ...", else the sheet's name."""
    if "agency" in table.fields.values():
        return ""
    for line in table.context[:-1]:
        match = _AGENCY_LINE.match(line)
        if match:
            return section_text(match.group(1))
    name = table.grid.sheet.name
    words = [word for word in norm(name).split() if word not in _GENERIC and not word.isdigit()]
    if not words:
        return ""
    several = sum(1 for other in registers if "agency" not in other.fields.values()) > 1
    if several or is_organisation(name):
        return tidy(name)
    return ""
