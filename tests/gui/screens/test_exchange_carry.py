"""Carry files: who has what, an invitation and its words, a carry file looked at before it goes, everybody of a period, trust ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import QUICK
from tests.gui.screens.carry_seat import some_trust, told
from tests.gui.screens.seats import Seat, clipped, nameless
from tests.gui.screens.stopping import stop_once
from tests.operations.trust_desks import quick_words
from trainerpool.gui.screens.exchange.carry.everybody_dialog import EverybodyDialog
from trainerpool.gui.screens.exchange.carry.inside_dialog import InsideDialog
from trainerpool.gui.screens.exchange.carry.screen import CarryScreen
from trainerpool.gui.screens.exchange.carry.words_dialog import WordsDialog
from trainerpool.operations.pools import close_pool
from trainerpool.operations.settings import set_policy
from trainerpool.operations.trust import join
from trainerpool.queries.carrying import carried_files
from trainerpool.queries.trust import CANCELLED, HAS_KEYS, INVITED, people_trust, trusted_pool


@pytest.fixture
def page(seat: Seat) -> Iterator[CarryScreen]:
    """Carry files over the example, two people with keys and one invited."""
    seat.window.resize(1366, 768)
    some_trust(seat.desk)
    shown = seat.go("carry")
    told(seat)
    seat.front()
    seat.until(lambda: shown.about is not None)
    yield shown
    for one in QApplication.topLevelWidgets():
        if isinstance(one, (WordsDialog, InsideDialog, EverybodyDialog)):
            one.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def the(page: CarryScreen, state: str, place: int = 0) -> str:
    """Go to somebody of this state; their id."""
    lines = [line for line in page.found or () if line.state == state]
    page.table.choose(lines[place].id)
    page.tell()
    return lines[place].id


def press(page: CarryScreen, words: str) -> None:
    """Press a deed of the inspector."""
    next(one for one in page.about.deeds if one.text().startswith(words)).click()


def over(seat: Seat, kind: type) -> object:
    """The dialog of this kind, once it stands over the window."""
    found: list[object] = []

    def look() -> bool:
        found[:] = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
        return bool(found)

    seat.until(look, 10_000)
    seat.rest()
    return found[0]


def state_of(seat: Seat, person: str) -> str:
    return next(row.state for row in seat.desk.ask(people_trust, seat.desk.today) if row.person_id == person)


def test_everybody_stands_there_with_keys_and_the_carry_file_they_have(seat, page):
    assert page.header.facts_in_words() == ["2 people with keys, 1 invited, 1 not answered."]
    lines = {line.state: line for line in reversed(page.found)}
    assert lines[HAS_KEYS].latest.number == 1
    assert lines[INVITED].latest is None
    assert lines[""].trust is None
    first = page.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Has keys" in first or "Invited" in first, "whoever has begun stands first"
    the(page, HAS_KEYS)
    assert [one.text() for one in page.about.deeds] == [
        "Hand out a carry file...",
        "New computer or lost keys...",
        "End trust...",
    ]
    the(page, INVITED)
    assert [one.text() for one in page.about.deeds] == ["Invite again...", "Cancel invitation..."]
    the(page, "")
    assert [one.text() for one in page.about.deeds] == ["Invite..."]
    assert nameless(seat.window) == []


def test_the_two_views_lead_to_each_other(seat, page):
    page.views._parts["exchange"].click()
    seat.rest()
    assert seat.window.navigator.here == "exchange"
    returns = seat.window.navigator.shown()
    assert returns.views.choice() == "exchange"
    returns.views._parts["carry"].click()
    seat.rest()
    assert seat.window.navigator.here == "carry"
    assert page.views.choice() == "carry"


def test_settings_lead_there(seat, page):
    settings = seat.go("settings", "keys")
    settings.at("keys").desks.click()
    seat.rest()
    assert seat.window.navigator.here == "carry"
    assert seat.window.navigator.shown() is page


def test_an_invitation_is_saved_and_its_words_are_shown_once(seat, page, tmp_path, monkeypatch):
    quick_words(monkeypatch)
    person, path = the(page, ""), tmp_path / "Invitation.tpcarry"
    seat.answers.path = path
    QApplication.clipboard().clear()
    press(page, "Invite")
    dialog = over(seat, WordsDialog)
    words = [label.text() for label in dialog.card.labels]
    assert len(words) == 6
    assert dialog.card.accessibleDescription().split() == words
    assert dialog.card.hasFocus()
    assert nameless(dialog) == []
    joined = join(
        path.read_bytes(), " ".join(words), tmp_path / "desk", "a passphrase of my own", seat.desk.clock, QUICK
    )
    assert joined.desk.ask(trusted_pool).person_id == person
    assert joined.first is not None
    close_pool(joined.desk)
    assert state_of(seat, person) == INVITED
    draft = path.with_suffix(".eml").read_bytes()
    sent = message_from_bytes(draft)
    body = (
        next(part for part in sent.walk() if part.get_content_type() == "text/plain").get_payload(decode=True).decode()
    )
    assert not any(f" {' '.join(words[:2])}" in body for _ in words)
    QTest.keyClick(dialog, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == ""
    labels = list(dialog.card.labels)
    dialog.done(0)
    assert all(label.text() == "" for label in labels)
    seat.rest()
    assert page.current().state == INVITED


def test_an_invitation_that_is_not_saved_leaves_nothing(seat, page):
    person = the(page, "")
    seat.answers.path = None
    press(page, "Invite")
    seat.rest()
    assert person not in {row.person_id for row in seat.desk.ask(people_trust, seat.desk.today)}


def test_a_carry_file_is_looked_at_before_it_is_saved(seat, page, tmp_path):
    person = the(page, HAS_KEYS)
    before = len(seat.desk.ask(carried_files, person))
    path = tmp_path / "out.tpcarry"
    seat.answers.path = path
    press(page, "Hand out")
    dialog = over(seat, InsideDialog)
    assert dialog.prepared is not None
    said = [dialog.lines.itemAt(place).widget().text() for place in range(dialog.lines.count())]
    assert set(dialog.prepared.inside.lines) <= set(said)
    assert not path.exists()
    assert nameless(dialog) == []
    dialog.end.set_day(seat.desk.today.replace(year=2020))
    dialog.ask()
    assert dialog.done_button.is_blocked()
    dialog.end.set_day(seat.desk.today.replace(year=2027))
    dialog.ask()
    seat.rest()
    dialog.finish()
    seat.rest()
    assert path.read_bytes()
    assert path.with_suffix(".eml").exists()
    rows = seat.desk.ask(carried_files, person)
    assert len(rows) == before + 1
    assert page.current().latest.number == max(row.number for row in rows)


def test_how_long_it_covers_is_changed_in_the_policy_and_asked_for_in_the_dialog(seat, page):
    settings = seat.go("settings", "policy")
    section = settings.at("policy")
    assert section.table.choose("carry_covers_weeks")
    seat.rest()
    row = section.table.current_row()
    assert (row.group, row.words, row.shown) == (
        "Offline", "A carry file covers, where no last day is given", "26 weeks",
    )  # fmt: skip
    set_policy(seat.desk, {"carry_covers_weeks": 6, "carry_open_weeks": 2})
    seat.window.workplace.background.touch(frozenset({"policy"}))
    seat.go("carry")
    seat.until(lambda: page.doing.weeks == 6)
    the(page, HAS_KEYS)
    press(page, "Hand out")
    dialog = over(seat, InsideDialog)
    assert dialog.end.day() == seat.desk.today + timedelta(weeks=6)
    assert dialog.prepared.content.opens_until == seat.desk.today + timedelta(weeks=2)


def test_everybody_of_a_period_gets_one_with_a_draft_beside_it(seat, page, tmp_path):
    seat.answers.path = tmp_path
    page.all.click()
    dialog = over(seat, EverybodyDialog)
    assert nameless(dialog) == []
    said = " ".join(dialog.lines.itemAt(place).widget().text() for place in range(dialog.lines.count()))
    assert "2 carry files will be written" in said
    assert "invite them first" in said
    seat.until(lambda: bool(dialog.links))
    running, following = dialog.terms[:2]
    dialog.links[1].click()
    seat.rest()
    assert (dialog.start.day(), dialog.end.day()) == (following.start, following.end)
    dialog.links[0].click()
    seat.rest()
    assert (dialog.start.day(), dialog.end.day()) == (seat.desk.today, running.end), "what has passed is not handed out"
    dialog.finish()
    seat.rest()
    assert len(list(tmp_path.glob("*.tpcarry"))) == 2
    assert len(list(tmp_path.glob("*.eml"))) == 2
    assert "2 carry files" in seat.window.toast.accessibleName()


def test_cancel_in_the_middle_of_handing_out_to_everybody_leaves_no_trace(seat, page, tmp_path):
    folder = tmp_path / "carry files"
    folder.mkdir()
    (folder / "Minutes.txt").write_text("mine")
    seat.answers.path = folder
    before, undo = seat.desk.ask(carried_files), seat.desk.store.stacks.undo[-1].name
    page.all.click()
    dialog = over(seat, EverybodyDialog)
    assert dialog.draft.isChecked()
    seen = stop_once(seat, "Handing out carry files", lambda: len(list(folder.iterdir())) == 5)
    dialog.finish()
    seat.rest()
    assert seen, "both files and both drafts were written when it was stopped"
    assert [one.name for one in folder.iterdir()] == ["Minutes.txt"]
    assert seat.desk.ask(carried_files) == before
    assert seat.desk.store.stacks.undo[-1].name == undo
    assert "Stopped: no carry file was handed out" in seat.window.toast.accessibleName()
    page.all.click()
    over(seat, EverybodyDialog).finish()
    seat.rest()
    assert len(list(folder.glob("*.tpcarry"))) == 2, "and afterwards it goes through"
    numbers = sorted(row.number for row in seat.desk.ask(carried_files) if row.is_latest)
    assert numbers == [1, 2], "no number was used up"


def test_an_invitation_is_cancelled_and_that_is_undone(seat, page):
    person = the(page, INVITED)
    press(page, "Cancel invitation")
    seat.until(lambda: state_of(seat, person) == CANCELLED)
    seat.rest()
    seat.undo()
    assert state_of(seat, person) == INVITED


def test_keys_lead_to_the_deeds_and_the_page_has_its_room(seat, page):
    the(page, HAS_KEYS)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.about.deeds[0].hasFocus()
    for wide, high in ((1366, 768), (1024, 768), (683, 384)):
        seat.size(wide, high)
        assert clipped(page) == [], f"{wide} x {high}"
    page.search.setText("no such name at all")
    page.search.seek_now()
    assert page.stack.currentIndex() == 1
    assert page.leave_step()
    assert page.stack.currentIndex() == 0


def test_a_carry_file_can_be_chosen_from_the_menu_file(seat: Seat, tmp_path: Path):
    asked: list[tuple[str, ...]] = []
    seat.window.workplace.dialogs.open_file = lambda _parent, _title, kinds, _chosen: asked.append(tuple(kinds))
    seat.opening.choose()
    assert "*.tpcarry" in asked[0][0]
    assert "*.tpreturn" in asked[0][0]
