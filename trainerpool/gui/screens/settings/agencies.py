"""Agencies in Settings: names and spellings, who belongs to each, merging and taking apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QLineEdit

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.settings.editing import Lines, RecordInspector, choice_box
from trainerpool.gui.screens.settings.joining import adding_spelling, merging
from trainerpool.gui.screens.settings.section import Deed, ListSection
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.operations import agencies as deeds
from trainerpool.queries.agencies import AgencyAliasRow, AgencyPage, AgencyRow, agencies, agency_page

MOST_NAMED = 12
_GRADES = {
    "former name": "former name",
    "merged": "merged",
    "answered": "as you said",
    "likely": "read so, not yet agreed",
}
_COLUMNS: tuple[ColumnSpec[AgencyRow], ...] = (
    ColumnSpec("Agency", lambda row: row.name, lambda row: row.name.casefold(), 240, kind=CellKind.STRONG, stretches=True),
    ColumnSpec("Short", lambda row: row.short_name, width=110, priority=3),
    ColumnSpec("Also written", lambda row: row.aliases, width=200, kind=CellKind.MUTED, priority=2, stretches=True),
    ColumnSpec("To agree", lambda row: row.unsure or None, lambda row: row.unsure, 90, kind=CellKind.NUMBER, priority=4,
               meaning=lambda row: Meaning.ATTENTION if row.unsure else None),
    ColumnSpec("People", lambda row: row.people, lambda row: row.people, 80, kind=CellKind.NUMBER),
)  # fmt: skip


class AgencySection(ListSection):
    """The agencies of the partnership."""

    title = "Agencies"
    summary = "Who lends trainers. Former names and other spellings stay searchable; a merge can be taken apart."
    add_words = "Add agency"

    def __init__(self, shell: Shell) -> None:
        nothing = ("No agency yet", "They come with the first spreadsheet, or are added here.")
        super().__init__(
            shell, _COLUMNS, nothing, lambda row: f"{row.name}, {count_of(row.people, 'person', 'people')}"
        )

    def refresh(self) -> None:
        self.shell.ask(agencies, self.shell.today(), then=self.show_rows, latest="agencies", owner=self)

    def ask_about(self, row: AgencyRow) -> None:
        self.shell.ask(agency_page, row.id, self.shell.today(), then=self._tell, latest="agency", owner=self)

    def deeds_of(self, row: AgencyRow) -> Sequence[Deed]:
        found: list[Deed] = [("Rename", lambda: self.on_opened(row))]
        found.append(("Show its trainers", partial(self.shell.navigate, "trainers", row.id)))
        return [*found, ("Merge into another", lambda: self._to_merge(row))]

    def make_new(self) -> bool:
        made = RecordInspector("", "New agency", "A partner organisation that lends trainers.", "Add agency")
        made.form.add("name", "Name", QLineEdit(), "", required=True)
        made.form.add("short_name", "Short name", QLineEdit(), "", hint="Where there is little room.")

        def add() -> None:
            name = made.form.value("name")
            made.form.say("name", "" if name else "An agency needs a name.")
            if name:
                self.shell.do(
                    deeds.add_agency,
                    name,
                    short_name=made.form.value("short_name") or None,
                    then=self.made,
                    owner=self,
                )

        return self.begin_new(made, add)

    def _tell(self, page: AgencyPage | None) -> None:
        if page is None or self.is_about(page.row.id, page):
            return
        self.show_about(AgencyAbout(self, page), page)

    def _to_merge(self, row: AgencyRow) -> None:
        self.on_opened(row)
        if isinstance(self.about, AgencyAbout):
            self.about.into.setFocus()


class AgencyAbout(RecordInspector):
    """One agency: its names, its spellings, its people, what was merged into it, and merging it into another."""

    def __init__(self, section: AgencySection, page: AgencyPage) -> None:
        row = page.row
        super().__init__(row.id, row.name, count_of(row.people, "person", "people") + " today", "Save")
        self._section, self._page = section, page
        self._do = section.deed
        self.form.add(
            "name", "Name", QLineEdit(), row.name, required=True, hint="The name it has now stays searchable."
        )
        self.form.add("short_name", "Short name", QLineEdit(), row.short_name, hint="Where there is little room.")
        self.form.edited.connect(self._settle)
        self.save.does(self._save)
        self.add(self.form, self.save)
        self.other, self.into = QLineEdit(), choice_box()
        self.add(self._spellings(), *self._adding_spelling(), title="Also written")
        if page.merged:
            self.add(self._merged(), title="Merged into it")
        self.add(self._people(), title="People")
        self.add(*self._merging(), title="Merge into another agency")
        self._settle()

    def _settle(self) -> None:
        self.settle_named("An agency needs a name.")

    def _save(self) -> None:
        changes = self.form.changes()
        if "short_name" in changes:
            self._do(deeds.set_agency_short_name, self.about, changes["short_name"])
        if "name" in changes:
            self._do(deeds.rename_agency, self.about, changes["name"])

    def _spellings(self) -> Lines:
        lines = Lines("Other spellings")
        for alias in self._page.aliases:
            if alias.grade == "likely":
                agree = partial(self._do, deeds.agree_agency_alias, self.about, alias.text)
                lines.add(
                    alias.text, [("Agree", agree), ("Split off", partial(self._split, alias.text))],
                    note="Read so by an import, not yet agreed", meaning=Meaning.ATTENTION,
                )  # fmt: skip
                continue
            remove = partial(self._do, deeds.remove_agency_alias, self.about, alias.text)
            offered: list[Deed] = [] if alias.grade == "merged" else [("Remove", remove)]
            lines.add(alias.text, offered, note=_grade_words(alias))
        if not self._page.aliases:
            lines.add("No other spelling is known.")
        return lines

    def _adding_spelling(self) -> tuple[Field, Button]:
        return adding_spelling(self.other, lambda text: self._do(deeds.add_agency_alias, self.about, text))

    def _split(self, text: str) -> None:
        """Who stands under that spelling in the files moves with it."""
        shell = self._section.shell

        def known(people: tuple[str, ...]) -> None:
            self._do(deeds.split_agency_alias, self.about, text, people=list(people))

        shell.work(
            lambda desk: deeds.people_written_as(desk, text),
            then=known,
            title=f"Looking who is written {text}",
            owner=self._section,
        )

    def _merged(self) -> Lines:
        lines = Lines("Agencies merged into this one")
        for one in self._page.merged:
            since = f", merged on {in_words(one.since)}" if one.since else ""
            note = f"Brought {count_of(one.people, 'person', 'people')}{since}. Whoever came later stays here."
            lines.add(one.name, [("Take apart", partial(self._do, deeds.split_agency, one.id))], note=note)
        return lines

    def _people(self) -> Lines:
        lines, navigate = Lines("People of this agency"), self._section.shell.navigate
        for person, name in self._page.people[:MOST_NAMED]:
            lines.add(name, link=partial(navigate, "trainer", person))
        left = len(self._page.people) - MOST_NAMED
        if left > 0:
            lines.add(f"{left} more", link=partial(navigate, "trainers", self.about))
        if not self._page.people:
            lines.add("Nobody belongs to it today.")
        return lines

    def _merging(self) -> tuple[Field, Label, Button]:
        others = [(row.name, row.id) for row in self._section.model.rows() if row.id != self.about]
        merge = partial(self._do, deeds.merge_agencies, self.about)
        return merging(self.into, "an agency", others, self.consequence, merge)

    def consequence(self, into: str) -> str:
        """What merging would do, said before it is done."""
        if not into:
            return "It can be taken apart again at any time."
        names = [name for _, name in self._page.people]
        some = ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
        moved = (
            f"{count_of(len(names), 'person moves', 'people move')} to {into}: {some}." if names else "Nobody moves."
        )
        return f"{moved} {self._page.row.name} becomes a spelling of {into}. What was delivered keeps the agency of its day."


def _grade_words(alias: AgencyAliasRow) -> str:
    words = _GRADES.get(alias.grade, alias.grade)
    if alias.since is None:
        return words.capitalize()
    if alias.grade == "former name":
        return f"Its name until {in_words(alias.since)}"
    return f"{words.capitalize()}, {in_words(alias.since)}"
