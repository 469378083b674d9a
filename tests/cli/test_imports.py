"""`import` and `decide` as scripts count on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal_runs import Terminal, a_terminal
from tests.operations.imports.workbooks import GWEN, IDRIS, NIA, changed, usual, workbook

TWICE = changed(GWEN, phone="", ttt_completed="", approved_from="", courses="", notes="again?")


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return a_terminal(tmp_path)


def test_import_and_decide(terminal: Terminal) -> None:
    file = workbook(terminal.folder / "pool.xlsx", usual(GWEN, IDRIS, NIA, TWICE))
    tried = terminal.run("import", terminal.pool, file, "--dry-run", "--json")
    assert (tried.code, tried.json["deed"], tried.json["dry_run"]) == (0, None, True)
    assert "Nothing was written" in tried.err
    done = terminal.run("import", terminal.pool, file, "--json")
    body = done.json
    assert (done.code, body["deed"]) == (0, 2), "open questions are no failure"
    assert body["totals"] == tried.json["totals"] == {
        "added": 8, "merged": 0, "unchanged": 0, "needs_decision": 1, "skipped": 3,
    }  # fmt: skip
    register = next(sheet for sheet in body["sheets"] if sheet["sheet"] == "Register")
    assert (register["kind"], register["header_rows"]) == ("trainers", [1])
    assert register["columns"]["TtT completed"] == "ttt_course_on"
    first = register["rows"][1]
    assert {"row", "outcome", "record", "fields", "read_as", "problems"} <= set(first)
    assert (first["row"], first["outcome"], first["fields"]["email"]) == (2, "added", "gwen.parry@police.example.org")
    assert register["rows"][4]["outcome"] == "needs decision"
    assert "07700" not in done.err, "nothing of a person's details is said where it was not asked for"

    left = terminal.run("decide", terminal.pool, "--list", "--json").json["questions"]
    assert [(one["section"], one["about"]) for one in left] == [("people", "Register!2|Register!5")]
    told = terminal.run("decide", terminal.pool)
    assert '"people": [{"rows": ["Register!2", "Register!5"], "same": true or false}]' in told.err
    answers = terminal.write("answers.json", {"people": [{"rows": ["Register!2", "Register!5"], "same": True}]})
    decided = terminal.run("decide", terminal.pool, "--decide", answers, "--json")
    assert (decided.code, decided.json["answered"], decided.json["questions"]) == (0, 1, [])
    again = terminal.run("import", terminal.pool, file, "--json")
    assert (again.json["deed"], again.json["totals"]["unchanged"]) == (None, 9)
    assert (
        terminal.run("undo", terminal.pool, "--steps", "2", "--json")
        .json["undone"][1]
        .startswith("Undo: Import pool.xlsx")
    )
    assert terminal.run("standing", terminal.pool, "--json").json["standings"] == []
    assert terminal.run("verify", terminal.pool).code == 0


def test_what_is_refused(terminal: Terminal) -> None:
    prose = terminal.folder / "prose.csv"
    prose.write_text("Dear all\n\nno table today\n", encoding="utf-8")
    for words in (
        ("import", terminal.pool, prose, "--json"),
        ("import", terminal.pool, terminal.folder / "absent.xlsx"),
    ):
        refused = terminal.run(*words)
        assert (refused.code, refused.out) == (1, "")
        assert len(refused.err.strip().splitlines()) == 1
    file = workbook(terminal.folder / "pool.xlsx", usual())
    wrong = terminal.write("answers.json", {"agency": {}})
    assert terminal.run("import", terminal.pool, file, "--decide", wrong).code == 1
    assert terminal.run("decide", terminal.pool, "--decide", terminal.write("none.json", {})).code == 1
    assert terminal.run("import", terminal.pool, file, "--sheet", "Nowhere").code == 1
    assert terminal.run("undo", terminal.pool, "--list", "--json").json == []
