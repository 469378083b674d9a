"""First contact from a terminal: invite, join and revoke, with nobody to ask and no window."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.terminal_runs import Ran, Terminal, a_terminal
from trainerpool.operations.trust import invitation_words

PLANTED = ("Zqora", "Quillfeather")
NAME = " ".join(PLANTED)
needs_modes = pytest.mark.skipif(os.name == "nt", reason="files have no modes there")


@dataclass(frozen=True)
class Invited:
    """A terminal from which somebody was invited, with how the command ended."""

    terminal: Terminal
    ran: Ran

    @property
    def folder(self) -> Path:
        return self.terminal.folder

    @property
    def words(self) -> str:
        return (self.folder / "words").read_text(encoding="utf-8")

    def join(
        self, words: str = "words", profile: str = "profile", reply: str = "reply.tpreturn", **options: bool
    ) -> Ran:
        """Join with the invitation."""
        return self.terminal.run(
            "join", self.folder / "first.tpcarry", "--secret-file", self.folder / words, "--profile", self.folder / profile,
            "--to", self.folder / reply, **options,
        )  # fmt: skip


@pytest.fixture(scope="module")
def invited(tmp_path_factory: pytest.TempPathFactory) -> Invited:
    terminal = a_terminal(tmp_path_factory.mktemp("pool"))
    deeds = terminal.write("deeds.json", [
        {"deed": "add_agency", "args": {"name": "Northmoor Police"}},
        {"deed": "add_trainer", "args": {"given_name": PLANTED[0], "family_name": PLANTED[1], "agency": "Northmoor Police"}},
    ])  # fmt: skip
    assert terminal.run("apply", terminal.pool, deeds).code == 0
    deeds.unlink()
    ran = terminal.run(
        "invite", terminal.pool, "--for", NAME, "--to", terminal.folder / "first.tpcarry",
        "--secret-file", terminal.folder / "words", "--json",
    )  # fmt: skip
    return Invited(terminal, ran)


@pytest.fixture(scope="module")
def joined(invited: Invited) -> Ran:
    """How joining ended."""
    return invited.join()


@needs_modes
def test_invite_writes_the_file_and_its_words_for_this_person_alone(invited: Invited) -> None:
    assert invited.ran.code == 0, invited.ran.err
    assert invited.ran.json["person"] == NAME
    assert "tell the six words by telephone" in invited.ran.err
    assert invited.words.strip() not in invited.ran.out + invited.ran.err
    words = invited.words.removesuffix("\n").split(" ")
    assert len(words) == 6
    assert set(words) <= set(invitation_words())
    for name in ("first.tpcarry", "words"):
        assert stat.S_IMODE((invited.folder / name).stat().st_mode) == 0o600


def test_join_makes_a_desk_and_a_reply_that_the_pool_takes_in(invited: Invited, joined: Ran) -> None:
    assert joined.code == 0, joined.err
    assert joined.out == ""
    assert "Your desk is made in" in joined.err
    assert "is on it" in joined.err  # what came along with the invitation
    again = invited.join(reply="again.tpreturn")
    assert (again.code, "the same reply once more" in again.err) == (0, True)
    for reply, says in (
        ("reply.tpreturn", f"The keys of {NAME} are taken in"),
        ("again.tpreturn", "Already taken in"),
        ("reply.tpreturn", "Already taken in"),
    ):
        ran = invited.terminal.run("return", invited.folder / reply, "--into", invited.terminal.pool)
        assert (ran.code, says in ran.err) == (0, True), ran.err
    other = invited.terminal.run("return", invited.folder / "first.tpcarry", "--into", invited.terminal.pool)
    assert (other.code, "This is an invitation" in other.err) == (1, True), other.err


def test_the_desk_opens_at_once_with_what_came_along(invited: Invited, joined: Ran) -> None:
    assert joined.code == 0
    desk = ("desk", invited.folder / "first.tpcarry", "--profile", invited.folder / "profile")
    ran = invited.terminal.run(*desk, "--json")
    assert (ran.code, "opened as it is" in ran.err) == (0, True), ran.err
    assert ran.json


def test_names_and_words_are_found_in_no_file_and_no_name_of_one(invited: Invited, joined: Ran) -> None:
    assert joined.code == 0
    secret = [*PLANTED, "Northmoor", "correct horse"]
    for path in invited.folder.rglob("*"):
        assert not any(word in path.name for word in PLANTED)
        if path.is_file() and path.name != "passphrase":
            body = path.read_bytes()
            assert [word for word in secret if word.encode() in body] == [], path.name
            assert invited.words.strip().encode() not in body or path.name == "words"


def test_wrong_words_open_nothing(invited: Invited) -> None:
    for text, says in (
        (" ".join(reversed(invited.words.split())), "not the words of this invitation"),
        ("open sesame", "opens with 6 words; 2 were given"),
    ):
        (invited.folder / "wrong").write_text(text, encoding="utf-8")
        ran = invited.join(words="wrong", profile="not made", reply="not made.tpreturn")
        assert (ran.code, says in ran.err) == (1, True)
    missing = invited.join(words="missing", profile="not made", reply="not made.tpreturn")
    assert (missing.code, "cannot be read" in missing.err) == (1, True)
    assert not list(invited.folder.glob("not made*"))


def test_without_a_passphrase_for_the_desk_it_says_so_and_does_not_wait(invited: Invited) -> None:
    ran = invited.join(profile="not made", reply="not made.tpreturn", secret=False)
    assert (ran.code, "no terminal to ask at" in ran.err) == (1, True)
    assert not list(invited.folder.glob("not made*"))


@pytest.mark.parametrize(
    ("given", "code", "says"),
    [
        (("--for", "Nobody Here", "--to", "{0}/x.tpcarry", "--secret-file", "{0}/x"), 1, "No person of the pool"),
        (("--for", NAME, "--to", "{0}/x", "--secret-file", "{0}/x"), 1, "cannot be one file"),
        (("--for", NAME, "--to", "{0}/x.tpcarry"), 2, "Missing option '--secret-file'"),
    ],
)
def test_what_cannot_be_invited_leaves_no_file(invited: Invited, given: tuple[str, ...], code: int, says: str) -> None:
    ran = invited.terminal.run("invite", invited.terminal.pool, *(word.format(invited.folder) for word in given))
    assert (ran.code, says in ran.err) == (code, True), ran.err
    assert not list(invited.folder.glob("x*"))


def test_revoke_says_what_it_means_and_does_it_once(invited: Invited) -> None:
    first = invited.terminal.run("revoke", invited.terminal.pool, "--person", NAME, "--why", "laptop lost")
    assert first.code == 0, first.err
    assert "It stops the future only: sent files cannot be called back" in first.err
    again = invited.terminal.run("revoke", invited.terminal.pool, "--person", NAME)
    assert (again.code, "no keys and no invitation to be ended" in again.err) == (1, True)
    assert invited.terminal.run("revoke", invited.terminal.pool).code == 2
