"""Records of people that were merged: which id each had before, so that what was written under it still finds its person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from trainerpool.exchange.carrying.returned import Returned, returned_document, returned_from
from trainerpool.store.pool import Reader
from trainerpool.store.records import PoolSetting

MERGED = "merged_people"


def merged_people(reader: Reader) -> dict[str, str]:
    """The id a record of a person had -> the id of the record it was merged into."""
    return dict(reader.execute(select(PoolSetting.value).where(PoolSetting.key == MERGED)).scalar() or {})


def former_ids(reader: Reader, person_id: str) -> frozenset[str]:
    """The ids of the records that were merged into somebody's."""
    return frozenset(old for old, kept in merged_people(reader).items() if kept == person_id)


def as_kept(reader: Reader, returned: Returned) -> Returned:
    """A return with everybody under the id their record has now."""
    merged = merged_people(reader)
    if not merged:
        return returned
    return replace(returned_from(with_ids(returned_document(returned), merged)), bodies=returned.bodies)


def with_ids(value: Any, ids: Mapping[str, str]) -> Any:
    """A document with ids in place of others, wherever they stand as a key or a whole value."""
    if isinstance(value, dict):
        return {ids.get(key, key): with_ids(one, ids) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [with_ids(one, ids) for one in value]
    return ids.get(value, value) if isinstance(value, str) else value
