"""The forms of one's own sessions: declining with a reason, asking for support, reflecting, reporting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit

from trainerpool.domain.dates import in_words
from trainerpool.domain.getting_ready import PROMPTS
from trainerpool.domain.offers import DECLINE_REASONS
from trainerpool.gui.screens.desks.numbers_field import NumbersField, numbers_problem
from trainerpool.gui.screens.settings.deed_form import DeedForm, Given, lines_field
from trainerpool.gui.screens.settings.editing import choice_box
from trainerpool.gui.shell import Shell
from trainerpool.operations.desk_deeds.asking import ask_for_support
from trainerpool.operations.desk_deeds.reflecting import change_reflection, write_reflection
from trainerpool.operations.desk_deeds.reporting import report_session
from trainerpool.operations.offers import respond, withdraw_trainer
from trainerpool.queries.attendance import AttendanceRow
from trainerpool.queries.desk_pages import MySessionPage, ReflectionRow
from trainerpool.queries.desk_sessions import MySessionRow

Left = Callable[[], None]
_WHERE_IT_GOES = "It is sent when you send your changes, not before."


def decline(shell: Shell, page: MySessionPage, person: str, left: Left, *, withdraws: bool) -> DeedForm:
    """Why somebody cannot come: a category, and words where they wish."""
    reasons = choice_box()
    reasons.addItem("Choose a reason", "")
    for key, words in DECLINE_REASONS.items():
        reasons.addItem(words, key)

    def does(form: DeedForm, given: Given) -> None:
        told = {"category": given["category"], "reason": given["reason"]}
        if withdraws:
            form.send(withdraw_trainer, page.row.id, person, **told)
        else:
            form.send(respond, page.row.id, person, accepted=False, **told)

    title, deed = ("You cannot come after all", "Withdraw") if withdraws else ("Decline this session", "Decline")
    about = f"{page.row.title}, {page.row.day_text}"
    form = DeedForm(shell, title, about, deed, left, does=does, notes=(_WHERE_IT_GOES,))
    form.field("category", "Reason", reasons, "", needs="Choose the reason that comes nearest.")
    form.field("reason", "In your words", QLineEdit(), "", hint="If you wish. The Business Unit reads it.")
    return form.done()


def support(shell: Shell, person: str, left: Left) -> DeedForm:
    """Ask to be rung or helped."""

    def does(form: DeedForm, given: Given) -> None:
        form.send(ask_for_support, person, given["text"])

    notes = (
        "Where it is urgent, ring the Business Unit. Write nothing here about a child or a family.",
        _WHERE_IT_GOES,
    )
    form = DeedForm(
        shell, "Ask for support", "Somebody of the Business Unit rings you.", "Ask", left, does=does, notes=notes
    )
    form.field("text", "What it is about", lines_field(3), "", hint="A few words, if you wish.")
    return form.done()


def reflect(
    shell: Shell, person: str, left: Left, page: MySessionPage | MySessionRow | None, held: ReflectionRow | None = None
) -> DeedForm:
    """A page of the journal: free, or by prompts; private unless it is shared."""
    row = page.row if isinstance(page, MySessionPage) else page
    session = row.id if row is not None else None
    known = dict(held.answers) if held is not None else {}

    def does(form: DeedForm, given: Given) -> None:
        answers = {key: given[key] for key in PROMPTS if given[key]}
        if held is not None:
            form.send(
                change_reflection, held.id, text=given["text"] or "", answers={key: given[key] or "" for key in PROMPTS},
                shared=given["shared"],
            )  # fmt: skip
        else:
            form.send(
                write_reflection, person, text=given["text"], answers=answers or None, session=session, shared=given["shared"]
            )  # fmt: skip

    about = (
        f"{row.title}, {row.day_text}"
        if row is not None
        else (held.session if held else "") or "On no session in particular"
    )
    title = "Write a reflection" if held is None else f"Reflection of {in_words(held.on, weekday=True)}"
    notes = ("Write nothing that tells who a learner, a child or a family is.",)
    form = DeedForm(shell, title, about, "Keep", left, does=does, notes=notes)
    form.field("text", "In your own words", lines_field(4), held.text if held else "")
    for key, question in PROMPTS.items():
        form.field(key, question, lines_field(2), known.get(question, ""))
    shared = QCheckBox()
    form.field("shared", "Share it with the Business Unit", shared, held.shared if held else False)
    shared.setToolTip("Unshared, it stays on this computer and is never sent.")
    return form.done()


def known_of_report(page: MySessionPage) -> Callable[[Any], Any]:
    """What the form of a report needs to know: the numbers there are, and the agencies."""

    def work(desk: Any) -> tuple[Any, Any]:
        from trainerpool.queries.agencies import agencies
        from trainerpool.queries.attendance import attendance

        rows = desk.ask(agencies, page.row.day)
        return desk.ask(attendance, page.row.id), tuple((one.id, one.name) for one in rows)

    return work


def report(
    shell: Shell, page: MySessionPage, person: str, held: Sequence[AttendanceRow], homes: Sequence[tuple[str, str]], left: Left
) -> DeedForm:  # fmt: skip
    """How a session went: as planned or not, the version used, who did what, numbers by agency, what went wrong."""
    before, pack = page.report, page.pack
    planned = choice_box()
    for words, key in (("As planned", "yes"), ("Not as planned", "no")):
        planned.addItem(words, key)
    numbers = NumbersField(held, homes)
    used = choice_box()
    used.addItem("Not said", "")
    if pack is not None:
        used.addItem(f"Pack {pack.version}", pack.version_id)

    def does(form: DeedForm, given: Given) -> None:
        if problem := numbers_problem(numbers):
            numbers.said.setText(problem)
            numbers.take_focus()
            return
        form.send(
            report_session, page.row.id, person, as_planned=given["planned"] == "yes", version=given["version"],
            who_did_what=given["who"] or "", issues=given["issues"] or "", rows=numbers.rows(),
        )  # fmt: skip

    about = f"{page.row.title}, {page.row.day_text}"
    form = DeedForm(shell, "Report on the session", about, "Keep the report", left, does=does, notes=(_WHERE_IT_GOES,))
    form.field(
        "planned",
        "How it went",
        planned,
        "no" if before is not None and before.as_planned is False else "yes",
        half=True,
    )
    form.field(
        "version", "Version used", used, before.version_id if before else (pack.version_id if pack else ""), half=True
    )
    form.field("who", "Who did what", lines_field(2), before.who_did_what if before else "")
    form.field(
        "issues",
        "What should be known",
        lines_field(3),
        before.issues if before else "",
        hint="Room, equipment, material, numbers; nobody by name.",
    )
    return form.done(numbers)
