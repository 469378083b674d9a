"""The inspector beside a person of Carry files: their keys, the carry file they have with what is inside, and the deeds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from trainerpool.domain.dates import in_words
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import FactLines, Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.exchange.carry.rows import CarryLine
from trainerpool.queries.carrying import CarriedRow
from trainerpool.queries.trust import CANCELLED, EXPIRED, HAS_KEYS, INVITED, REVOKED

Deed = tuple[str, str, Callable[[], None]]


class AboutCarry(Inspector):
    """What is known of one person; `deeds` are words, icon and what each does, as in the context menu."""

    def __init__(self, line: CarryLine, deeds: Sequence[Deed]) -> None:
        super().__init__(line.name, line.agency or line.mark.word)
        self.line = line
        keys = [Label(sentence, wraps=True) for sentence in key_sentences(line)]
        self.deeds = [Button(words, icon=icon).does(run) for words, icon, run in deeds]
        self.add(*keys, title="Keys")
        self.add(*_carried(line), title="Carry file")
        if self.deeds:
            self.add(*self.deeds, title="What can be done")
        if len(line.carried) > 1:
            self.add(FactLines("Earlier carry files", [_earlier(row) for row in line.carried[1:]]), title="Earlier")


def key_sentences(line: CarryLine) -> tuple[str, ...]:
    """How it stands with somebody's keys, in sentences."""
    trust = line.trust
    if trust is None:
        return ("They have no keys yet: nothing can be sealed for them. Invite them first.",)
    since = in_words(trust.since)
    said = {
        HAS_KEYS: f"Has keys since {since}. Only they can open what is sealed for them.",
        INVITED: f"Invited on {since}. Their reply has to be taken in by {in_words(trust.until) if trust.until else since}.",
        EXPIRED: f"The invitation ran out on {since}. Invite them again.",
        CANCELLED: f"The invitation was cancelled on {since}.",
        REVOKED: f"The trust in their keys ended on {since}. What they send is refused.",
    }[trust.state]
    more = []
    if trust.state == HAS_KEYS and trust.until is not None:
        more.append(
            f"Invited again: new keys are on their way, the reply has to be taken in by {in_words(trust.until)}."
        )
    if trust.why:
        more.append(f"Why: {trust.why}")
    return (said, *more)


def _carried(line: CarryLine) -> list[Label | FactLines]:
    latest = line.latest
    if latest is None:
        return [Label("None was handed out.", tone="muted", wraps=True)]
    answered = in_words(latest.answered_on) if latest.answered_on else "Not yet"
    facts = [("Number", str(latest.number)), ("Issued", in_words(latest.issued_on))]
    if latest.start and latest.end:
        facts.append(("Covers", f"{in_words(latest.start)} to {in_words(latest.end)}"))
    if latest.opens_until:
        facts.append(("Opens until", in_words(latest.opens_until)))
    facts.append(("Answered", answered))
    made: list[Label | FactLines] = [FactLines("The carry file they have", facts, value_right=False)]
    if latest.is_expired(line.today) and latest.answered_on is None:
        made.append(Label("Its time is over and it was not answered. It still opens, and says so.", wraps=True))
    if latest.lines:
        made.append(Label("Inside: " + "; ".join(latest.lines) + ".", tone="muted", wraps=True))
    return made


def _earlier(row: CarriedRow) -> tuple[str, str]:
    answered = f"answered {in_words(row.answered_on)}" if row.answered_on else "not answered"
    return f"Number {row.number}, {in_words(row.issued_on)}", answered
