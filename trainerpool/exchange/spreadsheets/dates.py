"""Dates as people write them in cells: numeric, in words, several, ranges, month only, without a year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from trainerpool.exchange.spreadsheets.book import Value
from trainerpool.exchange.spreadsheets.words import fold

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?"
_DAY = rf"(?:(?:{_WEEKDAY})\.?,?\s*(?:the\s+)?)?\d{{1,2}}(?:st|nd|rd|th)?"
_JOIN = r"\s*(?:,\s*and\s+|,|&|\band\b|\+|/|-|\bto\b|\bthen\b|\bplus\b)\s*"
_YEAR = r"(?:((?:19|20)\d{2}(?![\d:])|\d{2}(?![\d:]|\.\d|\s*(?:am|pm|st|nd|rd|th)\b)))"
_ISO = re.compile(r"(?<![\d/.-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)(?:[t ]00:00(?::00)?(?:\.0+)?(?!\d))?")
_COMPACT = re.compile(r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")
_NUMERIC = re.compile(
    rf"(?<![\d/.:-])((?:{_DAY}{_JOIN})*?)((?:{_WEEKDAY})\.?,?\s*)?(\d{{1,2}})\s?([./-])\s?(\d{{1,2}})\s?\4\s?(\d{{4}}|\d{{2}})(?!\d|[./-]\d|:)"
)
_WORDED = re.compile(rf"(?<![\d.:/-])({_DAY}(?:{_JOIN}{_DAY})*)(?:\s+of)?[\s./-]*{_MONTH}\.?[\s,./'-]*{_YEAR}?")
_MONTH_DAY = re.compile(
    rf"(?<![a-z])((?:{_WEEKDAY})\.?,?\s*)?{_MONTH}\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+)(20\d{{2}})(?!\d)"
)
_MONTH_YEAR = re.compile(rf"(?<![a-z\d]){_MONTH}\.?[\s,./'-]*((?:19|20)\d{{2}}|\d{{2}})(?![\d:]|\.\d|st|nd|rd|th)")
_NUMBER_MONTH = re.compile(r"(?<![\d/.-])(0?[1-9]|1[0-2])[/.-]((?:19|20)\d{2})(?![\d/.-])")
_DAY_MONTH = re.compile(r"(?<![\d/.:-])(\d{1,2})([/.-])(\d{1,2})(?![\d/.:-])")
_ITEM = re.compile(rf"(?:({_WEEKDAY})\.?,?\s*(?:the\s+)?)?(\d{{1,2}})(?:st|nd|rd|th)?")
_NUMBERED = re.compile(
    r"\b(cohort|group|batch|intake|round|room|level|part|number|session|course|panel|year)\.?\s*(?:no\.?\s*)?\d{1,2}(?!\d|[/.]\d)\b"
)
_RANGE = re.compile(r"^\s*(?:-|to|until|till|through|thru|up to)\s*$")
_RANGE_INSIDE = re.compile(r"-|\bto\b")
_FROM_EXCEL = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class DateRead:
    """What a cell says about days. `partial` are (day, month) pairs that still want a year."""

    days: tuple[date, ...] = ()
    month: str | None = None  # YYYY-MM
    partial: tuple[tuple[int, int], ...] = ()
    weekdays: tuple[int | None, ...] = ()  # named weekdays of days or of partial, 0 is Monday
    is_range: bool = False
    is_ambiguous: bool = False  # numeric, day and month could change places
    rest: str = ""  # what the cell says besides

    @property
    def found(self) -> bool:
        """Was any date there at all."""
        return bool(self.days or self.month or self.partial)

    @property
    def contradicts_weekday(self) -> bool:
        """Does a named weekday not fit its date."""
        return any(
            name is not None and day.weekday() != name for day, name in zip(self.days, self.weekdays, strict=False)
        )

    def iso(self) -> str:
        """The first day as YYYY-MM-DD, else the month as YYYY-MM, else ""."""
        return self.days[0].isoformat() if self.days else self.month or ""


@dataclass(slots=True)
class _Found:
    start: int
    end: int
    days: list[tuple[int, int | None]]  # day of month, named weekday
    month: int
    year: int | None
    has_range: bool = False
    swappable: bool = False


def full_year(text: str) -> int:
    """Two figures are 2000 to 2068, as 2-domain says; 69 to 99 the last century."""
    number = int(text)
    if len(text) > 2:
        return number
    return number + (2000 if number <= 68 else 1900)


def _weekday(text: str | None) -> int | None:
    return _WEEKDAYS.index(text[:3]) if text else None


def _items(text: str) -> list[tuple[int, int | None]]:
    return [(int(match.group(2)), _weekday(match.group(1))) for match in _ITEM.finditer(text)]


def column_order(texts: Iterable[str]) -> str:
    """Do a column's numeric dates prove "day" first, "month" first, "both" (a question), or nothing ("")."""
    day = month = False
    for text in texts:
        for match in _NUMERIC.finditer(fold(text)):
            first, second = int(match.group(3)), int(match.group(5))
            day |= 12 < first <= 31 and second <= 12
            month |= 12 < second <= 31 and first <= 12
    return ("both" if month else "day") if day else ("month" if month else "")


@lru_cache(maxsize=50_000)
def read_text_date(text: str, month_first: bool = False) -> DateRead:
    """Every date in a text, and what else it says. Day first unless told otherwise (2-domain, "Time and days")."""
    folded = _NUMBERED.sub("\\1", fold(text))
    if not any(letter.isdigit() for letter in folded):
        return DateRead(rest=text.strip())
    found, masked = _collect(folded, month_first)
    if found:
        return _assembled(found, masked, folded)
    return _month_only(folded)


def _collect(folded: str, month_first: bool) -> tuple[list[_Found], str]:
    found: list[_Found] = []
    masked = folded

    def take(one: _Found) -> None:
        nonlocal masked
        found.append(one)
        masked = masked[: one.start] + "\x01" * (one.end - one.start) + masked[one.end :]

    for match in _ISO.finditer(masked):
        take(_Found(*match.span(), [(int(match.group(4)), None)], int(match.group(3)), int(match.group(1))))
    for match in _COMPACT.finditer(masked):
        take(_Found(*match.span(), [(int(match.group(3)), None)], int(match.group(2)), int(match.group(1))))
    for match in _NUMERIC.finditer(masked):
        first, second = int(match.group(3)), int(match.group(5))
        day, month = (second, first) if month_first else (first, second)
        if month > 12 >= day:
            day, month = month, day
        days = [*_items(match.group(1)), (day, _weekday((match.group(2) or "").strip() or None))]
        inside = bool(_RANGE_INSIDE.search(match.group(1)))
        swappable = first <= 12 and second <= 12 and first != second
        take(_Found(*match.span(), days, month, full_year(match.group(6)), inside, swappable))
    for match in _MONTH_DAY.finditer(masked):
        weekday = _weekday((match.group(1) or "").strip() or None)
        month = MONTHS.index(match.group(2)[:3]) + 1
        take(_Found(*match.span(), [(int(match.group(3)), weekday)], month, int(match.group(4))))
    for match in _WORDED.finditer(masked):
        month = MONTHS.index(match.group(2)[:3]) + 1
        year = full_year(match.group(3)) if match.group(3) else None
        inside = bool(_RANGE_INSIDE.search(match.group(1)))
        take(_Found(*match.span(), _items(match.group(1)), month, year, inside))
    return sorted(found, key=lambda one: one.start), masked


def _assembled(found: list[_Found], masked: str, folded: str) -> DateRead:
    _carry_years(found)
    linked = any(_RANGE.match(masked[left.end : right.start]) for left, right in pairwise(found))
    days: list[date] = []
    partial: list[tuple[int, int]] = []
    weekdays: list[int | None] = []
    for one in found:
        for number, weekday in one.days:
            weekdays.append(weekday)
            if one.year is None:
                if not _is_day(number, one.month, 2024):
                    return DateRead(rest=folded)
                partial.append((number, one.month))
            elif _is_day(number, one.month, one.year):
                days.append(date(one.year, one.month, number))
            else:
                return DateRead(rest=folded)
    if days and partial:
        return DateRead(rest=folded)
    rest = re.sub(r"\x01+", " ", masked)
    is_range = linked or any(one.has_range for one in found)
    return DateRead(
        tuple(days), None, tuple(partial), tuple(weekdays), is_range and len(days or partial) > 1,
        any(one.swappable for one in found), re.sub(r"^(?:\s|and\b|[,;&-])+|(?:\s|\band|[,;&-])+$", "", re.sub(r"\s+", " ", rest)),
    )  # fmt: skip


def _carry_years(found: list[_Found]) -> None:
    """In "30 Dec & 2 Jan 2027" the first date takes its year from the one behind it."""
    later: _Found | None = None
    for one in reversed(found):
        if one.year is None and later is not None and later.year is not None:
            one.year = later.year - (1 if one.month > later.month else 0)
        later = one


def _is_day(day: int, month: int, year: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return 1950 <= year <= 2068


def _month_only(folded: str) -> DateRead:
    if match := _MONTH_YEAR.search(folded):
        year, month = full_year(match.group(2)), MONTHS.index(match.group(1)[:3]) + 1
        rest = folded[: match.start()] + folded[match.end() :]
        return DateRead(month=f"{year:04}-{month:02}", rest=rest.strip(" ,;-"))
    if match := _NUMBER_MONTH.search(folded):
        rest = folded[: match.start()] + folded[match.end() :]
        return DateRead(month=f"{match.group(2)}-{int(match.group(1)):02}", rest=rest.strip(" ,;-"))
    if match := _DAY_MONTH.search(folded):
        day, month = int(match.group(1)), int(match.group(3))
        if _is_day(day, month, 2024):
            rest = folded[: match.start()] + folded[match.end() :]
            return DateRead(partial=((day, month),), weekdays=(None,), is_ambiguous=day <= 12, rest=rest.strip(" ,;-"))
    return DateRead(rest=folded)


def read_date(value: Value, *, month_first: bool = False) -> DateRead:
    """A cell of a date column: a real date, a day number of the spreadsheet program, or text."""
    if isinstance(value, datetime):
        rest = "" if not (value.hour or value.minute) else value.strftime("%H:%M")
        return DateRead(days=(value.date(),), rest=rest)
    if isinstance(value, date):
        return DateRead(days=(value,))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_number(float(value))
    if not isinstance(value, str):
        return DateRead(rest=str(value))
    stripped = value.strip()
    if re.fullmatch(r"[2-6]\d{4}(?:\.0*)?", stripped):
        return _from_number(float(stripped))
    return read_text_date(value, month_first)


def _from_number(number: float) -> DateRead:
    if 20_000 <= number < 62_000:  # 1954 to 2069 as the spreadsheet programs count days
        return DateRead(days=(_FROM_EXCEL + timedelta(days=int(number)),))
    if number.is_integer() and 19_500_101 <= number <= 20_681_231:
        return read_text_date(str(int(number)))
    return DateRead(rest=str(int(number)) if number.is_integer() else str(number))
