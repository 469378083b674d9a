"""What every record has: a random id made where the record is made, and a revision that guards concurrent writes."""

from __future__ import annotations

import secrets
import time
from typing import Any

from sqlalchemy import Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.orm.decl_api import declared_attr


def new_id() -> str:
    """A UUIDv7 as text: sorted by the moment it was made, and random enough to merge files without renumbering."""
    value = (time.time_ns() // 1_000_000 << 80) | secrets.randbits(80)
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


class Base(DeclarativeBase):
    """All tables of the pool."""


class Record(Base):
    """A noun the pool keeps. Its kind is the name of its table."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    revision: Mapped[int] = mapped_column(Integer, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy's own form
        """The revision counts writes; a stale write is refused by it."""
        return (
            {"version_id_col": cls.__table__.c.revision}
            if hasattr(cls, "__table__")
            else {"version_id_col": cls.revision}
        )

    @classmethod
    def kind(cls) -> str:
        """The word for this kind of record in the trail, in `Done` and in refreshes."""
        return str(cls.__tablename__)
