"""The rules of the house: lengths, words about every room, no private places or people, and walls that do break."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ROOT / "trainerpool"
CODE = [
    path
    for top in ("trainerpool", "tests", "packaging")
    for path in sorted((ROOT / top).rglob("*.py"))
    if "__pycache__" not in path.parts
]
TOLD = re.compile(r"[A-Z\"'`0-9].*[.?!]", re.DOTALL)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def kept_texts() -> Iterator[tuple[str, str]]:
    """Name and text of every file that is kept under version control and is text."""
    # The clone may belong to another user than the one who runs the tests; nothing of it is run.
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if not path.is_file():
            continue  # taken out in this very change
        body = path.read_bytes()
        if b"\0" not in body:
            yield name, body.decode("utf-8", errors="replace")


def under_version_control() -> bool:
    return shutil.which("git") is not None and (ROOT / ".git").exists()


needs_git = pytest.mark.skipif(not under_version_control(), reason="not a clone: what is kept cannot be listed")


# Size and words


def test_no_file_is_longer_than_400_lines() -> None:
    long = {name_of(path): lines for path in CODE if (lines := path.read_text(encoding="utf-8").count("\n")) > 400}
    assert not long


def test_no_class_is_longer_than_250_lines() -> None:
    long = {
        f"{name_of(path)} {node.name}": node.end_lineno - node.lineno + 1
        for path in CODE
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef) and node.end_lineno and node.end_lineno - node.lineno >= 250
    }
    assert not long


def test_every_folder_of_the_program_is_a_package() -> None:
    folders = {path.parent for path in PROGRAM.rglob("*.py")}
    assert not [name_of(folder) for folder in folders if not (folder / "__init__.py").is_file()]


def test_packaging_and_tests_are_no_packages() -> None:
    """An `__init__.py` there would hide the `packaging` library, or another's `tests`."""
    assert not (ROOT / "packaging" / "__init__.py").exists()
    assert not (ROOT / "tests" / "__init__.py").exists()


@pytest.mark.parametrize("path", [path for path in CODE if "trainerpool" in path.parts], ids=name_of)
def test_every_module_says_in_a_sentence_what_is_kept_there(path: Path) -> None:
    said = ast.get_docstring(parsed(path))
    assert said, "no docstring"
    assert TOLD.fullmatch(said.split("\n\n")[0]), said


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = re.compile(r"(^|_)(utils?|helpers?|managers?|handlers?|data|misc|common|stuff)($|_)")
    assert not [name_of(path) for path in PROGRAM.rglob("*.py") if empty.search(path.stem)]


# The map in README


def rooms_told() -> dict[str, set[str]]:
    """The names in README's map by the folder they stand under; "" is the top."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    drawn = re.search(r"## The rooms\n+```\n(.*?)```", readme, re.DOTALL)
    assert drawn, "README has no map of rooms"
    told: dict[str, set[str]] = {"": set()}
    top = ""
    for line in drawn.group(1).splitlines():
        names = re.split(r"\s{2,}", line.strip())[0].split()
        if line.startswith(" "):
            told[top] |= set(names)
        else:
            top = names[0]
            told[""].add(top)
            told[top] = set()
    return told


def test_the_map_of_rooms_is_the_house() -> None:
    told = rooms_told()
    rooms = {f"{path.parent.name}/" for path in PROGRAM.glob("*/__init__.py")}
    modules = {path.name for path in PROGRAM.glob("*.py")} - {"__init__.py"}
    drawn = told["trainerpool/"]
    assert {name for name in drawn if name.endswith("/")} == rooms
    assert modules <= drawn, "README's map lacks modules at the top of the program"
    assert not [name for name in told[""] if not (ROOT / name).is_dir()]


@needs_git
def test_nothing_else_stands_at_the_top() -> None:
    tops = {name.split("/")[0] for name, _ in kept_texts()}
    allowed = {top.rstrip("/") for top in rooms_told()[""]} | {"README.md", "pyproject.toml"}
    assert not {top for top in tops if not top.startswith(".")} - allowed


# No private places, machines or people

# A home or root folder of somebody's machine, a Windows profile of a named person, an index that only one network has.
PRIVATE = re.compile(
    r"(?<![\w.~-])/(?:root|home|Users|work|opt|srv)/[\w.-]+"
    r"|\b[A-Za-z]:\\Users\\(?!Public\b)\w+"
    r"|(?:extra-)?index-url|find-links|trusted-host"
    r"|\b(?:files\.pythonhosted|pypi)\.(?:org|python\.org)\b|\b[\w-]+\.(?:debian|ubuntu)\.(?:org|com)/"
)
ADDRESS = re.compile(r"[\w.+%-]+@((?:[\w-]+\.)+[A-Za-z]{2,})\b")


@needs_git
def test_no_machine_or_registry_is_named() -> None:
    found = {
        f"{name}: {match.group()}"
        for name, text in kept_texts()
        if name != name_of(Path(__file__))
        for match in PRIVATE.finditer(text)
    }
    assert not found


@needs_git
def test_every_person_in_the_project_is_invented() -> None:
    """The domain of every e-mail address is reserved for examples (RFC 2606)."""
    found = {
        f"{name}: {match.group()}"
        for name, text in kept_texts()
        for match in ADDRESS.finditer(text)
        if not match.group(1).lower().endswith(".example.org")
    }
    assert not found


# Colours

COLOUR = re.compile(r"""["'(\s:>](#(?:[0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8}))\b""")
NAMED_COLOUR = re.compile(r"GlobalColor\.(?!transparent)\w+|QColor\(\s*[\d\"']|\brgba?\(\s*\d")


def test_no_colour_is_written_outside_the_tokens() -> None:
    files = [*PROGRAM.rglob("*.py"), *(ROOT / "resources" / "styles").glob("*"), *(ROOT / "resources/icons").glob("*")]
    found = {
        f"{name_of(path)}: {match.group()}"
        for path in files
        if path.is_file() and path.name != "tokens.json" and path.suffix in {".py", ".qss", ".css", ".svg", ".json"}
        for pattern in ((COLOUR, NAMED_COLOUR) if "gui" in path.parts or path.suffix != ".py" else (COLOUR,))
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    }
    assert not found


# Walls: each contract is shown to break when it should

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]

# contract, the modules that break it (path below trainerpool: text)
OFFENCES: list[tuple[str, dict[str, str]]] = [
    ("rooms", {"domain/offence.py": "import trainerpool.exchange"}),
    ("rooms", {"domain/offence.py": "import trainerpool.host"}),
    ("rooms", {"allocation/offence.py": "import trainerpool.exchange"}),
    ("rooms", {"exchange/offence.py": "import trainerpool.store"}),
    ("rooms", {"store/offence.py": "import trainerpool.queries"}),
    ("rooms", {"queries/offence.py": "import trainerpool.operations"}),
    ("rooms", {"reports/offence.py": "import trainerpool.operations"}),
    ("rooms", {"operations/offence.py": "import trainerpool.gui"}),
    ("rooms", {"gui/offence.py": "import trainerpool.cli"}),
    ("rooms", {"a_room_nobody_knows.py": ""}),
    ("qt", {"reports/offence.py": "import PySide6.QtGui"}),
    ("qt", {"host/offence.py": "def late():\n    import shiboken6"}),
    ("pure", {"exchange/offence.py": "import sqlalchemy"}),
    ("pure", {"allocation/offence.py": "import trainerpool.host"}),
    ("database", {"gui/offence.py": "import sqlalchemy.orm"}),
    ("database", {"reports/offence.py": "import trainerpool.store"}),
    ("domain", {"domain/offence.py": "import holidays"}),
    (
        "cycles",
        {"store/offence.py": "import trainerpool.store.reply", "store/reply.py": "import trainerpool.store.offence"},
    ),
]


def linted(tree: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """What lint-imports says of a tree: about these contracts, or about all."""
    chosen = [word for contract in contracts for word in ("--contract", contract)]
    command = [Path(sys.executable).with_name("lint-imports"), *chosen, "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


@pytest.fixture(scope="module")
def copied_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree = tmp_path_factory.mktemp("house")
    shutil.copytree(PROGRAM, tree / "trainerpool", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tree)
    return tree


def test_every_contract_has_an_offence() -> None:
    assert {contract["id"] for contract in CONTRACTS} == {contract for contract, _ in OFFENCES}


@pytest.mark.parametrize(
    ("contract", "modules"), OFFENCES, ids=lambda value: value if isinstance(value, str) else min(value)
)
def test_a_contract_breaks_when_it_should(copied_house: Path, contract: str, modules: dict[str, str]) -> None:
    written = [copied_house / "trainerpool" / name for name in modules]
    try:
        for path, text in zip(written, modules.values(), strict=True):
            assert not path.exists()
            path.write_text(f'"""An offence."""\n\n{text}\n', encoding="utf-8")
        outcome = linted(copied_house, contract)
    finally:
        for path in written:
            path.unlink(missing_ok=True)
    (name,) = [told["name"] for told in CONTRACTS if told["id"] == contract]
    assert outcome.returncode == 1, outcome.stdout + outcome.stderr
    assert f"{name} BROKEN" in outcome.stdout
    assert Path(min(modules)).stem in outcome.stdout, "broken, but for another reason"


def test_the_copy_without_offences_keeps_every_contract(copied_house: Path) -> None:
    outcome = linted(copied_house)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
