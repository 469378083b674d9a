"""What a page shows, read off its widgets as a document: its title and facts, its words, its tables whole, its charts as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from trainerpool.gui.parts.header import FilterBar, FootLine, PageHeader
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.tables.columns import ColumnSpec
from trainerpool.gui.tables.paged import PagedRowsModel
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.reports.document import Column, Document, Footer, Section, Table

Rows = Callable[[], Sequence[Any]]


@dataclass(frozen=True)
class ShownTable:
    """A table of a page: `rows` gives all of them, in the worker, also those not on the screen."""

    title: str
    columns: tuple[ColumnSpec[Any], ...]
    rows: Rows

    def read(self) -> Table:
        """Its cells as they are written on the page."""
        columns = tuple(
            Column(spec.title, max(0.4, spec.width / 120), figures=spec.is_right, strong=place == 0)
            for place, spec in enumerate(self.columns)
        )
        rows = tuple(tuple(_written(spec, row) for spec in self.columns) for row in self.rows())
        return Table(self.title, columns, rows)


@dataclass(frozen=True)
class ShownPage:
    """What was read off the page on the GUI thread; `document` does the rest in the worker."""

    title: str
    summary: tuple[str, ...]
    words: tuple[str, ...]
    tables: tuple[ShownTable, ...]
    plain_tables: tuple[Table, ...] = ()

    def document(self, pool: str, today: date) -> Document:
        """The page as a document of its own."""
        tables = (*(one.read() for one in self.tables), *self.plain_tables)
        wide = max((len(table.columns) for table in tables), default=0) > 5
        section = Section("", sentences=self.words, tables=tables)
        footer = Footer(pool, pool, "As shown on the screen", today)
        return Document("page", self.title, pool, footer, self.summary, (), (section,), landscape=wide)


def read_page(page: QWidget) -> ShownPage:
    """Read a page off: what it says itself by `shown_tables`, else every table, chart and sentence on it, top to bottom."""
    header = next((one for one in page.findChildren(PageHeader) if one.isVisible()), None)
    title = header.title.text() if header is not None else page.accessibleName()
    summary = ("".join(header.facts_in_words()),) if header is not None and header.facts_in_words() else ()
    own: Callable[[], Sequence[ShownTable]] | None = getattr(page, "shown_tables", None)
    if callable(own):
        return ShownPage(title, summary, (), tuple(own()))
    widgets = sorted(_visible(page, header), key=lambda one: _place(one, page))
    tables = tuple(_table(one) for one in widgets if isinstance(one, TableView))
    charts = tuple(_chart(one) for one in widgets if hasattr(one, "as_rows"))
    said = [one.text() for one in widgets if isinstance(one, QLabel) and one.text().strip()]
    return ShownPage(title, summary, tuple(dict.fromkeys(said)), tables, charts)


def _visible(page: QWidget, header: QWidget | None) -> Iterator[QWidget]:
    """The widgets that say something; bars and buttons are for doing, not for reading."""
    left_out: list[QWidget] = [one for one in page.findChildren(QWidget) if isinstance(one, FilterBar | FootLine)]
    left_out += [header] if header is not None else []
    tables = page.findChildren(TableView)
    for one in page.findChildren(QWidget):
        if not one.isVisible() or isinstance(one, QAbstractButton) or any(bar.isAncestorOf(one) for bar in left_out):
            continue
        if isinstance(one, Label) and any(table.isAncestorOf(one) for table in tables):
            continue
        if isinstance(one, TableView | QLabel) or hasattr(one, "as_rows"):
            yield one


def _place(one: QWidget, page: QWidget) -> tuple[int, int]:
    spot = one.mapTo(page, QPoint(0, 0))
    return spot.y(), spot.x()


def _table(view: TableView) -> ShownTable:
    model = view.rows_model()
    columns = tuple(spec for place, spec in enumerate(model.columns) if not view.isColumnHidden(place))
    if isinstance(model, PagedRowsModel):
        return ShownTable(view.accessibleName(), columns, model.everything())
    held = model.rows() if isinstance(model, RowsModel) else ()
    return ShownTable(view.accessibleName(), columns, lambda: held)


def _chart(chart: Any) -> Table:
    rows = tuple((str(label), str(figure)) for label, figure, *_ in chart.as_rows())
    return Table(chart.accessibleName(), (Column("What", 2.0, strong=True), Column("Figure", figures=True)), rows)


def _written(spec: ColumnSpec[Any], row: Any) -> str:
    cell = spec.cell(row)
    return ", ".join(part for part in (cell.text, cell.second) if part)
