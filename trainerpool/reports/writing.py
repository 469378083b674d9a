"""Writing a document as a file: PDF, Word, HTML, Excel, CSV or JSON, by the file's ending."""

from __future__ import annotations

import json
from pathlib import Path

from trainerpool.host.files import write_whole
from trainerpool.problem import Problem
from trainerpool.reports.document import Cell, Document, Table, as_json, plain
from trainerpool.reports.sheets import Sheet, Value, csv_of, xlsx_of

ENDINGS = (".pdf", ".docx", ".html", ".xlsx", ".csv", ".json")


def bytes_of(document: Document, ending: str) -> bytes:
    """The document in the form of an ending (".pdf"). Problem for an ending no report has."""
    if ending == ".pdf":
        from trainerpool.reports.paper import pdf_of

        return pdf_of(document)
    if ending == ".docx":
        from trainerpool.reports.word import docx_of

        return docx_of(document)
    if ending == ".html":
        from trainerpool.reports.programme_page import html_of

        return html_of(document)
    if ending == ".xlsx":
        return xlsx_of(_sheets(document), document.title, "ddd d mmm yyyy")
    if ending == ".csv":
        return csv_of(_sheets(document))
    if ending == ".json":
        return as_bytes(as_json(document))
    raise Problem(
        f"A report cannot be written as {ending or 'a file without an ending'}.",
        kept="Nothing was written.",
        todo=f"End the name in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}.",
    )


def write_document(document: Document, to: Path) -> None:
    """Write a document to a file, by its ending, whole or not at all. Problem where that cannot be."""
    write_whole(to, bytes_of(document, to.suffix.lower()), private=False)


def as_bytes(value: object) -> bytes:
    """JSON as files hold it: UTF-8, indented, ending in a line end."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _sheets(document: Document) -> list[Sheet]:
    found = []
    note = f"{document.title}, {document.subtitle}. {document.footer.words}"
    for section in document.sections:
        for number, table in enumerate(section.tables, 1):
            name = table.title or section.title or document.title
            if table.title and number > 1 and section.title:
                name = f"{section.title} {table.title}" if section.new_page else table.title
            found.append(Sheet(name, _headings(table), [_values(row) for row in table.rows], note, table.total))
    return found or [Sheet(document.title, ("Summary",), [(sentence,) for sentence in document.summary], note)]


def _headings(table: Table) -> tuple[str, ...]:
    return tuple(column.heading for column in table.columns)


def _values(row: tuple[Cell, ...]) -> tuple[Value, ...]:
    return tuple(plain(cell) for cell in row)
