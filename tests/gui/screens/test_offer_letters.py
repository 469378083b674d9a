"""Letters on the page of offers: how they read, every way out of the program, and nothing recorded until it is said."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import unquote

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.gui.screens.seats import Seat
from trainerpool.exchange.letters import LetterKind
from trainerpool.gui.parts.notices import ErrorPanel
from trainerpool.gui.screens.allocation.offers.screen import OffersScreen
from trainerpool.gui.screens.allocation.offers.words_form import WordsForm
from trainerpool.host.folders import private_folder, wipe_private_folder
from trainerpool.operations.allocations import allocate_trainer
from trainerpool.problem import Problem
from trainerpool.queries.offers import OfferRow, offers
from trainerpool.queries.sessions import sessions
from trainerpool.queries.stepping_in import stepping_in


class Recorder:
    """What the rest of the computer was asked; `takes` is whether it opens anything."""

    def __init__(self) -> None:
        self.files: list[Path] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        self.takes = True

    def open_file(self, path: Path) -> bool:
        self.files.append(path)
        return self.takes

    def open_link(self, link: str) -> bool:
        self.links.append(link)
        return self.takes

    def copy(self, text: str) -> None:
        self.texts.append(text)


def rows(seat: Seat) -> tuple[OfferRow, ...]:
    return seat.desk.ask(offers, seat.desk.today)


def states(seat: Seat) -> dict[str, str]:
    return {row.id: row.state for row in rows(seat)}


def propose_three(seat: Seat) -> None:
    """Three trainers are proposed for sessions with an empty place."""
    put: set[str] = set()
    for row in seat.desk.ask(sessions, seat.desk.today):
        if row.trainers or len(put) == 3:
            continue
        found = seat.desk.ask(stepping_in, row.id, seat.desk.today)
        one = next((it for it in found.helpers if it.state != "override" and it.person_id not in put), None)
        if one is not None:
            try:
                allocate_trainer(seat.desk, row.id, one.person_id, "lead")
            except Problem:
                continue
            put.add(one.person_id)
    assert len(put) == 3


@pytest.fixture
def page(seat: Seat) -> OffersScreen:
    propose_three(seat)
    shown = seat.go("offers", "letters")
    assert isinstance(shown, OffersScreen)
    shown.sending.outside = Recorder()
    seat.until(lambda: len(shown.letters.list.letters) == 3)
    return shown


def way_out(seat: Seat, page: OffersScreen, word: str) -> Recorder:
    page.letters.preview.buttons[word].click()
    seat.rest()
    assert isinstance(page.sending.outside, Recorder)
    return page.sending.outside


def test_a_letter_leaves_four_ways_and_nothing_is_recorded_by_it(seat: Seat, page: OffersScreen) -> None:
    before = states(seat)
    letter = page.letters.list.current()
    assert letter is not None
    copied = way_out(seat, page, "copy").texts[0]
    assert copied.startswith(f"To: {letter.name} ({letter.draft.address})\nSubject: Can you deliver?")
    link = way_out(seat, page, "link").links[0]
    assert link.startswith(f"mailto:{letter.draft.address}?subject=")
    assert letter.draft.body.split("\n")[0] in unquote(link)
    draft = way_out(seat, page, "open").files[-1]
    told = message_from_bytes(draft.read_bytes(), policy=policy.default)
    assert (told["X-Unsent"], told["To"].addresses[0].addr_spec) == ("1", letter.draft.address)
    folder = way_out(seat, page, "folder").files[-1]
    (attached,) = folder.iterdir()
    assert [str(one["status"]) for one in Calendar.from_ical(attached.read_bytes()).walk("VEVENT")] == ["TENTATIVE"]
    for made in (draft, attached):
        assert made.is_relative_to(private_folder())
        assert made.stat().st_mode & 0o077 == 0
        assert letter.name.split()[1] not in str(made)
    assert states(seat) == before
    wipe_private_folder()
    assert list(private_folder().iterdir()) == []


def test_where_no_program_takes_it_that_is_said_with_what_to_do(seat: Seat, page: OffersScreen) -> None:
    assert isinstance(page.sending.outside, Recorder)
    page.sending.outside.takes = False
    way_out(seat, page, "link")
    panel = seat.window.navigator.frame("offers").findChild(ErrorPanel)
    assert panel is not None
    assert "Copy the text instead" in " ".join(one.text() for one in panel.findChildren(QLabel))


def test_only_what_is_ticked_is_recorded_and_undo_says_who_is_to_be_told(seat: Seat, page: OffersScreen) -> None:
    page.letters.list.setFocus()
    seat.front()
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Space)
    left_out = page.letters.list.current()
    assert left_out is not None
    assert page.record.text() == "Record 2 as offered"
    page.record.click()
    seat.until(lambda: sum(row.group == "waiting" and row.waiting == 0 and row.late == 0 for row in rows(seat)) >= 2)
    seat.rest()
    sent = {
        row.trainer.id
        for row in rows(seat)
        if row.state == "offered" and row.times_offered == 1 and row.offered_on == seat.desk.today
    }
    assert left_out.trainer not in sent
    assert [one.trainer for one in page.letters.list.letters] == [left_out.trainer]
    seat.undo()
    page.letters.choose(LetterKind.TAKEN_BACK)
    seat.rest()
    assert len(page.letters.list.letters) == 2
    assert "we have taken" in page.letters.preview.body.toPlainText().casefold()


def test_a_reminder_is_recorded_as_the_offer_made_again(seat: Seat, page: OffersScreen) -> None:
    page.letters.choose(LetterKind.REMINDER)
    seat.rest()
    (letter,) = page.letters.list.letters
    assert "have no answer from you yet" in page.letters.preview.body.toPlainText()
    page.record.click()
    key = letter.places[0].id
    seat.until(lambda: next(row for row in rows(seat) if row.id == key).times_offered == 2)
    seat.rest()


def test_drafts_go_to_the_folder_chosen_or_nowhere(seat: Seat, page: OffersScreen, tmp_path: Path) -> None:
    seat.answers.path = None
    page.letters.write.click()
    seat.rest()
    assert seat.answers.asked == ["Folder for the drafts"]
    seat.answers.path = tmp_path / "drafts"
    page.letters.write.click()
    seat.rest()
    found = sorted(path.name for path in (tmp_path / "drafts").iterdir())
    assert found == sorted(f"Offer {one.name}.eml" for one in page.letters.list.letters)
    page.letters.list.tick_all(False)
    assert page.letters.write.is_blocked()
    assert page.record.is_blocked()


def test_the_words_are_tried_beside_the_letter_and_kept_for_the_pool(seat: Seat, page: OffersScreen) -> None:
    page.edit_words()
    seat.rest()
    form = seat.window.panes.inspector.findChild(WordsForm)
    assert form is not None
    form.body.setPlainText("Hello {first name}, {shoe size}")
    form.finish()
    assert form.text.message.text().startswith("There is no field {shoe size}.")
    form.body.setPlainText("Hello {first name}: {places}")
    seat.until(lambda: page.letters.preview.body.toPlainText().startswith("Hello "))
    form.cancel.click()
    seat.until(lambda: page.letters.preview.body.toPlainText().startswith("Dear "))
    page.edit_words()
    seat.rest()
    form = seat.window.panes.inspector.findChildren(WordsForm)[-1]
    form.body.setPlainText("Hello {first name}: {places}")
    form.finish()
    seat.until(lambda: seat.window.panes.inspector.findChild(WordsForm) is None or not form.isVisible())
    seat.rest()
    assert page.letters.preview.body.toPlainText().startswith("Hello ")


def test_each_letter_is_read_out_with_its_tick(seat: Seat, page: OffersScreen) -> None:
    item = page.letters.list.item(0)
    letter = page.letters.list.letters[0]
    assert item.data(Qt.ItemDataRole.AccessibleTextRole).startswith(f"{letter.name}, 1 session: ")
    assert item.checkState() == Qt.CheckState.Checked
    rect = page.letters.list.visualItemRect(item)
    QTest.mouseClick(page.letters.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + rect.center() / 8)
    assert item.checkState() == Qt.CheckState.Unchecked
    assert len(page.letters.list.ticked_letters()) == 2
    assert seat.window.isVisible()
