"""A report looked at, page by page, before it is printed or saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from trainerpool.domain.dates import add_months, count_of, month_end
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.focus_edge import FocusEdge
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.programme.dialog import FormDialog
from trainerpool.gui.shell import Shell
from trainerpool.gui.spoken import Role

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from trainerpool.reports.document import Document

KINDS = ("PDF (*.pdf)", "Web page (*.html)", "Word (*.docx)", "Excel (*.xlsx)")
_PIXELS_PER_INCH = 84.0


def preview_month(owner: QWidget, shell: Shell, day: date) -> None:
    """The sheet of who is delivering what in the month of a day."""
    first = day.replace(day=1)
    _preview(owner, shell, "month-sheet", (first, month_end(first)), f"Who is delivering what {first:%Y-%m}")


def preview_programme(owner: QWidget, shell: Shell, start: date, end: date, called: str) -> None:
    """The programme of some days as it is handed out."""
    _preview(owner, shell, "programme", (start, end), f"Training programme {called}".strip())


def preview_of_term(owner: QWidget, shell: Shell, terms: Sequence[Any], day: date) -> None:
    """The programme of the term that a month touches, or of three months between terms."""
    term = next((one for one in terms if one.start <= month_end(day) and one.end >= day), None)
    if term is not None:
        preview_programme(owner, shell, term.start, term.end, term.name)
    else:
        first = day.replace(day=1)
        preview_programme(owner, shell, first, add_months(first, 3) - timedelta(days=1), "")


def _preview(owner: QWidget, shell: Shell, name: str, period: tuple[date, date], file: str) -> None:
    def ready(made: tuple[Document, list[bytes]]) -> None:
        Preview(owner, shell, made[0], made[1], file).open()

    shell.work(lambda desk: _made(desk, name, period), then=ready, title="Laying out the pages", owner=owner)


def _made(desk: Any, name: str, period: tuple[date, date]) -> tuple[Document, list[bytes]]:
    from trainerpool.reports.paper import pages_of
    from trainerpool.reports.registry import build_report

    document = build_report(desk.ask, name, period, desk.today)
    return document, pages_of(document, _PIXELS_PER_INCH)


class Preview(FormDialog):
    """Ctrl+Enter saves, Ctrl+P prints, Page Up and Down scroll, Esc leaves; nothing is written before."""

    body_role = Role.Document

    def __init__(self, parent: QWidget, shell: Shell, document: Document, pages: Sequence[bytes], file: str) -> None:
        super().__init__(parent, document.title, "Save", wide=1180 if document.landscape else 860)
        self._parent, self._shell, self._document, self._file = parent, shell, document, file
        self.print_button = Button("Print", keys="Ctrl+P").does(self.print_it)
        self.foot.insertWidget(0, Label(count_of(len(pages), "page"), tone="muted"))
        self.foot.insertWidget(self.foot.count() - 1, self.print_button)
        self.cancel_button.set_text("Close")
        words = in_plain_words(document)
        for number, page in enumerate(pages, 1):
            picture = QLabel()
            drawn = QPixmap()
            drawn.loadFromData(page)
            picture.setPixmap(drawn)
            picture.setFixedSize(drawn.size())
            picture.setProperty("pane", "card")
            picture.setAccessibleName(f"Page {number} of {len(pages)}")
            picture.setAccessibleDescription(words if number == 1 else "")
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(picture)
            row.addStretch(1)
            self.body.addLayout(row)
        self.roll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.roll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.roll.setAccessibleName(f"{document.title}, {document.subtitle}, {count_of(len(pages), 'page')}")
        self.edge = FocusEdge(self.roll)
        self.done_button.setFocus()

    def finish(self) -> None:
        """Ask where it goes, and write it there."""

        def chosen(path: Path | None) -> None:
            if path is not None:
                self.wait()
                write = partial(_write, document=self._document, path=path)
                self._shell.work(
                    lambda _desk: write(),
                    then=lambda _: self._saved(path),
                    failed=self.refuse,
                    title="Writing the file",
                    owner=self,
                )

        self._shell.dialogs.save_file(self, f"Save {self._document.title}", f"{self._file}.pdf", KINDS, chosen)

    def _saved(self, path: Path) -> None:
        self._shell.toast(f"Saved as {path.name}")
        self.accept()

    def print_it(self) -> None:
        """The system's own print dialog, then page after page."""
        from trainerpool.gui.printing import choose_printer

        choose_printer(self, self._document.title, self.print_on)

    def print_on(self, printer: QPrinter, ended: Callable[[], None] | None = None) -> None:
        """Print it; `ended` when the last page is sent."""
        from PySide6.QtGui import QPageLayout

        from trainerpool.gui.paper_pages import PrintRun

        if self._document.landscape:
            printer.setPageOrientation(QPageLayout.Orientation.Landscape)

        def done() -> None:
            self._shell.toast(f"Sent to the printer: {count_of(run.pages, 'page')}")
            self.accept()
            if ended is not None:
                ended()

        run = PrintRun(self._document, printer, done, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_P and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.print_it()
            return
        bar = self.roll.verticalScrollBar()
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0)
        if step:
            bar.setValue(bar.value() + step * bar.pageStep())
            return
        super().keyPressEvent(event)


def _write(document: Document, path: Path) -> None:
    from trainerpool.reports.writing import write_document

    write_document(document, path)


def in_plain_words(document: Document) -> str:
    """What the pages say, for whoever hears them."""
    said = [document.subtitle, *document.summary]
    for section in document.sections:
        said += [
            section.title,
            *section.sentences,
            *section.points,
            *(f"{one.what}: {one.which}" for one in section.facts),
        ]
        said += [
            ", ".join(str(cell) for cell in row if cell is not None) for table in section.tables for row in table.rows
        ]
    return ". ".join(one.rstrip(".") for one in said if one)
