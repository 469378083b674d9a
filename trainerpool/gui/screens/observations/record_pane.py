"""The inspector of one observation: how it stands, what is next, what was judged and agreed, and what came after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.domain.dates import in_words
from trainerpool.domain.observations import ObservationState
from trainerpool.domain.outcomes import limits_delivery
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import FactLines, Inspector
from trainerpool.gui.parts.labels import ElidedLabel, Label, MeaningIcon
from trainerpool.gui.parts.pill import Pill
from trainerpool.gui.parts.why import Reason, ReasonLine, WhyBlock
from trainerpool.gui.screens.observations.record_deeds import RecordDeeds
from trainerpool.gui.screens.observations.words import (
    NOT_YET,
    STATES,
    action_in_words,
    day_of,
    due_in_words,
    judged_in_words,
    outcome_mark,
    title_of,
)
from trainerpool.queries.observations_page import ObservationPage
from trainerpool.queries.observations_rows import ActionRow

_MOST_WANTS = 6
_ANOTHERS = frozenset({ObservationState.AWAITING_SECOND, ObservationState.REPLIED})
"""What waits for somebody who is neither observer nor trainer."""


class RecordPane(Inspector):
    """`is_whole` where it stands beside the observation's own page, which says the rest itself."""

    def __init__(self, page: ObservationPage, deeds: RecordDeeds, today: date, is_whole: bool = False) -> None:
        row = page.row
        super().__init__(title_of(row), f"{day_of(row)}. {row.purpose}. Observer: {row.observer or 'not known'}")
        self.deeds, self.today = deeds, today
        self.buttons: list[Button] = []
        self._stands(page)
        if page.row.limit:
            self.add(WhyBlock(f"Why “{page.row.limit}” still holds", still_limited(page, today), keeps_order=True))
        if limits_delivery(row.outcome) and deeds.knows_managers:
            self._told_of(page)
        self._offer(page, is_whole)
        if page.wants and row.state in (ObservationState.AWAITING_REFLECTION, ObservationState.DRAFT):
            reasons = [Reason(Meaning.ATTENTION, one) for one in page.wants[:_MOST_WANTS]]
            more = len(page.wants) - _MOST_WANTS
            self.add(
                WhyBlock("What is missing before it can be submitted", reasons, note=f"{more} more" if more > 0 else "")
            )
        if row.actions:
            self.add(*(self._action(one) for one in row.actions), title="Actions")
        if page.files:
            self.add(*(self._scan(one.id, one.name) for one in page.files), title="Scans")
        if not is_whole:
            self._tell(page)
        self._clocks(page)

    def _stands(self, page: ObservationPage) -> None:
        row = page.row
        below: list[QWidget] = [Pill(STATES[row.state])]
        if (mark := outcome_mark(row.outcome)) is not None:
            below.append(Pill(mark))
        if row.waits_for:
            due = f", {due_in_words(row.due, self.today)}" if row.due is not None else ""
            meaning = Meaning.STOP if row.late else Meaning.NEUTRAL
            below.append(ReasonLine(Reason(meaning, f"Waits for: {row.waits_for[:1].lower()}{row.waits_for[1:]}{due}")))
        if row.state in _ANOTHERS and not row.limit:
            below.append(Label(not_these(page), tone="muted", wraps=True))
        if row.criteria and row.state is not ObservationState.PLANNED:
            below.append(Label(judged_in_words(row), tone="muted", wraps=True))
        if row.entered_by:
            told = f", told by {row.told_by}" if row.told_by else ""
            below.append(Label(f"Entered from paper by {row.entered_by}{told}.", tone="muted", wraps=True))
        if row.local_grade or row.source:
            said = f"The log says “{row.local_grade}”." if row.local_grade else ""
            below.append(
                Label(f"{said} {f'From {row.source}.' if row.source else ''}".strip(), tone="muted", wraps=True)
            )
        if row.number > 1:
            below.append(Label(f"Revision {row.number}. What it said before is kept.", tone="muted", wraps=True))
        self.add(*below)

    def _told_of(self, page: ObservationPage) -> None:
        """Who is told of an outcome that takes something away."""
        trainer = FactLines("Who is told", [(page.row.trainer, "by the written copy")])
        if page.manager:
            self.add(trainer, FactLines("The manager", [(page.manager, "manager")]), title="Who is told")
            return
        lacks = ReasonLine(Reason(Meaning.ATTENTION, f"No manager of {page.row.trainer} is recorded."))
        record = Button("Record the manager", "link").does(lambda: self.deeds.to_details(page))
        self.buttons.append(record)
        self.add(trainer, lacks, record, title="Who is told")

    def _offer(self, page: ObservationPage, is_whole: bool) -> None:
        entries = self.deeds.entries(page)
        if not is_whole and page.row.state is not ObservationState.PLANNED:
            entries.append(("Open the whole observation", lambda: self.deeds.open_whole(page)))
        widgets: list[QWidget] = []
        for place, (words, run) in enumerate(entries):
            made = Button(
                words, "filled" if not place and page.row.state is not ObservationState.CLOSED else "link"
            ).does(run)
            self.buttons.append(made)
            widgets.append(made)
        if widgets:
            self.add(*widgets, title="What can be done")

    def _action(self, one: ActionRow) -> QWidget:
        line = QWidget()
        line.setAccessibleName(f"{one.text}. {action_in_words(one)}")
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        done = one.done_on is not None
        meaning = Meaning.GOOD if done else Meaning.STOP if one.late else Meaning.NEUTRAL
        across.addWidget(MeaningIcon(meaning, "" if done or one.late else "flag"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(one.text, wraps=True))
        words.addWidget(Label(action_in_words(one), tone="muted", wraps=True))
        verb, run = ("Not done after all", self.deeds.reopen) if done else ("Mark as done", self.deeds.settle)
        link = Button(verb, "link").does(partial(run, one))
        link.setAccessibleDescription(one.text)
        below = QHBoxLayout()
        below.addWidget(link)
        below.addStretch(1)
        words.addLayout(below)
        across.addLayout(words, 1)
        return line

    def _scan(self, key: str, name: str) -> QWidget:
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(ElidedLabel(name), 1)
        for verb, run in (
            ("Open", lambda: self.deeds.scans.open(key, name)),
            ("Take off", lambda: self.deeds.scans.take_off(key)),
        ):
            link = Button(verb, "link").does(run)
            link.setAccessibleDescription(name)
            across.addWidget(link)
        return line

    def _tell(self, page: ObservationPage) -> None:
        row = page.row
        if row.strengths:
            self.add(*(Label(one, wraps=True) for one in row.strengths), title="Strengths")
        said = reflection_lines(page)
        if said:
            self.add(*(Label(one, wraps=True) for one in said), title="Reflection")
        if page.reply:
            self.add(Label(page.reply, wraps=True), title=reply_heading(page))
        if page.moderation_note:
            self.add(Label(page.moderation_note, wraps=True), title="Moderation")

    def _clocks(self, page: ObservationPage) -> None:
        if page.visit is None or page.row.state in (ObservationState.PLANNED, ObservationState.CANCELLED):
            return
        reasons = [step for step in steps(page, self.today) if step is not None]
        self.add(WhyBlock("Its way", reasons, keeps_order=True))


def not_these(page: ObservationPage) -> str:
    """Who may second or moderate: anybody who neither observed nor was observed."""
    row = page.row
    seen = f"{row.observer}, who observed, or {row.trainer}" if row.observer else row.trainer
    return f"Anybody may but {seen}."


def still_limited(page: ObservationPage, today: date) -> tuple[Reason, ...]:
    """Why a limit that is no longer said still holds, what it waits for, and who can do it."""
    row = page.row
    last = next(iter(page.revisions), None)
    if last is None:
        changed = ""
    else:
        day = "today" if last.on == today else f"on {in_words(last.on)}"
        verb = "Sent back" if row.state in NOT_YET else "Corrected"
        changed = f"{verb} {day} by {last.by}: {last.why.removeprefix('Sent back: ')}"
    if row.state in NOT_YET:
        waits = "It waits to be submitted again, and then for moderation."
    elif row.state is ObservationState.AWAITING_SECOND:
        waits = f"“{row.outcome}” takes its place once a second person agrees."
    else:
        waits = f"“{row.outcome}” takes its place once somebody else has moderated it."
    return (
        Reason(Meaning.STOP, f"“{row.limit}” still limits {row.trainer}.", changed),
        Reason(Meaning.ATTENTION, waits, not_these(page)),
    )


def reflection_lines(page: ObservationPage) -> Sequence[str]:
    """The reflection as lines, each with its question; that none was given, where it was declined."""
    if page.reflected_on is None:
        return ()
    if page.reflection_declined:
        return (f"Asked for, and none given, on {in_words(page.reflected_on)}.",)
    parts = (
        ("As planned", page.went_as_planned),
        ("I would change", page.would_change),
        ("I need", page.what_i_need),
    )
    return tuple(f"{label}: {text}" for label, text in parts if text)


def reply_heading(page: ObservationPage) -> str:
    """Who answered what, and when."""
    stance = {True: ", agrees", False: ", disagrees", None: ""}[page.row.agrees]
    return f"Reply of {page.row.trainer}{stance}"


def steps(page: ObservationPage, today: date) -> tuple[Reason | None, ...]:
    """The steps from the visit to its close: when each was done, or by when it is asked for."""
    row, by = page.row, page.clocks

    def step(what: str, done: date | None, due: date | None, who: str = "") -> Reason:
        if done is not None:
            late = due is not None and done > due
            told = f"{in_words(done, weekday=True)}{f', {who}' if who else ''}"
            return Reason(
                Meaning.GOOD, what, f"{told}, asked for by {in_words(due)}" if late and due is not None else told
            )
        if due is not None and due < today:
            meaning = Meaning.NEUTRAL if row.state is ObservationState.CLOSED else Meaning.ATTENTION
            return Reason(meaning, what, f"Not recorded, asked for by {in_words(due, weekday=True)}")
        return Reason(Meaning.NEUTRAL, what, f"By {in_words(due, weekday=True)}" if due is not None else "Not yet")

    early = row.state in NOT_YET
    seconded = row.outcome in ("Co-deliver only", "Pause and refer")
    return (
        step("Spoken with the trainer", page.spoken_on, by.spoken_by),
        step("Reflection", page.reflected_on, by.draft_by if early else None),
        step("Submitted by the observer", page.submitted_on, by.draft_by),
        step("Second person", page.seconded_on, None, page.seconded_by) if seconded else None,
        step("Written copy given", page.copied_on, by.copy_by),
        step("Reply", page.replied_on, by.reply_by) if page.copied_on is not None else None,
        step("Moderated", page.moderated_on, None, page.moderated_by),
        step("Closed", page.closed_on, None),
    )
