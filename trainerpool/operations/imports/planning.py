"""Planning an import: read the file, understand it, compare it with the pool. Nothing is written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import date, time
from pathlib import Path

from trainerpool.domain.policy import policy_on
from trainerpool.domain.working_days import WorkingDays
from trainerpool.exchange.spreadsheets.book import MAX_FILE, Book, read_bytes
from trainerpool.exchange.spreadsheets.reading import (
    DAY_PARTS,
    Answers,
    Known,
    KnownAgency,
    KnownCourse,
    KnownPerson,
)
from trainerpool.exchange.spreadsheets.understand import understand
from trainerpool.operations.desk import Desk
from trainerpool.operations.imports import accounting
from trainerpool.operations.imports.absences import compare_absences
from trainerpool.operations.imports.agencies import AgencyComparison, follow_merges
from trainerpool.operations.imports.answers import joined, remember, remembered
from trainerpool.operations.imports.comparing import Bases, Comparing
from trainerpool.operations.imports.courses import CourseComparison
from trainerpool.operations.imports.materials import MaterialComparison
from trainerpool.operations.imports.observations import ObservationComparison
from trainerpool.operations.imports.plan import ImportPlan
from trainerpool.operations.imports.sessions import SessionComparison
from trainerpool.operations.imports.teams import Teams
from trainerpool.operations.imports.trainers import TrainerComparison
from trainerpool.problem import Problem
from trainerpool.queries import comparing as now
from trainerpool.queries.comparing_quality import observations_now, versions_now
from trainerpool.queries.imports import (
    import_answers,
    import_bases,
    latest_files,
    open_questions,
    packed_body,
    unsure_records,
)
from trainerpool.queries.settings import policies, pool_settings, working_days
from trainerpool.store.bulk import collecting_paused
from trainerpool.store.records import ImportedFile, PoolSetting

Progress = Callable[[str, int, int], None]
STEPS = 4  # reading, understanding, comparing, writing
MAX_KEPT = 8_000_000  # characters of a packed file; a larger one is not kept, and later answers need the file again
_NO_ANSWERS = Answers()


def plan_import(
    desk: Desk, source: Path | tuple[str, bytes], answers: Answers | None = None, *, transfer: bool = True,
    sheets: Sequence[str] | None = None, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None,
) -> ImportPlan:  # fmt: skip
    """Say what importing a file would do, row by row; nothing is written.

    `source` is a path, or a name with the file's bytes. `answers` go before those the pool remembers. With `transfer`
    a register's word "approved" comes in as transferred approval. Raises Problem where the file cannot be read,
    nothing in it is understood, or `cancelled` says so.
    """
    with collecting_paused():
        return _planned(desk, source, answers, transfer, sheets, _Steps(progress, cancelled))


def _planned(
    desk: Desk, source: Path | tuple[str, bytes], answers: Answers | None, transfer: bool, sheets: Sequence[str] | None,
    step: _Steps,
) -> ImportPlan:  # fmt: skip
    step("Reading the file", 0)
    name, data = source if isinstance(source, tuple) else (source.name, _bytes_of(source))
    book = read_bytes(data, name)
    _check_sheets(book, sheets, name)
    step("Understanding it", 1)
    given = answers or _NO_ANSWERS
    held = desk.ask(import_answers)
    all_answers = joined(remembered(held, name, book), given)
    unsure = desk.ask(unsure_records)
    snapshot = _Snapshot(desk)
    reading = understand(
        book, known=snapshot.known(unsure), answers=all_answers, day_first=snapshot.day_first,
        sheets=list(sheets) if sheets else None, next_working_day=snapshot.next_working_day, policy_day_parts=_day_parts(desk),
    )  # fmt: skip
    if not reading.understood:
        raise Problem(
            f"Nothing in “{name}” was understood as trainers, courses, sessions, absences, observations or materials.", kept="Nothing was changed.",
            todo="Check that it has a row of headings, or say what its columns hold in a decisions file.",
        )  # fmt: skip
    step("Comparing it with the pool", 2)
    comparing = Comparing(
        name, desk.today, desk.clock.now().isoformat(), desk.person, transfer, all_answers, reading,
        Bases(desk.ask(import_bases, name)),
    )  # fmt: skip
    _compare(comparing, snapshot, unsure)
    gone = accounting.vanished(comparing, sheets or None)
    questions = (*reading.questions, *comparing.questions)
    accounting.keep_questions(comparing, questions, desk.ask(open_questions, name))
    remember(comparing.writes, held, given, name, book)
    plan = ImportPlan(
        name, hashlib.sha256(data).hexdigest(), accounting.account(comparing), questions, gone, comparing.transfers, transfer,
        tuple(reading.lost), all_answers, reading, comparing.writes, desk.store.head.count, comparing.touched, data,
        tuple(sheets or ()),
    )  # fmt: skip
    _keep_file(desk, plan)
    step("Compared", 3)
    return plan


def _day_parts(desk: Desk) -> dict[str, tuple[time, time]]:
    """The times of "AM" and the like, as the pool's policy has them today."""
    policy = policy_on(desk.ask(policies), desk.today)
    return {**DAY_PARTS, **{name.casefold(): (part.start, part.end) for name, part in policy.day_parts.items()}}


def plan_with(desk: Desk, plan: ImportPlan, answers: Answers, progress: Progress | None = None) -> ImportPlan:
    """The same file compared again with other answers; what the review page does after each of them."""
    return plan_import(
        desk,
        (plan.file_name, plan.body),
        answers,
        transfer=plan.transfer,
        sheets=plan.chosen or None,
        progress=progress,
    )


class _Steps:
    """Says how far it is, and stops where that is wished."""

    def __init__(self, progress: Progress | None, cancelled: Callable[[], bool] | None) -> None:
        self._progress, self._cancelled = progress, cancelled

    def __call__(self, text: str, done: int) -> None:
        if self._cancelled is not None and self._cancelled():
            raise Problem("The import was stopped.", kept="Nothing was changed.")
        if self._progress is not None:
            self._progress(text, done, STEPS)


class _Snapshot:
    """The pool as it is while one import is compared."""

    def __init__(self, desk: Desk) -> None:
        self.agencies = desk.ask(now.agencies_now)
        self.courses = desk.ask(now.courses_now)
        self.people = desk.ask(now.people_now, desk.today)
        self.day_first = desk.ask(pool_settings).day_first
        self.desk = desk
        self._working: WorkingDays | None = None

    def known(self, unsure: frozenset[str]) -> Known:
        """What the reading may take as known: without what stands for itself only until a question is answered."""
        into: dict[str, list[str]] = {}
        for agency in self.agencies:
            if agency.merged_into_id:
                into.setdefault(agency.merged_into_id, []).append(agency.name)
        return Known(
            tuple(
                KnownAgency(one.id, one.name, (*(text for _, text in one.aliases), *into.get(one.id, ())))
                for one in self.agencies
                if not one.merged_into_id and one.id not in unsure
            ),
            tuple(
                KnownCourse(one.id, one.code, one.title, tuple(text for _, text in one.aliases), one.minutes, one.days)
                for one in self.courses
                if one.id not in unsure
            ),
            tuple(
                KnownPerson(one.id, one.given_name, one.family_name, one.known_as, one.agency_id, one.email)
                for one in self.people
            ),
        )

    def next_working_day(self, day: date) -> date:
        """The working day after a day, by the pool's own calendar."""
        if self._working is None:
            self._working = self.desk.ask(working_days)
        return self._working.add(day, 1)


def _compare(comparing: Comparing, snapshot: _Snapshot, unsure: frozenset[str]) -> None:
    desk, reading = snapshot.desk, comparing.reading
    memberships = desk.ask(now.memberships_now)
    agencies = AgencyComparison(comparing, snapshot.agencies, memberships, unsure)
    agencies.compare()
    if agencies.merged:
        follow_merges(comparing, desk.ask(now.hosted_by, tuple(agencies.merged)), agencies.merged)
    courses = CourseComparison(comparing, snapshot.courses, unsure)
    courses.compare()
    evidence = desk.ask(now.evidence_now) if reading.trainers else {}
    trainers = TrainerComparison(
        comparing, snapshot.people, memberships, evidence, agencies.record_of, agencies.canon, courses.record_of,
        agencies.names, courses.called,
    )  # fmt: skip
    trainers.compare()
    people = {person.id: person for person in snapshot.people}
    if reading.sessions:
        teams = Teams(comparing, people, trainers.record_of, trainers.agency_of_person)
        SessionComparison(
            comparing, desk.ask(now.sessions_now), desk.ask(now.venues_now), teams, courses.record_of, courses.title,
            agencies.record_of, agencies.canon, agencies.names,
        ).compare()  # fmt: skip
    if reading.availability:
        compare_absences(comparing, desk.ask(now.absences_now), trainers.record_of)
    if reading.observations:
        held = {**evidence} if evidence else desk.ask(now.evidence_now)
        ObservationComparison(
            comparing, desk.ask(observations_now), held, trainers.record_of, courses.record_of, courses.called
        ).compare()
    if reading.materials:
        MaterialComparison(comparing, desk.ask(versions_now), courses.record_of, courses.called).compare()


def _keep_file(desk: Desk, plan: ImportPlan) -> None:
    """Remember the file itself where its import writes anything; what says nothing new is not kept twice."""
    if plan.writes.empty and any(row.name == plan.file_name for row in desk.ask(latest_files)):
        return
    body = packed_body(plan.body)
    plan.writes.add(
        ImportedFile, name=plan.file_name, digest=plan.digest, on=desk.today.isoformat(), totals=plan.totals,
        transfer=plan.transfer, sheets=list(plan.chosen), body=body if len(body) <= MAX_KEPT else None,
    )  # fmt: skip
    if desk.ask(pool_settings).records_begin is None:
        plan.writes.add(PoolSetting, key="records_begin", value=desk.today.isoformat())


def _bytes_of(path: Path) -> bytes:
    """The file's bytes; Problem where it cannot be read or is too large to be a workbook."""
    try:
        if path.exists() and not path.is_file():
            raise Problem(f"“{path.name}” is not a file.", kept="Nothing was changed.")
        if path.stat().st_size > MAX_FILE:
            raise Problem(
                f"“{path.name}” is larger than 50 MB.",
                kept="Nothing was changed.",
                todo="Remove pictures and old sheets first.",
            )
        return path.read_bytes()
    except OSError as error:
        raise Problem(
            f"“{path.name}” could not be opened: {error.strerror or error}.", kept="Nothing was changed."
        ) from error


def _check_sheets(book: Book, sheets: Sequence[str] | None, name: str) -> None:
    there = [sheet.name for sheet in book.sheets]
    for wanted in sheets or ():
        if wanted not in there:
            raise Problem(
                f"“{name}” has no sheet {wanted!r}.", kept="Nothing was changed.", todo=f"It has: {', '.join(there)}."
            )
