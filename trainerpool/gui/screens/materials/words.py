"""The page's words: how a course, a version, a person and a session of a pack stand, in short."""

from __future__ import annotations

from datetime import date

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.marks import MATERIAL, MEANING_ICONS, Mark, Meaning
from trainerpool.gui.screens.materials.side_list import SideLine
from trainerpool.queries.material_versions import MaterialCourseRow, VersionRow

_QUIET = frozenset({"superseded", "withdrawn"})
_PLAIN_DAYS = 182


def meaning_of(row: object) -> Meaning:
    """The meaning of a row of the queries, as the page's parts know it."""
    return Meaning(row.meaning.value)  # type: ignore[attr-defined]


def course_line(row: MaterialCourseRow) -> SideLine:
    """A course as the list beside the page shows it."""
    meaning = meaning_of(row)
    pack = f"Pack {row.version}" if row.version else "No pack"
    flags = f", {count_of(row.flags, 'flag')}" if row.flags else ""
    right = row.words if row.version else "yet"
    has_none = not row.version
    shown = Meaning.ATTENTION if row.flags and meaning is Meaning.GOOD else meaning
    return SideLine(
        row.id, row.title, f"{row.title}. {'No pack yet' if has_none else f'{pack}{flags}, {row.words}'}",
        "circle-dashed" if has_none else MEANING_ICONS[shown],
        "No pack yet" if has_none else f"{pack}{flags}", "" if has_none else right,
        shown if shown in (Meaning.ATTENTION, Meaning.STOP) and not has_none else None,
        None if shown is Meaning.NEUTRAL else shown, has_none,
    )  # fmt: skip


def mark_of(row: VersionRow) -> Mark:
    """The state of a version as a pill shows it; past its review date it says so."""
    is_past = row.state.value == "approved" and meaning_of(row) is Meaning.STOP
    return MATERIAL["past review" if is_past else row.state.value]


def version_line(row: VersionRow, today: date) -> SideLine:
    """A version as the list beside the page shows it; the year of its day only where that is not plain."""
    mark = mark_of(row)
    quiet = row.state.value in _QUIET
    says = ", ".join(part for part in (f"Version {row.version}", mark.word, row.words) if part)
    icon_meaning = mark.meaning if mark.meaning is not Meaning.NEUTRAL else None
    return SideLine(
        row.id,
        row.version,
        says,
        mark.shown_icon,
        mark.word,
        _short(row, today),
        None,
        icon_meaning,
        quiet and mark.meaning is Meaning.NEUTRAL,
    )


def _short(row: VersionRow, today: date) -> str:
    return row.words.replace(in_words(row.day), near(row.day, today)) if row.day is not None else row.words


def pack_name(row: VersionRow) -> str:
    """Neglect pack 3.2."""
    return f"{row.short_name} pack {row.version}"


def near(day: date, today: date) -> str:
    """A day as short lines write it: its year only where that is not plain."""
    words = in_words(day)
    return words if abs((day - today).days) > _PLAIN_DAYS else words.removesuffix(f" {day.year}")


def joined(words: list[str]) -> str:
    """A list as sentences say it: one, two and three."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
