"""The inspector about one of one's own sessions: the answer, what changed, where, with whom, the day, getting ready, what is to do after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.domain.dates import in_words
from trainerpool.gui.marks import ALLOCATION, Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import ElidedLabel, Label
from trainerpool.gui.parts.pill import Pill
from trainerpool.gui.parts.why import Reason, ReasonLine
from trainerpool.gui.screens.desks.own_page import Deed
from trainerpool.gui.spoken import Role
from trainerpool.queries.desk_pages import Colleague, MySessionPage, PackChange, ReadyRow

Do = Callable[[str, str], None]


class SessionPane(Inspector):
    """`do(word, about)`: accept, decline, withdraw, read, file (its id), step (its name), report, reflect,
    print, calendar, support.
    """

    def __init__(self, page: MySessionPage, today: date, do: Do) -> None:
        self.page, self._do, self._today = page, do, today
        self.first: QWidget | None = None
        row = page.row
        super().__init__(
            row.title, ", ".join(one for one in (row.day_text, row.times) if one) + f". You {role_said(row.role)}."
        )
        self._add_answer()
        self._add_after()
        self._add_pack()
        self._add_where()
        self._add_team()
        self._add_plan()
        self._add_steps()
        self._add_rest()

    def _button(self, words: str, word: str, about: str = "", icon: str = "", kind: str = "outlined") -> Button:
        made = Button(words, kind, icon).does(lambda: self._do(word, about))
        if self.first is None and kind != "link":
            self.first = made
        return made

    def _add_answer(self) -> None:
        may, row = self.page.may, self.page.row
        if row.is_arranged and row.chip is not None and row.chip.text == "Waits for agreement":
            self.add(
                Label("You arranged it. It counts once the Business Unit agrees.", wraps=True),
                title="Waits for agreement",
            )
        if "accept" not in may:
            return
        by = f"Answer by {in_words(row.answer_by, weekday=True)}." if row.answer_by else "An answer is wanted."
        said = by if "decline" in may else "You declined it. You can still accept while nobody else has."
        buttons = [self._button("Decline", "decline")] if "decline" in may else []
        accept = self._button("Accept", "accept", icon="check")
        self.first = accept
        self.add(Label(said, tone="muted", wraps=True), _row(*buttons, accept), title="Asked of you")

    def _add_after(self) -> None:
        page = self.page
        if "report" not in page.may or page.row.day > self._today:
            return
        report = page.report
        lines: list[QWidget] = []
        if report is not None:
            planned = {True: "as planned", False: "not as planned", None: "planned or not was not said"}[
                report.as_planned
            ]
            fact = f"Reported on {in_words(report.on, weekday=True)}: {planned}"
            detail = " ".join(one for one in (report.who_did_what, report.issues) if one)
            lines.append(ReasonLine(Reason(Meaning.GOOD, fact, detail)))
        for one in page.reflections:
            shared = "shared with the Business Unit" if one.shared else "private"
            lines.append(
                ReasonLine(
                    Reason(Meaning.NEUTRAL, f"Reflection of {in_words(one.on, weekday=True)}, {shared}", "", "pencil")
                )
            )
        first = self._button("Report again" if report else "Report on it", "report", icon="file-text")
        again = self._button("Write a reflection", "reflect", icon="pencil")
        self.add(*lines, _row(first, again), title="After the session")

    def _add_pack(self) -> None:
        pack = self.page.pack
        if pack is None or self.page.row.day < self._today:
            return
        fact = f"Pack {pack.version} replaces {pack.replaces}" if pack.replaces else f"Pack {pack.version}"
        read = f"You read it on {in_words(pack.read_on, weekday=True)}." if pack.read_on else ""
        icon = "file-clock" if pack.replaces and not pack.read_on else "book-open"
        meaning = Meaning.GOOD if pack.read_on else Meaning.INFORMATION
        line = ReasonLine(Reason(meaning, fact, " ".join(one for one in (pack.note, read) if one), icon))
        below: list[QWidget] = [
            _file_line(one.name, one.is_here, partial(self._do, "file", one.id)) for one in self.page.files
        ]
        if not pack.read_on:
            below.append(_row(self._button(f"I have read {pack.version}", "read", pack.version_id, "check")))
        self.add(line, *below, title=pack_title(pack))

    def _add_where(self) -> None:
        where, unit = self.page.where, self.page.business_unit
        lines: list[QWidget] = [ReasonLine(Reason(Meaning.NEUTRAL, where.words, where.access, "map-pin"))]
        if where.phone:
            lines.append(ReasonLine(Reason(Meaning.NEUTRAL, f"{where.venue} {where.phone}", "", "phone")))
        if unit.name or unit.phone:
            fact = " ".join(one for one in (unit.name, unit.phone) if one)
            lines.append(ReasonLine(Reason(Meaning.NEUTRAL, f"If something goes wrong: {fact}", unit.email, "phone")))
        if where.map_link:
            lines.append(copied(f"Map: {where.map_link}", "The map, as a link to copy"))
        self.add(*lines, title="Where and when")

    def _add_team(self) -> None:
        if self.page.team:
            self.add(*(_Colleague(one) for one in self.page.team), title="With you")

    def _add_plan(self) -> None:
        if self.page.plan:
            self.add(DayPlan(self.page.plan), title="The day")

    def _add_steps(self) -> None:
        if self.page.row.day >= self._today and self.page.row.state in {"accepted", "confirmed"}:
            self.add(ReadySteps(self.page.steps, lambda step: self._do("step", step)), title="Getting ready")

    def _add_rest(self) -> None:
        rest = [
            self._button("Print this session", "print", kind="link"),
            self._button("Add it to my calendar", "calendar", kind="link"),
            self._button("Ask for support", "support", kind="link"),
        ]
        if "withdraw" in self.page.may:
            rest.append(self._button("I cannot come after all", "withdraw", kind="link"))
        self.add(*rest)


class ReadySteps(QWidget):
    """The steps of getting ready, each a box to tick. `ticked(step)` when one is pressed."""

    def __init__(self, steps: tuple[ReadyRow, ...], ticked: Callable[[str], None]) -> None:
        super().__init__()
        self.setAccessibleName("Steps of getting ready")
        self.boxes: dict[str, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for one in steps:
            box = self.boxes[one.step] = QCheckBox(one.words)
            box.setChecked(one.done_on is not None)
            box.setAccessibleName(one.words)
            done = f"Done on {in_words(one.done_on, weekday=True)}." if one.done_on else one.detail
            box.setAccessibleDescription(done)
            box.clicked.connect(lambda _=False, step=one.step: ticked(step))
            said = Label(done, tone="muted", wraps=True)
            said.setContentsMargins(24, 0, 0, 0)
            column.addWidget(box)
            column.addWidget(said)


class DayPlan(QWidget):
    """The plan of the day: a time and what begins then."""

    def __init__(self, plan: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.setAccessibleName("The plan of the day")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for place, (at, title) in enumerate(plan):
            grid.addWidget(Label(at, tone="muted"), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(title, wraps=True), place, 1)


class _Colleague(QWidget):
    """Somebody on the session with how to reach them, and how far their place has come."""

    spoken_role = Role.StaticText

    def __init__(self, one: Colleague) -> None:
        super().__init__()
        mark = ALLOCATION["extra"] if one.role == "extra" else ALLOCATION.get(one.state)
        role = ", ".join(part for part in (one.agency, one.role) if part)
        said = [part for part in (one.name, role, one.phone, one.email, mark.word if mark else "") if part]
        self.setAccessibleName(". ".join(said))
        row = QHBoxLayout()
        row.addWidget(ElidedLabel(one.name, "strong"), 1)
        if mark is not None:
            row.addWidget(Pill(mark), 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Label(". ".join(part for part in (role, one.phone) if part), tone="muted", wraps=True))
        if one.email:
            column.addWidget(ElidedLabel(one.email, tone="muted"))


def pack_title(pack: PackChange) -> str:
    """What the section of the pack is called."""
    if pack.read_on is not None:
        return "Pack of this session"
    return "Changed since you last read it" if pack.replaces else "To be read"


def session_deeds(page: MySessionPage, today: date, do: Do) -> list[Deed]:
    """The deeds of the inspector, as a menu holds them."""
    may, pack = page.may, page.pack
    found: list[tuple[str, str, str]] = []
    found += [("Accept", "accept", "")] if "accept" in may else []
    found += [("Decline", "decline", "")] if "decline" in may else []
    if pack is not None and pack.read_on is None and page.row.day >= today:
        found.append((f"I have read {pack.version}", "read", pack.version_id))
    if "report" in may and page.row.day <= today:
        found += [("Report on it", "report", ""), ("Write a reflection", "reflect", "")]
    found += [("Print this session", "print", ""), ("Add it to my calendar", "calendar", "")]
    found.append(("Ask for support", "support", ""))
    found += [("I cannot come after all", "withdraw", "")] if "withdraw" in may else []
    return [(words, lambda word=word, about=about: do(word, about)) for words, word, about in found]  # type: ignore[misc]


def role_said(role: str) -> str:
    """The role, as said to whoever holds it: "You lead"."""
    return {"lead": "lead", "co-trainer": "are the co-trainer", "extra": "come as an extra"}.get(role, "arranged it")


def _row(*widgets: QWidget) -> QWidget:
    """Buttons beside each other, in a widget of their own."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2)
    for one in widgets:
        row.addWidget(one)
    row.addStretch(1)
    return holder


def _file_line(name: str, is_here: bool, run: Callable[[], None]) -> QWidget:
    if is_here:
        made = Button(name, "link", "file-text").does(run)
        made.setAccessibleDescription("Open this file of the pack")
        return made
    return Label(f"{name}: did not come along; ask the Business Unit for it.", tone="muted", wraps=True)


def copied(text: str, name: str) -> Label:
    """Words that can be marked and copied, by mouse and keyboard."""
    made = Label(text, tone="muted", wraps=True)
    made.setAccessibleName(f"{name}: {text}")
    flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    made.setTextInteractionFlags(flags)
    return made
