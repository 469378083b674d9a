"""The weeks of a period with what each trainer is on in them, worked out from the picture; no Qt."""

from __future__ import annotations

from datetime import date, timedelta

from trainerpool.allocation.words import day, day_with_weekday
from trainerpool.domain.dates import in_words
from trainerpool.gui.marks import Meaning
from trainerpool.gui.screens.allocation.picture import Picture, TrainerLine
from trainerpool.gui.tables.board_weeks_model import WeekChip, WeekRow

_LETTERS = {"lead": "L", "co-trainer": "C", "extra": "+"}


def weeks_of(picture: Picture) -> tuple[tuple[str, str, str], ...]:
    """The weeks the sessions of the picture fall in: the month where one begins, "11 Jan", and the words read out."""
    found, month = [], 0
    for monday in _mondays(picture):
        shown = in_words(monday, month_only=True) if monday.month != month else ""
        month = monday.month
        found.append((shown, day(monday), f"week of {day(monday)}"))
    return tuple(found)


def _mondays(picture: Picture) -> list[date]:
    days = [picture.loaded.row(str(one.key)).first_date for one in picture.sessions]
    if not days:
        return []
    first, last = _monday(min(days)), _monday(max(days))
    return [first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())


def week_rows(picture: Picture) -> tuple[WeekRow, ...]:
    """One row for each trainer of the picture, in the picture's order."""
    mondays = _mondays(picture)
    place = {monday: number for number, monday in enumerate(mondays)}
    return tuple(_row(picture, line, place) for line in picture.lines)


def _row(picture: Picture, line: TrainerLine, place: dict[date, int]) -> WeekRow:
    chips: dict[int, tuple[WeekChip, ...]] = {}
    for session, _ in line.on:
        on = picture.loaded.row(session).first_date
        number = place.get(_monday(on), -1)
        if number < 0:
            continue
        chips[number] = (*chips.get(number, ()), _chip(picture, session, line.id))
    number = len(line.on)
    over = line.cap is not None and number > line.cap
    load = f"{number} of {line.cap}" if line.cap is not None else str(number)
    return WeekRow(line.id, line.family_first, line.agency, load, chips, Meaning.ATTENTION if over else None)


def _chip(picture: Picture, session: str, trainer: str) -> WeekChip:
    row, info = picture.loaded.row(session), picture.info(session, trainer)
    meaning = Meaning.STOP if info.cell.is_illegal else Meaning.ATTENTION if info.cell.is_warned else None
    said = f"{day_with_weekday(row.first_date)}, {row.short_name}, {info.role}"
    said += ", confirmed" if info.cell.is_pinned else ", proposed"
    said += ", no longer allowed" if info.cell.is_illegal else ", with a warning" if info.cell.is_warned else ""
    words = f"{row.first_date.day} {row.short_name}"
    return WeekChip(session, words, _LETTERS.get(info.role, ""), said, info.cell.is_pinned, meaning)
