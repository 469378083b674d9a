"""The forms about a framework: one item, the name of a group, and putting the changes in force."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QCompleter, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from trainerpool.domain.checklists import ChecklistItem
from trainerpool.domain.framework_changes import Draft, alike, changes_in_words, groups_of, kept, next_number
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.why import Reason, ReasonLine
from trainerpool.gui.screens.settings.deed_form import DeedForm, Given
from trainerpool.gui.screens.settings.editing import choice_box, text_box
from trainerpool.gui.screens.settings.framework_rows import has_stars
from trainerpool.gui.shell import Shell
from trainerpool.operations.materials import revise_framework
from trainerpool.operations.observations import change_observation_framework
from trainerpool.queries.framework_history import OBSERVATION, PURPOSES, EffectLine, FrameworkHistory, framework_effect
from trainerpool.queries.frameworks import ready_body

Left = Callable[[], None]
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_STAR_WORDS = {
    OBSERVATION: "Starred: must be Met for a TtT sign-off", "checklist": "Starred: a No stops approval",
    "principles": "Starred: a No stops approval",
}  # fmt: skip
_MAY_BE_COPIED = ("levels", "principles", "content")


def item_form(
    shell: Shell, history: FrameworkHistory, draft: Draft, item: ChecklistItem | None, group: str,
    put: Callable[[ChecklistItem], None], left: Left,
) -> DeedForm:  # fmt: skip
    """One item, or a new one of a group; it stays a draft until the changes are put in force."""
    has_short = history.sort != OBSERVATION
    main = "short" if has_short else "text"
    others = [one for one in draft if item is None or one.no != item.no]

    def does(form: DeedForm, given: Given) -> None:
        short = str(given.get("short") or "")
        made = ChecklistItem(
            str(given["no"]), str(given["text"] or short), short, bool(given.get("starred")), str(given["group"] or "")
        )
        same = alike((*(one.item for one in others if not one.is_retired), made))
        if any(one.no == made.no for one in others):
            form.form.say("no", f"There is an item {made.no} already.")
            form.form.focus("no")
        elif same is not None and made in same:
            form.form.say(main, f"Item {(same[0] if same[1] is made else same[1]).no} says the same already.")
            form.form.focus(main)
        else:
            put(made)

    title, deed = (f"Item {item.no}", "Change") if item is not None else ("A new item", "Add")
    form = DeedForm(shell, title, "Counts once the changes are put in force", deed, left, does=does)
    shown = item or ChecklistItem(next_number(_numbers(history, draft)), "", "", starred=False, group=group)
    if has_short:
        form.field("short", "In short", QLineEdit(), shown.short, needs="A few words.")
        form.field("text", "In full", text_box(4), shown.text)
    else:
        form.field("text", "What is looked for", text_box(4), shown.text, needs="In a few words.")
    if has_stars(history):
        form.field("starred", _STAR_WORDS[history.sort], QCheckBox(), shown.starred)
    form.field("no", "Number", QLineEdit(), shown.no, needs="A number of its own.", half=True)
    box = QLineEdit()
    completer = QCompleter(list(groups_of(one.item for one in draft)), box)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    box.setCompleter(completer)
    needs = "An observation framework has its criteria in groups." if history.sort == OBSERVATION else ""
    form.field("group", "Group", box, shown.group, needs=needs, half=True, hint="A new name makes a new group.")
    return form.starts_with(main).done()


def _numbers(history: FrameworkHistory, draft: Draft) -> set[str]:
    """Every number an item has or had: one is not given twice, so that older judgements keep their meaning."""
    return {one.no for version in history.versions for one in version.items} | {one.no for one in draft}


def group_form(shell: Shell, group: str, others: Sequence[str], put: Callable[[str], None], left: Left) -> DeedForm:
    """Another name for a group."""

    def does(form: DeedForm, given: Given) -> None:
        name = str(given["name"])
        if name in others:
            form.form.say("name", "There is a group of this name already.")
            return
        put(name)

    form = DeedForm(shell, "Rename a group", group, "Rename", left, does=does)
    return form.field("name", "Name", QLineEdit(), group, needs="A group needs a name.").done()


def in_force_form(
    shell: Shell, history: FrameworkHistory, draft: Draft, then: Callable[[Any], None], left: Left
) -> DeedForm:
    """What the changes are and what they touch, then the deed."""
    items, today = kept(draft), shell.today()
    touched = QWidget()
    touched.setAccessibleName("What it touches")
    below = QVBoxLayout(touched)
    below.setContentsMargins(0, 0, 0, 0)
    below.setSpacing(6)
    field = DayField("In force from", today)

    def tell(lines: Sequence[EffectLine]) -> None:
        while (gone := below.takeAt(0)) is not None:
            if (widget := gone.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for one in lines:
            below.addWidget(ReasonLine(Reason(Meaning(one.meaning.value), one.text, one.detail)))

    def ask() -> None:
        day = field.read().day
        if day is not None:
            shell.ask(
                framework_effect, history.sort, history.name, items, day, today, then=tell, latest="framework effect", owner=touched
            )  # fmt: skip

    def does(form: DeedForm, given: Given) -> None:
        form.then = then
        day: date = given["on"]
        if history.sort == OBSERVATION:
            form.send(change_observation_framework, groups_for(items), name=history.name, in_force_on=day)
        else:
            form.send(revise_framework, history.sort, history.name, body_for(history, items), from_=day)

    form = DeedForm(
        shell, f"Put version {history.newest.number + 1} in force", history.name, "Put in force", left, does=does
    )
    changes = [
        Reason(Meaning.INFORMATION, fact, named) for fact, named in changes_in_words(draft, history.newest.items)
    ]
    form.add(*(ReasonLine(one) for one in changes), title="What changes")
    form.add(touched, title="What it touches")
    form.field("on", "In force from", field, today, needs="From which day?")
    field.textChanged.connect(lambda _text: ask())
    ask()
    return form.done()


def body_for(history: FrameworkHistory, items: Sequence[ChecklistItem]) -> dict[str, Any]:
    """What the deed takes: the items, with the statement and the rest of the version before."""
    rest = ready_body(history.newest.framework) if history.newest.framework is not None else {}
    told = [
        {"no": one.no, "text": one.text, "short": one.short, "starred": one.starred, "group": one.group}
        for one in items
    ]
    return {**rest, "items": told}


def groups_for(items: Sequence[ChecklistItem]) -> list[dict[str, Any]]:
    """The items as groups of criteria, each under its letter; a new group takes the next one that is free."""
    names = groups_of(items)
    heads = [name.partition(" ") for name in names]
    own = {name: head for name, (head, _, title) in zip(names, heads, strict=True) if title and len(head) == 1}
    free = [letter for letter in _LETTERS if letter not in own.values()]
    found = []
    for name in names:
        letter = own[name] if name in own else free.pop(0)
        title = name.partition(" ")[2] if name in own else name
        criteria = [{"number": one.no, "text": one.text, "starred": one.starred} for one in items if one.group == name]
        found.append({"letter": letter, "title": title, "criteria": criteria})
    return found


def copy_form(shell: Shell, histories: Sequence[FrameworkHistory], then: Callable[[Any], None], left: Left) -> DeedForm:
    """A framework of one's own, begun from one that stands ready."""
    may = [one for one in histories if one.sort in _MAY_BE_COPIED]
    source = choice_box()
    for one in may:
        source.addItem(f"{one.name}: {PURPOSES[one.sort].lower()}", one.id)

    def does(form: DeedForm, given: Given) -> None:
        of = next(one for one in may if one.id == given["source"])
        if any(one.name.casefold() == str(given["name"]).casefold() for one in histories):
            form.form.say("name", "There is a framework of this name already.")
            return
        form.then = then
        form.send(revise_framework, of.sort, given["name"], body_for(of, of.newest.items))

    form = DeedForm(shell, "A framework of your own", "Begun as a copy, then changed", "Make it", left, does=does)
    form.add(Label("A checklist, a list of contents and an observation framework there is one of: each is changed.", tone="muted", wraps=True))  # fmt: skip
    form.field("name", "Name", QLineEdit(), needs="A name is needed.")
    return form.field("source", "Copied from", source, may[0].id if may else None).done()


def statement_form(shell: Shell, history: FrameworkHistory, then: Callable[[Any], None], left: Left) -> DeedForm:
    """What a yearly content checklist says besides its items: when it opens, its statement, whether a logo may be used."""
    of = history.newest.framework
    opens = date.fromisoformat(f"2001-{(of.opens if of is not None else '') or '01-01'}")
    month, day = choice_box(), QSpinBox()
    for number in range(1, 13):
        month.addItem(f"{date(2001, number, 1):%B}", number)
    day.setRange(1, 31)
    day.setMinimumWidth(72)

    def does(form: DeedForm, given: Given) -> None:
        told = {
            "statement": given["statement"] or "", "note": given["note"] or "", "logo_permitted": bool(given["logo"]),
            "opens": f"{given['month']:02d}-{given['day']:02d}",
        }  # fmt: skip
        form.then = then
        form.send(revise_framework, history.sort, history.name, {**body_for(history, history.newest.items), **told})

    notes = ("It makes a new version, in force from today. Checks made before keep theirs.",)
    form = DeedForm(shell, "Statement, day and logo", history.name, "Put in force", left, does=does, notes=notes)
    form.field("statement", "Once all is there an agency may say", text_box(5), of.statement if of is not None else "")
    form.field("day", "Opens each year on", day, opens.day, half=True)
    form.field("month", "Month", month, opens.month, half=True)
    form.field(
        "logo", "The partnership's logo may be used", QCheckBox(), of.logo_permitted if of is not None else False
    )
    return form.field("note", "What it is", text_box(4), of.note if of is not None else "").done()
