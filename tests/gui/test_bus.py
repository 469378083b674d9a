"""Every page and dialog read over D-Bus as a screen reader does: a program of its own, on a screen and a bus of its own."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.gui.album.bus import Node
from tests.gui.album.speak import judge

ROOT = Path(__file__).resolve().parents[2]
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


def why_not() -> str:
    """What this machine lacks, "" where it has all."""
    lacks = [name for name in ("dbus-run-session", "xvfb-run", "Xvfb", "xauth") if shutil.which(name) is None]
    if not any(Path(one).is_file() for one in LAUNCHERS):
        lacks.append("at-spi2-core")
    if find_spec("jeepney") is None:
        lacks.append("jeepney")
    return f"not on this machine: {', '.join(lacks)}" if lacks else ""


@pytest.mark.skipif(bool(why_not()), reason=why_not() or "-")
def test_nothing_interactive_is_without_name_role_or_state_on_the_bus():
    command = ["dbus-run-session", "--", "xvfb-run", "-a", sys.executable, "-m", "tests.gui.album.speak"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    lines = said.stdout.splitlines()
    assert said.returncode == 0, (
        "\n".join(line for line in lines if line.startswith(" ") or not line.endswith("0 without state"))
        + said.stderr[-2000:]
    )
    counts = re.match(r"(\d+) interactive, 0 without name, 0 without role, 0 without state; 0 scenes", lines[-1])
    assert counts, lines[-1]
    assert int(counts[1]) > 2000


def node(role="push button", name="Save", states=("enabled", "focusable"), labelled=False):
    return Node("/1", role, name, frozenset(states), labelled, 1)


def test_what_cannot_be_said_is_counted():
    found, faults = judge(
        [
            node(),
            node(name=" "),
            node("text", "", labelled=True),
            node("filler", "A grid"),
            node(states=("focusable",)),
            node("label", "", states=("visible",)),
        ]
    )
    assert found == {"interactive": 5, "without name": 1, "without role": 1, "without state": 1}
    assert len(faults) == 3
