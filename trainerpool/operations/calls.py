"""Writing to those a call for availability asked: drafts in a folder with who was written to recorded, and a call taken back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select

from trainerpool.domain.dates import count_of, in_words
from trainerpool.exchange.carrying.letters import call_draft
from trainerpool.exchange.drafts import Draft, eml
from trainerpool.host.files import write_whole
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.references import the_person
from trainerpool.operations.settings import put_setting
from trainerpool.problem import Problem
from trainerpool.queries.asked import about_calls, key_of_call
from trainerpool.queries.calls import AskedRow, CallPageRow, availability_calls
from trainerpool.queries.settings import pool_settings
from trainerpool.store.records import AvailabilityAnswer, AvailabilityCall, PoolSetting
from trainerpool.store.work import Done, Work


@dataclass(frozen=True, slots=True)
class CallDrafts:
    """What writing to people about a call did: the drafts, and how many of them have no address."""

    files: tuple[Path, ...]
    without_address: int


@deed
def record_call_written(desk: Desk, call: str, trainers: list[str], on: date | None = None) -> Done:
    """Record that people were written to about a call for availability: asked, or reminded."""
    with desk.work("Write about a call") as work:
        asked = work.get(AvailabilityCall, call)
        people = [the_person(work, one).id for one in trainers]
        work.name = f"Write to {count_of(len(people), 'person', 'people')} about {_period(asked)}"
        _written(work, asked.id, people, on or desk.today)
        work.about(people[0] if len(people) == 1 else asked.id)
    return work.done


@deed
def take_back_call(desk: Desk, call: str) -> Done:
    """Take a call for availability back with its answers; absences and weekdays that were told stay."""
    with desk.work("Take back a call") as work:
        asked = work.get(AvailabilityCall, call)
        work.name = f"Take back the call for {_period(asked)}"
        for answer in work.find(select(AvailabilityAnswer).where(AvailabilityAnswer.call_id == asked.id)):
            work.remove(answer)
        for kept in work.find(select(PoolSetting).where(PoolSetting.key == key_of_call(asked.id))):
            work.remove(kept)
        work.session.flush()
        work.remove(asked)
    return work.done


def draft_of_call(desk: Desk, call: CallPageRow, one: AskedRow) -> Draft:
    """The mail that asks one person, or reminds them where the call has reached them before."""
    settings = desk.ask(pool_settings)
    return call_draft(
        (one.name, one.called, one.email), (call.start, call.end, call.answer_by), call.note,
        (desk.person, settings.partnership or settings.name), has_desk=one.carried is not None, again=one.was_reached,
        today=desk.today,
    )  # fmt: skip


def write_call_drafts(
    desk: Desk, call: str, folder: Path, *, people: Collection[str] | None = None,
    told: Callable[[int, int, str], None] | None = None, stopped: Callable[[], bool] | None = None,
) -> Done:  # fmt: skip
    """Write a draft for everybody of a call who has not answered (or only `people`), and record them as written to.

    Stopped, or where one cannot be written, none is left and nobody is recorded. `result` is CallDrafts.
    """
    found = next((one for one in desk.ask(availability_calls, desk.today) if one.id == call), None)
    if found is None:
        raise Problem("This call is not in the pool any more.", kept="Nothing was written.")
    wanted = [one for one in found.waiting if people is None or one.id in people]
    if not wanted:
        raise Problem("Everybody asked has answered.", kept="Nothing was written.")
    made: list[Path] = []
    try:
        with desk.work(f"Write to {count_of(len(wanted), 'person', 'people')} about {found.period}") as work:
            for number, one in enumerate(wanted):
                _tell(told, stopped, number, wanted)
                target = _free(folder, f"{one.name}, availability")
                made.append(target)
                write_whole(target, eml(draft_of_call(desk, found, one)))
            _tell(told, stopped, len(wanted), wanted)
            _written(work, call, [one.id for one in wanted], desk.today)
            work.about(call)
            work.result = CallDrafts(tuple(made), sum(not one.email for one in wanted))
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        raise
    return work.done


def _tell(
    told: Callable[[int, int, str], None] | None, stopped: Callable[[], bool] | None, done: int, of: Sequence[AskedRow]
) -> None:
    if told is not None:
        told(done, len(of), of[done].name if done < len(of) else "")
    if stopped is not None and stopped():
        raise Problem("Stopped: no draft was written.", kept="Nothing was changed.")


def _written(work: Work, call: str, people: Sequence[str], on: date) -> None:
    about = about_calls(work.session).get(call, {})
    put_setting(
        work,
        key_of_call(call),
        {**about, "written": {**about.get("written", {}), **dict.fromkeys(people, on.isoformat())}},
    )


def ask_instead(work: Work, old: str, new: str) -> None:
    """Where calls name somebody whose record goes up in another's, they name the other."""
    for call, about in about_calls(work.session).items():
        if old in (about.get("asked") or ()) or old in about.get("written", {}):
            named = about.get("asked")
            moved = {new if one == old else one: day for one, day in about.get("written", {}).items()}
            asked = {"asked": sorted({new if one == old else one for one in named})} if named is not None else {}
            put_setting(work, key_of_call(call), {**about, **asked, "written": moved})


def _free(folder: Path, name: str) -> Path:
    """A name in the folder that no file has yet: people of one name get a draft each."""
    plain = "".join(sign if sign.isalnum() or sign in " ,-’'" else "_" for sign in name)
    path, number = folder / f"{plain}.eml", 1
    while path.exists():
        number += 1
        path = folder / f"{plain} {number}.eml"
    return path


def _period(asked: AvailabilityCall) -> str:
    return f"{in_words(asked.start)} to {in_words(asked.end)}"
