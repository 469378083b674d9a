"""Files as they come to a desk: opened with every check of the seal, then laid in, read, or wiped with the desk."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from trainerpool.exchange.sealing import CARRY, REPLY, RETURN, Comment, KnownKey, Opened, digest_of, is_sealed_to_words
from trainerpool.operations.carrying.opening import CarryOpened, take_in_carry
from trainerpool.operations.carrying.taking_in import ReadReturn, read_return
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool
from trainerpool.operations.trust import open_here, pool_of, profile_path, read_exchange_file, take_in_reply
from trainerpool.operations.trust.replies import ReplyTaken
from trainerpool.problem import Problem
from trainerpool.queries.carrying import Inside, inside_records
from trainerpool.queries.own_work import brought_rows, held_file
from trainerpool.queries.returns import TAKEN_IN, return_known
from trainerpool.store.files import folder_of
from trainerpool.store.pool import key_path, logs_of


def open_carry_file(desk: Desk, path: Path) -> CarryOpened:
    """Open a carry file at the desk of the person it is for, and lay it in. The one held already changes nothing."""
    me = pool_of(desk).person_id

    def newest(_comment: Comment, _key: KnownKey) -> int | None:
        held = desk.ask(held_file)
        return held.number if held else None

    data, here = read_exchange_file(path), desk.ask(held_file)
    if here is not None and is_sealed_to_words(data):  # what came along with it is on the desk since it was joined with
        said = ("This is an invitation: the desk is opened as it is.",)
        return CarryOpened(here.number, is_new=False, name=here.name, opens_until=here.opens_until, said=said)
    opened = open_here(desk, data, sorts={CARRY}, newest=newest)
    return take_in_carry(desk, opened.payload, person=me)


def inside_held(desk: Desk) -> Inside:
    """What is inside the carry file this desk holds, in lines for its holder."""
    held = desk.ask(held_file)
    if held is None:
        raise Problem("This desk holds no carry file yet.", todo="Open the one the Business Unit sent you.")
    rows = desk.ask(brought_rows)
    files = [str(row["name"]) for row in rows.get("kept_file", {}).values() if row.get("body")]
    size = sum(int(row["size"]) for row in rows.get("kept_file", {}).values() if row.get("body"))
    return inside_records(rows, held.person, held.told, tuple(sorted(files)), held.without, size)


def open_return_file(desk: Desk, path: Path, *, take_replies: bool = True) -> ReadReturn | ReplyTaken:
    """Open what somebody sent back to the pool: a return, read and checked; or the reply to an invitation, taken in at once.

    A return taken in already is known again by its bytes, whatever became of its author's keys since.
    """
    data = read_exchange_file(path)
    opened: Opened = open_here(desk, data, sorts={REPLY, RETURN})
    if opened.comment.sort == REPLY and not take_replies:
        return ReplyTaken("This is the reply to an invitation: taken in, it makes its keys known.", already=False)
    if opened.comment.sort == REPLY:
        return take_in_reply(desk, opened)
    person = opened.issuer.person_id
    if person is None:
        raise Problem("Whose return this is cannot be told.", kept="Nothing was changed.")
    return read_return(desk, opened.payload, person, digest_of(data))


def known_as_taken_in(desk: Desk, path: Path) -> bool:
    """Whether the very file was taken in before."""
    known = desk.ask(return_known, "", digest_of(read_exchange_file(path)))
    return known is not None and known.outcome == TAKEN_IN


def wipe_desk(desk: Desk, folder: Path) -> None:
    """Close a desk and delete it with everything on it: what was not sent is gone. It cannot be undone."""
    path = profile_path(folder)
    if desk.store.path != path.absolute().resolve():
        raise Problem("This folder holds another desk.", kept="Nothing was deleted.")
    close_pool(desk)
    for made in (path, key_path(path), *logs_of(path), path.with_name(f"{path.name}-lock")):
        with contextlib.suppress(OSError):
            made.unlink(missing_ok=True)
    shutil.rmtree(folder_of(path), ignore_errors=True)
