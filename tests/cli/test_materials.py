"""Trainer packs from the terminal: begun, filled, reviewed, refused, returned, approved, withdrawn, exported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.terminal_runs import Ran, Terminal
from tests.operations.small_pool import small_pool
from trainerpool.operations.allocations import allocate_trainer, offer_place

NEG = ("--course", "NEG", "--version", "3.2")


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A terminal beside the small pool, Nadia offered the coming session."""
    (tmp_path / "passphrase").write_text("correct horse\n", encoding="utf-8")
    desk = small_pool(tmp_path)
    allocate_trainer(desk, "S1", "Nadia Farouk", "lead")
    offer_place(desk, "S1", "Nadia Farouk")
    desk.store.close()
    return Terminal(tmp_path)


def materials(terminal: Terminal, *words: str | Path, code: int = 0) -> Ran:
    ran = terminal.run("materials", terminal.pool, *words)
    assert ran.code == code, ran.err
    return ran


def test_a_pack_from_draft_to_approval_through_a_failed_review(terminal: Terminal) -> None:
    slides = terminal.folder / "Slides.pdf"
    slides.write_bytes(b"%PDF-1.7 invented")
    old = (
        "--course",
        "NEG",
        "--version",
        "3.1",
        "--author",
        "J. Hart",
        "--approved-by",
        "S. Lowe",
        "--approved-on",
        "2025-12-01",
    )
    materials(terminal, "add", *old, "--review-due", "2026-12-01")
    materials(terminal, "add", *NEG, "--author", "Rhodri Pryce-Lowe", "--file", slides, "--note", "Routes renewed")
    assert "may be the author" in materials(terminal, "review", *NEG, "--reviewer", "R. Lowe", code=1).err
    materials(terminal, "review", *NEG, "--reviewer", "Denzil Barlow")
    every = [{"item": str(number), "judgement": "Yes", "where_seen": f"Slide {number}"} for number in range(1, 30)]
    materials(terminal, "judge", *NEG, "--judgements", terminal.write("all.json", every))
    ran = materials(
        terminal, "judge", *NEG, "--item", "6", "--judgement", "No", "--note", "The number closed", "--json"
    )
    assert ran.json["in_the_way"] == ["Item 6 is starred and says No. A No on a starred item stops approval."]
    refused = materials(terminal, "approve", *NEG, "--by", "Marian Holt", code=1)
    assert "Item 6 is starred and says No." in refused.err
    assert refused.out == ""
    assert materials(terminal, "return", *NEG, "--json").json["state"] == "draft"
    materials(terminal, "answer", *NEG, "--item", "6", "--note", "New number on slide 22")
    materials(terminal, "review", *NEG, "--reviewer", "Denzil Barlow", "--carry")
    materials(terminal, "judge", *NEG, "--item", "6", "--judgement", "yes")
    assert "The author of" not in materials(terminal, "approve", *NEG, "--by", "Rhodri Pryce-Lowe", code=1).out
    ran = materials(terminal, "approve", *NEG, "--by", "Marian Holt", "--json")
    assert (ran.json["state"], ran.json["approved_by"]) == ("approved", "Marian Holt")
    assert [one["outcome"] for one in ran.json["reviews"]] == ["approved", "returned"]
    assert ran.json["reviews"][1]["items"][5]["answer"] == "New number on slide 22"
    assert "Slides" in ran.json["missing"]
    assert [one["trainer"] for one in ran.json["readers"]] == ["Nadia Farouk"]
    materials(terminal, "told", *NEG)
    ran = materials(terminal, "read", *NEG, "--trainer", "Nadia Farouk", "--told-by", "by telephone", "--json")
    assert ran.json["readers"][0]["read_on"] is not None

    ran = materials(terminal, "--json")
    assert [(one["version"], one["state"]) for one in ran.json["materials"]] == [
        ("3.2", "approved"),
        ("3.1", "superseded"),
    ]
    out = terminal.folder / "materials.json"
    assert terminal.run("export", terminal.pool, "materials", "--to", out).code == 0
    rows = json.loads(out.read_text(encoding="utf-8"))
    wanted = {"course", "version", "state", "author", "approved_by", "approved_on", "review_due"}
    assert wanted <= set(rows[0])
    assert {row["version"]: (row["course"], row["state"]) for row in rows} == {
        "3.2": ("NEG", "approved"),
        "3.1": ("NEG", "superseded"),
    }
    assert terminal.run("verify", terminal.pool).code == 0


def test_a_flipped_byte_of_a_kept_file_is_found_by_verify(terminal: Terminal) -> None:
    picture = terminal.folder / "Picture.png"
    picture.write_bytes(b"\x89PNG invented" * 100)
    materials(terminal, "add", *NEG, "--author", "J. Hart", "--file", picture)
    [body] = terminal.pool.with_suffix(".tpfiles").iterdir()
    changed = bytearray(body.read_bytes())
    changed[40] ^= 1
    body.write_bytes(changed)
    ran = terminal.run("verify", terminal.pool)
    assert ran.code == 1
    assert "“Picture.png” is damaged" in ran.out + ran.err


def test_wrong_usage_is_told_apart_from_what_the_pool_refuses(terminal: Terminal) -> None:
    assert materials(terminal, "approve", "--course", "NEG", code=2).out == ""
    assert "No course" in materials(terminal, "--course", "XYZ", code=1).err
    assert "no version 9" in materials(terminal, "show", "--course", "NEG", "--version", "9", code=1).err
    assert materials(terminal, "extend", *NEG, code=2).out == ""
    assert materials(terminal, "--json").json["materials"] == []


def test_a_second_list_is_begun_judged_and_broken_off_by_command(terminal: Terminal) -> None:
    materials(terminal, "add", *NEG, "--author", "Rhodri Pryce-Lowe")
    materials(terminal, "review", *NEG, "--reviewer", "Denzil Barlow")
    every = [{"item": str(number), "judgement": "Yes"} for number in range(1, 30)]
    materials(terminal, "judge", *NEG, "--judgements", terminal.write("all.json", every))
    own = ("--checklist", "Shropshire principles")
    materials(terminal, "review", *NEG, "--reviewer", "Sable Weir", *own)
    materials(terminal, "judge", *NEG, "--item", "1", "--judgement", "Yes", *own)
    refused = materials(terminal, "approve", *NEG, "--by", "Marian Holt", code=1)
    assert "“Shropshire principles”: 16 items have no judgement yet." in refused.err
    materials(terminal, "break-off", *NEG, "--why", "Nobody has time", *own)
    ran = materials(terminal, "approve", *NEG, "--by", "Marian Holt", "--json")
    assert (ran.json["state"], ran.json["finding"]) == ("approved", None)
    assert {one["checklist"]: one["outcome"] for one in ran.json["reviews"]} == {
        "Trainer packs": "approved", "Shropshire principles": "unfinished",
    }  # fmt: skip
