"""Inviting and joining leave everything or nothing behind, and nothing that anybody else could read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import QUICK
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
from trainerpool.exchange.sealing import Comment, make_keys, open_sealed, pack, seal_to_words
from trainerpool.operations import people, trust
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool, make_pool, verify_pool
from trainerpool.operations.trust import (
    invitation_words,
    invite,
    join,
    open_profile,
    pool_of,
    profile_path,
    read_exchange_file,
)
from trainerpool.problem import Problem
from trainerpool.queries.trust import own_keys, people_trust, trusted_pool
from trainerpool.reports.exports import records_of
from trainerpool.store.pool import Store

PLANTED = "Zqora", "Quillfeather"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Met:
    return first_contact(tmp_path_factory.mktemp("met"))


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_words(monkeypatch)


@pytest.fixture
def met(made: Met, tmp_path: Path) -> Met:
    return made.copied(tmp_path / "met")


@pytest.fixture
def pool(met: Met) -> Iterator[Desk]:
    desk = met.pool()
    yield desk
    close_pool(desk)


def test_words_are_six_of_the_list_and_kept_nowhere(met: Met, pool: Desk) -> None:
    assert len(met.sent.words.split()) == 6
    assert met.sent.words not in json.dumps([*content(pool.store).values()], default=str)
    assert met.sent.words not in repr(met.sent.said)
    assert met.sent.said.consequences[0] == (
        "The invitation of Nadia Farouk is good once, and until 5 Dec 2026: the reply has to be taken in by then."
    )


def test_what_it_means_is_said_before_as_it_is_said_after(met: Met, pool: Desk) -> None:
    nadia = met.sent.said.person_id
    before = trust.invitation_consequences(pool, nadia)
    assert before == invited(pool).said.consequences
    assert before[0] == met.sent.said.consequences[0]
    assert "earlier invitation is cancelled" in before[-1]
    taken(pool, reply_to(invited(pool), met.folder / "later"))
    assert "They have keys already" in trust.invitation_consequences(pool, nadia)[-1]
    assert "can still be read" in trust.cancellation_consequences(NADIA)[1]
    subject, text = trust.invitation_mail("Nadia", "Moorshire", met.sent.said.until, "Kim Ashdown")
    assert "by telephone" in text
    assert "5 Dec 2026" in text
    assert not set(met.sent.words.split()) <= set(f"{subject} {text}".split())


def test_other_words_do_not_open_it(met: Met, tmp_path: Path) -> None:
    turned = " ".join(reversed(met.sent.words.split()))
    with pytest.raises(Problem, match=r"not the words of this invitation.*invitation stays good"):
        join(met.sent.data, turned, tmp_path / "new", OWN_WORDS, on(), QUICK)
    assert not (tmp_path / "new").exists()


def test_a_cut_invitation_and_a_carry_file_are_not_joined_with(met: Met, tmp_path: Path) -> None:
    for data, says in ((met.sent.data[:-1], "damaged or was cut short"), (met.reply, "This file is no invitation")):
        with pytest.raises(Problem, match=says):
            join(data, met.sent.words, tmp_path / "new", OWN_WORDS, on(), QUICK)
    assert not (tmp_path / "new").exists()


def test_a_new_invitation_cancels_the_one_that_waits(met: Met, pool: Desk) -> None:
    sent = invited(pool)
    assert "Their earlier invitation is cancelled: a reply to it will be refused." in sent.said.consequences
    with pytest.raises(Problem, match="was cancelled on 21 Nov 2026"):
        taken(pool, met.reply)
    assert not taken(pool, reply_to(sent, met.folder / "again")).already


def test_where_the_file_cannot_be_written_nobody_was_invited(pool: Desk) -> None:
    def full(data: bytes, words: str) -> None:
        raise Problem("The disk is full.")

    before, head = content(pool.store), pool.store.head
    with pytest.raises(Problem, match="The disk is full"):
        invite(pool, DENZIL, full)
    assert (content(pool.store), pool.store.head) == (before, head)
    with pytest.raises(Problem, match="No person"):
        invite(pool, "Nobody Here", full)


def test_an_invitation_carries_first_assignments(pool: Desk, tmp_path: Path) -> None:
    first = pack({"sessions": [1, 2]})
    sent = invited(pool, DENZIL, first=first)
    joined = join(sent.data, sent.words, tmp_path / "denzil", OWN_WORDS, on(), QUICK)
    close_pool(joined.desk)
    assert (joined.first, joined.again, joined.desk.person) == (first, False, DENZIL)


def test_a_desk_is_made_whole_or_not_at_all(pool: Desk, tmp_path: Path) -> None:
    sent = invited(pool, DENZIL)
    with pytest.raises(Problem, match="passphrase is empty"):
        join(sent.data, sent.words, tmp_path / "new", "", on(), QUICK)
    assert list((tmp_path / "new").glob("*.tp*")) == []
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(Problem, match="could not be written"):
        join(sent.data, sent.words, blocked, OWN_WORDS, on(), QUICK)


def test_a_desk_whose_making_was_cut_short_is_finished(pool: Desk, tmp_path: Path) -> None:
    """As a kill between the making of the store and of the keys leaves it."""
    sent = invited(pool, DENZIL)
    store, _ = Store.create(profile_path(tmp_path / "new"), "desk", OWN_WORDS, QUICK)
    store.close()
    with pytest.raises(Problem, match="This is a pool, not somebody's own desk"):
        open_profile(tmp_path / "new", OWN_WORDS)
    assert not taken(pool, reply_to(sent, tmp_path / "new")).already
    theirs = open_profile(tmp_path / "new", OWN_WORDS)
    assert (theirs.person, len(theirs.ask(own_keys))) == (DENZIL, 1)
    close_pool(theirs)


def test_a_pool_in_the_place_of_a_desk_is_left_alone(pool: Desk, tmp_path: Path) -> None:
    sent = invited(pool, DENZIL)
    make_pool(profile_path(tmp_path), "Business Unit", OWN_WORDS, on(), QUICK).desk.store.close()
    with pytest.raises(Problem, match="This is a pool, not somebody's own desk"):
        reply_to(sent, tmp_path)


def test_the_desk_of_somebody_else_is_left_alone(met: Met, pool: Desk) -> None:
    sent = invited(pool, DENZIL)
    before = profile_path(met.folder / "nadia").read_bytes()
    with pytest.raises(Problem, match="holds the desk of somebody else"):
        reply_to(sent, met.folder / "nadia")
    hers = met.desk()
    assert (hers.person, len(hers.ask(own_keys))) == (NADIA, 1)
    close_pool(hers)
    assert len(before) == profile_path(met.folder / "nadia").stat().st_size


def test_a_pool_is_no_desk_and_a_folder_without_one_is_said(met: Met, pool: Desk, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="This is a pool, not somebody's own desk"):
        pool_of(pool)
    with pytest.raises(Problem, match=r"There is no desk in .* Join first"):
        open_profile(tmp_path / "nothing", OWN_WORDS)
    hers = met.desk()
    with pytest.raises(Problem, match="Only the Business Unit invites"):
        invite(hers, NADIA, lambda data, words: None)
    close_pool(hers)


def test_an_invitation_of_rubbish_makes_no_desk(tmp_path: Path) -> None:
    """Whoever knows the words may still have written something else."""
    words, eve = " ".join(invitation_words()[:6]), make_keys()
    comment = Comment("invitation", "f", eve.sign_id, "0" * 16, 0, {"key": eve.sign_public})
    rubbish = seal_to_words(pack({"version": 1, "person": []}), words=words, signer=eve, comment=comment)
    with pytest.raises(Problem, match="inside this invitation is not what"):
        join(rubbish, words, tmp_path / "new", OWN_WORDS, on(), QUICK)
    assert not (tmp_path / "new").exists()


def test_planted_names_and_secrets_are_found_nowhere_in_the_clear(pool: Desk, met: Met, tmp_path: Path) -> None:
    people.add_trainer(pool, *PLANTED, "Northmoor Police")
    sent = invited(pool, " ".join(PLANTED))
    made = tmp_path / "desk"
    reply = reply_to(sent, made)
    taken(pool, reply)
    hers = open_profile(made, OWN_WORDS, on())
    mine, trusted = hers.ask(own_keys)[0], hers.ask(trusted_pool)
    assert trusted is not None
    assert trusted.person == " ".join(PLANTED)
    theirs = pool.ask(own_keys)[0]
    secret = [*PLANTED, sent.words, mine.receive_secret, mine.sign_secret, theirs.receive_secret, theirs.sign_secret]
    held = {
        path.name: path.read_bytes() for path in (*made.iterdir(), *met.folder.glob("Moorshire*")) if path.is_file()
    }
    held |= {"invitation": sent.data, "reply": reply, "names": " ".join(held).encode()}
    assert [(name, word) for name, body in held.items() for word in secret if word.encode() in body] == []
    close_pool(hers)
    assert verify_pool(profile_path(made), OWN_WORDS) == []


def test_the_trail_that_is_exported_tells_no_secret(met: Met, pool: Desk) -> None:
    taken(pool, met.reply)
    told = json.dumps(records_of(pool.ask, "trail", pool.today), default=str)
    mine = pool.ask(own_keys)[0]
    assert mine.receive_public in told
    assert mine.receive_secret not in told
    assert mine.sign_secret not in told
    with pool.store.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT payload FROM trail WHERE kind = 'invitation'").scalars().all()
    secrets = {json.loads(text)["after"]["secret"] for text in kept if json.loads(text)["after"].get("secret")}
    assert secrets
    assert not any(secret in told for secret in secrets)


def test_everybody_who_was_invited_or_has_keys_is_listed(met: Met, pool: Desk) -> None:
    invited(pool, DENZIL)
    taken(pool, met.reply)
    rows = [(row.name, row.state, row.until) for row in pool.ask(people_trust, pool.today)]
    until = met.sent.said.until
    assert rows == [(DENZIL, "invited", until), (NADIA, "has keys", None)]
    invited(pool, NADIA)
    rows = [(row.name, row.state, row.until) for row in pool.ask(people_trust, pool.today)]
    assert rows[1] == (NADIA, "has keys", until)


def test_a_giant_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "giant").open("wb") as file:
        file.truncate(10_000_000_000)  # sparse: it takes no room
    with pytest.raises(Problem, match="larger than any that Trainer Pool sends"):
        read_exchange_file(tmp_path / "giant")
    with pytest.raises(Problem, match="cannot be read"):
        read_exchange_file(tmp_path / "missing")


def test_what_is_sent_to_the_pool_is_opened_with_its_keys_only(met: Met, pool: Desk) -> None:
    with pytest.raises(Problem, match="sealed for somebody else"):
        open_sealed(met.reply, own=[make_keys()], sorts={"reply"}, known=lambda _comment: None)
