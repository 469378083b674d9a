"""The wheel, built and installed somewhere fresh: it has every file of the program and its resources, and runs."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def files_under(folder: Path) -> set[str]:
    """The files a release has to carry: not what Python or an editor leaves behind."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def fresh_python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it; the libraries it needs are lent by this one, without the project."""
    place = tmp_path_factory.mktemp("fresh")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True)
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, str(wheel)], check=True, stdin=subprocess.DEVNULL)
    asked = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    Path(packages, "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def run_fresh(python: Path, *words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    return subprocess.run(
        [python, *words],
        cwd=folder,
        env=environ,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=300,
    )


def test_every_file_is_in_the_wheel(wheel: Path) -> None:
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("trainerpool/")}
    program = {f"trainerpool/{name}" for name in files_under(ROOT / "trainerpool")}
    resources = {f"trainerpool/resources/{name}" for name in files_under(ROOT / "resources")}
    assert resources
    assert carried == program | resources


def test_the_licence_is_in_the_wheel(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (name,) = [name for name in archive.namelist() if name.endswith("/LICENSE")]
    assert archive.read(name) == (ROOT / "packaging" / "LICENSE").read_bytes()


def test_resources_are_found_in_the_fresh_environment(fresh_python: Path, tmp_path: Path) -> None:
    code = (
        "import trainerpool; from trainerpool.host.places import resource, resources_folder\n"
        "print(trainerpool.__file__); print(resources_folder()); print(resource('styles/tokens.json').stat().st_size)"
    )
    done = run_fresh(fresh_python, "-c", code, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    program, resources, size = done.stdout.splitlines()
    fresh = fresh_python.parents[1]
    assert Path(program).is_relative_to(fresh)
    assert Path(resources).is_relative_to(fresh)
    assert int(size) == (ROOT / "resources" / "styles" / "tokens.json").stat().st_size


def test_the_installed_program_starts(fresh_python: Path, tmp_path: Path) -> None:
    done = run_fresh(fresh_python, "-m", "trainerpool", "--help", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Usage" in done.stdout


def test_the_installed_program_finds_nothing_wrong_with_itself(fresh_python: Path, tmp_path: Path) -> None:
    done = run_fresh(fresh_python, "-m", "trainerpool", "self-test", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
