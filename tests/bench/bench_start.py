"""The start beside its peers: a bare PySide6 window, Vorta and novelWriter, all timed from outside on one screen."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.screen import Painted, median, missing, screen

ROUNDS = 5
_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("Bare"))
window.resize(1366, 768)
window.show()
sys.exit(app.exec())
"""
# Programs of the same kind: Python and Qt Widgets. They are put into an environment that is thrown away afterwards.
PEERS = {"Vorta": ("vorta", ("vorta", "--foreground")), "novelWriter": ("novelWriter", ("novelwriter",))}


def run() -> list[tuple[str, str, str]]:
    """Rows of (what, figure, aim)."""
    if why := missing():
        return [("start beside its peers", f"not measured: {why}", "-")]
    commands = {
        "bare": [sys.executable, "-c", _BARE],
        "Trainer Pool": [sys.executable, "-m", "trainerpool"],
    }
    with tempfile.TemporaryDirectory(prefix="trainerpool-peers-", ignore_cleanup_errors=True) as folder:
        absent: dict[str, str] = {}
        for name, (package, words) in PEERS.items():
            try:
                commands[name] = _installed(Path(folder) / package, package, words)
            except OSError as error:
                absent[name] = str(error)
        found: dict[str, list[Painted]] = {name: [] for name in commands}
        with screen() as display:
            for number in range(ROUNDS + 1):  # the first round reads everything from the disk
                for name, command in commands.items():
                    if name in absent:
                        continue
                    home = Path(folder) / "homes" / name.replace(" ", "")
                    home.mkdir(parents=True, exist_ok=True)
                    try:
                        timed = display.time(command, _environment(home))
                    except OSError as error:  # a program that does not start here
                        absent[name] = str(error)
                        continue
                    if number:
                        found[name].append(timed)
    return _rows(found, absent)


def _rows(found: dict[str, list[Painted]], absent: dict[str, str]) -> list[tuple[str, str, str]]:
    bare, ours = median(found["bare"]), median(found["Trainer Pool"])
    rows = [
        (
            "first window on the screen, seen from outside",
            f"{ours.first * 1000:.0f} ms; {ours.first / bare.first:.2f}x a bare PySide6 window ({bare.first * 1000:.0f} ms)",
            "<= 1.5x",
        ),
        ("the same, until nothing changes any more", f"{ours.finished * 1000:.0f} ms", "-"),
    ]
    for name in PEERS:
        if name in absent:
            rows.append((f"beside {name}", f"not measured: {absent[name]}", "faster"))
            continue
        peer = median(found[name])
        rows.append(
            (
                f"beside {name} in the same run",
                f"{name} {peer.first * 1000:.0f} ms to its window, {peer.finished * 1000:.0f} ms until it is still: "
                f"ours takes {ours.first / peer.first:.2f}x and {ours.finished / peer.finished:.2f}x of it",
                "faster",
            )
        )
    return rows


def _installed(place: Path, package: str, words: tuple[str, ...]) -> list[str]:
    """The command of a peer, put into an environment of its own; OSError with the reason where it cannot be had."""
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True, capture_output=True, timeout=120)
    try:
        said = subprocess.run(
            [str(place / "bin" / "python"), "-m", "pip", "install", "--quiet", package],
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise OSError("it did not install within 5 minutes") from None
    if said.returncode:
        raise OSError(
            f"it does not install here ({(said.stderr.strip().splitlines() or ['no reason given'])[-1][:120]})"
        )
    return [str(place / "bin" / words[0]), *words[1:]]


def _environment(home: Path) -> dict[str, str]:
    """What a program gets: a home of its own, and the screen's own platform."""
    given = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "XDG_"))}
    return given | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "LC_ALL": "C.UTF-8",
    }
