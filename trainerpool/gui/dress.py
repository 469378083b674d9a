"""Puts a scheme and a text size on the whole program: palette, fonts, style, stylesheet and locale."""

from __future__ import annotations

import weakref

import shiboken6
from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from trainerpool.gui import icons, spoken, stylesheet, theme
from trainerpool.gui.style import PoolStyle
from trainerpool.gui.theme import Tokens

_worn: weakref.WeakSet[QWidget] = weakref.WeakSet()


def wear(window: QWidget) -> None:
    """Put the stylesheet on a window and on all that comes into it, now and whenever the program is dressed anew.

    It is not the program's own sheet: that Qt would put on every part of a page anew each time the part is laid into another.
    """
    _worn.add(window)
    window.setStyleSheet(stylesheet.make(theme.tokens()))


def apply(app: QApplication, scheme: str = "light", size: float = 1.0) -> None:
    """Dress the program; called once at the start and again when the person changes scheme or text size.

    `scheme` is one of theme.SCHEMES, `size` a factor of the system's font size.
    """
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    theme.put_on(scheme, size)
    system = app.property("systemFont")
    if not isinstance(system, QFont):
        system = QFont(app.font())
        app.setProperty("systemFont", system)
        app.setProperty("poolStyle", style := PoolStyle())
        app.setStyle(style)
        spoken.install()
    base = QFont(system)
    base.setPointSizeF(base.pointSizeF() * size)
    base.setFeature(QFont.Tag("tnum"), 1)  # figures of one width, where the font has them
    app.setFont(base)
    icons.forget()
    app.setPalette(palette_of(theme.tokens()))
    for window in [one for one in _worn if shiboken6.isValid(one)]:
        # Qt puts another sheet on every widget once for each widget it stands in; off and on again it is once each way.
        window.setStyleSheet("")
        wear(window)


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
