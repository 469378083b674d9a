"""The observation framework in its versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from trainerpool.domain.observing import Framework as Judged
from trainerpool.domain.observing import framework_from_json
from trainerpool.domain.observing_default import DEFAULT_FRAMEWORK
from trainerpool.store.pool import Reader
from trainerpool.store.records import Framework, Visit


@dataclass(frozen=True)
class FrameworkVersionRow:
    """One version: since when it is in force, and how many visits were made with it. `id` is "" for the default not yet used."""

    id: str
    framework: Judged
    in_force_on: date | None
    visits: int
    is_in_force: bool


def framework_versions(reader: Reader, today: date) -> tuple[FrameworkVersionRow, ...]:
    """Every version, the latest first; the one a new visit would use is marked."""
    rows = reader.execute(
        select(Framework.id, Framework.name, Framework.number, Framework.body, Framework.in_force_on)
        .where(Framework.sort == "observation")
        .order_by(Framework.number.desc())
    ).all()
    if not rows:
        return (FrameworkVersionRow("", DEFAULT_FRAMEWORK, None, 0, is_in_force=True),)
    counted = reader.execute(select(Visit.framework_id, func.count().label("visits")).group_by(Visit.framework_id))
    used = {row.framework_id: row.visits for row in counted}
    now = next((row.id for row in rows if row.in_force_on is None or row.in_force_on <= today), rows[-1].id)
    return tuple(
        FrameworkVersionRow(
            row.id,
            framework_from_json(row.body, row.name, row.number),
            row.in_force_on,
            used.get(row.id, 0),
            row.id == now,
        )
        for row in rows
    )


def observation_framework(reader: Reader, today: date) -> Judged:
    """The version a visit planned for a day would be made with."""
    return next(row.framework for row in framework_versions(reader, today) if row.is_in_force)


def frameworks_by_id(reader: Reader) -> dict[str | None, Judged]:
    """Every version by its id; None is the default."""
    rows = reader.execute(
        select(Framework.id, Framework.name, Framework.number, Framework.body).where(Framework.sort == "observation")
    )
    found: dict[str | None, Judged] = {row.id: framework_from_json(row.body, row.name, row.number) for row in rows}
    return found | {None: DEFAULT_FRAMEWORK}
