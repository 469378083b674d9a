"""The files of a version beside the contents that are expected of it, as rows of one table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trainerpool.gui.marks import Meaning
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.queries.material_page import FileRow, VersionPage


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file, or an expected content there is no file for yet (`file` is None then)."""

    id: str
    contents: str
    file: FileRow | None

    @property
    def name(self) -> str:
        """The file's name, or that it is missing."""
        return self.file.name if self.file is not None else "missing"

    @property
    def added(self) -> date | None:
        """The day it was added."""
        return self.file.added_on if self.file is not None else None


def file_lines(page: VersionPage) -> list[FileLine]:
    """Expected contents in their order, each with its files; then the files that are none of them."""
    files = {one.id: one for one in page.files}
    made: list[FileLine] = []
    for content in page.expected:
        made += [FileLine(one, content.name, files.pop(one)) for one in content.files if one in files]
        if not content.files:
            made.append(FileLine(f"missing {content.name}", content.name, None))
    made += [FileLine(one.id, one.contents, one) for one in files.values()]
    return made


def says(line: FileLine) -> str:
    """A row as it is read out."""
    if line.file is None:
        return f"{line.contents}, missing"
    return ", ".join(part for part in (line.file.name, line.contents, line.file.size_words) if part)


COLUMNS: tuple[ColumnSpec[FileLine], ...] = (
    ColumnSpec("Contents", lambda r: r.contents or "Other", width=160, kind=CellKind.STRONG, stretches=True),
    ColumnSpec("File", lambda r: r.name, width=190, stretches=True, tip=lambda r: r.name,
               meaning=lambda r: Meaning.ATTENTION if r.file is None else None),
    ColumnSpec("Size", lambda r: r.file.size_words if r.file is not None else None, width=76, align="right", priority=2),
    ColumnSpec("Added", lambda r: r.added, width=96, kind=CellKind.DATE, priority=3),
)  # fmt: skip
