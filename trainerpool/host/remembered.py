"""What this program remembers on this computer between two starts: looks and lately opened files, never what is in them."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from trainerpool.host.files import write_whole
from trainerpool.host.folders import settings_folder
from trainerpool.problem import Problem

MOST_RECENT = 12


@dataclass(frozen=True, slots=True)
class RecentFile:
    """A file opened lately: where it lies and when it was opened (civil, this computer's clock)."""

    path: Path
    opened: datetime


def load() -> dict[str, Any]:
    """The settings of this computer; empty where there are none or they cannot be read."""
    try:
        found = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, Problem):
        return {}
    return found if isinstance(found, dict) else {}


def save(values: dict[str, Any]) -> None:
    """Keep these settings beside those that are there; a place that cannot be written is no reason to stop."""
    with contextlib.suppress(Problem, OSError):
        write_whole(_file(), json.dumps(load() | values, indent=1).encode())


def recent_files() -> tuple[RecentFile, ...]:
    """The files opened lately, latest first."""
    found = []
    for item in load().get("recent", []):
        with contextlib.suppress(KeyError, TypeError, ValueError):
            found.append(RecentFile(Path(item["path"]), datetime.fromisoformat(item["opened"])))
    return tuple(found)


def remember_file(path: Path, opened: datetime) -> None:
    """Put a file at the top of the list."""
    others = [one for one in recent_files() if one.path != path]
    _keep([RecentFile(path, opened), *others])


def forget_file(path: Path) -> None:
    """Take a file off the list; the file itself stays."""
    _keep([one for one in recent_files() if one.path != path])


def _keep(files: list[RecentFile]) -> None:
    save(
        {
            "recent": [
                {"path": str(one.path), "opened": one.opened.isoformat(timespec="minutes")}
                for one in files[:MOST_RECENT]
            ]
        }
    )


def _file() -> Path:
    return settings_folder() / "settings.json"
