"""A picture of a widget, as a file: for the gallery, the tour and the tests."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget


def photograph(widget: QWidget, path: Path, size: QSize | None = None, scale: float = 1.0) -> Path:
    """Paint `widget` at `size` logical pixels and `scale` pixels each into the PNG `path`, which is returned.

    Raises OSError when the file cannot be written.
    """
    if size is not None:
        widget.resize(size)
    widget.ensurePolished()
    image = QImage(widget.size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(widget.palette().window().color())
    painter = QPainter(image)
    widget.render(painter, QPoint(0, 0))
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(path)):
        raise OSError(f"The picture could not be written: {path}")
    return path
