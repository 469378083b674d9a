"""Makes the example pool's two files anew: the workbook it is imported from, and the evidence of its last year.

Run from the project's root: python packaging/make_example.py. Everybody in it is invented. Same seed, same files.
"""

from __future__ import annotations

import json
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter
from example_courses import ABOUT, PLACES

TODAY = date(2026, 11, 23)
MADE = datetime(2026, 11, 23, 9, tzinfo=UTC)  # in the workbook, or the same seed would give other bytes
BEGIN = date(2025, 9, 1)
FOLDER = Path(__file__).parent.parent / "resources" / "example"

AGENCIES = [
    "Northmoor Children's Services", "Northmoor Adult Social Care", "Northmoor Police", "Ellerdale NHS Trust",
    "Ashby Fell Schools Trust", "Northmoor Housing", "Rowan Voluntary Network", "Northmoor Early Help",
]  # fmt: skip
MAIL = ["childrens", "adults", "police", "ellerdale", "ashbyfell", "housing", "rowan", "earlyhelp"]
COURSES = [
    ("NEG", "Neglect: Recognising and Responding", 3), ("EXP", "Child Exploitation", 6), ("MCA", "Mental Capacity in Practice", 6),
    ("DAC", "Domestic Abuse and Children", 6), ("PCC", "Professional Curiosity and Challenge", 3),
    ("WTC", "Working Together Core Day", 6), ("SNH", "Self-neglect and Hoarding", 3),
]  # fmt: skip
PEOPLE = """Gwen Abara|Imke Achterberg|Denzil Barlow|Olivia Brandt|Ines Calloway|Femi Dacosta|Percy Etheridge|Nadia Farouk|Lorna Garside
Cormac Hennessy|Callum Iveson|Ola Jankowska|Yusra Kemble|Astrid Lindqvist|Thandi Mbeki|Adaeze Nwosu|Mercy Oduya|Blessing Okonjo|Ruth Penhale
Rhodri Pryce-Lowe|Martha Quill|Tobias Renwick|Ingrid Rask|Kabir Sethi|Birgit Solheim|Lilla Szabó|Aled Thwaite|Anwen Thwaite|Farida Tomlin
Dilnoza Umarov|Hari Venkatesan|Sam Whitlock|Zainab Yusuf|Bartek Zielinski|Hollis Ackroyd|Maeve Brannigan|Curtis Oyelaran|Dorothea Finch
Emrys Gwilliam|Jonas Haldane|Keziah Ingram|Leopold Jessop|Marisol Kendrick|Niamh Lockwood|Oswin Marchbank|Pilar Northcote|Quentin Osgood
Rosalind Peverell|Shanice Quarrie|Tamsin Ravenhill|Usman Siddiqui|Verity Tankersley|Wilfred Umpleby|Ximena Vance|Yorick Wetherby|Zara Yelland
Abiola Crossley|Briony Dunstan|Caspian Eldred|Delphine Fairhurst|Esme Garrowby|Fergus Holroyd|Greta Illingworth|Hamza Jolliffe""".replace(
    "\n", "|"
).split("|")
SHORT_NAMES = {
    "NEG": "Neglect", "EXP": "Exploitation", "MCA": "Capacity", "DAC": "Dom. Abuse", "PCC": "Curiosity", "WTC": "Core Day", "SNH": "Self-neglect",
}  # fmt: skip
VENUES = ["Fellgate Centre", "Moor Hall", "Wharf Road Rooms", "online (Teams)", "online (Teams)"]

# Who is what on the example's day; everybody not named here is approved and keeps it.
CANDIDATES = {
    "Femi Dacosta": 6,
    "Thandi Mbeki": 4,
    "Blessing Okonjo": 1,
    "Martha Quill": 4,
    "Kabir Sethi": 5,
    "Dilnoza Umarov": 7,
    "Zara Yelland": 2,
}
PATH = {"Nadia Farouk", "Olivia Brandt", "Mercy Oduya", "Sam Whitlock", "Astrid Lindqvist", "Hamza Jolliffe"}
HELD = {"Lorna Garside", "Emrys Gwilliam", "Pilar Northcote"}
LAPSED = {"Ola Jankowska", "Oswin Marchbank"}
SUSPENDED = {"Leopold Jessop"}
LEFT = {"Quentin Osgood", "Wilfred Umpleby"}
REFUSED = {"Dilnoza Umarov"}

chance = random.Random(20261123)  # noqa: S311 - an example, not a secret


def mail_of(name: str, agency: int) -> str:
    """An address no one has."""
    given, family = name.lower().replace("ó", "o").rsplit(" ", 1)
    return f"{given[0]}.{family}@{MAIL[agency]}.example.org"


def written(day: date) -> str | date:
    """A date the way different hands have typed it."""
    return chance.choice([day, day, day.strftime("%d/%m/%Y"), day.strftime("%d.%m.%y"), f"{day.day} {day:%B %Y}"])


def trainers() -> list[dict[str, Any]]:
    """Everybody, with the register's view of them."""
    found = []
    for number, name in enumerate(PEOPLE):
        agency = number % 8 if number % 7 else (number // 7) % 8
        codes = sorted(chance.sample([code for code, _, _ in COURSES], chance.choice([1, 2, 2, 3])))
        approved = date(2024, 1, 8) + timedelta(days=chance.randrange(0, 560))
        ttt = approved - timedelta(days=chance.randrange(120, 240))
        status = "Approved"
        if name in CANDIDATES:
            codes, approved, status = [], None, "TtT booked" if CANDIDATES[name] > 3 else "Expression of interest"
            ttt = TODAY - timedelta(days=chance.randrange(150, 300)) if CANDIDATES[name] > 4 else None
        elif name in PATH:
            codes, approved, status, ttt = [], None, "In training", date(2025, 10, 14)
        elif name in LAPSED:
            status = "Lapsed"
        elif name in LEFT:
            status = "Left the pool"
        found.append(
            {"name": name, "agency": agency, "codes": codes, "approved": approved, "ttt": ttt, "status": status}
        )
    return found


def sessions(pool: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Ninety sessions: ten before Christmas, the rest in spring and summer 2027."""
    able = [
        one for one in pool if one["approved"] and one["status"] == "Approved" and one["name"] not in HELD | SUSPENDED
    ]
    found = []
    days = [TODAY + timedelta(days=offset) for offset in (2, 3, 8, 9, 10, 15, 16, 17, 22, 24)]
    day = date(2027, 1, 11)
    while len(days) < 90:
        closed = (
            date(2027, 2, 15) <= day <= date(2027, 2, 19)
            or date(2027, 3, 25) <= day <= date(2027, 4, 9)
            or date(2027, 5, 31) <= day <= date(2027, 6, 4)
        )
        if day.weekday() < 5 and not closed and day != date(2027, 5, 3) and chance.random() < 0.72:
            days.append(day)
        day += timedelta(days=1)
    for number, on in enumerate(sorted(days)):
        code, title, hours = COURSES[(number * 5 + number // 7) % 7]
        start = chance.choice(["09:30", "10:00", "13:30"]) if hours == 3 else "09:30"
        end = f"{int(start[:2]) + (hours if hours == 3 else 7):02}:{start[3:]}"
        fitting = [one for one in able if code in one["codes"]]
        chance.shuffle(fitting)
        wanted = 2 if number < 8 else chance.choice([0, 0, 0, 0, 1, 2]) if number > 12 else 1
        team: list[dict[str, Any]] = []
        for one in fitting:
            if (
                len(team) < wanted
                and all(one["agency"] != other["agency"] for other in team)
                and one.get("busy", 0) < 2
            ):
                team.append(one)
        for one in team:
            one["busy"] = one.get("busy", 0) + 1
        found.append(
            {
                "on": on,
                "start": start,
                "end": end,
                "title": title,
                "venue": chance.choice(VENUES),
                "max": chance.choice([16, 20, 25]),
                "team": [one["name"] for one in team],
            }
        )
    return found


def write_workbook(path: Path, pool: list[dict[str, Any]], programme: list[dict[str, Any]]) -> None:  # noqa: C901 - three sheets, in order
    """The coordinator's workbook, as such workbooks are kept."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": MADE, "author": "Northmoor Safeguarding Partnership"})
    book.set_calc_mode("manual")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet("Training pool")
    sheet.write(0, 0, "Northmoor Safeguarding Partnership: training pool", bold)
    sheet.write(1, 0, "For the Business Unit only")
    for column, heading in enumerate(
        ["Name", "Organisation", "E-mail", "Telephone", "TtT completed", "Signed off", "Courses", "Status", "Notes"]
    ):
        sheet.write(3, column, heading, bold)
    for row, one in enumerate(pool, 4):
        given, family = one["name"].rsplit(" ", 1)
        values = [
            f"{family}, {given}" if row % 5 == 0 else one["name"], AGENCIES[one["agency"]], mail_of(one["name"], one["agency"]),
            f"01632 960{100 + row}", written(one["ttt"]) if one["ttt"] else "", written(one["approved"]) if one["approved"] else "",
            chance.choice(["; ", ", "]).join(one["codes"]), one["status"], "Prefers mornings" if row % 11 == 0 else "",
        ]  # fmt: skip
        for column, value in enumerate(values):
            if isinstance(value, date):
                sheet.write_datetime(row, column, value, day)
            elif value:
                sheet.write_string(row, column, value)
    sheet = book.add_worksheet("Programme 2026-27")
    for column, heading in enumerate(
        ["Date", "Start", "Finish", "Course", "Venue", "Max", "Lead trainer", "Co-trainer"]
    ):
        sheet.write(0, column, heading, bold)
    for row, one in enumerate(programme, 1):
        team = [*one["team"], "", ""]
        for column, value in enumerate(
            [
                written(one["on"]),
                one["start"],
                one["end"],
                one["title"],
                one["venue"],
                one["max"],
                team[0] or chance.choice(["", "TBC"]),
                team[1],
            ]
        ):
            if isinstance(value, date):
                sheet.write_datetime(row, column, value, day)
            elif isinstance(value, int):
                sheet.write_number(row, column, value)
            elif value:
                sheet.write_string(row, column, value)
    sheet = book.add_worksheet("Key")
    for column, heading in enumerate(["Code", "Course", "Hours"]):
        sheet.write(0, column, heading, bold)
    for row, (code, title, hours) in enumerate(COURSES, 1):
        sheet.write_row(row, 0, [code, title, hours])
    book.close()


def history(pool: list[dict[str, Any]]) -> list[dict[str, Any]]:  # noqa: C901 - one year, told in order
    """The evidence of the last year, as deeds."""
    deeds: list[dict[str, Any]] = [
        {"deed": "set_pool_name", "args": {"name": "Northmoor", "partnership": "Safeguarding Partnership"}},
        {"deed": "set_records_begin", "args": {"on": BEGIN.isoformat()}},
        {"deed": "add_term", "args": {"name": "Autumn term 2026", "from": "2026-09-07", "to": "2026-12-18"}},
        {"deed": "add_term", "args": {"name": "Spring term 2027", "from": "2027-01-11", "to": "2027-03-26"}},
        {"deed": "add_term", "args": {"name": "Summer term 2027", "from": "2027-04-12", "to": "2027-07-23"}},
        {"deed": "add_closed_day", "args": {"from": "2026-12-24", "to": "2027-01-01", "label": "Christmas closure"}},
    ]

    for code, short in SHORT_NAMES.items():
        tier, audience, minutes, outcomes = ABOUT[code]
        deeds.append({"deed": "change_course", "args": {
            "course": code, "short_name": short, "tier": tier, "audience": audience, "minutes": minutes, "outcomes": "\n".join(outcomes)}})  # fmt: skip
    for name, (postcode, zone, address, access, capacity) in PLACES.items():
        deeds.append({"deed": "change_venue", "args": {
            "venue": name, "postcode": postcode, "zone": zone, "address": address, "access": access, "capacity": capacity}})  # fmt: skip

    def tell(who: str, kind: str, on: date, **more: Any) -> None:
        deeds.append({"deed": "add_evidence", "args": {"trainer": who, "kind": kind, "on": on.isoformat(), **more}})

    for code, _, _ in COURSES:
        if code != "SNH":
            due = TODAY + timedelta(days=chance.choice([7, 150, 220, 260, 300]))
            deeds.append({"deed": "add_material_version", "args": {
                "course": code, "version": chance.choice(["2.0", "3.1", "4.0"]), "author": "J. Hart", "approved_by": "S. Lowe",
                "approved_on": (due - timedelta(days=365)).isoformat(), "review_due": due.isoformat()}})  # fmt: skip
    for number, one in enumerate(pool):
        name = one["name"]
        if name in CANDIDATES:
            candidate(tell, name, CANDIDATES[name])
        elif name in PATH:
            whole_path(tell, name, COURSES[number % 7][0])
        elif name not in LAPSED | LEFT:
            keeping(tell, one)
        if name in HELD:
            tell(
                name,
                "hold",
                TODAY - timedelta(days=60),
                until=(TODAY + timedelta(days=98)).isoformat(),
                note="Asked for by the trainer",
            )
        if name in SUSPENDED:
            tell(
                name,
                "suspension",
                TODAY - timedelta(days=12),
                by="Marian Holt",
                until=(TODAY + timedelta(days=16)).isoformat(),
            )
        if number % 6 == 1 and name not in LEFT:
            away = date(2027, 1, 11) + timedelta(days=chance.randrange(0, 120))
            deeds.append(
                {
                    "deed": "add_unavailability",
                    "args": {
                        "trainer": name,
                        "from": away.isoformat(),
                        "to": (away + timedelta(days=chance.choice([4, 9, 13]))).isoformat(),
                    },
                }
            )
        if number % 5 == 2:
            deeds.append(
                {
                    "deed": "set_weekdays",
                    "args": {"trainer": name, "weekdays": sorted(chance.sample(range(5), chance.choice([3, 4])))},
                }
            )
    return deeds


def candidate(tell: Any, name: str, stage: int) -> None:
    """A candidate's evidence up to the stage they are at (1 is the application still to be agreed)."""
    began = TODAY - timedelta(days=260)
    steps = [
        "application",
        "release_agreement",
        "eligibility_check",
        "ttt_course",
        "shadow",
        "co_delivery",
        "co_delivery",
        "observed_delivery",
    ]
    for number, kind in enumerate(steps[: stage + (stage > 6)]):
        if kind == "ttt_course":
            continue  # the register tells of it
        more: dict[str, Any] = {"course": "NEG"} if number > 3 else {}
        if kind in {"shadow", "co_delivery"}:
            more["by"] = "Rhodri Pryce-Lowe"
        if kind == "observed_delivery":
            more |= {"by": "Ruth Penhale", "starred_met": name not in REFUSED, "outcome": "Continue with actions"}
        tell(name, kind, began + timedelta(days=28 * number), **more)


def whole_path(tell: Any, name: str, course: str) -> None:
    """Somebody who came the whole way within the records."""
    days = [
        date(2025, 9, 3),
        date(2025, 9, 17),
        date(2025, 9, 24),
        date(2025, 11, 11),
        date(2025, 12, 2),
        date(2026, 1, 20),
        date(2026, 2, 24),
        date(2026, 3, 16),
    ]
    kinds = [
        "application",
        "release_agreement",
        "eligibility_check",
        "shadow",
        "co_delivery",
        "co_delivery",
        "observed_delivery",
        "sign_off",
    ]
    for kind, on in zip(kinds, days, strict=True):
        more: dict[str, Any] = (
            {"course": course} if kind in {"shadow", "co_delivery", "observed_delivery", "sign_off"} else {}
        )
        more |= {"shadow": {"by": "Denzil Barlow"}, "co_delivery": {"by": "Denzil Barlow"}, "sign_off": {"by": "Marian Holt"},
                 "observed_delivery": {"by": "Aled Thwaite", "starred_met": True, "outcome": "Continue"},
                 "eligibility_check": {"by": "HR confirmed"}, "release_agreement": {"by": "J. Ackroyd"}}.get(kind, {})  # fmt: skip
        tell(name, kind, on, **more)
    tell(name, "release_agreement", date(2026, 9, 14), by="J. Ackroyd")
    for on in (date(2026, 6, 9), date(2026, 7, 9), date(2026, 9, 30)):
        tell(name, "delivery", on, course=course)
    tell(
        name,
        "observed_delivery",
        date(2026, 9, 8),
        course=course,
        by="Ruth Penhale",
        starred_met=True,
        outcome="Continue with actions",
    )


def keeping(tell: Any, one: dict[str, Any]) -> None:
    """What keeps an approval: agreement, deliveries, a development event, an observation now and then."""
    name = one["name"]
    if name != "Percy Etheridge":
        tell(name, "release_agreement", date(2026, 1, 12) + timedelta(days=chance.randrange(0, 250)), by="Line manager")
    else:
        tell(name, "release_agreement", date(2025, 10, 28), by="Line manager")
    count = 1 if name == "Gwen Abara" else chance.choice([2, 3, 3, 4, 5, 6])
    for _ in range(count):
        tell(
            name,
            "delivery",
            date(2026, 1, 8) + timedelta(days=chance.randrange(0, 300)),
            course=chance.choice(one["codes"]),
        )
    if name == "Gwen Abara":
        tell(name, "delivery", TODAY - timedelta(days=365 + 25), course=one["codes"][0])
    tell(name, "development_event", date(2026, 1, 20) + timedelta(days=chance.randrange(0, 240)), note="Trainers' day")
    if chance.random() < 0.75:
        outcome = chance.choice(["Continue", "Continue", "Continue with actions"])
        tell(name, "observed_delivery", date(2025, 9, 10) + timedelta(days=chance.randrange(0, 420)), course=one["codes"][0],
             by=chance.choice(["Ruth Penhale", "Aled Thwaite"]) if name not in {"Ruth Penhale", "Aled Thwaite"} else "Marian Holt",
             starred_met=True, outcome=outcome)  # fmt: skip


def main() -> None:
    """Write both files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    pool = trainers()
    programme = sessions(pool)
    write_workbook(FOLDER / "Northmoor trainers 2026-27.xlsx", pool, programme)
    (FOLDER / "history.json").write_text(
        json.dumps(history(pool), ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
