"""What every command shares: the passphrase, opening the pool, one JSON document out, problems in one sentence."""

from __future__ import annotations

import contextlib
import dataclasses
import getpass
import json
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

import click

from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool, keychain_passphrase, open_pool
from trainerpool.problem import Problem

F = TypeVar("F", bound=Callable[..., Any])

POOL = click.argument("pool", type=click.Path(path_type=Path))
PASSPHRASE = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path),
    help="A file whose first line is the passphrase; else the keychain, else asked.",
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout and nothing else.")


class Day(click.ParamType[date]):
    """A day YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or wrong usage."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a day (YYYY-MM-DD).", param, ctx)


DAY = Day()


def read_passphrase(file: Path | None) -> str | None:
    """The first line of the file, one line end stripped; None where no file was given."""
    if file is None:
        return None
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            first = lines.readline()
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"The passphrase file {file} cannot be read.", kept="Nothing was opened.") from error
    passphrase = first.removesuffix("\n").removesuffix("\r")
    if not passphrase:
        raise Problem(f"The first line of {file} is empty.", kept="Nothing was opened.")
    return passphrase


def ask_passphrase(pool: Path, file: Path | None, *, new: bool = False) -> str:
    """The passphrase from the file, else the keychain, else the terminal; a Problem where there is none of them."""
    found = read_passphrase(file) or (None if new else keychain_passphrase(pool))
    if found:
        return found
    if not sys.stdin.isatty():
        raise Problem(
            f"{pool.name} needs its passphrase, and there is no terminal to ask at.",
            kept="Nothing was opened.",
            todo="Give it with --passphrase-file FILE.",
        )
    typed = getpass.getpass(f"Passphrase of {pool.name}: ")
    if new and typed != getpass.getpass("Once more: "):
        raise Problem("The two passphrases differ.", kept="Nothing was made.")
    return typed


@contextlib.contextmanager
def desk_of(pool: Path, passphrase_file: Path | None, person: str | None = None) -> Iterator[Desk]:
    """The pool, open while the command runs."""
    if not pool.exists():
        raise Problem(f"There is no pool at {pool}.", todo="trainerpool new POOL makes one.")
    desk = open_pool(pool, ask_passphrase(pool, passphrase_file), person=person)
    for warning in desk.store.warnings:
        say(warning)
    try:
        yield desk
    finally:
        close_pool(desk)


def say(text: str) -> None:
    """A message for people: on stderr, so that stdout stays one document."""
    click.echo(text, err=True)


def put_json(value: Any) -> None:
    """One JSON document on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1, default=plain))


def plain(value: Any) -> Any:
    """Rows, dates and enumerations as JSON knows them."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, Path):
        return str(value)
    raise TypeError(type(value).__name__)


_MOST = 50_000_000  # bytes of a file read whole


def read_json(path: Path, what: str) -> Any:
    """A JSON file as given by somebody; Problem saying where it breaks off."""
    try:
        with path.open("rb") as file:
            body = file.read(_MOST + 1)
        if len(body) > _MOST:
            raise Problem(f"The {what} {path.name} is larger than 50 MB.", kept="Nothing was changed.")
        return json.loads(body.decode("utf-8-sig"))
    except OSError as error:
        raise Problem(f"The {what} {path} cannot be read: {error.strerror}.", kept="Nothing was changed.") from error
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise Problem(f"The {what} {path.name} is not JSON{where}.", kept="Nothing was changed.") from error
