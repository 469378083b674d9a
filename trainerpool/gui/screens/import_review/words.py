"""Plain words for what an import's account says in places, field names and machine dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from trainerpool.domain.dates import in_words
from trainerpool.exchange.spreadsheets.reading import Question, ReadAs
from trainerpool.operations.imports import RowAccount

_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_MONTH = re.compile(r"\b(\d{4})-(\d\d)\b(?!-\d)")
_NUMERIC = re.compile(r"\D*(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}\D*")
_ALSO = 12  # a first and second number up to this can be day and month both ways

FIELD_WORDS = {
    "name": "Name", "given_name": "Given name", "family_name": "Family name", "known_as": "Known as", "title": "Title",
    "agency": "Agency", "email": "E-mail", "phone": "Phone", "job_title": "Job title", "line_manager": "Line manager",
    "stage": "Status", "status": "Status", "ttt_course_on": "TtT course", "approved_from": "Approved from",
    "approved_until": "Approved until", "last_observed": "Last observed", "courses": "Courses", "course": "Course",
    "notes": "Notes", "parts": "When", "venue": "Venue", "virtual": "Online", "max_learners": "Places", "booked": "Booked",
    "attended": "Attended", "host_agency": "Host agency", "country": "Country", "reference": "Reference",
    "trainers": "Trainers", "lead": "Lead trainer", "co_trainer": "Co-trainer", "date": "Date", "start": "Start",
    "end": "Finish", "code": "Code", "days": "Days", "minutes": "Minutes a day", "hours": "Hours", "first": "First day",
    "last": "Last day", "reason": "Reason", "also_written": "Also written", "month": "Month", "end_date": "Last day",
    "date2": "Second day", "duration": "Length", "time": "Times", "availability": "Not available", "contact": "Contact",
}  # fmt: skip
MATCHES = {
    "trainers": (
        "name", "given_name", "family_name", "known_as", "agency", "email", "phone", "job_title", "line_manager", "ttt_course_on",
        "approved_from", "approved_until", "courses", "status", "last_observed", "availability",
    ),
    "sessions": (
        "date", "end_date", "date2", "start", "end", "time", "duration", "course", "venue", "max_learners", "booked", "attended", "lead",
        "co_trainer", "trainers", "status", "reference", "host_agency",
    ),
}  # fmt: skip


def field_words(field: str) -> str:
    """A field as people call it: "TtT course"; a date asked for each course keeps the course ("Course: NEG")."""
    name, _, about = field.partition(":")
    words = FIELD_WORDS.get(name, name.replace("_", " ").capitalize())
    return f"{words}: {about}" if about else words


def plainly(text: str) -> str:
    """The same text with its machine dates as sentences write them: 2027-01-12 becomes 12 Jan 2027."""
    return _MONTH.sub(_month_of, _DAY.sub(_day_of, text))


def _day_of(found: re.Match[str]) -> str:
    try:
        return in_words(date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError:
        return found[0]


def _month_of(found: re.Match[str]) -> str:
    try:
        return in_words(date(int(found[1]), int(found[2]), 1), month_only=True)
    except ValueError:
        return found[0]


def place_words(place: str) -> str:
    """A place of the file: "Sheet!B10" and "Sheet!10" are row 10."""
    digits = re.search(r"(\d+)$", place)
    return f"row {digits[1]}" if digits else place.rpartition("!")[2]


def places_words(places: Sequence[str]) -> str:
    """Several places: "row 12", "rows 10 and 23", "rows 10, 23 and 4 more"."""
    numbers = list(dict.fromkeys(place_words(place).removeprefix("row ") for place in places))
    if not numbers:
        return "the file"
    if len(numbers) == 1:
        return f"row {numbers[0]}"
    if len(numbers) > 3:
        return f"rows {numbers[0]}, {numbers[1]} and {len(numbers) - 2} more"
    return f"rows {', '.join(numbers[:-1])} and {numbers[-1]}"


def question_words(question: Question, sheets: Iterable[str]) -> str:
    """The question with its places as rows: "Rhys Choudhury (row 71) has the same name as ..."."""
    text = question.text
    for sheet in sheets:
        text = re.sub(re.escape(sheet) + r"!([A-Z]{0,3})(\d+)", r"row \2", text)
        text = re.sub("^" + re.escape(sheet) + r" (row \d+): ", "", text)
    return plainly(text[:1].upper() + text[1:])


def short_words(question: Question, sheets: Iterable[str]) -> str:
    """The question as it stands in the list."""
    default = next((option.words for option in question.options if option.value == question.default), "")
    if question.kind == "duplicate":
        others = [row for row in question.about.split("|") if row not in question.rows]
        return f"The same person as {places_words(others)}?" if others else "The same person?"
    if question.kind in ("agency", "course") and default and question.default != question.about:
        return f"Is “{question.about}” {default}?"
    return question_words(question, sheets)


def understood_words(row: RowAccount) -> str:
    """What was understood of a row, where it is not simply what is written."""
    if row.changes:
        return plainly("; ".join(row.changes[:3]))
    if row.outcome == "unchanged":
        return "Same as the pool"
    if row.outcome == "skipped" and row.thing:
        return f"Kept word for word; {row.thing} are not read yet"
    if row.why == "total":
        return "Total row, not a record"
    if (read := _telling(row.read_as)) is not None:
        return plainly(f"“{read.text}” read as {read.read_as}")
    if row.problems:
        return f"“{row.problems[0].text}”: {kept_words(row.problems[0].kept_as)}"
    return "" if row.read_as else plainly(row.said)


def kept_words(kept_as: str) -> str:
    """What became of a cell that was not understood."""
    return {"nothing": "left out", "note": "kept as a note", "text": "kept as text"}.get(kept_as, f"kept as {kept_as}")


def _digits(text: str) -> str:
    """The figures of a time or number, to see that only its writing differs; words have none and always differ."""
    return re.sub(r"\D", "", text).lstrip("0") or text


def _telling(read_as: Sequence[ReadAs]) -> ReadAs | None:
    """What is worth saying first: a text read as other words, then a date that could be read both ways."""
    for read in read_as:
        if not _DAY.fullmatch(read.read_as) and _digits(read.text) != _digits(read.read_as):
            return read
    for read in read_as:
        numbers = _NUMERIC.fullmatch(read.text)
        if numbers and int(numbers[1]) <= _ALSO and int(numbers[2]) <= _ALSO and numbers[1] != numbers[2]:
            return read
    return None
