"""Venues in Settings: where they lie, how one gets in, how many they hold, what is held there, and two spellings made one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QCheckBox, QLineEdit

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.marks import Mark, Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.settings.editing import Lines, RecordInspector, choice_box, near, number_box, text_box
from trainerpool.gui.screens.settings.joining import merging
from trainerpool.gui.screens.settings.section import Deed, ListSection
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.operations import venues as deeds
from trainerpool.queries.venues import HeldThereRow, VenueRow, sessions_at_venue, venues

MOST_NAMED = 8
UNUSED = Mark("Not in use", Meaning.NEUTRAL, "archive")
_COLUMNS: tuple[ColumnSpec[VenueRow], ...] = (
    ColumnSpec("Venue", lambda row: row.name, lambda row: row.name.casefold(), 220, kind=CellKind.STRONG, stretches=True),
    ColumnSpec("Postcode", lambda row: "Online" if row.virtual else row.postcode, lambda row: row.postcode, 100),
    ColumnSpec("Travel band", lambda row: row.zone, lambda row: row.zone.casefold(), 110, priority=3),
    ColumnSpec("Holds", lambda row: row.capacity, lambda row: row.capacity, 70, kind=CellKind.NUMBER, priority=2),
    ColumnSpec("Sessions", lambda row: row.sessions, lambda row: row.sessions, 90, kind=CellKind.NUMBER, priority=3),
    ColumnSpec("Next", lambda row: day_words(row.next_on), lambda row: row.next_on or None, 120, "right", 2),
    ColumnSpec("In use", lambda row: None if row.active else UNUSED, lambda row: row.active, 110, kind=CellKind.PILL, priority=4),
)  # fmt: skip


def day_words(iso: str) -> str:
    """A session's first day as tables write it; a month where the day is unknown."""
    if not iso:
        return ""
    return (
        in_words(date.fromisoformat(f"{iso}-01"), month_only=True)
        if len(iso) == 7
        else in_words(date.fromisoformat(iso))
    )


class VenueSection(ListSection):
    """The places sessions are held at; those out of use last."""

    title = "Venues"
    summary = "Where sessions are held, with what a trainer must know to get in."
    add_words = "Add venue"

    def __init__(self, shell: Shell) -> None:
        nothing = ("No venue yet", "They come with the programme, or are added here.")
        super().__init__(shell, _COLUMNS, nothing, lambda row: f"{row.name}, {count_of(row.sessions, 'session')}")

    def refresh(self) -> None:
        self.shell.ask(venues, self.shell.today(), then=self._show, latest="venues", owner=self)

    def _show(self, rows: Sequence[VenueRow]) -> None:
        self.show_rows(sorted(rows, key=lambda row: (not row.active, row.name.casefold())))

    def ask_about(self, row: VenueRow) -> None:
        def told(held: Sequence[HeldThereRow]) -> None:
            if not self.is_about(row.id, (row, held)):
                self.show_about(VenueAbout(self, row, held), (row, held))

        self.shell.ask(sessions_at_venue, row.id, self.shell.today(), then=told, latest="venue", owner=self)

    def deeds_of(self, row: VenueRow) -> Sequence[Deed]:
        turn = "Take out of use" if row.active else "Bring back into use"
        found: list[Deed] = [
            ("Change", lambda: self.on_opened(row)),
            (turn, lambda: self.set_active(row, active=not row.active)),
        ]
        return found if row.sessions else [*found, ("Take out", lambda: self.take_out(row))]

    def set_active(self, row: VenueRow, *, active: bool) -> None:
        """Take a venue out of use, or back into it."""
        self.shell.do(deeds.change_venue, row.id, active=active, owner=self)

    def take_out(self, row: VenueRow) -> None:
        """Take out a venue at which nothing is held."""
        self.shell.do(deeds.remove_venue, row.id, owner=self)

    def make_new(self) -> bool:
        made = RecordInspector("", "New venue", "Only the name is needed; the rest can follow.", "Add venue")
        fill(made, VenueRow("", "", "", "", "", "", None, False, True, "", 0, 0, ""))

        def add() -> None:
            values = {name: made.form.value(name) for name in made.form.controls}
            made.form.say("name", "" if values["name"] else "A venue needs a name.")
            if values["name"]:
                name = values.pop("name")
                given = {key: value for key, value in values.items() if value not in (None, "")}
                self.shell.do(deeds.add_venue, name, then=self.made, owner=self, **given)

        return self.begin_new(made, add)


def fill(made: RecordInspector, row: VenueRow) -> None:
    """The fields of a venue."""
    form = made.form
    form.add("name", "Name", QLineEdit(), row.name, required=True)
    form.add("postcode", "Postcode", QLineEdit(), row.postcode, half=True)
    form.add("zone", "Travel band", QLineEdit(), row.zone, half=True)
    form.add("capacity", "Holds", number_box(2000), row.capacity, half=True)
    form.add("address", "Address", text_box(3), row.address)
    form.add("access", "Getting in", text_box(3), row.access, hint="Parking, door, lift, whom to ask for.")
    form.add("virtual", "Online", QCheckBox(), row.virtual)


class VenueAbout(RecordInspector):
    """One venue: its fields, the sessions held there, taking it out of use, and merging it into another spelling."""

    def __init__(self, section: VenueSection, row: VenueRow, held: Sequence[HeldThereRow]) -> None:
        next_on = f", next on {day_words(row.next_on)}" if row.next_on else ""
        super().__init__(row.id, row.name, f"{count_of(row.sessions, 'session')}{next_on}", "Save")
        self._section, self._row = section, row
        self._do = section.deed
        fill(self, row)
        self.form.edited.connect(self._settle)
        self.save.does(self._save)
        self.add(self.form, self.save)
        self.into = choice_box()
        self.add(self._held(held), title="Held there")
        words = "Take out of use" if row.active else "Bring back into use"
        turn = Button(words, icon="archive" if row.active else "repeat")
        turn.does(lambda: section.set_active(row, active=not row.active))
        deeds_here = (
            [turn] if row.sessions else [turn, Button("Take out", icon="x").does(lambda: section.take_out(row))]
        )
        note = "A venue out of use is not offered for new sessions."
        self.add(Label(note, tone="muted", wraps=True), *deeds_here, title="In use" if row.active else "Not in use")
        self.add(*self._merging(), title="Merge into another venue")
        self._settle()

    def _settle(self) -> None:
        self.settle_named("A venue needs a name.")

    def _save(self) -> None:
        given, clear = self.form.given_and_emptied()
        self._do(deeds.change_venue, self.about, clear=clear or None, **given)

    def _held(self, held: Sequence[HeldThereRow]) -> Lines:
        lines, navigate = Lines("Sessions held there"), self._section.shell.navigate
        today = self._section.shell.today()
        for one in held[:MOST_NAMED]:
            status = ", cancelled" if one.status == "cancelled" else ""
            when = (
                near(date.fromisoformat(one.first_date), today)
                if len(one.first_date) == 10
                else day_words(one.first_date)
            )
            lines.add(f"{when}: {one.title}{status}", link=partial(navigate, "programme", one.id))
        if len(held) > MOST_NAMED:
            lines.add(f"{self._row.sessions - MOST_NAMED} more")
        if not held:
            lines.add("Nothing is or was held there.")
        return lines

    def _merging(self) -> tuple[Field, Label, Button]:
        others = [(row.name, row.id) for row in self._section.model.rows() if row.id != self.about]
        merge = partial(self._do, deeds.merge_venues, self.about)
        return merging(self.into, "a venue", others, self._consequence, merge)

    def _consequence(self, into: str) -> str:
        if not into:
            return "For one place that stands under two spellings."
        moved = count_of(self._row.sessions, "session moves", "sessions move")
        return f"{moved} to {into}; what it lacks is taken from here."
