"""The look as values: colours, lengths and type steps from the tokens file, and the palette and fonts made from them."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette
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
    system_font: QFont | None = None


def tokens() -> Tokens:
    """The tokens of the scheme that is shown now; painted widgets ask in every paint."""
    return tokens_of(_Present.scheme)


def text_size() -> float:
    """The chosen text size as a factor of the system's."""
    return _Present.size


def font(step: str = "body") -> QFont:
    """The font of a type step: small, body, strong, section, title or figure."""
    made = QFont(QApplication.font())
    one = tokens().steps[step]
    made.setPointSizeF(made.pointSizeF() * one["factor"])
    made.setWeight(QFont.Weight.DemiBold if one["weight"] >= 600 else QFont.Weight.Normal)
    return made


def line_height(step: str = "body") -> int:
    """The height of one line of a type step: the token's, or the font's own where that is larger."""
    return max(round(tokens().steps[step]["line"]), round(QFontMetricsF(font(step)).height()))


def row_height(kind: str, density: str = "compact") -> int:
    """The height of a row (table, two_line, list, board, rail): its token, or text plus 12 where the text is larger."""
    lines = 2 if kind == "two_line" else 1
    return max(tokens().rows[density][kind], lines * round(QFontMetricsF(font()).height()) + 12)


def scaled(length: int) -> int:
    """A length that follows the text size, such as a column's width."""
    return round(length * max(1.0, QFontMetricsF(font()).height() / 15.0))


def system_scheme(app: QApplication) -> str:
    """Light or dark, as the system says."""
    return "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def apply(app: QApplication, scheme: str = "light", size: float = 1.0) -> None:
    """Set palette, fonts, style and locale of the whole program; safe to call again when the person changes them."""
    from trainerpool.gui import icons, stylesheet
    from trainerpool.gui.style import PoolStyle

    if scheme not in SCHEMES:
        raise ValueError(scheme)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    if _Present.system_font is None:
        _Present.system_font = QFont(app.font())
    _Present.scheme, _Present.size = scheme, size
    base = QFont(_Present.system_font)
    base.setPointSizeF(base.pointSizeF() * size)
    base.setFeature(QFont.Tag("tnum"), 1)  # figures of one width, where the font has them
    app.setFont(base)
    icons.forget()
    if not isinstance(app.property("poolStyle"), PoolStyle):
        style = PoolStyle()
        app.setStyle(style)
        app.setProperty("poolStyle", style)
    app.setPalette(palette_of(tokens()))
    app.setStyleSheet(stylesheet.make(tokens()))


def palette_of(look: Tokens) -> QPalette:
    """Qt's palette of a scheme, for everything Qt draws itself."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, look.surface),
        (role.WindowText, look.text),
        (role.Base, look.raised),
        (role.AlternateBase, look.sunken),
        (role.Text, look.text),
        (role.PlaceholderText, look.muted),
        (role.Button, look.raised),
        (role.ButtonText, look.text),
        (role.BrightText, look.on_accent),
        (role.Highlight, look.selected),
        (role.HighlightedText, look.text),
        (role.Accent, look.accent),
        (role.Link, look.link),
        (role.LinkVisited, look.link),
        (role.ToolTipBase, look.raised),
        (role.ToolTipText, look.text),
        (role.Light, look.raised),
        (role.Midlight, look.hover),
        (role.Mid, look.line),
        (role.Dark, look.line_strong),
        (role.Shadow, look.line_strong),
    ):
        made.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, which, look.disabled_text)
    return made
