"""The folders this person's computer gives the program: settings, pools, logs, caches and private copies."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from platformdirs import PlatformDirs

from trainerpool.problem import Problem

# Never roaming: a Windows profile that is copied to a server at log-off would put the live pool on a share.
_DIRS = PlatformDirs("trainerpool", appauthor=False, roaming=False)


def settings_folder() -> Path:
    """Where the program's own settings are kept; made when absent."""
    return _made(Path(_DIRS.user_config_dir))


def pools_folder() -> Path:
    """Where live pools are kept: the local data folder, never a share; made when absent, for this person only."""
    return _made(Path(_DIRS.user_data_dir) / "pools", private=True)


def desks_folder() -> Path:
    """Where the desks of trainers and observers are kept, one folder each; made when absent, for this person only."""
    return _made(Path(_DIRS.user_data_dir) / "desks", private=True)


def backups_folder() -> Path:
    """Where verified backups go unless the person chose another folder; made when absent, for this person only."""
    return _made(Path(_DIRS.user_data_dir) / "backups", private=True)


def log_folder() -> Path:
    """Where logs and crash reports go (they hold no personal data); made when absent."""
    return _made(Path(_DIRS.user_log_dir))


def private_folder() -> Path:
    """Where copies that the program itself makes lie until it closes; open to this person only (0700)."""
    return _made(Path(_DIRS.user_cache_dir) / "private", private=True)


def wipe_private_folder() -> None:
    """Empties the folder of private copies; called when the program closes and when it starts.

    A copy another program still holds open (Windows) is left for the next start.
    """
    for entry in private_folder().iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            try:
                entry.unlink(missing_ok=True)
            except PermissionError:
                continue


def _made(folder: Path, *, private: bool = False) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700 if private else 0o777)
        if private and os.name == "posix":
            folder.chmod(0o700)  # the folder may be older than this rule
    except OSError as error:
        raise Problem(
            f"The folder {folder} cannot be used: {error.strerror}.",
            kept="Nothing was changed.",
            todo="Make room or ask for the right to write there, then start the program again.",
        ) from error
    return folder
