"""What the programme's dialogs share: a body that scrolls where it is low, the deed and Cancel under it, Ctrl+Enter."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Label, Pane
from trainerpool.gui.parts.notices import ErrorPanel
from trainerpool.gui.spoken import Role
from trainerpool.problem import Problem


class Roll(QScrollArea):
    """A scroll area that says what it is where it takes the keyboard."""

    spoken_role: Role | None = None


class FormDialog(QDialog):
    """Subclasses fill `body`, and hand over in `finish`; a refusal is shown over the fields, what was typed stays."""

    body_role: Role | None = None

    def __init__(self, parent: QWidget, title: str, deed: str, *, wide: int = 600) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._wide = wide
        self.done_button = Button(deed, "filled", keys="Ctrl+Enter").does(self.finish)
        self.cancel_button = Button("Cancel").does(self.reject)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(20, 8, 17, 12)
        self.foot.addStretch(1)
        self.foot.addWidget(self.done_button)
        self.foot.addWidget(self.cancel_button)
        self.inner = Pane("surface")
        self.body = QVBoxLayout()
        self.body.setContentsMargins(20, 14, 17, 8)
        self.body.setSpacing(6)
        self.body.addWidget(Label(title, "section"))
        self.inner.column.addLayout(self.body)
        self.inner.column.addStretch(1)
        self.roll = Roll()
        self.roll.spoken_role = self.body_role  # before anybody asks what it is
        self.roll.setWidgetResizable(True)
        self.roll.setFrameShape(QFrame.Shape.NoFrame)
        self.roll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.roll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.roll.setWidget(self.inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.roll, 1)
        column.addLayout(self.foot)
        self._panel: QWidget | None = None

    def finish(self) -> None:
        """Hand over what was filled in, or say what is missing."""
        raise NotImplementedError

    def fit(self) -> None:
        """As large as what it holds, and never larger than the window it stands over."""
        window = self.parentWidget()
        room = window.size() if window is not None else QSize(1366, 768)
        wide = min(theme.scaled(self._wide), room.width() - 24)
        self.inner.ensurePolished()
        inside = self.inner.layout()
        assert inside is not None
        inside.activate()
        needs = self.inner.sizeHint().height()
        high = max(needs, inside.heightForWidth(wide - 12) if inside.hasHeightForWidth() else needs)
        self._stand(wide, high + self.foot.sizeHint().height() + 16, room)

    def _stand(self, wide: int, high: int, room: QSize) -> None:
        """This large, as far as there is room, in the middle of the window."""
        self.resize(wide, min(high, room.height() - 24))
        window = self.parentWidget()
        if window is not None:
            self.move(window.mapToGlobal(window.rect().center()) - self.rect().center())

    def settle(self) -> None:
        """Wrapped lines know their height once they are painted: grow by what does not fit yet."""
        self.fit()
        window, missing = self.parentWidget(), self.roll.verticalScrollBar().maximum()
        if missing > 0 and window is not None:
            self._stand(self.width(), self.height() + missing, window.size())

    def showEvent(self, event: QShowEvent) -> None:
        self.fit()
        super().showEvent(event)
        QTimer.singleShot(0, self, self.settle)

    def wait(self) -> None:
        """It is being stored."""
        self.done_button.block("Being stored")

    def wait_no_more(self) -> None:
        """It is not stored after all; what was typed stays."""
        self.done_button.block("")

    def refuse(self, error: Exception) -> None:
        """Show why it was not stored, in the form; what was typed stays."""
        self.wait_no_more()
        if not isinstance(error, Problem):
            raise error
        if self._panel is not None:
            self._panel.deleteLater()
        self._panel = ErrorPanel(error)
        self.body.insertWidget(1, self._panel)
        self.roll.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                if not self.done_button.is_blocked():
                    self.finish()
            elif not isinstance(self.focusWidget(), QPlainTextEdit):
                self.focusNextChild()
            return
        super().keyPressEvent(event)
