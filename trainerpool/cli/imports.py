"""Commands that bring a spreadsheet in, and answer the questions it left open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trainerpool.cli.terminal import AS_JSON, PASSPHRASE, POOL, desk_of, put_json, read_json, say
from trainerpool.queries.imports import OpenQuestionRow, open_questions

if TYPE_CHECKING:  # reading spreadsheets is loaded when a command first needs it
    from trainerpool.operations.imports import ImportPlan

_FILE = click.Path(path_type=Path)


@click.command("import")
@POOL
@click.argument("file", type=_FILE)
@click.option("--sheet", "sheets", multiple=True, help="Only this sheet; may be given more than once.")
@click.option("--decide", "decisions", type=_FILE, default=None, help="Answers to its questions (a decisions file).")
@click.option(
    "--no-transfer-approvals", "no_transfer", is_flag=True, help="Do not record a register's approvals as transferred."
)
@click.option("--dry-run", is_flag=True, help="Say what would become of every row; write nothing.")
@PASSPHRASE
@AS_JSON
def import_command(
    pool: Path, file: Path, sheets: tuple[str, ...], decisions: Path | None, no_transfer: bool, dry_run: bool,
    passphrase_file: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Bring a workbook or CSV in, and say for every row what became of it."""
    from trainerpool.operations import imports

    answers = imports.answers_from_json(read_json(decisions, "decisions file")) if decisions is not None else None
    with desk_of(pool, passphrase_file) as desk:
        plan = imports.plan_import(desk, file, answers, transfer=not no_transfer, sheets=sheets or None)
        done = None if dry_run else imports.import_plan(desk, plan)
    if as_json:
        put_json(plan.document() | {"dry_run": dry_run, "deed": done.seq if done is not None else None})
    _tell(plan, dry_run=dry_run)


def _tell(plan: ImportPlan, *, dry_run: bool) -> None:
    totals = plan.totals
    counts = ", ".join(f"{number} {outcome.replace('_', ' ')}" for outcome, number in totals.items())
    say(f"{plan.file_name}: {counts}." + (" Nothing was written (dry run)." if dry_run else ""))
    if plan.transfers:
        say(f"{plan.transfers} approvals recorded as transferred from this register.")
    for sentence in plan.lost:
        say(sentence)
    for gone in plan.vanished:
        say(f"No longer in the file, kept in the pool: {gone.what} ({', '.join(gone.rows)}).")
    for row in plan.rows:
        if row.changes:
            say(f"{row.sheet} row {row.row}, {row.what}: {'; '.join(row.changes)}.")
    for question in plan.questions:
        say(f"Asked: {question.text}")
        _tell_answers(question.section, question.about, tuple((one.value, one.words) for one in question.options))
    if plan.questions and not dry_run:
        say("Answer them now or later: trainerpool decide POOL --decide FILE.")


def _tell_answers(section: str, about: str, options: tuple[tuple[str, str], ...]) -> None:
    if section == "people":
        rows = ", ".join(f'"{row}"' for row in about.split("|"))
        say(f'    "people": [{{"rows": [{rows}], "same": true or false}}]')
        return
    say(f'    "{section}": {{"{about}": "..."}}' + (":" if options else ""))
    for value, words in options:
        say(f"        {value}" + (f"  ({words})" if words and words != value else ""))


@click.command("decide")
@POOL
@click.option("--list", "listed", is_flag=True, help="The questions still open (also without any option).")
@click.option("--decide", "decisions", type=_FILE, default=None, help="A decisions file with answers.")
@PASSPHRASE
@AS_JSON
def decide_command(
    pool: Path, listed: bool, decisions: Path | None, passphrase_file: Path | None, as_json: bool
) -> None:
    """The questions imports left open, and their answers."""
    from trainerpool.operations import imports

    if listed and decisions is not None:
        raise click.UsageError("Give --list or --decide FILE, not both.")
    answers = imports.answers_from_json(read_json(decisions, "decisions file")) if decisions is not None else None
    with desk_of(pool, passphrase_file) as desk:
        if answers is None:
            left, body = desk.ask(open_questions), {}
        else:
            decided = imports.decide(desk, answers)
            left = decided.left
            body = {
                "answered": decided.answered,
                "deeds": [done.seq for done in decided.done if done.seq is not None],
                "imports": [plan.document() for plan in decided.plans],
            }
            say(f"{decided.answered} answered, {len(left)} still open.")
    if as_json:
        put_json(body | {"questions": [_document(row) for row in left]})
        return
    for row in left:
        click.echo(f"{row.file_name}: {row.text}")
        _tell_answers(row.section, row.about, row.options)


def _document(row: OpenQuestionRow) -> dict[str, Any]:
    return {
        "file": row.file_name, "id": row.key, "kind": row.kind, "text": row.text, "cells": row.cells, "rows": row.rows,
        "section": row.section, "about": row.about, "default": row.default,
        "options": [{"value": value, "words": words} for value, words in row.options],
    }  # fmt: skip
