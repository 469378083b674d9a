"""A desk whose holder's record was merged in the pool: what is on it goes on under the new id, unsent work and all."""

from __future__ import annotations

from sqlalchemy import select

from trainerpool.operations.merged_people import hand_over
from trainerpool.operations.settings import put_setting
from trainerpool.queries.merged_people import with_ids
from trainerpool.queries.own_work import sent_values
from trainerpool.queries.trust import JOINED
from trainerpool.store.records import HeldFile, Person, PoolSetting
from trainerpool.store.values import fields
from trainerpool.store.work import Work


def become(work: Work, held: HeldFile | None, new_id: str) -> None:
    """Put everything at this desk under the id its holder has in the pool now; nothing where it has that already."""
    joined = work.find(select(PoolSetting).where(PoolSetting.key == JOINED))
    if joined and joined[0].value["person_id"] != new_id:
        put_setting(work, JOINED, {**joined[0].value, "person_id": new_id})
    if held is None or held.pool["person"] == new_id:
        return
    old_id = str(held.pool["person"])
    _rename_person(work, old_id, new_id)
    ids = {old_id: new_id}
    former = {*held.pool.get("formerly", ()), old_id} - {new_id}
    held.brought = with_ids(held.brought, ids)
    held.pool = {**held.pool, "person": new_id, "formerly": sorted(former)}
    put_setting(work, "sent", with_ids(sent_values(work.session), ids))
    work.session.flush()


def _rename_person(work: Work, old_id: str, new_id: str) -> None:
    """The person's own record, which may be here under the other id already, as of a colleague."""
    (mine,) = work.find(select(Person).where(Person.id == old_id))
    other = work.find(select(Person).where(Person.id == new_id))
    values = {name: getattr(mine, name) for name in fields(Person)}
    if other:
        for name, value in values.items():
            setattr(other[0], name, value)
    else:
        work.add(Person(id=new_id, **values))
    work.session.flush()
    hand_over(work, old_id, new_id)
    work.session.flush()
    work.remove(mine)
    work.session.flush()
