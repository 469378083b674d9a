"""Deeds for the trainers chosen: offered, recorded, written to and exported, by keys alone; who is left out is named."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QItemSelectionModel, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu

from tests.gui.screens.seats import Seat, clipped, nameless
from tests.gui.screens.trainers_seat import as_first_seen
from trainerpool.domain.evidence import EvidenceKind
from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.parts.button import Button
from trainerpool.gui.screens.trainers.filters import EVERYBODY, Filters
from trainerpool.gui.screens.trainers.mail import MOST_LETTERS, mail_link
from trainerpool.gui.screens.trainers.screen import TrainersScreen
from trainerpool.operations.people import change_trainer
from trainerpool.queries.evidence import evidence_of_everyone
from trainerpool.queries.sessions import allocations
from trainerpool.queries.standings import standing_of


@pytest.fixture
def seat(shared: Seat) -> Seat:
    return shared


@pytest.fixture
def page(seat: Seat) -> TrainersScreen:
    return as_first_seen(seat)


class Mail(QObject):
    """Stands where the person's mail program would."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    @Slot(QUrl)
    def take(self, link: QUrl) -> None:
        self.links.append(link.toString(QUrl.ComponentFormattingOption.FullyEncoded))


def choose(seat: Seat, page: TrainersScreen, names: Sequence[str]) -> list[str]:
    """Choose these rows; gives their ids."""
    model = page.table.selectionModel()
    model.clearSelection()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    ids = []
    for name in names:
        row = next(row for row in page.known.rows if row.listed == name)
        model.select(page.listing.model.index(page.listing.model.place_of(row.id), 0), flags)
        ids.append(row.id)
    seat.until(lambda: not page.telling.is_waiting())
    seat.rest()
    return ids


def told(seat: Seat) -> list[str]:
    return [one.text() for one in seat.window.panes.inspector.findChildren(QLabel) if one.isVisible()]


def button(within, words: str) -> Button:
    return next(one for one in within.findChildren(Button) if one.text() == words and one.isVisible())


def form(seat: Seat) -> FormPane:
    shown: list[FormPane] = []
    seat.until(
        lambda: bool(
            shown.extend(one for one in seat.window.panes.inspector.findChildren(FormPane) if one.isVisible()) or shown
        )
    )
    seat.rest()
    return shown[0]


def menu_words(menu: QMenu) -> list[str]:
    return [action.text().split("\t")[0] for action in menu.actions()]


def test_the_inspector_tells_of_the_chosen_in_sum(seat, page):
    choose(seat, page, ("Abara, Gwen", "Farouk, Nadia", "Dacosta, Femi"))
    said = told(seat)
    assert any(sorted(text.split(", ")) == ["1 approved", "1 candidate", "1 on notice"] for text in said)
    assert "3 agencies" in said
    assert any("1 below what is asked." in text for text in said)
    offered = [one.text() for one in seat.window.panes.inspector.findChildren(Button) if one.isVisible()]
    row = page.listing.model.row_at(0)
    words = menu_words(page.deeds.menu(page, next(one for one in page.table.selected_rows() if one)))
    assert words[0] == "Record 3 agreements as renewed today"
    assert set(words[1:]) <= set(offered)
    assert row is not None


def test_twelve_agreements_are_renewed_at_once_by_keys_alone(seat, page, qtbot):
    """From the list: Home, eleven times Shift+Down, the context menu and Enter: 14 keystrokes, one undo."""
    before = {row.id: seat.desk.ask(standing_of, row.id, seat.desk.today).agreement_until for row in page.known.rows}
    page.show_filters(Filters(standing="approved"))
    keys = 0

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        nonlocal keys
        qtbot.keyClick(page.table, key, modifier)
        keys += 1

    press(Qt.Key.Key_Home)
    for _ in range(11):
        press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = [row.id for row in page.table.selected_rows()]
    assert len(chosen) == 12
    menu = page.deeds.menu(page, page.table.current_row())  # Shift+F10 opens this one
    keys += 1
    assert menu.actions()[0].text() == "Record 12 agreements as renewed today"
    menu.actions()[0].trigger()  # Enter on its first line
    keys += 1
    seat.rest()
    assert keys == 14
    for key in chosen:
        assert seat.desk.ask(standing_of, key, seat.desk.today).agreement_until.isoformat() == "2027-11-22"
    assert seat.desk.store.stacks.undo[-1].name == "Renew 12 release agreements"
    seat.undo()
    after = {row.id: seat.desk.ask(standing_of, row.id, seat.desk.today).agreement_until for row in page.known.rows}
    assert after == before


def test_who_has_left_is_named_and_not_renewed(seat, page):
    page.show_filters(EVERYBODY)
    choose(seat, page, ("Osgood, Quentin", "Farouk, Nadia"))
    assert "Quentin Osgood: left out" in told(seat)
    assert "Left the pool; an agreement would mean nothing." in told(seat)
    assert button(seat.window.panes.inspector, "Record 1 agreement")


def test_a_session_is_offered_to_those_it_fits_and_the_others_have_their_reason(seat, page, qtbot):
    ids = choose(seat, page, ("Farouk, Nadia", "Barlow, Denzil", "Brandt, Olivia"))
    before = {one.id for one in seat.desk.ask(allocations)}
    button(seat.window.panes.inspector, "Offer a session").click()
    shown = form(seat)
    assert shown.session.count() > 0
    seat.until(lambda: clipped(shown) == [])
    assert nameless(shown) == []
    session = shown.chosen()
    fits = {fit.name: fit for fit in session.fits}
    said = told(seat)
    for name, fit in fits.items():
        if not fit.fits:
            assert f"{name}: not offered" in said
            assert fit.words in said
    number = sum(tick.isChecked() for tick in shown.ticks.values())
    assert 1 <= number <= session.free
    assert shown.save.text() == f"Offer to {number}"
    qtbot.keyClick(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    seat.rest()
    made = [one for one in seat.desk.ask(allocations) if one.id not in before]
    assert {one.state for one in made} == {"offered"}
    assert {one.person_id for one in made} <= set(ids)
    assert len(made) == number
    assert page.table.hasFocus()
    seat.undo()
    assert {one.id for one in seat.desk.ask(allocations)} == before


def test_more_ticks_than_places_are_said_and_not_offered(seat, page):
    page.show_filters(Filters(standing="approved", course="NEG"))
    names = [row.listed for row in page.listing.model.rows()][:8]
    choose(seat, page, names)
    button(seat.window.panes.inspector, "Offer a session").click()
    shown = form(seat)
    place = next(n for n, one in enumerate(shown.found) if one.able > one.free)
    shown.session.setCurrentIndex(place)
    for tick in shown.ticks.values():
        tick.setChecked(True)
    assert shown.save.is_blocked()
    assert "An offer holds its place." in shown.state.text()


def test_esc_leaves_the_form_and_the_chosen_are_told_of_again(seat, page, qtbot):
    choose(seat, page, ("Farouk, Nadia", "Barlow, Denzil"))
    button(seat.window.panes.inspector, "Record evidence for 2").click()
    shown = form(seat)
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    seat.rest()
    assert "2 trainers chosen" in told(seat)


def test_an_event_is_recorded_for_several_and_who_is_past_the_stage_is_named(seat, page, qtbot):
    ids = choose(seat, page, ("Farouk, Nadia", "Dacosta, Femi"))
    button(seat.window.panes.inspector, "Record evidence for 2").click()
    shown = form(seat)
    assert shown.save.text() == "Record for 2"
    shown.kind.setCurrentIndex(shown.kind.findData(EvidenceKind.TTT_COURSE))
    assert shown.save.text() == "Record for 1"
    seat.until(lambda: "Nadia Farouk: left out" in told(seat))
    shown.kind.setCurrentIndex(shown.kind.findData(EvidenceKind.DEVELOPMENT_EVENT))
    shown.on.setText("24 Dec 2026")
    qtbot.keyClick(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shown.fields["on"].message.text() == "Evidence is recorded once it has happened."
    shown.on.setText("18 Nov 2026")
    shown.note.setText("Safeguarding forum")
    qtbot.keyClick(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    seat.rest()
    found = seat.desk.ask(evidence_of_everyone)
    for key in ids:
        assert any(item.kind == "development_event" and item.note == "Safeguarding forum" for item in found[key])
    assert seat.desk.store.stacks.undo[-1].name == "Record development event of 2 trainers"
    seat.undo()


def test_a_form_stays_while_a_deed_elsewhere_refreshes_the_list(seat, page):
    choose(seat, page, ("Farouk, Nadia", "Barlow, Denzil"))
    page.deeds.record(page.table.selected_rows())
    shown = form(seat)
    shown.note.setText("half typed")
    page.deeds.renew([page.known.rows[40].id], seat.desk.today)
    seat.rest()
    assert form(seat) is shown
    assert shown.note.text() == "half typed"
    seat.undo()


def test_a_hold_says_first_what_it_would_mean(seat, page, qtbot):
    (key,) = choose(seat, page, ("Farouk, Nadia",))
    page.deeds.pause(page.table.selected_rows()[0], EvidenceKind.HOLD)
    shown = form(seat)
    seat.until(lambda: "May not deliver or co-deliver from Mon 23 Nov 2026." in told(seat))
    shown.until.setText("1 Nov 2026")
    shown.finish()
    assert shown.fields["until"].message.text() == "It would end before it begins."
    shown.until.setText("31 Jan 2027")
    qtbot.keyClick(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    seat.rest()
    assert seat.desk.ask(standing_of, key, seat.desk.today).state.value == "on hold"
    seat.undo()
    assert seat.desk.ask(standing_of, key, seat.desk.today).state.value == "approved"


def test_a_message_goes_to_all_as_hidden_copies_and_who_has_no_address_is_named(seat, page):
    nadia, denzil = choose(seat, page, ("Farouk, Nadia", "Barlow, Denzil"))
    change_trainer(seat.desk, denzil, email="")
    page.refresh()
    seat.until(lambda: next(row for row in page.known.rows if row.id == denzil).email == "")
    mail, words = Mail(), []
    seat.window.workplace.wants_toast.connect(lambda text, _undo: words.append(text))
    QDesktopServices.setUrlHandler("mailto", mail, "take")
    try:
        page.deeds.write_mail(page.table.selected_rows())
    finally:
        QDesktopServices.unsetUrlHandler("mailto")
    address = next(row for row in page.known.rows if row.id == nadia).email
    assert mail.links == [f"mailto:?bcc={address}"]
    assert words == ["A message to 1 address is begun; without an address: Denzil Barlow."]
    page.deeds.copy_mail(page.table.selected_rows())
    assert QGuiApplication.clipboard().text() == address
    seat.desk.undo()
    page.refresh()
    seat.rest()


def test_a_link_holds_what_a_mail_program_takes_and_nothing_breaks_out_of_it():
    hostile = mail_link(["a@moor.example.org&body=pay?x", "b@moor.example.org"], "A & B\r\nBcc: x", "1 = 2")
    assert hostile.count("?") == 1
    assert hostile.count("&") == 2
    assert "\n" not in hostile
    assert "%0D%0A" in hostile
    assert mail_link([f"someone.{n}@moor.example.org" for n in range(90)]) == ""
    assert len(mail_link(["x@moor.example.org"], "s" * 1800)) <= MOST_LETTERS


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_the_chosen_are_exported_with_the_columns_shown(seat, page, tmp_path, ending):
    choose(seat, page, ("Farouk, Nadia", "Barlow, Denzil"))
    seat.answers.path = tmp_path / f"list.{ending}"
    page.deeds.export(page.table.selected_rows(), page)
    seat.until(seat.answers.path.exists)
    seat.rest()
    if ending == "csv":
        rows = list(csv.reader(io.StringIO(seat.answers.path.read_text(encoding="utf-8-sig"))))
        assert rows[0][:2] == ["Name", "Standing"]
        assert [row[0] for row in rows[1:]] == ["Barlow, Denzil", "Farouk, Nadia"]
        assert len(rows[0]) == sum(not page.table.isColumnHidden(n) for n in range(len(page.listing.model.columns)))
    elif ending == "json":
        assert '"Standing": "Approved"' in seat.answers.path.read_text(encoding="utf-8")
    else:
        assert seat.answers.path.read_bytes()[:2] == b"PK"


def test_every_deed_of_the_chosen_stands_in_the_palette(seat, page):
    choose(seat, page, ("Farouk, Nadia", "Barlow, Denzil"))
    seat.until(lambda: any(one.title == "Record 2 agreements as renewed today" for one in seat.window.page_commands()))
    titles = {one.title for one in seat.window.page_commands()}
    assert set(menu_words(page.deeds.menu(page, page.table.selected_rows()[0]))) <= titles
    assert {"Add trainer", "Pool health"} <= titles
