"""Scenes of Carry files: who has what, somebody in each state, the words of an invitation, what is inside, everybody of a period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from tests.gui.album.acting import asked, context, dialog, focus, then
from tests.gui.album.scenes import scene, states_of, waiting
from tests.gui.screens.carry_seat import some_trust, told
from tests.gui.screens.seats import Seat
from trainerpool.gui.screens.exchange.carry.screen import CarryScreen
from trainerpool.gui.screens.exchange.carry.trust_dialogs import LOST, NewKeysDialog
from trainerpool.gui.screens.exchange.carry.words_dialog import WordsDialog
from trainerpool.operations.carrying.to_files import InvitedTo
from trainerpool.operations.trust.invitations import Invited
from trainerpool.operations.trust.said import what_invited_means
from trainerpool.store.work import Done

WORDS = "abacus pebble lantern orchard velvet willow"


def begun(seat: Seat) -> None:
    """Two people have keys, one of them a carry file; a third is invited."""
    some_trust(seat.desk)
    told(seat)


def at(state: str) -> Callable[[Seat], None]:
    """Go to somebody of this state."""

    def act(seat: Seat) -> None:
        begun(seat)
        page = seat.window.navigator.shown()
        assert isinstance(page, CarryScreen)
        page.table.choose(next(line.id for line in page.found or () if line.state == state))
        page.tell()

    return act


def words(seat: Seat) -> None:
    """An invitation was saved: its words."""
    page = seat.window.navigator.shown()
    until = seat.desk.today + timedelta(days=14)
    name = "Nadia Farouk"
    said = Invited("", name, until, what_invited_means(name, until, has_keys=False, replaces=False), Done("Invite"))
    WordsDialog(page, InvitedTo(said, WORDS, Path("Invitation.tpcarry"), has_draft=True)).open()
    dialog(seat)


def seek(seat: Seat) -> None:
    page = seat.window.navigator.shown()
    assert isinstance(page, CarryScreen)
    page.search.setText("no such name")
    page.search.seek_now()


def lost(seat: Seat) -> None:
    made = dialog(seat)
    assert isinstance(made, NewKeysDialog)
    made.which.choose(LOST)
    made.which.chosen.emit(LOST)


states_of("carry")
waiting("carry")
scene("carry", "nobody in the pool", pool="empty")
scene("carry", "somebody with keys", at("has keys"))
scene("carry", "somebody invited", at("invited"))
scene("carry", "the menu of a person", then(at("has keys"), focus("TableView"), context))
scene("carry", "nobody found", seek)
scene("carry", "the six words", words)
scene("carry", "what is inside", then(at("has keys"), asked("Hand out a carry")))
scene("carry", "everybody of a period", then(begun, asked("Hand out to")))
scene("carry", "before inviting", asked("Invite"))
scene("carry", "before trust is ended", then(at("has keys"), asked("End trust")))
scene("carry", "new keys", then(at("has keys"), asked("New computer")))
scene("carry", "new keys after a loss", then(at("has keys"), asked("New computer"), lost))
