"""A return taken into the pool: received, its plan decided, written as one piece of work with one undo, or refused."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from trainerpool.domain.dates import count_of
from trainerpool.exchange.carrying.merging import Fate, Item, Write, writes_of
from trainerpool.exchange.carrying.returned import REMOVED, Returned, read_returned, returned_document, returned_from
from trainerpool.exchange.carrying.statements import statement_lines, statement_of
from trainerpool.operations.carrying.checking import check_return
from trainerpool.operations.carrying.scans import in_own_names, keep_brought
from trainerpool.operations.carrying.writing import write_rows
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.observations.counting import bring_to_evidence
from trainerpool.problem import Problem
from trainerpool.queries.merged_people import as_kept
from trainerpool.queries.returns import REFUSED, TAKEN_IN, WAITING, ReturnPlan, ReturnRow, return_known, return_plan
from trainerpool.queries.settings import pool_settings
from trainerpool.store.records import Judgement, Observation, Person, ReturnedFile
from trainerpool.store.work import Done, Work

POOL, RETURN = "pool", "return"


@dataclass(frozen=True)
class ReadReturn:
    """A return that was opened and checked: whose it is, its content, and what is known of it from before."""

    person_id: str
    digest: str
    content: Returned
    known: ReturnRow | None

    @property
    def is_taken_in(self) -> bool:
        """Whether it was taken in before."""
        return self.known is not None and self.known.outcome == TAKEN_IN


@dataclass(frozen=True)
class TakenIn:
    """What taking a return in did: how many changes, and what was left out with the sentence why."""

    person: str
    taken: int
    left: tuple[str, ...] = ()


def read_return(desk: Desk, payload: bytes, person_id: str, digest: str) -> ReadReturn:
    """Read a return's payload and look whether its author may say all of it. Problem, and nothing taken in, where not."""
    content = desk.ask(as_kept, in_own_names(desk, read_returned(payload)))
    desk.ask(check_return, content, person_id, desk.ask(pool_settings).pool_id, desk.today)
    return ReadReturn(person_id, digest, content, desk.ask(return_known, content.file, digest))


def receive_return(desk: Desk, read: ReadReturn) -> Done:
    """Keep a return as waiting, to be looked at and taken in later; one that came before is not kept twice."""
    with desk.work("Receive a return") as work:
        if read.known is not None:
            work.about(read.known.id)
            work.result = read.known.id
        else:
            keep_brought(desk, read.content)
            name = _name(work, read.person_id)
            work.name = f"Receive return from {name}"
            row = work.add(_row(desk, read, WAITING))
            row.inside = {**row.inside, "document": returned_document(read.content)}
            work.result = row.id
    return work.done


def waiting_return(desk: Desk, returned: str) -> ReadReturn:
    """A return that waits in the pool, by its id there. Problem where it does not wait any more."""
    found = _kept(desk, returned, WAITING)
    if found is None:
        raise Problem("This return does not wait any more.", kept="Nothing was changed.")
    return found


def refused_return(desk: Desk, returned: str) -> ReadReturn | None:
    """A return that was refused, to be looked at; None where only its reason was kept, as before."""
    return _kept(desk, returned, REFUSED)


def _kept(desk: Desk, returned: str, outcome: str) -> ReadReturn | None:
    with desk.store.reader() as reader:
        row = reader.get(ReturnedFile, returned)
        if row is None or row.outcome != outcome or "document" not in row.inside:
            return None
        document, person, digest = row.inside["document"], row.person_id, row.digest
    content = desk.ask(as_kept, returned_from(document))
    return ReadReturn(person, digest, content, desk.ask(return_known, content.file, digest))


def plan_of_return(desk: Desk, read: ReadReturn) -> ReturnPlan:
    """What taking a return in would do now, in the order it was done."""
    return desk.ask(return_plan, read.content, read.person_id, desk.today)


def take_in_return(
    desk: Desk, read: ReadReturn, *, taken: Collection[str] | None = None, clashes: Mapping[str, str] | str = POOL
) -> Done:
    """Take a return in as one piece of work with one undo; `result` is TakenIn.

    `taken`: only these of the things that are ready, by key (None: all). `clashes`: for each clash by key whether the
    "pool" or the "return" wins, or one of the two for all. The rules are asked again; what they refuse is left out.
    """
    if read.is_taken_in:
        raise Problem("This return was taken in already.", kept="Nothing was changed.")
    with desk.work("Take in a return") as work:
        desk.ask(check_return, read.content, read.person_id, desk.ask(pool_settings).pool_id, desk.today)
        plan = desk.ask(return_plan, read.content, read.person_id, desk.today)
        keep_brought(desk, read.content)
        ready = {item.key for item in plan.items if item.fate is Fate.READY and (taken is None or item.key in taken)}
        wins = {item.key for item in plan.items if item.fate is Fate.CLASH and _side(clashes, item.key) == RETURN}
        work.name = f"Take in return from {plan.name}"
        writes = writes_of(plan.items, ready, returned_wins=wins)
        write_rows(work, writes)
        _bring_to_evidence(work, desk, writes)
        left = tuple(
            f"{row.text} {row.why or 'The pool’s side stays.'}"
            for row in plan.rows
            if row.fate is Fate.REFUSED or (row.fate is Fate.CLASH and row.key not in wins)
        )
        _note(work, desk, read, plan.items, len(ready) + len(wins))
        work.result = TakenIn(plan.name, len(ready) + len(wins), left)
    return work.done


@deed
def refuse_return(desk: Desk, returned: str, reason: str | None = None) -> Done:
    """Refuse a return that waits: nothing of it is taken in; that it came and what it said stays on record, to be looked at."""
    with desk.work("Refuse a return") as work:
        row = work.get(ReturnedFile, returned)
        if row.outcome != WAITING:
            raise Problem("This return does not wait any more.", kept="Nothing was changed.")
        work.name = f"Refuse the return from {_name(work, row.person_id)}"
        row.outcome = REFUSED
        row.inside = {**row.inside, "why": (reason or "").strip()}
        work.about(row.id)
    return work.done


@deed
def reconsider_return(desk: Desk, returned: str) -> Done:
    """Let a return that was refused wait again, to be looked at anew."""
    with desk.work("Look at a return again") as work:
        row = work.get(ReturnedFile, returned)
        if row.outcome != REFUSED or "document" not in row.inside:
            kept = "Nothing was changed."
            raise Problem("This return cannot wait again.", kept=kept, todo="Ask for it to be sent again.")
        work.name = f"Look again at the return from {_name(work, row.person_id)}"
        row.outcome = WAITING
        row.inside = {name: value for name, value in row.inside.items() if name != "why"}
        work.about(row.id)
    return work.done


def _bring_to_evidence(work: Work, desk: Desk, writes: Sequence[Write]) -> None:
    """Observations that came in count by the pool's own reckoning of their judgements; no evidence is taken from a file."""
    seen = {one.record for one in writes if one.kind == "observation"}
    seen |= {
        str(key)
        for one in writes if one.kind == "judgement" and one.change != REMOVED
        for key in work.session.scalars(select(Judgement.observation_id).where(Judgement.id == one.record))
    }  # fmt: skip
    for key in sorted(seen):
        found = work.session.get(Observation, key)
        if found is not None:
            bring_to_evidence(work, desk, found)


def _side(clashes: Mapping[str, str] | str, key: str) -> str:
    return clashes if isinstance(clashes, str) else clashes.get(key, POOL)


def _note(work: Work, desk: Desk, read: ReadReturn, items: tuple[Item, ...], count: int) -> None:
    """Note the return as taken in, with what it spoke of: an earlier one of the same person is measured against that."""
    # As planned: with the pool's own ids for facts that were here before.
    spoken = replace(read.content, changes=tuple(change for item in items for change in item.changes))
    statement = statement_of(spoken)
    inside = {**_inside(read), "taken": count, "said": statement_lines(statement)}
    inside["left"] = sum(item.fate in {Fate.REFUSED, Fate.CLASH} for item in items)
    if read.known is not None:
        row = work.get(ReturnedFile, read.known.id)
        row.outcome, row.inside, row.on = TAKEN_IN, inside, desk.today
    else:
        row = work.add(_row(desk, read, TAKEN_IN))
        row.inside = inside
    work.about(row.id)


def _row(desk: Desk, read: ReadReturn, outcome: str) -> ReturnedFile:
    return ReturnedFile(
        person_id=read.person_id, file=read.content.file, digest=read.digest, number=read.content.number, on=desk.today,
        outcome=outcome, inside=_inside(read),
    )  # fmt: skip


def _inside(read: ReadReturn) -> dict[str, object]:
    content = read.content
    return {
        "made_at": content.made_at, "carry": content.carry, "carry_number": content.carry_number,
        "changes": len(content.changes),
    }  # fmt: skip


def _name(work: Work, person_id: str) -> str:
    person = work.get(Person, person_id)
    return f"{person.given_name} {person.family_name}".strip()


def told(done: Done) -> str:
    """What taking in did, in a sentence."""
    result: TakenIn = done.result
    return f"{count_of(result.taken, 'change')} of {result.person} taken in."
