"""Files that came are opened in the pool's window: a reply makes keys known, a return waits, the same again says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gui.screens.seats import Seat
from tests.operations.trust_desks import NADIA, first_contact, quick_words
from trainerpool.operations.carrying.at_desk import open_carry_file
from trainerpool.operations.carrying.handing_out import hand_out, prepare_carry
from trainerpool.operations.carrying.sending import send_return
from trainerpool.operations.people import change_trainer
from trainerpool.operations.pools import close_pool
from trainerpool.queries.returns import TAKEN_IN, WAITING, returned_files


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_words(monkeypatch)


def test_a_reply_and_a_return_are_opened_from_their_files(quick, seat: Seat, tmp_path: Path):
    met = first_contact(tmp_path / "met")
    reply, back = tmp_path / "reply.tpreturn", tmp_path / "back.tpreturn"
    reply.write_bytes(met.reply)
    pool = met.pool()
    seat.opening.show(pool)
    seat.rest()

    seat.opening.open(reply)
    seat.rest()
    assert seat.window.navigator.here == "exchange"
    prepared = prepare_carry(pool, NADIA)
    hand_out(pool, prepared, tmp_path / "carry.tpcarry")
    own = met.desk()
    open_carry_file(own, tmp_path / "carry.tpcarry")
    change_trainer(own, NADIA, phone="01632 960982")
    send_return(own, back)
    close_pool(own)

    seat.opening.open(back)
    page = seat.window.navigator.shown()
    seat.until(lambda: page.current() is not None)
    assert [row.outcome for row in pool.ask(returned_files)] == [WAITING]
    trusted = page.current().trust
    assert trusted.keys_since == pool.today
    assert trusted.carry_number == prepared.content.number

    page.take.click()
    seat.until(lambda: bool(pool.ask(returned_files, TAKEN_IN)))
    seat.rest()
    seat.opening.open(back)
    seat.rest()
    assert seat.window.toast.isVisible()
    assert "Already taken in" in seat.window.toast.accessibleName()
    assert len(pool.ask(returned_files)) == 1

    (tmp_path / "broken.tpreturn").write_bytes(back.read_bytes()[:-40])
    seat.opening.open(tmp_path / "broken.tpreturn")
    seat.rest()
    assert len(pool.ask(returned_files)) == 1
