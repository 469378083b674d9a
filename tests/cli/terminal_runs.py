"""The program run as people run it: `python -m trainerpool`, in a child, with nothing to answer on standard input."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.builders import a_pool


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Terminal:
    """A terminal in a folder with one pool and its passphrase file."""

    folder: Path

    @property
    def pool(self) -> Path:
        """The pool commands are about."""
        return self.folder / "Moorshire.tpool"

    def run(self, *words: str | Path, secret: bool = True) -> Ran:
        """Run one command; the passphrase file is given unless `secret` is False."""
        extra = ["--passphrase-file", str(self.folder / "passphrase")] if secret else []
        done = subprocess.run(
            [sys.executable, "-m", "trainerpool", *map(str, words), *extra],
            cwd=Path(__file__).resolve().parents[2], capture_output=True, text=True, encoding="utf-8",
            stdin=subprocess.DEVNULL, timeout=120, check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stderr, done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    def write(self, name: str, body: Any) -> Path:
        """A JSON file in the folder."""
        path = self.folder / name
        path.write_text(json.dumps(body), encoding="utf-8")
        return path


def a_terminal(folder: Path) -> Terminal:
    """A terminal with a new pool, its key slot made quickly."""
    (folder / "passphrase").write_text("correct horse\r\nsecond line\n", encoding="utf-8", newline="")
    a_pool(folder).store.close()
    return Terminal(folder)
