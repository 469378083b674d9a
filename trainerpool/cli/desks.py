"""The commands of offline exchange: hand out carry files, work at a desk without a window, take returns in."""

from __future__ import annotations

import contextlib
import re
from datetime import date
from pathlib import Path
from typing import Any

import click

from trainerpool.cli.terminal import AS_JSON, DAY, PASSPHRASE, POOL, ask_passphrase, desk_of, put_json, read_json, say
from trainerpool.domain import offers
from trainerpool.domain.dates import count_of, in_words
from trainerpool.operations.availability import mark_away
from trainerpool.operations.carrying.at_desk import inside_held, known_as_taken_in, open_carry_file, open_return_file
from trainerpool.operations.carrying.handing_out import hand_out, hand_out_all, prepare_carry
from trainerpool.operations.carrying.sending import send_return, the_held_file
from trainerpool.operations.carrying.taking_in import ReadReturn, plan_of_return, receive_return, take_in_return, told
from trainerpool.operations.carrying.visit_records import record_visit
from trainerpool.operations.desk import Desk
from trainerpool.operations.desk_deeds.asking import answer_availability
from trainerpool.operations.offers import respond
from trainerpool.operations.pools import close_pool
from trainerpool.operations.trust import open_profile, profile_path
from trainerpool.problem import Problem
from trainerpool.queries.carrying import Inside
from trainerpool.queries.desk_pages import CallRow, my_availability, my_standing, to_send
from trainerpool.queries.desk_sessions import MySessionRow, my_sessions
from trainerpool.queries.observations import observations
from trainerpool.queries.returns import ReturnPlan

_FILE = click.Path(path_type=Path)
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")


@click.command("carry")
@POOL
@click.option("--for", "person", default=None, help="Whom it is for: an id, or the name.")
@click.option(
    "--all", "everybody", is_flag=True, help="Everybody with keys and something to do; --to is then a folder."
)
@click.option("--to", "target", type=_FILE, default=None, help="The carry file to be written (.tpcarry), or a folder.")
@click.option("--from", "start", type=DAY, default=None, help="The first day; today when not given.")
@click.option("--to-date", "end", type=DAY, default=None, help="The last day; as policy says when not given.")
@click.option(
    "--opens-until", type=DAY, default=None, help="The last day it is meant for; as policy says when not given."
)
@click.option("--without-files", is_flag=True, help="Leave the files of the packs out, by name and size.")
@click.option(
    "--drafts", is_flag=True, help="With --all: an e-mail draft (.eml) beside each file, with the file in it."
)
@click.option("--dry-run", is_flag=True, help="Only say what would be inside.")
@PASSPHRASE
@AS_JSON
def carry_command(
    pool: Path, person: str | None, everybody: bool, target: Path | None, start: date | None, end: date | None,
    opens_until: date | None, without_files: bool, drafts: bool, dry_run: bool, passphrase_file: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Write a carry file: what one trainer or observer needs offline, sealed for them alone."""
    if everybody is (person is not None):
        raise click.UsageError("Say whom it is for with --for, or --all.")
    if target is None and not (dry_run and person):
        raise click.UsageError("Say where it goes with --to.")
    with desk_of(pool, passphrase_file) as desk:
        if everybody and target is not None:
            _carry_all(desk, target, (start, end), with_files=not without_files, drafts=drafts, as_json=as_json)
            return
        prepared = prepare_carry(desk, person or "", start, end, opens_until=opens_until, with_files=not without_files)
        content = prepared.content
        if not dry_run and target is not None:
            hand_out(desk, prepared, target)
    if as_json:
        put_json({
            "person": content.name, "person_id": content.person, "number": content.number, "file_id": content.file,
            "start": content.start, "end": content.end, "opens_until": content.opens_until, "inside": prepared.inside,
            "file": None if dry_run else target,
        })  # fmt: skip
    say(f"Carry file number {content.number} for {content.name}{' would hold' if dry_run else ''}:")
    _say_inside(prepared.inside)
    if not dry_run:
        say(f"{target} opens at {content.name}’s desk only. What was sent cannot be called back.")


def _carry_all(
    desk: Desk, folder: Path, days: tuple[date | None, date | None], *, with_files: bool, drafts: bool, as_json: bool
) -> None:
    def tell(done: int, of: int, name: str) -> None:
        say(f"{done} of {of}{f': {name}' if name else ''}")

    result = hand_out_all(desk, folder, *days, with_files=with_files, drafts=drafts, told=tell).result
    if as_json:
        put_json({"files": [{"person_id": who, "file": path} for who, path in result.files], "left": list(result.left)})
    say(f"{count_of(len(result.files), 'carry file')} in {folder}{', each with an e-mail draft' if drafts else ''}.")
    for sentence in result.left:
        say(sentence)


def _say_inside(inside: Inside) -> None:
    for line in inside.lines:
        say(f"  {line}")
    for name in inside.files:
        say(f"  File: {name}")
    for name in inside.without:
        say(f"  Left out: {name}")


@click.command("desk")
@click.argument("file", type=_FILE)
@click.option("--profile", type=_FILE, required=True, help="The folder of your own desk.")
@PASSPHRASE
@click.option("--accept", "accepted", multiple=True, help="Accept the place on a session, by its id.")
@click.option("--decline", "declined", multiple=True, help="Decline the place on a session, by its id.")
@click.option("--reason", default=None, help=f"Why it is declined: {', '.join(offers.DECLINE_REASONS)}, or words.")
@click.option("--unavailable", multiple=True, metavar="FROM..TO", help="Days you are away, both included.")
@click.option("--availability-told", is_flag=True, help="You have said when you are free: calls for it are answered.")
@click.option("--observation", "seen", type=_FILE, multiple=True, help="A JSON file that tells a visit.")
@click.option("--send", "target", type=_FILE, default=None, help="The return to be written (.tpreturn).")
@AS_JSON
def desk_command(
    file: Path, profile: Path, passphrase_file: Path | None, accepted: tuple[str, ...], declined: tuple[str, ...],
    reason: str | None, unavailable: tuple[str, ...], availability_told: bool, seen: tuple[Path, ...], target: Path | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Open a carry file at your own desk: see your sessions, answer, be away, record a visit, send a return."""
    away = [_range(one) for one in unavailable]
    if reason is not None and not declined:
        raise click.UsageError("A reason goes with --decline.")
    told_visits = [read_json(one, "observation") for one in seen]
    desk = open_profile(profile, ask_passphrase(profile_path(profile), passphrase_file))
    try:
        opened = open_carry_file(desk, file)
        for sentence in opened.said:
            say(sentence)
        held = the_held_file(desk)
        if held.is_to_wipe(desk.today):
            say("It ran out over 30 days ago: consider deleting this desk, once everything is sent.")
        calls = _open_calls(desk, held.person) if availability_told else []
        several = len(accepted) + len(declined) + len(away) + len(seen) + len(calls) > 1
        with desk.together("Answer at the desk") if several else contextlib.nullcontext():
            _do(desk, held.person, accepted, declined, reason, away, told_visits)
            for call in calls:
                answer_availability(desk, call.id, held.person)
        sent = send_return(desk, target) if target is not None else None
        if as_json:
            put_json(_document(desk, held.person))
        else:
            _show(desk, held.person)
        if sent is not None:
            say(f"{count_of(sent.changes, 'change')} in {sent.path}: send it to the Business Unit.")
    finally:
        close_pool(desk)


def _open_calls(desk: Desk, me: str) -> list[CallRow]:
    """The calls for availability that the holder has not answered."""
    return [one for one in desk.ask(my_availability, me, desk.today).calls if one.answered_on is None]


def _do(
    desk: Desk, me: str, accepted: tuple[str, ...], declined: tuple[str, ...], reason: str | None,
    away: list[tuple[date, date]], visits: list[Any],
) -> None:  # fmt: skip
    for session in accepted:
        respond(desk, session, me, accepted=True)
    category = reason if reason in offers.DECLINE_REASONS else None
    for session in declined:
        respond(desk, session, me, accepted=False, category=category, reason=None if category else reason)
    for start, end in away:
        mark_away(desk, me, start, end)
    for visit in visits:
        if not isinstance(visit, dict):
            raise Problem("An observation is one JSON object.", kept="Nothing was changed.")
        record_visit(desk, visit)


def _range(text: str) -> tuple[date, date]:
    match = _RANGE.fullmatch(text)
    try:
        if match is None:
            raise ValueError(text)  # noqa: TRY301 - one answer for every kind of wrong range
        return date.fromisoformat(match[1]), date.fromisoformat(match[2])
    except ValueError as error:
        raise click.UsageError(f"{text!r} is no range of days (YYYY-MM-DD..YYYY-MM-DD).") from error


def _document(desk: Desk, me: str) -> dict[str, Any]:
    held, own = the_held_file(desk), desk.ask(my_sessions, me, desk.today)
    sending = desk.ask(to_send)
    found = desk.ask(my_standing, me, desk.today)
    return {
        "person": held.name, "person_id": held.person, "pool": held.pool_name, "number": held.number,
        "issued_on": held.issued_on, "opens_until": held.opens_until, "expired": held.is_expired(desk.today),
        "offer_to_wipe": held.is_to_wipe(desk.today), "inside": inside_held(desk),
        "asked": [_session(one) for one in own.asked], "coming": [_session(one) for one in own.coming],
        "waiting": [_session(one) for one in own.waiting], "delivered": [_session(one) for one in own.delivered],
        "unavailable": [{"from": one.start, "to": one.end} for one in desk.ask(my_availability, me, desk.today).absences],
        "calls": [
            {"call": one.id, "from": one.start, "to": one.end, "answer_by": one.answer_by, "answered_on": one.answered_on}
            for one in desk.ask(my_availability, me, desk.today).calls
        ],
        "standing": {"told": found.told.get("summary"), "now": found.now.summary} if found.told else None,
        "visits": [
            {"observation": one.id, "visit": one.visit_id, "session": one.session_id, "trainer": one.trainer, "on": one.on, "state": one.state.value}
            for one in desk.ask(observations, desk.today) if one.person_id != me
        ],
        "to_send": [{"text": row.text, "sent": row.is_sent} for row in sending.rows] if sending else [],
    }  # fmt: skip


def _session(row: MySessionRow) -> dict[str, Any]:
    return {
        "session": row.id, "title": row.title, "day": row.day, "times": row.times, "place": row.place, "role": row.role,
        "state": row.state, "answer_by": row.answer_by, "with": list(row.with_whom),
    }  # fmt: skip


def _show(desk: Desk, me: str) -> None:
    held, own = the_held_file(desk), desk.ask(my_sessions, me, desk.today)
    click.echo(f"{held.name}, {held.pool_name}. Carry file number {held.number} of {in_words(held.issued_on)}.")
    for title, rows in (("Asked of you", own.asked), ("Coming", own.coming), ("Waiting for agreement", own.waiting)):
        if rows:
            click.echo(f"{title}:")
        for row in rows:
            until = f", answer by {in_words(row.answer_by)}" if row.answer_by else ""
            click.echo(f"  {row.day_text} {row.times}  {row.title}, {row.place}, {row.role_words}{until}  [{row.id}]")
    for call in _open_calls(desk, me):
        days = f"{in_words(call.start)} to {in_words(call.end)}"
        click.echo(f"When are you free from {days}? Answer by {in_words(call.answer_by)} (--availability-told).")
    for one in desk.ask(observations, desk.today):
        if one.person_id != me:
            click.echo(f"  Visit: {one.trainer}, {in_words(one.on)}: {one.state.value}  [{one.visit_id}]")
    sending = desk.ask(to_send)
    if sending and sending.rows:
        click.echo("To send:")
        for said in sending.rows:
            click.echo(f"  {said.text}{' (sent)' if said.is_sent else ''}")


@click.command("return")
@click.argument("file", type=_FILE)
@click.option("--into", "pool", type=_FILE, required=True, help="The pool it is for.")
@click.option("--plan", "plan_only", is_flag=True, help="Only say what taking it in would do.")
@click.option("--accept", is_flag=True, help="Take it in: all that is ready, as one deed.")
@click.option(
    "--clashes",
    type=click.Choice(["pool", "return"]),
    default="pool",
    help="Whose side is taken where both changed the same.",
)
@PASSPHRASE
@AS_JSON
def return_command(
    file: Path, pool: Path, plan_only: bool, accept: bool, clashes: str, passphrase_file: Path | None, as_json: bool
) -> None:
    """Take in what came back: a return is planned and taken in as one deed; a reply makes its keys known."""
    if plan_only and accept:
        raise click.UsageError("--plan or --accept, not both.")
    with desk_of(pool, passphrase_file) as desk:
        if known_as_taken_in(desk, file):
            if as_json:
                put_json({"outcome": "already taken in"})
            say(f"{file.name}: already taken in.")
            return
        found = open_return_file(desk, file, take_replies=not plan_only)
        if not isinstance(found, ReadReturn):
            if as_json:
                put_json({"outcome": "already taken in" if found.already else "reply taken in"})
            say(found.text)
            return
        if found.is_taken_in:
            if as_json:
                put_json({"outcome": "already taken in"})
            say(f"{file.name}: already taken in.")
            return
        plan = plan_of_return(desk, found)
        outcome = _settle(desk, found, plan_only=plan_only, accept=accept, clashes=clashes)
    if as_json:
        put_json({"outcome": outcome, "person": plan.name, "person_id": plan.person_id, "items": _items(plan)})
    for row in plan.rows:
        click.echo(f"{row.fate.value:<10} {row.text} {row.why}".rstrip(), err=as_json)
        for clash in row.clashes:
            click.echo(
                f"           {clash.field}: pool {clash.pool}, return {clash.returned}, before {clash.before}",
                err=as_json,
            )
    say(plan.summary)


def _settle(desk: Desk, found: ReadReturn, *, plan_only: bool, accept: bool, clashes: str) -> str:
    """Do with a return what was asked; gives what became of it."""
    if plan_only:
        return "planned"
    if not accept:
        receive_return(desk, found)
        say("It waits in the pool; --accept takes it in.")
        return "waiting"
    done = take_in_return(desk, found, clashes=clashes)
    say(told(done))
    for sentence in done.result.left:
        say(f"Left out: {sentence}")
    return "taken in"


def _items(plan: ReturnPlan) -> list[dict[str, Any]]:
    return [
        {
            "key": row.key, "text": row.text, "detail": row.detail, "fate": row.fate, "why": row.why,
            "clashes": [
                {"field": one.field, "before": one.before, "pool": one.pool, "return": one.returned} for one in row.clashes
            ],
        }
        for row in plan.rows
    ]  # fmt: skip
