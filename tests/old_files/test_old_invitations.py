"""Invitations and replies of every released form are opened for ever."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.builders import QUICK, TODAY, a_pool
from tests.operations.trust_desks import on
from trainerpool.exchange.sealing import OwnKeys, unpack
from trainerpool.exchange.sealing.comment import FORMAT
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool
from trainerpool.operations.trust import join, open_here, take_in_reply
from trainerpool.queries.trust import own_keys, people_trust, trusted_pool
from trainerpool.store import records

HERE = Path(__file__).parent
FROZEN = sorted(HERE.glob("exchange_*"))


@pytest.fixture(params=FROZEN, ids=lambda folder: folder.name)
def kept(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.param
    return folder


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def pool_of_then(folder: Path, kept: Path) -> Desk:
    """A pool as it stood when the frozen invitation was sent from it."""
    desk, told, keys = a_pool(folder), read(kept / "expected.json"), read(kept / "keys.json")["pool"]
    with desk.work("As it stood") as work:
        work.add(records.Person(**told["person"]))
        work.add(records.OwnKeys(**keys, made_on=TODAY))
        work.session.flush()
        work.add(records.Invitation(
            id=told["invitation"]["id"], person_id=told["person"]["id"], sort="first contact", made_on=TODAY,
            until=date.fromisoformat(told["invitation"]["until"]), secret=told["invitation"]["secret"],
        ))  # fmt: skip
    return desk


def test_one_is_kept_for_every_form() -> None:
    assert [folder.name for folder in FROZEN] == [f"exchange_{number}" for number in range(1, FORMAT + 1)]


def test_an_old_invitation_is_joined_with(kept: Path, tmp_path: Path) -> None:
    words = (kept / "words.txt").read_text(encoding="utf-8")
    joined = join((kept / "invitation.tpcarry").read_bytes(), words, tmp_path, "a passphrase", on(), QUICK)
    trusted = joined.desk.ask(trusted_pool)
    close_pool(joined.desk)
    told, keys = read(kept / "expected.json"), read(kept / "keys.json")["pool"]
    assert trusted is not None
    assert (trusted.person_id, trusted.invitation) == (told["person"]["id"], told["invitation"]["id"])
    assert (trusted.receive_public, trusted.sign_public) == (keys["receive_public"], keys["sign_public"])
    assert joined.first is not None
    assert unpack(joined.first).body == {"version": 1, "note": "first assignments"}
    pool = pool_of_then(tmp_path / "pool", kept)
    assert not take_in_reply(pool, open_here(pool, joined.reply, sorts={"reply"})).already
    close_pool(pool)


def test_an_old_reply_is_taken_in(kept: Path, tmp_path: Path) -> None:
    pool = pool_of_then(tmp_path, kept)
    opened = open_here(pool, (kept / "reply.tpreturn").read_bytes(), sorts={"reply", "return"})
    person = OwnKeys(**read(kept / "keys.json")["person"])
    assert opened.comment.more["receive"] == person.receive_public
    assert not take_in_reply(pool, opened).already
    assert [(row.name, row.state) for row in pool.ask(people_trust, TODAY)] == [("Nadia Farouk", "has keys")]
    assert pool.ask(own_keys) == (OwnKeys(**read(kept / "keys.json")["pool"]),)
    close_pool(pool)
