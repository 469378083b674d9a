"""The page of materials around the example, with a version of Neglect that its tests bring as far as they need."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.gui.screens.seats import Seat
from trainerpool.gui.screens.materials.screen import MaterialsScreen
from trainerpool.operations import materials as deeds
from trainerpool.queries.material_page import VersionPage, version_page
from trainerpool.queries.material_versions import all_versions

AUTHOR, REVIEWER = "Rhodri Pryce-Lowe", "Aled Thwaite"
CONTROL = Qt.KeyboardModifier.ControlModifier
SENT = date(2026, 11, 16)


def draft(seat: Seat) -> str:
    """A new draft of Neglect by somebody else than who sits here, of the next number."""
    numbers = [one.version for one in seat.desk.ask(all_versions, seat.desk.today) if one.version.startswith("9.")]
    number = f"9.{len(numbers) + 1}"
    made = deeds.add_material_version(seat.desk, "NEG", number, author=AUTHOR, change_note="New local routes.")
    return str(made.result)


def in_review(seat: Seat, judged: int = 0) -> str:
    """A version in review, its first items judged Yes."""
    version = draft(seat)
    deeds.submit_material_version(seat.desk, version, reviewer=REVIEWER, on=SENT)
    if judged:
        items = [{"item": str(no), "judgement": "Yes", "where_seen": f"Slide {no}"} for no in range(1, judged + 1)]
        deeds.judge_material_items(seat.desk, version, items)
    return version


def judged_but(seat: Seat, version: str, *left: str) -> None:
    """Every item judged Yes but these."""
    page = whole(seat, version)
    items = [{"item": one.no, "judgement": "Yes"} for one in page.items if one.no not in left]
    deeds.judge_material_items(seat.desk, version, items)


def whole(seat: Seat, version: str) -> VersionPage:
    """A version as the pool has it now."""
    page = seat.desk.ask(version_page, version, seat.desk.today, seat.desk.person)
    assert page is not None
    return page


def opened(seat: Seat, version: str, tab: str = "") -> MaterialsScreen:
    """The page with this version shown."""
    seat.front()
    shown = seat.go("materials", (version, tab))
    assert isinstance(shown, MaterialsScreen)
    seat.until(
        lambda: shown.shown is not None and shown.shown.page is not None and shown.shown.page.version.id == version
    )
    seat.rest()
    return shown


def press(seat: Seat, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Keys where the focus is."""
    for key in keys:
        seat.front()
        QTest.keyClick(QApplication.focusWidget() or seat.window, key, held)
        seat.rest()


def typed(seat: Seat, words: str) -> None:
    """Text where the focus is."""
    seat.front()
    QTest.keyClicks(QApplication.focusWidget() or seat.window, words)
    seat.rest()


def inspector(seat: Seat) -> str:
    """All that is read in the inspector."""
    return "\n".join(one.text() for one in seat.window.panes.inspector.findChildren(QLabel) if one.isVisible())


def a_picture(folder: Path, name: str = "poster.png") -> Path:
    """A small picture on the disk."""
    from PySide6.QtGui import QImage

    path = folder / name
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    picture.save(str(path))
    return path


def a_pdf(folder: Path, name: str = "Slides.pdf", pages: int = 2) -> Path:
    """A PDF of some pages, each with its number written on it."""
    from PySide6.QtCore import QMarginsF
    from PySide6.QtGui import QPageLayout, QPainter, QPdfWriter

    path = folder / name
    writer = QPdfWriter(str(path))
    writer.setPageMargins(QMarginsF(10, 10, 10, 10), QPageLayout.Unit.Millimeter)
    painter = QPainter(writer)
    for number in range(1, pages + 1):
        if number > 1:
            writer.newPage()
        painter.drawText(200, 400, f"Page number {number}")
    painter.end()
    return path
