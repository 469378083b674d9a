"""Travel in Settings: minutes within one travel band and between two, and pairs of bands or venues that take longer or less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QComboBox

from trainerpool.domain.travel import MOST_MINUTES, pair_of
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.settings.editing import RecordInspector, choice_box, number_box
from trainerpool.gui.screens.settings.section import Deed, ListSection
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.operations import travel as deeds
from trainerpool.queries.travel import TravelPage, TravelPairRow, travel_page

WITHIN, BETWEEN = "within", "between"
_NOTES = {
    WITHIN: "From a home to a venue of the same travel band, and between two venues of it.",
    BETWEEN: "From one travel band to any other, where nothing is said of the two.",
}


@dataclass(frozen=True, slots=True)
class TravelRow:
    """One line: the minutes of all bands, or of one pair."""

    id: str
    words: str
    minutes: int | None
    pair: TravelPairRow | None = None

    @property
    def shown(self) -> str:
        return "not set" if self.minutes is None else f"{self.minutes} minutes"


_COLUMNS: tuple[ColumnSpec[TravelRow], ...] = (
    ColumnSpec("Way", lambda row: row.words, lambda row: row.words.casefold(), 280, kind=CellKind.STRONG, stretches=True),
    ColumnSpec("Takes", lambda row: row.shown, lambda row: row.minutes, 120, "right"),
)  # fmt: skip


def rows_of(page: TravelPage) -> list[TravelRow]:
    """The two lines of all bands, then each pair."""
    pairs = [TravelRow(one.id, f"{one.first} and {one.second}", one.minutes, one) for one in page.pairs]
    return [
        TravelRow(WITHIN, "Within one travel band", page.within),
        TravelRow(BETWEEN, "From one travel band to another", page.between),
        *pairs,
    ]


class TravelSection(ListSection):
    """How long trainers are on their way; the allocation reckons with it."""

    title = "Travel"
    summary = "Minutes by travel band; a pair of bands or venues may have minutes of its own."
    add_words = "Add a pair"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _COLUMNS, ("Nothing is said of travel", ""), lambda row: f"{row.words}, {row.shown}")
        self.page = TravelPage(None, None, (), (), ())

    def refresh(self) -> None:
        self.shell.ask(travel_page, then=self._show, latest="travel", owner=self)

    def _show(self, page: TravelPage) -> None:
        self.page = page
        self.show_rows(rows_of(page))

    def ask_about(self, row: TravelRow) -> None:
        if not self.is_about(row.id, (row, self.page)):
            self.show_about(TravelAbout(self, row), (row, self.page))

    def deeds_of(self, row: TravelRow) -> Sequence[Deed]:
        found: list[Deed] = [("Change", lambda: self.on_opened(row))]
        return [*found, ("Take out", lambda: self.take_out(row))] if row.pair is not None else found

    def take_out(self, row: TravelRow) -> None:
        """Let the bands of a pair count again."""
        if row.pair is not None:
            self.deed(deeds.remove_travel_minutes, row.pair.first, row.pair.second)

    def make_new(self) -> bool:
        names = [*self.page.bands, *(one for one in self.page.venues if one not in self.page.bands)]
        made = RecordInspector("", "New pair", "Two travel bands, two venues, or a band and a venue.", "Add")
        for key, label in (("first", "From"), ("second", "To")):
            made.form.add(key, label, _choice(names), names[0] if names else "", required=True)
        made.form.add("minutes", "Minutes", number_box(MOST_MINUTES), None, required=True)

        def settle() -> None:
            made.save.block(_missing(made, bool(names)))

        def add() -> None:
            if made.save.is_blocked():
                return
            first, second = made.form.value("first"), made.form.value("second")
            self._wanted = "\n".join(sorted(pair_of(first, second)))
            self.deed(deeds.set_travel_minutes, first, second, made.form.value("minutes"), then=self._added)

        made.form.edited.connect(settle)
        settle()
        return self.begin_new(made, add)

    def _added(self, _done: object) -> None:
        self.about = None
        self.refresh()
        self.table.setFocus()


def _missing(made: RecordInspector, has_names: bool) -> str:
    if not has_names:
        return "Give a venue a travel band first."
    return "" if made.form.value("minutes") else "Say how many minutes."


def _choice(names: Sequence[str]) -> QComboBox:
    made = choice_box()
    for one in names:
        made.addItem(one, one)
    return made


class TravelAbout(RecordInspector):
    """The minutes of one line, and taking a pair out."""

    def __init__(self, section: TravelSection, row: TravelRow) -> None:
        super().__init__(row.id, row.words, row.shown, "Save")
        self._section, self._row = section, row
        self.form.add("minutes", "Minutes", number_box(MOST_MINUTES), row.minutes, required=True)
        self.form.edited.connect(self._settle)
        self.save.does(self._save)
        self.add(self.form, self.save)
        if row.pair is not None:
            note = Label("What their travel bands say counts again then.", tone="muted", wraps=True)
            self.add(note, Button("Take out", icon="x").does(partial(section.take_out, row)), title="Take it out")
        else:
            self.add(Label(_NOTES[row.id], tone="muted", wraps=True))
        self._settle()

    def _settle(self) -> None:
        missing = "" if self.form.value("minutes") else "Say how many minutes."
        self.save.block(missing or ("" if self.form.changes() else "Nothing is changed."))

    def _save(self) -> None:
        minutes, pair = self.form.value("minutes"), self._row.pair
        if pair is not None:
            self._section.deed(deeds.set_travel_minutes, pair.first, pair.second, minutes)
        else:
            self._section.deed(deeds.set_travel_bands, **{self._row.id: minutes})
