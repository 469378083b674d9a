"""The home copy: a verified, encrypted copy of the pool in any folder, a share or a synchronised one allowed."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from trainerpool.host.files import sweep_parts
from trainerpool.problem import Problem
from trainerpool.store.backup import copy_verified
from trainerpool.store.engine import open_engine
from trainerpool.store.keys import Anchor, KeyFile
from trainerpool.store.pool import Store, key_path
from trainerpool.store.trail import has_link, read_head


def write_home_copy(store: Store, folder: Path) -> Path:
    """Bring the home copy in a folder up to date, under the pool's own name; gives where it lies.

    Raises Problem where the folder is not there, where another pool's file lies in the way, or where the copy there
    holds deeds that this pool does not have (somebody went on working in it). The pool itself is never touched.
    """
    if not folder.is_dir():
        raise Problem(
            f"The folder of the home copy is not there: {folder}.",
            kept="The pool is unchanged, and safe on this computer.",
            todo="Connect the share, or choose another folder in Settings, Backups.",
        )
    target = folder / store.path.name
    if target.resolve() == store.path.resolve():
        raise Problem(
            "The home copy cannot lie where the pool itself lies.",
            kept="The pool is unchanged.",
            todo="Choose another folder.",
        )
    try:
        _refuse_foreign(store, target)
    except OSError as error:
        raise Problem(
            f"The home copy in {folder} cannot be read: {error.strerror or 'the system refused'}.",
            kept="The pool is unchanged.",
            todo="Look whether the share is connected, then try again.",
        ) from error
    sweep_parts(key_path(target))  # what a program killed in its last copy has left
    copy_verified(store, target)
    return target


def _refuse_foreign(store: Store, target: Path) -> None:
    """Problem where what lies at the home copy's place is not an earlier state of this very pool."""
    heads: list[Anchor] = []
    if key_path(target).exists():
        keys = KeyFile.load(key_path(target))
        if keys.pool_id != store.keys.pool_id:
            raise _in_the_way(target)
        heads.append(keys.anchor)
    if target.exists():
        head = _head_of(target, store.key)
        if head is None and not heads:
            raise _in_the_way(target)
        heads += [head] if head else []
    with store.engine.connect() as connection:
        ahead = [head for head in heads if not has_link(connection, head)]
    if ahead:
        raise Problem(
            f"The home copy {target.name} in {target.parent} holds deeds that this pool does not have "
            f"(it has {max(head.count for head in ahead)}, this pool {store.head.count}).",
            kept="Neither was changed.",
            todo="Somebody may have worked in it elsewhere: find out which is the right one, then move the other away.",
        )


def _head_of(path: Path, key: bytes) -> Anchor | None:
    """The head of the trail in a copy, or None where it does not read with this key."""
    engine = open_engine(path, key, "look")
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT count(*) FROM sqlite_master"))
            return read_head(connection)
    except DatabaseError:
        return None
    finally:
        engine.dispose()


def _in_the_way(target: Path) -> Problem:
    return Problem(
        f"In {target.parent} lies a {target.name} that is not this pool's home copy.",
        kept="It was not touched, and the pool is unchanged.",
        todo="Choose another folder, or move that file away.",
    )
