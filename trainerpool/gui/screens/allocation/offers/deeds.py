"""What can be done with a place, in the same words wherever it is offered, and how each is asked and done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from trainerpool.domain import offers as way
from trainerpool.gui.screens.allocation.offers.answer_form import AnswerForm
from trainerpool.gui.screens.allocation.offers.stand_in_form import StandInForm
from trainerpool.gui.screens.trainers.form_pane import FormPane
from trainerpool.gui.shell import Shell
from trainerpool.operations.offers import (
    confirm_place,
    offer_place,
    record_absent,
    record_delivered,
    respond,
    take_back_offer,
)
from trainerpool.queries.offers import OfferRow
from trainerpool.reports.offer_letters import letter_of


@dataclass(frozen=True, slots=True)
class OfferDeed:
    """One deed of a place: its word, what stands on the button, its key."""

    word: str
    says: str
    keys: str = ""


def deeds_of(row: OfferRow, today: date) -> tuple[OfferDeed, ...]:
    """Every deed there is for a place as it stands, the likeliest first."""
    made: list[OfferDeed] = []
    if row.state in {way.PROPOSED, way.OFFERED}:
        made += [OfferDeed("accept", "Accepts", "A"), OfferDeed("decline", "Declines...", "D")]
    if row.state == way.DECLINED:
        made.append(OfferDeed("accept", "Accepts after all", "A"))
    if row.session.first_date <= today and row.state in {way.OFFERED, way.ACCEPTED, way.CONFIRMED}:
        made += [OfferDeed("delivered", "Delivered"), OfferDeed("absent", "Did not attend")]
    if row.state in {way.ACCEPTED, way.OFFERED}:
        made.append(OfferDeed("confirm", "Confirm", "C"))
    if row.state == way.PROPOSED:
        made.append(OfferDeed("offer", "Record as offered", "O"))
    if (kind := letter_of(row)) is not None:
        words = {"offer": "Write the offer", "reminder": "Write a reminder", "change": "Write of the change"}
        made.append(OfferDeed("letter", words.get(kind.value, "Write the letter"), "R"))
    if row.state in {way.ACCEPTED, way.CONFIRMED}:
        made.append(OfferDeed("withdraw", "Withdraws...", "W"))
    if row.state in {way.OFFERED, way.ACCEPTED, way.CONFIRMED}:
        made.append(OfferDeed("substitute", "Somebody stands in...", "S"))
    if row.state == way.OFFERED:
        made.append(OfferDeed("take back", "Take the offer back"))
    if row.state in {way.DECLINED, way.WITHDRAWN}:
        made.append(OfferDeed("choose", "Choose another trainer"))
    return tuple(made)


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
            "choose": lambda: self._shell.navigate("allocation", session),
            "decline": lambda: self._show(AnswerForm(self._shell, row, "decline", self._left)),
            "withdraw": lambda: self._show(AnswerForm(self._shell, row, "withdraw", self._left)),
            "substitute": lambda: self._show(StandInForm(self._shell, row, self._left)),
        }
        plain[word]()

    def _left(self) -> None:
        self._show(None)
