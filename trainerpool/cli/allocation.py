"""Commands that staff sessions: allocate, respond, and the engine alone."""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import click

from trainerpool.allocation.files import result_document, solve_file
from trainerpool.cli.terminal import AS_JSON, DAY, PASSPHRASE, POOL, desk_of, put_json, say
from trainerpool.domain.offers import DECLINE_REASONS
from trainerpool.host.files import write_whole
from trainerpool.operations import allocations
from trainerpool.operations.proposals import (
    Proposal,
    propose,
    state_problem,
    what_would_help,
    whose_training_would_help,
)
from trainerpool.operations.repairs import (
    Repaired,
    chain_words,
    confirm_repair,
    propose_repair,
    repair_chains,
    repair_of,
)
from trainerpool.problem import Problem
from trainerpool.queries.allocation_problem import AllocationProblem

# What starting took is part of the time given: a processor was at it for so long at the least.
_STARTED = time.monotonic() - time.process_time()


@click.command()
@POOL
@PASSPHRASE
@click.option("--from", "start", type=DAY, required=True)
@click.option("--to", "end", type=DAY, required=True)
@click.option("--seconds", default=10.0, type=click.FloatRange(0.1), help="How long the search may take.")
@click.option("--seed", default=0, type=int)
@click.option("--explain", is_flag=True, help="Say why each is chosen and why each empty place is empty.")
@click.option(
    "--confirm", is_flag=True, help="Confirm what passes every rule; the rest stays proposed, with the reason."
)
@click.option(
    "--repair", is_flag=True, help="Mend only what came undone, with the fewest changes: who was asked stays."
)
@click.option("--session", default=None, help="With --repair: just this session (id or reference), as one added too.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the proposal here as JSON.")
@AS_JSON
def allocate(
    pool: Path, passphrase_file: Path | None, start: date, end: date, seconds: float, seed: int, explain: bool, confirm: bool,
    repair: bool, session: str | None, out: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Propose who delivers what between two days, with reasons."""
    if session is not None and not repair:
        raise click.UsageError("--session goes with --repair.")
    with desk_of(pool, passphrase_file) as desk:
        problem = state_problem(desk, start, end)
        if repair:
            found = propose_repair(*repair_of(problem, desk.today, _asked(problem, session)), seconds=seconds)
        else:
            found = propose(problem, seconds=seconds, seed=seed)
        document = proposal_document(found) | (_repair_document(found) if repair else {})
        if out is not None:  # before anything is confirmed: where it cannot be kept, nothing happens
            write_whole(out, _written(document))
        if explain:
            _add_help(document, found, desk.today)
        if confirm and repair:
            mended = confirm_repair(desk, found).result if found.broken else Repaired(0, 0)
            document["confirmed"] = {"places": mended.places, "moved": mended.moved}
        elif confirm:
            done = allocations.confirm_proposal(desk, found.problem, found.plan)
            document["confirmed"] = {
                "sessions": done.result.sessions,
                "places": done.result.places,
                "left": done.result.left,
            }
    if out is not None and confirm:
        write_whole(out, _written(document))
    if as_json:
        put_json(document)
    if repair:
        _tell_repair(found, confirmed=confirm)
        return
    _tell(found, document if explain else None)
    if confirm:
        told = document["confirmed"]
        say(
            f"Confirmed: {told['sessions']} sessions, {told['places']} places; {len(told['left'])} sessions stay proposed."
        )


def _asked(problem: AllocationProblem, session: str | None) -> tuple[str, ...]:
    """The id of the session asked for by id or reference; none where none is named. Problem for an unknown one."""
    if session is None:
        return ()
    found = [key for key in problem.asked if session in (key, problem.sessions[key].reference)]
    if not found:
        raise Problem(
            f"No session {session} is planned in these days.", todo="Look at its id or reference, and the days."
        )
    return tuple(found[:1])


def _repair_document(found: Proposal) -> dict[str, Any]:
    """What came undone, and for each place filled again who comes, and who comes where they were."""
    return {
        "repair": {
            "broken": [
                {"session": one.session, "trainer": one.trainer or None, "trainer_name": one.name or None, "why": one.why}
                for one in found.broken
            ],
            "chains": [
                [
                    {"session": step.session, "trainer": step.comes.trainer, "role": step.comes.role, "leaves": step.leaves or None}
                    for step in chain
                ]
                for chain in repair_chains(found)
            ],
            "changes": found.result.terms["change"],
            "text": list(chain_words(found)),
        }
    }  # fmt: skip


def _tell_repair(found: Proposal, *, confirmed: bool) -> None:
    if not found.broken:
        say("Nothing needs repair: every place that was filled still is.")
        return
    proven = "the fewest changes, proven" if found.result.optimal else "fewer changes are not ruled out"
    say(f"{found.filled} of {found.places} places filled again, {proven}, {found.result.seconds:.1f} s.")
    for text in chain_words(found):
        say(text)
    if confirmed:
        say("The repair is done; one undo takes it back.")


def proposal_document(found: Proposal) -> dict[str, Any]:
    """The result form of the solver's file, with names beside the ids of the pool."""
    document = result_document(found.problem.instance, found.result, found.problem.profile)
    asked = set(found.problem.asked)
    names = {key: row.name for key, row in found.problem.trainers.items()}
    titles = {key: f"{row.title}, {row.parts[0].moment()}" for key, row in found.problem.sessions.items()}
    document["assignments"] = [
        one | {"trainer_name": names.get(one["trainer"], ""), "session_title": titles.get(one["session"], ""),
               "reason": found.reasons.get((one["session"], one["trainer"]), "")}
        for one in document["assignments"] if one["session"] in asked
    ]  # fmt: skip
    document["unfilled"] = [
        one | {"session_title": titles.get(one["session"], ""), "trainers": [it | {"trainer_name": names.get(it["trainer"], "")} for it in one["trainers"]]}
        for one in document["unfilled"] if one["session"] in asked
    ]  # fmt: skip
    return document | {"places": found.places, "filled": found.filled, "sessions": len(asked)}


def _add_help(document: dict[str, Any], found: Proposal, today: date) -> None:
    """What would fill each empty place, and whose training would fill most of them, beside the explanations."""
    for one in document["unfilled"]:
        one["would_help"] = list(what_would_help(found.problem, found.plan, one["session"], today))
    document["training"] = [
        {"course": one.course, "trainers": list(one.trainers), "places": len(one.places), "empty": one.empty, "text": one.text}
        for one in whose_training_would_help(found.problem, found.plan)
    ]  # fmt: skip


def _written(document: dict[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _tell(found: Proposal, explained: dict[str, Any] | None) -> None:
    gap = found.result.gap
    bound = (
        "proven best"
        if found.result.optimal
        else "no bound yet"
        if gap is None
        else f"at most {100 * gap:.1f} % above the best possible"
    )
    say(
        f"{found.filled} of {found.places} places filled in {len(found.problem.asked)} sessions, {bound}, {found.result.seconds:.1f} s."
    )
    if explained is None:
        return
    for key in found.problem.asked:
        say(found.problem.instance.session_by_id[key].label)
        for one in found.plan.by_session.get(key, ()):
            say(
                f"  {found.problem.trainers[one.trainer].name} as {one.role or 'co'}: {found.reasons.get((key, one.trainer), '')}"
            )
        for empty in explained["unfilled"]:
            if empty["session"] == key:
                say(f"  {empty['text']}")
                for text in empty["would_help"]:
                    say(f"    {text}")
    for one in explained["training"]:
        say(one["text"])


@click.command()
@POOL
@PASSPHRASE
@click.option("--session", required=True, help="The session's id or reference.")
@click.option("--trainer", required=True, help="The trainer's id or name.")
@click.option("--accepted", is_flag=True)
@click.option("--declined", is_flag=True)
@click.option("--reason", default=None)
@click.option(
    "--category", type=click.Choice(list(DECLINE_REASONS)), default=None, help="With --declined: the kind of reason."
)
@click.option("--told-by", default=None, help="Who told us.")
def respond(
    pool: Path,
    passphrase_file: Path | None,
    session: str,
    trainer: str,
    accepted: bool,
    declined: bool,
    reason: str | None,
    category: str | None,
    told_by: str | None,
) -> None:
    """Enter an answer to an offer on somebody's behalf."""
    if accepted == declined:
        raise click.UsageError("Say --accepted or --declined, one of them.")
    if category is not None and accepted:
        raise click.UsageError("--category goes with --declined.")
    with desk_of(pool, passphrase_file) as desk:
        done = allocations.respond(desk, session, trainer, accepted, reason, told_by, category)
    say(done.name)


@click.command()
@click.argument("problem", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True)
@click.option("--seconds", default=30.0, type=click.FloatRange(0.1), help="For the whole command, from its start.")
@click.option(
    "--rounds",
    default=None,
    type=click.IntRange(0),
    help="Do so many rounds of work, whatever the clock says: the same seed, rounds and workers give the same plan.",
)
@click.option("--workers", default=2, type=click.IntRange(1, 64))
@click.option("--seed", default=0, type=int)
@click.option(
    "--progress",
    is_flag=True,
    help="A JSON line on stdout for every step forward: seconds, best, bound, gap, filled, places and rounds.",
)
@click.option(
    "--why", "pairs", nargs=2, multiple=True, metavar="SESSION TRAINER", help="Explain one pair (may be given again)."
)
def solve(
    problem: Path,
    out: Path,
    seconds: float,
    rounds: int | None,
    workers: int,
    seed: int,
    progress: bool,
    pairs: tuple[tuple[str, str], ...],
) -> None:
    """Solve a problem file: the engine alone, without a pool."""
    document = solve_file(
        problem, out, seconds=seconds, workers=workers, seed=seed, progress_stream=sys.stdout if progress else None,
        why_pairs=pairs, started=_STARTED, rounds=rounds,
    )  # fmt: skip
    for answer in document.get("why", ()):
        say(answer["text"])
    for session in dict.fromkeys(answer["session"] for answer in document.get("why", ())):
        helps = next(answer["would_help"] for answer in document["why"] if answer["session"] == session)
        for one in helps:
            say(f"{session}: {one['text']}")
    empty = sum(one["places"] for one in document["unfilled"])
    say(
        f"Score {document['score']}, bound {document['bound']}, {empty} places empty, stopped: {document['stopped']}, {document['seconds']} s."
    )
