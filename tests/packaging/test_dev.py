"""The set-up script: standard library only, honest exit codes, no question ever, and no second installation."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "dev.py"
posix_only = pytest.mark.skipif(os.name != "posix", reason="signals, users and shell scripts of POSIX")


@pytest.fixture
def dev(tmp_path: Path) -> ModuleType:
    """The script as a module, its environment in a temporary folder."""
    spec = importlib.util.spec_from_file_location("dev_under_test", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.VENV = tmp_path / ".venv"
    module.STAMP = module.VENV / "installed.json"
    return module


@pytest.fixture
def pretended_python(tmp_path: Path) -> Path:
    """A program that stands in for the environment's Python: it writes down what it was called with."""
    program = tmp_path / "python"
    program.write_text(f'#!/bin/sh\necho "$PWD: $*" >> {tmp_path}/calls\n', encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / ".venv").mkdir()
    return program


def calls(tmp_path: Path) -> list[str]:
    path = tmp_path / "calls"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def test_it_needs_nothing_but_python() -> None:
    tree = ast.parse(
        SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8)
    )  # an old Python must get to the message
    named = {
        alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    named |= {node.module.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    assert named <= set(sys.stdlib_module_names)


def test_a_python_that_is_too_old_or_too_new_is_said_in_words(dev: ModuleType) -> None:
    dev.PYTHONS = ((3, 99),)
    with pytest.raises(dev.CannotGoOn, match=r"Python 3\.11 to 3\.14 is needed and this is"):
        dev.suitable_python()


def test_help_and_wrong_usage() -> None:
    helped = subprocess.run([sys.executable, SCRIPT, "--help"], capture_output=True, text=True, check=False)
    assert helped.returncode == 0
    assert {"demo", "test", "check", "bench", "torture", "build", "run"} <= set(helped.stdout.split())
    assert subprocess.run([sys.executable, SCRIPT], capture_output=True, check=False).returncode == 2
    assert subprocess.run([sys.executable, SCRIPT, "nonsense"], capture_output=True, check=False).returncode == 2


def test_readme_and_ci_name_its_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    first = readme.split("```")[1].strip().splitlines()
    assert first == ["python3 packaging/dev.py demo", "python3 packaging/dev.py test"]
    gate = ROOT / ".ci" / "run"
    assert "python3 packaging/dev.py test" in gate.read_text(encoding="utf-8")
    assert os.access(gate, os.X_OK)


@pytest.mark.parametrize("code", [0, 1, 7])
def test_the_exit_code_is_that_of_what_it_ran(dev: ModuleType, code: int) -> None:
    words = ["-c", f"raise SystemExit({code})"]
    assert dev.run_in_environment(Path(sys.executable), words, reads_keyboard=False) == code


@posix_only
def test_a_killed_program_is_no_success(dev: ModuleType) -> None:
    words = ["-c", "import os; os.kill(os.getpid(), 9)"]
    assert dev.run_in_environment(Path(sys.executable), words, reads_keyboard=False) == 137


def test_nothing_waits_for_a_key(dev: ModuleType) -> None:
    words = ["-c", "import sys; raise SystemExit(len(sys.stdin.read()))"]
    assert dev.run_in_environment(Path(sys.executable), words, reads_keyboard=False) == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="offscreen without a display is for Linux")
@pytest.mark.parametrize(("display", "platform"), [("", "offscreen"), (":7", "")])
def test_without_a_display_qt_draws_offscreen(
    dev: ModuleType, display: str, platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    words = ["-c", f"import os; raise SystemExit(os.environ.get('QT_QPA_PLATFORM', '') != '{platform}')"]
    assert dev.run_in_environment(Path(sys.executable), words, reads_keyboard=False) == 0


def test_a_download_is_tried_again(dev: ModuleType, tmp_path: Path) -> None:
    tried = tmp_path / "tried"
    code = f"open(r'{tried}', 'a').write('x'); raise SystemExit(len(open(r'{tried}').read()) < 3)"
    assert dev.with_retries([sys.executable, "-c", code], pause_seconds=0.01) == 0
    assert tried.read_text(encoding="utf-8") == "xxx"
    assert dev.with_retries([sys.executable, "-c", "raise SystemExit(4)"], tries=2, pause_seconds=0.01) == 4


def test_a_long_download_says_that_it_is_still_at_work(dev: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
    dev.TELL_SECONDS = 0.2
    assert dev.run_telling([sys.executable, "-c", "import time; time.sleep(0.7)"], None, quiet=False) == 0
    assert "still at work after" in capfd.readouterr().err


@posix_only
def test_it_installs_again_only_when_something_changed(
    dev: ModuleType, pretended_python: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    dev.install_project(pretended_python, ())
    dev.install_project(pretended_python, ())
    assert len(calls(tmp_path)) == 1
    dev.install_project(pretended_python, ("test",))
    dev.install_project(pretended_python, ())  # the demo after the tests: all it needs is there
    assert calls(tmp_path)[1].endswith("-e .[test]")
    assert calls(tmp_path)[1].startswith(f"{ROOT}: "), "the checkout is what is installed, wherever the person stands"
    assert len(calls(tmp_path)) == 2
    pins = tmp_path / "constraints.txt"
    pins.write_text("click==8.5.1\n", encoding="utf-8")
    monkeypatch.setattr(dev, "CONSTRAINTS", pins)
    dev.install_project(pretended_python, ())
    assert len(calls(tmp_path)) == 3


@posix_only
def test_a_stamp_that_was_cut_off_means_install(dev: ModuleType, pretended_python: Path, tmp_path: Path) -> None:
    dev.install_project(pretended_python, ())
    dev.STAMP.write_text('{"digest": "0d', encoding="utf-8")
    dev.install_project(pretended_python, ())
    assert len(calls(tmp_path)) == 2
    assert json.loads(dev.STAMP.read_text(encoding="utf-8"))["extras"] == []


def test_the_environment_is_made_once_and_a_broken_one_again(dev: ModuleType) -> None:
    python = dev.environment([sys.executable])
    assert python.is_file()
    made = (dev.VENV / "pyvenv.cfg").stat().st_mtime_ns
    assert dev.environment([sys.executable]) == python
    assert (dev.VENV / "pyvenv.cfg").stat().st_mtime_ns == made
    python.unlink()
    assert dev.environment([sys.executable]) == python
    assert python.is_file()


def test_an_environment_without_qt_is_said_in_words(dev: ModuleType, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", bare], check=True)
    with pytest.raises(dev.CannotGoOn, match=r"Qt cannot be loaded.*PySide6"):
        dev.check_qt(bare / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another user")
def test_without_the_right_to_install_it_says_the_line(tmp_path: Path) -> None:
    code = (
        "import os, sys, importlib.util as iu\n"
        f"spec = iu.spec_from_file_location('dev', {str(SCRIPT)!r})\n"
        "dev = iu.module_from_spec(spec); spec.loader.exec_module(dev)\n"
        "os.environ['PATH'] = '/usr/bin:/bin'\n"
        "os.setgid(65534); os.setuid(65534); assert os.geteuid() == 65534\n"
        "try: dev.install_system_packages(['libgl1', 'python3-venv'])\n"
        "except dev.CannotGoOn as reason: print(reason)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert "libgl1 python3-venv" in done.stdout
    assert "Traceback" not in done.stderr
