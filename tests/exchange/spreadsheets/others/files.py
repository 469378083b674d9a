"""Writing a book's grids as .xlsx, .xls, .ods or .csv, with their merged cells and hidden sheets."""

from __future__ import annotations

import csv
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from tests.exchange.spreadsheets.others.model import Book


def write(book: Book, folder: Path) -> Path:
    path = folder / f"{book.title}.{book.ending}"
    {"xlsx": _xlsx, "xls": _xls, "ods": _ods, "csv": _csv}[book.ending](book, path)
    return path


def _xlsx(book: Book, path: Path) -> None:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for grid in book.grids:
        sheet = made.create_sheet(grid.name)
        for r, row in enumerate(grid.rows, 1):
            for c, value in enumerate(row, 1):
                if value is None or value == "":
                    continue
                cell = sheet.cell(r, c, value)
                if isinstance(value, datetime):
                    cell.number_format = "dd/mm/yyyy"
                elif isinstance(value, time):
                    cell.number_format = "hh:mm"
        for r1, c1, r2, c2 in grid.merged:
            sheet.merge_cells(start_row=r1, start_column=c1, end_row=r2, end_column=c2)
        if grid.hidden:
            sheet.sheet_state = "hidden"
    made.save(path)


def _xls(book: Book, path: Path) -> None:
    made = xlwt.Workbook()
    on, at = xlwt.easyxf(num_format_str="DD/MM/YYYY"), xlwt.easyxf(num_format_str="HH:MM")
    for grid in book.grids:
        sheet = made.add_sheet(grid.name)
        covered = {(r, c): (r1, c1, r2, c2) for r1, c1, r2, c2 in grid.merged
                   for r in range(r1, r2 + 1) for c in range(c1, c2 + 1)}  # fmt: skip
        for r, row in enumerate(grid.rows, 1):
            for c, value in enumerate(row, 1):
                if value is None or value == "":
                    continue
                style = on if isinstance(value, (datetime, date)) else at if isinstance(value, time) else None
                more = (style,) if style else ()
                if (r, c) in covered:
                    r1, c1, r2, c2 = covered[r, c]
                    if (r, c) == (r1, c1):
                        sheet.write_merge(r1 - 1, r2 - 1, c1 - 1, c2 - 1, value, *more)
                else:
                    sheet.write(r - 1, c - 1, value, *more)
    made.save(str(path))


def _ods(book: Book, path: Path) -> None:
    made = OpenDocumentSpreadsheet()
    for grid in book.grids:
        table = Table(name=grid.name)
        spans = {(r1, c1): (r2 - r1 + 1, c2 - c1 + 1) for r1, c1, r2, c2 in grid.merged}
        covered = {(r, c) for r1, c1, r2, c2 in grid.merged for r in range(r1, r2 + 1) for c in range(c1, c2 + 1)}
        width = max((len(row) for row in grid.rows), default=0)
        for r, row in enumerate(grid.rows, 1):
            line = TableRow()
            for c in range(1, width + 1):
                value = row[c - 1] if c <= len(row) else None
                if (r, c) in covered and (r, c) not in spans:
                    line.addElement(CoveredTableCell())
                    continue
                cell = _ods_cell(value)
                if (r, c) in spans:
                    cell.setAttribute("numberrowsspanned", spans[r, c][0])
                    cell.setAttribute("numbercolumnsspanned", spans[r, c][1])
                line.addElement(cell)
            table.addElement(line)
        made.spreadsheet.addElement(table)
    made.save(str(path))


def _ods_cell(value: Any) -> Any:
    if value is None or value == "":
        return TableCell()
    if isinstance(value, datetime):
        cell, text = TableCell(valuetype="date", datevalue=value.strftime("%Y-%m-%d")), value.strftime("%d/%m/%Y")
    elif isinstance(value, time):
        cell, text = TableCell(valuetype="time", timevalue=value.strftime("PT%HH%MM%SS")), value.strftime("%H:%M")
    elif isinstance(value, (int, float)):
        cell, text = TableCell(valuetype="float", value=value), str(value)
    else:
        cell, text = TableCell(valuetype="string"), str(value)
    cell.addElement(P(text=text))
    return cell


def _csv(book: Book, path: Path) -> None:
    with path.open("w", newline="", encoding=book.encoding, errors="replace") as file:
        writer = csv.writer(file, delimiter=book.delimiter)
        for row in book.grids[0].rows:
            writer.writerow(["" if value is None else value for value in row])
