"""Whom a call for availability goes to, and what is kept of a call beside its days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from trainerpool.store.pool import Reader
from trainerpool.store.records import PoolSetting

_ABOUT = "call:"


def about_calls(reader: Reader) -> dict[str, dict[str, Any]]:
    """Call -> what is kept of it beside its days: who was asked by name (none: everybody), and who was written to when."""
    rows = reader.execute(
        select(PoolSetting.key, PoolSetting.value).where(PoolSetting.key.startswith(_ABOUT, autoescape=True))
    )
    return {row.key.removeprefix(_ABOUT): row.value for row in rows if isinstance(row.value, dict)}


def key_of_call(call: str) -> str:
    """The setting that keeps what is known of a call beside its days."""
    return f"{_ABOUT}{call}"


def is_asked(about: Mapping[str, Any] | None, person: str) -> bool:
    """Whether a call goes to somebody: to everybody, or to those named."""
    named = (about or {}).get("asked")
    return named is None or person in named
