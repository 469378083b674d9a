"""How the window looks by the person's choice: scheme and text size, kept between two starts."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from trainerpool.gui import dress, theme
from trainerpool.gui.frame import Remembered

SIZES = (0.9, 1.0, 1.15, 1.3, 1.5, 2.0)
_NAMES = {"light": "Light", "dark": "Dark", "high_contrast": "High contrast"}


class Looks(QObject):
    """`changes` before the program is dressed anew, `changed` after it."""

    changes = Signal()
    changed = Signal()

    def __init__(self, remembered: Remembered) -> None:
        super().__init__()
        self.remembered = remembered
        self._hints = QGuiApplication.styleHints()  # held: what it gives dies with it
        self._hints.colorSchemeChanged.connect(self._on_system)
        self._contrast = self._hints.accessibility()
        self._contrast.contrastPreferenceChanged.connect(self._on_system)

    def _on_system(self) -> None:
        """The system turned dark, light or to high contrast: followed, where the person has chosen nothing else."""
        app = QApplication.instance()
        if self.remembered.scheme or not isinstance(app, QApplication):
            return
        if theme.system_scheme(app) != theme.tokens().scheme:
            self._dress()

    @property
    def scheme(self) -> str:
        """The scheme chosen, "" where it follows the system."""
        return self.remembered.scheme

    @property
    def text_size(self) -> float:
        """The text size chosen, as a factor of the system's."""
        return self.remembered.text_size

    def set_scheme(self, scheme: str) -> None:
        """Set "light", "dark", "high_contrast", or "" for what the system has."""
        self.remembered.scheme = scheme
        self._dress()

    def larger_text(self) -> None:
        self.set_text_size(next_size(self.remembered.text_size, 1))

    def smaller_text(self) -> None:
        self.set_text_size(next_size(self.remembered.text_size, -1))

    def normal_text(self) -> None:
        self.set_text_size(1.0)

    def set_text_size(self, size: float) -> None:
        """Set the text size as a factor of the system's."""
        self.remembered.text_size = size
        self._dress()

    def _dress(self) -> None:
        self.changes.emit()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            dress.apply(app, self.remembered.scheme or theme.system_scheme(app), self.remembered.text_size)
        self.changed.emit()


def next_size(size: float, step: int) -> float:
    """The text size one step larger or smaller, within the six there are."""
    nearest = min(range(len(SIZES)), key=lambda place: abs(SIZES[place] - size))
    return SIZES[min(max(nearest + step, 0), len(SIZES) - 1)]


def look_in_words() -> str:
    """The look in words, such as "Light, 100 %"."""
    return f"{_NAMES[theme.tokens().scheme]}, {round(theme.text_size() * 100)} %"
