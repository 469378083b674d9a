"""First contact and the life of keys: taken in once, replaced, ended; every other reply refused in words, nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.builders import QUICK, TODAY
from tests.operations.trust_desks import (
    DENZIL,
    NADIA,
    OWN_WORDS,
    Met,
    first_contact,
    invited,
    on,
    quick_words,
    reply_to,
    taken,
)
from tests.store.pools import content
from trainerpool.exchange.sealing import REPLY, Comment, make_keys, pack, seal
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool
from trainerpool.operations.trust import (
    cancel_invitation,
    join,
    open_here,
    revoke_keys,
    seal_for_person,
    seal_for_pool,
)
from trainerpool.problem import Problem
from trainerpool.queries.people import people
from trainerpool.queries.trainer_history import trainer_history
from trainerpool.queries.trust import own_keys, people_trust, trusted_pool
from trainerpool.store.records import Invitation


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Met:
    return first_contact(tmp_path_factory.mktemp("met"))


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_words(monkeypatch)


@pytest.fixture
def met(made: Met, tmp_path: Path) -> Met:
    return made.copied(tmp_path)


@pytest.fixture
def pool(met: Met) -> Iterator[Desk]:
    desk = met.pool()
    yield desk
    close_pool(desk)


def state_of(desk: Desk) -> list[tuple[str, str]]:
    return [(row.name, row.state) for row in desk.ask(people_trust, desk.today)]


def refused(desk: Desk, data: bytes) -> str:
    """What is said to a reply that is refused; nothing has changed then."""
    before, head = content(desk.store), desk.store.head
    with pytest.raises(Problem) as said:
        taken(desk, data)
    assert (content(desk.store), desk.store.head) == (before, head)
    return said.value.text


def forged(met: Met, desk: Desk, **told: str) -> bytes:
    """Nadia's reply with something else in its place, sealed and signed by whoever put it there."""
    eve = make_keys()
    with closing(met.desk().store) as store, store.reader() as reader:
        nadia = trusted_pool(reader)
        own = own_keys(reader)[0]
    assert nadia is not None
    said = {
        "invitation": nadia.invitation, "person": nadia.person_id, "receive": own.receive_public, "sign": eve.sign_public,
        "bound": nadia.bound,
    } | told  # fmt: skip
    mine = desk.ask(own_keys)[0]
    comment = Comment(REPLY, "f-9", eve.sign_id, mine.receive_id, 0, said)
    return seal(pack({"version": 1}), to=[mine.receive_public], signer=eve, comment=comment)


def test_a_reply_is_taken_in_once(met: Met, pool: Desk) -> None:
    assert state_of(pool) == [(NADIA, "invited")]
    first = taken(pool, met.reply)
    assert (first.already, "taken in" in first.text) == (False, True)
    assert state_of(pool) == [(NADIA, "has keys")]
    head = pool.store.head
    again = taken(pool, met.reply)
    assert (again.already, again.text) == (True, "Already taken in: the keys of Nadia Farouk, on 21 Nov 2026.")
    assert pool.store.head == head
    with pool.store.reader() as reader:
        assert reader.scalars(select(Invitation.secret)).all() == [None]


def test_after_a_restore_the_same_reply_is_taken_in_again(made: Met, met: Met, tmp_path: Path, pool: Desk) -> None:
    taken(pool, met.reply)
    with closing(made.copied(tmp_path / "earlier").pool().store) as store:
        earlier = Desk(store, "Business Unit", on())
        assert not taken(earlier, met.reply).already
        assert state_of(earlier) == [(NADIA, "has keys")]


def test_files_go_both_ways_and_nowhere_else(met: Met, pool: Desk) -> None:
    with pytest.raises(Problem, match=r"has no keys that are in force.*trainerpool invite"):
        seal_for_person(pool, person_id(pool, DENZIL), b"x", file="c-1", number=1)
    nadia = person_id(pool, NADIA)
    taken(pool, met.reply)
    carry = seal_for_person(pool, nadia, pack({"sessions": []}), file="c-1", number=3)
    hers = met.desk()
    assert hers.person == NADIA
    opened = open_here(hers, carry, sorts={"carry"}, newest=lambda _comment, _key: 3)
    assert (opened.comment.number, opened.payload) == (3, pack({"sessions": []}))
    with pytest.raises(Problem, match="older than what is held here"):
        open_here(hers, carry, sorts={"carry"}, newest=lambda _comment, _key: 4)
    sent = seal_for_pool(hers, pack({"answers": 1}), file="r-1", number=3)
    found = open_here(pool, sent, sorts={"reply", "return"})
    assert (found.issuer.person_id, found.issuer.owner, found.payload) == (nadia, NADIA, pack({"answers": 1}))
    with pytest.raises(Problem, match="sealed for somebody else"):
        open_here(pool, carry, sorts={"return"})
    with pytest.raises(Problem, match="sealed for somebody else"):
        open_here(hers, sent, sorts={"carry"})
    close_pool(hers)


def test_swapped_keys_are_refused(met: Met, pool: Desk) -> None:
    assert "somebody may have put others in their place" in refused(pool, forged(met, pool))


def test_the_reply_of_another_person_is_refused(met: Met, pool: Desk) -> None:
    other = forged(met, pool, person=person_id(pool, DENZIL))
    assert refused(pool, other) == "This reply is not from Nadia Farouk, to whom its invitation was sent."


def test_a_reply_to_an_invitation_of_another_pool_is_refused(met: Met, pool: Desk) -> None:
    assert "that this pool did not make" in refused(pool, forged(met, pool, invitation="elsewhere"))


def test_a_reply_with_known_keys_and_another_receiving_key_is_refused(met: Met, pool: Desk) -> None:
    taken(pool, met.reply)
    with closing(met.desk().store) as store, store.reader() as reader:
        known = own_keys(reader)[0]
    swapped = forged(met, pool, sign=known.sign_public, receive=make_keys().receive_public)
    assert "was used on 21 Nov 2026, with other keys" in refused(pool, swapped)


def test_a_cut_reply_is_refused(met: Met, pool: Desk) -> None:
    assert "damaged or was cut short" in refused(pool, met.reply[:-3])


def test_after_its_last_day_an_invitation_is_good_for_nothing(met: Met, tmp_path: Path) -> None:
    with closing(met.pool(14).store) as store:
        assert not taken(Desk(store, "Business Unit", on(14)), met.reply).already  # the last day counts


def test_a_day_later_it_has_ended(met: Met, tmp_path: Path) -> None:
    with closing(met.pool(15).store) as store:
        late = Desk(store, "Business Unit", on(15))
        assert refused(late, met.reply) == "The invitation of Nadia Farouk ended on 5 Dec 2026."
        assert state_of(late) == [(NADIA, "expired")]
        with pytest.raises(Problem, match="no invitation that waits"):
            cancel_invitation(late, NADIA)
    with pytest.raises(Problem, match="This invitation ended on 5 Dec 2026"):
        join(met.sent.data, met.sent.words, tmp_path / "late", OWN_WORDS, on(15), QUICK)
    assert not (tmp_path / "late").exists()


def test_a_cancelled_invitation_is_refused_until_that_is_undone(met: Met, pool: Desk) -> None:
    cancel_invitation(pool, NADIA)
    assert refused(pool, met.reply) == "The invitation of Nadia Farouk was cancelled on 21 Nov 2026."
    assert state_of(pool) == [(NADIA, "cancelled")]
    pool.undo()
    assert not taken(pool, met.reply).already


def test_ended_trust_is_ended_for_replies_and_returns(met: Met, pool: Desk) -> None:
    taken(pool, met.reply)
    with closing(met.desk().store) as store:
        sent = seal_for_pool(Desk(store, NADIA, on()), pack({}), file="r-1", number=1)
    revoke_keys(pool, NADIA, "left the partnership")
    said = "keys of Nadia Farouk that were ended on 21 Nov 2026 (left the partnership)"
    assert said in refused(pool, met.reply)
    with pytest.raises(Problem, match="were ended on 21 Nov 2026"):
        open_here(pool, sent, sorts={"return"})
    with pytest.raises(Problem, match="has no keys that are in force"):
        seal_for_person(pool, person_id(pool, NADIA), b"", file="c", number=1)
    with pytest.raises(Problem, match="no keys and no invitation to be ended"):
        revoke_keys(pool, NADIA)
    assert state_of(pool) == [(NADIA, "revoked")]
    pool.undo()
    assert open_here(pool, sent, sorts={"return"}).issuer.owner == NADIA


def test_a_trainers_history_tells_of_their_keys_and_of_nothing_secret(met: Met, pool: Desk) -> None:
    taken(pool, met.reply)
    revoke_keys(pool, NADIA, "left the partnership")
    lines = [(line.what, line.before, line.after) for line in pool.ask(trainer_history, person_id(pool, NADIA))][:4]
    assert lines == [
        ("Keys changed", "no ended on, no because", "ended on 21 Nov 2026, because left the partnership"),
        ("Keys added", "", "made on 21 Nov 2026"),
        ("Invitation changed", "no used on", "used on 21 Nov 2026"),
        ("Invitation added", "", "until 5 Dec 2026, made on 21 Nov 2026"),
    ]


def test_ending_trust_cancels_an_invitation_that_waits(met: Met, pool: Desk) -> None:
    revoke_keys(pool, NADIA)
    assert "was cancelled" in refused(pool, met.reply)


def test_a_changed_laptop_gets_new_keys_and_the_old_ones_end(met: Met, pool: Desk, tmp_path: Path) -> None:
    taken(pool, met.reply)
    old = met.desk()
    sent = invited(pool)
    assert any("They have keys already" in said for said in sent.said.consequences)
    before = seal_for_pool(old, pack({}), file="r-1", number=1)
    assert open_here(pool, before, sorts={"return"}).issuer.owner == NADIA  # good until the reply
    new = taken(pool, reply_to(sent, tmp_path / "new laptop"))
    assert new.text.endswith("Their former keys have ended.")
    with pytest.raises(Problem, match=r"ended on 21 Nov 2026 \(replaced by new keys\)"):
        open_here(pool, before, sorts={"return"})
    carry = seal_for_person(pool, person_id(pool, NADIA), pack({}), file="c-2", number=2)
    with pytest.raises(Problem, match="sealed for somebody else, or for keys that are no longer here"):
        open_here(old, carry, sorts={"carry"})
    close_pool(old)
    # The same invitation on the old laptop too: its desk stays, and gets keys that were not taken in.
    second = reply_to(sent, met.folder / "nadia")
    assert "with other keys: it is good once" in refused(pool, second)


def test_a_desk_takes_new_keys_and_keeps_what_is_on_it(met: Met, pool: Desk) -> None:
    taken(pool, met.reply)
    held = met.desk()
    carry = seal_for_person(pool, person_id(pool, NADIA), pack({}), file="c-1", number=1)
    close_pool(held)
    sent = invited(pool)
    with pytest.raises(Problem, match="does not open the pool"):
        reply_to(sent, met.folder / "nadia", own_words="not mine")
    reply = reply_to(sent, met.folder / "nadia")
    assert not taken(pool, reply).already
    again = met.desk()
    assert len(again.ask(own_keys)) == 2
    assert open_here(again, carry, sorts={"carry"}).comment.file == "c-1"  # sealed to the keys before
    close_pool(again)
    once_more = join(sent.data, sent.words, met.folder / "nadia", OWN_WORDS, on(), QUICK)
    close_pool(once_more.desk)
    assert once_more.again
    assert taken(pool, once_more.reply).already


def person_id(desk: Desk, name: str) -> str:
    return next(row.id for row in desk.ask(people, TODAY) if row.name == name)
