"""Runs the benches and prints README's table: `python -m tests.bench [NAME ...]`, where NAME is bench_NAME.py.

A bench is a module `bench_*.py` here with `run() -> list[(what, figure, aim)]`, three texts a row. Figures are ratios taken in
one run where a twin exists, else times; nothing is asserted.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
import tempfile
import time
import traceback
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).resolve().parent
Row = tuple[str, str, str]
# The libraries whose versions decide a figure.
DECIDING = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "ortools", "python-calamine", "typst")


def benches() -> dict[str, str]:
    """The benches there are: name to module."""
    return {path.stem.removeprefix("bench_"): f"tests.bench.{path.stem}" for path in sorted(HERE.glob("bench_*.py"))}


def machine() -> str:
    """The size of this machine and what runs on it, in one sentence."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    memory = ""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = f", {os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB"
    try:
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        system = f"{platform.system()} {platform.release()}"
    libraries = ", ".join(f"{name} {metadata.version(name)}" for name in DECIDING)
    return (
        f"{cores} {'core' if cores == 1 else 'cores'}{memory}, {platform.machine()}, {system}, "
        f"Python {platform.python_version()}, {libraries}; {time.strftime('%Y-%m-%d')}."
    )


def table(rows: list[Row]) -> str:
    """The rows as a table in Markdown."""
    lines = ["| what | measured | aim |", "|---|---|---|"]
    lines += ["| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def measure(names: list[str]) -> tuple[list[Row], bool]:
    """The rows of these benches, and whether every one of them came to its end."""
    rows: list[Row] = []
    whole = True
    for name in names:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        start = time.perf_counter()
        try:
            rows += importlib.import_module(benches()[name]).run()
        except Exception as error:  # noqa: BLE001 - the other benches are still worth their figures
            traceback.print_exc()
            rows.append((name, f"did not finish: {type(error).__name__}", ""))
            whole = False
        print(f"measured {name} in {time.perf_counter() - start:.1f} s", file=sys.stderr, flush=True)
    return rows, whole


def main(arguments: list[str]) -> int:
    """Print the table; 0 when every bench came to its end."""
    known = benches()
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measures speed and prints a table.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which: {', '.join(known) or 'none written yet'}")
    names = parser.parse_args(arguments).names or list(known)
    if unknown := [name for name in names if name not in known]:
        parser.error(f"no such bench: {', '.join(unknown)}; there are: {', '.join(known) or 'none yet'}")
    with tempfile.TemporaryDirectory(prefix="trainerpool-bench-", ignore_cleanup_errors=True) as home:
        # Nobody's own settings, pools or keychain have a part in a figure.
        os.environ.update(dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), home))
        os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
        os.environ.setdefault("TZ", "Europe/London")
        if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        rows, whole = measure(names)
    print(table(rows))
    print(f"\n{machine()}")
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
