"""Dates of a whole column: which part comes first, which year is meant, and what is asked once for the column."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from trainerpool.exchange.spreadsheets.account import Account
from trainerpool.exchange.spreadsheets.book import Value, text_of
from trainerpool.exchange.spreadsheets.dates import MONTHS, DateRead, column_order, full_year, read_date
from trainerpool.exchange.spreadsheets.layout import Table
from trainerpool.exchange.spreadsheets.reading import Option
from trainerpool.exchange.spreadsheets.words import fold, norm

_SPAN = re.compile(r"(?<!\d)(20\d{2})\s*(?:-|/|to|–)\s*(20\d{2}|\d{2})(?!\d)")
_ONE_YEAR = re.compile(r"(?<![\d/.-])(20\d{2})(?![\d/.-])")
_SHORT_YEAR = re.compile(r"(?:" + "|".join(MONTHS) + r"|spring|summer|autumn|winter|term)[a-z]*\s*'?(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class YearContext:
    """The years a title, a sheet's name or a section speaks of: one, or a span such as 2026-27; and a month if it names one."""

    first: int | None = None
    last: int | None = None
    month: int | None = None


def year_context(texts: list[str]) -> YearContext:
    """The nearest text that names a year decides; a line about an update says nothing of the programme."""
    found = _nearest_year(texts)
    if found.month is None:
        months = {named for text in texts if (named := _nearest_year([text]).month or _only_month(text))}
        if len(months) == 1:
            return YearContext(found.first, found.last, months.pop())
    return found


def _only_month(text: str) -> int | None:
    named = [i for i, name in enumerate(MONTHS, 1) if _is_month(fold(text), name)]
    return named[0] if len(named) == 1 else None


def _nearest_year(texts: list[str]) -> YearContext:
    for text in reversed(texts):
        folded = fold(text)
        if re.search(r"\b(?:updated|printed|version|amended|as at|correct)\b", folded):
            continue
        month = _only_month(text)
        if match := _SPAN.search(folded):
            first = int(match.group(1))
            last = full_year(match.group(2))
            if last == first + 1:
                return YearContext(first, last, month)
        years = sorted({int(year) for year in _ONE_YEAR.findall(folded)})
        if len(years) == 2 and years[1] == years[0] + 1:
            return YearContext(years[0], years[1], None)
        if match := _ONE_YEAR.search(folded):
            return YearContext(int(match.group(1)), int(match.group(1)), month)
        short = sorted({full_year(year) for year in _SHORT_YEAR.findall(folded)})
        if len(short) == 2 and short[1] == short[0] + 1:  # "Apr 26 - Mar 27"
            return YearContext(short[0], short[1], None)
        if match := _SHORT_YEAR.search(folded):
            return YearContext(full_year(match.group(1)), full_year(match.group(1)), month)
    return YearContext()


def _is_month(folded: str, short: str) -> bool:
    word = re.search(rf"\b({short}[a-z]*)\b", folded)
    full = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "sept",
    ]
    return bool(word) and (word.group(1) == short or word.group(1) in full)  # type: ignore[union-attr]


class DateColumn:
    """One column of dates, read in its own order. `question` is set where the column proves both orders."""

    def __init__(self, table: Table, column: int, account: Account, *, day_first: bool, told: str = "") -> None:
        self._table, self._column = table, column
        values = [table.grid.cells[row][column] for row in table.body]
        order = column_order(value for value in values if isinstance(value, str))
        self.question: str | None = None
        if not order:  # the same column on another sheet may prove it
            order = account.orders.get(norm(table.headings.get(column, "")), "")
        self.month_first = order == "month" or (not order and not day_first)
        about = _column_name(table, column)
        if told in ("day first", "month first"):
            self.month_first = told == "month first"
        elif (
            not order
            and "month" in account.orders.values()
            and any(isinstance(value, str) and read_date(value).is_ambiguous for value in values)
        ):
            self._ask(table, column, account, about, "Other dates of this file are month first.")
        elif order == "both":
            self.month_first = not day_first
            self._ask(
                table, column, account, about, "It has dates that can only be day first and others that can only be month first."
            )  # fmt: skip

    def _ask(self, table: Table, column: int, account: Account, about: str, why: str) -> None:
        self.question = account.ask(
            "date", f"How are the dates of “{table.label(column)}” to be read? {why}", section="columns", about=about,
            options=[Option("day first", "03/04/27 is 3 April"), Option("month first", "03/04/27 is 4 March")], default="day first",
        )  # fmt: skip
        self._cells_of_question(account)

    def _cells_of_question(self, account: Account) -> None:
        if self.question:
            for row in self._table.body:
                value = self._table.grid.cells[row][self._column]
                if isinstance(value, str) and read_date(value).is_ambiguous:
                    account.questions[self.question].cells.append(self._table.grid.address(row, self._column))

    def read(self, value: Value) -> DateRead:
        """One value of the column."""
        return read_date(value, month_first=self.month_first)


def prove_orders(tables: list[Table], account: Account) -> None:
    """Note for each heading of a date column which order its values prove anywhere in the file."""
    for table in tables:
        for column, heading in table.headings.items():
            if not _holds_dates(table.fields.get(column, "")):
                continue
            texts = [value for row in table.body if isinstance(value := table.grid.cells[row][column], str)]
            order = column_order(texts)
            known = account.orders.get(norm(heading), "")
            if order:
                account.orders[norm(heading)] = order if known in ("", order) else "both"


def _holds_dates(field: str) -> bool:
    return field in (
        "ttt_course_on",
        "approved_from",
        "approved_until",
        "last_observed",
        "date",
        "date2",
        "end_date",
        "approved_on",
        "review_due",
    ) or field.startswith("course:")


def _column_name(table: Table, column: int) -> str:
    return table.grid.address(0, column).rstrip("0123456789")


def with_year(
    read: DateRead, context: YearContext, *, previous: date | None = None, autumn_start: bool = True
) -> DateRead | None:
    """Give days without a year the year their surroundings mean; None where that stays open.

    A named weekday decides first; then a single year; in a span such as 2026-27 the months from September (or from April,
    where the list itself starts there) belong to the first year.
    """
    if not read.partial:
        return read
    years = sorted({year for year in (context.first, context.last) if year})
    if not years:
        return None
    found = []
    for (day, month), weekday in zip(read.partial, read.weekdays, strict=False):
        fitting = [year for year in years if _fits(year, month, day, weekday)]
        if len(fitting) == 1:
            found.append(date(fitting[0], month, day))
        elif len(fitting) == 2:
            opening = 9 if autumn_start else 4
            if autumn_start and month == 8 and previous is None:
                return None
            found.append(date(fitting[0] if month >= opening else fitting[1], month, day))
        elif _fits(years[0], month, day, None):
            return replace(
                read, days=(date(years[0], month, day),), partial=()
            )  # the weekday contradicts: shown as such
        else:
            return None
    return replace(read, days=tuple(found), partial=())


def _fits(year: int, month: int, day: int, weekday: int | None) -> bool:
    try:
        found = date(year, month, day)
    except ValueError:
        return False
    return weekday is None or found.weekday() == weekday


def shown(value: Value) -> str:
    """The cell's text, for comparing with what was read."""
    return text_of(value)
