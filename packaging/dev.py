"""Sets up and runs the program or its checks from a checkout, with nothing but Python: `python3 packaging/dev.py demo`.

Standard library only, because it runs before anything is installed. It never asks; what it cannot do it says, with the
line that does it, and ends with 1. Otherwise the exit code is that of what it ran.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")
TELL_SECONDS = 15.0
PYTHONS = ((3, 11), (3, 12), (3, 13), (3, 14))  # as requires-python in pyproject.toml

# What Qt's own libraries load even without a screen, and the Debian package of each.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
}

PROGRAM = ("-m", "trainerpool")
POE = ("-m", "poethepoet")
# name: what it is for, the extras it needs, what the environment's Python is given
COMMANDS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "demo": (
        "open the example pool; without a display walk the main job and keep its pictures",
        (),
        (*PROGRAM, "demo"),
    ),
    "run": ("open the program, or do one of its commands", (), PROGRAM),
    "test": ("everything a change must pass; with arguments, pytest alone with them", ("test",), (*POE, "check")),
    "check": ("the same as test", ("test",), (*POE, "check")),
    "bench": ("measure the speed and print the table of README", ("test",), (*POE, "bench")),
    "torture": ("the full doses of the trust tests", ("test",), (*POE, "torture")),
    "build": (
        "the installed program, one folder in dist/",
        ("packaging",),
        ("-m", "PyInstaller", "--noconfirm", "packaging/trainerpool.spec"),
    ),
}


class CannotGoOn(Exception):
    """Something only the person can put right; the text says what and how."""


def main(arguments: list[str]) -> int:
    """Set up what the command needs, run it, and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python3 packaging/dev.py",
        description="Sets up Trainer Pool in this checkout and runs it or its checks.",
        epilog="Further arguments go to what is run.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (purpose, _, _) in COMMANDS.items():
        commands.add_parser(name, help=purpose, add_help=False)
    chosen, further = parser.parse_known_args(arguments[:1])[0].command, arguments[1:]
    _, extras, words = COMMANDS[chosen]
    if chosen in ("test", "check") and further:
        words = ("-m", "pytest")
    try:
        this = suitable_python()
        install_system_packages(missing_system_packages(this))
        python = environment(this)
        install_project(python, extras)
        if chosen != "build":
            check_qt(python)
    except CannotGoOn as reason:
        say(str(reason))
        return 1
    say(f"Running {chosen}")
    return run_in_environment(python, [*words, *further], reads_keyboard=chosen == "run")


def say(text: str) -> None:
    """One line of progress, at once, on the error stream, so that the output of a command stays its own."""
    print(f"[dev] {text}", file=sys.stderr, flush=True)


# Python


def suitable_python() -> list[str]:
    """The command of a Python the project supports: this one, else another that is installed.

    Raises:
        CannotGoOn: there is none.
    """
    if sys.version_info[:2] in PYTHONS:
        return [sys.executable]
    for major, minor in reversed(PYTHONS):
        candidate = ["py", f"-{major}.{minor}"] if WINDOWS else [f"python{major}.{minor}"]
        if shutil.which(candidate[0]) and answers(candidate, "import sys"):
            say(f"Using {' '.join(candidate)}: this is Python {sys.version.split()[0]}")
            return candidate
    raise CannotGoOn(
        f"Python 3.11 to 3.14 is needed and this is {sys.version.split()[0]}. Install one of them"
        + (" from python.org or the Microsoft Store" if WINDOWS else "")
        + " and run the same line again."
    )


def answers(python: list[str], code: str) -> bool:
    """Whether that Python can run the code."""
    try:
        return run([*python, "-c", code], capture_output=True).returncode == 0
    except OSError:
        return False


# The system


def missing_system_packages(python: list[str]) -> list[str]:
    """The Debian packages without which the environment cannot be made or Qt not be loaded; empty elsewhere."""
    if not LINUX:
        return []  # the wheels bring everything on Windows and macOS
    packages = [] if answers(python, "import venv, ensurepip") else ["python3-venv"]
    for library, package in QT_LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            packages.append(package)
    return packages


def install_system_packages(packages: list[str]) -> None:
    """Install the packages through apt where that is possible without asking.

    Raises:
        CannotGoOn: this is not Debian, or there is no right to install, or apt failed; the text holds the line to run.
    """
    if not packages:
        return
    names = " ".join(packages)
    line = f"apt-get install -y --no-install-recommends {names}"
    if not is_debian() or shutil.which("apt-get") is None:
        raise CannotGoOn(
            f"The system lacks what Debian calls {names}. Install it with the system's own tools and run again."
        )
    prefix = right_to_install()
    if prefix is None:
        raise CannotGoOn(f"The system lacks {names}. Run this line and then the same again:\n\n    sudo {line}\n")
    say(f"Installing from Debian: {names}")
    quiet = ["-qq", "-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"]
    noninteractive = ["env", "DEBIAN_FRONTEND=noninteractive"]
    for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        command = [*prefix, *noninteractive, "apt-get", *quiet, *step]
        done = with_retries(command, quiet=True, tries=2)
        if done != 0 and step[0] == "install":
            raise CannotGoOn(f"apt could not install what is missing. Try it by hand:\n\n    {line}\n")


def is_debian() -> bool:
    """Whether this system is Debian or made from it (Ubuntu, Mint...)."""
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    said = [line.partition("=")[2].strip('"').split() for line in lines if line.startswith(("ID=", "ID_LIKE="))]
    return any("debian" in words for words in said)


def right_to_install() -> list[str] | None:
    """What to put before apt-get: nothing as root, sudo where it asks for no password; None without the right."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


# The environment


def environment(this: list[str]) -> Path:
    """The Python of the project's own environment beside pyproject.toml, made where it is absent or broken."""
    python = VENV / "Scripts" / "python.exe" if WINDOWS else VENV / "bin" / "python"
    supported = f"import sys, pip; assert sys.version_info[:2] in {PYTHONS}"
    if python.exists() and answers([str(python)], supported):
        return python
    say(f"Making the environment in {VENV.name}")
    clear = ["--clear"] if VENV.exists() else []
    if run([*this, "-m", "venv", *clear, str(VENV)]).returncode != 0:
        raise CannotGoOn(f"The environment could not be made in {VENV}. Look at the lines above, then run again.")
    return python


def install_project(python: Path, extras: tuple[str, ...]) -> None:
    """Install the project, editable, with the pinned versions; skipped while nothing that decides them has changed.

    Raises:
        CannotGoOn: pip failed three times.
    """
    digest = hashlib.sha256()
    for path in (ROOT / "pyproject.toml", CONSTRAINTS):
        digest.update(path.read_bytes())
    digest.update(str(ROOT).encode())  # an editable installation knows where the checkout lies
    before = read_stamp()
    installed = set(before.get("extras", [])) if before.get("digest") == digest.hexdigest() else None
    if installed is not None and installed.issuperset(extras):
        return
    wanted = sorted({*extras, *(installed or ())})
    what = f".[{','.join(wanted)}]" if wanted else "."
    say("Installing the project and what it needs; the first time takes a minute or two")
    STAMP.unlink(missing_ok=True)
    # Through the environment too, so that the tools which build the project are the pinned ones, in old pips and new.
    pinned = str(CONSTRAINTS)
    pins = {"PIP_CONSTRAINT": pinned, "PIP_BUILD_CONSTRAINT": pinned, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    command = [str(python), "-m", "pip", "install", "--quiet", "--retries", "5", "--no-input", "-e", what]
    if with_retries(command, environ={**os.environ, **pins}) != 0:
        raise CannotGoOn("pip could not install what the project needs. Look at the lines above, then run again.")
    STAMP.write_text(json.dumps({"digest": digest.hexdigest(), "extras": wanted}), encoding="utf-8")


def read_stamp() -> dict[str, Any]:
    """What the last finished installation wrote down; empty when there was none."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def check_qt(python: Path) -> None:
    """See that Qt can be loaded, rather than let the program end in a traceback.

    Raises:
        CannotGoOn: it cannot; the text is what the loader said.
    """
    loaded = run([str(python), "-c", "import PySide6.QtWidgets"], capture_output=True)
    if loaded.returncode != 0:
        said = loaded.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise CannotGoOn(f"Qt cannot be loaded on this system: {said[0]}")


# Running


def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command to its end with nothing to read from, unless `options` (of `subprocess.run`) say otherwise."""
    return subprocess.run(command, check=False, text=True, errors="replace", **{"stdin": subprocess.DEVNULL, **options})


def with_retries(
    command: list[str],
    *,
    environ: dict[str, str] | None = None,
    quiet: bool = False,
    tries: int = 3,
    pause_seconds: float = 5,
) -> int:
    """Run a command that needs the network, in the checkout, again after a growing pause when it fails; its last code."""
    for attempt in range(1, tries):
        code = run_telling(command, environ, quiet=quiet)
        if code == 0:
            return 0
        pause = pause_seconds * attempt
        say(f"That did not work; again in {pause:.0f} seconds ({attempt} of {tries})")
        time.sleep(pause)
    return run_telling(command, environ, quiet=quiet)


def run_telling(command: list[str], environ: dict[str, str] | None, *, quiet: bool) -> int:
    """Run a long command in the checkout and say from time to time that it is still at work; its exit code."""
    start = time.monotonic()
    out = subprocess.DEVNULL if quiet else None
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdin=subprocess.DEVNULL, stdout=out) as process:
        while True:
            try:
                return process.wait(timeout=TELL_SECONDS)
            except subprocess.TimeoutExpired:
                say(f"still at work after {time.monotonic() - start:.0f} seconds")


def run_in_environment(python: Path, words: list[str], *, reads_keyboard: bool) -> int:
    """Run the environment's Python; offscreen where there is no display. Its exit code."""
    environ = {**os.environ, "VIRTUAL_ENV": str(VENV), "PYTHONUNBUFFERED": "1"}
    environ["PATH"] = str(python.parent) + os.pathsep + environ.get("PATH", os.defpath)
    environ.pop("PYTHONHOME", None)
    if LINUX and not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
        environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # The program's own arguments name files from where the person stands; the checks belong to the checkout.
    folder = None if words[:2] == list(PROGRAM) else ROOT
    # `run` may be asked for a passphrase at a terminal; everything else must never wait for a key.
    stdin = None if reads_keyboard else subprocess.DEVNULL
    code = run([str(python), *words], cwd=folder, env=environ, stdin=stdin).returncode
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
