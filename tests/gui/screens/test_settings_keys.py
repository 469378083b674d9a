"""People and keys in Settings: somebody let in, a passphrase changed, a way in removed, the recovery sheet again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.gui.screens.seats import Seat
from tests.gui.screens.settings_seat import chosen, opened, press, said, settle
from trainerpool.gui.screens.settings.sheet_dialog import SheetDialog
from trainerpool.operations.example import PASSPHRASE
from trainerpool.operations.key_holders import key_holders, strength_of
from trainerpool.store.keys import recovery_words


@pytest.fixture
def keyed(seat: Seat) -> Iterator[Seat]:
    """A seat of its own: what is done to keys is not undone."""
    yield seat
    seat.rest()


def test_a_person_is_let_in_with_six_drawn_words(keyed):
    page = opened(keyed, "keys")
    page.make_new()
    form = page.at("keys").about.form
    form.controls["name"].setText("Aled Thwaite")
    form.controls["secret"].setText("password")
    assert form.fields["secret"].message.text().startswith("Weak: ")
    press(page.at("keys").about, "Draw six words")
    assert form.fields["secret"].message.text() == "Strong."
    drawn = form.value("secret")
    assert len(drawn.split()) == 6
    page.at("keys").about.save.click()
    settle(keyed)
    settle(keyed)
    assert [row.name for row in key_holders(keyed.desk).rows] == ["Marian Holt", "Aled Thwaite"]
    assert page.at("keys").table.current_row().name == "Aled Thwaite"
    assert keyed.desk.store.keys.read_key(drawn)[1].name == "Aled Thwaite"
    assert keyed.window.toast.link.isHidden()  # letting in cannot be undone by its toast
    _removed(keyed, page)


def _removed(keyed, page) -> None:
    about = chosen(keyed, page, "Aled Thwaite")
    assert any("copied before" in text for text in said(about))
    keyed.answers.yes = False
    press(about, "Remove")
    keyed.rest()
    assert keyed.answers.asked == ["Remove Aled Thwaite's way in?"]
    assert len(key_holders(keyed.desk).rows) == 2
    keyed.answers.yes = True
    press(about, "Remove")
    settle(keyed)
    assert [row.name for row in key_holders(keyed.desk).rows] == ["Marian Holt"]


def test_two_different_passphrases_are_refused_under_their_field(keyed):
    page = opened(keyed, "keys")
    about = chosen(keyed, page, "Marian Holt")
    about.form.controls["present"].setText(PASSPHRASE)
    about.form.controls["secret"].setText("seven green bicycles standing")
    about.form.controls["again"].setText("seven green bicycle standing")
    about.save.click()
    assert about.form.fields["again"].message.text() == "The two are not the same. Type it again."
    about.form.controls["again"].setText("seven green bicycles standing")
    about.save.click()
    settle(keyed)
    assert keyed.desk.store.keys.read_key("seven green bicycles standing")[1].name == "Marian Holt"
    assert about.form.value("present") == ""
    assert strength_of("seven green bicycles standing").word == "fair"


def test_a_keychain_that_is_not_there_is_said_and_the_tick_goes_back(keyed):
    page = opened(keyed, "keys")
    about = chosen(keyed, page, "Marian Holt")
    keyed.answers.text = PASSPHRASE
    about.remember.click()
    keyed.rest()
    keyed.until(lambda: not page.at("keys").about.remember.isChecked())


def test_the_recovery_sheet_is_shown_again_for_the_passphrase(keyed):
    page = opened(keyed, "keys")
    about = chosen(keyed, page, "Marian Holt")
    keyed.answers.text = PASSPHRASE
    press(about, "Show the recovery sheet...")
    keyed.rest()
    (dialog,) = keyed.window.findChildren(SheetDialog)
    words = recovery_words(keyed.desk.store.key).split()
    told = said(dialog)
    assert all(word in told for word in words)
    assert "The recovery sheet of Northmoor" in told
    assert not dialog.sheet.go_on.is_blocked()
    dialog.reject()
