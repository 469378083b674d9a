"""The window's hull: on the screen at once with its surfaces, while what goes into it is still being imported."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QJsonDocument, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow

from trainerpool.host.places import resource

# Qt's namespace of flags costs 30 ms at its first use, so nothing here names it; likewise no font is asked for.
_MENU, _STATUS = 24, 25


class Hull(QMainWindow):
    """Shows rail, page and status surfaces until `take` puts the real window into it. `painted` comes once."""

    painted = Signal()

    def __init__(self, scheme: str, size: tuple[int, int], has_rail: bool) -> None:
        super().__init__()
        tokens: dict[str, Any] = QJsonDocument.fromJson(resource("styles/tokens.json").read_bytes()).object()
        palette = tokens["palettes"][scheme]
        self._surface, self._sunken, self._line = (QColor(palette[role]) for role in ("surface", "sunken", "line"))
        self._rail = int(tokens["layout"]["rail"]) if has_rail else 0
        self._is_painted = False
        self._content: QMainWindow | None = None
        self.setWindowTitle("Trainer Pool")
        self.resize(*size)

    def take(self, content: QMainWindow) -> None:
        """Put the real window into the hull; its title, icon and closing become the hull's."""
        self._content = content
        content.windowTitleChanged.connect(self.setWindowTitle)
        content.windowIconChanged.connect(self.setWindowIcon)
        self.setCentralWidget(content)
        self.setWindowTitle(content.windowTitle())
        self.setWindowIcon(content.windowIcon())
        self.setMinimumSize(content.minimumSize())
        self.setAccessibleName("Trainer Pool")
        content.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._content is None:
            painter = QPainter(self)
            wide, high = self.width(), self.height()
            painter.fillRect(0, 0, wide, high, self._surface)
            painter.fillRect(0, 0, wide, _MENU, self._sunken)
            painter.fillRect(0, _MENU, self._rail, high, self._sunken)
            painter.fillRect(0, high - _STATUS, wide, _STATUS, self._sunken)
            for left, top, across, down in (
                (0, _MENU, wide, 1),
                (self._rail, _MENU, 1, high - _MENU - _STATUS),
                (0, high - _STATUS, wide, 1),
            ):
                painter.fillRect(left, top, across, down, self._line)
            painter.end()
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._content is not None and not self._content.close():
            event.ignore()
            return
        super().closeEvent(event)
