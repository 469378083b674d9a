"""What the kit's tests share: the program dressed, and a window over a sample desk."""

import importlib.util
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from trainerpool.gui import dress
from trainerpool.gui.background import Background


def _load(name):
    """The test rooms are no packages: a neighbour is loaded by its file, once."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture
def pages():
    return _load("sample_pages")


@pytest.fixture
def dressed(qapp):
    """Dress the program in a scheme and text size; light and 100 % again afterwards."""

    def put_on(scheme="light", size=1.0):
        dress.apply(qapp, scheme, size)

    put_on()
    yield put_on
    put_on()


@pytest.fixture
def background(qtbot):
    made = Background()
    yield made
    made.close()


class Answers:
    """Dialogs that answer as the test has set."""

    def __init__(self):
        self.asked = []
        self.yes, self.path, self.text = True, None, "words"

    def confirm(self, parent, question, answered):
        self.asked.append(question)
        answered(self.yes)

    def open_file(self, parent, title, kinds, chosen):
        self.asked.append(title)
        chosen(self.path)

    def choose_folder(self, parent, title, chosen):
        self.asked.append(title)
        chosen(self.path)

    def save_file(self, parent, title, name, kinds, chosen):
        self.asked.append(title)
        chosen(self.path)

    def ask_text(self, parent, title, label, answered, secret=False):
        self.asked.append(title)
        answered(self.text)


@pytest.fixture
def answers():
    return Answers()


@pytest.fixture
def window(qtbot, dressed, background, pages, answers):
    """The window with no pool open, 1366 x 768."""
    from trainerpool.gui.window import MainWindow

    made = MainWindow(pages.PAGES, background, answers, lambda: pages.TODAY, pages.DEEDS)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def open_window(window, qtbot, pages):
    """The window with the sample desk open and its facts shown."""
    window.set_desk(pages.SampleDesk())
    qtbot.waitUntil(lambda: bool(window.facts.name))
    yield window
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
