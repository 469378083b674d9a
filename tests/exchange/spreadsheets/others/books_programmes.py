"""Workbooks that are mostly a programme: dates, times, venues and teams as offices write them."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.exchange.spreadsheets.others.model import Book, Event, Grid, T, day, ordinal, people, stamp


def weekdays(pick: random.Random, first: date, count: int, gap: tuple[int, int] = (3, 15)) -> list[date]:
    days, on = [], first
    while len(days) < count:
        if on.weekday() < 5:
            days.append(on)
        on += timedelta(days=pick.randint(*gap))
    return days


def season_sheets() -> Book:
    """A sheet a term; the year only in the title; day parts; two days in one cell; cancelled rows; register in .ods."""
    pick = random.Random(21)
    courses = {
        "Neglect & GCP2": ("Neglect & GCP2",), "Trauma Informed Practice": ("Trauma Informed Practice",),
        "Child Protection Conferences (2 day)": ("Child Protection Conferences (2 day)", "Child Protection Conferences"),
        "Contextual Safeguarding": ("Contextual Safeguarding",),
    }  # fmt: skip
    staff = people(121, 12, ["Police", "CSC", "Health", "Education"])
    reg = Grid("Trainers")
    reg.add("Name", "Agency", "Email/phone", "Approved", "Courses", "Notes")
    titles = list(courses)
    for number, one in enumerate(staff):
        done = day(pick, 2023, 2025)
        one.approved = done.isoformat()
        one.courses = tuple(sorted(pick.sample(titles, 2)))
        one.at = reg.at(reg.add(
            one.name, one.agency, f"{one.email}\n{one.phone}" if number % 2 else f"{one.phone} / {one.email}",
            f"{done.day} {done.strftime('%B %Y')}", "; ".join(one.courses), pick.choice([None, "on leave until Sept", "p/t"]),
        ))  # fmt: skip
    events, grids = [], [reg]
    for name, title, first, year in (
        ("Autumn", "AUTUMN TERM 2026", date(2026, 9, 21), 2026), ("Spring", "SPRING TERM 2027", date(2027, 1, 11), 2027),
    ):  # fmt: skip
        grid = Grid(name)
        grid.add(f"Hallamshire Learning & Development – {title}")
        grid.add()
        grid.add("When", "What", "Session", "Where", "Capacity", "Lead", "Co-facilitator")
        for on in weekdays(pick, first, 7):
            if on.year != year:
                continue
            key = pick.choice(titles)
            a, b = pick.sample(staff, 2)
            part, start, end = pick.choice(
                [("AM", T(9, 30), T(12, 30)), ("PM", T(13, 30), T(16, 30)), ("Full day", T(9, 30), T(16, 30))]
            )
            days = [on]
            said = f"{on.strftime('%a')} {on.day} {on.strftime('%b')}"
            if "2 day" in key:
                part, start, end = "All day", T(9, 30), T(16, 30)
                if on.weekday() == 4 or (on + timedelta(1)).month != on.month:
                    continue
                days = [on, on + timedelta(1)]
                said = f"{on.day} & {on.day + 1} {on.strftime('%b')}"
            off = pick.random() < 0.12
            where, virtual = pick.choice([("Zoom", True), ("Town Hall", False), ("Moorfoot L4, S1 4PL", False)])
            row = grid.add(
                said,
                ("CANCELLED - " if off else "") + key,
                part,
                where,
                24,
                a.name,
                b.name if pick.random() < 0.7 else "vacant",
            )
            team = (a.name, b.name) if grid.rows[-1][6] != "vacant" else (a.name,)
            events.append(
                Event(
                    key,
                    [(d, start, end) for d in days],
                    where,
                    virtual,
                    24,
                    team,
                    "cancelled" if off else None,
                    grid.at(row),
                )
            )
        grid.add()
        grid.add("AM = 9.30-12.30   PM = 1.30-4.30   All day = 9.30-4.30")
        grids.append(grid)
    return Book("Hallamshire terms", grids, staff, events, courses, ending="ods")


def months_and_day_numbers() -> Book:
    """Month header rows with day numbers beneath, courses by code, initials, x2 vacancies, a key far right."""
    pick = random.Random(22)
    courses = {
        "FA1": ("FA1", "First Aid at Work"),
        "PFA": ("PFA", "Paediatric First Aid"),
        "AED": ("AED", "AED & CPR Refresher"),
    }
    staff = people(122, 10, ["St Bede Ambulance", "Fenland Leisure", "Fenland Schools Trust"])
    reg = Grid("Instructors")
    reg.add("Instructor", "Initials", "Employer", "E mail", "Qualified", "Teaches", "Certificate expires")
    for one in staff:
        done = day(pick, 2024, 2025)
        until = date(done.year + 3, done.month, done.day)
        one.phone = None
        one.approved, one.until = done.isoformat(), until.isoformat()
        one.courses = tuple(sorted(pick.sample(sorted(courses), pick.randint(1, 2))))
        initials = "".join(word[0] for word in one.name.replace("-", " ").replace("'", " ").split()).upper()
        one.at = reg.at(
            reg.add(one.name, initials, one.agency, one.email, stamp(done), ",".join(one.courses), stamp(until))
        )
    grid = Grid("Diary 2027")
    grid.add("Fenland First Aid Diary", *[None] * 9, "KEY")
    grid.add(
        "Day", "Course", "Start", "Finish", "Venue", "Places", "Instructor", *[None] * 3, "FA1", "First Aid at Work"
    )
    grid.add(*[None] * 10, "PFA", "Paediatric First Aid")
    events = []
    month = 0
    inits = {"".join(w[0] for w in p.name.replace("-", " ").replace("'", " ").split()).upper() for p in staff}
    byinit: dict[str, list] = {i: [] for i in inits}
    for p in staff:
        byinit["".join(w[0] for w in p.name.replace("-", " ").replace("'", " ").split()).upper()].append(p)
    only = [(i, ps[0]) for i, ps in byinit.items() if len(ps) == 1]
    for on in weekdays(pick, date(2027, 1, 6), 18, (4, 11)):
        if on.month != month:
            month = on.month
            grid.add(on.strftime("%B").upper())
        key = pick.choice(sorted(courses))
        where = pick.choice(["Leisure Centre", "Village Hall, Chatteris", "Scout Hut"])
        start, end = pick.choice([(T(9), T(17)), (T(9, 15), T(12)), (T(18), T(20, 30))])
        said, one = pick.choice(only)
        team: tuple[str, ...] = (one.name,)
        if pick.random() < 0.2:
            said, team = pick.choice([("vacant", ()), ("tbc", ()), ("x2 needed", ())])
        row = grid.add(on.day, key, start, end, where, 12, said)
        if len(grid.rows) == 5:
            grid.rows[-1] += [None, None, None, "AED", "AED & CPR Refresher"]
        events.append(Event(key, [(on, start, end)], where, False, 12, team, None, grid.at(row)))
    return Book("Fenland first aid", [reg, grid], staff, events, courses)


def semicolon_csv() -> Book:
    """A programme alone in a Windows-1252 CSV with semicolons; long dates; nobody named."""
    pick = random.Random(23)
    titles = [
        "Façade to Face: Disguised Compliance",
        "Safer Recruitment",
        "Online Harms – an update",
        "Working with Fathers",
    ]
    courses = {t: (t,) for t in titles}
    grid = Grid("csv")
    grid.add("Course title", "Course date", "Start time", "End time", "Location", "Max delegates", "Booked", "Status")
    events = []
    for on in weekdays(pick, date(2027, 2, 1), 20, (2, 9)):
        key = pick.choice(titles)
        start, end, a, b = pick.choice(
            [
                (T(9, 30), T(16), "9.30 am", "4 pm"),
                (T(10), T(12), "10:00", "12:00"),
                (T(13), T(15, 30), "1pm", "3.30pm"),
            ]
        )
        where, virtual = pick.choice([("Virtual (Zoom)", True), ("Café Room, The Hive", False), ("County Hall", False)])
        state = pick.choice(["Open", "Full", "Cancelled", "Open", "Open"])
        row = grid.add(
            key, f"{on.strftime('%A')}, {on.day} {on.strftime('%B %Y')}", a, b, where, 25, pick.randint(0, 25), state
        )
        events.append(
            Event(
                key,
                [(on, start, end)],
                where,
                virtual,
                25,
                (),
                "cancelled" if state == "Cancelled" else None,
                grid.at(row),
            )
        )
    return Book("hive_programme", [grid], [], events, courses, ending="csv", delimiter=";", encoding="cp1252")


def merged_courses() -> Book:
    """One row a date, the course and venue merged over several dates; delivery team of two in one cell."""
    pick = random.Random(24)
    titles = ["Level 3 Safeguarding Children", "Substance Use & Parenting", "Harmful Sexual Behaviour (HSB)"]
    courses = {t: (t, "HSB" if "HSB" in t else t) for t in titles}
    staff = people(124, 10, ["Dorbridge Council", "Dorbridge Police", "Dorset Mind"])
    reg = Grid("Delivery team")
    reg.add("Title", "First name", "Last name", "Org", "Email", "Phone", "T4T", "Signed off by panel", "Status")
    for number, one in enumerate(staff):
        ttt = day(pick, 2023, 2025)
        one.ttt, one.approved = ttt.isoformat(), (ttt + timedelta(days=45)).isoformat()
        one.at = reg.at(reg.add(
            pick.choice(["Mr", "Ms", "Dr", None]), one.given, one.family, one.agency, one.email, one.phone, stamp(ttt),
            stamp(ttt + timedelta(days=45)), "Approved",
        ))  # fmt: skip
        if number == 4:
            one.stage, one.approved, reg.rows[-1][7], reg.rows[-1][8] = "in training", None, "pending", "Candidate"
    grid = Grid("2027 dates")
    grid.add("DORBRIDGE SCP MULTI-AGENCY TRAINING PROGRAMME JAN - DEC 2027")
    grid.add("Training", "Venue", "Date", "Time", "Delivery team", "Delegates (max)")
    events = []
    for title in titles:
        first = len(grid.rows) + 1
        where, virtual = pick.choice([("Corn Exchange, Dorbridge", False), ("Teams", True)])
        for number, on in enumerate(weekdays(pick, date(2027, 1, 12), 5, (20, 40))):
            a, b = pick.sample(staff, 2)
            start, end, said = pick.choice(
                [(T(9, 30), T(13), "9.30am - 1pm"), (T(9, 15), T(16, 30), "9:15 to 16:30"), (T(13), T(16), "1-4pm")]
            )
            row = grid.add(title if not number else None, where if not number else None, stamp(on), said,
                           f"{a.name} / {b.name}" if number % 2 else f"{a.name} and {b.name}", 18)  # fmt: skip
            events.append(Event(title, [(on, start, end)], where, virtual, 18, (a.name, b.name), None, grid.at(row)))
        grid.merged += [(first, 1, len(grid.rows), 1), (first, 2, len(grid.rows), 2)]
    grid.add("Total sessions", None, len(events))
    return Book("Dorbridge", [reg, grid], staff, events, courses)


def course_blocks() -> Book:
    """A block a course: its name alone in a row, the dates beneath; several dates in a cell; a hidden old sheet."""
    pick = random.Random(25)
    courses = {
        "MSP1": ("MSP1", "Making Safeguarding Personal"),
        "SAB2": ("SAB2", "Self-Neglect and Hoarding"),
        "MCA3": ("MCA3", "Mental Capacity Act in Practice"),
    }
    staff = people(125, 9, ["Rother Adult Social Care", "Rother CCG", "Rother Fire & Rescue"])
    reg = Grid("People")
    reg.add(
        "Trainer name (last, first)",
        "Service",
        "Contact details",
        "TtT",
        "Panel date",
        "Courses can deliver",
        "Observed",
    )
    for one in staff:
        ttt = day(pick, 2023, 2024)
        one.ttt, one.approved = ttt.strftime("%Y-%m"), (ttt + timedelta(days=200)).isoformat()
        one.courses = tuple(sorted(pick.sample(sorted(courses), 2)))
        one.at = reg.at(reg.add(
            f"{one.family}, {one.given}", one.agency, f"{one.email}; {one.phone}", ttt.strftime("%b %Y"),
            (ttt + timedelta(days=200)).strftime("%d/%m/%y"), " & ".join(one.courses), pick.choice(["Y", "N", None]),
        ))  # fmt: skip
    grid = Grid("Programme 2026-27")
    grid.add("Rother SAB Programme 2026-27")
    events = []
    for code, (_, title) in courses.items():
        grid.add()
        grid.add(f"{title} ({code})")
        grid.add("Date(s)", "Times", "Venue", "Trainer(s)", "Spaces")
        for on in weekdays(pick, date(2026, 10, 5), 4, (15, 50)):
            a, b = pick.sample(staff, 2)
            where, virtual = pick.choice([("Riverside House", False), ("Online", True)])
            row = grid.add(f"{on.day} {on.strftime('%B')}", "10.00 - 15.30", where, f"{a.name}; {b.name}", "15")
            events.append(
                Event(code, [(on, T(10), T(15, 30))], where, virtual, 15, (a.name, b.name), None, grid.at(row))
            )
    return Book("Rother SAB", [reg, grid], staff, events, courses)


def ordinal_day(on: date) -> str:
    return f"{on.strftime('%a')} {ordinal(on.day)} {on.strftime('%b')}"
