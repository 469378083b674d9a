"""The forms of a version: begun, told of, sent, reviewed, returned, approved, extended, withdrawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit

from trainerpool.domain.dates import add_months, in_words
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.screens.materials.words import pack_name
from trainerpool.gui.screens.settings.deed_form import DeedForm, Given
from trainerpool.gui.screens.settings.editing import choice_box, text_box
from trainerpool.gui.shell import Shell
from trainerpool.operations import materials as deeds
from trainerpool.queries.frameworks import FrameworkRow
from trainerpool.queries.material_page import VersionPage
from trainerpool.queries.material_versions import MaterialCourseRow, VersionRow

Left = Callable[[], None]


def next_number(versions: Sequence[VersionRow]) -> str:
    """The number a new version would have: the last figure of the highest one more; 1.0 where there is none."""
    numbers = [tuple(int(part) for part in re.findall(r"\d+", one.version)) for one in versions]
    highest = max((one for one in numbers if one), default=(0, 9))
    if not numbers or highest == (0, 9):
        return "1.0"
    return (
        ".".join(str(part) for part in (*highest[:-1], highest[-1] + 1)) if len(highest) > 1 else f"{highest[0] + 1}.0"
    )


def new_version(
    shell: Shell, course: MaterialCourseRow, versions: Sequence[VersionRow], person: str, left: Left
) -> DeedForm:
    """A new draft, with the files and the plan of an earlier version where wished."""
    source = choice_box()
    source.addItem("Nothing: begin with an empty pack", "")
    for one in versions:
        source.addItem(f"Files and plan of {one.version}", one.id)
    latest = next((one.id for one in versions if one.state.value != "withdrawn"), "")

    def does(form: DeedForm, given: Given) -> None:
        form.send(
            deeds.add_material_version, course.id, given["version"], author=given["author"], change_note=given["change_note"],
            from_version=given["source"], kept_where=given["kept_where"],
        )  # fmt: skip

    form = DeedForm(shell, "New version", course.title, "Begin it", left, does=does)
    form.field("version", "Version", QLineEdit(), next_number(versions), needs="A version needs a number.", half=True)
    form.field(
        "author",
        "Author",
        QLineEdit(),
        person,
        needs="Somebody has to be named: the author may not approve it.",
        half=True,
    )
    form.field("source", "Takes along", source, latest)
    form.field("change_note", "What is new", text_box(4), hint="Trainers read this first.")
    form.field(
        "kept_where", "Also kept at", QLineEdit(), hint="A folder or an address, where the files have another home."
    )
    return form.done()


def change_version(shell: Shell, page: VersionPage, left: Left) -> DeedForm:
    """Number, author, change note, home and plan of a version that is not approved yet."""
    row = page.version
    plan = text_box(6)

    def does(form: DeedForm, given: Given) -> None:
        clear = [name for name in ("change_note", "kept_where") if not given[name]]
        form.send(
            deeds.change_material_version, row.id, number=given["version"], author=given["author"], change_note=given["change_note"],
            kept_where=given["kept_where"], plan=plan_of(given["plan"] or ""), clear=clear or None,
        )  # fmt: skip

    form = DeedForm(shell, "What is told of it", pack_name(row), "Keep", left, does=does)
    form.field("version", "Version", QLineEdit(), row.version, needs="A version needs a number.", half=True)
    form.field("author", "Author", QLineEdit(), row.author, needs="Somebody has to be named.", half=True)
    form.field("change_note", "What is new", text_box(4), row.change_note)
    form.field(
        "plan",
        "The day as the pack has it",
        plan,
        "\n".join(f"{at} {title}" for at, title in row.plan),
        hint="One line each: 09:30 Welcome",
    )
    form.field("kept_where", "Also kept at", QLineEdit(), row.kept_where)
    return form.starts_with("change_note").done()


def plan_of(text: str) -> list[dict[str, str]]:
    """A plan as typed, line by line: the time first where there is one."""
    made = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        found = re.match(r"(\d{1,2})[:.](\d{2})\s+(.*)", line)
        made.append(
            {"at": f"{int(found[1]):02d}:{found[2]}", "title": found[3]} if found else {"at": "", "title": line}
        )
    return made


def submit(shell: Shell, page: VersionPage, today: date, left: Left) -> DeedForm:
    """Send a draft to review."""

    def does(form: DeedForm, given: Given) -> None:
        form.send(deeds.submit_material_version, page.version.id, reviewer=given["reviewer"], on=given["on"])

    missing = f"Still missing: {', '.join(page.missing)}." if page.missing else ""
    notes = tuple(filter(None, (missing, "What the pack holds can still be changed while it is in review.")))
    form = DeedForm(shell, "Send to review", pack_name(page.version), "Send to review", left, does=does, notes=notes)
    author = page.version.author
    hint = (
        f"Somebody else than {author}. Left empty, the first to begin the review is named then."
        if author
        else "Not the author."
    )
    form.field("reviewer", "Reviewer", QLineEdit(), hint=hint)
    form.field("on", "On", DayField("On", today), today)
    return form.done()


def start_review(shell: Shell, page: VersionPage, person: str, today: date, left: Left) -> DeedForm:
    """Begin to read a version against the checklist."""

    def does(form: DeedForm, given: Given) -> None:
        carry = bool(given.get("carry"))
        form.send(deeds.start_material_review, page.version.id, given["reviewer"], on=given["on"], carry=carry)

    form = DeedForm(shell, "Begin the review", pack_name(page.version), "Begin", left, does=does)
    form.field("reviewer", "Reviewer", QLineEdit(), person, needs="Somebody has to be named.", hint="Not the author.")
    form.field("on", "On", DayField("On", today), today)
    if page.reviews:
        form.field("carry", "Take over Yes and Not applicable of the last review", QCheckBox(), True)
    return form.done()


def renumber(shell: Shell, page: VersionPage, left: Left) -> DeedForm:
    """Tell a version apart from another of the same number."""

    def does(form: DeedForm, given: Given) -> None:
        form.send(deeds.change_material_version, page.version.id, number=given["version"])

    notes = ("Another version of this course has the same number.",)
    form = DeedForm(shell, "Give it another number", pack_name(page.version), "Keep", left, does=does, notes=notes)
    number = QLineEdit()
    return form.field("version", "Version", number, page.version.version, needs="A version needs a number.").done()


def read_besides(
    shell: Shell, page: VersionPage, lists: Sequence[FrameworkRow], person: str, today: date, left: Left
) -> DeedForm:
    """Begin to read a version in review against another list as well."""
    under_way = {one.checklist for one in page.readings}
    box = choice_box()
    for one in lists:
        if one.name not in under_way:
            box.addItem(f"{one.name}, {len(one.items)} items", one.name)

    def does(form: DeedForm, given: Given) -> None:
        form.send(
            deeds.start_material_review, page.version.id, given["reviewer"], on=given["on"], checklist=given["list"]
        )

    notes = ("Once begun, it is finished before the version is approved, or broken off with a reason.",)
    form = DeedForm(
        shell, "Read it against another list", pack_name(page.version), "Begin", left, does=does, notes=notes
    )
    form.field("list", "List", box, box.itemData(0), needs="Every list there is has been begun.")
    form.field("reviewer", "Reviewer", QLineEdit(), person, needs="Somebody has to be named.", hint="Not the author.")
    return form.field("on", "On", DayField("On", today), today).done()


def break_off(shell: Shell, page: VersionPage, today: date, left: Left) -> DeedForm:
    """End the review that is shown without a verdict."""
    review = page.review
    name = review.checklist if review is not None else ""

    def does(form: DeedForm, given: Given) -> None:
        form.send(deeds.break_off_review, page.version.id, given["why"], checklist=name, on=given["on"])

    whose = f"{review.reviewer}, against “{name}”" if review is not None else pack_name(page.version)
    notes = ("It stays on record as unfinished, and approves nothing.",)
    form = DeedForm(shell, "Break off this review", whose, "Break it off", left, does=does, notes=notes)
    form.field("why", "Reason", text_box(3), needs="A reason is needed; it stands on record.")
    return form.field("on", "On", DayField("On", today), today).done()


def give_back(shell: Shell, page: VersionPage, today: date, left: Left) -> DeedForm:
    """End the review: the author has something to do."""

    def does(form: DeedForm, given: Given) -> None:
        form.send(deeds.return_material_version, page.version.id, note=given["note"], on=given["on"])

    author = page.version.author or "the author"
    remarks = sum(one.answer is not None and one.answer.value in ("No", "Partly") for one in page.items)
    notes = (
        f"{author} sees {remarks} remarks with their notes, and answers each."
        if remarks != 1
        else f"{author} sees 1 remark with its note, and answers it.",
    )
    form = DeedForm(shell, f"Return to {author}", pack_name(page.version), "Return", left, does=does, notes=notes)
    form.field("note", "In a sentence or two", text_box(4), hint="What has to be done before it can be approved.")
    form.field("on", "On", DayField("On", today), today)
    return form.done()


def approve(shell: Shell, page: VersionPage, person: str, today: date, left: Left) -> DeedForm:
    """Approve a version; the one before is superseded."""

    def does(form: DeedForm, given: Given) -> None:
        settles = [flag.id for flag in page.flags if given.get(f"flag {flag.id}")]
        form.send(
            deeds.approve_material_version, page.version.id, by=given["by"], on=given["on"], review_due=given["review_due"],
            settles=settles or None,
        )  # fmt: skip

    form = DeedForm(shell, "Approve", pack_name(page.version), "Approve", left, does=does, notes=page.when_approved)
    form.field("by", "Approved by", QLineEdit(), person, needs="Somebody has to be named.", hint="Not the author.")
    form.field("on", "On", DayField("On", today), today, half=True)
    form.field(
        "review_due",
        "To be reviewed by",
        DayField("To be reviewed by", today),
        hint="Left empty: as policy says",
        half=True,
    )
    for flag in page.flags:
        sent = page.version.submitted_on
        form.field(f"flag {flag.id}", f"Answers “{flag.title}”", QCheckBox(), sent is not None and sent >= flag.on)
    return form.done()


def extend(shell: Shell, row_id: str, what: str, due: date | None, today: date, left: Left) -> DeedForm:
    """Let an approved version be used beyond its review date."""

    def does(form: DeedForm, given: Given) -> None:
        form.send(deeds.extend_material_version, row_id, given["until"], given["why"])

    was = f"Its review date is {in_words(due, weekday=True)}; that stays on record." if due else ""
    form = DeedForm(
        shell,
        f"Extend {what}",
        "It may be used a while longer",
        "Extend",
        left,
        does=does,
        notes=tuple(filter(None, (was,))),
    )
    form.field(
        "until", "Until", DayField("Until", today), add_months(max(due or today, today), 1), needs="A day is needed."
    )
    form.field("why", "Reason", text_box(3), needs="A reason is needed; it stands beside the version.")
    return form.starts_with("why").done()


def withdraw(shell: Shell, page: VersionPage, today: date, left: Left) -> DeedForm:
    """Take a version out of use at once."""

    def does(form: DeedForm, given: Given) -> None:
        form.send(deeds.withdraw_material_version, page.version.id, given["why"], on=given["on"])

    coming = [one for one in page.sessions if one.is_coming and one.uses]
    number = len(coming)
    planned = "coming session is" if number == 1 else "coming sessions are"
    touched = f"{number} {planned} planned with it." if number else "No coming session is planned with it."
    form = DeedForm(
        shell,
        "Withdraw",
        pack_name(page.version),
        "Withdraw",
        left,
        does=does,
        notes=(touched, "Its files stay on record."),
    )
    form.field("why", "Reason", text_box(3), needs="A reason is needed; it stands beside the version.")
    form.field("on", "From", DayField("From", today), today)
    return form.done()
