"""A document as a Word file: real headings, tables with header rows that repeat, charts with their words."""

from __future__ import annotations

import io
from typing import Any

from trainerpool.reports.colours import colours
from trainerpool.reports.document import Bars, Document, Said, Section, Table, printed
from trainerpool.reports.paper import chart_png
from trainerpool.reports.word_tables import add_table

_FONT = "Calibri"
_MARGIN = 16
_SIZES = {"Title": 22.0, "Heading 1": 13.0, "Heading 2": 10.5}


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
    _set_styles(word, small=document.small)
    page = word.sections[0]
    across, down = (297, 210) if document.landscape else (210, 297)
    page.page_width, page.page_height = Mm(across), Mm(down)
    page.orientation = WD_ORIENT.LANDSCAPE if document.landscape else WD_ORIENT.PORTRAIT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN)
    _quiet(page.footer.paragraphs[0].add_run(document.footer.words), 7.5)
    word.add_heading(document.title, 0)
    _quiet(word.add_paragraph().add_run(document.subtitle))
    for sentence in document.summary:
        word.add_paragraph(sentence)
    if document.figures:
        line = word.add_paragraph()
        for number, figure in enumerate(document.figures):
            line.add_run(f"{'     ' if number else ''}{figure.value} ").bold = True
            _quiet(line.add_run(figure.what))
    for section in document.sections:
        _add_section(word, section, across - 2 * _MARGIN)
    for note in document.notes:
        _quiet(word.add_paragraph().add_run(note))
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _set_styles(word: Any, *, small: bool) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(9 if small else 10)
    normal.paragraph_format.space_after = Pt(4)
    shape = normal.element.get_or_add_rPr()
    shape.append(shape.makeelement(qn("w:lang"), {qn("w:val"): "en-GB"}))
    for name, size in _SIZES.items():
        style = word.styles[name]
        style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), True
        style.font.color.rgb = RGBColor.from_string(colours()["text"].lstrip("#"))
        # The template's own headings ask for the theme's font before any name.
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{key}"), None)
        fonts.set(qn("w:hAnsi"), _FONT)
    line = word.styles["Title"].element.pPr.find(qn("w:pBdr"))
    if line is not None:
        word.styles["Title"].element.pPr.remove(line)
    word.styles["Title"].paragraph_format.space_after = Pt(2)


def _add_section(word: Any, section: Section, width: float) -> None:
    from docx.shared import Pt

    if section.new_page:
        word.add_page_break()
    if section.title:
        word.add_heading(section.title, 1)
    for sentence in section.sentences:
        word.add_paragraph(sentence)
    for point in section.points:
        word.add_paragraph(point, style="List Bullet")
    for fact in section.facts:
        line = word.add_paragraph()
        line.paragraph_format.space_after = Pt(1)
        _quiet(line.add_run(f"{fact.what}:  "))
        line.add_run(fact.which).bold = True
    if section.chart and section.chart.bars:
        _add_chart(word, section.chart)
    for table in section.tables:
        if table.title:
            word.add_heading(table.title, 2 if section.title else 1)
        if table.rows:
            _fill(add_table(word, table, width), table)
            word.add_paragraph().paragraph_format.space_after = Pt(0)
        else:
            _quiet(word.add_paragraph().add_run(table.empty))


def _fill(made: Any, table: Table) -> None:
    # All cells at once: the library walks the whole table again for each one asked for.
    cells = made._cells[len(table.columns) :]  # noqa: SLF001
    at = 0
    for number, row in enumerate(table.rows):
        last = table.total and number == len(table.rows) - 1
        for value, column in zip(row, table.columns, strict=True):
            line = cells[at].paragraphs[0]
            at += 1
            said = value if isinstance(value, Said) else Said(printed(value, column))
            if said.text:
                line.add_run(said.text).bold = last or column.strong or bool(said.meaning)
            if said.note:
                _quiet(line.add_run(f"\n{said.note}" if said.text else said.note), 8)


def _quiet(run: Any, size: float | None = None) -> None:
    from docx.shared import Pt, RGBColor

    run.font.color.rgb = RGBColor.from_string(colours()["muted"].lstrip("#"))
    if size:
        run.font.size = Pt(size)


def _add_chart(word: Any, chart: Bars) -> None:
    from docx.shared import Mm

    picture = word.add_picture(io.BytesIO(chart_png(chart)), width=Mm(100))
    picture._inline.docPr.set("descr", chart.alt)  # noqa: SLF001 - the library has no other door to the words
