"""A live pool lies on this computer only: shares and synchronised folders are recognised whatever they are called."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from trainerpool.host.drives import is_network_name, not_local

MOUNTS = r"""/dev/sda1 / ext4 rw 0 0
//files/pool /mnt/share cifs rw 0 0
srv:/export /mnt/with\040space nfs4 rw 0 0
/dev/sdb1 /mnt/share/disk ext4 rw 0 0
host /media/cloud fuse.rclone rw 0 0
/dev/sdc1 /media/stick fuseblk rw 0 0
gvfsd-fuse /run/user/1/gvfs fuse.gvfsd-fuse rw 0 0
crypt /media/vault fuse.gocryptfs rw 0 0
nasty
"""

posix_only = pytest.mark.skipif(os.name != "posix", reason="there is a mount table, and links, on POSIX systems")


@posix_only
@pytest.mark.parametrize(
    ("place", "refused"),
    [
        ("/mnt/share/pool.tpool", True),
        ("/mnt/share", True),
        ("/mnt/shared/pool.tpool", False),
        ("/mnt/with space/pool.tpool", True),
        ("/mnt/share/disk/pool.tpool", False),
        ("/media/cloud/pool.tpool", True),
        ("/media/stick/pool.tpool", False),
        ("/media/vault/pool.tpool", False),
        ("/run/user/1/gvfs/smb/pool.tpool", True),
        ("/elsewhere/pool.tpool", False),
    ],
)
def test_the_mount_table_decides(place: str, refused: bool) -> None:
    assert (not_local(Path(place), MOUNTS, {}) is not None) is refused


@pytest.mark.parametrize(
    "folder",
    [
        "OneDrive", "OneDrive - Northshire Council", "OneDrive-Personal", "Dropbox", "Dropbox (Northshire)", "Nextcloud",
        "Google Drive", "My Drive", "iCloudDrive", "Mobile Documents", "SharePoint - Team",
    ],
)  # fmt: skip
def test_a_synchronised_folder_is_known_by_its_name(folder: str) -> None:
    why = not_local(Path("/elsewhere") / folder / "deep" / "pool.tpool", MOUNTS, {})
    assert why is not None
    assert folder in why


@pytest.mark.parametrize("folder", ["Megan", "Dropboxes", "onedriver", "Nextcloud2 notes", "boxes"])
def test_a_name_that_only_begins_alike_is_no_reason(folder: str) -> None:
    assert not_local(Path("/elsewhere") / folder / "pool.tpool", MOUNTS, {}) is None


def test_a_pool_named_after_a_service_is_no_reason(tmp_path: Path) -> None:
    assert not_local(tmp_path / "onedrive", MOUNTS, {}) is None


@posix_only
def test_a_link_into_a_synchronised_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "OneDrive").mkdir()
    (tmp_path / "plain").symlink_to(tmp_path / "OneDrive")
    assert not_local(tmp_path / "plain" / "pool.tpool", MOUNTS, {}) is not None


def test_a_synchroniser_is_known_by_what_it_leaves(tmp_path: Path) -> None:
    (tmp_path / "work" / "deep").mkdir(parents=True)
    assert not_local(tmp_path / "work" / "deep" / "pool.tpool", MOUNTS, {}) is None
    (tmp_path / "work" / ".sync_1a2b.db").touch()
    assert "work" in (not_local(tmp_path / "work" / "deep" / "pool.tpool", MOUNTS, {}) or "")


def test_onedrive_is_believed_about_its_own_folder(tmp_path: Path) -> None:
    told = {"OneDriveCommercial": str(tmp_path / "Our files")}
    assert not_local(tmp_path / "Our files" / "pool.tpool", MOUNTS, told) is not None
    assert not_local(tmp_path / "Other" / "pool.tpool", MOUNTS, told) is None


@pytest.mark.parametrize(
    ("name", "network"),
    [
        (r"\\server\share\pool.tpool", True), ("//server/share/pool.tpool", True), (r"\\?\UNC\server\share\p.tpool", True),
        (r"\\?\C:\pools\p.tpool", False), (r"C:\pools\p.tpool", False), ("/pools/p.tpool", False),
    ],
)  # fmt: skip
def test_names_of_other_computers(name: str, network: bool) -> None:
    assert is_network_name(name) is network
