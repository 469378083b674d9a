"""The words of offers: groups, roles, how long an answer is waited for, and the sentence a row is read out as."""

from __future__ import annotations

from datetime import date

from trainerpool.domain import offers as way
from trainerpool.domain.dates import count_of, in_words
from trainerpool.exchange.letters import LetterKind
from trainerpool.gui.marks import ALLOCATION, Mark, Meaning
from trainerpool.queries.offers import (
    ANSWERED,
    CANCELLED,
    ENDED,
    TAKEN_BACK,
    TO_SEND,
    TO_TELL,
    WAITING,
    OfferRow,
    StepRow,
)
from trainerpool.reports.figures import said_day, said_hours

GROUP_WORDS = {
    TO_SEND: "To send",
    WAITING: "Waiting",
    TO_TELL: "To tell",
    ANSWERED: "Answered",
    ENDED: "Ended",
}
LETTER_WORDS = {
    LetterKind.OFFER: "Offers",
    LetterKind.REMINDER: "Remind",
    LetterKind.CHANGE: "Moved",
    LetterKind.TAKEN_BACK: "Taken back",
    LetterKind.WITHDRAWAL: "Withdrawn",
    LetterKind.SUBSTITUTION: "Stand-ins",
    LetterKind.CANCELLED: "Cancelled",
    LetterKind.TEAM: "Team",
}
_TAKEN_BACK = Mark("Taken back", Meaning.ATTENTION, "undo-2")
_CANCELLED = Mark("Cancelled", Meaning.ATTENTION, "x")
_STEP_WORDS = {
    way.PROPOSED: "Proposed",
    way.OFFERED: "Offered",
    way.ACCEPTED: "Accepted",
    way.CONFIRMED: "Confirmed",
    way.DECLINED: "Declined",
    way.DELIVERED: "Delivered",
    way.WITHDRAWN: "Withdrew",
    way.SUBSTITUTED: "Substituted",
    way.ABSENT: "Did not attend",
}


def mark_of(row: OfferRow) -> Mark:
    """The pill of a place; an offer taken back says so until it is offered again."""
    if row.to_tell == CANCELLED:
        return _CANCELLED
    return _TAKEN_BACK if row.to_tell == TAKEN_BACK else ALLOCATION[row.state]


def title_of(row: OfferRow) -> str:
    """The session by its course's short name."""
    return row.session.short_name


def day_of(row: OfferRow) -> str:
    """The day it begins, as tables write it: "Tue 12 Jan 2027"."""
    return said_day(row.session.parts[0].date)


def when_of(row: OfferRow) -> str:
    """Day and hours: "Tue 12 Jan 2027, 09:30 to 12:30"; further days counted."""
    first, more = row.session.parts[0], len(row.session.parts) - 1
    said = ", ".join(word for word in (said_day(first.date), said_hours(first.start, first.end)) if word)
    return f"{said}, and {count_of(more, 'more day')}" if more else said


def answer_of(row: OfferRow) -> str:
    """By when an answer is asked for, how late it is, or what came of it."""
    if row.state != way.OFFERED:
        return about_last(row)
    if row.late:
        return f"{count_of(row.late, 'working day')} late"
    return f"by {in_words(row.answer_by)}" if row.answer_by is not None else ""


def waited_of(row: OfferRow) -> str:
    """How long an answer is waited for, in words; empty where none is."""
    if row.state != way.OFFERED:
        return ""
    return f"Waiting for {count_of(row.waiting, 'working day')}" if row.waiting else "Offered today"


def about_last(row: OfferRow) -> str:
    """What is known of the last step besides its state: the reason, who stands in, who told."""
    last = row.last
    if row.news:
        return f"{row.news[:1].upper()}{row.news[1:]}"
    if row.stands_in:
        return f"{row.stands_in} stands in"
    if row.instead_of:
        return f"In place of {row.instead_of}"
    if last is None or last.state != row.state or row.state not in way.GONE:
        return ""
    category = "" if last.category == way.TOLD else way.category_words(last.category)
    return ", ".join(word for word in (category, last.reason) if word)


def says(row: OfferRow) -> str:
    """The sentence a row is read out as."""
    parts = [row.trainer.name, f"{title_of(row)}, {day_of(row)}", row.role, mark_of(row).word]
    return ", ".join([*parts, *(word for word in (f"answer {answer_of(row)}" if row.state == way.OFFERED else answer_of(row),
                                                  waited_of(row)) if word.strip() != "answer" and word)])  # fmt: skip


def step_line(step: StepRow, today: date) -> tuple[str, str]:
    """A step of the way as fact and evidence: "Declined on 23 Nov 2026", "Workload: Court. Told by Nadia"."""
    if step.category == way.TOLD:
        return f"Told {'today' if step.on == today else f'on {in_words(step.on)}'}", f"Entered by {step.entered_by}"
    on = "today" if step.on == today else f"on {in_words(step.on)}"
    fact = f"{_STEP_WORDS.get(step.state, step.state)} {on}"
    if step.answer_by is not None:
        fact += f", answer by {in_words(step.answer_by)}"
    why = ": ".join(word for word in (way.category_words(step.category), step.reason) if word)
    told = f"Told {'' if step.told_by.startswith('by ') else 'by '}{step.told_by}" if step.told_by else ""
    entered = f"Entered by {step.entered_by}" if step.entered_by else ""
    return fact, ". ".join(word for word in (why.rstrip("."), told, entered) if word)
