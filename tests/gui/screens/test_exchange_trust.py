"""Trust in the window: ended with a reason, lost keys, another computer, an invitation that ran out; what each means is said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from tests.builders import QUICK
from tests.gui.screens.carry_seat import some_trust, told
from tests.gui.screens.seats import Seat, nameless
from tests.operations.carrying.desks import person_id
from tests.operations.trust_desks import quick_words
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.notices import ErrorPanel
from trainerpool.gui.screens.exchange.carry.about import key_sentences
from trainerpool.gui.screens.exchange.carry.screen import CarryScreen
from trainerpool.gui.screens.exchange.carry.trust_dialogs import LOST, EndTrustDialog, NewKeysDialog
from trainerpool.gui.screens.exchange.carry.words_dialog import WordsDialog
from trainerpool.operations.pools import close_pool
from trainerpool.operations.trust import join, open_here, take_in_reply
from trainerpool.problem import Problem
from trainerpool.queries.trust import EXPIRED, HAS_KEYS, INVITED, REVOKED, keys_of_person, people_trust
from trainerpool.store.records import Invitation

DIALOGS = (EndTrustDialog, NewKeysDialog, WordsDialog)


@pytest.fixture
def page(seat: Seat) -> Iterator[CarryScreen]:
    """Carry files over the example, two people with keys and one invited; the first of them is in focus."""
    seat.window.resize(1366, 768)
    names = some_trust(seat.desk)
    shown = seat.go("carry")
    told(seat)
    seat.front()
    shown.table.choose(person_id(seat.desk, names[0]))
    shown.tell()
    yield shown
    for one in QApplication.topLevelWidgets():
        if isinstance(one, DIALOGS):
            one.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(page: CarryScreen, words: str) -> None:
    next(one for one in page.about.deeds if one.text().startswith(words)).click()


def over(seat: Seat, kind: type) -> object:
    """The dialog of this kind, once it stands over the window."""
    shown: list[object] = []

    def look() -> bool:
        shown[:] = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
        return bool(shown)

    seat.until(look, 10_000)
    seat.rest()
    return shown[0]


def trust_of(seat: Seat, person: str) -> object:
    return next(row for row in seat.desk.ask(people_trust, seat.desk.today) if row.person_id == person)


def words_in(dialog: object) -> str:
    return " ".join(one.text() for one in dialog.findChildren(Label) if not one.isHidden())


def replied(seat: Seat, path: Path, words: str, folder: Path) -> bytes:
    """The reply of somebody who joins with this invitation."""
    joined = join(path.read_bytes(), words, folder, "a passphrase of my own", seat.desk.clock, QUICK)
    close_pool(joined.desk)
    return joined.reply


def test_trust_is_ended_with_a_reason_once_what_it_means_was_said(seat, page):
    person, name = page.current().id, page.current().name
    press(page, "End trust")
    dialog = over(seat, EndTrustDialog)
    assert nameless(dialog) == []
    said = words_in(dialog)
    assert "From 23 Nov 2026 on nothing is sealed for" in said
    assert "It stops the future only: sent files cannot be called back" in said
    assert "To trust them again, invite them again." in said
    assert dialog.focusWidget() is dialog.why
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible(), "a reason is asked for"
    assert "Say why" in dialog.field.message.text()
    assert trust_of(seat, person).state == HAS_KEYS
    dialog.why.setText("Left the partnership")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    seat.until(lambda: page.about.line.state == REVOKED)
    assert trust_of(seat, person).why == "Left the partnership"
    assert "Why: Left the partnership" in key_sentences(page.about.line)
    assert [one.text() for one in page.about.deeds] == ["Invite again..."]
    seat.undo()
    assert trust_of(seat, person).state == HAS_KEYS
    assert page.current().name == name


def test_kept_trust_stays_as_it_is(seat, page):
    person = page.current().id
    press(page, "End trust")
    over(seat, EndTrustDialog).cancel_button.click()
    seat.rest()
    assert trust_of(seat, person).state == HAS_KEYS


def test_a_changed_laptop_keeps_the_old_keys_until_the_reply_is_taken_in(seat, page, tmp_path, monkeypatch):
    quick_words(monkeypatch)
    person, path = page.current().id, tmp_path / "Invitation.tpcarry"
    before = seat.desk.ask(keys_of_person, person)
    seat.answers.path = path
    press(page, "New computer")
    dialog = over(seat, NewKeysDialog)
    assert nameless(dialog) == []
    assert "work until the reply is taken in, and end then" in words_in(dialog)
    assert "Where the passphrase is forgotten, what was not sent is gone" in words_in(dialog)
    dialog.finish()
    words = " ".join(label.text() for label in over(seat, WordsDialog).card.labels)
    seat.rest()
    assert seat.desk.ask(keys_of_person, person) == before
    seat.until(lambda: page.about.line.invited_until is not None)
    assert any("new keys are on their way" in one for one in key_sentences(page.about.line))
    over(seat, WordsDialog).accept()
    reply = replied(seat, path, words, tmp_path / "new laptop")
    taken = take_in_reply(seat.desk, open_here(seat.desk, reply, sorts={"reply"}))
    assert taken.text.endswith("Their former keys have ended.")
    assert seat.desk.ask(keys_of_person, person).sign_public != before.sign_public


def test_a_stolen_laptop_ends_the_trust_at_once_with_the_new_invitation(seat, page, tmp_path, monkeypatch):
    quick_words(monkeypatch)
    person, path = page.current().id, tmp_path / "Invitation.tpcarry"
    seat.answers.path = None
    press(page, "New computer")
    dialog = over(seat, NewKeysDialog)
    dialog.which.choose(LOST)
    dialog.which.chosen.emit(LOST)
    seat.until(lambda: "It stops the future only: sent files cannot be called back" in words_in(dialog))
    assert "What was not sent from the lost computer is gone" in words_in(dialog)
    dialog.finish()
    seat.rest()
    assert trust_of(seat, person).state == HAS_KEYS, "no file was chosen: nothing was done"
    seat.answers.path = path
    press(page, "New computer")
    dialog = over(seat, NewKeysDialog)
    dialog.which.choose(LOST)
    dialog.finish()
    words = " ".join(label.text() for label in over(seat, WordsDialog).card.labels)
    seat.rest()
    assert seat.desk.ask(keys_of_person, person) is None
    assert trust_of(seat, person).state == INVITED
    over(seat, WordsDialog).accept()
    reply = replied(seat, path, words, tmp_path / "new laptop")
    take_in_reply(seat.desk, open_here(seat.desk, reply, sorts={"reply"}))
    assert trust_of(seat, person).state == HAS_KEYS


def test_an_invitation_that_ran_out_is_said_and_made_again(seat, page, tmp_path, monkeypatch):
    quick_words(monkeypatch)
    person = next(line.id for line in page.found if line.state == INVITED)
    with seat.desk.work("Time passes") as work:
        [waiting] = [one for one in work.find(select(Invitation)) if one.person_id == person]
        waiting.until = seat.desk.today - timedelta(days=1)
    told(seat)
    page.table.choose(person)
    page.tell()
    assert page.current().state == EXPIRED
    assert key_sentences(page.about.line) == ("The invitation ran out on 22 Nov 2026. Invite them again.",)
    assert "1 invitation ran out" in page.header.facts_in_words()[0]
    asked = []
    monkeypatch.setattr(
        seat.answers, "confirm", lambda _page, question, answered: (asked.append(question), answered(True))
    )
    seat.answers.path = tmp_path / "Invitation.tpcarry"
    press(page, "Invite again")
    over(seat, WordsDialog).accept()
    seat.rest()
    assert "Their earlier invitation ran out on 22 Nov 2026: a reply to it is refused." in asked[0].details
    assert trust_of(seat, person).state == INVITED


def test_what_a_person_without_trust_sends_is_refused_with_the_reason(seat, page, tmp_path, monkeypatch):
    quick_words(monkeypatch)
    person, path = next(line.id for line in page.found if line.state == ""), tmp_path / "Invitation.tpcarry"
    page.table.choose(person)
    page.tell()
    seat.answers.path = path
    press(page, "Invite")
    words = " ".join(label.text() for label in over(seat, WordsDialog).card.labels)
    over(seat, WordsDialog).accept()
    reply = tmp_path / "Reply.tpreturn"
    reply.write_bytes(replied(seat, path, words, tmp_path / "desk"))
    take_in_reply(seat.desk, open_here(seat.desk, reply.read_bytes(), sorts={"reply"}))
    told(seat)
    page.table.choose(person)
    page.tell()
    press(page, "End trust")
    dialog = over(seat, EndTrustDialog)
    dialog.why.setText("Left the partnership")
    dialog.finish()
    seat.rest()
    with pytest.raises(Problem, match=r"were ended on 23 Nov 2026 \(Left the partnership\)"):
        open_here(seat.desk, reply.read_bytes(), sorts={"reply"})
    returns = seat.go("exchange", reply)
    seat.rest()
    seat.until(lambda: any(one.isVisible() for one in seat.window.findChildren(ErrorPanel)))
    [panel] = [one for one in seat.window.findChildren(ErrorPanel) if one.isVisible()]
    assert "ended on 23 Nov 2026 (Left the partnership)" in panel.accessibleName()
    assert returns.found.waiting == ()
