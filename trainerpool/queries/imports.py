"""What the pool remembers of spreadsheets: files, what they last said, answers given and questions still open."""

from __future__ import annotations

import base64
import zlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from trainerpool.store.pool import Reader
from trainerpool.store.records import ImportAnswer, ImportedFile, ImportedRow, ImportQuestion


@dataclass(frozen=True, slots=True)
class ImportedFileRow:
    """A file that was taken in: its name, digest, day, totals, and how it was read."""

    id: str
    name: str
    digest: str
    on: str
    totals: dict[str, Any]
    transfer: bool
    sheets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BaseRow:
    """One thing a file said when it was last read, and the record it became."""

    id: str
    thing: str
    key: str
    record_id: str | None
    fields: dict[str, Any]
    rows: tuple[str, ...]
    gone_on: str | None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer remembered; `file_name` is "" where it counts for every file."""

    id: str
    file_name: str
    section: str
    about: str
    answer: Any
    marks: dict[str, Any]


@dataclass(frozen=True, slots=True)
class OpenQuestionRow:
    """A question an import left open, with the cells it is about and the answers it can have (value, words)."""

    id: str
    file_name: str
    key: str
    kind: str
    text: str
    section: str
    about: str
    cells: tuple[str, ...]
    rows: tuple[str, ...]
    options: tuple[tuple[str, str], ...]
    default: str | None


def latest_files(reader: Reader) -> tuple[ImportedFileRow, ...]:
    """The last import of every file, by name."""
    columns = (
        ImportedFile.id, ImportedFile.name, ImportedFile.digest, ImportedFile.on, ImportedFile.totals,
        ImportedFile.transfer, ImportedFile.sheets,
    )  # fmt: skip
    found = {}
    for row in reader.execute(select(*columns).order_by(ImportedFile.on, ImportedFile.id)):
        found[row.name] = ImportedFileRow(
            row.id, row.name, row.digest, row.on, row.totals, row.transfer, tuple(row.sheets or ())
        )
    return tuple(found[name] for name in sorted(found))


def file_body(reader: Reader, file_id: str) -> bytes | None:
    """The bytes of a file as it was taken in, or None where they were too many to keep."""
    packed = reader.execute(select(ImportedFile.body).where(ImportedFile.id == file_id)).scalar()
    return zlib.decompress(base64.b64decode(packed)) if packed else None


def packed_body(data: bytes) -> str:
    """The bytes of a file as the pool keeps them."""
    return base64.b64encode(zlib.compress(data, 6)).decode("ascii")


def import_bases(reader: Reader, file_name: str) -> tuple[BaseRow, ...]:
    """Everything a file said when it was last read."""
    columns = (
        ImportedRow.id, ImportedRow.thing, ImportedRow.key, ImportedRow.record_id, ImportedRow.fields, ImportedRow.rows,
        ImportedRow.gone_on,
    )  # fmt: skip
    rows = reader.execute(select(*columns).where(ImportedRow.file_name == file_name).order_by(ImportedRow.id))
    return tuple(BaseRow(row[0], row[1], row[2], row[3], row[4], tuple(row[5]), row[6]) for row in rows)


def unsure_records(reader: Reader) -> frozenset[str]:
    """The agencies and courses that stand for themselves only until a question is answered."""
    statement = select(ImportedRow.record_id, ImportedRow.fields).where(ImportedRow.thing.in_(("agency", "course")))
    return frozenset(row.record_id for row in reader.execute(statement) if row.record_id and row.fields.get("unsure"))


def import_answers(reader: Reader) -> tuple[AnswerRow, ...]:
    """Every answer remembered, in the order given."""
    rows = reader.execute(
        select(
            ImportAnswer.id, ImportAnswer.file_name, ImportAnswer.section, ImportAnswer.about, ImportAnswer.answer,
            ImportAnswer.marks,
        ).order_by(ImportAnswer.id)
    )  # fmt: skip
    return tuple(AnswerRow(row[0], row[1], row[2], row[3], row[4], row[5] or {}) for row in rows)


def open_questions(reader: Reader, file_name: str | None = None) -> tuple[OpenQuestionRow, ...]:
    """The questions imports left open, file by file; of one file only when asked."""
    statement = select(ImportQuestion.id, ImportQuestion.file_name, ImportQuestion.key, ImportQuestion.about)
    if file_name is not None:
        statement = statement.where(ImportQuestion.file_name == file_name)
    found = []
    for row in reader.execute(statement.order_by(ImportQuestion.file_name, ImportQuestion.id)):
        said = row.about
        found.append(
            OpenQuestionRow(
                row.id, row.file_name, row.key, said["kind"], said["text"], said["section"], said["about"],
                tuple(said["cells"]), tuple(said["rows"]), tuple((option[0], option[1]) for option in said["options"]),
                said["default"],
            )
        )  # fmt: skip
    return tuple(found)
