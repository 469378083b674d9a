"""A file dragged over the window: what would become of it is drawn over the pages, and said when it cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from trainerpool.gui import icons, theme
from trainerpool.gui.marks import MEANING_ICONS, Meaning
from trainerpool.problem import Problem

WORKBOOKS = frozenset({".xlsx", ".xls", ".ods", ".csv"})
_LATER = {
    ".tpkey": "A key file opens with its pool: open the file that ends in .tpool beside it.",
}


@dataclass(frozen=True, slots=True)
class Fate:
    """What dropping would do: `words` say it, `path` is what would be opened, None where it is refused."""

    words: str
    path: Path | None = None
    why: str = ""

    def refusal(self) -> Problem:
        """The refusal, as the page says it."""
        return Problem(self.words, kept="It was not touched.", todo=self.why)


def fate_of(paths: Sequence[Path], has_pool: bool) -> Fate:
    """What becomes of these files when they are dropped."""
    if len(paths) != 1:
        return Fate(f"{len(paths)} files at once cannot be taken.", why="Drop one file at a time.")
    path = paths[0]
    ending = path.suffix.lower()
    if path.is_dir():
        return Fate(f"{path.name} is a folder.", why="Drop the file itself.")
    if ending in WORKBOOKS:
        if has_pool:
            return Fate(
                f"Drop to compare {path.name} with the pool. Every row is shown before anything is stored.", path
            )
        return Fate(f"Drop to begin a pool with {path.name}.", path)
    if ending == ".tpool":
        return Fate(f"Drop to open the pool {path.stem}.", path)
    if ending == ".tpcarry":
        return Fate(f"Drop to open {path.name} at your own desk.", path)
    if ending == ".tpreturn" and has_pool:
        return Fate(f"Drop to open {path.name}. What it would change is shown before anything is in the pool.", path)
    if ending == ".tpreturn":
        return Fate(f"{path.name} is for the Business Unit.", why="Open the pool it was sent to, then drop it again.")
    if ending in _LATER:
        return Fate(f"{path.name} cannot be opened here.", why=_LATER[ending])
    return Fate(
        f"{path.name} is no file of Trainer Pool.",
        why="A pool's file ends in .tpool; a spreadsheet in .xlsx, .ods, .xls or .csv.",
    )


def files_in(mime: QMimeData) -> list[Path]:
    """The files of this computer in what is dragged."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


class DropHint(QFrame):
    """Lies over the pages while a file is dragged over the window."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.fate = Fate("")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_fate(self, fate: Fate) -> None:
        """Say what dropping would do."""
        self.fate = fate
        self.setAccessibleName(f"{fate.words} {fate.why}".strip())
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, painter = theme.tokens(), QPainter(self)
        meaning = Meaning.INFORMATION if self.fate.path is not None else Meaning.STOP
        veil = QColor(look.surface)
        veil.setAlphaF(0.86)
        painter.fillRect(self.rect(), veil)
        inside = QRectF(self.rect()).adjusted(16, 16, -16, -16)
        painter.setPen(QPen(look.accent if self.fate.path is not None else look.ink(meaning), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(inside, look.radii["chip"], look.radii["chip"])
        size, wide = theme.icon_size(24), min(inside.width() - 48, theme.scaled(440))
        words = QRectF(inside.center().x() - wide / 2, inside.center().y() - 8, wide, inside.height() / 2)
        name = "table-properties" if self.fate.path is not None else MEANING_ICONS[meaning]
        spot = QRectF(inside.center().x() - size / 2, words.top() - size - 12, size, size)
        icons.paint(painter, name, look.accent if self.fate.path is not None else look.ink(meaning), spot)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.setFont(theme.font("strong"))
        painter.setPen(look.text)
        used = painter.boundingRect(words, int(flags), self.fate.words)
        painter.drawText(words, int(flags), self.fate.words)
        painter.setFont(theme.font())
        painter.setPen(look.muted)
        painter.drawText(words.adjusted(0, used.height() + 4, 0, 0), int(flags), self.fate.why)
