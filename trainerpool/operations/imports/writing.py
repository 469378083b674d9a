"""Doing an import that was planned: a verified backup, then one piece of work with one undo."""

from __future__ import annotations

from trainerpool.operations.desk import Desk
from trainerpool.operations.imports.plan import ImportPlan
from trainerpool.operations.imports.planning import STEPS, Progress
from trainerpool.operations.pools import back_up_pool
from trainerpool.problem import Problem
from trainerpool.store.bulk import collecting_paused
from trainerpool.store.work import Done


def import_plan(
    desk: Desk, plan: ImportPlan, *, backup: bool = True, progress: Progress | None = None, name: str | None = None
) -> Done:
    """Do a planned import as one piece of work, after a verified backup; `Done.seq` is None where nothing changes.

    Raises Problem where the pool has changed since the plan was made: what was agreed to would not be what is done.
    """
    if plan.changes_nothing:
        return Done(plan.name)
    if desk.store.head.count != plan.head:
        raise Problem(
            "The pool has changed since this file was compared with it.", kept="Nothing was imported.",
            todo="Compare the file again, then import it.",
        )  # fmt: skip
    if progress is not None:
        progress("Backing up, then writing", 3, STEPS)
    if backup:
        back_up_pool(desk, why="before import")
    with collecting_paused(), desk.work(name or plan.name) as work:
        plan.writes.write(work)
        work.result = plan.totals
    if progress is not None:
        progress("Imported", STEPS, STEPS)
    return work.done
