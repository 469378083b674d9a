"""The clash check of a session that is being moved: what speaks against the day, in place, before it is put down."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QWidget

from trainerpool.domain.dates import in_words
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.labels import Label, Pane
from trainerpool.gui.parts.why import Reason, ReasonLine
from trainerpool.queries.moving import Move

_WIDE = 292


class ClashNote(Pane):
    """Stands beside the day; never takes the focus or the pointer."""

    def __init__(self, over: QWidget) -> None:
        super().__init__("card", 12, 6)
        self.setParent(over)
        self._over = over
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.move_shown: Move | None = None
        self._parts: list[QWidget] = []
        self.hide()

    def say(self, move: Move, cell: QRectF, *, by_keys: bool) -> None:
        """Show what is known of this move beside the day's cell."""
        for part in self._parts:
            part.hide()
            self.column.removeWidget(part)
            part.deleteLater()
        self.move_shown = move
        where = f"{move.title} to {in_words(move.to, weekday=True)}"
        reasons = [Reason(Meaning.ATTENTION, text) for text in move.against]
        reasons = reasons or [Reason(Meaning.GOOD, "Nothing speaks against it.")]
        ends = "Ctrl+V moves it, Esc leaves it" if by_keys else "Let go to move it, Esc leaves it"
        self._parts = [
            Label(where, "strong", wraps=True),
            *(ReasonLine(one) for one in reasons),
            Label(ends, tone="muted"),
        ]
        for part in self._parts:
            self.column.addWidget(part)
        self.setAccessibleName(". ".join([where, *(one.fact.rstrip(".") for one in reasons)]))
        self._stand(cell)

    def leave(self) -> None:
        """Take it away."""
        self.move_shown = None
        self.hide()

    def words(self) -> str:
        """What it says, for the name of the grid."""
        return self.accessibleName() if self.move_shown is not None else ""

    def _stand(self, cell: QRectF) -> None:
        over = self._over
        wide = min(_WIDE, over.width() - 8)
        self.setFixedWidth(wide)
        high = self.column.heightForWidth(wide) if self.column.hasHeightForWidth() else self.sizeHint().height()
        left = min(max(4.0, cell.left()), over.width() - wide - 4)
        below = cell.top() + min(cell.height(), 70) + 4
        top = below if below + high < over.height() else max(4.0, cell.top() - high - 4)
        self.setGeometry(int(left), int(top), wide, high)
        self.show()
        self.raise_()
