"""A document as tagged PDF (PDF/UA-1): titled, in British English, with bookmarks and header rows."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from functools import cache
from typing import Any

from trainerpool.host.places import resource
from trainerpool.reports.charts import bars_svg
from trainerpool.reports.colours import colours
from trainerpool.reports.document import Bars, Cell, Column, Document, Said, Section, Table, in_columns, printed


def pdf_of(document: Document) -> bytes:
    """The PDF, the same bytes for the same document. A document that could not be read aloud is refused by typst."""
    printed_on = datetime.combine(document.footer.printed_on, time(), UTC)
    made: bytes = _compiler().compile(
        format="pdf", pdf_standards=["ua-1"], timestamp=int(printed_on.timestamp()),
        sys_inputs={"document": json.dumps(_shown(document)), "ink": json.dumps(colours())},
    )  # fmt: skip
    return made


def pages_of(document: Document, pixels_per_inch: float = 96) -> list[bytes]:
    """Every page as a PNG, to be looked at before anything is written."""
    made = _compiler().compile(
        format="png",
        ppi=pixels_per_inch,
        sys_inputs={"document": json.dumps(_shown(document)), "ink": json.dumps(colours())},
    )
    return list(made) if isinstance(made, list) else [made]


def chart_png(chart: Bars, pixels_per_inch: float = 220) -> bytes:
    """A chart as a picture, for programs that show no SVG."""
    import typst

    source = (
        '#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image(bytes(sys.inputs.svg), format: "svg")'
    )
    made: bytes = typst.compile(
        source.encode(), format="png", ppi=pixels_per_inch, sys_inputs={"svg": bars_svg(chart)},
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(resource("fonts"))]),
    )  # fmt: skip
    return made


@cache
def _compiler() -> Any:
    # Imported when the first page is made: the library is 30 MB and most sittings print nothing.
    import typst

    template = resource("templates/report.typ")
    return typst.Compiler(
        str(template), root=str(template.parent), font_paths=[str(resource("fonts"))], ignore_system_fonts=True
    )


def _shown(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "pool": document.footer.pool,
        "footer": document.footer.words,
        "landscape": document.landscape,
        "small": document.small,
        "summary": list(document.summary),
        "figures": [{"value": figure.value, "what": figure.what} for figure in document.figures],
        "sections": [_section(section) for section in document.sections],
        "notes": list(document.notes),
    }


def _section(section: Section) -> dict[str, Any]:
    chart = section.chart
    return {
        "title": section.title,
        "new_page": section.new_page,
        "sentences": list(section.sentences),
        "points": list(section.points),
        "facts": [{"what": fact.what, "which": fact.which} for fact in section.facts],
        "chart": {"svg": bars_svg(chart), "alt": chart.alt} if chart and chart.bars else None,
        "tables": [_table(table) for table in section.tables],
    }


def _table(table: Table) -> dict[str, Any]:
    columns = table.columns
    shown = [
        [[_cell(cell, column) for cell, column in zip(row, columns, strict=True)] for row in part]
        for part in in_columns(table.rows, table.across)
        if part
    ]
    return {
        "title": table.title,
        "empty": table.empty,
        "across": table.across,
        "total": table.total,
        "room": table.room,
        "columns": [{"heading": c.heading, "width": c.width, "figures": c.figures, "strong": c.strong} for c in columns],
        "parts": shown,
    }  # fmt: skip


def _cell(cell: Cell, column: Column) -> dict[str, str]:
    if isinstance(cell, Said):
        return {"text": cell.text, "note": cell.note, "meaning": cell.meaning}
    return {"text": printed(cell, column), "note": "", "meaning": ""}
