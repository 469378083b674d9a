"""The start: a hull that is painted with next to nothing imported, and then the window inside it."""

import subprocess
import sys

import pytest

from trainerpool.gui.hull import Hull
from trainerpool.gui.window import MainWindow

HEAVY = ("sqlalchemy", "ortools", "alembic", "typst", "docx", "icalendar", "keyring", "pandas", "numpy", "sqlcipher3")


def test_the_hull_is_painted_before_anything_heavy_is_imported():
    probe = """
import sys
from PySide6.QtWidgets import QApplication
import trainerpool.app
from trainerpool.gui.start import run_window
from trainerpool.gui.hull import Hull
app = QApplication([])
hull = Hull("light", (1366, 768), True)
hull.painted.connect(app.quit)
hull.show()
app.exec()
print(*sorted(sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, timeout=60, check=True)
    modules = set(done.stdout.split())
    assert "trainerpool.gui.hull" in modules
    assert not [name for name in HEAVY if name in modules]
    assert "trainerpool.gui.window" not in modules
    assert "PySide6.QtSvg" not in modules


def test_importing_the_whole_window_brings_no_database_and_no_solver():
    probe = "import sys, trainerpool.gui.window, trainerpool.gui.dialogs.boxes; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, timeout=60, check=True)
    assert not [name for name in HEAVY if name in done.stdout.split()]


@pytest.mark.parametrize("scheme", ["light", "dark", "high_contrast"])
def test_the_window_takes_its_place_in_the_hull(qtbot, dressed, background, pages, answers, scheme):
    dressed(scheme)
    hull = Hull(scheme, (1366, 768), True)
    qtbot.addWidget(hull)
    with qtbot.waitSignal(hull.painted):
        hull.show()
    window = MainWindow(pages.PAGES, background, answers, lambda: pages.TODAY, pages.DEEDS)
    hull.take(window)
    window.set_desk(pages.SampleDesk())
    qtbot.waitUntil(lambda: hull.windowTitle() == "Northmoor.tpool – Trainer Pool")
    qtbot.waitUntil(lambda: window.size() == hull.size())
    assert window.window() is hull
    window.quit()
    assert not hull.isVisible()
