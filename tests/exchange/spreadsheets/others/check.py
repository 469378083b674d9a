"""Importing a book into a new pool and counting its fields: right, asked, wrong without having been asked, missing."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.builders import a_pool
from tests.exchange.spreadsheets.others.files import write
from tests.exchange.spreadsheets.others.model import Book
from trainerpool.operations.imports import import_plan, plan_import
from trainerpool.reports.exports import export

STANDING = {
    "approved": "approved",
    "in training": "candidate",
    "applied": "candidate",
    "lapsed": "lapsed",
    "withdrawn": "alumni",
    "on hold": "on hold",
}


@dataclass
class Count:
    """How a book fared."""

    title: str
    fields: int = 0
    right: int = 0
    asked: int = 0
    wrong: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    unaccounted: list[str] = field(default_factory=list)


def check(book: Book, folder: Path, exact: bool = True) -> Count:
    folder.mkdir(parents=True, exist_ok=True)
    path = write(book, folder)
    desk = a_pool(folder / "pool")
    count = Count(book.title)
    try:
        plan = plan_import(desk, path)
        import_plan(desk, plan)
        document = plan.document()
        if not plan_import(desk, path).changes_nothing:
            count.wrong.append("in again, it changes something")
        found = {}
        for kind in ("trainers", "sessions"):
            export(desk.ask, kind, folder / f"{kind}.json", desk.today)
            found[kind] = json.loads((folder / f"{kind}.json").read_text("utf-8"))
    finally:
        desk.store.close()
    asked = _asked(book, document, plan, count)
    _trainers(book, found["trainers"], asked, count)
    _sessions(book, found["sessions"], asked, count)
    _accounted(book, document, count)
    return count


def _asked(book: Book, document: Any, plan: Any, count: Count) -> set[str]:
    """Rows ("Sheet!8") that carry a question; the cells with a question are counted as asked fields."""
    single = book.ending == "csv"
    rows, cells = set(), set()
    for sheet in document["sheets"]:
        for row in sheet["rows"]:
            name = book.grids[0].name if single else sheet["sheet"]
            at = f"{name}!{row['row']}"
            for problem in row["problems"]:
                if problem["question"]:
                    rows.add(at)
                    cells.add(problem["cell"])
            if row["outcome"] == "needs decision":
                rows.add(at)
                cells.add(at)
    for question in plan.questions:
        count.questions.append(
            f"[{question.kind}] {question.text} {question.cells[:3]}{len(question.cells)} rows={question.rows[:3]}"
        )
        for cell in question.cells:
            cells.add(cell)
            sheet, _, address = cell.rpartition("!")
            number = re.sub(r"^[A-Z]+", "", address)
            if number:
                rows.add(f"{book.grids[0].name if single else sheet}!{number}")
    count.asked = len(cells)
    return rows


def _say(count: Count, asked: set[str], at: str, what: str, right: bool, said: str) -> None:
    count.fields += 1
    if right:
        count.right += 1
    elif at not in asked:
        count.wrong.append(f"{at} {what}: {said}")
    else:
        count.wrong += []


def _trainers(book: Book, rows: list[dict[str, Any]], asked: set[str], count: Count) -> None:
    found = {(row["given_name"], row["family_name"]): row for row in rows}
    groups: dict[str, Counter[str]] = {}
    for one in book.people:
        row = found.get((one.given, one.family))
        if row is not None:
            groups.setdefault(one.agency, Counter())[row["agency"]] += 1
    owner = {}
    for group, names in groups.items():
        for name, number in names.items():
            if name not in owner or groups[owner[name]][name] < number:
                owner[name] = group
    best = {group: names.most_common(1)[0][0] for group, names in groups.items()}
    for one in book.people:
        row = found.pop((one.given, one.family), None)
        if row is None:
            near = next((f"{g} | {f}" for g, f in found if one.family.lower() in f"{g} {f}".lower()), "missing")
            for what in ("given", "family", "agency", "email", "phone", "ttt", "approved", "courses", "standing"):
                _say(count, asked, one.at, what, False, f"{one.given} | {one.family} -> {near}")
            found.pop(next(((g, f) for g, f in found if f"{g} | {f}" == near), ("", "")), None)
            continue
        count.fields += 2
        count.right += 2
        agency = row["agency"]
        ok = (not one.agency and not agency) or (agency == best.get(one.agency) and owner.get(agency) == one.agency)
        _say(count, asked, one.at, "agency", ok, f"{one.agency} -> {agency}")
        for what, mine, theirs in (("email", one.email, row["email"]), ("phone", one.phone, row["phone"]), ("ttt", one.ttt, row["ttt_course_on"]),
                                   ("approved", one.approved, row["approved_from"])):  # fmt: skip
            _say(count, asked, one.at, what, (mine or None) == (theirs or None), f"{one.name}: {mine} -> {theirs}")
        if one.until and one.until > "2027-05-21":  # a transfer runs at least six months from the day records begin
            _say(
                count,
                asked,
                one.at,
                "until",
                row["approved_until"] == one.until,
                f"{one.until} -> {row['approved_until']}",
            )
        got = {next((key for key, names in book.courses.items() if c in names), c) for c in row["courses"]}
        _say(count, asked, one.at, "courses", got == set(one.courses), f"{one.name}: {one.courses} -> {row['courses']}")
        want = STANDING[one.stage]
        _say(count, asked, one.at, "standing", row["standing"] == want, f"{one.name}: {one.stage} -> {row['standing']}")
    for given, family in found:
        count.wrong.append(f"extra person: {given} | {family}")


def _sessions(book: Book, rows: list[dict[str, Any]], asked: set[str], count: Count) -> None:
    left = list(rows)
    for one in book.events:
        starts = [f"{d.isoformat()}T{s.strftime('%H:%M')}" for d, s, _ in one.parts]
        ends = [f"{d.isoformat()}T{e.strftime('%H:%M')}" for d, _, e in one.parts]
        names = book.courses[one.course]

        def score(
            row: dict[str, Any], starts: list[str] = starts, names: tuple[str, ...] = names, one: Any = one
        ) -> int:
            day = row["parts"][0]["start"][:10] if row["parts"] else ""
            same_team = {a["trainer"] for a in row["allocations"]} == set(one.trainers)
            return (
                4 * (day == starts[0][:10])
                + 2 * (row["course"] in names or row["title"] in names)
                + (row["venue"] == one.venue)
                + same_team
            )

        row = max(left, key=score, default=None)
        if row is None or score(row) < 4:
            for what in ("course", "parts", "venue", "virtual", "places", "trainers"):
                _say(count, asked, one.at, what, False, f"session missing: {one.course} {starts}")
            continue
        left.remove(row)
        _say(
            count, asked, one.at, "course", row["course"] in names, f"{one.course} -> {row['course']} / {row['title']}"
        )
        got = ([p["start"] for p in row["parts"]], [p["end"] for p in row["parts"]])
        _say(count, asked, one.at, "parts", got == (starts, ends), f"{starts} {ends} -> {got}")
        _say(count, asked, one.at, "venue", (row["venue"] or None) == one.venue, f"{one.venue} -> {row['venue']}")
        _say(count, asked, one.at, "virtual", row["virtual"] == one.virtual, f"{one.virtual} -> {row['virtual']}")
        _say(
            count, asked, one.at, "places", row["max_learners"] == one.places, f"{one.places} -> {row['max_learners']}"
        )
        team = [a["trainer"] for a in row["allocations"]]
        _say(count, asked, one.at, "trainers", sorted(team) == sorted(one.trainers), f"{one.trainers} -> {team}")
        if one.status:
            _say(count, asked, one.at, "status", row["status"] == one.status, f"{one.status} -> {row['status']}")
        elif row["status"] == "cancelled":
            count.wrong.append(f"{one.at} cancelled?")
    for row in left:
        count.wrong.append(f"extra session: {row['course']} {row['parts'][:1]} {row['venue']}")


def _accounted(book: Book, document: Any, count: Count) -> None:
    sheets = {sheet["sheet"]: sheet for sheet in document["sheets"]}
    for grid in book.grids:
        sheet = document["sheets"][0] if book.ending == "csv" else sheets.get(grid.name)
        if sheet is None:
            count.unaccounted.append(f"sheet {grid.name}")
            continue
        rows: dict[int, dict[str, Any]] = {}
        for row in sheet["rows"]:  # two tables may share a row
            both = rows.setdefault(row["row"], {"fields": {}, "texts": {}, "problems": []})
            for key in ("fields", "texts"):
                both[key] |= row.get(key) or {}
            both["problems"] = both["problems"] + row["problems"]
            if row["record"]:
                both["fields"]["record"] = row["record"]
        turned = len(rows) != len(grid.rows)
        for r in range(1, len(grid.rows) + 1):
            if r not in rows and not turned:
                count.unaccounted.append(f"{grid.name} row {r}")
            elif r in rows and any(v not in (None, "") for v in grid.rows[r - 1]):
                row = rows[r]
                if not (row["fields"] or row.get("texts") or row["problems"]):
                    count.unaccounted.append(f"{grid.name} row {r}: {row}")
