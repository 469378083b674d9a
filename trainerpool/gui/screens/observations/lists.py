"""The two lists of the page, each a table or what is said where it would be empty: who is due, and visits with their records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from trainerpool.domain.observations import ObservationState
from trainerpool.gui.parts.chips import ChoiceChips
from trainerpool.gui.parts.fields import SearchField
from trainerpool.gui.parts.header import FilterBar, FootLine
from trainerpool.gui.parts.notices import EmptyState, ErrorPanel, stack
from trainerpool.gui.screens.observations.columns import due_columns, due_said, record_columns
from trainerpool.gui.screens.observations.words import reads_out
from trainerpool.gui.tables.keeping import selected_places
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.problem import Problem
from trainerpool.queries.observations_planning import DueRow
from trainerpool.queries.observations_rows import ObservationLine

_S = ObservationState
_OPEN = frozenset(_S) - {_S.CLOSED, _S.CANCELLED}
# A group of records is those in certain states, or else those that something else is true of.
_GROUPS: tuple[tuple[str, str, frozenset[ObservationState] | Callable[[ObservationLine], bool]], ...] = (
    ("open", "Open", _OPEN),
    ("now", "Waiting now", lambda r: r.waits_now),
    ("late", "Late", lambda r: r.late),
    ("planned", "Planned", frozenset({_S.PLANNED})),
    ("writing", "Being written", frozenset({_S.UNDER_WAY, _S.AWAITING_REFLECTION, _S.DRAFT})),
    ("second", "Second person", frozenset({_S.AWAITING_SECOND})),
    ("reply", "Copy and reply", frozenset({_S.SUBMITTED, _S.COPIED})),
    ("moderation", "Moderation", frozenset({_S.REPLIED, _S.MODERATED})),
    ("actions", "Actions open", lambda r: bool(r.open_actions)),
    ("closed", "Closed", frozenset({_S.CLOSED})),
    ("all", "All", frozenset(_S)),
)
_OF_STATE = {
    _S.PLANNED: "planned", _S.UNDER_WAY: "writing", _S.AWAITING_REFLECTION: "writing", _S.DRAFT: "writing",
    _S.AWAITING_SECOND: "second", _S.SUBMITTED: "reply", _S.COPIED: "reply", _S.REPLIED: "moderation", _S.MODERATED: "moderation",
    _S.CLOSED: "closed", _S.CANCELLED: "all",
}  # fmt: skip


def group_of(argument: object) -> str | None:
    """The group of records meant: by its own key, or by a state's name as Today names it; None where it is neither."""
    if argument in {key for key, _, _ in _GROUPS}:
        return str(argument)
    by_name = {state.name.casefold(): state for state in _S}
    return _OF_STATE[by_name[str(argument)]] if argument in by_name else None


class ListPane(QWidget):
    """Search and chips over a table with its foot line. `opened`, `asked_menu` and `chosen` as the table's."""

    narrowed = Signal()
    opened = Signal(object)
    asked_menu = Signal(object, object)
    chosen = Signal(object)

    def __init__(self, name: str, model: RowsModel[Any], hint: str, enter: str) -> None:
        super().__init__()
        self.model = model
        self.table = TableView(name, model)
        self.search = SearchField(hint, "Search")
        self.search.setFixedWidth(180)
        self.chips = ChoiceChips(f"{name}: which are shown")
        self.chips.chosen.connect(lambda _key: self.narrowed.emit())
        self.search.sought.connect(lambda _words: self.narrowed.emit())
        self.search.returnPressed.connect(self._to_table)
        self.foot = FootLine()
        self._enter = enter
        self.pages = QStackedWidget()
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self.foot)
        self.pages.addWidget(listed)
        self._notice: QWidget | None = None
        self.bar = FilterBar(self.search, self.chips)
        self.bar.row.setStretch(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(self.pages, 1)
        self.table.opened.connect(self.opened)
        self.table.asked_menu.connect(self.asked_menu)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._on_selection())
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self.say_rows())
        self.table.verticalScrollBar().rangeChanged.connect(lambda *_: self.say_rows())

    def show_rows(self, rows: Sequence[Any], nothing: Callable[[], QWidget]) -> None:
        """Show these rows, or what is said where there are none; selection and scroll stay."""
        self._drop_notice()
        self.model.set_rows(rows)
        if rows:
            self.pages.setCurrentIndex(0)
        else:
            self._lay_over(stack(nothing()))
        self.say_rows()

    def show_error(self, error: Exception, again: Callable[[], None]) -> None:
        """In place of the rows: what went wrong."""
        if not isinstance(error, Problem):
            raise error
        self._drop_notice()
        self._lay_over(stack(ErrorPanel(error, [("Try again", again)])))

    def mute(self, stale: bool) -> None:
        """Mute the last known rows while newer are on their way."""
        if self.table.delegate.is_stale != stale:
            self.table.delegate.is_stale = stale
            self.table.viewport().update()

    def say_rows(self) -> None:
        """Which keys help, and which rows are shown."""
        number = len(selected_places(self.table))
        self.foot.left.setText(f"{number} selected" if number > 1 else "")
        self.foot.left.setVisible(number > 1)
        self.foot.middle.setText(self._enter)
        self.foot.right.setText(self.table.shown_words())

    def _lay_over(self, notice: QWidget) -> None:
        self._notice = notice
        self.pages.addWidget(notice)
        self.pages.setCurrentWidget(notice)

    def _drop_notice(self) -> None:
        if self._notice is not None:
            self.pages.removeWidget(self._notice)
            self._notice.deleteLater()
            self._notice = None

    def _on_selection(self) -> None:
        self.chosen.emit(self.table.current_row())
        self.say_rows()

    def _to_table(self) -> None:
        if self.model.rowCount():
            if not self.table.currentIndex().isValid():
                self.table.choose(self.model.key(self.model.rows()[0]))
            self.table.setFocus()


class DuePane(ListPane):
    """Who is due, without a visit planned first."""

    def __init__(self) -> None:
        model: RowsModel[DueRow] = RowsModel(due_columns(), key=lambda row: row.person_id, says=due_said)
        super().__init__("Due for observation", model, "Search those due by name or agency", "Enter plans a visit")
        self._rows: tuple[DueRow, ...] = ()

    def take(self, rows: Sequence[DueRow]) -> None:
        """Take in newer rows."""
        self._rows = tuple(rows)
        open_ones = [row for row in rows if row.visit_id is None]
        self.chips.set_choices((
            ("open", f"No visit planned {len(open_ones)}"),
            ("late", f"Overdue {sum(row.late for row in open_ones)}"),
            ("candidates", f"Candidates {sum(row.due is None for row in open_ones)}"),
            ("planned", f"Visit planned {len(rows) - len(open_ones)}"),
            ("all", f"All {len(rows)}"),
        ))  # fmt: skip
        self.apply()

    def apply(self) -> None:
        """Narrow the rows to the search and the chip chosen."""
        words, group = self.search.text().strip().casefold().split(), self.chips.choice()
        shown = [
            row
            for row in self._rows
            if all(word in f"{row.trainer} {row.agency}".casefold() for word in words)
            and {
                "open": row.visit_id is None,
                "late": row.late and row.visit_id is None,
                "candidates": row.due is None and row.visit_id is None,
                "planned": row.visit_id is not None,
            }.get(group, True)
        ]
        self.model.set_search(self.search.text().strip())
        self.show_rows(shown, lambda: self._nothing(words))

    def bring(self, person: str) -> None:
        """Choose somebody's row, whichever chip it stands under."""
        self.chips.choose("all")
        self.apply()
        self.table.choose(person)

    def _nothing(self, words: Sequence[str]) -> QWidget:
        if words:
            return EmptyState(
                f"Nobody due matches “{self.search.text().strip()}”", "Search by name or agency.",
                [("Clear the search", self.search.clear)], "search",
            )  # fmt: skip
        return EmptyState(
            "Nobody is due here", "Whoever is due an observation in the next 60 days comes here.", icon="eye"
        )


class RecordsPane(ListPane):
    """Visits and records, one row a trainer."""

    def __init__(self) -> None:
        model: RowsModel[ObservationLine] = RowsModel(record_columns(), says=reads_out)
        super().__init__(
            "Observations",
            model,
            "Search observations by trainer, observer, course or outcome",
            "Enter opens the observation",
        )
        self._rows: tuple[ObservationLine, ...] = ()
        self._only: frozenset[str] = frozenset()
        self._asked = ""  # the group asked for: it may be before there are rows, or have none

    def take(self, rows: Sequence[ObservationLine]) -> None:
        """Take in newer rows."""
        self._rows = tuple(rows)
        states = Counter(row.state for row in rows)  # once for all groups: there may be ten years of rows
        numbers = {
            key: sum(map(fits, rows)) if callable(fits) else sum(states[state] for state in fits)
            for key, _, fits in _GROUPS
        }
        self.chips.set_choices(
            [
                (key, f"{words} {numbers[key]}")
                for key, words, _ in _GROUPS
                if numbers[key] or key in ("open", "all", self.chips.choice(), self._asked)
            ]
        )
        self.chips.choose(self._asked)
        if rows:
            self._asked = ""
        self.apply()

    def only(self, ids: frozenset[str]) -> None:
        """Narrow to these records, such as those behind a count."""
        self._only = ids
        self.search.clear()
        self.chips.choose("all")
        self.apply()

    def bring(self, key: str) -> None:
        """Choose a record, among all of them where it is not among those shown."""
        if not self.table.choose(key):
            self.group("all")
            self.table.choose(key)

    def group(self, key: str) -> None:
        """Show one group."""
        self._only = frozenset()
        self._asked = key
        self.take(self._rows)

    def apply(self) -> None:
        """Narrow the rows to the search and the chip chosen."""
        words, group = self.search.text().strip().casefold().split(), self.chips.choice()
        fits = next((fit for key, _, fit in _GROUPS if key == group), frozenset(_S))
        shown = [
            row
            for row in self._rows
            if (fits(row) if callable(fits) else row.state in fits)
            and (not self._only or row.id in self._only)
            and all(word in _found_by(row) for word in words)
        ]
        self.model.set_search(self.search.text().strip())
        self.show_rows(shown, lambda: self._nothing(words))

    def _nothing(self, words: Sequence[str]) -> QWidget:
        if not self._rows:
            return EmptyState(
                "No observation is recorded yet",
                "Plan a visit for whoever is due, enter one from a paper form, or bring in an older log.",
                icon="eye",
            )
        what = f"No observation matches “{self.search.text().strip()}”" if words else "No observation stands here"

        def clear() -> None:
            self._only = frozenset()
            self.search.clear()
            self.chips.choose("all")
            self.apply()

        return EmptyState(what, f"{len(self._rows)} are recorded.", [("Show all", clear)], "search")


def _found_by(row: ObservationLine) -> str:
    return f"{row.trainer} {row.observer} {row.course} {row.course_title} {row.outcome} {row.state}".casefold()
