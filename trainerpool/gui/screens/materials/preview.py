"""Looking at a file of a pack inside the program: the pages of a PDF or a picture, drawn as they are turned to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from trainerpool.gui import drawing, theme
from trainerpool.gui.dialogs.fitting import FittingDialog
from trainerpool.gui.parts.button import Button, IconButton
from trainerpool.gui.parts.labels import ElidedLabel, Hairline, Label
from trainerpool.gui.parts.notices import ErrorPanel
from trainerpool.gui.screens.materials.pages_of_files import DrawnPage, draw_page
from trainerpool.gui.screens.programme.dialog import Roll
from trainerpool.gui.shell import Shell
from trainerpool.gui.spoken import Role
from trainerpool.operations.materials import open_private_copy
from trainerpool.problem import Problem
from trainerpool.queries.material_page import FileRow

_WIDE, _HIGH = 900, 720
_ZOOMS = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0)


class _Ring(QWidget):
    """Holds the page, and draws the ring of the focus around it."""

    def __init__(self, roll: QWidget) -> None:
        super().__init__()
        self._roll = roll
        self.setAccessibleName("The page")
        room = QVBoxLayout(self)
        room.setContentsMargins(3, 3, 3, 3)
        room.addWidget(roll)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self._roll.hasFocus():
            drawing.inner_ring(QPainter(self), self.rect())


class FilePreview(FittingDialog):
    """Page Up and Down turn pages, plus and minus change the size, Alt+Left and Right go to the other files, Esc leaves."""

    def __init__(
        self, parent: QWidget, shell: Shell, files: Sequence[FileRow], at: str, open_outside: Callable[[FileRow], None]
    ) -> None:
        super().__init__(parent.window())
        self._shell, self._files = shell, tuple(files)
        self._place = next((place for place, one in enumerate(files) if one.id == at), 0)
        self._open_outside = open_outside
        self._path: Path | None = None
        self._number, self._zoom = 1, 1.0
        self.drawn: DrawnPage | None = None
        self.setWindowTitle("Preview")  # a file's name may name people
        self.setAccessibleName("Preview")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = ElidedLabel("", "section")
        self.place = Label("", tone="muted")
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.picture.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._build()
        room = parent.window().size()
        wide, high = min(theme.scaled(_WIDE), room.width() - 24), min(theme.scaled(_HIGH), room.height() - 24)
        self.setMinimumSize(wide, high)
        self._go()

    def _build(self) -> None:
        holder = QWidget()
        middle = QHBoxLayout(holder)
        middle.setContentsMargins(16, 12, 16, 12)
        middle.addStretch(1)
        middle.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        middle.addStretch(1)
        self.roll = Roll()
        self.roll.spoken_role = Role.Document
        self.roll.setAccessibleName("The page")
        self.roll.setWidgetResizable(True)
        self.roll.setFrameShape(Roll.Shape.NoFrame)
        self.roll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.roll.setWidget(holder)
        self.roll.installEventFilter(self)
        self._ring = _Ring(self.roll)
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 17, 8)
        head.addWidget(self.name, 1)
        head.addWidget(self.place)
        self.before = IconButton("Page before (Page Up)", "chevron-left").does(lambda: self.turn(-1))
        self.next = IconButton("Next page (Page Down)", "chevron-right").does(lambda: self.turn(1))
        self.smaller = Button("Smaller", icon="minus").does(lambda: self.zoom(-1))
        self.larger = Button("Larger", icon="plus").does(lambda: self.zoom(1))
        self.other = Button("Next file").does(lambda: self.leaf(1))
        self.outside = Button("Open in its program").does(self._on_outside)
        self.shut = Button("Close", "filled").does(self.accept)
        for button in (self.before, self.next):
            button.setMinimumWidth(button.sizeHint().width())  # its lock is narrower than its arrow
        foot = QHBoxLayout()
        foot.setContentsMargins(17, 8, 17, 12)
        foot.setSpacing(2)
        for button in (self.before, self.next, self.smaller, self.larger):
            foot.addWidget(button)
        foot.addStretch(1)
        for button in (self.other, self.outside, self.shut):
            foot.addWidget(button)
        self.foot = foot
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Hairline())
        self._panel_room = QVBoxLayout()
        self._panel_room.setContentsMargins(20, 0, 17, 0)
        column.addLayout(self._panel_room)
        column.addWidget(self._ring, 1)
        column.addWidget(Hairline())
        column.addLayout(foot)
        self._panel: ErrorPanel | None = None

    def said_problem(self) -> str:
        """Why the file cannot be shown, where it cannot."""
        return self._panel.accessibleName() if self._panel is not None else ""

    def file(self) -> FileRow:
        """The file that is looked at."""
        return self._files[self._place]

    def turn(self, by: int) -> None:
        """Go to the next or last page."""
        if self.drawn is not None and 1 <= self._number + by <= self.drawn.of:
            self._number += by
            self._draw()
            self.roll.verticalScrollBar().setValue(0)

    def zoom(self, by: int) -> None:
        """Show it larger or smaller by a step."""
        place = _ZOOMS.index(self._zoom) + by
        if 0 <= place < len(_ZOOMS):
            self._zoom = _ZOOMS[place]
            self._draw()

    def leaf(self, by: int) -> None:
        """Go to another file."""
        if len(self._files) > 1:
            self._place = (self._place + by) % len(self._files)
            self._go()

    def _go(self) -> None:
        """Fetch the file that is chosen, and show its first page."""
        one = self.file()
        self.name.setText(one.name)
        self.place.setText("")
        self.other.block("" if len(self._files) > 1 else "It is the only file that is shown here.")
        self._path, self.drawn, self._number = None, None, 1
        self.picture.clear()
        self._say()
        self._shell.work(
            lambda desk: open_private_copy(desk, one.id), then=self._fetched, failed=self._refuse, latest="preview copy", owner=self,
            title="Opening the file",
        )  # fmt: skip

    def _fetched(self, path: Path) -> None:
        self._path = path
        self._draw()

    def _draw(self) -> None:
        path, number = self._path, self._number
        if path is None:
            return
        ratio = self.devicePixelRatioF()
        room = max(200, self.width() - 56)
        wide = round(min(room, theme.scaled(1000)) * self._zoom * ratio)
        self._shell.work(
            lambda _desk: draw_page(path, number, wide), then=self._show_page, failed=self._refuse, latest="preview", owner=self
        )  # fmt: skip

    def _show_page(self, drawn: DrawnPage) -> None:
        self.drawn, self._number = drawn, drawn.number
        picture = QPixmap.fromImage(drawn.picture)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(picture)
        self.picture.setFixedSize(picture.deviceIndependentSize().toSize())
        self.picture.setAccessibleName(f"{self.file().name}, page {drawn.number} of {drawn.of}")
        self.picture.setAccessibleDescription(drawn.words)
        self._clear_panel()
        self._say()

    def _say(self) -> None:
        drawn = self.drawn
        pages = drawn.of if drawn is not None else 0
        self.place.setText(f"Page {self._number} of {pages}" if pages > 1 else "")
        self.before.block("" if self._number > 1 else "This is the first page.")
        self.next.block("" if self._number < pages else "This is the last page.")
        at = _ZOOMS.index(self._zoom)
        self.smaller.block("" if at else "It cannot be shown smaller.")
        self.larger.block("" if at < len(_ZOOMS) - 1 else "It cannot be shown larger.")
        words = f"{self.file().name}, page {self._number} of {pages}" if pages else self.file().name
        self.roll.setAccessibleName(words)
        self.roll.setAccessibleDescription(drawn.words if drawn is not None else "")

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        self._clear_panel()
        self._panel = ErrorPanel(error)
        self._panel_room.addWidget(self._panel)
        self._panel_room.setContentsMargins(20, 12, 17, 0)
        self._say()

    def _clear_panel(self) -> None:
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
            self._panel_room.setContentsMargins(20, 0, 17, 0)

    def _on_outside(self) -> None:
        self._open_outside(self.file())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.roll and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._ring.update()
        if watched is self.roll and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key, bar = Qt.Key(event.key()), self.roll.verticalScrollBar()
        if key == Qt.Key.Key_PageDown and bar.value() >= bar.maximum():
            self.turn(1)
        elif key == Qt.Key.Key_PageUp and bar.value() <= bar.minimum():
            self.turn(-1)
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(-1 if key == Qt.Key.Key_Minus else 1)
        elif alt and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.leaf(1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)
