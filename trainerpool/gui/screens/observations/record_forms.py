"""The short forms of one observation: reflection, reply, moderation, the second person, sending back, cancelling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit

from trainerpool.domain.dates import in_words
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.screens.observations.words import day_of, title_of
from trainerpool.gui.screens.settings.deed_form import DeedForm, Given, lines_field
from trainerpool.gui.screens.settings.editing import choice_box
from trainerpool.gui.shell import Shell
from trainerpool.queries.observations_page import ObservationPage

Left = Callable[[], None]


def _deed(name: str) -> Callable[..., Any]:
    """An operation by its name, imported where it is run."""

    def run(desk: Any, *args: Any, **named: Any) -> Any:
        from trainerpool.operations import observations

        return getattr(observations, name)(desk, *args, **named)

    return run


def reflection(shell: Shell, page: ObservationPage, left: Left) -> DeedForm:
    """The trainer's own words come first; or that they decline to give any."""

    def does(form: DeedForm, given: Given) -> None:
        declined = bool(given.pop("declined"))
        if declined:
            given = {"on": given["on"]}
        form.send(_deed("record_reflection"), page.row.id, declined=declined, **given)

    made = DeedForm(
        shell, "Reflection of the trainer", title_of(page.row), "Record", left, does=does,
        notes=("It comes before strengths, actions and outcome. Nothing of wellbeing is written down, only that a check was offered.",),
    )  # fmt: skip
    return (
        made.field("went_as_planned", "What went as planned", lines_field(3), page.went_as_planned)
        .field("would_change", "What I would change", lines_field(3), page.would_change)
        .field("what_i_need", "What I need", lines_field(3), page.what_i_need)
        .field("on", "Given on", DayField("Given on", shell.today()), page.reflected_on or shell.today())
        .field("declined", "Asked, and gives none", QCheckBox(), page.reflection_declined)
        .done()
    )


def reply(shell: Shell, page: ObservationPage, left: Left) -> DeedForm:
    """What the trainer answers to the written copy; kept beside it whatever it says."""

    def does(form: DeedForm, given: Given) -> None:
        agrees = {"agrees": True, "disagrees": False}.get(str(given["agrees"]))
        form.send(_deed("reply_to_observation"), page.row.id, given["reply"], agrees=agrees, on=given["on"])

    choice = choice_box()
    for key, words in (("agrees", "Agrees"), ("disagrees", "Disagrees"), ("open", "Says neither")):
        choice.addItem(words, key)
    by = page.clocks.reply_by
    summary = f"{title_of(page.row)}. Asked for by {in_words(by, weekday=True)}." if by else title_of(page.row)
    made = DeedForm(shell, "Reply of the trainer", summary, "Record", left, does=does)
    return (
        made.field("reply", "The reply", lines_field(5), "", needs="What does the trainer answer?")
        .field("agrees", "The trainer", choice, "agrees")
        .field("on", "Given on", DayField("Given on", shell.today()), shell.today())
        .done()
    )


def moderation(shell: Shell, page: ObservationPage, left: Left) -> DeedForm:
    """Somebody who is neither observer nor trainer finds the judgements fair."""
    made = DeedForm(
        shell, "Moderate", title_of(page.row), "Moderated", left,
        does=lambda form, given: form.send(_deed("moderate_observation"), page.row.id, **given),
        notes=("Judgements are fair, evidence bears them out, and they are of one measure with other observers’.",),
    )  # fmt: skip
    return (
        made.field("note", "Note", lines_field(4), page.moderation_note)
        .field(
            "by",
            "Moderated by",
            QLineEdit(),
            "",
            hint="Whoever sits here, where it is empty; never observer or trainer.",
        )
        .done()
    )


def second(shell: Shell, page: ObservationPage, left: Left) -> DeedForm:
    """The second person that an outcome needs before it moves standing."""
    made = DeedForm(
        shell, "The second person", f"{title_of(page.row)}. {page.row.outcome}", "Agree", left,
        does=lambda form, given: form.send(_deed("second_observation"), page.row.id, **given),
        notes=("From then on the outcome moves standing. Neither observer nor trainer may be the second person.",),
    )  # fmt: skip
    return (
        made.field("by", "Second person", QLineEdit(), "", hint="Whoever sits here, where it is empty.")
        .field("note", "Note", lines_field(3), "")
        .done()
    )


def send_back(shell: Shell, page: ObservationPage, left: Left) -> DeedForm:
    """Back to the observer as a draft; what it said is kept."""
    made = DeedForm(
        shell, "Send back to the observer", title_of(page.row), "Send back", left,
        does=lambda form, given: form.send(_deed("send_back_observation"), page.row.id, given["why"], by=given["by"]),
        notes=("It is a draft again. What it said is kept as a revision.",),
    )  # fmt: skip
    return (
        made.field("why", "Why", lines_field(3), "", needs="Say why: the observer reads it.")
        .field("by", "Sent back by", QLineEdit(), "", hint="Whoever sits here, where it is empty.")
        .done()
    )


def cancel_visit(shell: Shell, page: ObservationPage, left: Left) -> DeedForm:
    """A visit that will not be made."""
    made = DeedForm(
        shell, "Cancel the visit", f"{title_of(page.row)}, {day_of(page.row)}", "Cancel visit", left,
        does=lambda form, given: form.send(_deed("cancel_visit"), page.row.visit_id, given["why"]),
        notes=("Everybody to be seen at it is due again as before.",),
    )  # fmt: skip
    return made.field("why", "Why", lines_field(2), "", needs="Say why, so that it can be planned better.").done()


def change_visit(shell: Shell, page: ObservationPage, left: Left) -> DeedForm:
    """Another observer, or another purpose."""
    assert page.visit is not None
    visit = page.visit
    purpose = choice_box()
    for words in ("TtT sign-off", "Routine", "Concern", "Peer"):
        purpose.addItem(words, words)

    def does(form: DeedForm, given: Given) -> None:
        facts = {name: value for name, value in given.items() if value not in (None, getattr(visit, name))}
        form.send(_deed("change_visit"), visit.id, **facts)

    made = DeedForm(shell, "Change the visit", f"{visit.title}, {day_of(page.row)}", "Change", left, does=does)
    return (
        made.field("observer", "Observer", QLineEdit(), visit.observer, needs="Who observes?",
                   hint="Not the trainer, nor their manager, mentor or partner that day.")
        .field("purpose", "Purpose", purpose, visit.purpose)
        .done()
    )  # fmt: skip


def settle(shell: Shell, left: Left, action: str, words: str) -> DeedForm:
    """An action that was done."""
    made = DeedForm(
        shell, "Action done", words, "Mark as done", left,
        does=lambda form, given: form.send(_deed("settle_action"), action, on=given["on"], note=given["note"]),
    )  # fmt: skip
    return (
        made.field("on", "Done on", DayField("Done on", shell.today()), shell.today(), needs="On which day?")
        .field("note", "How it shows", lines_field(2), "")
        .done()
    )
