"""What changed between two versions of a pack: facts, files, contents, checklist, learning taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from trainerpool.problem import Problem
from trainerpool.queries.material_page import AbsorbedRow, FileRow, absorbed_by, files_of
from trainerpool.queries.material_reviews import ItemRow, reviews_of
from trainerpool.queries.material_versions import VersionRow, material_versions
from trainerpool.store import records
from trainerpool.store.pool import Reader


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: added, removed or changed, with what stood before and what stands now."""

    change: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side; `same` counts the files that are the same to the byte."""

    older: VersionRow
    newer: VersionRow
    facts: tuple[Difference, ...]
    plan: tuple[Difference, ...]
    files: tuple[Difference, ...]
    contents: tuple[Difference, ...]
    checklist: tuple[Difference, ...]
    learning: tuple[Difference, ...]
    same: int

    @property
    def count(self) -> int:
        """How many things differ."""
        return sum(
            len(one) for one in (self.facts, self.plan, self.files, self.contents, self.checklist, self.learning)
        )


def compare_versions(reader: Reader, older: str, newer: str, today: date) -> Comparison:
    """What changed from one version to another of the same course; Problem where they are of two courses, or gone."""
    found = reader.get(records.MaterialVersion, newer)
    rows = {row.id: row for row in material_versions(reader, found.course_id, today)} if found else {}
    if older not in rows or newer not in rows:
        raise Problem("These two are not versions of one course.", kept="Nothing was changed.")
    old_files, new_files = (files_of(reader, "material_version", one) for one in (older, newer))
    bodies = {(one.name.casefold(), one.body) for one in old_files}
    return Comparison(
        rows[older], rows[newer], _facts(rows[older], rows[newer]), differences(_plan(rows[older]), _plan(rows[newer])), _files(old_files, new_files),
        differences(_contents(old_files), _contents(new_files)), differences(_said(reader, older), _said(reader, newer)),
        differences(_learnt(absorbed_by(reader, older)), _learnt(absorbed_by(reader, newer))),
        sum((one.name.casefold(), one.body) in bodies for one in new_files),
    )  # fmt: skip


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Difference, ...]:
    """What differs between two tables of texts, in the order of the later one."""
    found = [
        Difference("added", what, "", text) if what not in before else Difference("changed", what, before[what], text)
        for what, text in after.items()
        if before.get(what) != text
    ]
    return (*found, *(Difference("removed", what, text, "") for what, text in before.items() if what not in after))


def _facts(older: VersionRow, newer: VersionRow) -> tuple[Difference, ...]:
    def of(row: VersionRow) -> dict[str, str]:
        facts = {
            "Author": row.author,
            "Approved by": row.approved_by,
            "Change note": row.change_note,
            "Kept at": row.kept_where,
        }
        return {what: text for what, text in facts.items() if text}

    return differences(of(older), of(newer))


def _plan(row: VersionRow) -> dict[str, str]:
    return {title: at or "no time" for at, title in row.plan}


def _files(older: tuple[FileRow, ...], newer: tuple[FileRow, ...]) -> tuple[Difference, ...]:
    """Files by name; one of another name with the same body was renamed."""
    before, after = ({one.name: one for one in files} for files in (older, newer))
    renamed = {one.body: one.name for one in older if one.name not in after}
    found, gone = [], dict.fromkeys(one.name for one in older if one.name not in after)
    for one in newer:
        old = before.get(one.name)
        if old is None and one.body in renamed:
            gone.pop(renamed[one.body], None)
            found.append(Difference("changed", one.name, f"called {renamed[one.body]}", "the same file"))
        elif old is None:
            found.append(Difference("added", one.name, "", one.size_words))
        elif old.body != one.body:
            found.append(Difference("changed", one.name, old.size_words, one.size_words))
    return (*found, *(Difference("removed", name, before[name].size_words, "") for name in gone))


def _contents(files: tuple[FileRow, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in files:
        if one.contents:
            found[one.contents] = f"{found[one.contents]}, {one.name}" if one.contents in found else one.name
    return found


def _said(reader: Reader, version_id: str) -> dict[str, str]:
    """Item -> what the last reading by a checklist said of it."""
    items: tuple[ItemRow, ...] = next((items for row, items in reviews_of(reader, version_id) if row.is_checklist), ())
    return {f"{one.no} {one.short}": str(one.answer.value) for one in items if one.answer is not None}


def _learnt(rows: tuple[AbsorbedRow, ...]) -> dict[str, str]:
    return {row.title: row.where_seen for row in rows}
