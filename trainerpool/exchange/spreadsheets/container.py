"""The outside of a file: what kind it is, whether it is safe to open, and values its formulas have lost."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from trainerpool.exchange.spreadsheets.compound import check_chains
from trainerpool.problem import Problem

MAX_UNPACKED = 400_000_000
MAX_RATIO = 400  # a workbook of real rows packs some 10 to 60 times
MAX_AREA = 25_000_000  # cells of the rectangle up to the furthest cell

_CLOSE = "Nothing was changed."
_SAVE = "Open it in a spreadsheet program, save it as .xlsx and try again."
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
_FAR_ROW = re.compile(rb' r="[A-Z]{0,3}(\d{6,7})"')
_FAR_COLUMN = re.compile(rb'<c r="([A-Z]{2,3})\d{1,7}"')
_ERROR = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]* t="e"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL)
_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<f[^>]*?(?:/>|>([^<]*)</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
_REPEAT = re.compile(rb'number-(?:columns|rows)-repeated="(\d{5,})"[^>]*office:value-type')


@dataclass(slots=True)
class SheetNotes:
    """What the reader of values cannot see of one sheet: (row, column) from 0 -> the text that stands there."""

    lost: dict[tuple[int, int], str] = field(default_factory=dict)


def kind_of(data: bytes, name: str) -> str:
    """xlsx, ods, xls or text, by the content, never by the ending.

    Raises Problem for a protected workbook and for what is no spreadsheet at all.
    """
    if data.startswith(b"PK"):
        return _kind_of_zip(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Problem(
                f"“{name}” is protected with a password.", kept=_CLOSE, todo="Save it without one and try again."
            )
        check_chains(data, name)
        return "xls"
    head = data[:600].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"%pdf", b"\x89png", b"\xff\xd8", b"gif8", b"{\\rtf", b"\x1f\x8b", b"7z\xbc")):
        raise Problem(f"“{name}” is not a spreadsheet.", kept=_CLOSE, todo="Choose an .xlsx, .xls, .ods or .csv file.")
    if head.startswith((b"<html", b"<!doctype", b"<?xml", b"<table")):
        raise Problem(f"“{name}” is a web page, not a spreadsheet.", kept=_CLOSE, todo=_SAVE)
    control = sum(1 for byte in data[:4000] if byte < 9 or 13 < byte < 32)
    if control > 8 and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Problem(f"“{name}” is not a spreadsheet.", kept=_CLOSE, todo="Choose an .xlsx, .xls, .ods or .csv file.")
    return "text"


def _kind_of_zip(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Problem(f"“{name}” is damaged and could not be read.", kept=_CLOSE, todo=_SAVE) from error
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "xlsx"
    if "content.xml" in names:
        return "ods"
    raise Problem(f"“{name}” is not a spreadsheet.", kept=_CLOSE, todo="Choose an .xlsx, .xls, .ods or .csv file.")


def look_inside(data: bytes, kind: str, name: str) -> dict[str, SheetNotes]:
    """Check every member's true size, and list the cells whose value the file no longer holds, by sheet name.

    Raises Problem for a file that unpacks to more than any workbook needs, or that is damaged.
    """
    if kind == "xls":
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive, name)
            if kind == "ods":
                _check_repeats(archive.read("content.xml"), name)
                return {}
            return _notes_of_xlsx(archive, name)
    except (zipfile.BadZipFile, zlib.error, ValueError, KeyError, NotImplementedError, RuntimeError, OSError) as error:
        raise Problem(f"“{name}” is damaged and could not be read.", kept=_CLOSE, todo=_SAVE) from error
    except (ET.ParseError, EOFError) as error:
        raise Problem(f"“{name}” is damaged and could not be read.", kept=_CLOSE, todo=_SAVE) from error


def _check_sizes(archive: zipfile.ZipFile, name: str) -> None:
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    swollen = any(m.file_size > 5_000_000 and m.file_size > MAX_RATIO * max(m.compress_size, 1) for m in members)
    if total > MAX_UNPACKED or swollen or len(members) > 5_000:
        raise Problem(
            f"“{name}” unpacks to far more than a workbook needs and was not opened.", kept=_CLOSE, todo=_SAVE
        )
    for member in members:
        if member.flag_bits & 1:
            raise Problem(
                f"“{name}” is protected with a password.", kept=_CLOSE, todo="Save it without one and try again."
            )
        if member.filename.endswith((".xml", ".rels", ".bin")):
            with archive.open(member) as stream:  # the checksum at the end of the stream finds a size that lies
                while stream.read(1 << 20):
                    pass


def _check_repeats(content: bytes, name: str) -> None:
    if any(int(match.group(1)) > 20_000 for match in _REPEAT.finditer(content)):
        raise Problem(
            f"“{name}” repeats one cell tens of thousands of times and was not opened.", kept=_CLOSE, todo=_SAVE
        )
    if content.count(b"<!ENTITY"):
        raise Problem(f"“{name}” is damaged and could not be read.", kept=_CLOSE, todo=_SAVE)


def _sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    spaces = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    book = archive.read("xl/workbook.xml")
    links = archive.read("xl/_rels/workbook.xml.rels")
    if b"<!ENTITY" in book or b"<!ENTITY" in links:
        raise ValueError("entities")
    targets = {}
    for link in ET.fromstring(links):  # noqa: S314 - entities were refused above
        target = link.get("Target", "")
        targets[link.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    found = {}
    for sheet in ET.fromstring(book).findall(".//m:sheets/m:sheet", spaces):  # noqa: S314
        found[sheet.get("name", "")] = targets.get(sheet.get(relation, ""), "")
    return found


def _place(letters: bytes, row: bytes) -> tuple[int, int]:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(row) - 1, column - 1


def _notes_of_xlsx(archive: zipfile.ZipFile, name: str) -> dict[str, SheetNotes]:
    if "xl/workbook.xml" not in archive.namelist():
        return {}
    notes = {}
    members = set(archive.namelist())
    for sheet, path in _sheet_paths(archive).items():
        if path not in members:
            continue
        xml = archive.read(path)
        _check_area(xml, sheet, name)
        note = SheetNotes()
        if b't="e"' in xml:
            for match in _ERROR.finditer(xml):
                note.lost[_place(match.group(1), match.group(2))] = match.group(3).decode("utf-8", "replace")
        if b"<f" in xml:
            for match in _FORMULA.finditer(xml):
                formula = (match.group(3) or b"").decode("utf-8", "replace")
                note.lost[_place(match.group(1), match.group(2))] = f"={formula}"
        notes[sheet] = note
    return notes


def _check_area(xml: bytes, sheet: str, name: str) -> None:
    """The reader of values lays out the whole rectangle, so a stray far corner would cost gigabytes."""
    rows = max((int(row) for row in _FAR_ROW.findall(xml)), default=99_999)
    width = max((_place(letters, b"1")[1] + 1 for letters in _FAR_COLUMN.findall(xml)), default=26)
    if rows * width > MAX_AREA:
        places = [_place(letters, row) for letters, row in _CELL.findall(xml)]
        rows = max((row for row, _ in places), default=0) + 1
        width = max((column for _, column in places), default=0) + 1
    if rows * width > MAX_AREA:
        raise Problem(
            f"Sheet “{sheet}” of “{name}” has cells at the far end ({rows:,} rows, {width:,} columns) and was not opened.",
            kept=_CLOSE,
            todo="Delete the stray cells, or copy the table into a new sheet.",
        )
