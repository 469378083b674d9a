"""One workbook for each way people lay such things out, small enough to see what is meant."""

from __future__ import annotations

from datetime import date

from tests.exchange.spreadsheets.workbooks import names, read, told
from trainerpool.exchange.spreadsheets.reading import Answers, Known, KnownAgency, KnownCourse, KnownPerson

POOL = [
    ["Name", "Agency", "Email"],
    ["Ada Quill", "Thornby BC", "ada@thornby.example.org"],
    ["Bo O'Hare", "Police", "bo@police.example.org"],
]


def test_sections_that_name_a_stage_set_the_stage_and_no_agency() -> None:
    reading = read(
        {
            "Facilitators": [
                ["Surname", "Forename", "Org", "T4T", "Panel approval"],
                ["Active facilitators"],
                ["Quill", "Ada", "Thornby BC", "Mar 2022", date(2022, 9, 1)],
                ["In training"],
                ["Lind", "Cy", "Police", "12/5/26", ""],
                ["Leavers"],
                ["Moss", "Di", "NHS", "12/5/20", "14/06/2021"],
                ["Total: 3"],
            ]
        }
    )
    assert [(t.family_name, t.stage) for t in reading.trainers] == [
        ("Quill", "approved"),
        ("Lind", "in training"),
        ("Moss", "withdrawn"),
    ]
    assert [t.ttt_course_on for t in reading.trainers] == ["2022-03", "2026-05-12", "2020-05-12"]
    assert {a.name for a in reading.agencies} == {"Thornby BC", "Police", "NHS"}


def test_a_key_line_of_the_sheet_says_what_am_means_and_the_sheet_name_the_year() -> None:
    reading = read(
        {
            "Autumn 2026": [
                ["Date", "Course", "Time", "Trainers"],
                ["Tues 8 Sept", "Toxic Trio", "AM", "Ada Quill & Bo O'Hare"],
                ["30 Sept & 1 Oct", "Court Skills", "9.30-4", "B O'Hare, A Quill"],
                ["AM = 9.15 to 12.15, PM = 1 to 4"],
            ],
            "Spring 2027": [
                ["Date", "Course", "Time", "Trainers"],
                ["12 Jan", "Toxic Trio", "PM", "Quill"],
                ["13 Jan", "Toxic Trio", "AM", "Ada"],
            ],
            "Trainers": POOL,
        }
    )
    assert told(reading) == [
        ("Toxic Trio", ["2026-09-08 09:15-12:15"], ["Ada Quill", "Bo O'Hare"]),
        ("Court Skills", ["2026-09-30 09:30-16:00", "2026-10-01 09:30-16:00"], ["Bo O'Hare", "Ada Quill"]),
        ("Toxic Trio", ["2027-01-12 13:00-16:00"], ["Ada Quill"]),
        ("Toxic Trio", ["2027-01-13 09:15-12:15"], ["Ada Quill"]),
    ]
    assert not reading.questions


def test_a_week_commencing_is_no_day_and_is_asked() -> None:
    reading = read(
        {
            "Programme": [
                ["Date", "Course", "Venue"],
                ["w/c 21 Sept 2026", "Neglect", "Hall"],
                ["28/09/2026", "Neglect", "Hall"],
            ]
        }
    )
    assert [q.kind for q in reading.questions] == ["date"]
    assert [bool(s.waiting) for s in reading.sessions] == [True, False]


def test_two_header_rows_with_a_second_day() -> None:
    rows = [
        ["", "Day 1", "", "", "Day 2", "", "", "", ""],
        ["Course", "Date", "Start", "Finish", "Date", "Start", "Finish", "Lead", "Co"],
        ["Court Skills", date(2027, 1, 12), "9.30", "4pm", date(2027, 1, 19), "10.00", "3pm", "Ada Quill", "Bo Lind"],
        ["Neglect", date(2027, 2, 2), "10.00", "1pm", "", "", "", "Bo Lind", ""],
    ]
    reading = read({"Programme": rows}, {"Programme": ["B1:D1", "E1:G1"]})
    assert told(reading) == [
        ("Court Skills", ["2027-01-12 09:30-16:00", "2027-01-19 10:00-15:00"], ["Ada Quill", "Bo Lind"]),
        ("Neglect", ["2027-02-02 10:00-13:00"], ["Bo Lind"]),
    ]


def test_leave_is_read_from_its_own_sheet_and_from_a_column() -> None:
    reading = read(
        {
            "Pool": [
                ["Name", "Employer", "E-mail", "Unavailable"],
                ["Ada Quill", "Thornby Council", "a@t.example.org", "10-21 Feb 2027"],
            ],
            "Leave": [
                ["Who", "From", "To", "Reason"],
                ["Quill, Ada", "5/4/27", "9/4/27", "Leave"],
                ["C Moss", "5/4/27", "9/4/27", ""],
            ],
        }
    )
    assert [(a.first, a.last) for a in reading.availability[:2]] == [
        (date(2027, 2, 10), date(2027, 2, 21)), (date(2027, 4, 5), date(2027, 4, 9)),
    ]  # fmt: skip
    assert [q.about for q in reading.questions] == ["C Moss"]


def test_course_lists_with_dates_of_their_own_and_a_status_in_the_date_column() -> None:
    reading = read(
        {
            "Abbreviations": [
                ["Abbreviation", "Organisation"],
                ["TBC", "Thornby Borough Council"],
                ["NVP", "Northern Vale Police"],
            ],
            "Trainers": [
                ["Trainer", "Org", "Sign-off", "Delivers"],
                ["Ada Quill", "TBC", "Approved 12/03/24", "Neglect (Mar 24), Toxic Trio (12/05/24)"],
                ["DI Bo Lind", "NVP", "Sept 23", "Neglect; Toxic Trio"],
                ["Di Ross", "Northern Vale Police", "awaiting panel", ""],
            ],
        }
    )
    titles = {c.key: c.title for c in reading.courses}
    assert [[(titles[c.course], c.since) for c in t.courses] for t in reading.trainers] == [
        [("Neglect", "2024-03"), ("Toxic Trio", "2024-05-12")], [("Neglect", None), ("Toxic Trio", None)], [],
    ]  # fmt: skip
    assert [t.approved_from for t in reading.trainers] == ["2024-03-12", "2023-09", None]
    assert [(t.title, t.given_name, t.stage) for t in reading.trainers] == [
        ("", "Ada", "approved"),
        ("DI", "Bo", "approved"),
        ("", "Di", "in training"),
    ]
    assert [a.name for a in reading.agencies] == ["Thornby Borough Council", "Northern Vale Police"]


def test_course_titles_as_section_rows_of_a_programme() -> None:
    reading = read(
        {
            "Programme 2027": [
                ["Training calendar January - July 2027"],
                ["Date", "Times", "Where", "Max", "Facilitators"],
                ["Neglect: Seeing the Signs"],
                ["12/01/2027", "09:30 - 12:30", "Town Hall", "20", "Ada Quill, Bo Lind"],
                ["Toxic Trio (full day)"],
                ["15/03/2027", "09:30 - 16:00", "Teams", "16/20", "Lead: Bo Lind; Co: Ada Quill"],
            ]
        }
    )
    assert [(title, people) for title, _, people in told(reading)] == [
        ("Neglect: Seeing the Signs", ["Ada Quill", "Bo Lind"]), ("Toxic Trio", ["Bo Lind", "Ada Quill"]),
    ]  # fmt: skip
    assert [(s.virtual, s.booked, s.max_learners) for s in reading.sessions] == [(False, None, 20), (True, 16, 20)]


def test_a_second_trainer_on_a_line_of_his_own_and_a_cancelled_session() -> None:
    reading = read(
        {
            "Dates": [
                ["DATE", "TITLE", "ROOM", "STAFF", "STATUS"],
                [date(2027, 1, 12), "Neglect", "Hall", "Ada Quill", "Confirmed - full"],
                ["", "", "", "Bo Lind", ""],
                [date(2027, 1, 13), "Neglect (CANCELLED)", "Teams", "Cy Moss (shadowing)", ""],
            ]
        }
    )
    assert [people for _, _, people in told(reading)] == [["Ada Quill", "Bo Lind"], ["Cy Moss"]]
    assert [(s.title, s.status) for s in reading.sessions] == [("Neglect", "confirmed"), ("Neglect", "cancelled")]
    assert reading.sessions[1].trainers[0].role == "shadow"


def test_agencies_written_beside_the_names() -> None:
    reading = read(
        {
            "Pool": [
                ["Our trainers", "Tel", "Sign off"],
                ["Ada Quill (Northmoor Police)", 7700900111, "12/03/2024"],
                ["Cy Moss - Northmoor Council", "07700900113", "2/4/24"],
                ["Di Ross, Northmoor Police", "+44 7700 900114", "2/5/24"],
            ]
        }
    )
    agencies = {a.key: a.name for a in reading.agencies}
    assert [(t.family_name, agencies[t.agency or ""]) for t in reading.trainers] == [
        ("Quill", "Northmoor Police"), ("Moss", "Northmoor Council"), ("Ross", "Northmoor Police"),
    ]  # fmt: skip
    assert [t.phone for t in reading.trainers] == ["07700 900111", "07700 900113", "07700 900114"]


def test_a_sheet_of_which_nothing_was_understood_is_asked_about() -> None:
    reading = read(
        {
            "Planner": [
                ["Course", "Jan", "Feb"],
                ["Neglect", "12th", ""],
                ["Toxic Trio", "", "14th"],
                ["Court Skills", "20th", ""],
            ]
        }
    )
    assert [q.kind for q in reading.questions] == ["sheet"]


def test_names_in_the_order_of_their_first_words_may_be_surname_first_and_are_asked_once() -> None:
    rows = [
        ["Name", "Agency"],
        *[
            [name, "Police"]
            for name in [
                "Abbott Jane",
                "Carter Sue",
                "Davies Omar",
                "Evans Lila",
                "Fox Neil",
                "Hart Ivy",
                "King Zoe",
                "Lowe Max",
            ]
        ],
    ]
    asked = read({"List": rows})
    assert [q.about for q in asked.questions] == ["List!A"]
    told_so = read({"List": rows}, answers=Answers(columns={"List!A": "surname first"}))
    assert not told_so.questions
    assert (told_so.trainers[0].given_name, told_so.trainers[0].family_name) == ("Jane", "Abbott")


def test_a_column_with_both_orders_of_dates_is_one_question() -> None:
    rows = [
        ["Name", "Agency", "Signed off"],
        ["Ada Quill", "Police", "25/03/2024"],
        ["Bo Lind", "Police", "03/25/2024"],
        ["Cy Moss", "Police", "04/05/2024"],
    ]
    reading = read({"Pool": rows})
    assert [(q.section, q.about, q.cells) for q in reading.questions] == [("columns", "Pool!C", ["Pool!C4"])]
    decided = read({"Pool": rows}, answers=Answers(columns={"Pool!C": "month first"}))
    assert decided.trainers[2].approved_from == "2024-04-05"


def test_an_odd_heading_over_dates_is_asked_and_kept_as_a_note() -> None:
    rows = [
        ["Name", "Agency", "Golden day"],
        ["Ada Quill", "Police", "12/03/2024"],
        ["Bo Lind", "Police", "13/03/2024"],
        ["Cy Moss", "Police", "14/03/2024"],
    ]
    reading = read({"Pool": rows})
    assert [(q.kind, q.about) for q in reading.questions] == [("column", "Pool!C")]
    assert reading.trainers[0].notes[0].text == "12/03/2024"
    decided = read({"Pool": rows}, answers=Answers(columns={"Pool!C": "approved_from"}))
    assert decided.trainers[0].approved_from == "2024-03-12"
    assert not decided.questions


def test_what_the_pool_knows_is_recognised() -> None:
    known = Known(
        (KnownAgency("a1", "Thornby Borough Council", ("TBoC",)),),
        (KnownCourse("c1", "NEG", "Neglect: Seeing the Signs", ("Negl",), 180),),
        (KnownPerson("p1", "Ada", "Quill", "", "a1", "ada@thornby.example.org"),),
    )
    reading = read(
        {
            "Pool": [["Name", "Agency", "Email", "Courses"], ["QUILL Ada", "TBoC", "ADA@thornby.example.org", "Negl"]],
            "Programme": [["Date", "Course", "Venue", "Lead"], ["12/01/2027", "NEG", "Hall", "A Quill"]],
        },
        known=known,
    )
    assert [(t.known_id, names(reading)[t.key]) for t in reading.trainers] == [("p1", "Ada Quill")]
    assert [a.known_id for a in reading.agencies] == ["a1"]
    assert [(c.known_id, c.code) for c in reading.courses] == [("c1", "NEG")]
    assert reading.sessions[0].trainers[0].known_id == "p1"


def test_a_shared_phone_is_no_duplicate_and_two_of_one_name_in_two_agencies_are_two() -> None:
    reading = read(
        {
            "Pool": [
                ["Name", "Agency", "Email", "Phone"],
                ["Ada Quill", "Northmoor Police", "ada@police.example.org", "01632 960111"],
                ["Ada Quill", "Thornby Council", "a.quill@thornby.example.org", "01632 960111"],
                ["Bo Lind", "Thornby Council", "b@thornby.example.org", "01632 960111"],
            ]
        }
    )
    assert len(reading.trainers) == 3
    assert not reading.questions


def test_lines_above_groups_of_people_that_nobody_can_place_are_asked_and_the_answer_is_used() -> None:
    rows = [
        ["Name", "Agency", "Email"],
        ["Neglect Awareness"],
        ["Ada Quill", "Kentmere Council", "a@k.example.org"],
        ["Bo Lind", "Kentmere Police", "b@k.example.org"],
        ["Toxic Trio"],
        ["Cy Moss", "Kentmere Council", "c@k.example.org"],
    ]
    asked = read({"Pool": rows})
    assert [(q.kind, q.cells) for q in asked.questions] == [("section", ["Pool!A2", "Pool!A5"])]
    assert len(asked.trainers) == 3
    decided = read({"Pool": rows}, answers=Answers(values={"Neglect Awareness": "course"}))
    titles = {c.key: c.title for c in decided.courses}
    assert [[titles[c.course] for c in t.courses] for t in decided.trainers] == [
        ["Neglect Awareness"],
        ["Neglect Awareness"],
        ["Toxic Trio"],
    ]
    assert not decided.questions


def test_a_list_without_headings_is_read_by_what_stands_in_it_and_the_rest_is_asked() -> None:
    reading = read(
        {
            "Sheet1": [
                [f"Ada Quill{c}", "Kentmere Council", f"{c}@k.example.org", "07700 900111", "12/03/2024"] for c in "abc"
            ]
        }
    )
    assert [(t.email, t.phone, t.agency) for t in reading.trainers] == [
        (f"{c}@k.example.org", "07700 900111", "kentmerecouncil") for c in "abc"
    ]
    assert [(q.kind, q.about) for q in reading.questions] == [("column", "Sheet1!E")]


def test_bare_days_below_lines_that_name_the_month() -> None:
    reading = read(
        {
            "2027": [
                ["", "Jan"],
                ["Date", "Course", "Who"],
                ["4th", "Neglect", "Ada Quill"],
                ["February"],
                ["1st", "Neglect", "A Quill"],
            ]
        }
    )
    assert told(reading) == [("Neglect", ["2027-01-04"], ["Ada Quill"]), ("Neglect", ["2027-02-01"], ["Ada Quill"])]


def test_milestones_on_the_way_are_no_courses() -> None:
    day = date(2022, 1, 1)
    rows = [
        ["Trainer", "T4T", "Shadowed", "Co-delivery 1", "Observed by", "Sign off"],
        ["Ada Quill", day, day, day, "Jo Boss", date(2022, 5, 1)],
    ]
    reading = read({"Evidence": rows})
    assert not reading.courses
    assert [(n.label, n.text) for n in reading.trainers[0].notes] == [
        ("Shadowed", "2022-01-01"),
        ("Co-delivery 1", "2022-01-01"),
        ("Observed by", "Jo Boss"),
    ]


def test_levels_in_two_spellings_are_one_course_and_a_half_day_stands_behind_the_date() -> None:
    rows = [
        ["When", "Course", "Where"],
        ["Tues 12 Jan 2027 AM", "Neglect L2", "Hall"],
        ["Wed 13 Jan 2027 (pm)", "Neglect Level 2", "Hall"],
    ]
    reading = read({"Programme": [*rows, ["14/1/2027 10-12", "Neglect Level 3", "Hall"]]})
    assert len(reading.courses) == 2
    assert [parts for _, parts, _ in told(reading)] == [
        ["2027-01-12 09:30-12:30"],
        ["2027-01-13 13:30-16:30"],
        ["2027-01-14 10:00-12:00"],
    ]
