"""What a release needs: the changelog's form, every dependency pinned, no licence that would bind the program."""

from __future__ import annotations

import ast
import re
import tomllib
from datetime import date
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CHANGELOG = (ROOT / "packaging" / "CHANGELOG.md").read_text(encoding="utf-8")
PINS = {
    canonicalize_name(name): Version(version)
    for line in (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
    for name, version in [line.split("==")]
}
RUNTIME = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
ALL = [
    *RUNTIME,
    *(Requirement(text) for extra in PROJECT["project"]["optional-dependencies"].values() for text in extra),
    *(Requirement(text) for text in PROJECT["build-system"]["requires"]),
]


def test_the_changelog_has_its_form() -> None:
    headings = re.findall(r"^## (.*)$", CHANGELOG, re.MULTILINE)
    assert CHANGELOG.startswith("# Changelog\n")
    assert headings[0] == "[Unreleased]"
    released = [re.fullmatch(r"\[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})", heading) for heading in headings[1:]]
    assert all(released), headings
    days = [date.fromisoformat(match[2]) for match in released if match]
    versions = [Version(match[1]) for match in released if match]
    assert days == sorted(days, reverse=True)
    assert versions == sorted(set(versions), reverse=True)
    kinds = set(re.findall(r"^### (.*)$", CHANGELOG, re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert all(Version(PROJECT["project"]["version"]) >= version for version in versions)


@pytest.mark.parametrize("wanted", ALL, ids=str)
def test_every_dependency_is_pinned_to_a_version_that_fits(wanted: Requirement) -> None:
    name = canonicalize_name(wanted.name)
    assert name in PINS
    assert PINS[name] in wanted.specifier


def test_the_set_up_script_takes_the_pythons_of_the_project() -> None:
    script = (ROOT / "packaging" / "dev.py").read_text(encoding="utf-8")
    taken = re.search(r"^PYTHONS = (.*?)  #", script, re.MULTILINE)
    assert taken
    assert "<3.15" in PROJECT["project"]["requires-python"]
    assert ast.literal_eval(taken[1]) == tuple((3, minor) for minor in range(11, 15))


def needed(requirements: list[Requirement]) -> set[str]:
    """Every distribution that these pull in here, by name; those for other systems are not seen."""
    seen: set[str] = set()
    waiting = list(requirements)
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if name in seen:
            continue
        seen.add(name)
        for text in metadata.distribution(name).requires or []:
            further = Requirement(text)
            if further.marker is None or any(
                further.marker.evaluate({"extra": extra}) for extra in (wanted.extras or {""})
            ):
                waiting.append(further)
    return seen


def test_what_the_dependencies_need_is_pinned_too() -> None:
    assert not needed(RUNTIME) - PINS.keys()


# Where the metadata says nothing: read in the source.
READ_LICENCES = {"sqlcipher3": "Zlib, with SQLCipher under BSD-3-Clause", "pyrage": "MIT"}


def licence_of(name: str) -> str:
    if name in READ_LICENCES:
        return READ_LICENCES[name]
    told = metadata.metadata(name)
    classified = [text.rpartition("::")[2] for text in told.get_all("Classifier") or [] if text.startswith("License")]
    return " ; ".join([told.get("License-Expression") or (told.get("License") or "")[:60], *classified])


@pytest.mark.parametrize("name", sorted(needed(RUNTIME)))
def test_no_licence_binds_the_program(name: str) -> None:
    """MIT may use permissive and lesser licences; a GPL alone, without another choice, would bind the whole."""
    licence = licence_of(name)
    assert licence.strip(" ;"), "no licence told"
    words = re.findall(r"\b[AL]?GPL\w*|Affero|Lesser|General Public", licence)
    assert not words or "LGPL" in licence or "Lesser" in licence, licence
