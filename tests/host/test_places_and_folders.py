"""Resources are found, names cannot lead out of them, and folders belong to this person only."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from trainerpool.host import folders, places
from trainerpool.problem import Problem


def test_the_checkout_comes_before_an_older_copy() -> None:
    assert places.resources_folder() == Path(__file__).resolve().parents[2] / "resources"


def test_a_resource_that_is_not_there_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="no-such/thing"):
        places.resource("no-such/thing")


@pytest.mark.parametrize("name", ["../pyproject.toml", "styles/../../pyproject.toml", "/etc/passwd"])
def test_a_name_cannot_lead_out_of_the_resources(name: str) -> None:
    with pytest.raises((ValueError, FileNotFoundError)):
        places.resource(name)


@pytest.mark.parametrize(
    "folder", [folders.settings_folder, folders.pools_folder, folders.log_folder, folders.private_folder]
)
def test_a_folder_is_made_when_it_is_asked_for(folder: Callable[[], Path]) -> None:
    assert folder().is_dir()
    assert folder() == folder()


@pytest.mark.skipif(os.name != "posix", reason="Windows guards the profile folder itself")
@pytest.mark.parametrize("folder", [folders.pools_folder, folders.backups_folder, folders.private_folder])
def test_folders_with_people_in_them_are_for_one_person(folder: Callable[[], Path]) -> None:
    folder().chmod(0o755)
    assert stat.S_IMODE(folder().stat().st_mode) == 0o700


def test_private_copies_are_wiped_without_following_links(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "mine.txt").write_text("mine", encoding="utf-8")
    private = folders.private_folder()
    (private / "copy.pdf").write_bytes(b"x")
    (private / "unpacked").mkdir()
    (private / "unpacked" / "copy.xlsx").write_bytes(b"x")
    (private / "link").symlink_to(kept, target_is_directory=True)
    folders.wipe_private_folder()
    assert list(private.iterdir()) == []
    assert (kept / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_made_is_a_problem_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(in_the_way))
    with pytest.raises(Problem, match="Nothing was changed"):
        folders.private_folder()
