"""Files of a pack on the page: added with Cancel, dropped, looked at page by page, opened elsewhere, saved, named, taken out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.screens.materials_seat import a_pdf, a_picture, draft, in_review, opened, press, whole
from tests.gui.screens.seats import Seat, nameless
from trainerpool.gui.background import CancelToken
from trainerpool.gui.screens.materials.file_rows import file_lines
from trainerpool.gui.screens.materials.pages_of_files import can_be_shown, draw_page
from trainerpool.gui.screens.materials.preview import FilePreview
from trainerpool.gui.screens.materials.screen import MaterialsScreen
from trainerpool.gui.screens.settings.deed_form import DeedForm
from trainerpool.operations import materials as deeds
from trainerpool.problem import Problem


@pytest.fixture
def seat(shared: Seat) -> Seat:
    """One window for all of these: each test makes a version of its own."""
    shared.answers.paths = []
    return shared


class Elsewhere:
    """The other programs of the computer; what they were given is kept."""

    def __init__(self, *, works: bool = True) -> None:
        self.works, self.files = works, []

    def open_file(self, path: Path) -> bool:
        self.files.append(path)
        return self.works

    def open_link(self, link: str) -> bool:
        return self.works

    def copy(self, text: str) -> None:
        """Nothing is copied here."""


def names(seat: Seat, version: str) -> list[str]:
    return [one.name for one in whole(seat, version).files]


def with_files(seat: Seat, folder: Path) -> tuple[str, MaterialsScreen]:
    version = draft(seat)
    deeds.keep_material_files(seat.desk, version, [a_pdf(folder)], contents="Slides")
    (folder / "Notes.docx").write_bytes(b"PK\x03\x04 notes")
    deeds.keep_material_files(seat.desk, version, [a_picture(folder), folder / "Notes.docx"])
    page = opened(seat, version, "files")
    page.tabs.focus_rows()
    return version, page


def choose(page: MaterialsScreen, name: str) -> None:
    line = next(one for one in page.tabs.files.rows.model.rows() if one.name == name)
    page.tabs.files.rows.choose(line.id)


def preview(seat: Seat) -> FilePreview:
    seat.until(lambda: isinstance(QApplication.activeModalWidget(), FilePreview))
    found = QApplication.activeModalWidget()
    assert isinstance(found, FilePreview)
    seat.until(lambda: found.drawn is not None)
    seat.rest()
    return found


def test_what_is_missing_stands_in_its_place_and_takes_its_file(seat: Seat, tmp_path: Path) -> None:
    version = draft(seat)
    page = opened(seat, version, "files")
    page.tabs.focus_rows()
    first = page.tabs.files.rows.table.current_row()
    assert (first.contents, first.name) == ("Facilitator guide", "missing")
    (tmp_path / "Guide.txt").write_text("how to")
    seat.answers.paths = [tmp_path / "Guide.txt"]
    press(seat, Qt.Key.Key_Return)
    seat.until(lambda: names(seat, version) == ["Guide.txt"])
    seat.rest()
    lines = {one.contents: one.name for one in file_lines(whole(seat, version))}
    assert lines["Facilitator guide"] == "Guide.txt"
    assert page.tabs.bar.tabText(1) == "Files 1"
    assert page.tabs.files.loading is None
    seat.undo()
    assert names(seat, version) == []


def test_cancel_while_files_are_taken_in_leaves_none(seat: Seat, tmp_path: Path) -> None:
    version = draft(seat)
    page = opened(seat, version, "files")
    (tmp_path / "large.bin").write_bytes(b"x" * 4_000_000)
    jobs = []

    def stop(job: object) -> None:
        jobs.append(job)
        job.cancel()

    page.doing.files.adding.connect(stop)
    page.doing.files.take_in(whole(seat, version), [tmp_path / "large.bin"])
    page.doing.files.adding.disconnect(stop)
    seat.rest()
    seat.until(lambda: page.tabs.files.loading is None)
    assert isinstance(jobs[0].token, CancelToken)
    assert jobs[0].can_be_cancelled
    assert names(seat, version) == []


def test_files_are_dropped_on_the_page_and_refused_where_none_are_taken(seat: Seat, tmp_path: Path) -> None:
    version = draft(seat)
    page = opened(seat, version, "files")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(a_picture(tmp_path))), QUrl.fromLocalFile(str(a_pdf(tmp_path)))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    tab = page.tabs.files
    tab.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), copy, mime, left, none))
    assert tab.drop_hint.fate.words.startswith("Drop to add 2 files to Neglect pack")
    tab.dropEvent(QDropEvent(QPointF(5, 5), copy, mime, left, none))
    seat.until(lambda: sorted(names(seat, version)) == ["Slides.pdf", "poster.png"])
    seat.rest()
    approved = next(one for one in page.shown.versions if one.state == "approved")
    page = opened(seat, approved.id, "files")
    page.tabs.files.dropEvent(QDropEvent(QPointF(5, 5), copy, mime, left, none))
    seat.rest()
    assert names(seat, approved.id) == [] or "Slides.pdf" not in names(seat, approved.id)


def test_a_pdf_is_looked_at_page_by_page(seat: Seat, tmp_path: Path) -> None:
    _version, page = with_files(seat, tmp_path)
    choose(page, "Slides.pdf")
    press(seat, Qt.Key.Key_Return)
    shown = preview(seat)
    assert (shown.drawn.number, shown.drawn.of) == (1, 2)
    assert "Page number 1" in shown.picture.accessibleDescription()
    assert shown.before.is_blocked()
    assert nameless(shown) == []
    QTest.keyClick(shown, Qt.Key.Key_PageDown)
    seat.until(lambda: shown.drawn.number == 2)
    seat.rest()
    assert "Page number 2" in shown.roll.accessibleDescription()
    assert shown.next.is_blocked()
    wide = shown.picture.width()
    QTest.keyClick(shown, Qt.Key.Key_Plus)
    seat.until(lambda: shown.picture.width() > wide)
    QTest.keyClick(shown, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    seat.until(lambda: shown.file().name == "poster.png" and shown.drawn is not None)
    seat.rest()
    assert shown.next.is_blocked()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    seat.until(lambda: QApplication.activeModalWidget() is None)


def test_other_files_open_in_their_program_from_a_private_copy(seat: Seat, tmp_path: Path) -> None:
    _version, page = with_files(seat, tmp_path)
    page.doing.files.outside = elsewhere = Elsewhere()
    choose(page, "Notes.docx")
    press(seat, Qt.Key.Key_Return)
    seat.until(lambda: bool(elsewhere.files))
    assert elsewhere.files[0].read_bytes() == b"PK\x03\x04 notes"
    assert elsewhere.files[0].parent.stat().st_mode & 0o077 == 0
    page.doing.files.outside = Elsewhere(works=False)
    press(seat, Qt.Key.Key_Return)
    seat.until(lambda: seat.window.navigator.frame("materials").clear_problem())


def test_a_copy_is_saved_where_the_person_says(seat: Seat, tmp_path: Path) -> None:
    version, page = with_files(seat, tmp_path)
    seat.answers.path = tmp_path / "mine.pdf"
    slides = next(one for one in whole(seat, version).files if one.name == "Slides.pdf")
    page.doing.files.save(slides)
    seat.until((tmp_path / "mine.pdf").exists)
    seat.rest()
    assert (tmp_path / "mine.pdf").read_bytes() == (tmp_path / "Slides.pdf").read_bytes()


def test_a_file_is_said_to_be_a_content_and_is_taken_out_and_back(seat: Seat, tmp_path: Path) -> None:
    version, page = with_files(seat, tmp_path)
    notes = next(one for one in whole(seat, version).files if one.name == "Notes.docx")
    page.doing.files.rename(whole(seat, version), notes)
    form = seat.window.panes.inspector.findChild(DeedForm)
    box = form.form.controls["contents"]
    box.setCurrentIndex(box.findData("Handouts"))
    form.finish()
    seat.until(
        lambda: any(one.contents == "Handouts" and one.name == "Notes.docx" for one in file_lines(whole(seat, version)))
    )
    seat.rest()
    page.doing.files.remove(notes)
    seat.until(lambda: "Notes.docx" not in names(seat, version))
    seat.rest()
    seat.undo()
    assert "Notes.docx" in names(seat, version)


def test_a_file_that_is_not_what_its_name_says_is_told_so(seat: Seat, tmp_path: Path) -> None:
    version = in_review(seat)
    (tmp_path / "Slides.pdf").write_bytes(b"%PDF-1.7 this is none")
    deeds.keep_material_files(seat.desk, version, [tmp_path / "Slides.pdf"])
    page = opened(seat, version, "files")
    page.doing.files.look(page.shown.page, page.shown.page.files[0])
    seat.until(lambda: isinstance(QApplication.activeModalWidget(), FilePreview))
    shown = QApplication.activeModalWidget()
    seat.until(lambda: "cannot be shown" in (shown.said_problem() or ""))
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    seat.until(lambda: QApplication.activeModalWidget() is None)


@pytest.mark.parametrize(
    "body", [b"", b"\x89PNG\r\n\x1a\n broken", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n"]
)
@pytest.mark.parametrize("name", ["a.pdf", "a.png", "a.jpg"])
def test_broken_files_are_a_problem_and_no_crash(qapp: QApplication, tmp_path: Path, name: str, body: bytes) -> None:
    (tmp_path / name).write_bytes(body)
    with pytest.raises(Problem, match="cannot be shown"):
        draw_page(tmp_path / name, 1, 400)


def test_only_pdf_and_pictures_are_shown_inside() -> None:
    assert [name for name in ("a.PDF", "b.png", "c.JPG", "d.docx", "e.svg", "f") if can_be_shown(name)] == [
        "a.PDF",
        "b.png",
        "c.JPG",
    ]
