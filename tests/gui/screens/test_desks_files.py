"""A newer carry file at a desk that is open: laid in without a word asked, unsent work and half a form kept; an older one refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.gui.screens.desks_seat import NADIA, POOL, TODAY, make_own_desk, own_seat, person_of
from tests.gui.screens.seats import Seat
from trainerpool.host.clock import FixedClock
from trainerpool.operations import example
from trainerpool.operations.carrying.handing_out import hand_out, prepare_carry
from trainerpool.operations.offers import respond
from trainerpool.operations.pools import close_pool, open_pool
from trainerpool.queries.desk_pages import to_send
from trainerpool.queries.desk_sessions import my_sessions
from trainerpool.queries.own_work import held_file


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nadia's desk, and two more carry files for it, the numbers 2 and 3."""
    with pytest.MonkeyPatch.context() as patch:
        folder = make_own_desk(tmp_path_factory.mktemp("made"), patch)
    pool = open_pool(folder / "pool" / POOL, example.PASSPHRASE, FixedClock.on(TODAY))
    for number in (2, 3):
        hand_out(pool, prepare_carry(pool, NADIA), folder / f"{number}.tpcarry")
    close_pool(pool)
    return folder


@pytest.fixture
def own(qapp, made: Path, tmp_path: Path) -> Iterator[Seat]:
    """The window at a fresh copy of it."""
    yield from own_seat(made, tmp_path)


def number_of(seat: Seat) -> int:
    held = seat.desk.ask(held_file)
    assert held is not None
    return held.number


def said(seat: Seat) -> str:
    frame = seat.window.navigator.frame(seat.window.navigator.here)
    assert frame is not None
    return " ".join(one.accessibleName() for one in frame.findChildren(QWidget))


def test_a_newer_file_keeps_what_was_not_sent_and_an_old_one_never_rolls_back(own: Seat, tmp_path: Path) -> None:
    page, person = own.go("my_sessions"), person_of(own)
    first = own.desk.ask(my_sessions, person, own.desk.today).asked[0]
    respond(own.desk, first.id, person, accepted=True)
    page.make_new()
    own.rest()
    form = page.form
    form.form.controls["notes"].setPlainText("Half a sen")

    own.opening.open(tmp_path / "own" / "3.tpcarry")
    own.rest()
    assert own.answers.asked == [], "the desk is open: no passphrase is asked"
    assert own.window.toast.accessibleName().startswith("Carry file number 3 is laid in.")
    assert number_of(own) == 3
    assert first.id in {one.id for one in own.desk.ask(my_sessions, person, own.desk.today).coming}
    sending = own.desk.ask(to_send)
    assert sending is not None
    assert sending.unsent == 1
    assert page.send.text() == "Send 1 change"
    assert (page.form, form.form.controls["notes"].toPlainText()) == (form, "Half a sen")

    own.opening.open(tmp_path / "own" / "2.tpcarry")
    own.rest()
    assert "This file is older than what is held here" in said(own)
    assert number_of(own) == 3

    own.opening.open(tmp_path / "own" / "3.tpcarry")
    own.rest()
    assert own.window.toast.accessibleName().startswith("This carry file is here already.")


def test_a_file_for_somebody_else_changes_nothing(own: Seat, tmp_path: Path) -> None:
    (tmp_path / "other.tpcarry").write_bytes(b"age-encryption.org/v1\n-> X25519 abc\n")
    own.opening.open(tmp_path / "other.tpcarry")
    own.rest()
    assert own.answers.asked == []
    assert "my_sessions" in own.window.navigator.here
    assert number_of(own) == 1
