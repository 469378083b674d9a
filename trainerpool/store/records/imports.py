"""What the pool remembers of the spreadsheets it was given: files, rows as last read, answers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from trainerpool.store.records.base import Record


class ImportedFile(Record):
    """A file that was taken in: its name, the digest of its bytes, and what became of it."""

    __tablename__ = "imported_file"
    name: Mapped[str] = mapped_column(index=True)
    digest: Mapped[str]
    on: Mapped[str]
    totals: Mapped[dict[str, Any]] = mapped_column(JSON)


class ImportedRow(Record):
    """One thing a file said, as it was last read: the base of the three-way comparison with the next reading."""

    __tablename__ = "imported_row"
    file_name: Mapped[str] = mapped_column(index=True)
    thing: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)
    record_id: Mapped[str | None] = mapped_column(index=True)
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    rows: Mapped[list[str]] = mapped_column(JSON)


class ImportAnswer(Record):
    """An answer to a question of an import, remembered for files to come."""

    __tablename__ = "import_answer"
    question: Mapped[str]
    text: Mapped[str]
    answer: Mapped[Any] = mapped_column(JSON)


class ImportQuestion(Record):
    """A question an import left open, with the cells it is about and what was kept meanwhile."""

    __tablename__ = "import_question"
    file_name: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)
    about: Mapped[dict[str, Any]] = mapped_column(JSON)
