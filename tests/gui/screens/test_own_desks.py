"""Carry files opened in the window: an invitation makes a desk and writes the reply, and what cannot be opened is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.builders import TODAY
from tests.gui.screens.seats import Answers, Seat
from tests.operations.small_pool import small_pool
from tests.operations.trust_desks import NADIA, invited, quick_words, taken
from trainerpool.gui.own_desks import JoinForm
from trainerpool.gui.start import assemble
from trainerpool.host import folders
from trainerpool.host.clock import FixedClock
from trainerpool.operations import desks_here
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool


@pytest.fixture
def desks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Desks are kept in a folder of the test."""
    place = tmp_path / "desks"
    place.mkdir()
    monkeypatch.setattr(folders, "desks_folder", lambda: place)
    monkeypatch.setattr(desks_here, "desks_folder", lambda: place)
    return place


@pytest.fixture
def seat(qapp, desks: Path):
    """The window with nothing open."""
    answers = Answers()
    window, opening = assemble(qapp, answers)
    opening.clock = FixedClock.on(TODAY)
    window.resize(1366, 768)
    window.show()
    desk: Desk | None = None
    made = Seat(window, opening, desk, answers)  # type: ignore[arg-type]
    made.rest()
    yield made
    opening.close()
    window.close()
    window.deleteLater()


def test_an_invitation_makes_a_desk_and_a_reply_the_pool_takes_in(
    seat: Seat, tmp_path: Path, desks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_words(monkeypatch)
    pool = small_pool(tmp_path)
    sent = invited(pool, NADIA)
    file = tmp_path / "invitation.tpcarry"
    file.write_bytes(sent.data)
    seat.opening.open(file)
    seat.rest()
    (form,) = seat.window.findChildren(JoinForm)
    form.words.setText("only three words")
    form.passphrase.setText("short")
    form.finish()
    assert [one.message.text() for one in form.fields[:2]] == [
        "There are six words.", "At least eight letters; a short sentence is best.",
    ]  # fmt: skip
    form.words.setText(sent.words)
    form.passphrase.setText("a passphrase of my own")
    form.again.setText("a passphrase of my own")
    seat.answers.path = tmp_path / "reply.tpreturn"
    form.finish()
    seat.rest()
    assert seat.window.seats == frozenset({"own"})
    assert [page.key for page in seat.window.pages_here() if page.place == "rail"] == ["send"]
    assert taken(pool, (tmp_path / "reply.tpreturn").read_bytes()).text
    assert len(list(desks.iterdir())) == 1
    close_pool(pool)


def test_a_carry_file_without_a_desk_says_what_to_open_first(seat: Seat, tmp_path: Path, desks: Path) -> None:
    file = tmp_path / "somebody.tpcarry"
    file.write_bytes(b"age-encryption.org/v1\n-> X25519 abc\n")
    seat.opening.open(file)
    seat.rest()
    assert list(desks.iterdir()) == []
    frame = seat.window.navigator.frame(seat.window.navigator.here)
    assert frame is not None
    assert "there is none on this computer" in " ".join(one.accessibleName() for one in frame.findChildren(QWidget))
