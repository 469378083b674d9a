"""Where the files that the program reads (`resources/`) lie on this computer."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def resources_folder() -> Path:
    """The folder of everything the program reads: of the checkout, of the wheel, or of the installed program.

    The checkout is asked first, because an editable installation leaves an old copy beside the other packages.

    Raises:
        FileNotFoundError: the program was installed without its resources, which is a fault of the build.
    """
    checkout = _PACKAGE.parent
    frozen = getattr(sys, "_MEIPASS", None)  # set by PyInstaller: the folder the built program was put into
    candidates = [Path(frozen) / "resources"] if frozen else []
    if (checkout / "pyproject.toml").is_file():
        candidates.append(checkout / "resources")
    candidates.append(_PACKAGE / "resources")
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise FileNotFoundError("The program's resources are not in: " + ", ".join(str(folder) for folder in candidates))


def resource(name: str) -> Path:
    """One file or folder of `resources/`, by its name with forward slashes, as "styles/tokens.json".

    Raises:
        FileNotFoundError: there is no such resource.
        ValueError: the name leads out of the folder.
    """
    root = resources_folder()
    path = root.joinpath(*name.split("/")).resolve()
    if not path.is_relative_to(root.resolve()):
        raise ValueError(f"Not a name inside resources: {name}")
    if not path.exists():
        raise FileNotFoundError(f"There is no resource called {name} in {root}")
    return path
