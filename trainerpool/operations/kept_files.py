"""Files kept with the pool: taken in whole with progress and cancel, read, copied out for the day, swept when nothing needs them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from trainerpool.domain.policy import policy_on
from trainerpool.host.files import write_whole
from trainerpool.host.folders import private_folder
from trainerpool.operations.desk import Desk
from trainerpool.problem import Problem
from trainerpool.queries.settings import policies
from trainerpool.store.files import Body, Stopped
from trainerpool.store.pool import Reader
from trainerpool.store.records import KeptFile, ReturnedFile
from trainerpool.store.work import Work

Told = Callable[[int, int, str], None]
"""Told how many bytes of how many are done, and which file is under way."""
_CANNOT_STAND = frozenset('<>:"/\\|?*')


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A file whose body is kept, and that no record names yet."""

    name: str
    body: Body


def take_in(
    desk: Desk, paths: Sequence[Path], told: Told | None = None, stopped: Stopped | None = None
) -> tuple[TakenIn, ...]:
    """Keep the bodies of some files; where one is refused or it is stopped, none of them is named by a record."""
    most = policy_on(desk.ask(policies), desk.today).largest_file_megabytes * 1_000_000
    sizes = [path.stat().st_size if path.is_file() else 0 for path in paths]
    whole, before, found = sum(sizes), 0, []
    for path, size in zip(paths, sizes, strict=True):
        start, name = before, path.name

        def tell(done: int, _of: int, start: int = start, name: str = name) -> None:
            if told is not None:
                told(start + done, whole, name)

        found.append(TakenIn(name, desk.store.bodies.keep(path, most, tell, stopped)))
        before += size
    return tuple(found)


def keep_bytes(desk: Desk, content: bytes) -> Body:
    """Keep what came as bytes; on its way it lies for a moment where only this person can read, without its name."""
    passing = private_folder() / secrets.token_hex(8)
    try:
        write_whole(passing, content)
        return desk.store.bodies.keep(passing, len(content))
    finally:
        passing.unlink(missing_ok=True)


def name_kept(
    work: Work, desk: Desk, owner_kind: str, owner_id: str, taken: Sequence[TakenIn], contents: str | None = None
) -> list[KeptFile]:
    """Name bodies by records that belong to an owner; Problem where the owner has that very file already."""
    known = work.find(select(KeptFile).where(KeptFile.owner_kind == owner_kind, KeptFile.owner_id == owner_id))
    there = {(row.name.casefold(), row.body) for row in known}
    position = max((row.position for row in known), default=-1)
    made = []
    for one in taken:
        if (one.name.casefold(), one.body.name) in there:
            raise Problem(f"{one.name} is there already.", kept="Nothing was added.")
        there.add((one.name.casefold(), one.body.name))
        position += 1
        made.append(work.add(KeptFile(
            owner_kind=owner_kind, owner_id=owner_id, name=one.name, body=one.body.name, size=one.body.size, contents=contents,
            added_on=desk.today, position=position,
        )))  # fmt: skip
    return made


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a kept file."""

    id: str
    name: str
    body: str
    size: int


def file_facts(reader: Reader, file_id: str) -> FileFacts | None:
    """The kept file of this id."""
    row = reader.get(KeptFile, file_id)
    return FileFacts(row.id, row.name, row.body, row.size) if row is not None else None


def _facts(desk: Desk, file_id: str) -> FileFacts:
    found = desk.ask(file_facts, file_id)
    if found is None:
        raise Problem("This file is no longer in the pool.", kept="Nothing was changed.")
    return found


def read_kept_file(desk: Desk, file_id: str) -> bytes:
    """The content of a kept file; Problem where its body is missing or damaged."""
    return desk.store.bodies.read(_facts(desk, file_id).body)


def open_private_copy(
    desk: Desk, file_id: str, told: Callable[[int, int], None] | None = None, stopped: Stopped | None = None
) -> Path:
    """A copy of a kept file for another program, in the folder only this person can open; it is wiped at close and start."""
    facts = _facts(desk, file_id)
    folder = private_folder() / secrets.token_hex(6)
    folder.mkdir(mode=0o700)
    target = folder / safe_name(facts.name)
    desk.store.bodies.write_copy(facts.body, target, facts.size, told, stopped)
    return target


def save_kept_file(
    desk: Desk,
    file_id: str,
    target: Path,
    told: Callable[[int, int], None] | None = None,
    stopped: Stopped | None = None,
) -> None:
    """Write a kept file where somebody wants it; it is not sealed there."""
    facts = _facts(desk, file_id)
    desk.store.bodies.write_copy(facts.body, target, facts.size, told, stopped)


def safe_name(name: str) -> str:
    """A file's name as every system takes it."""
    plain = "".join("_" if letter in _CANNOT_STAND or ord(letter) < 32 else letter for letter in name).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:100]}{dot}{ending[:20]}" if dot else plain[:120] or "file"


def sweep_bodies(desk: Desk, younger_stay: timedelta = timedelta(hours=1)) -> int:
    """Delete the bodies nothing points to, and nothing undone or done could point to again; gives how many.

    Those just written stay: a body is there before the record that names it.
    """
    if not desk.store.bodies.folder.is_dir():
        return 0
    steps = [step.seq for step in (*desk.store.stacks.undo, *desk.store.stacks.redo)]
    before = (desk.clock.now() - younger_stay).timestamp()
    return desk.store.bodies.sweep(desk.ask(bodies_needed, tuple(steps)), before)


def bodies_needed(reader: Reader, steps: tuple[int, ...]) -> frozenset[str]:
    """The bodies that records and returns that wait name, or named before or after these deeds."""
    needed = set(reader.scalars(select(KeptFile.body).distinct()))
    for inside in reader.scalars(select(ReturnedFile.inside)):
        needed |= _bodies_waiting(inside)
    asked = text(
        "SELECT payload FROM trail WHERE kind IN ('kept_file', 'returned_file') AND payload IS NOT NULL"
        " AND deed IN (SELECT value FROM json_each(:steps))"
    )
    for payload in reader.scalars(asked, {"steps": json.dumps(steps)}):
        told = json.loads(payload)
        for side in (told["before"], told["after"]):
            needed |= {side["body"]} if side and side.get("body") else set()
            needed |= _bodies_waiting((side or {}).get("inside"))
    return frozenset(needed)


def _bodies_waiting(inside: Any) -> set[str]:
    """The bodies that came with a return and belong to no record yet."""
    document = inside.get("document") if isinstance(inside, dict) else None
    changes = document.get("changes", ()) if isinstance(document, dict) else ()
    files = [one["after"] for one in changes if one.get("kind") == KeptFile.kind()]
    return {str(after["body"]) for after in files if after.get("body")}
