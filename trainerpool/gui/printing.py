"""Ctrl+P: what a page shows is printed, or saved as a PDF, a document or a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from trainerpool.gui.shell import Dialogs

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from trainerpool.gui.background import Background
    from trainerpool.gui.shown import ShownPage
    from trainerpool.reports.document import Document

KINDS = ("PDF (*.pdf)", "Word (*.docx)", "Excel (*.xlsx)", "CSV (*.csv)")
ChoosePrinter = Callable[[QWidget, str, Callable[["QPrinter"], None]], None]


def _load() -> None:
    import_module("PySide6.QtPrintSupport")


def choose_printer(parent: QWidget, title: str, chosen: Callable[[QPrinter], None]) -> None:
    """The system's own print dialog; nothing of printing is loaded before it is asked for.

    Neither the printer's queue nor the window's title says whom the page is about: others read them.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("Trainer Pool")
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Print")
    dialog.setAccessibleName(f"Print {title}")
    dialog.accepted.connect(lambda: chosen(printer))
    dialog.finished.connect(dialog.deleteLater)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()


class Printing(QObject):
    """Offers to print or to save; `said` tells what was done, `failed` a Problem in words."""

    def __init__(
        self,
        parent: QWidget,
        background: Background,
        dialogs: Dialogs,
        said: Callable[[str], None],
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__(parent)
        self._parent, self._background, self._dialogs = parent, background, dialogs
        self._said, self._failed = said, failed
        self.choose_printer: ChoosePrinter = choose_printer

    def offer(self, page: QWidget, pool: str, today: date) -> QMenu:
        """Ask whether to print or to save what this page shows; the menu is returned, open."""
        from trainerpool.gui.shown import read_page

        # What the print dialog needs is loaded while the person chooses: a tenth of a second that nobody waits for.
        self._background.run(_load, reads=True, lane="solver")
        shown = read_page(page)
        menu = QMenu(page)
        menu.setAccessibleName("Print or save what is shown")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction("Print...", lambda: self._print(shown, pool, today))
        menu.addAction("Save as PDF, document or spreadsheet...", lambda: self._ask_where(shown, pool, today))
        menu.popup(page.mapToGlobal(QPoint(16, 48)))
        menu.setActiveAction(menu.actions()[0])
        return menu

    def _ask_where(self, shown: ShownPage, pool: str, today: date) -> None:
        name = f"{shown.title}.pdf"

        def chosen(path: Path | None) -> None:
            if path is not None:
                self.save(shown, pool, today, path)

        self._dialogs.save_file(self._parent, f"Save {shown.title}", name, KINDS, chosen)

    def save(self, shown: ShownPage, pool: str, today: date, path: Path) -> None:
        """Write it whole, in the worker; whoever has the file can read it."""

        def work() -> None:
            from trainerpool.reports.writing import write_document

            write_document(shown.document(pool, today), path)

        self._background.run(
            work, lambda _none: self._said(f"Saved {path.name}; whoever has the file can read it"), self._failed,
            f"Saving {path.name}", owner=self,
        )  # fmt: skip

    def _print(self, shown: ShownPage, pool: str, today: date) -> None:
        self.choose_printer(self._parent, shown.title, lambda printer: self.print_on(shown, pool, today, printer))

    def print_on(self, shown: ShownPage, pool: str, today: date, printer: QPrinter) -> None:
        """Read every row in the worker, then paint page after page."""
        from PySide6.QtGui import QPageLayout

        from trainerpool.gui.paper_pages import PrintRun

        def begin(document: Document) -> None:
            if document.landscape:
                printer.setPageOrientation(QPageLayout.Orientation.Landscape)
            run = PrintRun(document, printer, lambda: self._end(run), self)

        self._background.run(
            lambda: shown.document(pool, today), begin, self._failed, f"Printing {shown.title}", reads=True, owner=self
        )

    def _end(self, run: QObject) -> None:
        from trainerpool.domain.dates import count_of

        pages = getattr(run, "pages", 0)
        run.deleteLater()
        self._said(f"Sent to the printer: {count_of(pages, 'page')}")
