"""What stands in a column: how many of its values could be dates, names, addresses, ticks and so on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from trainerpool.exchange.spreadsheets.book import Value, text_of
from trainerpool.exchange.spreadsheets.contacts import is_mail, is_phone, mails_in, phones_in
from trainerpool.exchange.spreadsheets.course_words import is_code
from trainerpool.exchange.spreadsheets.courses import CourseBook
from trainerpool.exchange.spreadsheets.dates import read_date, read_text_date
from trainerpool.exchange.spreadsheets.layout import Table
from trainerpool.exchange.spreadsheets.people_names import looks_like_name
from trainerpool.exchange.spreadsheets.reading import DAY_PARTS
from trainerpool.exchange.spreadsheets.stages import mark_of, session_state_of, stage_of
from trainerpool.exchange.spreadsheets.times import read_time
from trainerpool.exchange.spreadsheets.words import is_nothing, is_organisation

_LOOKED_AT = 400  # characters of a cell: more would tell nothing new of its column


@dataclass(slots=True)
class ColumnFacts:
    """Shares (0 to 1) of a column's values that could be each thing, and how many values there are."""

    count: int = 0
    mail: float = 0
    has_mail: float = 0
    phone: float = 0
    has_phone: float = 0
    day: float = 0
    clock: float = 0
    clock_text: float = 0
    name: float = 0
    course: float = 0
    number: float = 0
    tick: float = 0
    stage: float = 0
    state: float = 0
    nothing: float = 0
    distinct: float = 0
    code: float = 0
    body: float = 0
    bare_day: float = 0
    long: float = 0
    real_dates: float = 0
    besides: float = 0  # holds more than a date


def facts_of(table: Table, column: int, courses: CourseBook) -> ColumnFacts:
    """Look at up to 80 values of a column, spread over its length."""
    cells = table.grid.cells
    rows = table.body[:: max(1, len(table.body) // 400)]
    values = [cells[row][column] for row in rows if cells[row][column] != ""]
    if len(values) < 8:  # a column with few values is looked at whole
        values = [cells[row][column] for row in table.body if cells[row][column] != ""]
    step = max(1, len(values) // 80)
    values = values[::step][:90]
    if not values:
        return ColumnFacts()
    values = [value[:_LOOKED_AT] if isinstance(value, str) else value for value in values]
    told = [value for value in values if not (isinstance(value, str) and is_nothing(value))]
    facts = ColumnFacts(count=len(values), nothing=1 - len(told) / len(values))
    if not told:
        return facts
    texts = [text_of(value) for value in told]

    def share(test: list[bool]) -> float:
        return sum(test) / len(told)

    facts.mail = share([is_mail(text) for text in texts])
    facts.has_mail = share([bool(mails_in(text)[0]) for text in texts])
    facts.phone = share([not isinstance(v, (date, time)) and is_phone(t) for v, t in zip(told, texts, strict=True)])
    facts.has_phone = share([bool(phones_in(text)[0]) for text in texts]) if facts.has_mail else facts.phone
    facts.day = share([_is_day(value) for value in told])
    facts.real_dates = share([isinstance(value, date) for value in told])
    facts.besides = share([isinstance(value, str) and _says_more(value) for value in told])
    facts.clock = share([_is_clock(value) for value in told])
    facts.clock_text = share([isinstance(value, (str, time)) and _is_clock(value) for value in told])
    facts.name = share([isinstance(v, str) and looks_like_name(v) for v in told])
    facts.course = share([_is_course(text, courses) for text in texts]) if len(courses) else 0.0
    facts.number = share([_is_number(value) for value in told])
    facts.tick = share([mark_of(text) is not None for text in texts])
    facts.stage = share([bool(stage_of(text)) for text in texts])
    facts.state = share([bool(session_state_of(text)) for text in texts])
    facts.distinct = len(set(texts)) / len(texts)
    facts.bare_day = share([bool(re.fullmatch(r"(?:[A-Za-z]{3,9}\s+)?\d{1,2}(?:st|nd|rd|th)?", t)) for t in texts])
    facts.body = share([is_organisation(text) for text in texts])
    facts.code = share([is_code(text) for text in texts])
    facts.long = share([len(t) > 12 and not _is_day(v) for v, t in zip(told, texts, strict=True)])
    return facts


def _is_course(text: str, courses: CourseBook) -> bool:
    pieces = courses.split(text)
    return bool(pieces) and all(courses.find(piece, likely=False) is not None for piece, _ in pieces)


def _is_number(value: Value) -> bool:
    if isinstance(value, str):
        return bool(
            re.fullmatch(
                r"\s*\d{1,4}(?:\.\d+)?\s*(?:max|places|hrs?|hours?|h|days?|people|delegates)?\.?\s*",
                value,
                re.IGNORECASE,
            )
        )
    return isinstance(value, (int, float)) and 0 <= float(value) < 5_000


def _is_day(value: Value) -> bool:
    if isinstance(value, (date, datetime)):
        return True
    if isinstance(value, time):
        return False
    if isinstance(value, str):
        return len(value) < 90 and read_date(value).found
    return read_date(value).found


def _says_more(text: str) -> bool:
    return sum(letter.isalpha() for letter in read_text_date(text).rest) > 2


def _is_clock(value: Value) -> bool:
    if isinstance(value, datetime):
        return False
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return 0 < float(value) < 1 or 7 <= float(value) < 22
    if isinstance(value, str) and (
        len(value) > 60
        or not re.search(r"\d[:.]\d\d|\d\s*[ap]\.?m|noon|\d\s*-\s*\d|^\d{4}$|^\D*$", value, re.IGNORECASE)
    ):
        return False
    read = read_time(value, DAY_PARTS)
    return read.found and len(read.rest) <= 6
