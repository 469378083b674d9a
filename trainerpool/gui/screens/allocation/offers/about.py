"""The inspector about one place: how it stands, what could be done, its way so far, and who it is with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainerpool.domain import offers as way
from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.pill import Pill
from trainerpool.gui.parts.why import Reason, WhyBlock
from trainerpool.gui.screens.allocation.offers.commands import links_of
from trainerpool.gui.screens.allocation.offers.deeds import OfferDeed, OfferDeeds, deeds_of, several_of
from trainerpool.gui.screens.allocation.offers.preview import WAYS
from trainerpool.gui.screens.allocation.offers.words import day_of, mark_of, step_line, title_of, when_of
from trainerpool.queries.offers import CANCELLED, TAKEN_BACK, OfferRow
from trainerpool.reports.offer_letters import Letter

_MOST = 12
_WAY_ICONS = {"open": "pencil", "link": "send", "copy": "list-lines", "folder": "calendar-days"}
_ICONS = {
    way.PROPOSED: "circle-dot",
    way.OFFERED: "hourglass",
    way.ACCEPTED: "circle-check",
    way.CONFIRMED: "pin",
    way.DECLINED: "user-x",
    way.DELIVERED: "check",
    way.WITHDRAWN: "user-minus",
    way.SUBSTITUTED: "repeat",
    way.ABSENT: "user-x",
}


def about_offer(
    row: OfferRow,
    deeds: Sequence[OfferDeed],
    today: date,
    do: Callable[[str], None],
    open_page: Callable[[str, str], None],
) -> Inspector:
    """What the inspector says of one place; `do(word)` does a deed, `open_page(page, argument)` goes there."""
    made = Inspector(row.trainer.name, f"{title_of(row)}, {when_of(row)}, as {row.role}")
    made.add(Pill(mark_of(row)), Label(_stands(row), wraps=True))
    if deeds:
        made.add(_deeds(deeds, row.trainer.name, do), title="What could be done")
    if row.steps:
        lines = [_reason(one.state, *step_line(one, today)) for one in reversed(row.steps)]
        made.add(WhyBlock("The way so far", lines, keeps_order=True))
    else:
        made.add(
            Label("It came in with this state; no steps were recorded.", tone="muted", wraps=True),
            title="The way so far",
        )
    with_them = [Label(f"{one.who.name}, {one.role}, {one.state}", wraps=True) for one in row.team]
    made.add(*(with_them or [Label("Nobody else yet.", tone="muted")]), title="With")
    links = [Button(words, "link").does(run) for words, run in links_of(row, open_page)]
    made.add(*links)
    return made


def about_letter(letter: Letter, open_page: Callable[[str, str], None]) -> Inspector:
    """What the inspector says of one letter: the places it is about, and the ways it can leave the program."""
    asks = (
        f"Answer by {in_words(letter.answer_by, weekday=True)}"
        if letter.answer_by is not None
        else "No answer is asked for"
    )
    made = Inspector(f"Letter to {letter.name}", asks)
    for row in letter.places:
        link = Button(f"{title_of(row)}, {day_of(row)}", "link")
        link.does(lambda row=row: open_page("programme", row.session.id))  # type: ignore[misc]
        made.add(Pill(mark_of(row)), link, Label(f"{when_of(row)}, as {row.role}", tone="muted", wraps=True))
    ways = [Reason(Meaning.NEUTRAL, says, f"{about}.", _WAY_ICONS[word]) for word, says, about in WAYS]
    drafts = Reason(
        Meaning.NEUTRAL,
        "Write the drafts",
        "All that are ticked, into a folder you choose. Whoever has the files can read them.",
        "folder-open",
    )
    made.add(WhyBlock("How it can leave", [*ways, drafts], keeps_order=True))
    made.add(Button(f"Open {letter.name}", "link").does(lambda: open_page("trainer", letter.trainer)))
    return made


def about_chosen(
    chosen: Sequence[OfferRow],
    row: OfferRow | None,
    today: date,
    deeds: OfferDeeds,
    open_page: Callable[[str, str], None],
) -> Inspector | None:
    """What the inspector says of the places that are chosen, of the one in focus, or nothing."""
    if len(chosen) > 1:
        return about_several(chosen, several_of(chosen, today), lambda word: deeds.wish_several(word, chosen))
    if row is None:
        return None
    return about_offer(row, deeds_of(row, today), today, lambda word: deeds.wish(word, row), open_page)


def about_several(rows: Sequence[OfferRow], deeds: Sequence[OfferDeed], do: Callable[[str], None]) -> Inspector:
    """What the inspector says where several places are chosen, and what can be done for all of them at once."""
    trainers = len({row.trainer.id for row in rows})
    made = Inspector(count_of(len(rows), "place"), f"of {count_of(trainers, 'trainer')}")
    if deeds:
        made.add(_deeds(deeds, count_of(len(rows), "place"), do), title="What could be done")
    else:
        made.add(
            Label("They stand too differently for one deed; choose places of one state.", tone="muted", wraps=True)
        )
    made.add(
        *(Label(f"{row.trainer.name}: {title_of(row)}, {day_of(row)}", wraps=True) for row in rows[:_MOST]),
        title="Chosen",
    )
    return made


def _stands(row: OfferRow) -> str:
    """How it stands, in a sentence or two."""
    name = row.trainer.name
    if row.to_tell == TAKEN_BACK:
        return f"The offer was taken back, and {name} has to be told so. The place is only proposed."
    if row.news:
        return f"{name} delivers it. The team has changed: {row.news}. {name} has to be told so."
    if row.to_tell == CANCELLED:
        return f"The session was cancelled, and {name} has to be told so."
    if row.state == way.PROPOSED:
        return f"Nobody has asked {name} yet."
    if row.state == way.OFFERED:
        asked = f", {count_of(row.times_offered, 'time')} so far" if row.times_offered > 1 else ""
        until = f" An answer is asked for by {in_words(row.answer_by, weekday=True)}." if row.answer_by else ""
        late = f" It is {count_of(row.late, 'working day')} late." if row.late else ""
        return f"Offered{asked}.{until}{late}"
    if row.state == way.SUBSTITUTED and row.stands_in:
        return f"{row.stands_in} delivers in place of {name}." + (f" {name} has to be told so." if row.to_tell else "")
    if row.state == way.WITHDRAWN and row.to_tell:
        return f"{name} is no longer down for it, and has to be told so."
    return {
        way.ACCEPTED: f"{name} has said yes; the place is confirmed once its team is whole.",
        way.CONFIRMED: f"{name} delivers it.",
        way.DECLINED: f"{name} has said no; the place is empty.",
        way.DELIVERED: f"{name} delivered it.",
        way.ABSENT: f"{name} did not attend.",
    }.get(row.state, "")


def _reason(state: str, fact: str, evidence: str) -> Reason:
    stops = state in {way.DECLINED, way.ABSENT}
    meaning = Meaning.STOP if stops else Meaning.ATTENTION if state == way.WITHDRAWN else Meaning.NEUTRAL
    return Reason(meaning, fact, evidence, _ICONS.get(state, ""))


def _deeds(deeds: Sequence[OfferDeed], whom: str, do: Callable[[str], None]) -> QWidget:
    holder = QWidget()
    holder.setAccessibleName("What could be done")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for one in deeds:
        button = Button(one.says, keys=one.keys).does(lambda word=one.word: do(word))  # type: ignore[misc]
        button.setAccessibleDescription(whom + (f", key {one.keys}" if one.keys else ""))
        column.addWidget(button)
    return holder
