"""Workbooks where the agency is a sheet, a section or a column of several words."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.exchange.spreadsheets.others.model import Book, Event, Grid, Person, T, day, ordinal, people, serial, stamp


def sheet_per_agency() -> Book:
    """One sheet an agency, a contact line above each table; the calendar in months with weekdays and facilitators."""
    pick = random.Random(1)
    courses = {
        "ABN": ("ABN", "Abuse and Neglect Awareness"),
        "CSE": ("CSE", "Child Sexual Exploitation"),
        "ED": ("ED", "Eating Disorders & Self-Harm: A Multi-Agency Approach"),
        "WT": ("WT", "Working Together (Level 3)"),
        "PF": ("PF", "Private Fostering"),
    }
    grids, staff = [], []
    names = ["Northmere Police", "NCC Children's Social Care", "Northmere ICB", "Youth Justice Service"]
    crew = people(11, 22, names)
    for name in names:
        grid = Grid(name[:31])
        grid.add("NORTHMERE SAFEGUARDING CHILDREN PARTNERSHIP")
        grid.add("Multi-agency trainers 2026/27")
        grid.add(f"Agency lead: {pick.choice(['Jo Bloggs', 'Sam Poole'])}   Tel: 01632 960 {pick.randint(100, 999)}")
        grid.add()
        grid.add(
            "Surname", "Forename", "Job Title", "Email", "Tel", "T4T date", "Panel approval", "Courses", "Comments"
        )
        mine = [one for one in crew if one.agency == name]
        for one in sorted(mine, key=lambda p: p.family):
            ttt = day(pick, 2021, 2024)
            one.ttt, one.approved = ttt.isoformat(), (ttt + timedelta(days=150)).isoformat()
            one.courses = tuple(sorted(pick.sample(sorted(courses), pick.randint(1, 3))))
            one.at = grid.at(grid.add(
                one.family, one.given, pick.choice(["Team Manager", "DSL", "Named Nurse", "Sgt"]), one.email, one.phone,
                ttt.strftime("%d/%m/%Y"), stamp(ttt + timedelta(days=150)), " / ".join(one.courses),
                pick.choice([None, None, "Can't do Fridays", "Prefers on-line"]),
            ))  # fmt: skip
        grid.add()
        grid.add(f"{len(mine)} trainers")
        staff += mine
        grids.append(grid)
    cal = Grid("Training Calendar")
    cal.add("Training Calendar September 2026 - July 2027")
    cal.add("Date", "Course", "Time", "Venue", "Max", "Facilitators")
    events = []
    on = date(2026, 9, 15)
    month = None
    while len(events) < 16:
        if on.weekday() > 4:
            on += timedelta(days=2)
        if (on.year, on.month) != month:
            month = (on.year, on.month)
            cal.add(on.strftime("%B %Y").upper())
        key = pick.choice(sorted(courses))
        pair = pick.sample(staff, pick.choice([0, 1, 2]))
        virtual = pick.random() < 0.4
        where = "MS Teams" if virtual else pick.choice(["Civic Centre, Committee Room 2", "Fire HQ"])
        start, end, said = pick.choice([
            (T(9, 30), T(16, 30), "0930-1630"), (T(9, 30), T(12, 30), "0930 - 1230"), (T(13), T(16), "1300-1600"),
        ])  # fmt: skip
        row = cal.add(
            f"{on.strftime('%a')} {ordinal(on.day)}", courses[key][1], said, where, pick.choice([16, 20, 24]),
            " & ".join(f"{p.given[0]} {p.family}" for p in pair) or pick.choice(["TBC", None]),
        )  # fmt: skip
        events.append(Event(key, [(on, start, end)], where, virtual, cal.rows[-1][4], tuple(p.name for p in pair),
                            at=cal.at(row)))  # fmt: skip
        on += timedelta(days=pick.randint(6, 24))
    key_sheet = Grid("Key")
    for code, (_, title) in courses.items():
        key_sheet.add(code, title)
    return Book("Northmere trainers", [*grids, cal, key_sheet], staff, events, courses)


def sections_and_ticks() -> Book:
    """Agencies as section rows with counts, courses as ticks under a merged heading, a legend beneath."""
    pick = random.Random(2)
    titles = [
        "Safeguarding Essentials",
        "Neglect Toolkit",
        "Domestic Abuse L2",
        "Parental Mental Health",
        "Child Q learning",
    ]
    courses = {t: (t,) for t in titles}
    grid = Grid("Pool")
    grid.add("Calderbeck SCP – Training Pool")
    grid.add("as at 1 November 2026")
    grid.add(None, None, None, None, None, "Courses")
    grid.merged.append((3, 6, 3, 10))
    grid.add("Trainer", "Role", "Email address", "Date of TTT", "Signed off", *titles, "Notes")
    staff = []
    for name in ["Health", "Education", "West Yorkshire Police", "Calderbeck MBC", "Voluntary & Community Sector"]:
        mine = people(sum(map(ord, name)), pick.randint(3, 7), [name])
        mine = [one for one in mine if one.name not in {p.name for p in staff}]
        grid.add(f"{name} ({len(mine)})")
        grid.merged.append((len(grid.rows), 1, len(grid.rows), 11))
        for one in mine:
            one.phone = None
            ttt = day(pick, 2020, 2025)
            done = ttt + timedelta(days=pick.randint(60, 300))
            one.ttt = ttt.isoformat()
            ticks = {t: pick.random() < 0.45 for t in titles}
            one.courses = tuple(t for t in titles if ticks[t])
            one.approved = done.isoformat()
            one.at = grid.at(grid.add(
                f"{one.family}, {one.given}", pick.choice(["Trainer", "Practice Educator"]), one.email,
                ttt.strftime("%d %b %y"), done.strftime("%d-%b-%Y"), *("✓" if ticks[t] else None for t in titles),
                pick.choice([None, None, "Maternity cover", "Away Thursdays"]),
            ))  # fmt: skip
            staff.append(one)
    grid.add("TOTAL", None, None, None, None, *(sum(t in p.courses for p in staff) for t in titles))
    grid.add()
    grid.add("Key: ✓ = approved to deliver")
    return Book("Calderbeck pool", [grid], staff, [], courses)


def date_matrix() -> Book:
    """Dates in the matrix are the approval for that course; two header rows; an agency merged down its people."""
    pick = random.Random(3)
    courses = {"DSL": ("DSL",), "PREV": ("PREV",), "MCA": ("MCA",), "FGM": ("FGM",)}
    grid = Grid("Sheet1")
    grid.add("Agency", "Contact", None, None, "Train the Trainer", None, "Course approvals (date signed off)")
    grid.add(None, "Full name", "E-mail", "Mobile", "Date attended", "Cert seen?", *courses)
    grid.merged += [(1, 1, 2, 1), (1, 2, 1, 4), (1, 5, 1, 6), (1, 7, 1, 10)]
    staff = people(33, 15, ["Ashford Borough Council", "Kent Probation", "Medway NHS Foundation Trust"])
    staff.sort(key=lambda p: p.agency)
    for number, one in enumerate(staff):
        ttt = day(pick, 2022, 2024)
        one.ttt = ttt.isoformat()
        dates = {c: ttt + timedelta(days=pick.randint(40, 500)) for c in courses if pick.random() < 0.6}
        one.courses = tuple(sorted(dates))
        one.approved = min(dates.values()).isoformat() if dates else None
        one.stage = "approved" if dates else "in training"
        first = number == 0 or staff[number - 1].agency != one.agency
        one.at = grid.at(grid.add(
            one.agency if first else None, one.name, one.email, int(one.phone.replace(" ", "")), stamp(ttt),
            pick.choice(["Y", "N", "Y"]), *(dates[c].strftime("%d.%m.%y") if c in dates else None for c in courses),
        ))  # fmt: skip
        if first:
            grid.merged.append((len(grid.rows), 1, len(grid.rows) + sum(p.agency == one.agency for p in staff) - 1, 1))
    return Book("Kent matrix", [grid], staff, [], courses)


def transposed() -> Book:
    """Trainers across, facts down; courses as rows of ticks."""
    pick = random.Random(4)
    courses = {"Adult Safeguarding Basic": ("Adult Safeguarding Basic",), "Hoarding & Self-Neglect": ("Hoarding & Self-Neglect",),
               "Modern Slavery": ("Modern Slavery",)}  # fmt: skip
    staff = people(44, 9, ["Gwent Police", "Torfaen CBC", "Aneurin Bevan UHB"])
    grid = Grid("Hyfforddwyr - Trainers")
    grid.add("Trainer", *(p.name for p in staff))
    grid.add("Organisation", *(p.agency for p in staff))
    grid.add("Email", *(p.email for p in staff))
    grid.add("Contact number", *(p.phone for p in staff))
    ttts = [day(pick, 2022, 2025) for _ in staff]
    grid.add("TtT completed", *(d.strftime("%B %Y") for d in ttts))
    dones = [d + timedelta(days=90) for d in ttts]
    grid.add("Approved from", *(stamp(d) for d in dones))
    for c in courses:
        ticks = [pick.random() < 0.6 for _ in staff]
        for p, tick in zip(staff, ticks, strict=True):
            p.courses += (c,) if tick else ()
        grid.add(c, *("x" if tick else None for tick in ticks))
    for number, (p, ttt, done) in enumerate(zip(staff, ttts, dones, strict=True)):
        p.ttt, p.approved, p.at = ttt.strftime("%Y-%m"), done.isoformat(), grid.at(number + 2)
    return Book("Gwent across", [grid], staff, [], courses)


def acronyms_and_variants() -> Book:
    """One agency under several spellings; statuses in words of the office; Excel serials as plain numbers."""
    pick = random.Random(5)
    spellings = {
        "Barset Council": ["Barset Council (Children's)", "Barset Council", "Barset Council - Adults"],
        "Barset Constabulary": ["Barset Constabulary", "BARSET CONSTABULARY", "Barset Constab."],
        "Barset Hospitals NHS Foundation Trust": [
            "Barset Hospitals NHS Foundation Trust",
            "BHFT",
            "Barset Hospitals NHS FT",
        ],
        "Barset Fire and Rescue Service": ["Barset Fire and Rescue Service", "BFRS", "Barset Fire & Rescue"],
        "Schools": ["Schools", "School", "schools "],
    }
    courses = {
        "L1": ("L1", "Level 1 Induction"), "L2": ("L2", "Level 2 Core Safeguarding"), "L3": ("L3", "Level 3 Specialist"),
    }  # fmt: skip
    staff = people(55, 26, list(spellings))
    grid = Grid("TRAINERS")
    grid.add(None, "BARSET SAFEGUARDING", None, None, None, None, None, None, None, None, None, "Course codes")
    grid.add("Ref", "Trainer Name", "Employer", "Work email", "Mobile no", "TTT", "Approval Date", "Delivers", "Current status",
             None, None, "Code", "Full title")  # fmt: skip
    words = {
        "approved": ["Active", "Current", "Signed off"], "lapsed": ["Lapsed", "Expired"], "withdrawn": ["Left", "Retired", "Stepped down"],
        "on hold": ["On mat leave", "Sabbatical"], "in training": ["In training", "Awaiting observation"],
    }  # fmt: skip
    side = iter(courses.items())
    for number, one in enumerate(staff):
        one.stage = pick.choices(list(words), [8, 2, 2, 2, 2])[0]
        ttt = day(pick, 2022, 2025)
        one.ttt = ttt.isoformat()
        done = ttt + timedelta(days=100) if one.stage != "in training" else None
        one.approved = done.isoformat() if done else None
        one.courses = tuple(sorted(pick.sample(sorted(courses), pick.randint(1, 3)))) if done else ()
        extra = next(side, None)
        one.at = grid.at(grid.add(
            number + 1, one.name.upper() if number % 4 == 0 else one.name, pick.choice(spellings[one.agency]), one.email,
            one.phone.replace(" ", "") if number % 2 else one.phone, serial(ttt), serial(done) if done else "-",
            ", ".join(one.courses) or "N/A", pick.choice(words[one.stage]), None, None, *((extra[0], extra[1][1]) if extra else ()),
        ))  # fmt: skip
        if number % 4 == 0 and any(part in one.family for part in ("Mc", "van", "de ", "Ap ")):
            grid.rows[-1][1] = one.name
    return Book("Barset", [grid], staff, [], courses)


def faculty() -> Book:
    """An NHS trust's faculty in .xls: month-first dates proved by the column, 'Name <mail>', sites."""
    pick = random.Random(6)
    courses = {
        "BLS": ("BLS", "Basic Life Support"),
        "MH": ("MH", "Manual Handling"),
        "CR": ("CR", "Conflict Resolution"),
    }
    staff = people(66, 16, ["Royal Eastmoor Hospital", "Eastmoor Community Services", "St Hilda's Hospice"])
    grid = Grid("Faculty")
    grid.add("Eastmoor NHS Trust - Statutory & Mandatory Training Faculty")
    grid.add()
    grid.add(
        "Faculty member",
        "Base",
        "Telephone",
        "Instructor course date",
        "Faculty approved on",
        "Expiry",
        "Approved subjects",
    )
    for one in staff:
        ttt = day(pick, 2022, 2024)
        done = ttt + timedelta(days=60)
        until = date(done.year + 4, done.month, min(done.day, 28))
        one.ttt, one.approved, one.until = ttt.isoformat(), done.isoformat(), until.isoformat()
        one.courses = tuple(sorted(pick.sample(sorted(courses), pick.randint(1, 3))))
        one.at = grid.at(grid.add(
            f"{one.name} <{one.email}>", one.agency, one.phone, f"{ttt.month}/{ttt.day}/{ttt.year}", stamp(done), stamp(until),
            "\n".join(courses[c][1] for c in one.courses),
        ))  # fmt: skip
    key = Grid("Subjects")
    key.add("Subject", "Abbreviation", "Duration (hrs)")
    for code, (_, title) in courses.items():
        key.add(title, code, 3)
    return Book("Eastmoor faculty", [grid, key], staff, [], courses, ending="xls")


__all__ = [
    "Person",
    "acronyms_and_variants",
    "date_matrix",
    "faculty",
    "sections_and_ticks",
    "sheet_per_agency",
    "transposed",
]
