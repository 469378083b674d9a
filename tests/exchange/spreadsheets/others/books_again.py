"""Workbooks with sheets beside the register that hold other people and places, and with habits seldom seen."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.exchange.spreadsheets.others.books_programmes import weekdays
from tests.exchange.spreadsheets.others.model import Book, Event, Grid, T, day, ordinal, people, stamp


def sheets_of_others() -> Book:
    """Venues with their caretakers, agency leads, a budget and bookings: none of those people is a trainer."""
    pick = random.Random(61)
    courses = {
        "SC1": ("SC1", "Safeguarding Children Core"),
        "SC2": ("SC2", "Safeguarding Children Advanced"),
        "DVA": ("DVA", "Domestic Violence & Abuse"),
    }
    staff = people(161, 16, ["Westhaven Council", "Westhaven Police", "Westhaven NHS Trust", "Westhaven College"])
    reg = Grid("Trainers")
    reg.add("WESTHAVEN LSCP TRAINING POOL", None, None, None, None, None, None, "RESTRICTED")
    reg.add(
        "Trainer Name",
        "Employing Agency",
        "Job Role",
        "E-mail Address",
        "Contact Tel",
        "Date of T4T",
        "Approved Date",
        "Courses Approved For",
    )
    for one in staff:
        ttt = day(pick, 2023, 2025)
        done = ttt + timedelta(days=120)
        one.ttt, one.approved = ttt.isoformat(), done.isoformat()
        one.courses = tuple(sorted(pick.sample(sorted(courses), pick.randint(1, 3))))
        one.at = reg.at(reg.add(one.name, one.agency, pick.choice(["Manager", "Named Nurse", "DSL"]), one.email, one.phone, stamp(ttt), stamp(done),
                                ", ".join(courses[c][1] for c in one.courses)))  # fmt: skip
    venues = Grid("Venues")
    venues.add("Venue", "Address", "Contact", "Telephone", "Email", "Capacity", "Cost per day")
    for name, who in (("Harbour Hall", "Pam Stokes"), ("Methodist Centre", "Vic Dale"), ("Library Room 2", "Jan Moss")):
        venues.add(
            name, "1 High St, WH1 2AB", who, "01632 960123", f"{who.split()[0].lower()}@venues.example.org", 30, 120
        )
    leads = Grid("Agency leads")
    leads.add("Agency", "Training lead / SPOC", "Email", "Phone")
    for name in dict.fromkeys(p.agency for p in staff):
        leads.add(name, pick.choice(["Hetty Fell", "Omar Dean", "Gus Pike"]), "lead@agency.example.org", "01632 960444")
    keys = Grid("Course list")
    keys.add("Course title", "Course code", "Duration", "Target audience", "Max delegates")
    for code, (_, title) in courses.items():
        keys.add(title, code, "1 day", "Group 3", 25)
    cal = Grid("2027 calendar")
    cal.add(
        "Course code",
        "Course title",
        "Date",
        "Start",
        "End",
        "Venue",
        "Lead trainer",
        "Second trainer",
        "Places",
        "Booked",
        "Admin notes",
    )
    events = []
    for on in weekdays(pick, date(2027, 1, 18), 10, (5, 14)):
        code = pick.choice(sorted(courses))
        a, b = pick.sample(staff, 2)
        row = cal.add(
            code,
            courses[code][1],
            stamp(on),
            T(9, 30),
            T(16),
            "Harbour Hall",
            a.name,
            b.name,
            25,
            pick.randint(0, 25),
            pick.choice([None, "flyer sent"]),
        )
        events.append(
            Event(code, [(on, T(9, 30), T(16))], "Harbour Hall", False, 25, (a.name, b.name), None, cal.at(row))
        )
    money = Grid("Budget")
    money.add("Item", "Budget", "Spent", "Left")
    money.add("Venue hire", 4000, 1200, 2800)
    money.add("Refreshments", 900, 300, 600)
    book = Grid("Bookings")
    book.add("Course", "Date", "Delegate name", "Agency", "Email", "Attended?")
    for number in range(6):
        book.add(
            "SC1",
            stamp(date(2026, 10, 5)),
            f"{['Una', 'Bo', 'Cy', 'Di', 'Ed', 'Flo'][number]} Lake",
            "Westhaven Police",
            f"d{number}@police.example.org",
            "Y",
        )
    return Book("Westhaven", [reg, venues, leads, keys, cal, money, book], staff, events, courses)


def grouped_and_dashed() -> Book:
    """Name and agency with a dash in one list, status by section, courses numbered, notes of several lines."""
    pick = random.Random(62)
    courses = {
        t: (t,)
        for t in (
            "Attachment and Loss",
            "Working with Resistance, Denial and Disguised Compliance",
            "Chronologies: Why and How",
        )
    }
    staff = people(162, 15, ["Rivers Trust", "County Council", "Constabulary"])
    grid = Grid("Trainer Database Nov 26")
    grid.add("TRAINER DATABASE", None, None, None, "CONFIDENTIAL")
    grid.add(
        "Trainer's Name",
        "Trainer's Agency",
        "Trainer's Email",
        "Trainer's Telephone",
        "TTT Attended (dd/mm/yyyy)",
        "Approval at Panel (dd/mm/yyyy)",
        "Courses they can deliver",
    )
    for label, stage, chunk in (
        ("CURRENT TRAINERS", "approved", staff[:9]),
        ("TRAINEE TRAINERS", "in training", staff[9:12]),
        ("FORMER TRAINERS", "withdrawn", staff[12:]),
    ):
        grid.add(label)
        for one in chunk:
            ttt = day(pick, 2023, 2025)
            one.ttt, one.stage = ttt.isoformat(), stage
            done = ttt + timedelta(days=150) if stage != "in training" else None
            one.approved = done.isoformat() if done else None
            one.courses = tuple(sorted(pick.sample(sorted(courses), 2))) if done else ()
            one.at = grid.at(grid.add(one.name, one.agency, one.email, one.phone, ttt.strftime("%d/%m/%Y"), done.strftime("%d/%m/%Y") if done else "n/a",
                                      "\n".join(f"{n}. {c}" for n, c in enumerate(one.courses, 1)) or "none yet"))  # fmt: skip
    return Book("Rivers database", [grid], staff, [], courses)


def tables_beside() -> Book:
    """Register left, programme right, blank columns between; the programme's dates with time and weekday."""
    pick = random.Random(63)
    courses = {t: (t,) for t in ("Parental Conflict", "Cannabis & Families", "Young Carers")}
    staff = people(163, 9, ["Borough", "Met Police", "CAMHS"])
    grid = Grid("Sheet1")
    grid.add("Trainers", None, None, None, None, None, None, None, "Sessions booked")
    grid.add(
        "Name", "Agency", "Mobile", "TtT", "Approved", "Courses", None, None, "When", "Course", "Venue", "Trainers"
    )
    events = []
    dates = weekdays(pick, date(2027, 1, 7), 12, (3, 9))
    for number in range(12):
        cells: list = [None] * 6
        if number < len(staff):
            one = staff[number]
            one.email = None
            ttt = day(pick, 2023, 2025)
            done = ttt + timedelta(days=120)
            one.ttt, one.approved = ttt.isoformat(), done.isoformat()
            one.courses = tuple(sorted(pick.sample(sorted(courses), 2)))
            cells = [one.name, one.agency, one.phone, stamp(ttt), stamp(done), "; ".join(one.courses)]
        on = dates[number]
        key = pick.choice(sorted(courses))
        a, b = pick.sample(staff, 2)
        start, end, said = pick.choice(
            [(T(10), T(12), "10am-12pm"), (T(9, 30), T(13), "9.30-1pm"), (T(13), T(15), "1pm-3pm")]
        )
        row = grid.add(
            *cells,
            None,
            None,
            f"{on.strftime('%A')} {ordinal(on.day)} {on.strftime('%B %Y')} {said}",
            key,
            "Online",
            f"{a.given} {a.family} + {b.given} {b.family}",
        )
        if number < len(staff):
            staff[number].at = grid.at(row)
        events.append(Event(key, [(on, start, end)], "Online", True, None, (a.name, b.name), None, grid.at(row)))
    return Book("Borough", [grid], staff, events, courses)


def financial_year() -> Book:
    """A programme from April to March without years; status words; times in two columns as numbers like 9.30 and 16.00."""
    pick = random.Random(64)
    courses = {
        "CORE": ("CORE", "Core Safeguarding"),
        "CONF": ("CONF", "Conference Skills"),
        "REF": ("REF", "Refresher"),
    }
    staff = people(164, 10, ["Pennine Council", "Pennine Police", "Pennine Care NHS FT"])
    reg = Grid("Trainer info")
    reg.add(
        "Surname", "First Name", "Agency", "E-Mail", "Telephone", "T4T", "Date Approved", "CORE", "CONF", "REF", "Left?"
    )
    for number, one in enumerate(staff):
        ttt = day(pick, 2023, 2025)
        done = ttt + timedelta(days=60)
        one.ttt, one.approved = ttt.strftime("%Y-%m"), done.isoformat()
        ticks = {c: pick.random() < 0.6 for c in courses}
        one.courses = tuple(c for c in sorted(courses) if ticks[c])
        left = "Yes" if number == 3 else None
        one.stage = "withdrawn" if left else "approved"
        one.at = reg.at(reg.add(one.family, one.given, one.agency, one.email, int(one.phone.replace(" ", "")), ttt.strftime("%b-%Y"), done.strftime("%d/%m/%Y"),
                                *("X" if ticks[c] else None for c in courses), left))  # fmt: skip
    grid = Grid("Apr 26 - Mar 27")
    grid.add("PENNINE TRAINING CALENDAR APRIL 2026 - MARCH 2027")
    grid.add("Date", "Day", "Course", "From", "To", "Venue", "Trainer(s)", "Confirmed?")
    events = []
    for on in weekdays(pick, date(2026, 4, 13), 18, (12, 26)):
        if on > date(2027, 3, 31):
            break
        key = pick.choice(sorted(courses))
        a, b = pick.sample([p for p in staff if p.stage == "approved"], 2)
        s, e, x, y = pick.choice([(T(9, 30), T(16), 9.3, 16), (T(13), T(16, 30), 13, 16.3), (T(9), T(12), 9, 12)])
        row = grid.add(
            f"{on.day} {on.strftime('%b')}",
            on.strftime("%a"),
            courses[key][1],
            x,
            y,
            "Mill 3",
            f"{a.given} {a.family}/{b.given} {b.family}",
            pick.choice(["Y", "N", None]),
        )
        events.append(Event(key, [(on, s, e)], "Mill 3", False, None, (a.name, b.name), None, grid.at(row)))
    key = Grid("Codes")
    for code, (_, title) in courses.items():
        key.add(f"{code} = {title}")
    return Book("Pennine", [reg, grid, key], staff, events, courses)


def two_header_programme() -> Book:
    """A programme with two header rows, hybrid notes, a repeated header, and totals; trainers under Lead and Support."""
    pick = random.Random(65)
    courses = {t: (t,) for t in ("Infant Mental Health", "Safe Sleep", "Poverty Proofing")}
    staff = people(165, 11, ["0-19 Service", "Early Help", "Barnardo's"])
    reg = Grid("Facilitators")
    reg.add("FACILITATOR", None, "CONTACT", None, "TRAIN THE TRAINER", None, "SIGN OFF")
    reg.add("Name", "Service", "Email", "Tel", "Date", "Venue", "Date", "By whom")
    reg.merged += [(1, 1, 1, 2), (1, 3, 1, 4), (1, 5, 1, 6), (1, 7, 1, 8)]
    for one in staff:
        ttt = day(pick, 2023, 2025)
        done = ttt + timedelta(days=60)
        one.ttt, one.approved = ttt.isoformat(), done.isoformat()
        one.at = reg.at(
            reg.add(one.name, one.agency, one.email, one.phone, stamp(ttt), "Town Hall", stamp(done), "Gill Frost")
        )
    grid = Grid("Programme 2027")
    grid.add("SESSION", None, "TIME", None, "PLACE", "NUMBERS", None, "FACILITATORS", None)
    grid.add("Title", "Date", "Start", "End", "Venue", "Max", "Booked", "Lead", "Support")
    grid.merged += [(1, 1, 1, 2), (1, 3, 1, 4), (1, 6, 1, 7), (1, 8, 1, 9)]
    events = []
    for number, on in enumerate(weekdays(pick, date(2027, 1, 12), 15, (3, 9))):
        if number == 8:
            grid.add("Title", "Date", "Start", "End", "Venue", "Max", "Booked", "Lead", "Support")
        key = pick.choice(sorted(courses))
        a, b = pick.sample(staff, 2)
        row = grid.add(key, stamp(on), "9:30", "12:45", "Sure Start", 14, pick.randint(0, 14), a.name, b.name)
        events.append(
            Event(key, [(on, T(9, 30), T(12, 45))], "Sure Start", False, 14, (a.name, b.name), None, grid.at(row))
        )
    grid.add("TOTAL", None, None, None, None, 14 * 15, 80)
    return Book("Early years", [reg, grid], staff, events, courses)


def plain_csv_of_programme() -> Book:
    """A calendar export with Subject, Start Date, Start Time and the like, month first because the exporter was American."""
    pick = random.Random(66)
    courses = {t: (t,) for t in ("Team Teach Refresher", "Lone Working", "Report Writing")}
    grid = Grid("csv")
    grid.add(
        "Subject",
        "Start Date",
        "Start Time",
        "End Date",
        "End Time",
        "All day event",
        "Location",
        "Required Attendees",
        "Description",
    )
    events = []
    for on in weekdays(pick, date(2027, 1, 7), 16, (3, 9)):
        key = pick.choice(sorted(courses))
        us = f"{on.month}/{on.day}/{on.year}"
        row = grid.add(key, us, "9:30:00 AM", us, "1:00:00 PM", "FALSE", "Microsoft Teams Meeting", None, None)
        events.append(
            Event(key, [(on, T(9, 30), T(13))], "Microsoft Teams Meeting", True, None, (), None, grid.at(row))
        )
    return Book("calendar", [grid], [], events, courses, ending="csv")
