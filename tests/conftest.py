"""What every test gets: a home of its own, London time, no keychain, and small doses unless asked for full ones."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_HOME = Path(tempfile.mkdtemp(prefix="trainerpool-tests-"))
_RUNTIME = _HOME / "runtime"
_RUNTIME.mkdir(mode=0o700)
os.environ.update(
    HOME=str(_HOME),
    XDG_CONFIG_HOME=str(_HOME / "config"),
    XDG_DATA_HOME=str(_HOME / "data"),
    XDG_CACHE_HOME=str(_HOME / "cache"),
    XDG_STATE_HOME=str(_HOME / "state"),
    XDG_RUNTIME_DIR=str(_RUNTIME),
    TZ="Europe/London",
    LANG="C.UTF-8",
    LC_ALL="C.UTF-8",
    PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring",
)
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shutil  # noqa: E402
import sys  # noqa: E402
from collections.abc import Iterator  # noqa: E402

import pytest  # noqa: E402
from hypothesis import HealthCheck, settings  # noqa: E402

settings.register_profile(
    "small", deadline=None, derandomize=True, max_examples=60, suppress_health_check=list(HealthCheck)
)
settings.register_profile("full", deadline=None, max_examples=2000, suppress_health_check=list(HealthCheck))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--torture", action="store_true", help="run the full doses of the trust tests")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("full" if config.getoption("--torture") else "small")


# The files that take longest, begun first: at the end of a run on several cores nobody waits for one of them alone.
_LONG = (
    "test_bus.py", "test_every_deed.py", "test_scenes.py", "test_old_pools_in_the_window.py",
    "test_trust_kills.py", "test_repairing.py", "test_what_always_holds.py", "test_three_desks.py",
)  # fmt: skip


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _LONG.index(item.path.name) if item.path.name in _LONG else len(_LONG))
    for item in items:
        if "torture" in item.keywords and not config.getoption("--torture"):
            item.add_marker(pytest.mark.skip(reason="full dose: poe torture"))
        for mark in item.iter_markers("needs"):
            program = mark.args[0]
            if shutil.which(program) is None:
                item.add_marker(pytest.mark.skip(reason=f"{program} is not on this machine"))


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(autouse=True, scope="module")
def _nothing_remembered() -> None:
    """Views and filters kept on this computer by the tests of one file would greet those of the next."""
    from trainerpool.host import remembered

    remembered._file().unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def _no_dialog_is_left() -> Iterator[None]:
    """A dialog that a test leaves open would take the keys of the next one, and keep every other window from them."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = widgets.QApplication.instance() if widgets is not None else None
    for left in app.topLevelWidgets() if isinstance(app, getattr(widgets, "QApplication", ())) else ():
        if isinstance(left, widgets.QDialog) and left.isModal() and left.isVisible():
            left.done(0)


@pytest.fixture
def dose(request: pytest.FixtureRequest) -> int:
    """How many times a trust test repeats, as a factor: 1 in CI, 25 under poe torture."""
    return 25 if request.config.getoption("--torture") else 1
