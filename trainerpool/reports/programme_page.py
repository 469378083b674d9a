"""A document as one HTML page that stands alone: headings, lists, tables with their heads; for a website or an intranet."""

from __future__ import annotations

from html import escape

from trainerpool.reports.colours import colours
from trainerpool.reports.document import Cell, Column, Document, Said, Section, Table, printed

_STYLE = """
body{{font:16px/1.5 system-ui,sans-serif;color:{text};max-width:60rem;margin:2rem auto;padding:0 1rem}}
h1{{margin-bottom:0}} h2{{margin-top:2.2rem;border-bottom:1px solid {line};padding-bottom:.2rem}}
.quiet{{color:{muted}}} table{{border-collapse:collapse;width:100%;margin:.6rem 0}}
th,td{{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid {line};white-space:pre-line}}
th{{font-weight:600}} .figures{{text-align:right;font-variant-numeric:tabular-nums}}
dl{{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}} dt{{color:{muted}}} dd{{margin:0}}
"""


def html_of(document: Document) -> bytes:
    """The page in UTF-8; everything the records say is text in it, never markup."""
    ink = colours()
    style = _STYLE.format(text=ink["text"], muted=ink["muted"], line=ink["line"])
    parts = [
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(document.title)}</title>',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<style>{style}</style></head><body><main>",
        f'<h1>{escape(document.title)}</h1><p class="quiet">{escape(document.subtitle)}</p>',
        *(f"<p>{escape(sentence)}</p>" for sentence in document.summary),
        *(f"<p><strong>{escape(one.value)}</strong> {escape(one.what)}</p>" for one in document.figures),
        *(_section(section) for section in document.sections),
        *(f'<p class="quiet">{escape(note)}</p>' for note in document.notes),
        f'</main><footer class="quiet"><p>{escape(document.footer.words)}</p></footer></body></html>\n',
    ]
    return "".join(parts).encode()


def _section(section: Section) -> str:
    head = f"<h2>{escape(section.title)}</h2>" if section.title else ""
    facts = "".join(f"<dt>{escape(one.what)}</dt><dd>{escape(one.which)}</dd>" for one in section.facts)
    points = "".join(f"<li>{escape(point)}</li>" for point in section.points)
    chart = f"<p>{escape(section.chart.alt)}</p>" if section.chart is not None and section.chart.bars else ""
    return "".join([
        "<section>", head, *(f"<p>{escape(sentence)}</p>" for sentence in section.sentences),
        f"<ul>{points}</ul>" if points else "", f"<dl>{facts}</dl>" if facts else "", chart,
        *(_table(table, 3 if section.title else 2) for table in section.tables), "</section>",
    ])  # fmt: skip


def _table(table: Table, level: int) -> str:
    title = f"<h{level}>{escape(table.title)}</h{level}>" if table.title else ""
    if not table.rows:
        return f'{title}<p class="quiet">{escape(table.empty)}</p>'
    heads = "".join(f'<th scope="col"{_side(one)}>{escape(one.heading)}</th>' for one in table.columns)
    rows = "".join(
        f"<tr>{''.join(_cell(cell, column) for cell, column in zip(row, table.columns, strict=True))}</tr>"
        for row in table.rows
    )
    return f"{title}<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(cell: Cell, column: Column) -> str:
    said = cell if isinstance(cell, Said) else Said(printed(cell, column))
    note = f'<br><span class="quiet">{escape(said.note)}</span>' if said.note else ""
    mark = "th" if column.strong else "td"
    scope = ' scope="row"' if column.strong else ""
    return f"<{mark}{scope}{_side(column)}>{escape(said.text)}{note}</{mark}>"


def _side(column: Column) -> str:
    return ' class="figures"' if column.figures else ""
