"""A return made at somebody's own desk: what their own work changed, sealed for the Business Unit alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainerpool.domain.dates import count_of
from trainerpool.exchange.carrying.form import Rows
from trainerpool.exchange.carrying.owing import PART_OF
from trainerpool.exchange.carrying.returned import Change, Returned, returned_payload
from trainerpool.exchange.carrying.working_out import with_sent
from trainerpool.host.files import write_whole
from trainerpool.operations.carrying.scans import bodies_to_send
from trainerpool.operations.desk import Desk
from trainerpool.operations.settings import put_setting
from trainerpool.problem import Problem
from trainerpool.queries.own_work import HeldFileRow, brought_rows, held_file, own_work, sent_returns, sent_values
from trainerpool.store.records import new_id


@dataclass(frozen=True)
class Sent:
    """A return that was made: its number at this desk, its file id, how many changes it holds, and where it lies."""

    number: int
    file: str
    changes: int
    path: Path | None


def prepare_return(desk: Desk) -> Returned:
    """What would be sent, without writing anything. Problem where there is nothing to send, or no carry file is held."""
    held = the_held_file(desk)
    work = desk.ask(own_work)
    if not work.changes:
        raise Problem("There is nothing to send: nothing was changed since the carry file.", kept="Nothing was made.")
    number = len(desk.ask(sent_returns)) + 1
    return Returned(
        new_id(), number, held.pool, held.person, held.file, held.number, desk.clock.now().isoformat(), work.changes,
        _seen(work.changes, desk.ask(brought_rows)), bodies_to_send(desk, work.changes),
    )  # fmt: skip


def send_return(desk: Desk, target: Path) -> Sent:
    """Write a return, signed and sealed for the pool; what was sent stays at this desk until the pool has taken it in."""
    from trainerpool.operations.trust import seal_for_pool

    content = prepare_return(desk)
    data = seal_for_pool(desk, returned_payload(content), file=content.file, number=content.carry_number)
    note_sent(desk, content, lambda: write_whole(target, data))
    return Sent(content.number, content.file, len(content.changes), target)


def note_sent(desk: Desk, content: Returned, write: Any = None) -> None:
    """Remember what a return said, so that later ones can say what changed since; `write` writes the file in the same go."""
    last = desk.ask(own_work).last_deed
    with desk.work(f"Send {count_of(len(content.changes), 'change')}", one_way=True) as work:
        put_setting(work, "sent", with_sent(desk.ask(sent_values), content.changes, content.file))
        sent = [
            {"file": one.file, "number": one.number, "at": one.at, "deed": one.deed, "changes": one.changes}
            for one in desk.ask(sent_returns)
        ]  # fmt: skip
        made = {
            "file": content.file, "number": content.number, "at": content.made_at, "deed": last,
            "changes": len(content.changes),
        }  # fmt: skip
        put_setting(work, "sent_returns", [*sent, made])
        if write is not None:
            write()


def the_held_file(desk: Desk) -> HeldFileRow:
    """The carry file this desk holds; Problem where it has none yet."""
    held = desk.ask(held_file)
    if held is None:
        raise Problem(
            "This desk holds no carry file yet.",
            kept="Nothing was changed.",
            todo="Open the one the Business Unit sent you.",
        )
    return held


def _seen(changes: tuple[Change, ...], brought: Rows) -> dict[str, dict[str, dict[str, Any]]]:
    """The records as they were brought that the changes are about: a place and its session, an observation and its visit."""
    found: dict[str, dict[str, dict[str, Any]]] = {}

    def note(kind: str, key: str) -> None:
        row = brought.get(kind, {}).get(key)
        if row is None or key in found.get(kind, {}):
            return
        found.setdefault(kind, {})[key] = dict(row)
        if kind in PART_OF:
            field, of = PART_OF[kind]
            note(of, str(row.get(field)))
        for field, of in (("session_id", "training_session"), ("visit_id", "visit")):
            if row.get(field):
                note(of, str(row[field]))

    for change in changes:
        note(change.kind, change.record)
        for field, of in (
            ("allocation_id", "allocation"),
            ("session_id", "training_session"),
            ("observation_id", "observation"),
        ):
            if change.after.get(field):
                note(of, str(change.after[field]))
    return found
