"""The look as values: colours, lengths and type steps from the tokens file, and the fonts made from them."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from trainerpool.gui.marks import Meaning
from trainerpool.host.places import resource

SCHEMES = ("light", "dark", "high_contrast")


@dataclass(frozen=True, slots=True)
class MeaningColours:
    """The three colours of one meaning."""

    foreground: QColor
    background: QColor
    border: QColor


@dataclass(frozen=True, slots=True)
class Tokens:
    """One scheme's colours, by role, and the lengths all schemes share (logical pixels at 100 %)."""

    scheme: str
    surface: QColor
    raised: QColor
    sunken: QColor
    hover: QColor
    selected: QColor
    text: QColor
    muted: QColor
    disabled_text: QColor
    line: QColor
    line_strong: QColor
    focus: QColor
    accent: QColor
    accent_hover: QColor
    accent_pressed: QColor
    on_accent: QColor
    link: QColor
    chart_bar: QColor
    meanings: dict[Meaning, MeaningColours]
    heat: tuple[QColor, ...]
    on_heat: tuple[QColor, ...]
    categorical: tuple[QColor, ...]
    spacing: dict[str, int]
    radii: dict[str, int]
    border: dict[str, int]
    rows: dict[str, dict[str, int]]
    controls: dict[str, int]
    layout: dict[str, Any]
    steps: dict[str, dict[str, float]]
    motion: dict[str, Any]

    def meaning(self, meaning: Meaning) -> MeaningColours:
        return self.meanings[meaning]

    def ink(self, meaning: Meaning | None) -> QColor:
        """The text colour of a meaning, or plain text."""
        return self.text if meaning is None else self.meanings[meaning].foreground


@cache
def _file() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(resource("styles/tokens.json").read_text(encoding="utf-8"))
    return loaded


@cache
def tokens_of(scheme: str) -> Tokens:
    """The tokens of one scheme of SCHEMES."""
    whole = _file()
    palette = whole["palettes"][scheme]
    plain = {name: QColor(value) for name, value in palette.items() if isinstance(value, str)}
    lists = {
        name: tuple(QColor(value) for value in values) for name, values in palette.items() if isinstance(values, list)
    }
    meanings = {
        Meaning(name): MeaningColours(**{part: QColor(value) for part, value in colours.items()})
        for name, colours in palette["meanings"].items()
    }
    shared = {name: whole[name] for name in ("spacing", "radii", "border", "rows", "controls", "layout", "motion")}
    values = {**plain, **lists, **shared, "scheme": scheme, "meanings": meanings, "steps": whole["type"]["steps"]}
    return Tokens(**{one.name: values[one.name] for one in fields(Tokens)})


class _Present:
    """What is set at the moment; one window, one look."""

    scheme = "light"
    size = 1.0


class _Kept:
    """Fonts and their heights by step and by the program's own font: painted widgets ask for them in every paint."""

    fonts: ClassVar[dict[tuple[str, str, float], QFont]] = {}
    heights: ClassVar[dict[tuple[str, str, float], float]] = {}


def tokens() -> Tokens:
    """The tokens of the scheme that is shown now; painted widgets ask in every paint."""
    return tokens_of(_Present.scheme)


def text_size() -> float:
    """The chosen text size as a factor of the system's."""
    return _Present.size


def font(step: str = "body") -> QFont:
    """The font of a type step: small, body, strong, section, title or figure."""
    base = QApplication.font()
    key = (step, base.family(), base.pointSizeF())
    if key not in _Kept.fonts:
        one = tokens().steps[step]
        made = QFont(base)
        made.setPointSizeF(made.pointSizeF() * one["factor"])
        made.setWeight(QFont.Weight.DemiBold if one["weight"] >= 600 else QFont.Weight.Normal)
        _Kept.fonts[key] = made
    return QFont(_Kept.fonts[key])


def font_height(step: str = "body") -> float:
    """How high the font of a step is."""
    base = QApplication.font()
    key = (step, base.family(), base.pointSizeF())
    if key not in _Kept.heights:
        _Kept.heights[key] = QFontMetricsF(font(step)).height()
    return _Kept.heights[key]


def line_height(step: str = "body") -> int:
    """The height of one line of a type step: the token's, or the font's own where that is larger."""
    return max(round(tokens().steps[step]["line"]), round(font_height(step)))


def row_height(kind: str, density: str = "compact") -> int:
    """The height of a row (table, two_line, list, board, rail): its token, or text plus 12 where the text is larger."""
    lines = 2 if kind == "two_line" else 1
    return max(tokens().rows[density][kind], lines * round(font_height()) + 12)


def icon_size(size: int = 16) -> int:
    """The size of an icon beside text: it follows the text when that is larger than the system's."""
    return round(size * max(1.0, _Present.size))


def scaled(length: int) -> int:
    """A length that follows the text size, such as a column's width."""
    return round(length * max(1.0, font_height() / 15.0))


def system_scheme(app: QApplication) -> str:
    """Light, dark or high contrast, as the system says."""
    hints = app.styleHints()  # held by name: what it gives dies with it
    accessibility = hints.accessibility()
    if accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "high_contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def put_on(scheme: str, size: float) -> None:
    """Make this scheme and text size the present ones; gui/dress.py tells Qt."""
    if scheme not in SCHEMES:
        raise ValueError(scheme)
    _Present.scheme, _Present.size = scheme, size
