"""Offers from the terminal: listed, drafted, recorded, answered with a kind of reason."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.cli.terminal_runs import Terminal
from tests.operations.small_pool import small_pool
from trainerpool.operations.allocations import allocate_trainer

JANUARY = ("--from", "2027-01-01", "--to", "2027-01-31")


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A terminal beside the small pool, its two trainers proposed."""
    (tmp_path / "passphrase").write_text("correct horse\n", encoding="utf-8")
    desk = small_pool(tmp_path)
    allocate_trainer(desk, "S1", "Nadia Farouk", "lead")
    allocate_trainer(desk, "S1", "Denzil Barlow")
    desk.store.close()
    return Terminal(tmp_path)


def test_offers_are_listed_drafted_recorded_and_answered(terminal: Terminal) -> None:
    drafts = terminal.folder / "drafts"
    ran = terminal.run("offers", terminal.pool, *JANUARY, "--drafts", drafts, "--json")
    assert ran.code == 0, ran.err
    assert [(one["trainer"], one["state"]) for one in ran.json["offers"]] == [
        ("Nadia Farouk", "proposed"),
        ("Denzil Barlow", "proposed"),
    ]
    first, second = ran.json["letters"]
    assert (first["trainer"], first["to"], second["to"]) == ("Denzil Barlow", None, "n.farouk@ellerdale.example.org")
    told = message_from_bytes(Path(second["file"]).read_bytes(), policy=policy.default)
    assert told["X-Unsent"] == "1"
    assert [part.get_content_type() for part in told.iter_attachments()] == ["text/calendar"]
    assert "2 drafts (offer) in" in ran.err
    assert "Whoever has the files can read them." in ran.err
    assert "No e-mail address is on record for Denzil Barlow" in ran.err

    ran = terminal.run("offers", terminal.pool, *JANUARY, "--record", "--json")
    assert {one["state"] for one in ran.json["offers"]} == {"offered"}
    assert all(one["answer_by"] for one in ran.json["offers"])
    assert "Send 2 offers for Tue 12 Jan 2027." in ran.err

    answer = ("respond", terminal.pool, "--session", "S1", "--trainer", "Nadia Farouk")
    ran = terminal.run(
        *answer, "--declined", "--category", "not released", "--reason", "Short of staff", "--told-by", "Her manager"
    )
    assert ran.code == 0, ran.err
    ran = terminal.run("offers", terminal.pool, *JANUARY, "--json")
    assert [one["state"] for one in ran.json["offers"]] == ["declined", "offered"]
    assert "Short of staff" not in ran.out
    assert terminal.run(*answer, "--accepted", "--category", "leave").code == 2
    assert terminal.run(*answer, "--declined", "--category", "weather").code == 2


def test_nothing_to_record_is_said(terminal: Terminal) -> None:
    ran = terminal.run("offers", terminal.pool, "--from", "2027-06-01", "--to", "2027-06-30", "--record")
    assert (ran.code, ran.err) == (1, "No place is proposed there. Nothing was changed.\n")
    assert terminal.run("offers", terminal.pool, "--letter", "withdrawal", "--record").code == 2
    ran = terminal.run("offers", terminal.pool, "--from", "2027-06-01")
    assert (ran.code, ran.err) == (0, "No place is proposed, offered or answered there.\n")
