"""Deeds on the files of trainer packs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from trainerpool.domain.dates import count_of
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.fields import change_fields, refuse_emptying
from trainerpool.operations.kept_files import TakenIn, Told, name_kept, take_in
from trainerpool.operations.materials.finding import OPEN, called, refuse_unless, the_version
from trainerpool.problem import Problem
from trainerpool.store.files import Stopped
from trainerpool.store.records import KeptFile, MaterialVersion
from trainerpool.store.work import Done, Work

OWNER = MaterialVersion.__tablename__


@deed
def add_material_file(
    desk: Desk, version: str, path: str, contents: str | None = None, name: str | None = None
) -> Done:
    """Add a file of any kind to a draft or a version in review; `contents` is which of the expected contents it is."""
    return keep_material_files(desk, version, [Path(path).expanduser()], contents=contents, name=name)


def keep_material_files(
    desk: Desk, version: str, paths: Sequence[Path], told: Told | None = None, stopped: Stopped | None = None,
    contents: str | None = None, name: str | None = None,
) -> Done:  # fmt: skip
    """Add files to a version, all or none, as one deed. `told(done, of, name)` in bytes; Problem where `stopped` says so."""
    if not paths:
        raise Problem("No file is given.", kept="Nothing was added.")
    with desk.work("Look at a version") as work:  # before a hundred megabytes are read
        refuse_unless(work, the_version(work, version), desk.today, OPEN, "given other files")
    taken = take_in(desk, paths, told, stopped)
    if name and name.strip() and len(taken) == 1:
        taken = (TakenIn(name.strip(), taken[0].body),)
    with desk.work("Add files") as work:
        found = the_version(work, version)
        refuse_unless(work, found, desk.today, OPEN, "given other files")
        name_kept(work, desk, OWNER, found.id, taken, (contents or "").strip() or None)
        what = taken[0].name if len(taken) == 1 else count_of(len(taken), "file")
        work.name = f"Add {what} to {called(work, found)}"
        work.about(found.id)
    return work.done


@deed
def remove_material_file(desk: Desk, file: str) -> Done:
    """Take a file out of a draft or a version in review."""
    with desk.work("Take a file out") as work:
        row, version = _the_file(work, desk, file)
        work.name = f"Take {row.name} out of {called(work, version)}"
        work.remove(row)
        work.about(version.id)
    return work.done


@deed
def change_material_file(
    desk: Desk, file: str, name: str | None = None, contents: str | None = None, clear: list[str] | None = None
) -> Done:
    """Rename a file of a version, or say which of the expected contents it is."""
    refuse_emptying("file", clear, frozenset({"contents"}))
    with desk.work("Change a file") as work:
        row, version = _the_file(work, desk, file)
        work.name = f"Change {row.name} of {called(work, version)}"
        change_fields(row, {"name": name, "contents": contents}, clear)
        work.about(version.id)
    return work.done


def _the_file(work: Work, desk: Desk, file_id: str) -> tuple[KeptFile, MaterialVersion]:
    """A file and the version it belongs to, which is still open to changes."""
    row = work.get(KeptFile, file_id)
    if row.owner_kind != OWNER:
        raise Problem("This file belongs to no trainer pack.", kept="Nothing was changed.")
    version = work.get(MaterialVersion, row.owner_id)
    refuse_unless(work, version, desk.today, OPEN, "given other files")
    return row, version
