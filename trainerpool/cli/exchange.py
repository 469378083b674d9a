"""The commands of trust: invite somebody, join with an invitation, end the trust in somebody's keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from trainerpool.cli.terminal import AS_JSON, DAY, PASSPHRASE, POOL, ask_passphrase, desk_of, put_json, say
from trainerpool.domain.dates import in_words
from trainerpool.host.files import write_whole
from trainerpool.operations.carrying.first_contact import invite_with_assignments, lay_first
from trainerpool.operations.pools import close_pool
from trainerpool.operations.trust import (
    invite,
    join,
    profile_path,
    read_exchange_file,
    revocation_consequences,
    revoke_keys,
)
from trainerpool.problem import Problem
from trainerpool.queries.trust import name_of

_FILE = click.Path(path_type=Path)
SECRET_FILE = click.option(
    "--secret-file", type=_FILE, required=True, help="The file with the six words of the invitation, on its first line."
)
_MOST_SECRET = 10_000


@click.command("invite")
@POOL
@click.option("--for", "person", required=True, help="Who is invited: an id, or the name.")
@click.option("--to", "target", type=_FILE, required=True, help="The invitation to be written, to be sent to them.")
@SECRET_FILE
@click.option("--from", "start", type=DAY, help="First day of the assignments that go along; else today.")
@click.option("--to-date", "end", type=DAY, help="Last day of them; else as policy says.")
@click.option("--keys-only", is_flag=True, help="Without assignments: a carry file follows.")
@PASSPHRASE
@AS_JSON
def invite_command(
    pool: Path,
    person: str,
    target: Path,
    secret_file: Path,
    start: date | None,
    end: date | None,
    keys_only: bool,
    passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """Invite somebody to make keys on their own computer, with six words told by telephone."""
    if target.absolute() == secret_file.absolute():
        raise Problem("The invitation and its words cannot be one file.", kept="Nothing was written.")
    with desk_of(pool, passphrase_file) as desk:

        def write(data: bytes, words: str) -> None:
            _write_both(target, data, secret_file, words)

        invited = invite(desk, person, write) if keys_only else invite_with_assignments(desk, person, write, start, end)
    if as_json:
        put_json({"person": invited.name, "person_id": invited.person_id, "file": target, "until": invited.until})
    for sentence in (*invited.consequences, f"Invitation: {target}", f"The words: {secret_file}"):
        say(sentence)


@click.command("join")
@click.argument("file", type=_FILE)
@SECRET_FILE
@click.option("--profile", type=_FILE, required=True, help="The folder for your own desk, encrypted.")
@click.option("--to", "reply", type=_FILE, required=True, help="The reply to be written, to be sent back.")
@PASSPHRASE
def join_command(file: Path, secret_file: Path, profile: Path, reply: Path, passphrase_file: Path | None) -> None:
    """Open an invitation with its words, make your keys and your desk, and write the reply."""
    data, words = read_exchange_file(file), _words(secret_file)
    path = profile_path(profile)
    joined = join(data, words, profile, ask_passphrase(path, passphrase_file, new=not path.exists()))
    try:
        write_whole(reply, joined.reply)
        laid = lay_first(joined)
    finally:
        close_pool(joined.desk)
    say("Joined already; this is the same reply once more." if joined.again else f"Your desk is made in {profile}.")
    if laid.is_new:
        say("What the Business Unit sent along with the invitation is on it.")
    say(f"Send {reply} to the Business Unit: it has to be taken in by {in_words(joined.until)}.")
    for sentence in laid.said:
        say(sentence)


@click.command("revoke")
@POOL
@click.option("--person", required=True, help="Whose keys: an id, or the name.")
@click.option("--why", help="The reason, kept in the pool.")
@PASSPHRASE
def revoke_command(pool: Path, person: str, why: str | None, passphrase_file: Path | None) -> None:
    """End the trust in somebody's keys; files sent to them cannot be called back."""
    with desk_of(pool, passphrase_file) as desk:
        done = revoke_keys(desk, person, why)
        name = desk.ask(name_of, done.record or "")
        for sentence in revocation_consequences(name, desk.today):
            say(sentence)


def _write_both(target: Path, data: bytes, secret_file: Path, words: str) -> None:
    """Both files or neither."""
    write_whole(secret_file, f"{words}\n".encode())
    try:
        write_whole(target, data)
    except BaseException:
        secret_file.unlink(missing_ok=True)
        raise


def _words(file: Path) -> str:
    """The first line of the file with the words."""
    try:
        with file.open(encoding="utf-8-sig") as lines:
            return lines.readline(_MOST_SECRET)
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"The file with the words, {file}, cannot be read.", kept="Nothing was opened.") from error
