"""Ids of facts that can exist once: whoever reports the same fact gives it the same id."""

from __future__ import annotations

import json
from uuid import UUID, uuid5

_SPACE = UUID("6c0c9d53-5a0f-5d1f-9f3b-2f8f3f1a7e11")


def derived_id(kind: str, *about: str | None) -> str:
    """The id of the one fact of a kind about these (a session, an agency, a person, a part of it)."""
    return str(uuid5(_SPACE, json.dumps([kind, *about], ensure_ascii=False)))
