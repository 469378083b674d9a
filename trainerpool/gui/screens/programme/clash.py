"""The clash check of a session that is being moved: what speaks against the day, in place, before it is put down."""

from __future__ import annotations

from collections.abc import Sequence

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
        where = said_move(move)
        reasons = reasons_of(move)
        ends = "Ctrl+V moves it, Esc leaves it" if by_keys else "Let go to move it, Esc leaves it"
        self._parts = [
            Label(where, "strong", wraps=True),
            *(ReasonLine(one) for one in reasons),
            Label(ends, tone="muted"),
        ]
        for part in self._parts:
            self.column.addWidget(part)
            part.show()  # at once: a note that is shown already would be measured without it
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
        high += 3 * len(self._parts)  # wrapped lines want a little more than the layout says
        left = min(max(4.0, cell.left()), over.width() - wide - 4)
        below = cell.top() + min(cell.height(), 70) + 4
        top = below if below + high < over.height() else max(4.0, cell.top() - high - 4)
        self.setGeometry(int(left), int(top), wide, high)
        self.show()
        self.raise_()


def said_move(move: Move) -> str:
    """Where it would go: "Self-neglect to Thu 21 Jan 2027", with its new time where that changes."""
    time = f", {move.parts[0][1]}" if move.minutes and move.parts else ""
    return f"{move.title} to {in_words(move.to, weekday=True)}{time}"


def reasons_of(move: Move) -> list[Reason]:
    """What speaks against it, what was found free, and who is asked again."""
    found = [Reason(Meaning.ATTENTION, text) for text in move.against]
    found += [Reason(Meaning.GOOD, text) for text in move.good]
    if not move.against and not move.good:
        found.append(Reason(Meaning.GOOD, "Nothing speaks against it."))
    if move.told:
        found.append(Reason(Meaning.INFORMATION, asked_again(move), icon="hourglass"))
    return found


def asked_again(move: Move) -> str:
    """Who knows of the old day and is offered the new one."""
    return again_in_words(move.told)


def again_in_words(names: Sequence[str]) -> str:
    """That these are offered the new day and answer again."""
    whom = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    are, answer = ("are", "answer") if len(names) > 1 else ("is", "answers")
    return f"{whom} {are} offered the new day and {answer} again."
