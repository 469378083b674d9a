"""Photographs every scene: `python -m tests.gui.album DIR [WORD ...]`, where a WORD is part of a scene's name.

Each in light, dark and high contrast, at 1366 x 768 and at 683 x 384 (200 %), with index.html to look through them.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

SCHEMES = ("light", "dark", "high_contrast")


def main(arguments: list[str]) -> int:
    """Write the pictures; 0 when every scene could be shown."""
    parser = argparse.ArgumentParser(prog="python -m tests.gui.album", description="Photographs every scene.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("words", nargs="*", help="only scenes whose name holds one of these")
    parser.add_argument("--scheme", action="append", choices=SCHEMES, help="only this one; may be given again")
    parser.add_argument("--size", action="append", choices=("1366x768", "200"), help="only this one")
    given = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    with tempfile.TemporaryDirectory(prefix="trainerpool-album-", ignore_cleanup_errors=True) as home:
        # Nobody's own settings or pools are in a picture.
        os.environ.update(dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), home))
        return _photograph(given, Path(home))


def _photograph(given: argparse.Namespace, home: Path) -> int:
    from PySide6.QtWidgets import QApplication

    from tests.gui.album import pictures
    from tests.gui.album.scenes import matching, open_gates
    from tests.gui.album.stage import Stage, make_pools

    begun = time.monotonic()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    given.folder.mkdir(parents=True, exist_ok=True)
    stage = Stage(app, make_pools(home / "pools"), home)
    taken: list[tuple[str, str, Path]] = []
    missed: list[tuple[str, str]] = []
    for scene in matching(*given.words):
        for size in given.size or pictures.SIZES:
            wide, high, scale = pictures.SIZES[size]
            stage.dress("light")
            stage.size(wide, high)
            try:
                scene.show(stage)
                for scheme in given.scheme or SCHEMES:
                    stage.dress(scheme, waits=not scene.is_busy)
                    path = given.folder / scene.page / f"{scene.state} {scheme} {size}.png".replace(" ", "-")
                    taken.append((scene.name, f"{scheme.replace('_', ' ')}, {size}", pictures.take(stage, path, scale)))
            except (LookupError, TimeoutError, AttributeError) as error:
                missed.append((f"{scene.name} at {size}", f"{type(error).__name__}: {error}"))
                print(f"{scene.name} at {size}: {error}", file=sys.stderr, flush=True)
            finally:
                open_gates()
    index = pictures.sheet(given.folder, taken, missed)
    stage.close()
    print(f"{len(taken)} pictures, {len(missed)} scenes not shown, {time.monotonic() - begun:.0f} s: {index}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
