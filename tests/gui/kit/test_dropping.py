"""Dropping a file onto the window: the hint says what would become of it, what cannot be taken is refused in a sentence."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel

from trainerpool.gui.dropping import fate_of


def mime(*paths):
    made = QMimeData()
    made.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return made


def drag(window, *paths):
    held = mime(*paths)
    event = QDragEnterEvent(
        QPoint(50, 50), Qt.DropAction.CopyAction, held, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def drop(window, *paths):
    held = mime(*paths)
    QApplication.sendEvent(
        window,
        QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, held, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier),
    )  # fmt: skip


@pytest.fixture
def taken(open_window):
    heard = []
    open_window.deeds = replace(open_window.deeds, open_pool=heard.append)
    return heard


def test_a_workbook_is_announced_and_taken(open_window, taken, tmp_path):
    path = tmp_path / "Autumn list.xlsx"
    assert drag(open_window, path)
    hint = open_window.drop_hint
    assert hint.isVisible()
    assert hint.size() == open_window.panes.size()
    assert hint.accessibleName().startswith("Drop to compare Autumn list.xlsx with the pool.")
    drop(open_window, path)
    assert not hint.isVisible()
    assert taken == [path]


def test_leaving_takes_the_hint_away(open_window, taken, tmp_path):
    drag(open_window, tmp_path / "North.tpool")
    QApplication.sendEvent(open_window, QDragLeaveEvent())
    assert not open_window.drop_hint.isVisible()
    assert not taken


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("minutes.pdf", "minutes.pdf is no file of Trainer Pool."),
        ("North.tpkey", "North.tpkey cannot be opened here."),
    ],
)
def test_what_cannot_be_taken_is_refused_in_a_sentence(open_window, taken, tmp_path, name, words):
    assert drag(open_window, tmp_path / name)
    assert words in open_window.drop_hint.accessibleName()
    drop(open_window, tmp_path / name)
    frame = open_window.navigator.frame(open_window.navigator.here)
    assert words in [one.text() for one in frame.findChildren(QLabel)]
    assert not taken
    assert frame.clear_problem()


def test_two_files_at_once_and_a_folder_are_refused(tmp_path):
    assert fate_of([Path("a.csv"), Path("b.csv")], True).path is None
    assert fate_of([tmp_path], True).path is None


def test_without_a_pool_a_workbook_begins_one():
    assert fate_of([Path("a.ods")], False).words == "Drop to begin a pool with a.ods."


def test_words_dragged_from_elsewhere_are_left_alone(open_window):
    held = QMimeData()
    held.setText("Nadia")
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, held, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(open_window, event)
    assert not event.isAccepted()
