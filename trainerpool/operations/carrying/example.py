"""The example's offline exchange, played for real: invited, joined, called, handed out, done at a desk, and a return that waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from trainerpool.host.clock import FixedClock
from trainerpool.operations.allocations import respond
from trainerpool.operations.carrying.at_desk import open_carry_file, open_return_file
from trainerpool.operations.carrying.first_contact import lay_first
from trainerpool.operations.carrying.handing_out import hand_out_all
from trainerpool.operations.carrying.sending import send_return
from trainerpool.operations.carrying.taking_in import ReadReturn, receive_return
from trainerpool.operations.carrying.to_files import invite_to
from trainerpool.operations.deeds import DEEDS
from trainerpool.operations.desk import Desk
from trainerpool.operations.desk_deeds.asking import answer_availability, call_for_availability
from trainerpool.operations.pools import close_pool
from trainerpool.operations.trust import join, open_here, open_profile, take_in_reply
from trainerpool.queries.desk_sessions import my_sessions
from trainerpool.queries.own_work import held_file
from trainerpool.queries.trust import person_meant
from trainerpool.store.keys import Cost

_WORDS = "example"
_FILES = "Carry files"


def play_exchange(desk: Desk, given: Mapping[str, Any], folder: Path, cost: Cost) -> None:
    """Play the example's exchange, each step on its own day; the files and the desks stay in the folder."""
    out = _on(desk, given["out"])
    call = given["call"]
    start, end, by = (date.fromisoformat(call[name]) for name in ("from", "to", "answer_by"))
    called = str(call_for_availability(out, start, end, by, call["note"]).result)
    (folder / _FILES).mkdir()
    people = [_meet(out, name, folder, cost) for name in given["joined"]]
    written = hand_out_all(out, folder / _FILES, people=people, drafts=True).result.files
    invite_to(out, desk.ask(person_meant, given["invited"])[0], folder / _FILES / "Invitation.tpcarry", draft=False)
    meanwhile = given["meanwhile"]
    DEEDS[meanwhile["deed"]].do(_on(desk, meanwhile["on"]), meanwhile["args"])
    back = _sent_back(given["back"], dict(written)[people[0]], called, folder)
    read = open_return_file(desk, back)
    assert isinstance(read, ReadReturn)
    receive_return(desk, read)


def _on(desk: Desk, day: str) -> Desk:
    """The desk as it was on a day."""
    return replace(desk, clock=FixedClock.on(date.fromisoformat(day)))


def _meet(desk: Desk, name: str, folder: Path, cost: Cost) -> str:
    """Invite somebody, let them join with a desk in the folder, and take their reply in; their id."""
    person = desk.ask(person_meant, name)[0]
    file = folder / _FILES / "Invitation.tpcarry"
    made = invite_to(desk, person, file, draft=False)
    joined = join(file.read_bytes(), made.words, folder / name, _WORDS, desk.clock, cost)
    lay_first(joined)
    close_pool(joined.desk)
    take_in_reply(desk, open_here(desk, joined.reply, sorts={"reply"}))
    file.unlink()
    return person


def _sent_back(given: Mapping[str, Any], carry: Path, call: str, folder: Path) -> Path:
    """What somebody did at their desk, sent; the return's file."""
    name = given["trainer"]
    own = open_profile(folder / name, _WORDS, FixedClock.on(date.fromisoformat(given["on"])))
    try:
        open_carry_file(own, carry)
        held = own.ask(held_file)
        assert held is not None
        for one in own.ask(my_sessions, held.person, own.today).asked:
            if one.day.isoformat() == given["accepts"]:
                respond(own, one.id, name, accepted=True)
        for item in given["deeds"]:
            DEEDS[item["deed"]].do(own, item["args"])
        answer_availability(own, call, name)
        target = folder / "Return.tpreturn"
        send_return(own, target)
    finally:
        close_pool(own)
    return target
