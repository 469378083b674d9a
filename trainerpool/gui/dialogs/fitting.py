"""A dialog that is never larger than the window it stands over: what has no room there is scrolled to."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

_NAME = "whole content"


class FittingDialog(QDialog):
    """Lay it out as any dialog. At 200 % or in a small window its whole content goes into a scroll area as it is shown."""

    def showEvent(self, event: QShowEvent) -> None:
        self.fit_to_window()
        super().showEvent(event)

    def fit_to_window(self) -> None:
        """As large as what it holds, within the window; called again when what it holds has changed."""
        below = self.parentWidget()
        if below is None or self.layout() is None:
            return
        self.ensurePolished()
        room, roll = below.window().size(), self._roll()
        whole = self._whole()
        if roll is None and (whole.width() > room.width() or whole.height() > room.height()):
            roll = self._put_in_scroll_area()
        if roll is not None:
            self._content().setMinimumSize(whole)
            whole = QSize(whole.width() + roll.verticalScrollBar().sizeHint().width(), whole.height())
        self.resize(whole.boundedTo(room))

    def _roll(self) -> QScrollArea | None:
        return self.findChild(QScrollArea, _NAME, Qt.FindChildOption.FindDirectChildrenOnly)

    def _content(self) -> QWidget:
        """What holds the layout: the dialog itself, or the inside of its scroll area."""
        roll = self._roll()
        return (roll.widget() if roll is not None else None) or self

    def _whole(self) -> QSize:
        """How large it is with all of it shown: text that wraps needs its height at this width."""
        inside = self._content().layout()
        assert inside is not None
        inside.activate()
        wide = max(self.minimumWidth(), inside.totalSizeHint().width())
        high = inside.totalHeightForWidth(wide) if inside.hasHeightForWidth() else inside.totalSizeHint().height()
        least = self.minimumHeight() or inside.totalMinimumSize().height()
        return QSize(wide, max(high, least))

    def _put_in_scroll_area(self) -> QScrollArea:
        focused = self.focusWidget()
        content, roll = QWidget(), QScrollArea(self)
        inside = self.layout()
        assert inside is not None
        content.setLayout(inside)
        self.setMinimumSize(0, 0)
        roll.setObjectName(_NAME)
        roll.setWidgetResizable(True)
        roll.setFrameShape(QFrame.Shape.NoFrame)
        roll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        roll.setWidget(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(roll)
        if focused is not None:
            focused.setFocus()
        return roll
