"""Workbooks with planners, rotas, breaks, second addresses, doubtful dates and namesakes."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.exchange.spreadsheets.others.books_programmes import weekdays
from tests.exchange.spreadsheets.others.model import Book, Event, Grid, Person, T, day, ordinal, people, stamp


def breaks_and_roles() -> Book:
    """Half terms and bank holidays between the sessions; roles before names; registration times; codes before titles."""
    pick = random.Random(71)
    courses = {
        "NG1": ("NG1", "Neglect: Getting it Right"),
        "FM2": ("FM2", "Forced Marriage and HBA"),
        "YV3": ("YV3", "Youth Violence"),
    }
    staff = people(171, 13, ["Leam Police", "Leam Borough Council", "Spa NHS Trust", "Leam Women's Refuge"])
    reg = Grid("Trainer list")
    reg.add(
        "No.",
        "Forename(s)",
        "Surname",
        "Organisation",
        "Work email",
        "Home email",
        "Work tel",
        "Active (Y/N)",
        "TTT completed on",
        "Signed off on",
        "Courses (code)",
    )
    for number, one in enumerate(staff, 1):
        ttt = day(pick, 2023, 2025)
        done = ttt + timedelta(days=60)
        one.ttt, one.approved = ttt.isoformat(), done.isoformat()
        one.courses = tuple(sorted(pick.sample(sorted(courses), 2)))
        one.at = reg.at(
            reg.add(
                number,
                one.given,
                one.family.upper() if "Mc" not in one.family and "van" not in one.family else one.family,
                one.agency,
                one.email,
                "private@home.example.org" if number == 2 else None,
                one.phone,
                "Y",
                ttt.strftime("%d-%b-%y"),
                done.strftime("%Y.%m.%d"),
                " ".join(one.courses),
            )
        )
        if one.family in ("D'Souza", "de Souza", "St John", "Ap Rhys"):
            reg.rows[-1][2] = one.family
    grid = Grid("Calendar 26_27")
    grid.add("Leam & Spa LSCP Training Calendar 2026/27")
    grid.add("Updated 1/11/26")
    grid.add("Date", "Course", "Time", "Venue", "Trainers", "Capacity")
    events = []
    for number, on in enumerate(weekdays(pick, date(2026, 10, 6), 14, (6, 16))):
        if number == 3:
            grid.add("26-30 Oct", "HALF TERM", None, None, None, None)
        if number == 8:
            grid.add(f"{on.day - 1} {on.strftime('%b')}", "Bank holiday - no training")
        key = pick.choice(sorted(courses))
        a, b = pick.sample(staff, 2)
        row = grid.add(
            f"{on.strftime('%a')} {on.day} {on.strftime('%b')}",
            f"{key} {courses[key][1]}" if number % 2 else f"{key}: {courses[key][1]}",
            "9.30am-12.30pm (registration from 9.15am)" if number % 3 else "9.30am-12.30pm",
            "Town Hall, Leam",
            f"Lead: {a.name}, Co: {b.name}",
            20,
        )
        events.append(
            Event(key, [(on, T(9, 30), T(12, 30))], "Town Hall, Leam", False, 20, (a.name, b.name), None, grid.at(row))
        )
    return Book("Leam", [reg, grid], staff, events, courses)


def planner_and_rota() -> Book:
    """Beside the register a year planner, a rota of trainers by date, and availability by month: none may be guessed at."""
    pick = random.Random(72)
    courses = {t: (t,) for t in ("Core Skills", "Case Conferences", "Reflective Practice")}
    staff = people(172, 40, ["Sarn Council", "Sarn Police", "Sarn Health Board"])
    reg = Grid("Register")
    reg.add("Name", "Agency", "Email", "Phone", "TtT", "Approved", "Courses", "Status")
    for one in staff:
        ttt = day(pick, 2023, 2025)
        done = ttt + timedelta(days=60)
        one.ttt, one.approved = ttt.isoformat(), done.isoformat()
        one.courses = tuple(sorted(pick.sample(sorted(courses), 2)))
        one.at = reg.at(
            reg.add(
                one.name, one.agency, one.email, one.phone, stamp(ttt), stamp(done), "; ".join(one.courses), "Approved"
            )
        )
    plan = Grid("Planner 2027")
    plan.add("Course", "Jan", "Feb", "Mar", "Apr", "May", "Jun")
    for t in courses:
        plan.add(t, *(f"{pick.randint(1, 28)}" if pick.random() < 0.5 else None for _ in range(6)))
    rota = Grid("Rota")
    dates = weekdays(pick, date(2027, 1, 12), 5)
    rota.add("Trainer", *(d.strftime("%d/%m/%Y") for d in dates))
    for one in staff[:8]:
        rota.add(one.name, *(pick.choice(["L", "C", None, None]) for _ in dates))
    free = Grid("Availability")
    free.add("Trainer", "Sept", "Oct", "Nov", "Dec")
    for one in staff[:8]:
        free.add(one.name, *(pick.choice(["Y", "N"]) for _ in range(4)))
    return Book("Sarn", [reg, plan, rota, free], staff, [], courses)


def levels_in_matrix() -> Book:
    """Under each course a word: Lead, Co, Shadow, Booked; agencies as bare section rows with subtotals."""
    pick = random.Random(73)
    courses = {t: (t,) for t in ("Baby Brain", "Cuckooing", "Spotting Grooming")}
    staff: list[Person] = []
    grid = Grid("Trainers by agency")
    grid.add("Name", "Role", "Email", "Tel", "TTT", "Approval", *courses)
    for name in ("Mersea Police", "Mersea Council - Children's Services", "Mersea & District Hospitals NHS Trust"):
        grid.add(name.upper())
        mine = [p for p in people(sum(map(ord, name)), 5, [name]) if p.name not in {q.name for q in staff}]
        for one in mine:
            ttt = day(pick, 2023, 2025)
            done = ttt + timedelta(days=60)
            one.ttt, one.approved = ttt.isoformat(), done.isoformat()
            marks = {c: pick.choice(["Lead", "Co", "Shadow", None, "Lead"]) for c in courses}
            one.courses = tuple(c for c in courses if marks[c] in ("Lead", "Co"))
            one.at = grid.at(
                grid.add(one.name, "Trainer", one.email, one.phone, stamp(ttt), stamp(done), *marks.values())
            )
            staff.append(one)
        grid.add("Sub-total", None, None, None, None, None, None, None, len(mine))
        grid.add()
    return Book("Mersea", [grid], staff, [], courses)


def namesakes_and_two_numbers() -> Book:
    """Two people of one name in two agencies; two numbers in a cell; long agency names with a short form in brackets."""
    pick = random.Random(74)
    courses = {t: (t,) for t in ("Hidden Men", "ICON", "Jigsaw")}
    agencies = [
        "Lake County Council (LCC)",
        "Lake Constabulary",
        "Morecambe Teaching Hospitals NHS Foundation Trust (MTHFT)",
    ]
    short = {
        "Lake County Council (LCC)": "LCC",
        "Lake Constabulary": "Lake Police",
        "Morecambe Teaching Hospitals NHS Foundation Trust (MTHFT)": "MTHFT",
    }
    staff = people(174, 24, agencies)
    grid = Grid("All trainers")
    grid.add(
        "Trainer",
        "Agency",
        "Telephone / mobile",
        "Email",
        "Train the Trainer (date)",
        "Date approved by Panel",
        "Courses approved",
        "Notes / restrictions",
    )
    for number, one in enumerate(staff):
        ttt = day(pick, 2023, 2025)
        done = ttt + timedelta(days=60)
        one.ttt, one.approved = ttt.isoformat(), done.isoformat()
        one.courses = tuple(sorted(pick.sample(sorted(courses), 2)))
        phone = one.phone
        if number % 5 == 2:
            phone = f"{one.phone} or 01524 581234"
        one.at = grid.at(
            grid.add(
                one.name,
                short[one.agency] if number % 2 else one.agency,
                phone,
                one.email,
                stamp(ttt),
                ordinal(done.day) + done.strftime(" %B %Y"),
                ", ".join(one.courses),
                pick.choice([None, "Term time only", "no Wednesdays", "retiring July 2027"]),
            )
        )
    return Book("Lakes", [grid], staff, [], courses)


def times_and_places() -> Book:
    """Times in every style of one office, virtual in a column of its own, minimum and maximum, booked and waiting list."""
    pick = random.Random(75)
    titles = ["Bereavement by Suicide", "SEND and Safeguarding", "Elective Home Education", "Mind the Gap"]
    courses = {t: (t,) for t in titles}
    grid = Grid("Courses Jan-Jul 2027")
    grid.add(
        "Ref",
        "Title of course",
        "Date of course",
        "Start & finish",
        "F2F / virtual",
        "Location",
        "Min",
        "Max",
        "Booked",
        "Waiting list",
        "Tier",
    )
    events = []
    styles = [
        (T(9, 30), T(12, 30), "9.30am - 12.30pm"),
        (T(9, 30), T(12, 30), "09:30-12:30"),
        (T(13), T(16), "1pm–4pm"),
        (T(13), T(16), "13.00 to 16.00 hrs"),
        (T(9, 15), T(15, 45), "9:15am until 3:45pm"),
        (T(10), T(12), "10 - 12noon"),
        (T(12, 30), T(14), "12.30-2.00pm"),
        (T(16), T(18), "4-6pm"),
    ]
    for number, on in enumerate(weekdays(pick, date(2027, 1, 11), 24, (3, 9))):
        key = pick.choice(titles)
        start, end, said = styles[number % len(styles)]
        virtual = pick.random() < 0.4
        row = grid.add(
            f"C{number + 100}",
            key,
            on.strftime(["%d/%m/%Y", "%d %B %Y", "%a %d %b %y", "%d.%m.%y"][number % 4]),
            said,
            "Virtual" if virtual else "F2F",
            None if virtual else "Nye Hall",
            8,
            24,
            pick.randint(0, 24),
            pick.randint(0, 4),
            "2",
        )
        events.append(
            Event(key, [(on, start, end)], None if virtual else "Nye Hall", virtual, 24, (), None, grid.at(row))
        )
    return Book("Nye courses", [grid], [], events, courses)


def doubtful_dates() -> Book:
    """A few dates nobody can read for sure in a long register: they are asked or left as the month, never made up."""
    pick = random.Random(76)
    courses = {t: (t,) for t in ("One", "Two Worlds")}
    staff = people(176, 38, ["Aldcar", "Bexton", "Cole Trust"])
    grid = Grid("People")
    grid.add("Full Name", "Org", "E-mail", "Mob", "T4T", "Signed-off", "Delivers")
    odd = {3: "Spring 2023", 9: "tbc - see email", 15: "2022", 21: "May 2024"}
    for number, one in enumerate(staff):
        ttt = day(pick, 2022, 2025)
        one.ttt = ttt.isoformat()
        done = ttt + timedelta(days=60)
        one.approved = done.isoformat()
        one.courses = ("One", "Two Worlds") if number % 2 else ("Two Worlds",)
        said = odd.get(number, ttt.strftime("%d/%m/%y"))
        if number in odd:
            one.ttt = "2024-05" if number == 21 else None
        one.at = grid.at(
            grid.add(one.name, one.agency, one.email, one.phone, said, stamp(done), "; ".join(one.courses))
        )
    return Book("Doubts", [grid], staff, [], courses)
