"""A document as a Word file: real headings, tables with header rows that repeat, charts with their words."""

from __future__ import annotations

import io
from typing import Any

from trainerpool.reports.document import Bars, Document, Said, Section, Table, printed
from trainerpool.reports.paper import chart_png


def docx_of(document: Document) -> bytes:
    """The .docx: A4, British English, titled, the footer on every page."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    word = docx.Document()
    word.core_properties.title = document.title
    word.core_properties.subject = document.subtitle
    word.core_properties.author = document.footer.pool
    word.core_properties.language = "en-GB"
    _speak_english(word)
    page = word.sections[0]
    page.page_width, page.page_height = (Mm(297), Mm(210)) if document.landscape else (Mm(210), Mm(297))
    page.orientation = WD_ORIENT.LANDSCAPE if document.landscape else WD_ORIENT.PORTRAIT
    page.left_margin = page.right_margin = Mm(16)
    page.top_margin = page.bottom_margin = Mm(16)
    page.footer.paragraphs[0].text = document.footer.words
    word.add_heading(document.title, 0)
    word.add_paragraph(document.subtitle)
    for sentence in document.summary:
        word.add_paragraph(sentence)
    if document.figures:
        word.add_paragraph("  ·  ".join(f"{figure.value} {figure.what}" for figure in document.figures))
    for section in document.sections:
        _add_section(word, section)
    for note in document.notes:
        word.add_paragraph(note)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _speak_english(word: Any) -> None:
    from docx.oxml.ns import qn

    font = word.styles["Normal"].element.get_or_add_rPr()
    language = font.makeelement(qn("w:lang"), {qn("w:val"): "en-GB"})
    font.append(language)


def _add_section(word: Any, section: Section) -> None:
    if section.new_page:
        word.add_page_break()
    if section.title:
        word.add_heading(section.title, 1)
    for sentence in section.sentences:
        word.add_paragraph(sentence)
    for fact in section.facts:
        line = word.add_paragraph()
        line.add_run(f"{fact.what}: ")
        line.add_run(fact.which).bold = True
    if section.chart and section.chart.bars:
        _add_chart(word, section.chart)
    for table in section.tables:
        _add_table(word, table)


def _add_chart(word: Any, chart: Bars) -> None:
    from docx.shared import Mm

    picture = word.add_picture(io.BytesIO(chart_png(chart)), width=Mm(110))
    picture._inline.docPr.set("descr", chart.alt)  # noqa: SLF001 - the library has no other door to the words


def _add_table(word: Any, table: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Mm

    if table.title:
        word.add_heading(table.title, 2)
    if not table.rows:
        word.add_paragraph(table.empty)
        return
    made = word.add_table(rows=1, cols=len(table.columns))
    made.style = "Table Grid"
    for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(column.heading).bold = True
    repeated = made.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - nor one to a header row that repeats
    repeated.append(repeated.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    for number, row in enumerate(table.rows):
        added = made.add_row()
        if table.room:
            added.height = Mm(table.room)
        last = table.total and number == len(table.rows) - 1
        for cell, value, column in zip(added.cells, row, table.columns, strict=True):
            line = cell.paragraphs[0]
            strong = last or column.strong or (isinstance(value, Said) and bool(value.meaning))
            line.add_run(value.text if isinstance(value, Said) else printed(value, column)).bold = strong
            if isinstance(value, Said) and value.note:
                line.add_run(f"\n{value.note}")
            if column.figures:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    word.add_paragraph()
