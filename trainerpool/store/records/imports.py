"""What the pool remembers of the spreadsheets it was given: files, what they last said, answers, open questions."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from trainerpool.store.records.base import Record


class ImportedFile(Record):
    """A file that was taken in. `body` is its bytes (zlib, base64), so that answers given later can be applied."""

    __tablename__ = "imported_file"
    name: Mapped[str] = mapped_column(index=True)
    digest: Mapped[str]
    on: Mapped[str]
    totals: Mapped[dict[str, Any]] = mapped_column(JSON)
    transfer: Mapped[bool] = mapped_column(default=True)
    sheets: Mapped[list[str]] = mapped_column(JSON, default=list)
    body: Mapped[str | None]


class ImportedRow(Record):
    """One thing a file said, as it was last read: the base of the three-way comparison with the next reading.

    `thing` is agency, course, trainer, session, availability or a kind of plain row; `gone_on` is the day of the
    import in which the file no longer had it.
    """

    __tablename__ = "imported_row"
    file_name: Mapped[str] = mapped_column(index=True)
    thing: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)
    record_id: Mapped[str | None] = mapped_column(index=True)
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    rows: Mapped[list[str]] = mapped_column(JSON)
    gone_on: Mapped[str | None] = mapped_column(String(10))


class ImportAnswer(Record):
    """An answer to a question of an import, remembered for files to come.

    `section` and `about` are its place in the decisions file. Where `about` names cells, `marks` holds what stood
    there, so that the answer is never applied to other rows of a later file; `file_name` is "" for every file.
    """

    __tablename__ = "import_answer"
    file_name: Mapped[str]
    section: Mapped[str]
    about: Mapped[str]
    answer: Mapped[Any] = mapped_column(JSON)
    marks: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class ImportQuestion(Record):
    """A question an import left open: as it was asked, with the cells it is about and its possible answers."""

    __tablename__ = "import_question"
    file_name: Mapped[str] = mapped_column(index=True)
    key: Mapped[str] = mapped_column(index=True)
    about: Mapped[dict[str, Any]] = mapped_column(JSON)
