"""Offline exchange from terminals alone: invited, joined, carried, answered, returned, again, undone."""

from __future__ import annotations

import contextlib
import io
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.terminal_runs import Ran, Terminal, a_terminal
from trainerpool.cli.main import run
from trainerpool.host.clock import SystemClock

NADIA = "Nadia Farouk"


class Here(Terminal):
    """The same commands in this process: a term's exchange has too many of them for a child each."""

    def run(self, *words: str | Path, secret: bool = True) -> Ran:
        extra = ["--passphrase-file", str(self.folder / "passphrase")] if secret else []
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run([*map(str, words), *extra])
        return Ran(code, out.getvalue(), err.getvalue())


def soon(days: int) -> date:
    """A weekday so many days ahead, or just after."""
    day = SystemClock().today() + timedelta(days=days)
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def deeds() -> list[dict[str, object]]:
    parts = [[{"start": f"{soon(days)}T09:30", "end": f"{soon(days)}T12:30"}] for days in (40, 70)]
    add = [
        {"deed": "add_agency", "args": {"name": "Ellerdale NHS Trust"}},
        {"deed": "add_course", "args": {"code": "NEG", "title": "Neglect", "minutes": 180}},
        {
            "deed": "add_trainer",
            "args": {"given_name": "Nadia", "family_name": "Farouk", "agency": "Ellerdale NHS Trust"},
        },
        {"deed": "add_evidence", "args": {"trainer": NADIA, "kind": "transferred_approval", "on": str(soon(-400))}},
        {
            "deed": "add_evidence",
            "args": {"trainer": NADIA, "kind": "transferred_approval", "on": str(soon(-400)), "course": "NEG"},
        },
    ]
    for number, part in enumerate(parts, 1):
        add.append({"deed": "add_session", "args": {"course": "NEG", "parts": part, "reference": f"S{number}"}})
        add.append({"deed": "offer_to_trainer", "args": {"session": f"S{number}", "trainer": NADIA, "role": "lead"}})
    return add


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A pool with Nadia offered two places, and her desk joined, one after another as people do it."""
    found = Here(a_terminal(tmp_path_factory.mktemp("exchange")).folder)
    assert found.run("apply", found.pool, found.write("deeds.json", deeds())).code == 0
    folder = found.folder
    invited = found.run(
        "invite", found.pool, "--for", NADIA, "--to", folder / "in.tpcarry", "--secret-file", folder / "words"
    )
    assert invited.code == 0, invited.err
    joined = found.run(
        "join", folder / "in.tpcarry", "--secret-file", folder / "words", "--profile", folder / "nadia",
        "--to", folder / "reply.tpreturn",
    )  # fmt: skip
    assert joined.code == 0, joined.err
    reply = found.run("return", folder / "reply.tpreturn", "--into", found.pool)
    assert reply.code == 0, reply.err
    return found


def test_carried_answered_and_returned(terminal: Terminal) -> None:
    folder, pool = terminal.folder, terminal.pool
    dry = terminal.run("carry", pool, "--for", NADIA, "--dry-run", "--json")
    assert dry.json["inside"]["sessions"] == 2
    carried = terminal.run("carry", pool, "--for", NADIA, "--to", folder / "one.tpcarry")
    assert carried.code == 0, carried.err
    seen = terminal.run("desk", folder / "one.tpcarry", "--profile", folder / "nadia", "--json")
    assert seen.code == 0, seen.err
    first, second = (one["session"] for one in seen.json["asked"])
    away = soon(100)
    worked = terminal.run(
        "desk", folder / "one.tpcarry", "--profile", folder / "nadia", "--accept", first, "--decline", second,
        "--reason", "workload", "--unavailable", f"{away}..{away + timedelta(days=4)}", "--send", folder / "back.tpreturn", "--json",
    )  # fmt: skip
    assert worked.code == 0, worked.err
    assert len(worked.json["to_send"]) == 3
    plan = terminal.run("return", folder / "back.tpreturn", "--into", pool, "--plan", "--json")
    assert [one["fate"] for one in plan.json["items"]] == ["ready"] * 3
    taken = terminal.run("return", folder / "back.tpreturn", "--into", pool, "--accept")
    assert taken.code == 0, taken.err
    again = terminal.run("return", folder / "back.tpreturn", "--into", pool, "--accept")
    assert (again.code, "already taken in" in again.err) == (0, True)
    states = terminal.run("offers", pool, "--json").json["offers"]
    assert {one["session"]: one["state"] for one in states} == {first: "accepted", second: "declined"}
    undone = terminal.run("undo", pool)
    assert "Take in return from Nadia Farouk" in undone.out + undone.err
    once_more = terminal.run("return", folder / "back.tpreturn", "--into", pool, "--accept", "--json")
    assert once_more.json["outcome"] == "taken in"
    for path in folder.rglob("*.tp*"):
        if path.is_file():
            assert b"Farouk" not in path.read_bytes(), path


def test_an_older_file_is_refused_and_a_wrong_use_is_said(terminal: Terminal) -> None:
    folder, pool = terminal.folder, terminal.pool
    for name in ("two", "three"):
        assert terminal.run("carry", pool, "--for", NADIA, "--to", folder / f"{name}.tpcarry").code == 0
    assert terminal.run("desk", folder / "three.tpcarry", "--profile", folder / "nadia").code == 0
    older = terminal.run("desk", folder / "two.tpcarry", "--profile", folder / "nadia")
    assert older.code == 1
    assert older.err.count("\n") == 1
    wrong = terminal.run("desk", folder / "three.tpcarry", "--profile", folder / "nadia", "--unavailable", "tomorrow")
    assert wrong.code == 2
    nobody = terminal.run("carry", pool, "--for", "Nobody Here", "--to", folder / "x.tpcarry")
    assert (nobody.code, (folder / "x.tpcarry").exists()) == (1, False)
    not_for_pools = terminal.run("return", folder / "three.tpcarry", "--into", pool)
    assert not_for_pools.code == 1


def test_everybody_at_once(terminal: Terminal) -> None:
    folder = terminal.folder / "all"
    folder.mkdir()
    done = terminal.run("carry", terminal.pool, "--all", "--to", folder, "--drafts", "--json")
    assert done.code == 0, done.err
    assert len(list(folder.glob("*.tpcarry"))) == len(done.json["files"]) == 1
    (draft,) = folder.glob("*.eml")
    assert b"Training.tpcarry" in draft.read_bytes()
    assert b"X-Unsent: 1" in draft.read_bytes()
    assert "Farouk" not in done.json["files"][0]["file"]


def test_a_call_for_availability_is_seen_at_the_desk_answered_and_comes_back(terminal: Terminal) -> None:
    folder, pool = terminal.folder, terminal.pool
    start = soon(60)
    call = {
        "from": start.isoformat(), "to": (start + timedelta(days=60)).isoformat(), "answer_by": soon(14).isoformat(),
        "trainers": [NADIA],
    }  # fmt: skip
    asked = terminal.run("apply", pool, terminal.write("call.json", [{"deed": "call_for_availability", "args": call}]))
    assert asked.code == 0, asked.err
    carried = terminal.run("carry", pool, "--for", NADIA, "--to", folder / "call.tpcarry")
    assert "1 call for availability" in carried.out + carried.err
    own = ("desk", folder / "call.tpcarry", "--profile", folder / "nadia")
    seen = terminal.run(*own)
    assert seen.code == 0, seen.err
    assert "When are you free from" in seen.out
    told = terminal.run(*own, "--availability-told", "--send", folder / "told.tpreturn", "--json")
    assert told.code == 0, told.err
    assert [one["answered_on"] is not None for one in told.json["calls"]] == [True]
    assert any("has said when they are free" in one["text"] for one in told.json["to_send"])
    assert "When are you free from" not in terminal.run(*own).out
    taken = terminal.run("return", folder / "told.tpreturn", "--into", pool, "--accept")
    assert taken.code == 0, taken.err
