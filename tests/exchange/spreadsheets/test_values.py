"""Dates, times, names, contacts, stages: what single cells mean."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainerpool.exchange.spreadsheets.contacts import mails_in, phones_in
from trainerpool.exchange.spreadsheets.dates import column_order, read_date
from trainerpool.exchange.spreadsheets.people_names import read_name, split_people
from trainerpool.exchange.spreadsheets.reading import DAY_PARTS
from trainerpool.exchange.spreadsheets.stages import stage_of, tick_of
from trainerpool.exchange.spreadsheets.times import read_time

DAYS = st.dates(date(2000, 1, 1), date(2068, 12, 31))
FORMS = ["%d/%m/%Y", "%d.%m.%y", "%d %B %Y", "%a %d %b %y", "%Y-%m-%d", "%d-%b-%Y", "%A, %d %B %Y", "%d/%m/%y"]


@given(DAYS, st.sampled_from(FORMS))
def test_every_form_of_a_day_is_read_as_that_day(day: date, form: str) -> None:
    read = read_date(day.strftime(form))
    assert read.days == (day,)
    assert not read.contradicts_weekday
    assert read.rest == ""


@given(DAYS.filter(lambda day: day.day < 28), st.sampled_from([" & ", "-", " and ", "/", " to "]))
def test_two_days_of_one_month(day: date, mark: str) -> None:
    later = day + timedelta(days=1)
    assert read_date(f"{day.day}{mark}{later.day} {day:%b %Y}").days == (day, later)


@given(DAYS, st.integers(1, 6))
def test_a_weekday_that_is_not_that_days_is_seen(day: date, off: int) -> None:
    wrong = day + timedelta(days=off)
    assert read_date(f"{wrong:%A} {day:%d %B %Y}").contradicts_weekday


@pytest.mark.parametrize(
    ("text", "month"),
    [("Oct 2025", "2025-10"), ("10/2025", "2025-10"), ("Sept 23", "2023-09"), ("March 2027 (tbc)", "2027-03")],
)
def test_an_unknown_day_stays_a_month(text: str, month: str) -> None:
    assert (read_date(text).days, read_date(text).month) == ((), month)


@pytest.mark.parametrize("text", ["TBC", "?", "31/02/2025", "Cohort 3", "2019-xx-xx", "ongoing", "99/99/9999"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert not read_date(text).found


def test_a_cohort_number_is_no_day() -> None:
    assert read_date("Cohort 4 - 12/05/25").days == (date(2025, 5, 12),)


def test_the_proof_of_an_order_is_the_columns() -> None:
    assert [column_order(texts) for texts in (["13/05/24", "01/02/24"], ["05/13/24"], ["05/13/24", "13/05/24"], ["01/02/24"])] == [
        "day", "month", "both", "",
    ]  # fmt: skip
    assert read_date("02/03/24", month_first=True).days == (date(2024, 2, 3),)


@given(
    st.times(time(7), time(18)).map(lambda t: t.replace(second=0, microsecond=0)),
    st.sampled_from(["%H:%M", "%H.%M", "%H%M", "%I.%M%p", "%I:%M %p"]),
)
def test_every_form_of_a_time_is_read_as_that_time(at: time, form: str) -> None:
    assert read_time(at.strftime(form), DAY_PARTS).start == at


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("9.30am to 12.30pm", time(9, 30), time(12, 30)), ("0930-1230", time(9, 30), time(12, 30)), ("9:30 - 4", time(9, 30), time(16)),
        ("1.30-4.30pm", time(13, 30), time(16, 30)), ("7-9pm", time(19), time(21)), ("10am-noon", time(10), time(12)),
        ("AM", time(9, 30), time(12, 30)), ("Full day", time(9, 30), time(16, 30)), ("12.30 - 3.30pm", time(12, 30), time(15, 30)),
    ],
)  # fmt: skip
def test_spans(text: str, start: time, end: time) -> None:
    assert (read_time(text, DAY_PARTS).start, read_time(text, DAY_PARTS).end) == (start, end)


@pytest.mark.parametrize(
    ("text", "given", "family", "note"),
    [
        ("Roberts, Owen", "Owen", "Roberts", ""), ("ROBERTS Owen", "Owen", "Roberts", ""), ("PC 1234 Owen Roberts", "Owen", "Roberts", "1234"),
        ("Owen Roberts (on leave)", "Owen", "Roberts", "on leave"), ("Anna van der Berg", "Anna", "van der Berg", ""),
        ("van der Berg, Anna", "Anna", "van der Berg", ""), ("SIOBHÁN O'CONNOR", "Siobhán", "O'Connor", ""), ("Price, D'Arcy", "D'Arcy", "Price", ""),
        ("Owen Roberts <owen@x.example.org>", "Owen", "Roberts", ""), ("fiona macdonald", "Fiona", "MacDonald", ""), ("Dr Roberts", "", "Roberts", ""),
        ("Di Ross", "Di", "Ross", ""), ("Jack Ma", "Jack", "Ma", ""), ("Owen Roberts MBE", "Owen", "Roberts", ""),
    ],
)  # fmt: skip
def test_names(text: str, given: str, family: str, note: str) -> None:
    read = read_name(text)
    assert read is not None
    assert (read.given, read.family, read.note) == (given, family, note)


@pytest.mark.parametrize("text", ["TBC", "?", "-", "vacant", "n/a", "Trainer needed"])
def test_nobody_is_nobody(text: str) -> None:
    assert read_name(text) is None


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Owen Roberts, Jane Smith", 2), ("Roberts, Owen", 1), ("Roberts, Owen; Smith, Jane", 2), ("A Smith and B Jones", 2),
        ("Owen Roberts/Jane Smith", 2), ("Owen Roberts\nJane Smith", 2), ("Sandy Brand", 1), ("Owen Roberts & TBC", 2),
    ],
)  # fmt: skip
def test_several_people_in_a_cell(text: str, people: int) -> None:
    assert len(split_people(text)) == people


def test_contacts() -> None:
    assert mails_in("Ada <ADA.Quill@x.example.org>")[0] == ("ada.quill@x.example.org",)
    assert phones_in("7700900487")[0] == ("07700 900487",)
    assert phones_in("a.b@x.example.org / 07700 900111")[0] == ("07700 900111",)
    assert phones_in("2027")[0] == ()


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Y", "approved"), ("EOI received", "applied"), ("On maternity until June 2027", "on hold"), ("Left 31/3/26", "withdrawn"),
        ("TtT booked", "in training"), ("Approved - but awaiting panel", ""), ("Approved (on hold)", ""), ("Purple", ""), ("N", "not approved"),
    ],
)  # fmt: skip
def test_stages_are_known_or_left_to_be_asked(text: str, stage: str) -> None:
    assert stage_of(text) == stage


def test_ticks() -> None:
    assert [tick_of(text) for text in ("✓", "x", "Y", "1", "", "no", "-", "12/03/24", "maybe")] == [
        True,
        True,
        True,
        True,
        False,
        False,
        False,
        None,
        None,
    ]
