"""The toast: says the deed just done and offers Undo; one at a time, six seconds, never the only record."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Label, MeaningIcon

_STAYS_MS = 6000


class Toast(QFrame):
    """Sits at the bottom left of its host; stays while it has the focus or the pointer."""

    def __init__(self, host: QWidget, free: Callable[[], int] | None = None) -> None:
        """`free` says how much of the host's width nothing lies over; all of it where not given."""
        super().__init__(host)
        self.setProperty("pane", "card")
        self.setAccessibleName("Done")
        self._host, self._free = host, free or host.width
        self._undo: Callable[[], None] | None = None
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 12, 3)
        row.setSpacing(12)
        row.addWidget(MeaningIcon(None, "check"))
        self.text = Label("")
        row.addWidget(self.text)
        self.link = Button("Undo", "link")
        self.link.clicked.connect(self._on_undo)
        row.addWidget(self.link)
        self.keys = Label("Ctrl+Z", "small", "muted")
        row.addWidget(self.keys)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)
        host.installEventFilter(self)
        self.hide()

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Show these words in place of any before."""
        self.text.setText(text)
        self._undo = undo
        self.link.setVisible(undo is not None)
        self.keys.setVisible(undo is not None)
        self.setAccessibleName(text)
        self._settle()
        self.show()
        self.raise_()
        self._timer.start(_STAYS_MS)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._timer.start(_STAYS_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        self.text.setWordWrap(False)
        self.keys.setVisible(self._undo is not None)
        self.adjustSize()
        room = self._free() - 32
        if self.width() > room:
            # Narrow: the keys go, the words wrap; nothing of what was done is cut off.
            self.keys.hide()
            self.text.setWordWrap(True)
            self.resize(room, self.height())
            self._row.activate()
            self.resize(room, max(40, self._row.totalHeightForWidth(room)))
        else:
            self.resize(self.width(), max(40, self.height()))
        self.move(16, self._host.height() - self.height() - 16)

    def _on_time(self) -> None:
        if self.underMouse() or self.link.hasFocus():
            self._timer.start(_STAYS_MS)
        else:
            self.hide()

    def _on_undo(self) -> None:
        self.hide()
        if self._undo is not None:
            self._undo()
