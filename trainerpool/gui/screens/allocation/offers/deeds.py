"""What can be done with a place, in the same words wherever it is offered, and how each is asked and done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QWidget

from trainerpool.domain import offers as way
from trainerpool.exchange.letters import LetterKind
from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.screens.allocation.offers.answer_form import AnswerForm
from trainerpool.gui.screens.allocation.offers.stand_in_form import StandInForm
from trainerpool.gui.shell import Shell
from trainerpool.operations.offers import (
    confirm_place,
    offer_place,
    record_absent,
    record_delivered,
    record_told,
    respond,
    take_back_offer,
)
from trainerpool.operations.offers_together import accept_several, confirm_several
from trainerpool.queries.offers import CANCELLED, OfferRow
from trainerpool.reports.offer_letters import letter_of

_TOGETHER: dict[str, Callable[..., object]] = {
    "accept": accept_several,
    "confirm": confirm_several,
    "told": record_told,
}


@dataclass(frozen=True, slots=True)
class OfferDeed:
    """One deed of a place: its word, what stands on the button, its key."""

    word: str
    says: str
    keys: str = ""


_ASKED = frozenset({way.PROPOSED, way.OFFERED})
_SAID_YES = frozenset({way.ACCEPTED, way.CONFIRMED})
_DOWN = _SAID_YES | {way.OFFERED}
# The likeliest first: each deed with the states of a place it is offered for.
_BY_STATE = (
    (OfferDeed("accept", "Accepts", "A"), _ASKED),
    (OfferDeed("decline", "Declines...", "D"), _ASKED),
    (OfferDeed("accept", "Accepts after all", "A"), {way.DECLINED}),
    (OfferDeed("delivered", "Delivered"), _DOWN),
    (OfferDeed("absent", "Did not attend"), _DOWN),
    (OfferDeed("confirm", "Confirm", "C"), {way.ACCEPTED, way.OFFERED}),
    (OfferDeed("offer", "Record as offered", "O"), {way.PROPOSED}),
    (OfferDeed("letter", "Write the letter", "R"), frozenset(way.STATES)),
    (OfferDeed("told", "Record as told"), frozenset(way.STATES)),
    (OfferDeed("withdraw", "Withdraws...", "W"), _SAID_YES),
    (OfferDeed("substitute", "Somebody stands in...", "S"), _DOWN | {way.DECLINED, way.WITHDRAWN}),
    (OfferDeed("take back", "Take the offer back"), {way.OFFERED}),
    (OfferDeed("choose", "Choose on the board"), {way.DECLINED, way.WITHDRAWN}),
)
_ON_THE_DAY = frozenset({"delivered", "absent"})
_TELLING = frozenset({"letter", "told"})
_LETTERS = {
    LetterKind.OFFER: "Write the offer",
    LetterKind.REMINDER: "Write a reminder",
    LetterKind.CHANGE: "Write of the change",
}


def deeds_of(row: OfferRow, today: date) -> tuple[OfferDeed, ...]:
    """Every deed there is for a place as it stands; of a cancelled session only its telling."""
    kind, past = letter_of(row), row.session.first_date <= today
    made = []
    for deed, states in _BY_STATE:
        fits = row.state in states and (past or deed.word not in _ON_THE_DAY)
        fits = fits and (kind is not None or deed.word != "letter") and (bool(row.to_tell) or deed.word != "told")
        fits = fits and not (deed.word == "substitute" and row.stands_in)
        if fits and (row.to_tell != CANCELLED or deed.word in _TELLING):
            is_named = deed.word == "letter" and kind in _LETTERS
            made.append(replace(deed, says=_LETTERS[kind]) if is_named and kind is not None else deed)
    return tuple(made)


def several_of(rows: Sequence[OfferRow], today: date) -> tuple[OfferDeed, ...]:
    """What can be done for all of these at once."""
    words = {"accept": OfferDeed("accept", "All accept", "A"), "confirm": OfferDeed("confirm", "Confirm all", "C"),
             "told": OfferDeed("told", "Record all as told")}  # fmt: skip
    fits = [{one.word for one in deeds_of(row, today)} for row in rows]
    return tuple(deed for word, deed in words.items() if all(word in some for some in fits))


def why_not(word: str, row: OfferRow) -> str:
    """Why a deed cannot be done with a place as it stands."""
    to = {"accept": way.ACCEPTED, "decline": way.DECLINED, "confirm": way.CONFIRMED, "offer": way.OFFERED,
          "withdraw": way.WITHDRAWN, "substitute": way.SUBSTITUTED}.get(word)  # fmt: skip
    if to is None:
        return f"{row.trainer.name} has to be told nothing at present."
    why = way.refusal(row.state, to)
    if why[:1].isupper():
        return f"{why}."
    if why:
        return f"{row.trainer.name} {why}."
    if word == "offer":
        return f"{row.trainer.name} was offered it already; a reminder offers it again."
    if word == "decline":
        return f"{row.trainer.name} has said yes; withdraw, to record a change of mind."
    return f"{row.trainer.name} was not asked yet; take the place from the board instead."


class OfferDeeds:
    """Does what the person wishes for one place. `show` lays a form over the inspector, None takes it away again."""

    def __init__(
        self, shell: Shell, page: QWidget, show: Callable[[FormPane | None], None], refuse: Callable[[str], None],
        write: Callable[[OfferRow], None],
    ) -> None:  # fmt: skip
        self._shell, self._page, self._show, self._refuse, self._write = shell, page, show, refuse, write

    def wish(self, word: str, row: OfferRow) -> None:
        """Do one deed of `deeds_of`, or say why it is not possible."""
        if word not in {one.word for one in deeds_of(row, self._shell.today())}:
            self._refuse(why_not(word, row))
            return
        session, trainer = row.session.id, row.trainer.id
        plain: dict[str, Callable[[], object]] = {
            "accept": lambda: self._shell.do(respond, session, trainer, True),
            "confirm": lambda: self._shell.do(confirm_place, session, trainer),
            "offer": lambda: self._shell.do(offer_place, session, trainer),
            "take back": lambda: self._shell.do(take_back_offer, session, trainer),
            "delivered": lambda: self._shell.do(record_delivered, session, trainer),
            "absent": lambda: self._shell.do(record_absent, session, trainer),
            "letter": lambda: self._write(row),
            "told": lambda: self._shell.do(record_told, [[session, trainer]]),
            "choose": lambda: self._shell.navigate("allocation", session),
            "decline": lambda: self._show(AnswerForm(self._shell, row, "decline", self._left)),
            "withdraw": lambda: self._show(AnswerForm(self._shell, row, "withdraw", self._left)),
            "substitute": lambda: self._show(StandInForm(self._shell, row, self._left)),
        }
        plain[word]()

    def wish_several(self, word: str, rows: Sequence[OfferRow]) -> None:
        """Do one deed of `several_of` for all of these, as one piece of work, or say for whom it is not possible."""
        if word not in _TOGETHER:
            self._refuse("That is done one place at a time. Choose a single one.")
            return
        today = self._shell.today()
        for row in rows:
            if word not in {one.word for one in deeds_of(row, today)}:
                self._refuse(f"{why_not(word, row)} Nothing was changed.")
                return
        self._shell.do(_TOGETHER[word], [[row.session.id, row.trainer.id] for row in rows])

    def _left(self) -> None:
        self._show(None)
