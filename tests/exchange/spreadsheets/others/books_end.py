"""A last handful: an inactive flag, dates with remarks, cells of several lines, short titles of courses."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.exchange.spreadsheets.others.books_programmes import weekdays
from tests.exchange.spreadsheets.others.model import Book, Event, Grid, T, day, people, stamp


def inactive_and_pending() -> Book:
    """Active Y or N, approval "Pending" or "Not yet", e-mail with a trailing semicolon, phones with extensions."""
    pick = random.Random(91)
    courses = {t: (t,) for t in ("Trauma Lens", "Safer Sleep", "Adverse Childhood Experiences")}
    staff = people(191, 24, ["Fal Council", "Fal Police", "Fal Partnership NHS Trust"])
    grid = Grid("Register")
    grid.add(
        "Trainer",
        "Employer",
        "Email",
        "Phone",
        "Date of TTT",
        "Approved (date)",
        "Approved courses",
        "Active Y/N",
        "Date last observed",
        "Next observation due",
    )
    for number, one in enumerate(staff):
        ttt = day(pick, 2023, 2025)
        done = ttt + timedelta(days=90)
        one.ttt, one.approved = ttt.isoformat(), done.isoformat()
        one.courses = tuple(sorted(pick.sample(sorted(courses), 2)))
        said = stamp(done)
        if number in (4, 9):
            said, one.approved, one.courses, one.stage = ("Pending", "Not yet")[number == 9], None, (), "in training"
        one.at = grid.at(grid.add(one.name, one.agency, one.email + ";" if number % 6 == 0 else one.email, one.phone, ttt.strftime("%d %b %Y"), said,
                                  "; ".join(one.courses) or None, "Y", stamp(done + timedelta(200)), stamp(done + timedelta(900))))  # fmt: skip
    return Book("Fal", [grid], staff, [], courses)


def cells_of_lines() -> Book:
    """Date and time on two lines of a cell, venue with its room below, the team on two lines; short titles in the programme."""
    pick = random.Random(92)
    courses = {
        "Neglect: Recognise and Respond": ("Neglect: Recognise and Respond",),
        "Domestic Abuse: The Child's Voice": ("Domestic Abuse: The Child's Voice",),
        "Exploitation and County Lines": ("Exploitation and County Lines",),
    }
    short = {
        "Neglect: Recognise and Respond": "Neglect",
        "Domestic Abuse: The Child's Voice": "Domestic Abuse",
        "Exploitation and County Lines": "Exploitation",
    }
    staff = people(192, 14, ["Wye Council", "Wye Police"])
    reg = Grid("Trainers")
    reg.add("Name", "Agency", "Email", "Phone", "TTT", "Approved", "Courses")
    for one in staff:
        ttt = day(pick, 2023, 2025)
        done = ttt + timedelta(days=90)
        one.ttt, one.approved = ttt.isoformat(), done.isoformat()
        one.courses = tuple(sorted(pick.sample(sorted(courses), 2)))
        one.at = reg.at(
            reg.add(one.name, one.agency, one.email, one.phone, stamp(ttt), stamp(done), "\n".join(one.courses))
        )
    grid = Grid("Programme")
    grid.add("Wye SCP training, January to July 2027")
    grid.add("Date and time", "Course", "Venue", "Trainers", "Places")
    events = []
    for on in weekdays(pick, date(2027, 1, 12), 10, (3, 9)):
        key = pick.choice(sorted(courses))
        a, b = pick.sample(staff, 2)
        row = grid.add(
            f"{on.strftime('%A')} {on.day} {on.strftime('%B')}\n9.30am - 1pm",
            short[key],
            "Shire Hall\nRoom 2",
            f"{a.name}\n{b.name}",
            "20 max",
        )
        events.append(
            Event(key, [(on, T(9, 30), T(13))], "Shire Hall Room 2", False, 20, (a.name, b.name), None, grid.at(row))
        )
    return Book("Wye", [reg, grid], staff, events, courses)


def dotted_and_slashed() -> Book:
    """A fire service's programme in .xls: dates with dots, no years but the sheet's, 24-hour times, watches as venues."""
    pick = random.Random(93)
    courses = {
        "BA": ("BA", "Breathing Apparatus Refresher"),
        "RTC": ("RTC", "Road Traffic Collision"),
        "SWAH": ("SWAH", "Safe Working at Height"),
    }
    staff = people(193, 9, ["Red Watch", "Blue Watch", "Training School"])
    reg = Grid("Instructors")
    reg.add(
        "Rank",
        "Surname",
        "Initials",
        "First name",
        "Watch / Station",
        "E-mail",
        "Instructor course",
        "Date authorised",
        "BA",
        "RTC",
        "SWAH",
    )
    for one in staff:
        ttt = day(pick, 2023, 2025)
        done = ttt + timedelta(days=90)
        one.phone = None
        one.ttt, one.approved = ttt.isoformat(), done.isoformat()
        ticks = {c: pick.random() < 0.6 for c in courses}
        one.courses = tuple(c for c in sorted(courses) if ticks[c])
        one.at = reg.at(
            reg.add(
                pick.choice(["WM", "CM", "FF"]),
                one.family,
                one.given[0],
                one.given,
                one.agency,
                one.email,
                ttt.strftime("%d.%m.%Y"),
                done.strftime("%d.%m.%Y"),
                *("Yes" if ticks[c] else None for c in courses),
            )
        )
    grid = Grid("2027")
    grid.add("Date", "Course", "Start", "End", "Location", "Instructor 1", "Instructor 2", "Max")
    events = []
    for on in weekdays(pick, date(2027, 1, 12), 10, (3, 9)):
        key = pick.choice(sorted(courses))
        a, b = pick.sample(staff, 2)
        row = grid.add(on.strftime("%d.%m"), key, "0900", "1700", "Drill yard", a.name, f"{b.given[0]}. {b.family}", 8)
        events.append(Event(key, [(on, T(9), T(17))], "Drill yard", False, 8, (a.name, b.name), None, grid.at(row)))
    key_sheet = Grid("Key")
    key_sheet.add("BA - Breathing Apparatus Refresher")
    key_sheet.add("RTC - Road Traffic Collision")
    key_sheet.add("SWAH - Safe Working at Height")
    return Book("Brigade", [reg, grid, key_sheet], staff, events, courses)
