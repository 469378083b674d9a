"""Carry files made in the pool: what somebody needs for a period, shown before it goes, sealed for them and noted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.policy import Policy, policy_on
from trainerpool.exchange.carrying.carried import Carried, carried_payload
from trainerpool.exchange.carrying.letters import carry_draft
from trainerpool.exchange.drafts import Draft, eml
from trainerpool.host.files import write_whole
from trainerpool.operations.desk import Desk
from trainerpool.operations.kept_files import read_kept_file
from trainerpool.problem import Problem
from trainerpool.queries.carried_slice import carried_rows, sorts_of
from trainerpool.queries.carrying import Inside, inside_of, told_to
from trainerpool.queries.merged_people import former_ids
from trainerpool.queries.people import PersonRow, people
from trainerpool.queries.settings import policies, pool_settings
from trainerpool.store.pool import Reader
from trainerpool.store.records import CarriedFile, ReturnedFile, new_id
from trainerpool.store.work import Done, Work


@dataclass(frozen=True)
class Prepared:
    """A carry file ready to go: its content, and what is inside in words."""

    content: Carried
    inside: Inside


@dataclass(frozen=True)
class HandedOut:
    """What handing carry files out did: the files with the person each is for, and who was left out with the sentence why."""

    files: tuple[tuple[str, Path], ...]
    left: tuple[str, ...] = ()


def prepare_carry(
    desk: Desk, person: str, start: date | None = None, end: date | None = None, *, opens_until: date | None = None,
    with_files: bool = True,
) -> Prepared:  # fmt: skip
    """Put together what somebody would be given, without writing anything: to be looked at before it is sent.

    Where no last day is given it covers as many weeks as policy says; and so long it is meant for use, where that is not
    given: it opens afterwards too, and says so.
    """
    found, policy = desk.ask(_person, person), policy_on(desk.ask(policies), desk.today)
    first, last = _period(policy, start or desk.today, end)
    if last < first:
        raise Problem(
            f"The period would end on {in_words(last)} before it begins on {in_words(first)}.", kept="Nothing was made."
        )
    sorts = desk.ask(sorts_of, found.id, desk.today)
    name = found.name
    if not sorts:
        raise Problem(
            f"{name} is neither a trainer nor an observer: a carry file would be empty.", kept="Nothing was made."
        )
    rows = desk.ask(carried_rows, found.id, first, last, desk.today)
    settings = desk.ask(pool_settings)
    told = {
        **desk.ask(told_to, found.id, desk.today, desk.person),
        "sorts": sorted(sorts),
        "taken": desk.ask(_taken, found.id),
        "formerly": sorted(desk.ask(former_ids, found.id)),
    }
    bodies, without = _bodies(desk, rows, with_files=with_files)
    content = Carried(
        new_id(), desk.ask(_next_number, found.id), settings.pool_id, settings.name, settings.partnership, found.id, name,
        desk.today, desk.person, first, last, opens_until or desk.today + timedelta(weeks=policy.carry_open_weeks), rows, told, bodies,
        without,
    )  # fmt: skip
    return Prepared(content, inside_of(content))


def _person(reader: Reader, text: str) -> PersonRow:
    """The person of this id or of this "Given Family"; Problem where there is none, or more than one."""
    everybody = people(reader, date.max)
    found = [row for row in everybody if row.id == text] or [
        row for row in everybody if row.name.casefold() == text.strip().casefold()
    ]
    if len(found) != 1:
        what = "No person of the pool is" if not found else "More than one person is"
        raise Problem(f"{what} called {text!r}.", kept="Nothing was made.", todo="Give the id." if found else "")
    return found[0]


def _taken(reader: Reader, person_id: str) -> list[str]:
    """The returns of somebody that were taken in."""
    statement = select(ReturnedFile.file).where(ReturnedFile.person_id == person_id, ReturnedFile.outcome == "taken in")
    return sorted(reader.scalars(statement))


def _next_number(reader: Reader, person_id: str) -> int:
    """One more than was ever given to somebody, or than their returns say they hold: a restored pool forgets what it gave."""
    given = reader.scalar(select(func.max(CarriedFile.number)).where(CarriedFile.person_id == person_id)) or 0
    inside = reader.scalars(select(ReturnedFile.inside).where(ReturnedFile.person_id == person_id))
    return int(max([given, *(int(one.get("carry_number") or 0) for one in inside)])) + 1


def _bodies(
    desk: Desk, rows: dict[str, dict[str, dict[str, Any]]], *, with_files: bool
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The bodies of the files that go along, and the names of those left out."""
    listed = rows.get("kept_file", {})
    if not with_files:
        return {}, tuple(f"{row['name']} ({_size(row['size'])})" for row in listed.values())
    return {key: read_kept_file(desk, key) for key in listed}, ()


def _size(size: int) -> str:
    return f"{max(1, round(size / 1024))} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"


def first_payload(desk: Desk, person_id: str, start: date | None = None, end: date | None = None) -> tuple[bytes, int]:
    """The payload of somebody's first carry file, to go inside an invitation, and its number."""
    prepared = prepare_carry(desk, person_id, start, end)
    with desk.work(f"Give {prepared.content.name} the first carry file") as work:
        _note(work, prepared)
    return carried_payload(prepared.content), prepared.content.number


def hand_out(desk: Desk, prepared: Prepared, target: Path) -> Done:
    """Write a carry file, sealed for the person it is for, and note that they have it. It cannot be called back."""
    content = prepared.content
    data = _sealed(desk, content)
    with desk.work(f"Carry file number {content.number} for {content.name}", one_way=True) as work:
        _note(work, prepared)
        write_whole(target, data)
        work.result = target
    return work.done


def hand_out_all(
    desk: Desk, folder: Path, start: date | None = None, end: date | None = None, *, people: Sequence[str] | None = None,
    with_files: bool = True, drafts: bool = False, told: Callable[[int, int, str], None] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> Done:  # fmt: skip
    """Write a carry file for everybody who has keys and something to do in the period, as one deed with progress.

    `people`: only these, by id. `drafts`: an e-mail draft with each file in it beside it. `told` hears how many are done
    of how many and whose turn it is. Stopped, or where one file cannot be written, nothing was handed out: files written
    so far are taken away again. `result` is HandedOut.
    """
    from trainerpool.queries.trust import keys_of_person

    wanted = [
        one
        for one in desk.ask(_with_something_to_do, start or desk.today, end, desk.today)
        if people is None or one[0] in people
    ]
    if people is None and not wanted:
        raise Problem("Nobody has a session or a visit in this period.", kept="Nothing was made.")
    written: list[tuple[str, Path]] = []
    left: list[str] = []
    try:
        with desk.work("Carry files", one_way=True) as work:
            for number, (person, name) in enumerate(wanted):
                _tell(told, stopped, number, len(wanted), name)
                if desk.ask(keys_of_person, person) is None:
                    left.append(f"{name} has no keys yet: invite them first.")
                    continue
                prepared = prepare_carry(desk, person, start, end, with_files=with_files)
                target = folder / f"Carry file {prepared.content.number} {prepared.content.file[-8:]}.tpcarry"
                data = _sealed(desk, prepared.content)
                write_whole(target, data)
                written.append((person, target))
                if drafts:
                    write_whole(target.with_suffix(".eml"), eml(draft_of(desk, prepared.content, data)))
                _note(work, prepared)
            _refuse_none(written, left)
            work.name = f"Hand out {count_of(len(written), 'carry file')}"
            work.result = HandedOut(tuple(written), tuple(left))
    except BaseException:
        for _, target in written:
            target.unlink(missing_ok=True)
            target.with_suffix(".eml").unlink(missing_ok=True)
        raise
    _tell(told, None, len(wanted), len(wanted), "")
    return work.done


def draft_of(desk: Desk, content: Carried, sealed: bytes) -> Draft:
    """The e-mail draft for the person a carry file is for, with the sealed file in it."""
    found = desk.ask(_person, content.person)
    return carry_draft(content, found.known_as or found.given_name, found.email, sealed)


def _tell(
    told: Callable[[int, int, str], None] | None, stopped: Callable[[], bool] | None, done: int, of: int, name: str
) -> None:
    if told is not None:
        told(done, of, name)
    if stopped is not None and stopped():
        raise Problem("Stopped: no carry file was handed out.", kept="Nothing was changed.")


def _refuse_none(written: Sequence[tuple[str, Path]], left: Sequence[str]) -> None:
    if not written:
        raise Problem(" ".join(left) or "Nobody was named.", kept="Nothing was made.")


def _with_something_to_do(reader: Reader, start: date, end: date | None, today: date) -> list[tuple[str, str]]:
    """Everybody with an offered or certain place, or a visit, in the period, by name."""
    from trainerpool.queries.carrying import people_to_carry

    policy = policy_on(policies(reader), today)
    return [(row.id, row.name) for row in people_to_carry(reader, *_period(policy, start, end))]


def _period(policy: Policy, start: date, end: date | None) -> tuple[date, date]:
    return start, end or start + timedelta(weeks=policy.carry_covers_weeks)


def _sealed(desk: Desk, content: Carried) -> bytes:
    from trainerpool.operations.trust import seal_for_person

    payload = carried_payload(content)
    return seal_for_person(desk, content.person, payload, file=content.file, number=content.number)


def _note(work: Work, prepared: Prepared) -> None:
    content = prepared.content
    work.add(CarriedFile(
        person_id=content.person, number=content.number, file=content.file, issued_on=content.issued_on, start=content.start,
        end=content.end, opens_until=content.opens_until, inside=prepared.inside.kept(),
    ))  # fmt: skip
