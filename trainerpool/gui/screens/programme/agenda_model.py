"""The lines of the agenda: a heading for each day, its sessions under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from trainerpool.domain.dates import in_words
from trainerpool.gui.screens.programme.painting import part_on
from trainerpool.queries.sessions import PartRow
from trainerpool.queries.staffing import StaffingRow

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A day's heading (no row), or a session under it. `note` is what the day is called, "no session", or the like."""

    day: date
    row: StaffingRow | None = None
    part: PartRow | None = None
    note: str = ""
    is_today: bool = False

    @property
    def key(self) -> str:
        """What tells lines apart across readings."""
        return f"{self.day.isoformat()} {self.row.id if self.row else ''}"

    @property
    def words(self) -> str:
        """How it is read out."""
        day = in_words(self.day, weekday=True)
        if self.row is None or self.part is None:
            return ", ".join(part for part in ("Today" if self.is_today else "", day, self.note) if part)
        session = self.row.session
        times = f"{self.part.start} to {self.part.end}" if self.part.end else self.part.start
        where = "online" if session.virtual else session.venue
        team = ", ".join(one.name for one in session.trainers) or "nobody yet"
        return ", ".join(part for part in (day, times, session.title, self.row.words, where, team) if part)


def lines_of(
    rows: Sequence[StaffingRow], off: Mapping[date, str], start: date, end: date, today: date
) -> list[AgendaLine]:
    """The days between two that hold a session, and today, each with its sessions by time."""
    by_day: dict[date, list[StaffingRow]] = {}
    for row in rows:
        for text in dict.fromkeys(part.date for part in row.session.parts if len(part.date) == 10):
            day = date.fromisoformat(text)
            if start <= day <= end:
                by_day.setdefault(day, []).append(row)
    if start <= today <= end:
        by_day.setdefault(today, [])
    found: list[AgendaLine] = []
    for day in sorted(by_day):
        some = sorted(by_day[day], key=lambda row, day=day: part_on(row, day).start)  # type: ignore[misc]
        note = off.get(day, "")
        if not some:
            note = f"{note}, no session" if note else "no session"
        found.append(AgendaLine(day, None, None, note, day == today))
        found += [AgendaLine(day, row, part_on(row, day)) for row in some]
    return found


class AgendaModel(QAbstractListModel):
    """Headings cannot be chosen: the keyboard goes from session to session."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[AgendaLine] = []

    def set_lines(self, lines: list[AgendaLine]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def place_of(self, key: str) -> int:
        """The place of a line by its key, or of the first line of a session by its id; -1 where it is not there."""
        for place, line in enumerate(self.lines):
            if line.key == key or (line.row is not None and line.row.id == key):
                return place
        return -1

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.words
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.lines[index.row()].row is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
