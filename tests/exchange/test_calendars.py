"""Calendar files are read back by a parser that is not the writer's, which takes the zone's rule from the file."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil import tz
from hypothesis import given
from hypothesis import strategies as st

from trainerpool.exchange.calendars import Entry, EntryStatus, calendar, uid_of

STAMP = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def entry(start: datetime | date, end: datetime | None = None, **more: object) -> Entry:
    told = {"summary": "Neglect", "location": "Moor Hall", "description": "Your role: Lead", "sequence": 0}
    told |= {"uid": uid_of("s1", 1), "status": EntryStatus.CONFIRMED}
    return Entry(start=start, end=end, **(told | more))


def read(content: bytes) -> list:
    return list(vobject.readOne(content.decode()).vevent_list)


@pytest.mark.parametrize(
    ("civil", "utc"),
    [
        ("2027-01-12T09:30", "2027-01-12T09:30"),
        ("2027-07-06T09:30", "2027-07-06T08:30"),
        ("2027-03-27T09:30", "2027-03-27T09:30"),
        ("2027-03-28T09:30", "2027-03-28T08:30"),
        ("2027-10-30T09:30", "2027-10-30T08:30"),
        ("2027-10-31T09:30", "2027-10-31T09:30"),
    ],
)
def test_the_hour_is_right_on_both_sides_of_each_change(civil: str, utc: str) -> None:
    start = datetime.fromisoformat(civil)
    (event,) = read(calendar([entry(start, start + timedelta(hours=3))], "Term", STAMP))
    found = event.dtstart.value
    assert found.replace(tzinfo=None) == start
    assert found.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="minutes") == utc
    assert event.dtend.value - found == timedelta(hours=3)


def test_the_zone_in_the_file_is_the_law_of_every_year() -> None:
    """The rule in the file against the zone database, the hours of the change too, since noon would hide a late one."""
    content = calendar([entry(datetime(2027, 1, 1, 9, 30))], "Term", STAMP)
    theirs, ours = tz.tzical(io.StringIO(content.decode())).get("Europe/London"), ZoneInfo("Europe/London")
    for year in range(1997, 2037):
        for month in (3, 10):
            for day in range(24, 32):
                for hour in (0, 1, 2, 12):
                    moment = datetime(year, month, day, hour, tzinfo=UTC)
                    assert moment.astimezone(theirs).utcoffset() == moment.astimezone(ours).utcoffset(), moment


def test_names_sequence_and_status_stay_as_given() -> None:
    start = datetime(2027, 1, 12, 9, 30)
    given_entries = [
        entry(start, uid=uid_of("s1", 1), sequence=2),
        entry(start, uid=uid_of("s1", 2), status=EntryStatus.TENTATIVE),
        entry(start, uid=uid_of("s2", 1), status=EntryStatus.CANCELLED),
    ]
    events = read(calendar(given_entries, "Term", STAMP))
    assert [event.uid.value for event in events] == ["s1-1@trainerpool", "s1-2@trainerpool", "s2-1@trainerpool"]
    assert [event.sequence.value for event in events] == ["2", "0", "0"]
    assert [event.status.value for event in events] == ["CONFIRMED", "TENTATIVE", "CANCELLED"]
    assert [event.transp.value for event in events] == ["OPAQUE", "OPAQUE", "TRANSPARENT"]
    assert all(event.dtstamp.value == STAMP for event in events)


def test_a_day_without_hours_is_a_whole_day() -> None:
    (event,) = read(calendar([entry(date(2027, 1, 12))], "Term", STAMP))
    assert (event.dtstart.value, event.dtend.value) == (date(2027, 1, 12), date(2027, 1, 13))


def test_the_same_entries_give_the_same_bytes() -> None:
    entries = [entry(datetime(2027, 1, 12, 9, 30))]
    assert calendar(entries, "Term", STAMP) == calendar(entries, "Term", STAMP)


def test_a_stamp_needs_an_offset_and_an_entry_may_have_none() -> None:
    with pytest.raises(ValueError, match="aware"):
        calendar([], "Term", STAMP.replace(tzinfo=None))
    with pytest.raises(ValueError, match="civil"):
        calendar([entry(STAMP)], "Term", STAMP)


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=160)


@given(summary=words, location=words, description=words)
def test_any_text_comes_back_folded_and_escaped(summary: str, location: str, description: str) -> None:
    start = datetime(2027, 1, 12, 9, 30)
    told = {"summary": summary, "location": location, "description": f"{description}\n{description}"}
    content = calendar([entry(start, **told)], "Term", STAMP)
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in b"".join(lines)
    unfolded = content.replace(b"\r\n ", b"").decode().split("\r\n")
    found = {line.split(":", 1)[0]: line.split(":", 1)[1] for line in unfolded if ":" in line}
    assert bare(found["SUMMARY"]) == summary
    assert bare(found.get("LOCATION", "")) == location
    assert bare(found["DESCRIPTION"]) == told["description"]


def bare(text: str) -> str:
    """RFC 5545 3.3.11, read by hand."""
    out, escaped = [], False
    for letter in text:
        if escaped:
            out.append("\n" if letter in "nN" else letter)
        elif letter != "\\":
            out.append(letter)
        escaped = letter == "\\" and not escaped
    return "".join(out)


@pytest.mark.needs("calcurse")
def test_calcurse_takes_every_entry_at_the_right_hour(tmp_path: Path) -> None:
    file = tmp_path / "term.ics"
    winter, summer = datetime(2027, 1, 12, 9, 30), datetime(2027, 7, 6, 9, 30)
    entries = [
        entry(winter, winter + timedelta(hours=3), uid="a"),
        entry(summer, summer + timedelta(hours=3), uid="b", summary="Summer, with a comma; and more"),
    ]
    file.write_bytes(calendar(entries, "Term", STAMP))
    program = [shutil.which("calcurse"), "-D", str(tmp_path / "calcurse")]
    subprocess.run([*program, "-i", str(file)], check=True, capture_output=True, stdin=subprocess.DEVNULL)
    asked = [*program, "-Q", "--filter-type", "cal", "--from", "01/01/2027", "--days", "365"]
    told = subprocess.run(asked, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout
    assert told.count("09:30 -> 12:30") == 2, told
    assert "Summer, with a comma; and more" in told
