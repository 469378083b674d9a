"""The shape of a table in a Word file: widths, hairlines, a header row that repeats, room to write by hand."""

from __future__ import annotations

from typing import Any

from trainerpool.reports.colours import colours
from trainerpool.reports.document import Table


def add_table(word: Any, table: Table, width: float) -> Any:
    """An empty table of the right shape, `width` millimetres wide, its headings written; rows follow the first one."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    made = word.add_table(rows=len(table.rows) + 1, cols=len(table.columns))
    made.autofit = False
    _rule(made, upright=bool(table.room))
    _repeat_header(made)
    whole = sum(column.width for column in table.columns)
    # All cells at once: the library walks the whole table again for each one asked for.
    cells = made._cells  # noqa: SLF001
    for number, column in enumerate(table.columns):
        room = Mm(width * column.width / whole)
        made.columns[number].width = room
        for cell in cells[number :: len(table.columns)]:
            cell.width = room
            line = cell.paragraphs[0]
            line.paragraph_format.space_after = Pt(1)
            line.paragraph_format.space_before = Pt(1)
            if column.figures:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        head = cells[number]
        head.paragraphs[0].add_run(column.heading).bold = True
        _shade(head)
    if table.room:
        for row in made.rows[1:]:
            row.height = Mm(table.room)
    return made


def _repeat_header(made: Any) -> None:
    from docx.oxml.ns import qn

    row = made.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no door to a header that repeats
    row.append(row.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))


def _rule(made: Any, *, upright: bool) -> None:
    from docx.oxml.ns import qn

    shape = made._tbl.tblPr  # noqa: SLF001 - nor to its lines
    lines = shape.makeelement(qn("w:tblBorders"), {})
    sides = ["top", "bottom", "insideH", *(["left", "right", "insideV"] if upright else [])]
    for side in sorted(sides, key=["top", "left", "bottom", "right", "insideH", "insideV"].index):
        colour = colours()["line_strong" if side in {"top", "bottom"} else "line"].lstrip("#")
        kind = {"val": "single", "sz": "4", "space": "0", "color": colour}
        lines.append(lines.makeelement(qn(f"w:{side}"), {qn(f"w:{name}"): value for name, value in kind.items()}))
    shape.append(lines)


def _shade(cell: Any) -> None:
    from docx.oxml.ns import qn

    shape = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - nor to a cell's ground
    fill = {"val": "clear", "color": "auto", "fill": colours()["sunken"].lstrip("#")}
    shape.append(shape.makeelement(qn("w:shd"), {qn(f"w:{name}"): value for name, value in fill.items()}))
