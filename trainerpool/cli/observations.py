"""The command that lists observations, shows one, and plans, enters, judges, submits, moderates, closes or corrects it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from trainerpool.cli.terminal import AS_JSON, DAY, PASSPHRASE, POOL, desk_of, put_json, read_json, say
from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.observing import Grade, Purpose
from trainerpool.domain.outcomes import Outcome
from trainerpool.operations import observations
from trainerpool.operations.desk import Desk
from trainerpool.problem import Problem
from trainerpool.queries.observations import observations as all_observations
from trainerpool.queries.observations_page import ObservationPage, observation
from trainerpool.queries.observations_planning import observations_due, visit_proposals
from trainerpool.queries.observations_rows import ObservationRow
from trainerpool.queries.people import people
from trainerpool.reports.exports import export

Given = Mapping[str, Any]
_FILE = click.Path(path_type=Path)


@click.command("observations")
@POOL
@click.argument(
    "action", required=False, default="list",
    type=click.Choice([
        "list", "due", "propose", "show", "plan", "start", "finish", "add", "judge", "reflect", "conclude", "submit", "second", "copy", "reply",
        "moderate", "return", "close", "correct", "export",
    ]),
)  # fmt: skip
@PASSPHRASE
@click.option("--observation", help="Which one, by its id; else the trainer and the day.")
@click.option("--trainer", "trainers", multiple=True, help="Who is observed; plan and add take several.")
@click.option("--on", type=DAY, help="The day of the visit; copy, reply: the day of that step.")
@click.option("--session", help="plan, add: the session, by id or reference.")
@click.option("--course", help="add: the course, where no session is named.")
@click.option("--observer", help="plan, add: who observes.")
@click.option("--purpose", default=Purpose.ROUTINE.value, help=f"plan, add: {', '.join(Purpose)}.")
@click.option("--learners", type=int, help="add: how many were there.")
@click.option("--seen-from", help="add: from when, HH:MM, where a part was seen.")
@click.option("--seen-until", help="add: until when, HH:MM.")
@click.option("--scan", "scans", multiple=True, type=_FILE, help="add: the scanned form, or several files of it.")
@click.option("--told-by", help="add: who handed the form in; the observer when not given.")
@click.option("--criterion", help="judge: the number of the criterion.")
@click.option("--judgement", help=f"judge: {', '.join(Grade)}.")
@click.option("--evidence", help="judge: what was seen.")
@click.option(
    "--judgements",
    type=_FILE,
    help='add, judge, correct: a JSON file {"6": {"judgement", "evidence"}, "7": "Met", ...}.',
)
@click.option("--reflection", help="add, reflect: the trainer's own words.")
@click.option("--declined", is_flag=True, help="add, reflect: the trainer gives no reflection.")
@click.option("--strength", "strengths", multiple=True, help="add, conclude, correct: up to three.")
@click.option(
    "--action-agreed",
    "actions",
    multiple=True,
    metavar="TEXT;OWNER;YYYY-MM-DD",
    help="add, conclude, correct: up to three.",
)
@click.option("--outcome", help=f"add, conclude, correct: {', '.join(Outcome)}.")
@click.option("--by", help="second, moderate, return, correct: who does it; whoever works here when not given.")
@click.option("--note", help="second, moderate: a note; reply: the reply.")
@click.option("--disagrees", is_flag=True, help="reply: the trainer disagrees.")
@click.option("--why", help="return, correct: the reason.")
@click.option("--to", type=_FILE, help="export: the file to be written.")
@click.option("--as", "person", help="Who does it; the owner of the passphrase when not given.")
@AS_JSON
def observations_command(
    pool: Path, action: str, passphrase_file: Path | None, person: str | None, as_json: bool, **given: Any
) -> None:
    """List observations and what each waits for; with an action, do it and show the observation."""
    with desk_of(pool, passphrase_file, person) as desk:
        if action == "export":
            _need(given, "to")
            count = export(desk.ask, "observations", given["to"], desk.today)
            say(f"{count_of(count, 'observation')} in {given['to']}. Whoever has the file can read it.")
        elif action == "list":
            _list(desk, given, as_json)
        elif action == "due":
            _due(desk, as_json)
        elif action == "propose":
            _propose(desk, given, as_json)
        elif action == "show":
            _show(desk, [_chosen(desk, given)], as_json)
        else:
            name, ids = _DEEDS[action](desk, given)
            say(f"{name}.")
            _show(desk, ids, as_json)


def _need(given: Given, *names: str) -> None:
    missing = [f"--{name.removesuffix('s').replace('_', '-')}" for name in names if not given[name]]
    if missing:
        raise click.UsageError(f"This needs {' and '.join(missing)}.")


def _chosen(desk: Desk, given: Given) -> str:
    """The observation meant: by id, or the trainer's latest, on the day where one is given."""
    if given["observation"]:
        return str(given["observation"])
    _need(given, "trainers")
    rows = desk.ask(all_observations, desk.today, trainer=_person(desk, given["trainers"][0]))
    rows = tuple(row for row in rows if given["on"] in (None, row.on)) or rows
    if not rows:
        raise Problem(f"No observation of {given['trainers'][0]} is on record.", kept="Nothing was changed.")
    if len({row.on for row in rows}) > 1 and given["on"] is None:
        rows = tuple(row for row in rows if row.waits_for) or rows
    return rows[0].id


def _person(desk: Desk, text: str) -> str:
    words = text.strip().casefold()
    found = [row.id for row in desk.ask(people, desk.today) if text == row.id or row.name.casefold() == words]
    if len(found) != 1:
        raise Problem(
            f"No trainer of the pool is called {text!r}." if not found else f"More than one is called {text!r}."
        )
    return found[0]


def _visit(desk: Desk, given: Given) -> tuple[str, list[str]]:
    """The visit of the observation meant, and everybody seen there."""
    page = _page(desk, _chosen(desk, given))
    if page.visit is None:
        raise Problem("This observation comes from an older log.", kept="Nothing was changed.")
    return page.visit.id, _of_visit(desk, page.visit.id)


def _of_visit(desk: Desk, visit: str) -> list[str]:
    return [row.id for row in desk.ask(all_observations, desk.today, visit=visit)]


def _judgements(given: Given) -> Mapping[str, Any] | None:
    if given["judgements"] is None:
        return None
    found = read_json(given["judgements"], "file of judgements")
    if not isinstance(found, dict):
        raise Problem(
            'The file of judgements is of the form {"6": {"judgement", "evidence"}}.', kept="Nothing was changed."
        )
    return found


def _agreed(given: Given) -> list[dict[str, str]]:
    """The actions, each "text;owner;day"."""
    found = []
    for text in given["actions"]:
        said, owner, due = ([part.strip() for part in text.split(";")] + ["", ""])[:3]
        found.append({"text": said, "owner": owner, "due": due})
    return found


def _plan(desk: Desk, given: Given) -> tuple[str, list[str]]:
    _need(given, "session", "observer")
    seen = list(given["trainers"]) or None
    done = observations.plan_visit(desk, given["session"], given["observer"], seen, given["purpose"])
    return done.name, _of_visit(desk, done.result)


def _start(desk: Desk, given: Given) -> tuple[str, list[str]]:
    visit, seen = _visit(desk, given)
    return observations.start_visit(desk, visit).name, seen


def _finish(desk: Desk, given: Given) -> tuple[str, list[str]]:
    visit, seen = _visit(desk, given)
    return observations.finish_visit(desk, visit).name, seen


def _add(desk: Desk, given: Given) -> tuple[str, list[str]]:
    """A visit from paper, with whatever of it is given; it stays a draft until it is submitted."""
    _need(given, "observer")
    with desk.together("Enter a visit from paper"):
        done = observations.enter_paper_visit(
            desk, given["observer"], given["told_by"] or given["observer"], list(given["trainers"]) or None, given["session"],
            given["course"], given["on"], given["purpose"], learners=given["learners"], seen_from=given["seen_from"],
            seen_until=given["seen_until"],
        )  # fmt: skip
        for path in given["scans"]:
            observations.attach_scan(desk, done.result, str(path))
        seen = _of_visit(desk, done.result)
        for one in seen:
            _write(desk, one, given)
    return done.name, seen


def _write(desk: Desk, one: str, given: Given) -> None:
    judgements = _judgements(given)
    if judgements is not None:
        observations.judge_several(desk, one, judgements)
    if given["reflection"] or given["declined"]:
        observations.record_reflection(desk, one, given["reflection"], declined=given["declined"])
    if given["strengths"]:
        observations.set_strengths(desk, one, given["strengths"])
    if given["actions"]:
        observations.set_actions(desk, one, _agreed(given))
    if given["outcome"]:
        observations.set_outcome(desk, one, given["outcome"])


def _judge(desk: Desk, given: Given) -> tuple[str, list[str]]:
    one, many = _chosen(desk, given), _judgements(given)
    if many is not None:
        return observations.judge_several(desk, one, many).name, [one]
    _need(given, "criterion")
    return observations.judge(desk, one, given["criterion"], given["judgement"], given["evidence"]).name, [one]


def _conclude(desk: Desk, given: Given) -> tuple[str, list[str]]:
    """Reflection, strengths, actions and outcome, whichever are given."""
    one = _chosen(desk, given)
    with desk.together("Conclude an observation") as work:
        _write(desk, one, {**given, "judgements": None})
    return work.name, [one]


def _simply(do: Callable[[Desk, str, Given], str]) -> Callable[[Desk, Given], tuple[str, list[str]]]:
    def deed(desk: Desk, given: Given) -> tuple[str, list[str]]:
        one = _chosen(desk, given)
        return do(desk, one, given), [one]

    return deed


def _reply(desk: Desk, one: str, given: Given) -> str:
    agrees = False if given["disagrees"] else None
    return observations.reply_to_observation(desk, one, given["note"] or "", agrees, _step_day(given)).name


def _step_day(given: Given) -> date | None:
    """The day of a step: where the id names the observation, --on is free to say it."""
    return given["on"] if given["observation"] else None


def _correct(desk: Desk, one: str, given: Given) -> str:
    _need(given, "why")
    strengths, actions = list(given["strengths"]) or None, _agreed(given) or None
    return observations.correct_observation(
        desk, one, given["why"], given["by"], _judgements(given), strengths, actions, given["outcome"]
    ).name


def _send_back(desk: Desk, one: str, given: Given) -> str:
    _need(given, "why")
    return observations.send_back_observation(desk, one, given["why"], given["by"]).name


_DEEDS: dict[str, Callable[[Desk, Given], tuple[str, list[str]]]] = {
    "plan": _plan, "start": _start, "finish": _finish, "add": _add, "judge": _judge, "reflect": _conclude, "conclude": _conclude,
    "submit": _simply(lambda desk, one, _: observations.submit_observation(desk, one).name),
    "second": _simply(lambda desk, one, given: observations.second_observation(desk, one, given["by"], given["note"]).name),
    "copy": _simply(lambda desk, one, given: observations.give_copy(desk, one, _step_day(given)).name),
    "reply": _simply(_reply),
    "moderate": _simply(lambda desk, one, given: observations.moderate_observation(desk, one, given["by"], given["note"]).name),
    "return": _simply(_send_back),
    "close": _simply(lambda desk, one, _: observations.close_observation(desk, one).name),
    "correct": _simply(_correct),
}  # fmt: skip


def _page(desk: Desk, one: str) -> ObservationPage:
    page = desk.ask(observation, one, desk.today)
    if page is None:
        raise Problem(f"No observation of the pool has the id {one!r}.", kept="Nothing was changed.")
    return page


def _list(desk: Desk, given: Given, as_json: bool) -> None:
    rows: list[ObservationRow] = []
    wanted: list[str | None] = [_person(desk, one) for one in given["trainers"]]
    for person in wanted or [None]:
        rows += desk.ask(all_observations, desk.today, trainer=person)
    if as_json:
        put_json({"on": desk.today, "observations": [_facts(row) for row in rows]})
        return
    for row in rows:
        waits = f"; waits for: {row.waits_for[:1].lower()}{row.waits_for[1:]}" if row.waits_for else ""
        by = f", by {in_words(row.due)}" if row.due else ""
        day = in_words(row.on, month_only=row.month_only)
        click.echo(f"{day:<12} {row.trainer:<24} {row.course:<8} {row.outcome or '-':<22} {row.state}{waits}{by}")
    say(f"{count_of(len(rows), 'observation')}, {sum(bool(row.waits_for) for row in rows)} not closed.")


def _due(desk: Desk, as_json: bool) -> None:
    rows = desk.ask(observations_due, desk.today)
    if as_json:
        put_json({"on": desk.today, "due": [
            {
                "trainer": row.trainer, "trainer_id": row.person_id, "due": row.due, "late": row.late, "reason": row.reason,
                "purpose": row.purpose, "planned_on": row.planned_on, "observer": row.observer or None,
            }
            for row in rows
        ]})  # fmt: skip
        return
    for row in rows:
        planned = f"; planned {in_words(row.planned_on)} with {row.observer}" if row.planned_on else ""
        click.echo(f"{in_words(row.due) if row.due else '-':<12} {row.trainer:<24} {row.reason}{planned}")
    say(f"{count_of(len(rows), 'trainer')} due within 60 days.")


def _propose(desk: Desk, given: Given, as_json: bool) -> None:
    """The coming sessions at which a trainer can be observed, who may go and who may not, with the reasons."""
    _need(given, "trainers")
    found = desk.ask(visit_proposals, _person(desk, given["trainers"][0]), desk.today)
    if as_json:
        put_json({"on": desk.today, "proposals": [
            {
                "session": one.session.id, "reference": one.session.reference or None, "date": one.session.first_date,
                "course": one.session.short_name or None, "reasons": one.reasons, "in_time": one.in_time,
                "observers": [{"name": who.name, "may": who.may, "reasons": who.reasons or who.refused} for who in one.observers],
            }
            for one in found
        ]})  # fmt: skip
        return
    for one in found:
        click.echo(
            f"{in_words(one.session.first_date, weekday=True)}, {one.session.short_name}: {'; '.join(one.reasons)}"
        )
        for who in one.observers:
            click.echo(
                f"  {who.name} {'may' if who.may else 'may not'}: {' '.join(who.refused) or '; '.join(who.reasons)}"
            )
    say(f"{count_of(len(found), 'session')} ahead at which {given['trainers'][0]} can be observed.")


def _show(desk: Desk, ids: list[str], as_json: bool) -> None:
    pages = [_page(desk, one) for one in ids]
    if as_json:
        put_json({"observations": [_document(page) for page in pages]})
        return
    for page in pages:
        row = page.row
        say(f"{row.trainer}, {row.course_title}, {in_words(row.on, month_only=row.month_only)}: {row.state}. {row.id}")
        if row.limit:
            say(f"  “{row.limit}” still holds until somebody else has moderated what it says now.")
        for text in page.wants:
            say(f"  {text}")


def _facts(row: ObservationRow) -> dict[str, Any]:
    return {
        "id": row.id, "date": row.on.isoformat()[: 7 if row.month_only else 10], "course": row.course or None, "trainer": row.trainer,
        "trainer_id": row.person_id, "observer": row.observer or None, "purpose": row.purpose, "outcome": row.outcome or None,
        "starred_met": row.starred_met, "state": row.state.value.casefold(), "waits_for": row.waits_for or None, "due": row.due,
        "late": row.late, "judged": row.judged, "revision": row.number, "limit_still_held": row.limit or None,
    }  # fmt: skip


def _document(page: ObservationPage) -> dict[str, Any]:
    row = page.row
    return _facts(row) | {
        "strengths": row.strengths,
        "actions": [{"id": one.id, "text": one.text, "owner": one.owner or None, "due": one.due, "done_on": one.done_on} for one in row.actions],
        "judgements": {
            number: {"judgement": one.judgement or None, "evidence": one.evidence or None} for number, one in page.judgements.items()
        },
        "reflection": {
            "on": page.reflected_on, "declined": page.reflection_declined, "went_as_planned": page.went_as_planned or None,
            "would_change": page.would_change or None, "what_i_need": page.what_i_need or None,
        },
        "submitted_on": page.submitted_on, "seconded_by": page.seconded_by or None, "seconded_on": page.seconded_on,
        "copied_on": page.copied_on, "reply": page.reply or None, "agrees": row.agrees, "replied_on": page.replied_on,
        "moderated_by": page.moderated_by or None, "moderated_on": page.moderated_on, "closed_on": page.closed_on,
        "entered_by": row.entered_by or None, "told_by": row.told_by or None, "wants": page.wants, "manager": page.manager or None,
        "learners": page.visit.learners if page.visit is not None else None,
        "seen_from": page.visit.seen_from or None if page.visit is not None else None,
        "seen_until": page.visit.seen_until or None if page.visit is not None else None, "scans": [one.name for one in page.files],
        "revisions": [
            {
                "number": one.number, "on": one.on, "by": one.by, "why": one.why,
                "changes": [{"what": change.what, "before": change.before, "after": change.after} for change in one.changes],
            }
            for one in page.revisions
        ],
    }  # fmt: skip
