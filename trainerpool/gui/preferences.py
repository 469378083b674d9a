"""What a person prefers of tables and keys on this computer: the density of rows, and whether single letters do deeds."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from trainerpool.host import remembered

_KEY = "preferences"
_COMPACT_UP_TO = 800
_KNOWN: dict[str, object] = {}


def density() -> str:
    """The density of tables: compact, comfortable, or "" for what the window's height suggests."""
    kept = _kept().get("density")
    return str(kept) if kept in ("compact", "comfortable") else ""


def density_in(widget: QWidget) -> str:
    """The density of a list in its window: as preferred, else compact up to 800 px of height."""
    return density() or ("compact" if widget.window().height() <= _COMPACT_UP_TO else "comfortable")


def set_density(wished: str) -> None:
    """Choose the density of every table that has none of its own; it holds at once, and at the next start."""
    _keep("density", wished)
    app = QApplication.instance()
    for widget in app.allWidgets() if isinstance(app, QApplication) else ():
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def letter_keys() -> bool:
    """Whether single letters do deeds on the board."""
    return _kept().get("letter_keys") is not False


def set_letter_keys(wished: bool) -> None:
    """Turn the single-letter keys of the board on or off."""
    _keep("letter_keys", wished)


def forget() -> None:
    """Read again what is kept, when it is next asked for."""
    _KNOWN.clear()


def _kept() -> dict[str, object]:
    if _KEY not in _KNOWN:
        found = remembered.load().get(_KEY, {})
        _KNOWN[_KEY] = found if isinstance(found, dict) else {}
    kept = _KNOWN[_KEY]
    return kept if isinstance(kept, dict) else {}


def _keep(name: str, value: object) -> None:
    _KNOWN[_KEY] = {**_kept(), name: value}
    remembered.save({_KEY: _KNOWN[_KEY]})
