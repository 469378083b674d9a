"""Where a folder really lies: on this computer, on a share, or in a folder that something else synchronises."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath

SHARES = frozenset(
    [
        "9p",
        "afpfs",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "gfs2",
        "glusterfs",
        "lustre",
        "ncp",
        "ncpfs",
        "nfs",
        "nfs3",
        "nfs4",
        "ocfs2",
        "prl_fs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "vboxsf",
        "virtiofs",
        "vmhgfs",
        "webdav",
    ]
)
# File systems in user space that end on another computer, or hand a host's folder to a guest.
FUSE_SHARES = (
    "davfs", "gcsfuse", "glusterfs", "google", "gvfs", "jmtpfs", "nfs", "onedrive", "rclone", "s3fs", "smb", "sshfs",
    "vmhgfs", "webdav",
)  # fmt: skip
SYNCED = (
    "box sync", "cloudstorage", "dropbox", "google drive", "googledrive", "icloud drive", "iclouddrive", "mega",
    "mobile documents", "my drive", "nextcloud", "onedrive", "owncloud", "pcloud", "pcloud drive", "proton drive",
    "sharepoint", "syncthing", "tresorit",
)  # fmt: skip
# What a synchroniser leaves in the folder it looks after, whatever the folder is called.
MARKERS = (
    ".dropbox",
    ".dropbox.cache",
    ".stfolder",
    ".sync_*.db",
    "._sync_*.db",
    ".tmp.drivedownload",
    ".owncloudsync.log",
)
# What Windows tells every program of OneDrive's own folder, which may have any name.
TOLD = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_WINDOWS_REMOTE = 4
_ESCAPED = re.compile(r"\\([0-7]{3})")


def not_local(path: Path, mounts: str | None = None, told: Mapping[str, str] | None = None) -> str | None:
    """Why a live pool may not lie here, in words, or None where the place is this computer's own.

    `mounts` is the system's mount table as text and `told` its environment (for tests); by default they are read.
    Source: SQLite's write-ahead log needs every opener on one computer; a synchroniser copies half-written files.
    """
    if is_network_name(str(path)):
        return "a network share"
    whole = path.expanduser().absolute()
    real = Path(os.path.realpath(whole))  # a link may lead out of a harmless name
    for place in (whole, real):
        found = _synced(place, os.environ if told is None else told)
        if found:
            return f"the folder {found}, which is synchronised with other computers"
    if sys.platform == "win32":
        return "a network share" if is_network_name(str(real)) else _windows_share(whole)
    return _mounted_share(real, _mount_table() if mounts is None else mounts)


def is_network_name(name: str) -> bool:
    """Whether a path names another computer; a long local name, beginning with a question mark, does not."""
    plain = name.replace("/", "\\")
    if plain.startswith(("\\\\?\\", "\\\\.\\")):
        return plain[4:].upper().startswith("UNC\\")
    return plain.startswith("\\\\")


def _synced(path: PurePath, told: Mapping[str, str]) -> str | None:
    for part in path.parts[:-1]:
        name = part.lower()
        for service in SYNCED:
            if name == service or name.startswith((f"{service} -", f"{service}-", f"{service} (")):
                return part
    for key in TOLD:
        if told.get(key) and path.is_relative_to(told[key]):
            return PurePath(told[key]).name
    for folder in Path(path).parents:
        for marker in MARKERS:
            try:
                if next(folder.glob(marker), None) is not None:
                    return folder.name
            except OSError:
                break  # a folder that may not be listed is not a synchronised one of this person's
    return None


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
    escaped = place.replace(" ", "\\040")
    return f"{source.replace(' ', '_')} {escaped} {kinds.split(',')[0].rstrip(')')}"


def _mounted_share(real: Path, mounts: str) -> str | None:
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        place = _ESCAPED.sub(lambda found: chr(int(found[1], 8)), fields[1])
        inside = str(real) == place or str(real).startswith(place.rstrip("/") + "/")
        if inside and len(place) >= len(best):
            best, kind = place, fields[2].lower()
    return f"{best}, which is a network share" if _is_share(kind) else None


def _is_share(kind: str) -> bool:
    name = kind.removeprefix("fuse.")
    return kind in SHARES or (kind.startswith("fuse.") and name.startswith(FUSE_SHARES))
