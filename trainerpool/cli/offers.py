"""The command that lists offers and writes their drafts."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import click

from trainerpool.cli.terminal import AS_JSON, DAY, PASSPHRASE, POOL, desk_of, put_json, say
from trainerpool.domain.dates import count_of
from trainerpool.exchange.letters import LetterKind
from trainerpool.operations.desk import Desk
from trainerpool.operations.offers import send_offers
from trainerpool.queries.offers import GROUPS, OfferRow, offers
from trainerpool.reports.offer_letters import ASKING, Letter, calls_for, offer_letters, write_drafts


@click.command("offers")
@POOL
@PASSPHRASE
@click.option("--from", "start", type=DAY, default=None, help="The first day; today when not given.")
@click.option("--to", "end", type=DAY, default=None, help="The last day.")
@click.option(
    "--drafts",
    type=click.Path(path_type=Path),
    default=None,
    help="Write an e-mail draft (.eml) for each trainer here.",
)
@click.option(
    "--letter", type=click.Choice([one.value for one in LetterKind]), default=LetterKind.OFFER.value, help="Which letter the drafts are."
)  # fmt: skip
@click.option("--record", is_flag=True, help="Record the offers as made (with --letter reminder: as made again).")
@AS_JSON
def offers_command(
    pool: Path, passphrase_file: Path | None, start: date | None, end: date | None, drafts: Path | None, letter: str, record: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """List who was offered what and how it stands; write the letters as e-mail drafts."""
    kind = LetterKind(letter)
    if record and kind not in ASKING:
        raise click.UsageError("Only a letter that asks for an answer can be recorded.")
    with desk_of(pool, passphrase_file) as desk:
        rows = desk.ask(offers, desk.today, start, end)
        wanted = [row for row in rows if calls_for(row, kind)]
        letters = offer_letters(desk.ask, kind, wanted, desk.person, desk.clock.now(), desk.today)
        written = write_drafts(letters, drafts) if drafts is not None else ()
        told = _record(desk, kind, rows, start, end) if record else None
        if told is not None:
            rows = desk.ask(offers, desk.today, start, end)
    if as_json:
        paths: list[str | None] = [str(path) for path in written] or [None] * len(letters)
        document: dict[str, Any] = {"offers": [_offer(row) for row in rows]}
        document["letters"] = [_letter(one, path) for one, path in zip(letters, paths, strict=True)]
        put_json(document)
    _tell(rows, letters, written, kind)
    if told is not None:
        say(f"{told}.")


def _record(desk: Desk, kind: LetterKind, rows: tuple[OfferRow, ...], start: date | None, end: date | None) -> str:
    last = end or max((row.session.first_date for row in rows), default=desk.today)
    done = send_offers(desk, from_=start or desk.today, to=last, again=kind is not LetterKind.OFFER)
    for sentence in done.result.left:
        say(f"Left out: {sentence}")
    return done.name


def _offer(row: OfferRow) -> dict[str, Any]:
    """One place as JSON; why somebody declined is theirs, and stays in the pool."""
    return {
        "session": row.session.id, "title": row.session.title, "start": row.session.parts[0].moment(), "trainer": row.trainer.name,
        "trainer_id": row.trainer.id, "role": row.role, "state": row.state, "offered_on": row.offered_on, "answer_by": row.answer_by,
        "working_days_waiting": row.waiting, "working_days_late": row.late, "to_tell": row.to_tell,
    }  # fmt: skip


def _letter(one: Letter, path: str | None) -> dict[str, Any]:
    return {
        "kind": one.kind.value, "trainer": one.name, "trainer_id": one.trainer, "to": one.draft.address if one.draft.has_address else None,
        "subject": one.draft.subject, "sessions": [row.session.id for row in one.places], "answer_by": one.answer_by, "file": path,
    }  # fmt: skip


def _tell(rows: tuple[OfferRow, ...], letters: tuple[Letter, ...], written: tuple[Path, ...], kind: LetterKind) -> None:
    counted = Counter(row.group for row in rows)
    said = ", ".join(f"{counted[group]} {group}" for group in GROUPS if counted[group])
    say(f"{count_of(len(rows), 'place')}: {said}." if said else "No place is proposed, offered or answered there.")
    if written:
        say(
            f"{count_of(len(written), 'draft')} ({kind.value}) in {written[0].parent}. Whoever has the files can read them."
        )
        without = [one.name for one in letters if not one.draft.has_address]
        if without:
            say(f"No e-mail address is on record for {', '.join(without)}: the draft has no recipient yet.")
