"""Courses in Settings: codes, short names, lengths, audiences and outcomes; retiring them, and merging two."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox

from trainerpool.domain.dates import count_of
from trainerpool.gui.marks import Mark, Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.settings.course_levels import level_widgets
from trainerpool.gui.screens.settings.editing import Lines, RecordInspector, choice_box, number_box, text_box
from trainerpool.gui.screens.settings.joining import adding_spelling, merging
from trainerpool.gui.screens.settings.section import Deed, ListSection
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.operations import courses as deeds
from trainerpool.operations.short_names import SHORT_NAME_LETTERS, short_name_of
from trainerpool.queries.courses import CourseRow, CourseUse, course_use, courses
from trainerpool.queries.frameworks import CourseMapping, course_mapping

RETIRED = Mark("Retired", Meaning.NEUTRAL, "archive")
_NUMBERS = frozenset({"minutes", "max_learners"})
_COLUMNS: tuple[ColumnSpec[CourseRow], ...] = (
    ColumnSpec("Course", lambda row: row.title, lambda row: row.title.casefold(), 230, kind=CellKind.STRONG, stretches=True),
    ColumnSpec("Code", lambda row: row.code, lambda row: row.code, 70),
    ColumnSpec("Short name", lambda row: row.short_name, lambda row: row.short_name.casefold(), 110),
    ColumnSpec("Length", lambda row: length_words(row.minutes, row.days), lambda row: row.minutes, 120, "right", 2),
    ColumnSpec("Group", lambda row: row.max_learners, lambda row: row.max_learners, 70, kind=CellKind.NUMBER, priority=3),
    ColumnSpec("Tier", lambda row: row.tier, lambda row: row.tier.casefold(), 110, priority=4),
    ColumnSpec("In use", lambda row: None if row.active else RETIRED, lambda row: row.active, 96, kind=CellKind.PILL, priority=2),
)  # fmt: skip


def length_words(minutes: int | None, days: int) -> str:
    """A length as tables write it: "3 h", "1 h 30", "2 days of 6 h"."""
    if not minutes:
        return f"{days} days" if days > 1 else ""
    hours, left = divmod(minutes, 60)
    one = f"{hours} h {left:02d}" if hours and left else f"{hours} h" if hours else f"{left} min"
    return f"{days} days of {one}" if days > 1 else one


class CourseSection(ListSection):
    """The courses of the partnership; those retired last."""

    title = "Courses"
    summary = "What is taught. The short name, of 12 letters at most, stands in the calendar and on the board."
    add_words = "Add course"

    def __init__(self, shell: Shell) -> None:
        nothing = ("No course yet", "They come with the first spreadsheet, or are added here.")
        super().__init__(shell, _COLUMNS, nothing, lambda row: f"{row.title}, {row.code or 'no code'}")

    def refresh(self) -> None:
        self.shell.ask(courses, then=self._show, latest="courses", owner=self)

    def _show(self, rows: Sequence[CourseRow]) -> None:
        self.show_rows(sorted(rows, key=lambda row: (not row.active, row.title.casefold())))

    def ask_about(self, row: CourseRow) -> None:
        today = self.shell.today()

        def work(desk: Any) -> tuple[CourseUse, CourseMapping]:
            return desk.ask(course_use, row.id, today.isoformat()), desk.ask(course_mapping, row.id, today)

        def told(found: tuple[CourseUse, CourseMapping]) -> None:
            if not self.is_about(row.id, (row, *found)):
                self.show_about(CourseAbout(self, row, *found), (row, *found))

        self.shell.work(work, then=told, latest="course", owner=self)

    def deeds_of(self, row: CourseRow) -> Sequence[Deed]:
        turn: Deed = ("Retire", lambda: self.set_active(row, active=False))
        if not row.active:
            turn = ("Bring back into use", lambda: self.set_active(row, active=True))
        return [
            ("Change", lambda: self.on_opened(row)),
            ("Show its trainers", partial(self.shell.navigate, "trainers", row.id)),
            ("Open its trainer pack", partial(self.shell.navigate, "materials", row.id)),
            turn,
        ]

    def set_active(self, row: CourseRow, *, active: bool) -> None:
        """Retire a course, or take it back into use."""
        self.shell.do(deeds.bring_course_back if active else deeds.retire_course, row.id, owner=self)

    def make_new(self) -> bool:
        made = RecordInspector("", "New course", "Only the title is needed; the rest can follow.", "Add course")
        fill(
            made,
            CourseRow("", "", "", "", None, 1, None, multi_agency=True, two_agencies_required=False, external=False),
        )

        def settle() -> None:
            say_short_name(made, self.model.rows(), "")

        def add() -> None:
            values = {name: made.form.value(name) for name in made.form.controls}
            made.form.say("title", "" if values["title"] else "A course needs a title.")
            if values["title"]:
                code, title = values.pop("code"), values.pop("title")
                given = {name: value for name, value in values.items() if value not in (None, "")}
                self.shell.do(deeds.add_course, code, title, then=self.made, owner=self, **given)

        made.form.edited.connect(settle)
        settle()
        return self.begin_new(made, add)


def fill(made: RecordInspector, row: CourseRow) -> None:
    """The fields of a course."""
    days = QSpinBox()
    days.setRange(1, 30)
    days.setMinimumWidth(72)
    form = made.form
    form.add("title", "Title", QLineEdit(), row.title, required=True)
    form.add("code", "Code", QLineEdit(), row.code, half=True)
    form.add("short_name", "Short name", QLineEdit(), row.short_name, half=True, hint=" ")
    form.add("minutes", "Minutes a day", number_box(1440), row.minutes, half=True)
    form.add("days", "Days", days, row.days, half=True)
    form.add("max_learners", "Group, at most", number_box(500), row.max_learners, half=True)
    form.add("tier", "Tier", QLineEdit(), row.tier, half=True)
    form.add(
        "multi_agency",
        "For several agencies",
        QCheckBox(),
        row.multi_agency,
        hint="Different agencies learn, and deliver, together.",
    )
    form.add(
        "two_agencies_required",
        "Trainers of two agencies",
        QCheckBox(),
        row.two_agencies_required,
        hint="Its two trainers must be of different agencies.",
    )
    form.add(
        "external",
        "Trainers from outside",
        QCheckBox(),
        row.external,
        hint="Its trainers must not be of the agency that hosts the session.",
    )
    strand = choice_box()
    for text, value in (("Every strand", ""), *((one.capitalize(), one) for one in deeds.STRANDS)):
        strand.addItem(text, value)
    form.add("strand", "Strand", strand, row.strand, half=True)
    form.add(
        "prerequisites", "What comes first", QLineEdit(), row.prerequisites, hint="A course, or what has to be known."
    )
    form.add("audience", "Who it is for", text_box(2), row.audience)
    form.add("outcomes", "Outcomes", text_box(4), row.outcomes, hint="One a line; they stand in the programme.")


def say_short_name(made: RecordInspector, rows: Sequence[CourseRow], own: str) -> bool:
    """Say what is wrong with the short name, or what it would be; False where it cannot be kept."""
    short, title = made.form.value("short_name"), made.form.value("title")
    others = {row.short_name.casefold(): row.title for row in rows if row.id != own}
    if len(short) > SHORT_NAME_LETTERS:
        made.form.say("short_name", f"{len(short)} letters; at most {SHORT_NAME_LETTERS}.")
        return False
    if short.casefold() in others:
        made.form.say("short_name", f"{others[short.casefold()]} is called so too.", Meaning.ATTENTION)
    elif not short and title:
        made.form.say("short_name", f"Would be {short_name_of(title, tuple(others))}", Meaning.INFORMATION)
    else:
        made.form.say("short_name", "")
    return True


class CourseAbout(RecordInspector):
    """One course: its fields, its spellings, retiring it, and merging it into another."""

    def __init__(self, section: CourseSection, row: CourseRow, use: CourseUse, mapping: CourseMapping) -> None:
        summary = (
            f"{count_of(use.sessions, 'session')}, {use.coming} to come; {count_of(use.evidence, 'piece')} of evidence"
        )
        super().__init__(row.id, row.title, summary if use.is_used else "Nothing names it yet.", "Save")
        self._section, self._row, self._use = section, row, use
        self._do = section.deed
        fill(self, row)
        self.form.edited.connect(self._settle)
        self.save.does(self._save)
        self.add(self.form, self.save)
        levels = level_widgets(
            row.id, mapping, self._do, partial(section.shell.navigate, "settings", "frameworks levels")
        )
        self.add(*levels, title="Levels of frameworks")
        self.other, self.into = QLineEdit(), choice_box()
        self.add(self._spellings(), *self._adding_spelling(), title="Also written")
        words = "Retire" if row.active else "Bring back into use"
        turn = Button(words, icon="archive" if row.active else "repeat")
        turn.does(lambda: section.set_active(row, active=not row.active))
        note = "Nothing new is planned of a retired course; what was delivered counts on."
        self.add(Label(note, tone="muted", wraps=True), turn, title="In use" if row.active else "Retired")
        self.add(*self._merging(), title="Merge into another course")
        self._settle()

    def _settle(self) -> None:
        title = self.form.value("title")
        self.form.say("title", "" if title else "A course needs a title.")
        fits = say_short_name(self, self._section.model.rows(), self.about)
        wrong = "" if title and fits else "Mend what is marked first."
        self.save.block(wrong or ("" if self.form.changes() else "Nothing is changed."))

    def _save(self) -> None:
        given, clear = self.form.given_and_emptied()
        if "short_name" in clear:
            clear.remove("short_name")
            others = [row.short_name for row in self._section.model.rows() if row.id != self.about]
            given["short_name"] = short_name_of(self.form.value("title"), others)
        self._do(deeds.change_course, self.about, clear=clear or None, **given)

    def _spellings(self) -> Lines:
        lines = Lines("Other spellings")
        for text in self._row.aliases:
            lines.add(text, [("Remove", partial(self._do, deeds.remove_course_alias, self.about, text))])
        if not self._row.aliases:
            lines.add("No other spelling is known.")
        return lines

    def _adding_spelling(self) -> tuple[Field, Button]:
        return adding_spelling(self.other, lambda text: self._do(deeds.add_course_alias, self.about, text))

    def _merging(self) -> tuple[Field, Label, Button]:
        others = [(row.title, row.id) for row in self._section.model.rows() if row.id != self.about]
        merge = partial(self._do, deeds.merge_courses, self.about)
        return merging(self.into, "a course", others, self._consequence, merge)

    def _consequence(self, into: str) -> str:
        if not into:
            return "For one course that stands under two titles."
        use = self._use
        return (
            f"{count_of(use.sessions, 'session')}, {count_of(use.evidence, 'piece')} of evidence and "
            f"{count_of(use.materials, 'material version')} move to {into}; this title and code become spellings of it."
        )
