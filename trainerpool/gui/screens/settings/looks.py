"""Appearance in Settings: colours, text size, density and single-letter keys of this computer's window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton

from trainerpool.gui import preferences
from trainerpool.gui.looks import SIZES
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.settings.section import ScrollSection
from trainerpool.gui.shell import Shell

_SCHEMES = (("", "As the system has it"), ("light", "Light"), ("dark", "Dark"), ("high_contrast", "High contrast"))
_DENSITIES = (
    ("", "By the window's height"), ("compact", "Close"), ("comfortable", "Wider"),
)  # fmt: skip


class LooksSection(ScrollSection):
    """How the window looks on this computer."""

    title = "Appearance"
    summary = "Kept on this computer, for every pool."

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.schemes: dict[Any, QRadioButton] = {}
        self.sizes: dict[Any, QRadioButton] = {}
        self.densities: dict[Any, QRadioButton] = {}
        self._groups: list[QButtonGroup] = []
        self._choice("Colours", _SCHEMES, self.schemes, shell.looks.set_scheme)
        sizes = [
            (size, "As the system has it" if size == 1.0 else f"{round(size * 100)} % of the system's")
            for size in SIZES
        ]
        self._choice("Text size", sizes, self.sizes, shell.looks.set_text_size)
        self.column.addWidget(Label("Ctrl and + or - change the size from any page.", tone="muted", wraps=True))
        self.column.addSpacing(8)
        self._choice("Rows of tables", _DENSITIES, self.densities, preferences.set_density)
        self.column.addWidget(Label("By height: close up to 800 pixels, wider above.", tone="muted", wraps=True))
        self.column.addSpacing(8)
        self.column.addWidget(Label("Keys of the allocation board", "section"))
        self.letters = QCheckBox("L, C, P and W work on the board without Ctrl")
        self.letters.setAccessibleName(self.letters.text())
        self.letters.clicked.connect(preferences.set_letter_keys)
        self.column.addWidget(self.letters)
        note = "Turned off, they type nothing by accident; the same deeds are in the board's menu (Shift+F10)."
        self.column.addWidget(Label(note, tone="muted", wraps=True))
        self.column.addSpacing(8)
        self.column.addWidget(Label("Motion", "section"))
        note = "Nothing on screen moves by itself: there is no motion to turn off."
        self.column.addWidget(Label(note, tone="muted", wraps=True))
        self.column.addStretch(1)
        self.refresh()

    def _choice(
        self,
        title: str,
        choices: Sequence[tuple[Any, str]],
        radios: dict[Any, QRadioButton],
        put: Callable[[Any], None],
    ) -> None:
        group = QButtonGroup(self)
        self._groups.append(group)
        self.column.addWidget(Label(title, "section"))
        for key, words in choices:
            radio = radios[key] = QRadioButton(words)
            radio.setAccessibleName(f"{title}: {words}")
            group.addButton(radio)
            radio.clicked.connect(lambda _=False, key=key: put(key))
            self.column.addWidget(radio)
        self.column.addSpacing(8)

    def refresh(self) -> None:
        looks = self.shell.looks
        self.schemes.get(looks.scheme, self.schemes[""]).setChecked(True)
        nearest = min(SIZES, key=lambda size: abs(size - looks.text_size))
        self.sizes[nearest].setChecked(True)
        self.densities[preferences.density()].setChecked(True)
        self.letters.setChecked(preferences.letter_keys())

    def shown(self) -> None:
        super().shown()
        self.refresh()

    def take_focus(self) -> None:
        next(radio for radio in self.schemes.values() if radio.isChecked()).setFocus()
