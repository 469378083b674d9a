"""A page of a PDF or a picture drawn as points of colour, for looking at a file without another program. Runs in a worker."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from trainerpool.problem import Problem

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp"})
_MOST_MEGABYTES = 256
_MOST_LETTERS = 6_000


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """One page as a picture; `of` pages there are; `words` are what is written on it, for a screen reader."""

    picture: QImage
    number: int
    of: int
    words: str = ""


def can_be_shown(name: str) -> bool:
    """Whether a file of this name is looked at inside the program."""
    return Path(name).suffix.lower() in PICTURES | {".pdf"}


def draw_page(path: Path, number: int, wide: int) -> DrawnPage:
    """Page `number` (from 1) of a file, `wide` device pixels wide; a picture is never made larger than it is."""
    if path.suffix.lower() == ".pdf":
        return _pdf_page(path, number, wide)
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    reader.setAllocationLimit(_MOST_MEGABYTES)
    size = reader.size()
    if size.isValid() and size.width() > wide:
        reader.setScaledSize(size.scaled(QSize(wide, size.height()), Qt.AspectRatioMode.KeepAspectRatio))
    picture = reader.read()
    if picture.isNull():
        raise _unreadable()
    return DrawnPage(picture, 1, 1)


def _pdf_page(path: Path, number: int, wide: int) -> DrawnPage:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise _unreadable() from error
    try:
        count = len(document)
        if not count:
            raise _unreadable()
        number = min(max(1, number), count)
        page = document[number - 1]
        scale = wide / max(1.0, page.get_width())
        drawn = page.render(scale=scale, prefer_bgrx=True, fill_color=(255, 255, 255, 255))
        picture = QImage(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32)
        words = page.get_textpage().get_text_bounded()[:_MOST_LETTERS]
        # The picture's points belong to the document: a copy of them outlives it.
        return DrawnPage(picture.copy(), number, count, " ".join(words.split()))
    except pypdfium2.PdfiumError as error:
        raise _unreadable() from error
    finally:
        document.close()


def _unreadable() -> Problem:
    return Problem(
        "This file cannot be shown here.",
        kept="It is kept as it was given.",
        todo="Open it in its own program; it may be locked with a password, or not be what its name says.",
    )
