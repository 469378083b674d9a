"""Writing a varied workbook as a real file of its kind."""

from __future__ import annotations

import csv
import io
from datetime import date, time

from tests.exchange.spreadsheets.varieties import Cell, Made, SheetMade


def file_of(made: Made) -> tuple[bytes, str]:
    """The file's bytes and its name."""
    if made.kind.startswith("csv"):
        return _csv(made), f"pool{made.seed}.csv"
    writer = {"xlsx": _xlsxwriter, "openpyxl": _openpyxl, "xls": _xls, "ods": _ods}[made.kind]
    return writer(made.sheets), f"pool{made.seed}.{'xlsx' if made.kind == 'openpyxl' else made.kind}"


def _csv(made: Made) -> bytes:
    out = io.StringIO()
    mark = [",", ";", "\t", "|"][made.seed % 4]
    for row in made.sheets[0].rows:
        csv.writer(out, delimiter=mark, lineterminator="\r\n").writerow(["" if cell is None else cell for cell in row])
    if made.kind == "csv1252":
        return out.getvalue().encode("cp1252", "replace")
    return (b"\xef\xbb\xbf" if made.seed % 2 else b"") + out.getvalue().encode()


def _xlsxwriter(sheets: list[SheetMade]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    clock = book.add_format({"num_format": "hh:mm"})
    for made in sheets:
        sheet = book.add_worksheet(made.name)
        for r, row in enumerate(made.rows):
            for c, cell in enumerate(row):
                _put(sheet, r, c, cell, day, clock)
        for top, left, bottom, right in made.merges:
            sheet.merge_range(top, left, bottom, right, "")
            _put(sheet, top, left, made.rows[top][left], day, clock)
    book.close()
    return out.getvalue()


def _put(sheet: object, row: int, column: int, cell: Cell, day: object, clock: object) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)  # type: ignore[attr-defined]
    elif isinstance(cell, time):
        sheet.write_datetime(row, column, cell, clock)  # type: ignore[attr-defined]
    elif isinstance(cell, (int, float)):
        sheet.write_number(row, column, cell)  # type: ignore[attr-defined]
    elif cell:
        sheet.write_string(row, column, cell)  # type: ignore[attr-defined]


def _openpyxl(sheets: list[SheetMade]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for made in sheets:
        sheet = book.create_sheet(made.name)
        for r, row in enumerate(made.rows, 1):
            for c, cell in enumerate(row, 1):
                if cell not in ("", None):
                    sheet.cell(r, c, cell)
        for top, left, bottom, right in made.merges:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xls(sheets: list[SheetMade]) -> bytes:
    import xlwt

    book = xlwt.Workbook()
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    clock = xlwt.easyxf(num_format_str="HH:MM")
    for made in sheets:
        sheet = book.add_sheet(made.name, cell_overwrite_ok=True)
        for r, row in enumerate(made.rows):
            for c, cell in enumerate(row):
                if cell in ("", None):
                    continue
                style = day if isinstance(cell, date) else clock if isinstance(cell, time) else None
                sheet.write(r, c, cell, style) if style else sheet.write(r, c, cell)
        for top, left, bottom, right in made.merges:
            sheet.merge(top, bottom, left, right)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _ods(sheets: list[SheetMade]) -> bytes:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import CoveredTableCell, Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    for made in sheets:
        table = Table(name=made.name)
        covered = {(r, c) for t, le, b, ri in made.merges for r in range(t, b + 1) for c in range(le, ri + 1)} - {
            (t, le) for t, le, _, _ in made.merges
        }
        spans = {(t, le): (b - t + 1, ri - le + 1) for t, le, b, ri in made.merges}
        for r, row in enumerate(made.rows):
            line = TableRow()
            for c, cell in enumerate(row):
                if (r, c) in covered:
                    line.addElement(CoveredTableCell())
                    continue
                line.addElement(_ods_cell(cell, spans.get((r, c)), TableCell, P))
            table.addElement(line)
        book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def _ods_cell(cell: Cell, span: tuple[int, int] | None, make: type, paragraph: type) -> object:
    extra = {"numberrowsspanned": span[0], "numbercolumnsspanned": span[1]} if span else {}
    if isinstance(cell, date):
        return make(valuetype="date", datevalue=cell.isoformat(), **extra)
    if isinstance(cell, time):
        return make(valuetype="time", timevalue=f"PT{cell.hour:02}H{cell.minute:02}M00S", **extra)
    if isinstance(cell, (int, float)):
        return make(valuetype="float", value=str(cell), **extra)
    found = make(valuetype="string", **extra)
    if cell:
        for line in cell.split("\n"):
            found.addElement(paragraph(text=line))
    return found
