"""Workbooks with two approvals, lists in one column, agencies as columns, and programmes kept as cards."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.exchange.spreadsheets.others.books_programmes import weekdays
from tests.exchange.spreadsheets.others.model import Book, Event, Grid, T, day, ordinal, people, stamp


def course_columns_and_reapproval() -> Book:
    """Course 1 to Course 4 in columns; re-approval beside approval; inactive ones say so in another column."""
    pick = random.Random(81)
    courses = {
        t: (t,)
        for t in ("Serious Youth Violence", "Fathers and Male Carers", "Learning from Reviews", "Home Conditions")
    }
    staff = people(181, 18, ["Trent City Council", "Trent Police", "Trentside NHS Trust", "Trent Futures CIC"])
    grid = Grid("Trainer Pool Sept 26")
    grid.add("Trent Safeguarding Children Partnership")
    grid.add("Trainer Pool", None, None, None, None, "Last update: 14/09/26")
    grid.add(
        "Trainers Name",
        "Job title",
        "Organisation",
        "Email address",
        "Tel",
        "Attended TTT",
        "Initial approval",
        "Re-approval due",
        "Course 1",
        "Course 2",
        "Course 3",
        "Active?",
    )
    for number, one in enumerate(staff):
        ttt = day(pick, 2023, 2025)
        done = ttt + timedelta(days=90)
        one.ttt, one.approved = ttt.isoformat(), done.isoformat()
        one.courses = tuple(sorted(pick.sample(sorted(courses), pick.randint(1, 3))))
        active = "Yes"
        if number == 6:
            active, one.stage = "No - left Aug 26", "withdrawn"
        if number == 11:
            active, one.stage = "On maternity leave", "on hold"
        cells = [*one.courses, None, None, None][:3]
        one.at = grid.at(grid.add(one.name, "Officer", one.agency, one.email, one.phone, ttt.strftime("%d/%m/%Y"), stamp(done),
                                  stamp(done + timedelta(days=1095)), *cells, active))  # fmt: skip
    return Book("Trent", [grid], staff, [], courses)


def two_registers_one_book() -> Book:
    """Adults' and children's pools in two sheets with other headings, some people in both; one programme for both."""
    pick = random.Random(82)
    a = {"Care Act Basics": ("Care Act Basics",), "PiPoT": ("PiPoT",)}
    b = {"Think Baby": ("Think Baby",), "Strategy Discussions": ("Strategy Discussions",)}
    courses = a | b
    staff = people(182, 16, ["Wharfe Council", "Wharfe Police", "Wharfe Hospice"])
    adults, kids, both = staff[:6], staff[6:12], staff[12:]
    x = Grid("Adults trainers")
    x.add("Name", "Org", "Email", "Mobile", "TTT", "Approved", "Courses")
    y = Grid("Childrens trainers")
    y.add(
        "Surname, First name",
        "Agency",
        "E-mail",
        "Contact number",
        "Train the trainer completed",
        "Sign-off date",
        "Approved to deliver",
        "Comments",
    )
    for one in staff:
        ttt = day(pick, 2023, 2025)
        done = ttt + timedelta(days=90)
        one.ttt, one.approved = ttt.isoformat(), done.isoformat()
        one.courses = ()
        if one in adults or one in both:
            mine = tuple(pick.sample(sorted(a), 1))
            one.courses += mine
            one.at = x.at(x.add(one.name, one.agency, one.email, one.phone, stamp(ttt), stamp(done), "; ".join(mine)))
        if one in kids or one in both:
            mine = tuple(sorted(pick.sample(sorted(b), pick.randint(1, 2))))
            one.courses += mine
            one.at = y.at(
                y.add(
                    f"{one.family}, {one.given}",
                    one.agency,
                    one.email,
                    one.phone,
                    ttt.strftime("%d/%m/%Y"),
                    done.strftime("%d/%m/%Y"),
                    "; ".join(mine),
                    None,
                )
            )
    grid = Grid("Joint programme")
    grid.add("WHARFE SAB & SCP - JOINT PROGRAMME", None, None, "Financial year 2026/27")
    grid.add("Course", "Date", "Time", "Where", "Trainer 1", "Trainer 2", "Notes")
    events = []
    for on in weekdays(pick, date(2027, 1, 12), 10, (3, 9)):
        key = pick.choice(sorted(courses))
        p, q = pick.sample(staff, 2)
        row = grid.add(
            key, on.strftime("%d/%m/%Y"), "14:00-16:30", "via Teams", p.name, q.name, pick.choice([None, "Flyer out"])
        )
        events.append(
            Event(key, [(on, T(14), T(16, 30))], "via Teams", True, None, (p.name, q.name), None, grid.at(row))
        )
    return Book("Wharfe", [x, y, grid], staff, events, courses)


def agency_beside_each_trainer() -> Book:
    """The programme alone, everyone spelt out with agency and mail: people become known by it, none has a standing."""
    pick = random.Random(83)
    courses = {t: (t,) for t in ("Gangs and County Lines", "Radicalisation Awareness")}
    staff = people(183, 6, ["Mole Council", "Mole Police"])
    for one in staff:
        one.phone = one.email = None
        one.agency = ""
        one.stage = "in training"
    grid = Grid("Sessions")
    grid.add(
        "Date", "Course", "Start Time", "Finish Time", "Venue", "Lead Trainer", "Co-Trainer", "Status", "No. attended"
    )
    events = []
    for number, on in enumerate(weekdays(pick, date(2026, 6, 2), 12, (6, 16))):
        key = pick.choice(sorted(courses))
        a, b = staff[number % 6], staff[(number + 1) % 6]
        past = on < date(2026, 11, 21)
        row = grid.add(
            stamp(on),
            key,
            T(9, 30),
            T(12, 30),
            "Mole Hall",
            a.name,
            b.name,
            "Delivered" if past else "Booked",
            14 if past else None,
        )
        events.append(
            Event(key, [(on, T(9, 30), T(12, 30))], "Mole Hall", False, None, (a.name, b.name), None, grid.at(row))
        )
        a.at = a.at or grid.at(row)
        b.at = b.at or grid.at(row)
    return Book("Mole", [grid], staff, events, courses)


def wide_titles_and_totals() -> Book:
    """A register under four lines of letterhead, merged wide; each agency's count beside; grand total; a signature line."""
    pick = random.Random(84)
    courses = {
        "A": ("A", "Adult Safeguarding Level 2"),
        "B": ("B", "Mental Capacity Level 2"),
        "C": ("C", "Self-Neglect Level 3"),
    }
    agencies = ["Ribble Valley Council", "Lancs Care NHS FT", "Ribble CVS"]
    staff = people(184, 12, agencies)
    grid = Grid("Trainers 26-27")
    grid.add("Ribble Safeguarding Adults Board")
    grid.merged.append((1, 1, 1, 9))
    grid.add("Working together to keep adults safe")
    grid.add("Trainers' register – version 4.2 – owner: Business Manager – review date 31/03/2027")
    grid.add()
    grid.add("Agency", "Trainer", "Contact details", "TtT", "Panel", "Course approvals", None, None, "Comments")
    grid.add(None, None, None, "(date)", "(date)", "A", "B", "C")
    grid.merged += [(5, 6, 5, 8)]
    for name in agencies:
        mine = [p for p in staff if p.agency == name]
        for number, one in enumerate(mine):
            ttt = day(pick, 2023, 2025)
            done = ttt + timedelta(days=90)
            one.ttt, one.approved = ttt.isoformat(), done.isoformat()
            ticks = {c: pick.random() < 0.6 for c in courses}
            one.courses = tuple(c for c in sorted(courses) if ticks[c])
            one.at = grid.at(grid.add(name if not number else None, one.name, f"Email: {one.email} / Tel: {one.phone}", stamp(ttt), stamp(done),
                                      *("●" if ticks[c] else None for c in courses), None))  # fmt: skip
        grid.add(f"Total {name}", len(mine))
    grid.add("Grand total", len(staff))
    grid.add()
    grid.add("Signed off by the Board Manager: ........................")
    key = Grid("Course key")
    key.add("Letter", "Course", "Length")
    for code, (_, title) in courses.items():
        key.add(code, title, "3 hrs")
    return Book("Ribble", [grid, key], staff, [], courses)


def cards() -> Book:
    """A programme kept as cards: labels down the left, one session under another. At the worst it is asked about."""
    pick = random.Random(85)
    courses = {t: (t,) for t in ("Safe Recruitment",)}
    staff = people(185, 30, ["Eden Council", "Eden Police"])
    reg = Grid("Register")
    reg.add("Name", "Agency", "Email", "Phone", "TtT completed", "Approved from", "Courses")
    for one in staff:
        ttt = day(pick, 2023, 2025)
        done = ttt + timedelta(days=90)
        one.ttt, one.approved = ttt.isoformat(), done.isoformat()
        one.courses = ("Safe Recruitment",)
        one.at = reg.at(
            reg.add(one.name, one.agency, one.email, one.phone, stamp(ttt), stamp(done), "Safe Recruitment")
        )
    return Book("Eden", [reg], staff, [], courses)


def initials_and_short_forms() -> Book:
    """Short agency forms explained on a sheet of their own; the team by first name and initial; venues by number."""
    pick = random.Random(86)
    courses = {
        "DA1": ("DA1", "Domestic Abuse Basic"),
        "DA2": ("DA2", "Domestic Abuse Risk"),
        "HC": ("HC", "Honour Crimes"),
    }
    full = {
        "SYP": "South Yorks Police",
        "DMBC": "Don Metropolitan Borough Council",
        "RDaSH": "Rother Doncaster and South Humber NHS Trust",
        "CVS": "Don Council for Voluntary Service",
    }
    staff = people(186, 20, list(full))
    reg = Grid("Register 26")
    reg.add("Trainer", "Agency", "E-mail", "Phone", "TTT", "Approved", "Courses")
    for one in staff:
        ttt = day(pick, 2023, 2025)
        done = ttt + timedelta(days=90)
        one.ttt, one.approved = ttt.isoformat(), done.isoformat()
        one.courses = tuple(sorted(pick.sample(sorted(courses), 2)))
        said = one.agency if pick.random() < 0.7 else full[one.agency]
        one.at = reg.at(reg.add(one.name, said, one.email, one.phone, stamp(ttt), stamp(done), "/".join(one.courses)))
    grid = Grid("Dates 2027")
    grid.add("Date", "AM/PM", "Course", "Trainers", "Venue no.")
    events = []
    for on in weekdays(pick, date(2027, 1, 13), 14, (3, 9)):
        code = pick.choice(sorted(courses))
        a, b = pick.sample(staff, 2)
        half = pick.choice(["AM", "PM"])
        start, end = (T(9, 30), T(12, 30)) if half == "AM" else (T(13, 30), T(16, 30))
        row = grid.add(
            f"{on.strftime('%a')} {ordinal(on.day)} {on.strftime('%B')}",
            half,
            code,
            f"{a.given} {a.family[0]}. & {b.given} {b.family[0]}.",
            None,
        )
        events.append(Event(code, [(on, start, end)], None, False, None, (a.name, b.name), None, grid.at(row)))
    keys = Grid("Abbreviations")
    keys.add("Agency", "Stands for")
    for short, name in full.items():
        keys.add(short, name)
    keys.add()
    keys.add("Code", "Course title")
    for code, (_, title) in courses.items():
        keys.add(code, title)
    return Book("Don", [reg, grid, keys], staff, events, courses)
