"""The "why" block of the inspector: reasons in order, each with its evidence, and what could be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Label, MeaningIcon

_ORDER = {Meaning.STOP: 0, Meaning.ATTENTION: 1, Meaning.GOOD: 2, Meaning.INFORMATION: 3, Meaning.NEUTRAL: 4}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: what it means, the fact, and under it the evidence or rule that says so."""

    meaning: Meaning
    fact: str
    evidence: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Remedy:
    """Something that could be done about it: the words, a fact under them, the button's verb and its deed."""

    what: str
    verb: str
    run: Callable[[], None]
    detail: str = ""
    icon: str = "calendar-days"
    meaning: Meaning | None = None


def in_reading_order(reasons: Sequence[Reason]) -> list[Reason]:
    """What stops, what warns, what is fulfilled, what is next; equal ones keep their order."""
    return sorted(reasons, key=lambda reason: _ORDER[reason.meaning])


class ReasonLine(QWidget):
    """One reason with its icon; read out as fact and evidence together."""

    def __init__(self, reason: Reason, bold: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(". ".join(part for part in (reason.fact, reason.evidence) if part))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(MeaningIcon(reason.meaning, reason.icon), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Label(reason.fact, "strong" if bold else "body", wraps=True))
        if reason.evidence:
            column.addWidget(Label(reason.evidence, tone="muted", wraps=True))
        row.addLayout(column, 1)


class WhyBlock(QWidget):
    """A question as heading, its reasons in reading order, and last the link to the rule."""

    def __init__(
        self,
        question: str,
        reasons: Sequence[Reason],
        rule: str = "",
        on_rule: Callable[[], None] | None = None,
        note: str = "",
        keeps_order: bool = False,
    ) -> None:
        super().__init__()
        self.setAccessibleName(question)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(question, "strong", wraps=True))
        for reason in reasons if keeps_order else in_reading_order(reasons):
            column.addWidget(ReasonLine(reason))
        if note:
            column.addWidget(Label(note, tone="muted", wraps=True))
        if rule:
            link = Button(rule, "link")
            link.setContentsMargins(0, 0, 0, 0)
            if on_rule is not None:
                link.does(on_rule)
            column.addWidget(link)


class RemedyBlock(QWidget):
    """What could be done: one line each with the small button that does it."""

    def __init__(
        self, title: str, remedies: Sequence[Remedy], more: tuple[str, Callable[[], None]] | None = None
    ) -> None:
        super().__init__()
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(title, "strong", wraps=True))
        for remedy in remedies:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(MeaningIcon(remedy.meaning, remedy.icon), 0, Qt.AlignmentFlag.AlignVCenter)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Label(remedy.what, "strong" if remedy.detail else "body", wraps=True))
            if remedy.detail:
                words.addWidget(Label(remedy.detail, tone="muted", wraps=True))
            row.addLayout(words, 1)
            button = Button(remedy.verb).does(remedy.run)
            button.setAccessibleDescription(remedy.what)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            column.addLayout(row)
        if more is not None:
            column.addWidget(Button(more[0], "link").does(more[1]))
