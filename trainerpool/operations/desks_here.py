"""The desks of trainers and observers on this computer: which there are, and how a file that came opens one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from trainerpool.host.clock import Clock
from trainerpool.host.files import cannot_write, write_whole
from trainerpool.host.folders import desks_folder
from trainerpool.operations.carrying.at_desk import open_carry_file
from trainerpool.operations.carrying.first_contact import FirstLaid, lay_first
from trainerpool.operations.carrying.opening import CarryOpened
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool
from trainerpool.operations.trust import join, open_profile, profile_path, read_exchange_file
from trainerpool.problem import Problem
from trainerpool.queries.own_work import held_file
from trainerpool.queries.trust import trusted_pool

_TO_WORDS = b"-> scrypt "
_HEAD = 400  # bytes of an age file in which its first recipient stands


@dataclass(frozen=True, slots=True)
class DeskHere:
    """One desk on this computer: its folder, and the day it was last written to. Whose it is only its passphrase tells."""

    folder: Path
    last_used: date


def desks_here() -> tuple[DeskHere, ...]:
    """Every desk on this computer, the one used last first."""
    found = []
    for folder in desks_folder().iterdir():
        path = profile_path(folder)
        if path.is_file():
            used = datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone().date()
            found.append(DeskHere(folder, used))
    return tuple(sorted(found, key=lambda one: (one.last_used, one.folder.name), reverse=True))


def is_invitation(path: Path) -> bool:
    """Whether a carry file is a first contact, sealed to words: it stands in its first lines, and nowhere is it opened for it."""
    try:
        with path.open("rb") as file:
            return _TO_WORDS in file.read(_HEAD)
    except OSError as error:
        raise Problem(
            f"{path.name} could not be read: {error.strerror or error}.", kept="Nothing was changed."
        ) from error


def seats_at(desk: Desk) -> frozenset[str]:
    """Who sits before an open store: "pool", or at a desk of their own "own" with "trainer", "observer" or both."""
    if desk.ask(trusted_pool) is None:
        return frozenset({"pool"})
    held = desk.ask(held_file)
    return frozenset({"own"}) | (held.sorts if held is not None else frozenset())


def open_own_desk(
    folder: Path, passphrase: str, carry: Path | None, clock: Clock | None = None
) -> tuple[Desk, CarryOpened | None]:
    """Open a desk with its passphrase, and lay in a carry file where one is given. A file that is refused leaves the desk shut."""
    desk = open_profile(folder, passphrase, clock)
    try:
        return desk, open_carry_file(desk, carry) if carry is not None else None
    except BaseException:
        close_pool(desk)
        raise


def accept_invitation(
    path: Path, words: str, passphrase: str, reply: Path, folder: Path | None = None, clock: Clock | None = None
) -> tuple[Desk, FirstLaid]:
    """Open an invitation with its words, at a new desk or at the one in `folder`, and write the reply for the Business Unit.

    Where the reply cannot be written nothing is lost: the same invitation finds the desk it began, and gives the same reply.
    """
    data = read_exchange_file(path)
    joined = join(data, words, folder or desks_folder() / hashlib.sha256(data).hexdigest()[:12], passphrase, clock)
    try:
        write_whole(reply, joined.reply)
        return joined.desk, lay_first(joined)
    except OSError as error:
        close_pool(joined.desk)
        raise cannot_write(reply, error) from error
    except BaseException:
        close_pool(joined.desk)
        raise
