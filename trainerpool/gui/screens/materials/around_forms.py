"""The forms of what surrounds a version: triggers and their flags, learning, who has read it, and sessions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem

from trainerpool.domain.dates import in_words
from trainerpool.gui import theme
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.screens.materials.words import pack_name
from trainerpool.gui.screens.settings.deed_form import DeedForm, Given
from trainerpool.gui.screens.settings.editing import choice_box, text_box, with_room
from trainerpool.gui.shell import Shell
from trainerpool.operations import materials as deeds
from trainerpool.queries.material_learning import LearningRow, TriggerRow
from trainerpool.queries.material_page import PackSessionRow, VersionPage
from trainerpool.queries.material_readers import ReaderRow
from trainerpool.queries.material_versions import MaterialCourseRow, VersionRow
from trainerpool.queries.materials import FlagRow

Left = Callable[[], None]
SOURCES = (
    "local review",
    "safeguarding adults review",
    "child safeguarding practice review",
    "national briefing",
    "audit",
    "complaint",
    "other",
)
_PRIORITIES = ("", "high", "medium", "low")


def _choices(words: Sequence[str], empty: str = "") -> QComboBox:
    made = choice_box()
    for one in words:
        made.addItem(one.capitalize() if one else empty, one)
    return made


class CourseTicks(QListWidget):
    """The courses something touches, to be ticked; Space ticks the one in focus."""

    def __init__(self, courses: Sequence[MaterialCourseRow], ticked: str) -> None:
        super().__init__()
        self.setAccessibleName("Courses it touches")
        self.setFixedHeight(min(7, max(2, len(courses))) * (theme.line_height() + 8) + 6)
        for one in courses:
            item = QListWidgetItem(one.title)
            item.setSizeHint(QSize(0, theme.line_height() + 8))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if one.id == ticked else Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            self.addItem(item)
        self.setEnabled(bool(courses))
        if courses:
            self.setCurrentRow(next((place for place, one in enumerate(courses) if one.id == ticked), 0))

    def tick_all(self) -> None:
        """Tick every course."""
        for place in range(self.count()):
            self.item(place).setCheckState(Qt.CheckState.Checked)

    def ticked(self) -> list[str]:
        """The ids of the courses that are ticked."""
        items = (self.item(place) for place in range(self.count()))
        return [str(one.data(Qt.ItemDataRole.UserRole)) for one in items if one.checkState() is Qt.CheckState.Checked]


def trigger(shell: Shell, courses: Sequence[MaterialCourseRow], course: str, today: date, left: Left) -> DeedForm:
    """Something happened that packs have to answer to; every course it touches is flagged at once."""
    ticks = CourseTicks([one for one in courses if one.active], course)
    below = Field(
        "Courses it touches",
        with_room(ticks),
        hint="Space ticks. Each is flagged until a version or a decision settles it.",
    )
    ticks.setAccessibleName("Courses it touches")

    def does(form: DeedForm, given: Given) -> None:
        chosen = ticks.ticked()
        if not chosen:
            below.say("Tick the courses it touches.")
            ticks.setFocus()
            return
        form.send(deeds.record_trigger, given["sort"], given["title"], chosen, on=given["on"], note=given["note"])

    form = DeedForm(shell, "Record a trigger", "What packs have to answer to", "Flag them", left, does=does)
    form.is_about_rows = False
    form.field("sort", "Kind", _choices(deeds.SORTS), deeds.SORTS[0])
    form.field("title", "What it is", QLineEdit(), needs="Say in a few words what it is.")
    form.field("on", "In force from", DayField("In force from", today), today, needs="A day is needed.")
    form.field("note", "What has to change", text_box(3))
    every = Button(f"Tick all {ticks.count()}", "link").does(ticks.tick_all)
    return form.starts_with("title").done(below, every)


def flag_more(shell: Shell, row: TriggerRow, courses: Sequence[MaterialCourseRow], left: Left) -> DeedForm:
    """Further courses that a trigger touches, flagged together."""
    known = {flag.course_id for flag, _, _ in row.flags}
    ticks = CourseTicks([one for one in courses if one.active and one.id not in known], "")
    below = Field("Courses it touches too", with_room(ticks), hint="Space ticks.")
    ticks.setAccessibleName("Courses it touches too")

    def does(form: DeedForm, _given: Given) -> None:
        chosen = ticks.ticked()
        if not chosen:
            below.say("Tick the courses it touches." if ticks.count() else "Every course is flagged already.")
            ticks.setFocus()
            return
        form.send(_flag_all, row.id, row.title, chosen)

    form = DeedForm(shell, "Flag more courses", row.title, "Flag them", left, does=does)
    form.first = ticks
    return form.done(below, Button(f"Tick all {ticks.count()}", "link").does(ticks.tick_all))


def flag_for(shell: Shell, page: VersionPage, rows: Sequence[TriggerRow], left: Left) -> DeedForm:
    """The course of a pack is flagged for a trigger there is."""
    course = page.version.course_id
    box = choice_box()
    for one in rows:
        if all(flag.course_id != course for flag, _, _ in one.flags):
            box.addItem(f"{one.title}, {in_words(one.on)}", one.id)

    def does(form: DeedForm, given: Given) -> None:
        form.send(deeds.flag_course, given["trigger"], course)

    form = DeedForm(shell, "Flag it for a trigger", page.version.course, "Flag it", left, does=does)
    needs = "Every trigger on record flags it already." if rows else "No trigger is on record yet: record one first."
    return form.field("trigger", "Trigger", box, box.itemData(0), needs=needs).done()


def _flag_all(desk: Any, trigger: str, title: str, courses: Sequence[str]) -> Any:
    """All of them in one deed, taken back by one undo."""
    if len(courses) == 1:
        return deeds.flag_course(desk, trigger, courses[0])
    with desk.together(f"Flag {len(courses)} courses for “{title}”") as work:
        for course in courses:
            deeds.flag_course(desk, trigger, course)
    return work.done


def settle(shell: Shell, flag: FlagRow, versions: Sequence[VersionRow], today: date, left: Left) -> DeedForm:
    """A flag is answered: by a version approved since, or by a decision with its reason."""
    by = choice_box()
    by.addItem("A decision: the pack holds as it is", "")
    for one in versions:
        if one.approved_on is not None and one.approved_on >= flag.on:
            by.addItem(f"Version {one.version}, approved {in_words(one.approved_on)}", one.id)

    def does(form: DeedForm, given: Given) -> None:
        if not given["by"] and not given["why"]:
            form.form.say("why", "A decision needs its reason.")
            form.form.focus("why")
            return
        form.send(deeds.settle_flag, flag.id, version=given["by"], why=given["why"], on=given["on"])

    form = DeedForm(shell, "Settle it", flag.title, "Settle", left, does=does)
    form.field("by", "Answered by", by, "")
    form.field("why", "Reason", text_box(3), hint="Needed for a decision; it stands on record.")
    form.field("on", "On", DayField("On", today), today)
    return form.done()


def absorb(shell: Shell, page: VersionPage, points: Sequence[LearningRow], left: Left, new: Left) -> DeedForm:
    """A version took learning in; it is chosen from what is on record."""
    taken = {one.learning_point_id for one in page.absorbed}
    choice = choice_box()
    for one in points:
        if one.id not in taken:
            choice.addItem(f"{one.title}, {in_words(one.on, month_only=True)}", one.id)
    choice.addItem("Learning that is not on record yet...", "new")

    def does(form: DeedForm, given: Given) -> None:
        if given["point"] == "new":
            new()
            return
        form.send(deeds.absorb_learning, page.version.id, given["point"], where_seen=given["where_seen"])

    form = DeedForm(shell, "Absorb learning", pack_name(page.version), "Absorb", left, does=does)
    form.field("point", "Learning", choice, choice.itemData(0))
    form.field("where_seen", "Where in the pack", QLineEdit(), hint="Slides 28 to 31, exercise 4")
    return form.done()


def learning(shell: Shell, page: VersionPage, today: date, left: Left) -> DeedForm:
    """Learning from a review or an audit goes on record, and the version that absorbed it with it."""

    def does(form: DeedForm, given: Given) -> None:
        named = {name: given[name] for name in ("theme", "priority", "must_change")}

        def absorbed(done: Any) -> None:
            shell.do(deeds.absorb_learning, page.version.id, done.result, where_seen=given["where_seen"])

        form.then = absorbed
        form.send(deeds.add_learning_point, given["source_kind"], given["title"], given["on"], **named)

    notes = ("Name no child and no adult: the review's own short name is enough.",)
    form = DeedForm(
        shell, "New learning", f"Absorbed by {pack_name(page.version)}", "Keep and absorb", left, does=does, notes=notes
    )
    form.field("source_kind", "From", _choices(SOURCES), SOURCES[0])
    form.field("title", "Title", QLineEdit(), needs="A title is needed.")
    form.field("on", "Day", DayField("Day", today), today, needs="A day is needed.", half=True)
    form.field("priority", "Priority", _choices(_PRIORITIES, "Not set"), "", half=True)
    form.field("theme", "Theme", QLineEdit())
    form.field("must_change", "What must change", text_box(3))
    form.field("where_seen", "Where in the pack", QLineEdit())
    return form.starts_with("title").done()


def has_read(shell: Shell, page: VersionPage, reader: ReaderRow, today: date, left: Left) -> DeedForm:
    """A trainer said so to somebody: entered on behalf."""

    def does(form: DeedForm, given: Given) -> None:
        form.send(deeds.record_read, page.version.id, reader.person_id, on=given["on"], told_by=given["told_by"])

    form = DeedForm(shell, f"{reader.name} has read it", pack_name(page.version), "Record", left, does=does)
    form.field("on", "On", DayField("On", today), today, needs="A day is needed.")
    form.field("told_by", "Told by", QLineEdit(), reader.name, hint="Who said so; entered on behalf.")
    return form.done()


def session_material(shell: Shell, session: PackSessionRow, versions: Sequence[VersionRow], left: Left) -> DeedForm:
    """Which version a session is planned with, and which it was delivered with."""

    def box(empty: str) -> QComboBox:
        made = choice_box()
        made.addItem(empty, "")
        for one in versions:
            made.addItem(f"{one.version}, {one.state.value}", one.id)
        return made

    planned, delivered = box("The version in force on the day"), box("Not recorded")

    def does(form: DeedForm, given: Given) -> None:
        clear = [name for name in ("planned", "delivered") if not given[name]]
        form.send(
            deeds.set_session_material,
            session.id,
            planned=given["planned"],
            delivered=given["delivered"],
            clear=clear or None,
        )

    form = DeedForm(shell, in_words(session.day, weekday=True), session.words or session.title, "Keep", left, does=does)
    form.field("planned", "Planned with", planned, session.planned_id)
    form.field("delivered", "Delivered with", delivered, session.delivered_id)
    return form.done()
