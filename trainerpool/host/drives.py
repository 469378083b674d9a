"""Where a folder really lies: on this computer, on a share, or in a folder that something else synchronises."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SHARES = frozenset(
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "smb",
        "ncpfs",
        "afs",
        "9p",
        "fuse.sshfs",
        "fuse.davfs",
        "webdav",
        "afpfs",
        "glusterfs",
        "ceph",
    ]
)
SYNCED = (
    "onedrive", "dropbox", "google drive", "googledrive", "my drive", "icloud drive", "mobile documents",
    "nextcloud", "owncloud", "box sync", "sharepoint", "pcloud",
)  # fmt: skip
_WINDOWS_REMOTE = 4


def not_local(path: Path, mounts: str | None = None) -> str | None:
    """Why a live pool may not lie here, in words, or None where the place is this computer's own.

    `mounts` is the system's mount table as text (for tests); by default it is read.
    Source: SQLite's write-ahead log needs every opener on one computer; a synchroniser copies half-written files.
    """
    whole = path.expanduser().absolute()
    for part in whole.parts:
        name = part.lower()
        for service in SYNCED:
            if name == service or name.startswith((service + " -", service + " (")):
                return f"the folder {part}, which is synchronised with other computers"
    if str(path).startswith(("\\\\", "//")):
        return "a network share"
    if sys.platform == "win32":
        return _windows_share(whole)
    return _mounted_share(whole, _mount_table() if mounts is None else mounts)


def _windows_share(path: Path) -> str | None:
    import ctypes

    kind: int = ctypes.windll.kernel32.GetDriveTypeW(path.drive + "\\")  # type: ignore[attr-defined,unused-ignore]
    return f"drive {path.drive}, which is a network drive" if kind == _WINDOWS_REMOTE else None


def _mount_table() -> str:
    try:
        if sys.platform == "darwin":
            listing = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False, timeout=5).stdout
            return "\n".join(_darwin_line(line) for line in listing.splitlines())
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except (OSError, subprocess.SubprocessError):
        return ""


def _darwin_line(line: str) -> str:
    source, _, rest = line.partition(" on ")
    place, _, kinds = rest.rpartition(" (")
    return f"{source} {place.replace(' ', chr(92) + '040')} {kinds.split(',')[0].rstrip(')')}"


def _mounted_share(path: Path, mounts: str) -> str | None:
    best, kind = "", ""
    real = os.path.realpath(path)
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        place = fields[1].replace("\\040", " ")
        inside = real == place or real.startswith(place.rstrip("/") + "/")
        if inside and len(place) >= len(best):
            best, kind = place, fields[2]
    return f"{best}, which is a network share" if kind in SHARES else None
