"""Workbooks in long form, by course, with repeated people, and with columns that are easily mistaken."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from tests.exchange.spreadsheets.others.books_programmes import weekdays
from tests.exchange.spreadsheets.others.model import Book, Event, Grid, T, day, people, stamp


def row_per_course() -> Book:
    """A row for each trainer and course; the person is repeated; programme with day 1 and day 2 in columns."""
    pick = random.Random(41)
    courses = {"Designated Lead (2 days)": ("Designated Lead (2 days)", "Designated Lead"), "Safer Working Practice": ("Safer Working Practice",),
               "Lessons from Reviews": ("Lessons from Reviews",)}  # fmt: skip
    staff = people(141, 9, ["Isle Council", "Isle Police", "St Mary's Hospital", "Isle College"])
    grid = Grid("Trainers by course")
    grid.add("Isle of Eldmarsh Safeguarding Children Partnership")
    grid.add()
    grid.add("Course", "Trainer", "Agency", "Email", "TtT attended", "Approved to deliver from")
    for one in staff:
        one.phone = None
        one.ttt = (ttt := day(pick, 2022, 2024)).isoformat()
        one.courses = tuple(sorted(pick.sample(sorted(courses), pick.randint(1, 3))))
    for key in courses:
        for one in staff:
            if key not in one.courses:
                continue
            ttt = date.fromisoformat(one.ttt)
            done = ttt + timedelta(days=pick.randint(50, 400))
            one.approved = min(filter(None, (one.approved, done.isoformat())))
            row = grid.add(key, one.name, one.agency, one.email, stamp(ttt), stamp(done))
            one.at = one.at or grid.at(row)
    cal = Grid("Dates")
    cal.add("Course", "Day 1", "Day 2", "Times", "Location", "Lead trainer", "Co-trainer", "No. of places")
    events = []
    for on in weekdays(pick, date(2027, 1, 11), 12, (6, 17)):
        key = pick.choice(sorted(courses))
        a, b = pick.sample(staff, 2)
        two = on + timedelta(days=7)
        double = "2 days" in key
        row = cal.add(key, stamp(on), stamp(two) if double else None, "9.30-4.00", "Harbour House", a.name, b.name, 20)
        parts = [(on, T(9, 30), T(16))] + ([(two, T(9, 30), T(16))] if double else [])
        events.append(Event(key, parts, "Harbour House", False, 20, (a.name, b.name), None, cal.at(row)))
    return Book("Eldmarsh", [grid, cal], staff, events, courses)


def sheet_per_course() -> Book:
    """A sheet for each course lists who may deliver it; people recur; the contact list stands on its own sheet."""
    pick = random.Random(42)
    courses = {t: (t,) for t in ("Neglect", "Exploitation", "Domestic Abuse", "Mental Health")}
    staff = people(142, 12, ["Fylde Council", "Lancashire Police", "LSCFT", "Fylde Coast Women's Aid"])
    reg = Grid("Contact list")
    reg.add("Fylde Training Pool contact list")
    reg.add("Name", "Organisation", "Job", "Tel no.", "E-mail", "TtT done", "Joined pool (approved)")
    for one in staff:
        ttt = day(pick, 2022, 2025)
        done = ttt + timedelta(days=99)
        one.ttt, one.approved = ttt.isoformat(), done.isoformat()
        one.at = reg.at(
            reg.add(
                one.name,
                one.agency,
                pick.choice(["Social Worker", "PC", "Nurse"]),
                one.phone,
                one.email,
                stamp(ttt),
                stamp(done),
            )
        )
    grids = [reg]
    for key in courses:
        grid = Grid(key)
        grid.add(f"Approved trainers - {key}")
        grid.add("Trainer", "Agency")
        for one in pick.sample(staff, 6):
            one.courses = tuple(sorted({*one.courses, key}))
            grid.add(one.name, one.agency)
        grids.append(grid)
    return Book("Fylde", grids, staff, [], courses)


def date_traps() -> Book:
    """Columns of dates that are neither course nor approval: joined, DBS, last observed, review due, left blank."""
    pick = random.Random(43)
    courses = {"SCIE1": ("SCIE1",), "SCIE2": ("SCIE2",)}
    staff = people(143, 14, ["Sandwell Homes", "Sandwell Police", "Black Country Healthcare"])
    grid = Grid("Sheet1")
    grid.add(
        "Trainer name",
        "Agency name",
        "Telephone number",
        "Email address",
        "DBS date",
        "Date T4T completed",
        "Trainer agreement signed",
        "Date approved as trainer",
        "Last observation",
        "Renewal due",
        "Courses (codes)",
        "No. delivered 25/26",
        "Line manager",
        "Line manager email",
    )
    for one in staff:
        ttt = day(pick, 2022, 2024)
        done = ttt + timedelta(days=88)
        until = date(done.year + 3, done.month, done.day)
        one.ttt, one.approved = ttt.isoformat(), done.isoformat()
        if until > date(2027, 5, 21):
            one.until = until.isoformat()
        one.courses = tuple(sorted(pick.sample(sorted(courses), pick.randint(1, 2))))
        one.at = grid.at(grid.add(one.name, one.agency, one.phone, one.email, stamp(day(pick)), stamp(ttt), stamp(ttt - timedelta(days=20)),
                                  stamp(done), stamp(done + timedelta(days=300)), stamp(until), " + ".join(one.courses), pick.randint(0, 6),
                                  pick.choice(["Sue Barnes", "Amir Shah"]), "sue.barnes@managers.example.org"))  # fmt: skip
    return Book("Sandwell traps", [grid], staff, [], courses)


def lms_sessions() -> Book:
    """An export of a booking system: start and end as moments, upper-case headings, trainers as 'First Last; First Last'."""
    pick = random.Random(44)
    courses = {"Early Help Assessment": ("Early Help Assessment",), "Graded Care Profile 2": ("Graded Care Profile 2",)}
    staff = people(144, 8, ["Avon Council", "Avon Police"])
    reg = Grid("TRAINERS")
    reg.add("TRAINER", "ORGANISATION", "EMAIL", "APPROVED?", "APPROVAL DATE", "COURSE 1", "COURSE 2")
    for number, one in enumerate(staff):
        one.phone = None
        done = day(pick, 2024, 2025)
        one.approved = done.isoformat()
        one.courses = tuple(sorted(pick.sample(sorted(courses), pick.randint(1, 2))))
        state = "Y"
        if number in (2, 5):
            one.approved, one.courses, one.stage, state = None, (), "in training", "In progress"
        cells = [*one.courses, None, None][:2]
        one.at = reg.at(reg.add(one.name, one.agency, one.email, state, stamp(done) if one.approved else None, *cells))
    grid = Grid("EVENTS")
    grid.add("EVENT ID", "EVENT NAME", "START DATE", "END DATE", "LOCATION", "CAPACITY", "BOOKED", "TRAINERS", "STATE")
    events = []
    for number, on in enumerate(weekdays(pick, date(2027, 1, 5), 14)):
        key = pick.choice(sorted(courses))
        start, end = pick.choice([(T(9, 30), T(12, 30)), (T(10), T(15))])
        pair = pick.sample([p for p in staff if p.approved], pick.choice([0, 1, 2]))
        where, virtual = pick.choice([("https://teams.example.org/l/meetup", True), ("Room 3, Shire House", False)])
        row = grid.add(
            f"EV{1000 + number}",
            key,
            datetime.combine(on, start).strftime("%d/%m/%Y %H:%M"),
            datetime.combine(on, end).strftime("%d/%m/%Y %H:%M"),
            where,
            22,
            pick.randint(0, 22),
            "; ".join(p.name for p in pair),
            "Published",
        )
        events.append(
            Event(key, [(on, start, end)], where, virtual, 22, tuple(p.name for p in pair), None, grid.at(row))
        )
    return Book("Avon LMS", [reg, grid], staff, events, courses)


def agency_in_brackets() -> Book:
    """The agency after the name, in brackets; the programme's team carries it too; times as minutes past."""
    pick = random.Random(45)
    courses = {"Signs of Safety": ("Signs of Safety", "SoS"), "Threshold Guidance": ("Threshold Guidance", "TG")}
    staff = people(145, 10, ["Police", "Health", "CSC"])
    reg = Grid("Register")
    reg.add("Trainer (agency)", "E-mail", "Tel.", "Date of Train the Trainer", "Date of approval", "Approved for")
    for one in staff:
        ttt = day(pick, 2023, 2025)
        done = ttt + timedelta(days=30)
        one.ttt, one.approved = ttt.isoformat(), done.isoformat()
        one.courses = tuple(sorted(pick.sample(sorted(courses), pick.randint(1, 2))))
        one.phone = "+44 " + one.phone[1:] if pick.random() < 0.3 else one.phone
        said = one.phone
        one.phone = one.phone.replace("+44 ", "0")
        one.at = reg.at(reg.add(f"{one.name} ({one.agency})", one.email, said, stamp(ttt), stamp(done),
                                " and ".join(courses[c][1] for c in one.courses)))  # fmt: skip
    reg.add()
    reg.add("SoS = Signs of Safety")
    reg.add("TG = Threshold Guidance")
    grid = Grid("Spring 27")
    grid.add("Date", "Start-finish", "Course", "Venue", "Trainers", "Max nos.")
    events = []
    for on in weekdays(pick, date(2027, 1, 13), 9, (4, 12)):
        key = pick.choice(sorted(courses))
        a, b = pick.sample(staff, 2)
        row = grid.add(
            on.strftime("%d %b"), "9.30 - 12.30", key, "Guildhall", f"{a.name} ({a.agency}), {b.name} ({b.agency})", 16
        )
        events.append(
            Event(key, [(on, T(9, 30), T(12, 30))], "Guildhall", False, 16, (a.name, b.name), None, grid.at(row))
        )
    return Book("Brackets", [reg, grid], staff, events, courses)


def one_sheet_for_all() -> Book:
    """Register, key and programme under one another in one sheet, with a legend; courses ticked with Y and N."""
    pick = random.Random(46)
    courses = {"A1": ("A1", "Awareness"), "B2": ("B2", "Building Resilience"), "C3": ("C3", "Coercive Control")}
    staff = people(146, 11, ["Malden RFU", "Surrey FA", "Active Surrey"])
    grid = Grid("Everything")
    grid.add("Sport Welfare Tutors 2026/27")
    grid.add("1. Tutors")
    grid.add("Tutor", "Club / body", "Contact", "Tutor training", "Licensed", "A1", "B2", "C3")
    for one in staff:
        ttt = day(pick, 2023, 2025)
        done = ttt + timedelta(days=61)
        one.phone = None
        one.ttt, one.approved = ttt.isoformat(), done.isoformat()
        ticks = {c: pick.random() < 0.6 for c in courses}
        one.courses = tuple(c for c in sorted(courses) if ticks[c])
        one.at = grid.at(grid.add(one.name, one.agency, one.email, ttt.strftime("%d/%m/%y"), done.strftime("%d/%m/%y"),
                                  *("Y" if ticks[c] else "N" for c in courses)))  # fmt: skip
    grid.add()
    grid.add("2. Courses")
    grid.add("Code", "Name", "Hours")
    for code, (_, title) in courses.items():
        grid.add(code, title, 3)
    grid.add()
    grid.add("3. Workshops")
    grid.add("Workshop", "Date", "From", "Until", "Where", "Tutor", "2nd tutor", "Cap")
    events = []
    for on in weekdays(pick, date(2027, 2, 2), 8, (4, 12)):
        key = pick.choice(sorted(courses))
        a, b = pick.sample(staff, 2)
        second = pick.random() < 0.5
        row = grid.add(
            courses[key][1],
            on.strftime("%d/%m/%y"),
            "18:30",
            "21:00",
            "Clubhouse",
            a.name,
            b.name if second else "-",
            20,
        )
        team = (a.name, b.name) if second else (a.name,)
        events.append(Event(key, [(on, T(18, 30), T(21))], "Clubhouse", False, 20, team, None, grid.at(row)))
    return Book("Sport tutors", [grid], staff, events, courses)


def unknown_people_and_months() -> Book:
    """Someone named in the programme who is on no register, a date of a month only, a week commencing."""
    pick = random.Random(47)
    courses = {t: (t,) for t in ("Voice of the Child", "Professional Challenge", "Think Family")}
    staff = people(147, 20, ["Hartland Council", "Hartland Police", "Hartland Health"])
    reg = Grid("Pool")
    reg.add("Name", "Agency", "Email", "Phone", "Train the trainer date", "Approval date", "Courses")
    for one in staff:
        ttt = day(pick, 2023, 2025)
        done = ttt + timedelta(days=61)
        one.ttt, one.approved = ttt.strftime("%Y-%m"), done.isoformat()
        one.courses = tuple(sorted(pick.sample(sorted(courses), 2)))
        one.at = reg.at(
            reg.add(
                one.name,
                one.agency,
                one.email,
                one.phone,
                ttt.strftime("%m/%Y"),
                done.strftime("%d %B %Y"),
                "; ".join(one.courses),
            )
        )
    grid = Grid("Programme")
    grid.add(
        "Date",
        "Course",
        "Start",
        "End",
        "Venue",
        "Places",
        "Trainer 1",
        "Trainer 1 agency",
        "Trainer 2",
        "Trainer 2 agency",
    )
    events = []
    for number, on in enumerate(weekdays(pick, date(2027, 2, 2), 14, (4, 12))):
        key = pick.choice(sorted(courses))
        a, b = pick.sample(staff, 2)
        row = grid.add(stamp(on), key, "10am", "1pm", "Library", 20, a.name, a.agency, b.name, b.agency)
        if number == 5:
            grid.rows[-1][6:8] = ["Zebedee Quill", "Freelance"]
        if number == 8:
            grid.rows[-1][0] = f"w/c {on.day} {on.strftime('%b %Y')}"
        events.append(Event(key, [(on, T(10), T(13))], "Library", False, 20, (a.name, b.name), None, grid.at(row)))
    return Book("Hartland", [reg, grid], staff, events, courses)


def weekday_matrix_and_gaps() -> Book:
    """Courses upright in lower case with T (in training) and A (approved) and a legend; agency by acronym with a key."""
    pick = random.Random(48)
    courses = {t: (t,) for t in ("Hidden Harm", "Fabricated Illness", "Bruising Protocol")}
    full = {"CSC": "Children's Social Care", "HCT": "Humber Community Trust", "HumPol": "Humberside Police"}
    staff = people(148, 12, list(full))
    grid = Grid("Matrix")
    grid.add(None, None, None, None, None, "Courses", None, None)
    grid.add("Name", "Agency", "Email", "T4T", "Approved", *courses)
    grid.merged.append((1, 6, 1, 8))
    for one in staff:
        ttt = day(pick, 2023, 2025)
        done = ttt + timedelta(days=40)
        one.phone = None
        one.ttt, one.approved = ttt.isoformat(), done.isoformat()
        ticks = {c: pick.choice(["A", "A", "T", None]) for c in courses}
        one.courses = tuple(c for c in courses if ticks[c] == "A")
        one.at = grid.at(grid.add(one.name, one.agency, one.email, stamp(ttt), stamp(done), *ticks.values()))
    grid.add()
    grid.add("A = approved to deliver, T = in training for this course")
    for short, name in full.items():
        grid.add(short, name)
    return Book("Humber", [grid], staff, [], courses)
