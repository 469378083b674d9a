"""The command that lists trainer packs, shows one, and adds, reviews, approves, returns, extends or withdraws a version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from trainerpool.cli.terminal import AS_JSON, DAY, PASSPHRASE, POOL, desk_of, put_json, read_json, say
from trainerpool.domain.checklists import Answer
from trainerpool.domain.dates import count_of
from trainerpool.operations import materials
from trainerpool.operations.desk import Desk
from trainerpool.problem import Problem
from trainerpool.queries.courses import courses, courses_by_id
from trainerpool.queries.material_page import VersionPage, version_page
from trainerpool.queries.material_reviews import reviews_of
from trainerpool.queries.material_versions import VersionRow, all_versions
from trainerpool.reports.exports import export
from trainerpool.reports.material_review import review_of
from trainerpool.reports.writing import write_document

Given = Mapping[str, Any]
_FILE = click.Path(path_type=Path)


@click.command("materials")
@POOL
@click.argument(
    "action",
    required=False,
    default="list",
    type=click.Choice(
        [
            "list",
            "show",
            "add",
            "file",
            "submit",
            "review",
            "judge",
            "break-off",
            "answer",
            "return",
            "approve",
            "extend",
            "withdraw",
            "told",
            "read",
            "print",
            "export",
        ]
    ),
)
@PASSPHRASE
@click.option("--course", help="The course, by code or title.")
@click.option("--version", help="The number of the version, as 3.2.")
@click.option("--author", help="add: who wrote it; whoever works here when not given.")
@click.option("--from-version", help="add: the version whose files and plan it begins with.")
@click.option(
    "--file", "files", type=_FILE, multiple=True, help="add, file: a file of the pack; several times for several."
)
@click.option("--contents", help="file: which of the expected contents it is.")
@click.option("--reviewer", help="submit, review: who reads it against the checklist, not the author.")
@click.option(
    "--checklist", help="review, judge, break-off: which list it is read against, where it is not the checklist."
)
@click.option("--carry", is_flag=True, help="review: take over what the last review said Yes to.")
@click.option("--item", help="judge, answer: the number of the item.")
@click.option("--judgement", help=f"judge: {', '.join(Answer)}.")
@click.option("--where", help="judge: page or slide.")
@click.option("--note", help="judge: why; return: what is to change; answer: the answer; add: the change note.")
@click.option("--judgements", type=_FILE, help='judge: a JSON file [{"item", "judgement", "where_seen", "note"}, ...].')
@click.option("--by", help="approve: who approves, not the author; whoever works here when not given.")
@click.option("--approved-by", help="add: who approved a version recorded from a register.")
@click.option("--approved-on", type=DAY, help="add: when it was approved.")
@click.option("--review-due", type=DAY, help="add, approve: when it is to be reviewed; by policy when not given.")
@click.option("--until", type=DAY, help="extend: the new last day.")
@click.option("--why", help="extend, withdraw, break-off: the reason.")
@click.option("--trainer", multiple=True, help="told, read: who was told, or has read it.")
@click.option("--told-by", help="read: who says so on their behalf.")
@click.option("--on", type=DAY, help="The day it happened; list: states of this day.")
@click.option("--to", type=_FILE, help="export, print: the file to be written.")
@click.option("--as", "person", help="Who does it; the owner of the passphrase when not given.")
@AS_JSON
def materials_command(
    pool: Path, action: str, passphrase_file: Path | None, person: str | None, as_json: bool, **given: Any
) -> None:
    """List trainer packs and their versions; with an action, do it and show the version."""
    with desk_of(pool, passphrase_file, person) as desk:
        if action == "export":
            if given["to"] is None:
                raise click.UsageError("Say where: --to FILE.")
            count = export(desk.ask, "materials", given["to"], given["on"] or desk.today)
            say(f"{count_of(count, 'version')} in {given['to']}. Whoever has the file can read it.")
            return
        if action == "print":
            _print(desk, given)
            return
        if action == "list":
            _list(desk, given, as_json)
            return
        if action != "show":
            say(f"{_DEEDS[action](desk, given)}.")
        page = _page(desk, given)
        if as_json:
            put_json(_document(desk, page))
        _tell(page)


def _print(desk: Desk, given: Given) -> None:
    """The reviews of a version as .pdf or .docx."""
    _need(given, "to")
    page = _page(desk, given)
    write_document(review_of(desk.ask, page.version.id, desk.today), given["to"])
    say(f"The review of {page.version.called} is in {given['to']}. Whoever has the file can read it.")


def _chosen(given: Given) -> str:
    """The version meant, as the deeds take it."""
    _need(given, "course", "version")
    return f"{given['course']} {given['version']}"


def _need(given: Given, *names: str) -> None:
    missing = [f"--{name.replace('_', '-')}" for name in names if not given[name]]
    if missing:
        raise click.UsageError(f"This needs {' and '.join(missing)}.")


def _add(desk: Desk, given: Given) -> str:
    _need(given, "course", "version")
    with desk.together(f"Begin {given['course']} {given['version']}"):
        done = materials.add_material_version(
            desk, given["course"], given["version"], given["author"], given["approved_by"], given["approved_on"], given["review_due"],
            given["note"], given["from_version"],
        )  # fmt: skip
        if given["files"]:
            materials.keep_material_files(desk, str(done.record), given["files"])
    return done.name


def _file(desk: Desk, given: Given) -> str:
    _need(given, "files")
    return materials.keep_material_files(desk, _chosen(given), given["files"], contents=given["contents"]).name


def _submit(desk: Desk, given: Given) -> str:
    return materials.submit_material_version(desk, _chosen(given), given["reviewer"], given["on"]).name


def _review(desk: Desk, given: Given) -> str:
    """A draft is sent to review by the way."""
    _need(given, "reviewer")
    page = _page(desk, given)
    if "submit" in page.may and not given["carry"] and not given["checklist"]:
        return materials.submit_material_version(desk, page.version.id, given["reviewer"], given["on"]).name
    with desk.together(f"Review {page.version.called}"):
        if "submit" in page.may:
            materials.submit_material_version(desk, page.version.id, on=given["on"])
        done = materials.start_material_review(
            desk, page.version.id, given["reviewer"], given["on"], given["checklist"], carry=given["carry"]
        )
    return done.name


def _judge(desk: Desk, given: Given) -> str:
    version = _chosen(given)
    if given["judgements"] is not None:
        items = read_json(given["judgements"], "file of judgements")
        if not isinstance(items, list):
            raise Problem("The file of judgements is no list.", kept="Nothing was changed.")
        return materials.judge_material_items(desk, version, items, given["checklist"]).name
    _need(given, "item")
    return materials.judge_material(
        desk, version, given["item"], given["judgement"], given["where"], given["note"], checklist=given["checklist"]
    ).name


def _break_off(desk: Desk, given: Given) -> str:
    _need(given, "why")
    return materials.break_off_review(desk, _chosen(given), given["why"], given["checklist"], given["on"]).name


def _answer(desk: Desk, given: Given) -> str:
    _need(given, "item", "note")
    return materials.answer_material_remark(desk, _chosen(given), given["item"], given["note"], given["on"]).name


def _return(desk: Desk, given: Given) -> str:
    return materials.return_material_version(desk, _chosen(given), given["note"], given["on"]).name


def _approve(desk: Desk, given: Given) -> str:
    return materials.approve_material_version(desk, _chosen(given), given["by"], given["on"], given["review_due"]).name


def _extend(desk: Desk, given: Given) -> str:
    _need(given, "until", "why")
    return materials.extend_material_version(desk, _chosen(given), given["until"], given["why"]).name


def _withdraw(desk: Desk, given: Given) -> str:
    _need(given, "why")
    return materials.withdraw_material_version(desk, _chosen(given), given["why"], given["on"]).name


def _told(desk: Desk, given: Given) -> str:
    return materials.tell_trainers(desk, _chosen(given), list(given["trainer"]) or None, given["on"]).name


def _read(desk: Desk, given: Given) -> str:
    _need(given, "trainer")
    with desk.together(f"Record who has read {_chosen(given)}") as work:
        for trainer in given["trainer"]:
            materials.record_read(desk, _chosen(given), trainer, given["on"], given["told_by"])
    return work.name


_DEEDS: dict[str, Callable[[Desk, Given], str]] = {
    "add": _add, "file": _file, "submit": _submit, "review": _review, "judge": _judge, "break-off": _break_off, "answer": _answer, "return": _return,
    "approve": _approve, "extend": _extend, "withdraw": _withdraw, "told": _told, "read": _read,
}  # fmt: skip


def _wanted_course(desk: Desk, text: str) -> str:
    words = text.strip().casefold()
    for row in desk.ask(courses):
        if words in {
            row.id,
            row.code.casefold(),
            row.title.casefold(),
            row.short_name.casefold(),
            *map(str.casefold, row.aliases),
        }:
            return row.id
    raise Problem(f"No course of the pool is called {text!r}.", kept="Nothing was changed.")


def _page(desk: Desk, given: Given) -> VersionPage:
    _need(given, "course", "version")
    course = _wanted_course(desk, given["course"])
    number = given["version"].strip().casefold()
    rows = [
        row
        for row in desk.ask(all_versions, desk.today)
        if row.course_id == course and row.version.casefold() == number
    ]
    if len(rows) > 1:
        raise Problem(f"This course has two versions {given['version']}.", kept="Nothing was changed.", todo="Give one of them another number.")  # fmt: skip
    page = desk.ask(version_page, rows[0].id, desk.today, desk.person) if rows else None
    if page is not None:
        return page
    raise Problem(f"This course has no version {given['version']}.", kept="Nothing was changed.")


def _list(desk: Desk, given: Given, as_json: bool) -> None:
    on: date = given["on"] or desk.today
    rows = desk.ask(all_versions, on)
    if given["course"]:
        wanted = _wanted_course(desk, given["course"])
        rows = tuple(row for row in rows if row.course_id == wanted)
    called = {key: row.called for key, row in desk.ask(courses_by_id).items()}
    if as_json:
        put_json({"on": on, "materials": [_facts(row, called[row.course_id]) for row in rows]})
        return
    for row in rows:
        click.echo(f"{called[row.course_id]:<10} {row.version:<6} {row.state.value:<11} {row.words}")
    say(f"{count_of(len(rows), 'version')} of {count_of(len({row.course_id for row in rows}), 'course')}.")


def _facts(row: VersionRow, course: str) -> dict[str, Any]:
    return {
        "id": row.id, "course": course, "version": row.version, "state": row.state, "author": row.author or None,
        "approved_by": row.approved_by or None, "approved_on": row.approved_on, "review_due": row.review_due,
        "extended_until": row.extended_until, "reviewer": row.reviewer or None, "files": row.files,
    }  # fmt: skip


def _document(desk: Desk, page: VersionPage) -> dict[str, Any]:
    """One version as JSON, with its reviews item by item."""
    row = page.version
    course = desk.ask(courses_by_id)[row.course_id].called
    return _facts(row, course) | {
        "change_note": row.change_note or None,
        "plan": [{"at": at, "title": title} for at, title in row.plan],
        "contents": {one.name: [file.name for file in page.files if file.id in one.files] for one in page.expected},
        "missing": page.missing,
        "file_list": [{"id": one.id, "name": one.name, "size": one.size, "contents": one.contents or None} for one in page.files],
        "reviews": [
            {
                "reviewer": review.reviewer, "started_on": review.started_on, "ended_on": review.ended_on, "outcome": review.outcome or None,
                "note": review.note or None, "checklist": review.checklist,
                "items": [
                    {
                        "item": item.no, "text": item.text, "starred": item.starred, "judgement": item.answer, "where_seen": item.where_seen or None,
                        "note": item.note or None, "answer": item.reply or None,
                    }
                    for item in items
                ],
            }
            for review, items in desk.ask(reviews_of, row.id)
        ],
        "absorbed": [{"title": one.title, "on": one.on, "where_seen": one.where_seen or None} for one in page.absorbed],
        "sessions": [
            {"session": one.id, "day": one.day, "planned": one.planned or None, "delivered": one.delivered or None} for one in page.sessions
        ],
        "readers": [
            {"trainer": one.name, "trainer_id": one.person_id, "next_session": one.next_session, "told_on": one.told_on, "read_on": one.read_on}
            for one in page.readers
        ],
        "in_the_way": [f"{one.text}. {one.detail}".strip() for one in page.obstacles if one.meaning != "good"],
        "finding": page.finding or None,
        "may": sorted(page.may),
    }  # fmt: skip


def _tell(page: VersionPage) -> None:
    say(f"{page.version.called}: {page.subtitle}")
    if page.finding:
        say(f"  The approval on record does not count: {page.finding}.")
    for one in page.obstacles:
        if one.meaning != "good":
            say(f"  {one.text}. {one.detail}".rstrip())
    if page.missing and page.version.files:
        say(f"  Missing: {', '.join(page.missing)}.")
