"""The list of commands is told without loading them, and says of each what its own help says."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from trainerpool.app import COMMANDS
from trainerpool.cli.main import _LIE_IN, _SAID, commands

_HEAVY = ("sqlalchemy", "sqlcipher3", "ortools", "typst", "xlsxwriter", "icalendar", "PySide6")


@pytest.mark.parametrize("name", sorted(_LIE_IN))
def test_list_says_what_the_commands_own_help_says(name: str) -> None:
    found = commands.get_command(click.Context(commands), name)
    assert found is not None
    assert found.name == name
    assert _SAID[name] == found.get_short_help_str(200)


def test_every_command_is_listed() -> None:
    assert set(_SAID) == set(_LIE_IN) == COMMANDS


def test_help_loads_none_of_what_commands_need() -> None:
    code = (
        "import sys\nfrom trainerpool.cli.main import run\nassert run(['--help']) == 0\n"
        f"print(sorted(set({_HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "standing" in told.stdout
    assert told.stderr.strip() == "[]"
