"""A document painted onto the pages of a printer: title, sentences and tables, a page in each turn of the event loop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColorConstants, QFont, QFontMetricsF, QPagedPaintDevice, QPainter, QPen

from trainerpool.reports.document import Document, Table, printed

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_WRAP_RIGHT = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
_ENDLESS = 100_000.0


@dataclass(frozen=True, slots=True)
class _Line:
    """One thing that is not divided between two pages: how high it is, and what paints it at a height."""

    high: float
    paint: Callable[[float], None]
    heads: tuple[_Line, ...] = ()


class PrintRun(QObject):
    """Paints page after page; `ended()` when the last is done. Ink is black: a printer has no scheme."""

    def __init__(
        self, document: Document, device: QPagedPaintDevice, ended: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document, self._ended = document, ended
        self.pages = 0
        self._painter = QPainter(device)
        self._room = QRectF(self._painter.viewport())
        self._foot = self._metrics(8).height() * 2
        self._lines = self._all_lines()
        self._next: _Line | None = next(self._lines, None)
        self._device = device
        self._soon = QTimer(self)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._page)
        self._soon.start()

    def _font(self, size: float, bold: bool = False) -> QFont:
        font = QFont(self._painter.font())
        font.setPointSizeF(size)
        font.setBold(bold)
        return font

    def _metrics(self, size: float, bold: bool = False) -> QFontMetricsF:
        return QFontMetricsF(self._font(size, bold), self._painter.device())

    def _page(self) -> None:
        """Paint one page; the rest follows in the next turn."""
        if self._next is None and self.pages:
            self._soon.stop()
            self._painter.end()
            self._ended()
            return
        if self.pages:
            self._device.newPage()
        self.pages += 1
        top, last = 0.0, self._room.height() - self._foot
        line = self._next
        if line is not None and self.pages > 1:
            for head in line.heads:
                head.paint(top)
                top += head.high
        first = True
        while line is not None and (first or top + line.high <= last):
            line.paint(top)
            top += line.high
            line, first = next(self._lines, None), False
        self._next = line
        words = f"{self._document.footer.words} · Page {self.pages}"
        self._text(words, QRectF(0, self._room.height() - self._foot / 2, self._room.width(), self._foot), 8)

    def _text(self, words: str, spot: QRectF, size: float, bold: bool = False, right: bool = False) -> None:
        self._painter.setFont(self._font(size, bold))
        self._painter.setPen(QColorConstants.Black)
        self._painter.drawText(spot, _WRAP_RIGHT if right else _WRAP, words)

    def _paragraph(self, words: str, size: float, bold: bool = False, after: float = 0.4) -> _Line:
        metrics = self._metrics(size, bold)
        high = metrics.boundingRect(QRectF(0, 0, self._room.width(), _ENDLESS), _WRAP, words).height()

        def paint(top: float) -> None:
            self._text(words, QRectF(0, top, self._room.width(), high + 2), size, bold)

        return _Line(high + after * metrics.height(), paint)

    def _all_lines(self) -> Iterator[_Line]:
        document = self._document
        yield self._paragraph(document.title, 16, bold=True, after=0.1)
        yield self._paragraph(document.subtitle, 10)
        for sentence in document.summary:
            yield self._paragraph(sentence, 10)
        for section in document.sections:
            if section.title:
                yield self._paragraph(section.title, 12, bold=True)
            for sentence in section.sentences:
                yield self._paragraph(sentence, 10)
            for table in section.tables:
                yield from self._table(table)

    def _table(self, table: Table) -> Iterator[_Line]:
        if table.title:
            yield self._paragraph(table.title, 11, bold=True)
        if not table.rows:
            yield self._paragraph(table.empty, 10)
            return
        whole = sum(column.width for column in table.columns)
        wides = [self._room.width() * column.width / whole for column in table.columns]
        right = [column.figures for column in table.columns]
        head = self._row([column.heading for column in table.columns], wides, right, bold=True)
        yield head
        for row in table.rows:
            texts = [printed(cell, column) for cell, column in zip(row, table.columns, strict=True)]
            made = self._row(texts, wides, right)
            yield _Line(made.high, made.paint, (head,))
        yield _Line(self._metrics(10).height(), lambda _top: None)

    def _row(self, texts: list[str], wides: list[float], right: list[bool], bold: bool = False) -> _Line:
        metrics = self._metrics(9, bold)
        gap = metrics.averageCharWidth()
        cells = [
            metrics.boundingRect(QRectF(0, 0, wide - gap, _ENDLESS), _WRAP, text).height()
            for text, wide in zip(texts, wides, strict=True)
        ]
        high = max(cells, default=metrics.height()) + metrics.height() * 0.5

        def paint(top: float) -> None:
            left = 0.0
            for text, wide, is_right in zip(texts, wides, right, strict=True):
                self._text(text, QRectF(left, top + metrics.height() * 0.2, wide - gap, high), 9, bold, is_right)
                left += wide
            self._painter.setPen(QPen(QColorConstants.Black, self._room.width() / (900 if bold else 3600)))
            self._painter.drawLine(0, round(top + high), round(self._room.width()), round(top + high))

        return _Line(high, paint)
