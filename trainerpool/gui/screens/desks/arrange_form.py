"""Arranging a session at one's own desk: course, day, place and role; the rules are looked at when it is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox

from trainerpool.gui.screens.programme.part_rows import PartLine
from trainerpool.gui.screens.settings.deed_form import DeedForm, Given, lines_field
from trainerpool.gui.screens.settings.editing import choice_box, number_box
from trainerpool.gui.shell import Shell
from trainerpool.operations.desk_deeds.arranging import arrange_session

Named = Sequence[tuple[str, str]]


def known_of_places(desk: Any) -> tuple[Named, Named]:
    """The courses and venues that came along, by id and name."""
    from trainerpool.queries.courses import courses
    from trainerpool.queries.venues import venues

    return (
        [(one.id, one.title) for one in desk.ask(courses) if one.active],
        [(one.id, one.name) for one in desk.ask(venues, desk.today) if one.active and not one.virtual],
    )


def arrange(shell: Shell, person: str, known: tuple[Named, Named], left: Callable[[], None]) -> DeedForm:
    """A session arranged by a trainer themselves; it waits for the Business Unit's agreement."""
    course, venue, role = choice_box(), choice_box(), choice_box()
    course.addItem("Choose a course", "")
    for key, name in known[0]:
        course.addItem(name, key)
    venue.addItem("To be agreed", "")
    for key, name in known[1]:
        venue.addItem(name, key)
    for words, key in (("I lead", "lead"), ("I co-train", "co-trainer")):
        role.addItem(words, key)
    day = PartLine(0, shell.today(), None, "09:30", "12:30", stacked=True)
    day.out.hide()

    def does(form: DeedForm, given: Given) -> None:
        wrong = day.first_wrong()
        part = day.part()
        if wrong is not None or part is None:
            (wrong or day.day).setFocus()
            return
        on, start, end = part
        form.send(
            arrange_session, person, given["course"], [{"start": f"{on}T{start}", "end": f"{on}T{end}"}],
            venue=given["venue"], virtual=given["virtual"], role=given["role"], max_learners=given["most"], notes=given["notes"],
        )  # fmt: skip

    notes = ("It waits for the Business Unit's agreement, which your next return asks for.",)
    form = DeedForm(
        shell, "Arrange a session", "With you on it; the rules are checked.", "Arrange it", left, does=does, notes=notes
    )
    form.field("course", "Course", course, "", needs="Choose which course it is.")
    form.field("role", "Your role", role, "lead", half=True)
    form.field("most", "Most learners", number_box(999), None, half=True)
    form.field("venue", "Venue", venue, "")
    form.field("virtual", "It is held online", QCheckBox(), False)
    form.field("notes", "Anything else", lines_field(2), "")
    return form.done(day)
