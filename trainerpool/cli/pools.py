"""Commands on whole pools: new, backup, restore, verify, undo, redo."""

from __future__ import annotations

import getpass
import itertools
from pathlib import Path

import click

from trainerpool.cli.terminal import AS_JSON, PASSPHRASE, POOL, ask_passphrase, desk_of, put_json, read_passphrase, say
from trainerpool.operations.pools import (
    back_up_pool,
    close_pool,
    make_pool,
    restore_pool,
    verify_pool,
    write_recovery_sheet,
)
from trainerpool.problem import Problem
from trainerpool.queries.trail import deeds


@click.command()
@POOL
@PASSPHRASE
@click.option("--recovery-sheet", type=click.Path(path_type=Path), help="Where to write the recovery sheet (24 words).")
@click.option("--person", default=None, help="Who makes it, as the trail will name them.")
def new(pool: Path, passphrase_file: Path | None, recovery_sheet: Path | None, person: str | None) -> None:
    """Make an empty, encrypted pool."""
    passphrase = ask_passphrase(pool, passphrase_file, new=True)
    if recovery_sheet is not None and not pool.exists():
        _try_recovery_sheet(recovery_sheet)
    made = make_pool(pool, person or _user(), passphrase)
    close_pool(made.desk)
    if recovery_sheet is not None:
        write_recovery_sheet(made.words, pool.stem, recovery_sheet)
        say(f"The recovery sheet is in {recovery_sheet}: print it, lock it away, delete the file.")
    say(
        f"{pool.name} is made."
        + ("" if recovery_sheet else " No recovery sheet was written: without the passphrase the pool cannot be read.")
    )


def _try_recovery_sheet(sheet: Path) -> None:
    """Problem where the sheet could not be written, before there is a pool whose 24 words would be lost with it."""
    try:
        sheet.touch(mode=0o600, exist_ok=False)
    except FileExistsError as error:
        raise Problem(
            f"{sheet} is there already, perhaps the recovery sheet of another pool.",
            kept="It was not touched, and no pool was made.",
            todo="Choose another name for the sheet.",
        ) from error
    except OSError as error:
        raise Problem(
            f"The recovery sheet {sheet} could not be written: {error.strerror}.",
            kept="No pool was made.",
            todo="Choose another place for the sheet.",
        ) from error
    sheet.unlink()


@click.command()
@POOL
@PASSPHRASE
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), help="The folder for the copy; else the pool's own backups."
)
@AS_JSON
def backup(pool: Path, passphrase_file: Path | None, folder: Path | None, as_json: bool) -> None:
    """Write a copy of the pool and read it back."""
    with desk_of(pool, passphrase_file) as desk:
        made = back_up_pool(desk, folder)
    if as_json:
        put_json({"backup": made.path, "deeds": made.deeds})
    say(f"Verified copy: {made.path}")


@click.command()
@click.argument("copy", metavar="BACKUP", type=click.Path(path_type=Path))
@click.option("--to", "target", type=click.Path(path_type=Path), required=True, help="The pool to put it back as.")
@click.option(
    "--recovery-file", type=click.Path(path_type=Path), help="A file with the 24 words, where the key file is lost."
)
@PASSPHRASE
def restore(copy: Path, target: Path, recovery_file: Path | None, passphrase_file: Path | None) -> None:
    """Put a backup back; a pool already there is set aside whole."""
    words = None
    if recovery_file is not None:
        try:
            words = words_of_sheet(recovery_file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise Problem(f"The recovery file {recovery_file} cannot be read.", kept="Nothing was changed.") from error
    aside = restore_pool(copy, target, words=words, passphrase=read_passphrase(passphrase_file))
    say(
        f"{target.name} is back as it was in {copy.name}."
        + (f" What was there is kept as {aside.name}." if aside else "")
    )


def words_of_sheet(text: str) -> str:
    """The 24 words, from a sheet as we print it (numbered, three columns) or from bare words."""
    numbered: dict[int, str] = {}
    tokens = text.split()
    for number, word in itertools.pairwise(tokens):
        if number.endswith(".") and number[:-1].isdigit() and word.isalpha():
            numbered[int(number[:-1])] = word
    return " ".join(numbered[key] for key in sorted(numbered)) if numbered else text


@click.command()
@POOL
@PASSPHRASE
@click.option(
    "--against", multiple=True, type=click.Path(path_type=Path), help="A backup whose head must be part of the trail."
)
@AS_JSON
def verify(pool: Path, passphrase_file: Path | None, against: tuple[Path, ...], as_json: bool) -> None:
    """Check file, references, trail and its head; damage exits 1 and says where."""
    if not pool.exists():
        raise Problem(f"There is no pool at {pool}.")
    faults = verify_pool(pool, ask_passphrase(pool, passphrase_file), against)
    if as_json:
        put_json({"whole": not faults, "faults": faults})
    if faults:
        for fault in faults[1:]:
            say(fault)
        raise Problem(
            faults[0], kept="Nothing was changed.", todo="Restore a backup: trainerpool restore BACKUP --to POOL."
        )
    say(f"{pool.name} is whole: pages, references, trail and its head.")


@click.command()
@POOL
@PASSPHRASE
@click.option("--list", "listed", is_flag=True, help="Say what could be undone, latest first.")
@click.option("--steps", default=1, type=click.IntRange(1), help="How many deeds.")
@AS_JSON
def undo(pool: Path, passphrase_file: Path | None, listed: bool, steps: int, as_json: bool) -> None:
    """Undo the last deeds, by name."""
    with desk_of(pool, passphrase_file) as desk:
        if listed:
            names = [
                {"deed": step.seq, "name": step.name, "at": step.at, "by": step.by}
                for step in reversed(desk.store.stacks.undo)
            ]
            put_json(names) if as_json else click.echo("\n".join(f"{item['deed']}  {item['name']}" for item in names))
            return
        done = [desk.undo().name for _ in range(steps)]
    put_json({"undone": done}) if as_json else say("\n".join(done))


@click.command()
@POOL
@PASSPHRASE
@click.option("--steps", default=1, type=click.IntRange(1), help="How many deeds.")
@AS_JSON
def redo(pool: Path, passphrase_file: Path | None, steps: int, as_json: bool) -> None:
    """Redo the deeds undone last."""
    with desk_of(pool, passphrase_file) as desk:
        done = [desk.redo().name for _ in range(steps)]
    put_json({"redone": done}) if as_json else say("\n".join(done))


@click.command("trail")
@POOL
@PASSPHRASE
@click.option("--limit", default=50, type=click.IntRange(1))
@AS_JSON
def trail_command(pool: Path, passphrase_file: Path | None, limit: int, as_json: bool) -> None:
    """What was done lately, by whom."""
    with desk_of(pool, passphrase_file) as desk:
        rows = desk.ask(deeds, limit)
    put_json(rows) if as_json else click.echo(
        "\n".join(f"{row.seq:>6}  {row.at:%Y-%m-%d %H:%M}  {row.by}  {row.name}" for row in rows)
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "Business Unit"
