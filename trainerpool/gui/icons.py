"""Our own small drawings: read once, tinted, and kept for each colour, size and device ratio."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from shiboken6 import isValid

from trainerpool.gui import theme
from trainerpool.host.places import resource

_pixmaps: dict[tuple[str, int, int, float], QPixmap] = {}


@cache
def _drawing(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: QColor, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """The drawing `name` in one colour, `size` logical pixels square, sharp at this device ratio.

    Raises FileNotFoundError where there is no such drawing.
    """
    key = (name, colour.rgba(), size, ratio)
    if (made := _pixmaps.get(key)) is not None:
        return made
    svg = _drawing(name).replace("currentColor", colour.name())
    made = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    _pixmaps[key] = made
    return made


def paint(painter: QPainter, name: str, colour: QColor, rect: QRectF) -> None:
    """Draw an icon centred in `rect`, as large as its shorter side."""
    size = int(min(rect.width(), rect.height()))
    # The transform knows the device's ratio also while a widget is painted into a picture.
    ratio = max(1.0, round(abs(painter.deviceTransform().m11()), 2))
    corner = QPointF(rect.center().x() - size / 2, rect.center().y() - size / 2)
    painter.drawPixmap(QPointF(round(corner.x()), round(corner.y())), pixmap(name, colour, size, ratio))


def forget() -> None:
    """Empty the cache; called when the palette changes."""
    _pixmaps.clear()


def show_on(action: QAction, name: str, role: str = "text") -> None:
    """Draw an action's icon in the colours of the present scheme; one that Qt let go before its field is passed by."""
    if isValid(action):
        action.setIcon(icon(name, role))


def icon(name: str, role: str = "text") -> QIcon:
    """A QIcon for menus and fields in a colour role of the present scheme; made anew when the scheme changes."""
    look = theme.tokens()
    made = QIcon()
    for ratio in (1.0, 2.0, 3.0):
        made.addPixmap(pixmap(name, getattr(look, role), 16, ratio))
        made.addPixmap(pixmap(name, look.disabled_text, 16, ratio), QIcon.Mode.Disabled)
    return made
