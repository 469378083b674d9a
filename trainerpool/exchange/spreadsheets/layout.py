"""Where the tables of a sheet stand: their bands, header rows, bodies, and the lines around them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time

from trainerpool.exchange.spreadsheets.book import Sheet
from trainerpool.exchange.spreadsheets.contacts import is_mail, is_phone
from trainerpool.exchange.spreadsheets.course_words import is_code
from trainerpool.exchange.spreadsheets.dates import read_text_date
from trainerpool.exchange.spreadsheets.grid import Grid, grid_of
from trainerpool.exchange.spreadsheets.people_names import looks_like_name
from trainerpool.exchange.spreadsheets.stages import tick_of
from trainerpool.exchange.spreadsheets.synonyms import best_score, field_count, is_exact_heading
from trainerpool.exchange.spreadsheets.words import norm, tidy

IsCourse = Callable[[str], bool]


@dataclass(slots=True)
class Table:
    """A header and the rows below it. `headings` by column; `groups` the heading above one, where there are two rows."""

    grid: Grid
    header: list[int]
    headings: dict[int, str]
    groups: dict[int, str]
    body: list[int]
    kind: str = "notes"
    fields: dict[int, str] = field(default_factory=dict)
    context: list[str] = field(default_factory=list)  # title lines above, then the sheet's name
    repeats: list[int] = field(default_factory=list)  # the header again, as on printed pages
    part: int = 0  # of visits side by side in one row, which
    _labels: dict[int, str] = field(default_factory=dict)

    def label(self, column: int) -> str:
        """The heading as a person knows the column."""
        if column not in self._labels:
            self._labels[column] = self._label(column)
        return self._labels[column]

    def _label(self, column: int) -> str:
        group, own = self.groups.get(column, ""), self.headings.get(column, "")
        if group and own and norm(group) != norm(own):
            return f"{group} {own}"
        return own or group or f"Column {self.grid.address(0, column).rsplit('!', 1)[-1].rstrip('0123456789')}"


def find_tables(sheet: Sheet, is_course: IsCourse) -> list[Table]:
    """Every table of a sheet, left to right and top to bottom; [] where there is none."""
    whole = grid_of(sheet)
    tables = []
    for band in _bands(whole, is_course):
        tables.extend(_tables_of(band, is_course))
    return tables


def _bands(grid: Grid, is_course: IsCourse) -> list[Grid]:
    """Tables side by side: stretches of columns between blank ones, if each has a header of its own."""
    filled = set()
    for row in range(grid.height):
        used = grid.used(row)
        if len(used) > 1:
            filled.update(used)
    stretches: list[tuple[int, int]] = []
    for column in sorted(filled):
        if stretches and column == stretches[-1][1] + 1:
            stretches[-1] = (stretches[-1][0], column)
        else:
            stretches.append((column, column))
    if len(stretches) < 2 or grid.width > 400:
        return [grid]
    bands = [grid.band(0 if i == 0 else first, last) for i, (first, last) in enumerate(stretches)]
    if all(_headers(band, is_course) or _is_list_of_codes(band) for band in bands) and _headers(bands[0], is_course):
        bands[-1] = grid.band(stretches[-1][0], grid.width - 1)
        return bands
    return [grid]


def _matched(grid: Grid, row: int, columns: list[int]) -> int:
    """How many cells of a row are words of headings."""
    found = 0
    for column in columns:
        value = grid.cells[row][column]
        if isinstance(value, str) and len(value) <= 70 and best_score(value) >= 0.74:
            found += 1
    return found


def _is_header(grid: Grid, row: int, is_course: IsCourse, *, strict: bool) -> bool:
    used = grid.used(row)
    if len(used) < 2:
        return False
    if strict or row > 80:  # below the first header only the very words count, which is also quick
        firsts = [grid.cells[row][c] for c in used[:2]]
        if not all(isinstance(value, str) and is_exact_heading(value) for value in firsts):
            return False
    if any(isinstance(grid.cells[row][c], (int, float, time)) for c in used) and strict:
        return False
    matched = _matched(grid, row, used)
    if matched < 2:
        return False
    texts = [grid.text(row, c) for c in used]
    if len({norm(text) for text in texts}) < 0.5 * len(texts):
        return False
    if any(is_mail(text) or is_phone(text) for text in texts):
        return False
    courses = sum(1 for c in used if isinstance(grid.cells[row][c], str) and is_course(grid.text(row, c)))
    share = matched / len(used)
    if strict:
        return share >= 0.6 and matched >= 2 and len({norm(text) for text in texts}) == len(texts)
    return share >= 0.5 or (matched + courses) / len(used) >= 0.6 or matched >= 4


def _headers(grid: Grid, is_course: IsCourse) -> list[int]:
    found: list[int] = []
    for row in range(grid.height):
        if _is_header(grid, row, is_course, strict=bool(found) and found[-1] != row - 1):
            found.append(row)
    return found


def _tables_of(grid: Grid, is_course: IsCourse) -> list[Table]:
    if not grid.height or not grid.width:
        return []
    headers = _headers(grid, is_course)
    headers = [*_unworded_header(grid, headers), *headers]
    turned = _turned(grid, headers, is_course)
    if turned is not None:
        return turned
    if not headers:
        guess = -1 if _is_list_of_codes(grid) else _header_by_contrast(grid)
        if guess is None:
            return []
        headers = [guess] if guess >= 0 else []
        if not headers:
            return [_headerless(grid)]
    return _cut(grid, headers)


def _cut(grid: Grid, headers: list[int]) -> list[Table]:
    tables: list[Table] = []
    groups = _group_headers(grid, headers)
    previous_end = 0
    for index, rows in enumerate(groups):
        end = groups[index + 1][0] if index + 1 < len(groups) else grid.height
        above = [grid.text(r, grid.used(r)[0]) for r in range(previous_end, rows[0]) if len(grid.used(r)) == 1]
        body = list(range(rows[-1] + 1, end))
        headings, over = _read_header(grid, rows)
        last = tables[-1] if tables else None
        if last is not None and [norm(t) for t in headings.values()] == [norm(t) for t in last.headings.values()]:
            last.repeats.extend(rows)
            last.body.extend(body)
        else:
            tables.append(Table(grid, rows, headings, over, body, context=[*above[-4:], grid.sheet.name]))
        previous_end = rows[-1] + 1
    return tables


def _group_headers(grid: Grid, headers: list[int]) -> list[list[int]]:
    """Header rows of two: a row of groups above, or a row of parts below."""
    groups: list[list[int]] = []
    for row in headers:
        if groups and row == groups[-1][-1] + 1 and len(groups[-1]) == 1 and _interlock(grid, groups[-1][0], row):
            groups[-1].append(row)
            continue
        rows = [row]
        if row > 0 and row - 1 not in headers and _is_group_row(grid, row - 1, row):
            rows = [row - 1, row]
        elif row + 1 < grid.height and row + 1 not in headers and _is_part_row(grid, row, row + 1):
            rows = [row, row + 1]
        groups.append(rows)
    return groups


def _interlock(grid: Grid, top: int, below: int) -> bool:
    """Do two header rows stand over one another, the upper with gaps where the lower has its words."""
    upper, lower = set(grid.used(top)), set(grid.used(below))
    return bool(lower - upper) or any((top, c) in grid.across for c in upper)


def _is_group_row(grid: Grid, top: int, below: int) -> bool:
    used = grid.used(top)
    if not used or any(not isinstance(grid.cells[top][c], str) for c in used):
        return False
    lower = grid.used(below)
    if len(used) == 1:
        end = grid.across.get((top, used[0]))
        return end is not None and used[0] > lower[0] and end > used[0]
    spans = any((top, c) in grid.across for c in used)
    if not spans and any(re.search(r"\d|:", grid.text(top, c)) for c in used):
        return False  # "Last update: 14/09/26" beside a title
    if not spans and used[0] == 0 and len(grid.text(top, 0).split()) > 2:
        return False
    return len(used) < len(lower) and max(used) <= max(lower) and (spans or len(used) >= 2) and _short(grid, top, used)


def _short(grid: Grid, row: int, used: list[int]) -> bool:
    return all(len(grid.text(row, c)) <= 40 for c in used)


def _is_part_row(grid: Grid, top: int, below: int) -> bool:
    upper, lower = set(grid.used(top)), grid.used(below)
    if (
        len(lower) < 2
        or any(not isinstance(grid.cells[below][c], str) for c in lower)
        or not _short(grid, below, lower)
    ):
        return False
    covered = set()
    for column in upper:
        end = grid.across.get((top, column))
        covered |= set(range(column, end + 1)) if end else set()
    gaps = {c for c in range(grid.width) if c not in upper} | covered
    first = min(upper)
    beneath = [c for c in lower if c not in gaps]
    texts = [grid.text(below, c) for c in lower if c in gaps]
    ticks = sum(tick_of(text) is not None for text in texts)
    marks = ticks and (len(set(texts)) < len(texts) or len(texts) < 3)  # the first row of the body, with its ticks
    units = all(re.fullmatch(r"\(.{2,20}\)", grid.text(below, c).strip()) for c in beneath)  # "(date)" below "TtT"
    return units and bool(texts) and first not in lower and not marks


def _read_header(grid: Grid, rows: list[int]) -> tuple[dict[int, str], dict[int, str]]:
    if len(rows) == 1:
        row = rows[0]
        return {c: tidy(grid.text(row, c)) for c in grid.used(row)}, {}
    top, below = rows
    lower = set(grid.used(below))
    headings: dict[int, str] = {}
    over: dict[int, str] = {}
    current = ""
    until = -1
    for column in range(grid.width):
        if grid.cells[top][column] != "":
            current = tidy(grid.text(top, column))
            until = grid.across.get((top, column), -1)
        elif until >= 0 and column > until:
            current = ""
        if column in lower:
            headings[column] = tidy(grid.text(below, column))
            if current:
                over[column] = current
        elif grid.cells[top][column] != "":
            headings[column] = current
    return headings, over


def _turned(grid: Grid, headers: list[int], is_course: IsCourse) -> list[Table] | None:
    """Trainers across: labels stand in the first column, or names in the header of a matrix of courses."""
    best_row = max((field_count([grid.text(row, c) for c in grid.used(row)]) for row in headers), default=0)
    for column in range(min(2, grid.width)):
        labels = [
            r
            for r in range(min(grid.height, 150))
            if isinstance(grid.cells[r][column], str) and grid.cells[r][column] != ""
        ]
        matched = [r for r in labels if best_score(grid.text(r, column)) >= 0.74]
        distinct = {norm(grid.text(r, column)) for r in labels}
        if (
            len(matched) >= 3
            and field_count([grid.text(r, column) for r in labels]) > best_row
            and len(distinct) >= 0.8 * len(labels)
        ):
            first = next((r for r in matched if len(grid.used(r)) > 1), matched[0])
            body = (
                Grid(grid.sheet, grid.cells[first:], grid.rows[first:], grid.columns)
                .band(column, grid.width - 1)
                .turn()
            )
            above = [grid.text(r, grid.used(r)[0]) for r in range(first) if len(grid.used(r)) == 1]
            headings = {c: tidy(body.text(0, c)) for c in body.used(0)}
            return [Table(body, [0], headings, {}, list(range(1, body.height)), context=[*above, grid.sheet.name])]
    return _names_across(grid, is_course)


def _names_across(grid: Grid, is_course: IsCourse) -> list[Table] | None:
    for row in range(min(12, grid.height)):
        used = [c for c in grid.used(row) if c > 0]
        names = [c for c in used if isinstance(grid.cells[row][c], str) and looks_like_name(grid.text(row, c))]
        if len(names) < 3 or len(names) < 0.8 * len(used) or sum(is_exact_heading(grid.text(row, c)) for c in used) > 1:
            continue
        below = [r for r in range(row + 1, grid.height) if isinstance(grid.cells[r][0], str) and grid.cells[r][0] != ""]
        marks = [grid.cells[r][c] for r in below for c in names if grid.cells[r][c] != ""]
        plain = sum(
            1
            for value in marks
            if isinstance(value, date) or tick_of(str(value)) is not None or read_text_date(str(value)).found
        )
        courses = sum(1 for r in below if is_course(grid.text(r, 0)))
        if below and marks and plain >= 0.6 * len(marks) and (courses or plain >= 0.9 * len(marks)):
            body = Grid(grid.sheet, grid.cells[row:], grid.rows[row:], grid.columns).turn()
            headings = {c: tidy(body.text(0, c)) for c in body.used(0)}
            headings[0] = "Name"
            above = [grid.text(r, grid.used(r)[0]) for r in range(row) if len(grid.used(r)) == 1]
            return [Table(body, [0], headings, {}, list(range(1, body.height)), context=[*above, grid.sheet.name])]
    return None


def _is_plain(grid: Grid, row: int, column: int) -> bool:
    """Is this cell surely a value and no heading."""
    value = grid.cells[row][column]
    if not isinstance(value, str):
        return True
    return is_mail(value) or is_phone(value) or read_text_date(value).found


def _header_by_contrast(grid: Grid) -> int | None:
    """A row of words over columns of addresses, numbers or dates; -1 where the values begin at once; None for no table."""
    for row in range(min(grid.height, 30)):
        used = grid.used(row)
        if len(used) < 2:
            continue
        rows_below = [r for r in range(row + 1, min(grid.height, row + 40)) if len(grid.used(r)) >= 2]
        days = [c for c in used[1:] if isinstance(grid.cells[row][c], date) or read_text_date(grid.text(row, c)).found]
        if len(days) >= 2 and len(days) == len(used) - 1 and is_exact_heading(grid.text(row, used[0])):
            return row  # a rota: days as headings
        if any(_is_plain(grid, row, c) for c in used):
            return -1 if len(used) >= 3 else None
        if not rows_below:
            return None
        plain = [c for c in used if sum(_is_plain(grid, r, c) for r in rows_below) > 0.5 * len(rows_below)]
        if plain or _matched(grid, row, used):
            return row
    return None


def _unworded_header(grid: Grid, headers: list[int]) -> list[int]:
    """A header of words nobody knows, well above the first known one, with columns of dates and addresses beneath."""
    if not headers or headers[0] < 3:
        return []
    for row in range(headers[0] - 2):
        used = grid.used(row)
        if len(used) < 3 or any(_is_plain(grid, row, c) for c in used) or not _matched(grid, row, used):
            continue
        below = [r for r in range(row + 1, headers[0]) if len(grid.used(r)) >= 2]
        plain = [c for c in used if below and sum(_is_plain(grid, r, c) for r in below) > 0.5 * len(below)]
        if len(plain) >= 2 and len(below) >= 2:
            return [row]
    return []


def _is_list_of_codes(grid: Grid) -> bool:
    rows = [row for row in range(grid.height) if len(grid.used(row)) >= 2]
    first = [grid.text(row, grid.used(row)[0]) for row in rows]
    return (
        2 <= len(rows) <= 100
        and all(is_code(text) for text in first)
        and len(set(first)) == len(first)
        and grid.width <= 4
    )


def _headerless(grid: Grid) -> Table:
    first = next((row for row in range(grid.height) if len(grid.used(row)) >= 2), 0)
    first -= first > 0 and len(grid.used(first - 1)) == 1  # the line right above may head a group
    above = [grid.text(row, grid.used(row)[0]) for row in range(first) if grid.used(row)]
    return Table(grid, [], {}, {}, list(range(first, grid.height)), context=[*above, grid.sheet.name])
