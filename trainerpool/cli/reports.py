"""Commands that write files from the pool: export, report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from trainerpool.cli.terminal import AS_JSON, DAY, PASSPHRASE, POOL, desk_of, put_json, say
from trainerpool.domain.dates import count_of
from trainerpool.operations.desk import Desk
from trainerpool.operations.proposals import why_empty
from trainerpool.problem import Problem
from trainerpool.queries.findings import findings_between
from trainerpool.queries.people import people
from trainerpool.queries.sessions import sessions
from trainerpool.queries.settings import terms
from trainerpool.reports.calendars import trainer_calendar, write_calendar
from trainerpool.reports.exports import ENDINGS, KINDS, export, records_of
from trainerpool.reports.periods import parse_period
from trainerpool.reports.registry import REPORTS, build_report, write_report
from trainerpool.reports.writing import write_document


@click.command("export")
@POOL
@click.argument("kind", type=click.Choice(sorted(KINDS)))
@PASSPHRASE
@click.option(
    "--to", "to", type=click.Path(path_type=Path), help=f"The file: {', '.join(ENDINGS)}; sessions also .ics."
)
@click.option("--on", type=DAY, default=None, help="Standings and agencies of this day; today when not given.")
@click.option("--trainer", default=None, help="With sessions and .ics: only this trainer's, by id or name.")
@AS_JSON
def export_command(
    pool: Path,
    kind: str,
    passphrase_file: Path | None,
    to: Path | None,
    on: date | None,
    trainer: str | None,
    as_json: bool,
) -> None:
    """Write every record of a kind to a file."""
    if to is None and not as_json:
        raise click.UsageError("Say where: --to FILE, or --json for stdout.")
    with desk_of(pool, passphrase_file) as desk:
        day = on or desk.today
        if to is not None and trainer is not None and to.suffix.lower() == ".ics":
            write_calendar(trainer_calendar(desk.ask, _trainer_id(desk, trainer), desk.clock.now()), to)
            say(f"The sessions of {trainer} are in {to}.")
            return
        found = _findings(desk) if kind in {"sessions", "allocations"} else {}
        ask_findings = (lambda session: found.get(session, {})) if found else None
        if to is not None:
            count = export(desk.ask, kind, to, day, findings=ask_findings, stamp=desk.clock.now())
            say(f"{_said(count, kind, to)} in {to}. Whoever has the file can read it.")
        if as_json:
            put_json(records_of(desk.ask, kind, day, findings=ask_findings))


def _said(count: int, kind: str, to: Path) -> str:
    """As in "1 session is" and "323 pieces of evidence are"; a calendar holds every day of a session by itself."""
    nouns = {"evidence": ("piece of evidence", "pieces of evidence"), "availability": ("time away", "times away"), "trail": ("change", "changes"),
             "agencies": ("agency", "agencies"), "materials": ("version", "versions")}  # fmt: skip
    noun, plural = nouns.get(kind, (kind.removesuffix("s"), ""))
    if to.suffix.lower() == ".ics":
        noun, plural = "day of sessions", "days of sessions"
    return f"{count_of(count, noun, plural)} {'is' if count == 1 else 'are'}"


def _findings(desk: Desk) -> dict[str, dict[str, list[str]]]:
    """Session -> allocation -> what the rules find against it, over every session that has a team."""
    staffed = [row for row in desk.ask(sessions) if row.trainers]
    if not staffed:
        return {}
    days = [row.first_date for row in staffed]
    by_pair = desk.ask(findings_between, min(days), max(days), desk.today)
    return {row.id: {one.id: by_pair.get((row.id, one.person_id), []) for one in row.team} for row in staffed}


def _trainer_id(desk: Desk, trainer: str) -> str:
    found = [
        row.id
        for row in desk.ask(people, desk.today)
        if trainer in {row.id, row.name} or trainer.casefold() == row.name.casefold()
    ]
    if len(found) != 1:
        raise Problem(
            f"{'Nobody' if not found else 'More than one'} in the pool is called {trainer!r}.", todo="Give the id."
        )
    return found[0]


@click.command()
@POOL
@click.argument("name", type=click.Choice(sorted(REPORTS)))
@PASSPHRASE
@click.option("--period", default="", help="2027-01, 2027, 2027-01-11..2027-03-26, a day, or a term's name.")
@click.option(
    "--to", "to", type=click.Path(path_type=Path), required=True, help="The file: .pdf .docx .xlsx .csv .json."
)
@click.option("--trainer", default=None, help="For a report about one trainer: id or name.")
@click.option("--session", default=None, help="For a report about one session: its id.")
@click.option("--observation", default=None, help="For the written copy of one observation: its id.")
def report(
    pool: Path, name: str, passphrase_file: Path | None, period: str, to: Path, trainer: str | None, session: str | None,
    observation: str | None,
) -> None:  # fmt: skip
    """Write a report."""
    with desk_of(pool, passphrase_file) as desk:
        days = parse_period(period or desk.today.isoformat(), desk.ask(terms))
        person = _trainer_id(desk, trainer) if trainer else None
        reasons = why_empty(desk, days.start, days.end) if name == "term-staffing" else None
        if observation is not None:
            write_document(build_report(desk.ask, name, days, desk.today, observation=observation), to)
        else:
            write_report(desk.ask, name, days, to, desk.today, session=session, trainer=person, reasons=reasons)
    say(f"{REPORTS[name].title} is in {to}.")
