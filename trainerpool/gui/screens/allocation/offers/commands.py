"""What the palette and the context menu offer on the page of offers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.exchange.letters import LetterKind
from trainerpool.gui.parts.header import Fact
from trainerpool.gui.screens.allocation.offers.deeds import OfferDeed
from trainerpool.gui.screens.allocation.offers.words import GROUP_WORDS
from trainerpool.gui.shell import Command
from trainerpool.queries.offers import GROUPS, TO_SEND, TO_TELL, WAITING, OfferRow

PLACES, LETTERS = "places", "letters"


def commands(
    turn: Callable[[str], None], write: Callable[[], None], edit_words: Callable[[], None], toggle_letters: Callable[[], None],
    show_group: Callable[[str], None], rows: Sequence[OfferRow],
) -> list[Command]:  # fmt: skip
    """The palette's entries: both views, what can be done with the letters, and each group there is a place in."""
    made = [
        Command("Answers to offers", lambda: turn(PLACES), "Offers", "Ctrl+PgUp", "hourglass"),
        Command("Letters to trainers", lambda: turn(LETTERS), "Offers", "Ctrl+PgDown", "send"),
        Command("Write the drafts to a folder", write, "Offers", "", "folder-open"),
        Command("Words of this letter", edit_words, "Offers", "", "pencil"),
        Command("Turn the letter keys on or off", toggle_letters, "Offers"),
    ]
    counted = Counter(row.group for row in rows)
    for group in GROUPS:
        if counted[group]:
            words = f"{GROUP_WORDS[group]}: {count_of(counted[group], 'place')}"
            made.append(Command(words, lambda group=group: show_group(group), "Offers"))  # type: ignore[misc]
    return made


def summary(rows: Sequence[OfferRow], show_group: Callable[[str], None]) -> list[Fact]:
    """The line under the title: what waits, each count a door."""
    counted, late = Counter(row.group for row in rows), sum(row.late > 0 for row in rows)
    facts: list[Fact] = []
    for group in (TO_SEND, WAITING, TO_TELL):
        if counted[group]:
            late_words = f", {late} late" if group == WAITING and late else ""
            facts += [", "] if facts else []
            words = f"{counted[group]} {GROUP_WORDS[group].lower()}{late_words}"
            facts.append((words, lambda group=group: show_group(group)))  # type: ignore[misc]
    return facts or ["Nobody waits for an offer, and no answer is waited for."]


def record_words(kind: LetterKind, number: int) -> str:
    """What the button says that records so many places once their letters have left."""
    words = {LetterKind.OFFER: "as offered", LetterKind.REMINDER: "as reminded", LetterKind.CHANGE: "as asked again"}
    said = words.get(kind, "as told")
    return f"Record {number} {said}" if number else f"Record {said}"


def menu_of(
    page: QWidget,
    deeds: Sequence[OfferDeed],
    wish: Callable[[str], None],
    links: Sequence[tuple[str, Callable[[], None]]],
) -> QMenu:
    """The context menu: every deed and link of the inspector, in its words."""
    menu = QMenu(page)
    menu.aboutToHide.connect(menu.deleteLater)
    for one in deeds:
        words = f"{one.says}\t{one.keys}" if one.keys else one.says
        menu.addAction(words, lambda word=one.word: wish(word))  # type: ignore[misc]
    if deeds and links:
        menu.addSeparator()
    for words, run in links:
        menu.addAction(words, run)
    return menu


def links_of(row: OfferRow, open_page: Callable[[str, str], None]) -> tuple[tuple[str, Callable[[], None]], ...]:
    """Where a place leads: its trainer, its session, and its cell on the board."""
    return (
        (f"Open {row.trainer.name}", lambda: open_page("trainer", row.trainer.id)),
        ("Open the session", lambda: open_page("programme", row.session.id)),
        ("Show on the board", lambda: open_page("allocation", row.session.id)),
    )
