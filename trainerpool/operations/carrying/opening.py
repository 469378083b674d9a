"""A carry file laid into the profile of the person it is for: one piece of work that never rolls back, and keeps own work."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from trainerpool.domain.dates import in_words
from trainerpool.exchange.carrying.carried import Carried, read_carried
from trainerpool.exchange.carrying.owing import OBSERVER, TRAINER
from trainerpool.exchange.carrying.working_out import Layers, laid_over, still_sent
from trainerpool.operations.carrying.becoming import become
from trainerpool.operations.carrying.writing import is_complete, is_well_formed, without_dangling, write_rows
from trainerpool.operations.desk import Desk
from trainerpool.operations.kept_files import keep_bytes
from trainerpool.operations.settings import put_setting
from trainerpool.problem import Problem
from trainerpool.queries.carried_slice import CARRIED, held_rows
from trainerpool.queries.own_work import held_file, sent_values
from trainerpool.store.pool import Reader
from trainerpool.store.records import HeldFile, KeptFile
from trainerpool.store.work import Work

_KINDS = frozenset(kind.kind() for kind in CARRIED)
_SETTINGS = ("records_begin", "partnership", "pool_name")


@dataclass(frozen=True)
class CarryOpened:
    """What opening a carry file did: `is_new` where it brought something, its number, and what is to be said of it."""

    number: int
    is_new: bool
    name: str
    opens_until: date | None
    said: tuple[str, ...] = ()


def take_in_carry(desk: Desk, payload: bytes, *, person: str | None = None) -> CarryOpened:
    """Lay a carry file's payload into this profile, as one piece of work.

    Problem where it is not for this person or pool, is older than what is held, or any of it is not as it should be. The
    file held already is opened again without a change.
    """
    content = read_carried(payload)
    held = desk.ask(held_file)
    mine = {one for one in (person, held.person if held else None) if one} | (held.formerly if held else frozenset())
    _check(content, mine, held.pool if held else None)
    if held is not None and content.number < held.number:
        raise Problem(
            f"This is carry file number {content.number}; your desk holds number {held.number}, which is newer.",
            kept="Nothing was changed.",
            todo="Use the newer file; this one can be deleted.",
        )
    said = _sentences(content, desk.today)
    if held is not None and content.number == held.number:
        if content.file != held.file:
            raise Problem(
                f"Another carry file of number {content.number} is held already.",
                kept="Nothing was changed.",
                todo="Ask the Business Unit for a new one.",
            )
        return CarryOpened(content.number, False, content.name, content.opens_until, said)
    content = _with_own_bodies(desk, content)
    with desk.work(f"Open carry file number {content.number}", one_way=True) as work:
        _lay(work, desk, content)
    return CarryOpened(content.number, True, content.name, content.opens_until, said)


def _check(content: Carried, mine: frozenset[str] | set[str], pool: str | None) -> None:
    """`mine`: the ids its holder has or had; a record that was merged says which it was before."""
    kept = "Nothing was changed."
    if mine and not mine & {content.person, *(content.told.get("formerly") or ())}:
        raise Problem("This carry file is for somebody else.", kept=kept)
    if pool is not None and content.pool != pool:
        raise Problem("This carry file is from another pool.", kept=kept)
    for kind, records in content.records.items():
        fine = kind in _KINDS and all(
            is_complete(kind, values) and all(is_well_formed(kind, name, value) for name, value in values.items())
            for values in records.values()
        )
        if not fine:
            raise Problem(
                "This carry file holds something this program does not know.", kept=kept, todo="Ask for it again."
            )
    if content.person not in content.records.get("person", {}):
        raise Problem("This carry file does not say whose it is.", kept=kept, todo="Ask for it again.")


def _with_own_bodies(desk: Desk, content: Carried) -> Carried:
    """The carry file with its files kept beside this profile, under the names that they have here.

    Of a file left out the body that is here already stays; else its name is all there is of it.
    """
    held = desk.ask(_bodies_held)
    rows = {}
    for key, row in content.records.get("kept_file", {}).items():
        body = content.bodies.get(key)
        rows[key] = {**row, "body": keep_bytes(desk, body).name if body is not None else held.get(key, "")}
    return replace(content, records={**content.records, "kept_file": rows})


def _bodies_held(reader: Reader) -> dict[str, str]:
    """The files of this profile with the names of their bodies."""
    return {row.id: row.body for row in reader.execute(select(KeptFile.id, KeptFile.body))}


def _lay(work: Work, desk: Desk, content: Carried) -> None:
    found = work.find(select(HeldFile))
    before = found[0] if found else None
    become(work, before, content.person)
    sent, now = sent_values(work.session), held_rows(work.session)
    brought = before.brought if before else {}
    taken = {str(one) for one in content.told.get("taken", ()) if isinstance(one, str)}
    sorts = frozenset(one for one in content.told.get("sorts", ()) if one in {TRAINER, OBSERVER})
    layers = Layers(brought, now, sorts, sent, taken)
    write_rows(work, without_dangling(laid_over(layers, content.records), now))
    for key in _SETTINGS:
        if key in content.told.get("settings", {}):
            put_setting(work, key, content.told["settings"][key])
    put_setting(work, "sent", still_sent(sent, content.records, held_rows(work.session)))
    told = {
        "pool": content.pool, "pool_name": content.pool_name, "partnership": content.partnership, "person": content.person,
        "name": content.name, "issued_on": content.issued_on.isoformat(), "issued_by": content.issued_by,
        "start": content.start.isoformat() if content.start else None, "end": content.end.isoformat() if content.end else None,
        "told": dict(content.told), "without": list(content.without),
        "formerly": list(before.pool.get("formerly", ())) if before is not None else [],
    }  # fmt: skip
    values = {
        "file": content.file, "number": content.number, "opened_on": desk.today, "opens_until": content.opens_until,
        "pool": told, "brought": {kind: dict(rows) for kind, rows in content.records.items()},
    }  # fmt: skip
    if before is None:
        work.add(HeldFile(**values))
    else:
        for name, value in values.items():
            setattr(before, name, value)
        work.about(before.id)


def _sentences(content: Carried, today: date) -> tuple[str, ...]:
    said = []
    if content.is_expired(today):
        said.append(
            f"This carry file was for use until {in_words(content.opens_until or today)}. It opens; ask the Business Unit "
            "for a new one, as things may have changed."
        )
    if content.without:
        said.append(f"Left out for their size: {', '.join(content.without)}. The Business Unit can send them apart.")
    return tuple(said)
