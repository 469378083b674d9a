"""The command that says where everybody stands on a day, and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from trainerpool.cli.terminal import AS_JSON, DAY, PASSPHRASE, POOL, desk_of, put_json
from trainerpool.problem import Problem
from trainerpool.queries.standings import TrainerRow, trainers


@click.command()
@POOL
@PASSPHRASE
@click.option("--on", type=DAY, default=None, help="The day; today when not given.")
@click.option("--trainer", default=None, help="One trainer, by id or name.")
@AS_JSON
def standing(pool: Path, passphrase_file: Path | None, on: date | None, trainer: str | None, as_json: bool) -> None:
    """Where everybody stands on a day, with reasons."""
    with desk_of(pool, passphrase_file) as desk:
        day = on or desk.today
        rows = [
            row
            for row in desk.ask(trainers, day)
            if trainer is None or trainer.casefold() in {row.id, row.person.name.casefold()}
        ]
    if trainer is not None and not rows:
        raise Problem(f"Nobody in the pool is called {trainer!r}.")
    if as_json:
        put_json({"on": day, "standings": [_document(row) for row in rows]})
        return
    for row in rows:
        click.echo(f"{row.person.listed}: {row.standing.summary}")
        for reason in row.standing.reasons if trainer else ():
            click.echo(f"    {reason.text}{' ' + reason.detail if reason.detail else ''}")


def _document(row: TrainerRow) -> dict[str, Any]:
    found = row.standing
    return {
        "trainer": row.person.name,
        "trainer_id": row.id,
        "state": found.state.value,
        "stage": found.stage or None,
        "on_notice_until": found.on_notice_until,
        "approved_from": found.approved_from,
        "approved_until": found.approved_until,
        "transferred": found.transferred,
        "may_deliver": found.may_deliver,
        "courses": list(row.may_deliver),
        "courses_ever": list(row.courses),
        "summary": found.summary,
        "next_due": [{"what": due.what, "by": due.by} for due in found.next_due],
        "reasons": [f"{reason.text} {reason.detail}".strip() for reason in found.reasons],
    }
