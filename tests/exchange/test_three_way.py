"""The three-way comparison of a file's last reading, its reading now, and the pool."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trainerpool.exchange.three_way import Conflict, merge, merge_lines

VALUES = st.sampled_from(["", "a", "b", "c", None])
FIELDS = st.dictionaries(st.sampled_from(["phone", "email"]), VALUES)


def test_only_the_sheet_changed() -> None:
    found = merge({"phone": "1"}, {"phone": "2"}, {"phone": "1"})
    assert (found.changes, found.kept, found.conflicts, found.base) == ({"phone": "2"}, {}, {}, {"phone": "2"})


def test_only_the_pool_changed() -> None:
    found = merge({"phone": "1"}, {"phone": "1"}, {"phone": "2"})
    assert (found.changes, found.kept, found.conflicts) == ({}, {"phone": "2"}, {})


def test_both_changed_to_different_values() -> None:
    found = merge({"phone": "1"}, {"phone": "2"}, {"phone": "3"})
    assert found.conflicts == {"phone": Conflict("2", "3", "1")}
    assert found.base == {"phone": "1"}, "asked again until somebody decides"


def test_both_changed_to_the_same_value() -> None:
    found = merge({"phone": "1"}, {"phone": "2"}, {"phone": "2"})
    assert (found.changes, found.kept, found.conflicts, found.base) == ({}, {}, {}, {"phone": "2"})


def test_never_read_before() -> None:
    sheet = {"phone": "2", "email": "a@b.example.org", "job_title": "", "known_as": "Al"}
    found = merge({}, sheet, {"phone": "3", "email": "", "job_title": "Nurse", "known_as": "Al"})
    assert found.changes == {"email": "a@b.example.org"}
    assert found.kept == {"job_title": "Nurse"}
    assert found.conflicts == {"phone": Conflict("2", "3", None)}
    assert "phone" not in found.base


def test_a_cleared_cell_clears_the_field() -> None:
    assert merge({"phone": "1"}, {"phone": ""}, {"phone": "1"}).changes == {"phone": ""}


def test_a_field_the_sheet_no_longer_speaks_of_is_remembered() -> None:
    found = merge({"phone": "1"}, {}, {"phone": "2"})
    assert (found.changes, found.conflicts, found.base) == ({}, {}, {"phone": "1"})


@given(FIELDS, FIELDS, FIELDS)
def test_every_field_of_the_sheet_has_one_fate(base: dict, sheet: dict, pool: dict) -> None:
    found = merge(base, sheet, pool)
    fates = [*found.changes, *found.kept, *found.conflicts]
    assert len(fates) == len(set(fates))
    for name in sheet.keys() - set(fates):
        assert (sheet[name] or None) == (pool.get(name) or None)
    after = {**pool, **found.changes}
    again = merge(found.base, sheet, after)
    assert not again.changes, "a second reading changes nothing"
    assert set(again.conflicts) == set(found.conflicts)


def test_lines_never_conflict() -> None:
    base, sheet = ["Notes: mornings", "Car: no"], ["Notes: mornings", "Car: yes"]
    assert merge_lines(base, sheet, ["Written by hand", "Notes: mornings", "Car: no"]) == [
        "Written by hand", "Notes: mornings", "Car: yes",
    ]  # fmt: skip
    assert merge_lines(base, base, ["Car: no"]) == ["Car: no"], "a line taken out in the pool stays out"
