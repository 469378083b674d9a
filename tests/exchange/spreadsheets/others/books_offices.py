"""Workbooks of pools that are no safeguarding partnership, and of offices with habits of their own."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.exchange.spreadsheets.others.books_programmes import weekdays
from tests.exchange.spreadsheets.others.model import Book, Event, Grid, Person, T, day, ordinal, people, stamp


def fire_instructors() -> Book:
    """A fire service: rank and service number, watch as team, station as agency; day-month dates in full."""
    pick = random.Random(31)
    courses = {
        "BA": ("BA", "Breathing Apparatus"),
        "RTC": ("RTC", "Road Traffic Collision"),
        "WR": ("WR", "Water Rescue"),
    }
    staff = people(131, 14, ["Ludwell Fire Station", "Castle Hill Fire Station", "Service Training Centre"])
    grid = Grid("INSTRUCTOR LIST")
    grid.add("INSTRUCTOR LIST - OFFICIAL")
    grid.add(
        "Svc No",
        "Rank",
        "Name",
        "Station",
        "Email",
        "Mob",
        "Instructor qual. date",
        "Authorised",
        "Disciplines",
        "Remarks",
    )
    for number, one in enumerate(staff):
        ttt = day(pick, 2021, 2024)
        done = ttt + timedelta(days=120)
        one.ttt, one.approved = ttt.isoformat(), done.isoformat()
        one.courses = tuple(sorted(pick.sample(sorted(courses), pick.randint(1, 2))))
        one.at = grid.at(grid.add(
            4000 + number, pick.choice(["FF", "CM", "WM", "SM"]), f"{one.given} {one.family.upper()}", one.agency, one.email,
            one.phone, f"{ttt.day} {ttt.strftime('%B')} {ttt.year}", f"{done.day:02}-{done.month:02}-{done.year}",
            ", ".join(courses[c][1] for c in one.courses), pick.choice([None, "Red watch", "Light duties"]),
        ))  # fmt: skip
    key = Grid("Disciplines")
    key.add("Code", "Discipline", "Length")
    for code, (_, title) in courses.items():
        key.add(code, title, "1 day")
    return Book("Fire instructors", [grid, key], staff, [], courses)


def diocese() -> Book:
    """A diocese: deanery as agency, titles of the clergy, yes/no columns of courses, sessions with tutors."""
    pick = random.Random(32)
    titles = ["Basic Awareness", "Foundations", "Leadership Pathway", "Raising Awareness of Domestic Abuse"]
    courses = {t: (t,) for t in titles}
    staff = people(132, 12, ["Wells Deanery", "Frome Deanery", "Crewkerne Deanery"])
    grid = Grid("Tutors")
    grid.add("Diocesan Safeguarding Team")
    grid.add("Tutor list", None, None, None, None, None, "Licensed to deliver")
    grid.merged.append((2, 7, 2, 10))
    grid.add("Tutor", "Deanery", "Telephone", "Email", "Training for trainers", "Licensed from", *titles)
    for one in staff:
        ttt = day(pick, 2022, 2025)
        done = ttt + timedelta(days=70)
        one.ttt, one.approved = ttt.isoformat(), done.isoformat()
        ticks = [pick.random() < 0.5 for _ in titles]
        one.courses = tuple(t for t, on in zip(titles, ticks, strict=True) if on)
        title = pick.choice(["Revd", "The Revd Canon", "Mrs", "Mr", "Revd Dr", ""])
        one.at = grid.at(grid.add(
            f"{title} {one.name}".strip(), one.agency, one.phone, one.email, stamp(ttt), stamp(done),
            *("Yes" if on else "No" for on in ticks),
        ))  # fmt: skip
    cal = Grid("Sessions 2027")
    cal.add("Module", "Date & time", "Place", "Tutors", "Limit")
    events = []
    for on in weekdays(pick, date(2027, 1, 9), 12, (5, 20)):
        key = pick.choice(titles)
        pair = pick.sample(staff, pick.choice([1, 2]))
        start, end, said = pick.choice(
            [(T(10), T(12, 30), "10am-12.30pm"), (T(19), T(21), "7pm to 9pm"), (T(9, 30), T(16), "9.30am - 4pm")]
        )
        where, virtual = pick.choice([("Zoom", True), ("Church House, Wells", False)])
        row = cal.add(key, f"{on.strftime('%A')} {ordinal(on.day)} {on.strftime('%B %Y')}, {said}", where,
                      ", ".join(p.name for p in pair), 30)  # fmt: skip
        events.append(
            Event(key, [(on, start, end)], where, virtual, 30, tuple(p.name for p in pair), None, cal.at(row))
        )
    return Book("Diocese tutors", [grid, cal], staff, events, courses)


def leavers_and_twice() -> Book:
    """The same person in two sheets, a sheet of leavers, a sheet of applicants, an archive that is hidden."""
    pick = random.Random(33)
    courses = {"Intro to MAPPA": ("Intro to MAPPA",), "MARAC Refresher": ("MARAC Refresher",), "Prevent": ("Prevent",)}
    staff = people(133, 21, ["Tyneford Council", "Tyneford Police", "Tyneford Homes", "Changing Lives"])
    active, gone, new = staff[:12], staff[12:16], staff[16:]
    head = ("First name", "Surname", "Organisation", "Email", "Telephone")
    a = Grid("Active trainers")
    a.add(*head, "TTT completed", "Date signed off", "Courses")
    for one in active:
        ttt = day(pick, 2023, 2025)
        one.ttt, one.approved = ttt.isoformat(), (ttt + timedelta(days=33)).isoformat()
        one.courses = tuple(sorted(pick.sample(sorted(courses), 2)))
        one.at = a.at(a.add(one.given, one.family, one.agency, one.email, one.phone, stamp(ttt),
                            stamp(ttt + timedelta(days=33)), ", ".join(one.courses)))  # fmt: skip
    b = Grid("Leavers")
    b.add(*head, "Date left", "Reason")
    for one in gone:
        one.stage = "withdrawn"
        one.at = b.at(
            b.add(one.given, one.family, one.agency, one.email, one.phone, stamp(day(pick, 2025, 2025)), "New job")
        )
    c = Grid("Applications")
    c.add(*head, "Date applied", "TTT booked for")
    for one in new:
        one.stage = "applied"
        one.at = c.at(
            c.add(one.given, one.family, one.agency, one.email, one.phone, stamp(day(pick, 2026, 2026)), None)
        )
    d = Grid("Observations needed")
    d.add("Trainer", "Organisation", "Last observed")
    for one in active[:5]:
        d.add(one.name, one.agency, stamp(day(pick, 2026, 2026)))
    lists = Grid("Lists", hidden=True)
    lists.add("Agencies", "Courses")
    for x, y in zip(sorted({p.agency for p in staff}), [*courses, None], strict=False):
        lists.add(x, y)
    return Book("Tyneford", [a, b, c, d, lists], staff, [], courses)


def names_of_all_kinds() -> Book:
    """Titles, ranks, particles, capitals, letters after names, notes in brackets; initials in the programme."""
    pick = random.Random(34)
    courses = {"SG101": ("SG101", "Safeguarding 101"), "CP201": ("CP201", "Core Groups and Conferences")}
    said = [
        ("Dr Siobhán O'Brien-Hughes", "Siobhán", "O'Brien-Hughes"), ("PC 2217 Gareth AP RHYS", "Gareth", "ap Rhys"),
        ("Insp. Małgorzata Wiśniewska", "Małgorzata", "Wiśniewska"), ("KHAN, Mrs Saima", "Saima", "Khan"),
        ("Lt Col (Retd) James Fox", "James", "Fox"), ("Anneke van den Berg RN", "Anneke", "van den Berg"),
        ("Rev'd Peter St. John", "Peter", "St. John"), ("DS Liam McDONALD", "Liam", "McDonald"),
        ("Prof. Ewa Nowak-Kowalska MBE", "Ewa", "Nowak-Kowalska"), ("Maria del Carmen (Carmen) Ruiz", "Maria del Carmen", "Ruiz"),
        ("Tom Price (bank staff)", "Tom", "Price"), ("*Rhiannon Llwyd-Evans", "Rhiannon", "Llwyd-Evans"),
        ("Ms J. Harper", "J.", "Harper"), ("Abdul-Rahman al-Hakim", "Abdul-Rahman", "al-Hakim"),
    ]  # fmt: skip
    grid = Grid("Register of Trainers")
    grid.add("Last reviewed: 12 Oct 2026")
    grid.add(
        "Trainer", "Partner agency", "Tel / Email", "TtT (month)", "Date approved", "Courses signed off for", "Comments"
    )
    staff = []
    for number, (text, given, family) in enumerate(said):
        agency = ["Wrexham CBC", "Betsi Cadwaladr UHB", "North Wales Police"][number % 3]
        ttt = day(pick, 2022, 2024)
        done = ttt + timedelta(days=200)
        mail = f"trainer{number}@{'abc'[number % 3]}.example.org"
        one = Person(
            given, family, agency, mail, f"01978 29{pick.randint(1000, 9999)}", ttt.strftime("%Y-%m"), done.isoformat()
        )
        one.courses = ("SG101",) if number % 2 else ("CP201", "SG101")
        words = ["Safeguarding 101" if c == "SG101" else "Core Groups and Conferences" for c in one.courses]
        one.at = grid.at(grid.add(text, agency, f"T: {one.phone} E: {mail}", ttt.strftime("%b-%y"), ordinal(done.day) + done.strftime(" %b %Y"),
                                  "\n".join(f"• {w}" for w in words), pick.choice([None, "DBS seen 2025"])))  # fmt: skip
        staff.append(one)
    key = Grid("Codes")
    key.add("These are the codes used on the booking system")
    key.add("Course name", "Hrs", "Code")
    key.add("Safeguarding 101", 3, "SG101")
    key.add("Core Groups and Conferences", 6, "CP201")
    cal = Grid("Upcoming")
    cal.add("Code", "Date", "From", "To", "Venue", "Trainer 1", "Trainer 2")
    events = []
    for on in weekdays(pick, date(2027, 3, 2), 8, (5, 20)):
        a, b = pick.sample([p for p in staff if p.given != "J."], 2)
        code = pick.choice(sorted(courses))
        row = cal.add(
            code, stamp(on), T(9, 30), T(13), "Guildhall", f"{a.given[0]} {a.family}", f"{b.family}, {b.given}"
        )
        events.append(
            Event(code, [(on, T(9, 30), T(13))], "Guildhall", False, None, (a.name, b.name), None, cal.at(row))
        )
    return Book("Gogledd", [grid, key, cal], staff, events, courses)


def dates_across() -> Book:
    """A row a course, its dates across; no times but a duration; and a contacts sheet with preferred names."""
    pick = random.Random(35)
    titles = ["Safeguarding Adults L2", "Safeguarding Adults L3", "Chairing Strategy Meetings"]
    courses = {t: (t,) for t in titles}
    staff = people(135, 8, ["Solmouth Council", "Solmouth ICB"])
    reg = Grid("Contacts")
    reg.add(
        "Name", "Known as", "Organisation", "Email", "Mobile", "Date of T4T", "Approved to train from", "Approval ends"
    )
    for one in staff:
        ttt = day(pick, 2024, 2025)
        one.ttt, one.approved = ttt.isoformat(), (ttt + timedelta(10)).isoformat()
        until = ttt + timedelta(days=1100)
        one.until = until.isoformat()
        one.at = reg.at(reg.add(one.name, None, one.agency, one.email, one.phone.replace(" ", "-"), ttt.strftime("%Y-%m-%d"),
                                (ttt + timedelta(10)).strftime("%d/%m/%Y"), until.strftime("%d/%m/%Y")))  # fmt: skip
    grid = Grid("2027")
    grid.add("COURSE", "TIME", "VENUE", "SIZE", "Date 1", "Date 2", "Date 3")
    events = []
    for t in titles:
        dates = weekdays(pick, date(2027, 1, 14), 3, (30, 60))
        row = grid.add(t, "09.30 – 13.00", "Dock Offices", 20, *(stamp(d) for d in dates))
        events += [Event(t, [(d, T(9, 30), T(13))], "Dock Offices", False, 20, (), None, grid.at(row)) for d in dates]
    return Book("Solmouth", [reg, grid], staff, events, courses)


def tilde_csv() -> Book:
    """A register exported from a database: tab-separated, UTF-16-free, odd headings, ISO dates with times."""
    pick = random.Random(36)
    courses = {"TIP": ("TIP",), "ACE": ("ACE",), "CCE": ("CCE",), "NEG2": ("NEG2",)}
    staff = people(136, 18, ["Leeds City Council", "West Yorkshire Police", "LTHT", "Third Sector Leeds"])
    grid = Grid("export")
    grid.add("person_id", "last_name", "first_name", "organisation_name", "email_address", "phone_number", "ttt_date",
             "sign_off_date", "approved_courses", "record_status")  # fmt: skip
    for number, one in enumerate(staff):
        ttt = day(pick, 2023, 2025)
        done = ttt + timedelta(days=77)
        one.ttt, one.approved = ttt.isoformat(), done.isoformat()
        one.courses = tuple(sorted(pick.sample(sorted(courses), pick.randint(1, 4))))
        one.at = grid.at(grid.add(9001 + number, one.family, one.given, one.agency, one.email, one.phone.replace(" ", ""),
                                  f"{ttt.isoformat()} 00:00:00", f"{done.isoformat()}T00:00:00", "|".join(one.courses), "ACTIVE"))  # fmt: skip
    return Book("lms_export", [grid], staff, [], courses, ending="csv", delimiter="\t")
