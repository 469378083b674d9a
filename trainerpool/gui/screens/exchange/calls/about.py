"""The inspector beside Calls: what somebody said, how the call reached them, the call itself, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from trainerpool.domain.dates import in_words
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import FactLines, Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.exchange.calls.rows import mark_of
from trainerpool.gui.screens.exchange.carry.about import Deed
from trainerpool.queries.calls import LATE, AskedRow, CallPageRow


class AboutCall(Inspector):
    """What is known of one person and one call; `deeds` are about the person, `of_call` about the call."""

    def __init__(
        self, call: CallPageRow, one: AskedRow | None, deeds: Sequence[Deed], of_call: Sequence[Deed], today: date
    ) -> None:
        if one is not None:
            super().__init__(one.name, one.agency or mark_of(one).word)
        else:
            super().__init__("Call for availability", call.period)
        self.call, self.one = call, one
        self.deeds = [Button(words, icon=icon).does(run) for words, icon, run in deeds]
        self.of_call = [Button(words, icon=icon).does(run) for words, icon, run in of_call]
        if one is not None:
            self.add(*[Label(said, wraps=True) for said in answer_sentences(one, call, today)], title="Their answer")
            self.add(*[Label(said, wraps=True) for said in reached_sentences(one)], title="How they were asked")
            if self.deeds:
                self.add(*self.deeds, title="What can be done")
        facts = [
            ("Asked about", call.period), ("Asked on", in_words(call.opened_on)),
            ("Whom", "Everybody" if call.of_all else "Those named"),
            ("Answer by", in_words(call.answer_by, weekday=True)),
        ]  # fmt: skip
        if call.note:
            facts.append(("Note", call.note))
        self.add(FactLines("The call", facts, value_right=False), *self.of_call, title="The call")


def answer_sentences(one: AskedRow, call: CallPageRow, today: date) -> tuple[str, ...]:
    """What somebody answered, or that nothing came yet, with what is known of them all the same."""
    known = tuple(f"{said}." for said in one.said)
    if one.answered_on is not None:
        by = f", told {one.told_by}" if one.told_by else ""
        return (f"Answered on {in_words(one.answered_on, weekday=True)}{by}.", *known)
    if one.returned:
        first = "A return of theirs waits; what it says is not in the pool yet."
    elif one.state == LATE:
        days = (today - call.answer_by).days
        first = f"Not answered; it was due on {in_words(call.answer_by, weekday=True)}, {days} {'day' if days == 1 else 'days'} ago."
    else:
        first = "Not answered yet."
    return (first, *(f"Known already: {said[:1].lower()}{said[1:]}" for said in known))


def reached_sentences(one: AskedRow) -> tuple[str, ...]:
    """How a call went to somebody."""
    said = []
    if one.carried is not None:
        said.append(f"In carry file number {one.carried.number} of {in_words(one.carried.issued_on)}.")
    elif one.has_keys:
        said.append("It goes with their next carry file.")
    else:
        said.append("They have no desk of their own: write or ring, and enter what they say.")
    if one.written_on is not None:
        said.append(f"Written to on {in_words(one.written_on, weekday=True)}.")
    return tuple(said)
