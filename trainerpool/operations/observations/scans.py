"""Deeds on the scan of a paper form: kept with the visit it was keyed in from."""

from __future__ import annotations

from pathlib import Path

from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.kept_files import Told, name_kept, take_in
from trainerpool.operations.observations.parts import UNCHANGED, day_in_words, open_visit
from trainerpool.problem import Problem
from trainerpool.store.files import Stopped
from trainerpool.store.records import KeptFile, Visit
from trainerpool.store.work import Done

OWNER = Visit.__tablename__


@deed
def attach_scan(desk: Desk, visit: str, path: str) -> Done:
    """Keep the scan of a paper form, or any other file, with its visit."""
    return keep_scan(desk, visit, Path(path).expanduser())


def keep_scan(desk: Desk, visit: str, path: Path, told: Told | None = None, stopped: Stopped | None = None) -> Done:
    """Keep a file with a visit. `told(done, of, name)` in bytes; Problem where `stopped` says so."""
    with desk.work("Look at a visit") as work:  # before anything is read
        open_visit(work, visit)
    taken = take_in(desk, [path], told, stopped)
    with desk.work("Attach a scan") as work:
        found = open_visit(work, visit)
        (kept,) = name_kept(work, desk, OWNER, found.id, taken)
        work.name = f"Attach a scan to the visit of {day_in_words(found.on)}"
        work.about(found.id)
        work.result = kept.id
    return work.done


@deed
def remove_scan(desk: Desk, file: str) -> Done:
    """Take a scan off its visit."""
    with desk.work("Take a scan off") as work:
        kept = work.get(KeptFile, file)
        if kept.owner_kind != OWNER:
            raise Problem("This file belongs to no visit.", kept=UNCHANGED)
        work.name = f"Take a scan off the visit of {day_in_words(work.get(Visit, kept.owner_id).on)}"
        work.about(kept.owner_id)
        work.remove(kept)
    return work.done
