"""What a person does in the window leaves no name on the computer: not in settings, logs, temporary files or window titles."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.screens.seats import Seat
from tests.gui.screens.test_offer_letters import Recorder, propose_three
from trainerpool.gui.dialogs.boxes import QtDialogs
from trainerpool.gui.printing import choose_printer
from trainerpool.gui.shell import Question
from trainerpool.gui.start import _tell_fault
from trainerpool.host import remembered
from trainerpool.host.folders import private_folder, wipe_private_folder
from trainerpool.operations.agreements import renew_agreements
from trainerpool.operations.allocations import respond
from trainerpool.operations.example import EXAMPLE_DAY
from trainerpool.operations.people import change_trainer
from trainerpool.queries.offers import offers
from trainerpool.queries.standings import trainers
from trainerpool.reports.exports import KINDS, export

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of offscreen, when a menu opens
GIVEN, FAMILY, NOTE, REASON = "Xanthippe", "Wyvernstone", "confided-quillfeather", "declined-for-thistledown"
PLANTED = (GIVEN, FAMILY, NOTE, REASON)


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files of this test, of the database and of Qt."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield folder
    tempfile.tempdir = None


@pytest.fixture
def planted(scratch: Path, seat: Seat) -> str:
    """The id of somebody with a name, a note and a reason that stand nowhere else."""
    propose_three(seat)
    row = next(one for one in seat.desk.ask(offers, EXAMPLE_DAY) if one.state == "proposed")
    change_trainer(seat.desk, row.trainer.id, given_name=GIVEN, family_name=FAMILY, notes=NOTE)
    return row.trainer.id


def leaks(*folders: Path) -> list[str]:
    """Every file with one of the planted words in it or in its name."""
    forms = [
        form.encode(code) for word in PLANTED for form in (word, word.lower(), word.upper()) for code in ("utf-8", "utf-16-le")
    ]  # fmt: skip
    found = []
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        body = path.read_bytes()
        if any(form in body or form in os.fsencode(path.name) for form in forms):
            found.append(str(path))
    return found


def titles(seat: Seat) -> str:
    return " ".join(one.windowTitle() for one in QApplication.topLevelWidgets())


def test_pages_searches_views_and_faults_leave_no_name_behind(seat: Seat, planted: str, scratch: Path, tmp_path: Path):
    page = seat.go("trainers")
    seat.until(lambda: page.known is not None)
    seat.front()
    page.search.setFocus()
    QTest.keyClicks(page.search, FAMILY)
    seat.rest()
    seat.answers.text = "Mine"
    page.views.ask_to_save()
    seat.go("trainer", planted)
    assert FAMILY not in titles(seat)
    programme = seat.go("programme")
    programme.bar.search.setFocus()
    QTest.keyClicks(programme.bar.search, FAMILY)
    seat.rest()
    QTest.keyClick(seat.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget() or seat.window, FAMILY)
    seat.rest()
    renew_agreements(seat.desk, [planted], EXAMPLE_DAY)
    seat.desk.undo()
    try:
        {}[f"{GIVEN} {FAMILY}"]
    except KeyError as error:
        _tell_fault(seat.window, type(error), error, error.__traceback__)
    seat.rest()
    seat.opening.close_pool()
    seat.rest()
    remembered.save({"window": {}})
    assert FAMILY not in titles(seat)
    assert list(Path.home().rglob("fault *.txt"))
    assert leaks(Path.home(), scratch, tmp_path / "pool", tmp_path / "backups") == []


def test_letters_and_print_stay_where_the_person_put_them_and_private_copies_go(
    seat: Seat, planted: str, scratch: Path, tmp_path: Path
):
    offered = seat.go("offers", "letters")
    offered.sending.outside = Recorder()
    seat.until(lambda: len(offered.letters.list.letters) == 3)
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    seat.answers.path = drafts
    offered.sending.write_all(offered.letters.list.letters)
    seat.rest()
    for letter in offered.letters.list.letters:
        offered.sending.send("open", letter)
        offered.sending.send("folder", letter)
        seat.rest()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(drafts / "printed.pdf"))
    seat.window.printing.choose_printer = lambda _parent, _title, chosen: chosen(printer)
    menu = seat.window.printing.offer(seat.go("trainer", planted), "Northmoor", EXAMPLE_DAY)
    menu.actions()[0].trigger()
    menu.close()
    seat.until((drafts / "printed.pdf").exists)
    seat.rest()
    assert leaks(drafts)
    private = leaks(private_folder())
    assert private
    assert all(FAMILY not in path and GIVEN not in path for path in private)
    assert leaks(Path.home(), scratch, tmp_path / "pool") == private
    wipe_private_folder()
    assert leaks(Path.home(), scratch) == []


def test_private_copies_of_a_run_that_was_killed_go_at_the_next_start_and_those_of_this_run_at_its_end():
    left = private_folder() / "attachment 1"
    left.mkdir()
    (left / "letter.eml").write_text(FAMILY, encoding="utf-8")
    run = "import sys; from trainerpool.gui.start import run_window; sys.exit(run_window(None, quit_after_first_paint=True))"
    subprocess.run([sys.executable, "-c", run], timeout=60, check=True)
    assert list(private_folder().iterdir()) == []


def test_a_refusal_s_reason_is_in_no_export_but_the_whole_trail(seat: Seat, planted: str, tmp_path: Path):
    row = next(one for one in seat.desk.ask(offers, EXAMPLE_DAY) if one.trainer.id == planted)
    respond(seat.desk, row.session.id, planted, accepted=False, reason=REASON, category="illness")
    for kind in KINDS:
        export(seat.desk.ask, kind, tmp_path / f"{kind}.json", EXAMPLE_DAY)
    with_reason = [kind for kind in KINDS if REASON in (tmp_path / f"{kind}.json").read_text(encoding="utf-8")]
    assert with_reason == ["trail"]
    assert not [kind for kind in KINDS if kind != "trail" and NOTE in (tmp_path / f"{kind}.json").read_text()]
    assert any(one.person.name == f"{GIVEN} {FAMILY}" for one in seat.desk.ask(trainers, EXAMPLE_DAY))


def test_no_dialog_has_a_name_in_its_window_title_or_in_the_printer_s_queue(seat: Seat):
    name = f"{GIVEN} {FAMILY}"
    dialogs = QtDialogs()
    dialogs.confirm(seat.window, Question(f"Merge {name}", "Both are one.", "Merge", "Cancel"), lambda _yes: None)
    dialogs.ask_text(seat.window, f"Offer to {name}", "Reason", lambda _text: None)
    choose_printer(seat.window, name, lambda _printer: None)
    (printing,) = seat.window.findChildren(QPrintDialog)
    assert FAMILY not in printing.printer().docName()
    boxes = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not seat.window]
    assert any(FAMILY in one.accessibleName() for one in boxes)  # whoever listens is told whom it is about
    assert FAMILY not in titles(seat)
    for one in boxes:
        one.close()
