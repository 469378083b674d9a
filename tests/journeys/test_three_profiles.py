"""Three desks and no network: sent, answered, observed with a kill in between, returned, merged, repaired, undone, merged again."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.journeys.three_desks import (
    DAY,
    OBSERVER,
    SECRETS,
    SPARE,
    TODAY,
    TRAINER,
    nothing_in_the_clear,
    pool_of_three,
    session_of,
    state_of,
)
from tests.operations.trust_desks import OWN_WORDS, invited, quick_words, reply_to, taken
from trainerpool.exchange.carrying.merging import Fate
from trainerpool.host.clock import FixedClock
from trainerpool.operations import (
    allocations,
    availability,
    observations,
)
from trainerpool.operations.carrying.at_desk import known_as_taken_in, open_carry_file, open_return_file
from trainerpool.operations.carrying.handing_out import hand_out, prepare_carry
from trainerpool.operations.carrying.sending import send_return
from trainerpool.operations.carrying.taking_in import ReadReturn, plan_of_return, take_in_return
from trainerpool.operations.desk import Desk
from trainerpool.operations.desk_deeds.arranging import arrange_session
from trainerpool.operations.desk_deeds.reflecting import write_reflection
from trainerpool.operations.pools import close_pool, verify_pool
from trainerpool.operations.repairs import confirm_repair, propose_repair, repair_of
from trainerpool.operations.trust import open_profile, profile_path
from trainerpool.queries.allocation_problem import allocation_problem
from trainerpool.queries.observations import observations as observed
from trainerpool.queries.sessions import session
from trainerpool.store.records import Judgement, Reflection, TimedNote

OBSERVE = """
import sys
from datetime import date
from pathlib import Path
from trainerpool.host.clock import FixedClock
from trainerpool.operations import observations
from trainerpool.operations.trust import open_profile
from trainerpool.queries.observations import observations as observed
desk = open_profile(Path(sys.argv[1]), sys.argv[2], FixedClock.on(date(2027, 1, 12)))
row = desk.ask(observed, desk.today)[0]
observations.start_visit(desk, row.visit_id, 18)
for number in ("1", "4", "6"):
    observations.judge(desk, row.id, number, "Met")
    print(number, flush=True)
observations.add_timed_note(desk, row.visit_id, "10:05", "Opened with the agreement", criteria=["1"])
print("note", flush=True)
sys.stdin.readline()
"""


@dataclass
class Journey:
    """The pool and where the other desks and the files between them lie."""

    folder: Path
    pool: Desk

    def join(self, name: str) -> None:
        """Invite somebody and let them join."""
        sent = invited(self.pool, name)
        reply = reply_to(sent, self.folder / name[:4])
        assert not taken(self.pool, reply).already

    def send(self, name: str) -> None:
        """A carry file handed out and opened at the desk it is for."""
        file = self.folder / f"{name[0]}.tpcarry"
        hand_out(self.pool, prepare_carry(self.pool, name), file)
        desk = self.desk(name)
        assert open_carry_file(desk, file).is_new
        close_pool(desk)

    def desk(self, name: str, today: date = TODAY) -> Desk:
        """Somebody's own desk, open."""
        return open_profile(self.folder / name[:4], OWN_WORDS, FixedClock.on(today))

    def back(self, name: str) -> ReadReturn:
        """The return of somebody, opened in the pool."""
        found = open_return_file(self.pool, self.folder / f"{name[0]}.tpreturn")
        assert isinstance(found, ReadReturn)
        return found


@pytest.fixture
def journey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    quick_words(monkeypatch)
    pool = pool_of_three(tmp_path)
    made = Journey(tmp_path, pool)
    yield made
    close_pool(made.pool)


def at_the_trainers_desk(journey: Journey) -> str:
    """Declines one, arranges one, becomes unavailable, writes a private page; gives the session arranged."""
    desk = journey.desk(TRAINER)
    allocations.respond(desk, session_of(journey.pool, "S2"), TRAINER, accepted=False, category="workload")
    parts = [{"start": "2027-04-13T09:30", "end": "2027-04-13T12:30"}]
    made = arrange_session(desk, TRAINER, "NEG", parts, venue="Weir Hall").result
    availability.mark_away(desk, TRAINER, date(2027, 3, 1), date(2027, 3, 5))
    write_reflection(desk, TRAINER, SECRETS[0].decode())
    assert send_return(desk, journey.folder / "Z.tpreturn").changes >= 4
    close_pool(desk)
    return str(made)


def killed_while_observing(journey: Journey) -> None:
    """The observer's program is killed in the middle of the form: everything told as kept is there."""
    folder = journey.folder / OBSERVER[:4]
    child = subprocess.Popen(
        [sys.executable, "-c", OBSERVE, str(folder), OWN_WORDS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        cwd=Path(__file__).resolve().parents[2],
    )  # fmt: skip
    assert child.stdout is not None
    assert child.stdin is not None
    assert [child.stdout.readline().strip() for _ in range(4)] == ["1", "4", "6", "note"]
    child.kill()
    child.wait()
    child.stdin.close()
    child.stdout.close()
    desk = journey.desk(OBSERVER, DAY)
    judged = desk.ask(lambda it: set(it.scalars(select(Judgement.criterion).where(Judgement.judgement == "Met"))))
    notes = desk.ask(lambda it: list(it.scalars(select(TimedNote.text))))
    assert (judged, notes) == ({"1", "4", "6"}, ["Opened with the agreement"])
    close_pool(desk)
    assert verify_pool(profile_path(folder), OWN_WORDS) == []


def at_the_observers_desk(journey: Journey) -> None:
    """The rest of the form, then the return."""
    desk = journey.desk(OBSERVER, DAY)
    (row,) = desk.ask(observed, desk.today)
    observations.judge_several(desk, row.id, {one: {"judgement": "Met"} for one in ("8", "10", "12", "13", "22", "23")})
    observations.finish_visit(desk, row.visit_id)
    observations.record_reflection(desk, row.id, declined=True)
    observations.set_actions(desk, row.id, [{"text": SECRETS[1].decode(), "owner": TRAINER, "due": "2027-03-01"}])
    observations.set_outcome(desk, row.id, "Continue with actions")
    observations.submit_observation(desk, row.id)
    send_return(desk, journey.folder / "R.tpreturn")
    close_pool(desk)


def repair(journey: Journey) -> None:
    """The place that was declined, staffed again."""
    pool = journey.pool
    problem = pool.ask(allocation_problem, date(2027, 2, 1), date(2027, 3, 1), pool.today, None)
    mended, broken = repair_of(problem, pool.today, {session_of(journey.pool, "S2")})
    confirm_repair(pool, propose_repair(mended, broken, seconds=5, workers=1))


def test_three_desks(journey: Journey, monkeypatch: pytest.MonkeyPatch) -> None:
    pool = journey.pool
    for name in (TRAINER, OBSERVER):
        journey.join(name)
        journey.send(name)
    arranged = at_the_trainers_desk(journey)
    killed_while_observing(journey)
    at_the_observers_desk(journey)
    pool.clock = FixedClock.on(DAY)

    for name, deeds in ((TRAINER, 3), (OBSERVER, 2)):
        plan = plan_of_return(pool, journey.back(name))
        assert plan.count(Fate.READY) == len(plan.rows) == deeds
        take_in_return(pool, journey.back(name))
    assert state_of(journey.pool, "S2", TRAINER) == "declined"
    waits = pool.ask(session, arranged)
    assert waits is not None
    assert (waits.status, waits.venue) == ("to agree", "Weir Hall")
    (seen,) = pool.ask(observed, pool.today)
    assert (seen.outcome, [one.text for one in seen.actions]) == ("Continue with actions", [SECRETS[1].decode()])

    assert pool.ask(lambda it: it.scalars(select(Reflection.text)).all()) == [], "what is private stays at its desk"
    repair(journey)
    assert state_of(journey.pool, "S2", SPARE) == "confirmed"
    assert known_as_taken_in(pool, journey.folder / "Z.tpreturn")
    assert [pool.undo().name for _ in range(3)][1:] == [
        f"Undo: Take in return from {OBSERVER}", f"Undo: Take in return from {TRAINER}",
    ]  # fmt: skip
    assert state_of(journey.pool, "S2", TRAINER) == "offered"
    assert pool.ask(session, arranged) is None

    for name in (OBSERVER, TRAINER):  # the other way round
        assert take_in_return(pool, journey.back(name)).result.left == ()
    assert state_of(journey.pool, "S2", TRAINER) == "declined"
    repair(journey)
    assert state_of(journey.pool, "S2", SPARE) == "confirmed"
    nothing_in_the_clear(journey.folder)
