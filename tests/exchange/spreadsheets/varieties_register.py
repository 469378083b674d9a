"""The registers of varied workbooks: their people and every way such a table may lie."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from tests.exchange.spreadsheets.varieties_words import (
    FAMILY,
    GIVEN,
    HEADINGS,
    NOISE,
    PARTNERSHIPS,
    STAGES,
)  # fmt: skip

Cell = str | int | float | date | time | None


@dataclass
class SheetMade:
    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


@dataclass
class Made:
    """One workbook and its truth. Trainers and sessions as plain dictionaries."""

    seed: int
    kind: str
    sheets: list[SheetMade]
    trainers: list[dict[str, Any]]
    sessions: list[dict[str, Any]]
    traits: dict[str, Any]


class RegisterMaker:
    """Draws the traits of a workbook from its seed and lays out its registers."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.seed = seed
        self.world = self.rng.choice(PARTNERSHIPS)
        self.noise: list[str] = []
        self.blocks: list[tuple[int, int]] = []
        self.has_codes = bool(self.world["courses"][0][0])
        pick = self.rng.choice
        self.t: dict[str, Any] = {
            "kind": pick(["xlsx", "xlsx", "xlsx", "openpyxl", "xls", "ods", "csv", "csv1252"]),
            "agency": pick(["column", "column", "sections", "sheets", "merged"]),
            "name": pick(["plain", "comma", "two columns", "caps", "mail", "titles", "mixed"]),
            "contact": pick(["apart", "apart", "together"]),
            "courses": pick(["titles", "codes", "ticks", "dates", "long sheet", "across", "matrix sheet"]),
            "key": pick(["sheet", "sheet", "below", "beside", "lines"]),
            "dates": pick(["real", "dmy", "dots", "words", "mixed", "serial", "iso", "month", "us"]),
            "status": self.rng.random() < 0.7,
            "two headers": self.rng.random() < 0.25,
            "title": self.rng.random() < 0.6,
            "blanks": self.rng.random() < 0.5,
            "total": self.rng.random() < 0.4,
            "turned": self.rng.random() < 0.12,
            "times": pick(["two", "one", "one", "in date", "real", "numbers"]),
            "who": pick(["cell", "two", "cell initials", "surname first cell", "mail cell"]),
            "year": pick(["full", "full", "sheet", "sections"]),
            "noise": self.rng.random() < 0.4,
        }
        if self.t["kind"].startswith("csv"):
            self.t.update(
                agency=pick(["column", "sections"]), courses=pick(["titles", "titles", "ticks", "dates"]), key="none"
            )
            self.t["two headers"] = False
            if self.t["dates"] == "real":
                self.t["dates"] = "dmy"
            if self.t["times"] in ("real", "numbers"):
                self.t["times"] = "one"
            if not self.t["title"] and self.t["year"] == "sheet":
                self.t["year"] = "full"  # nobody could say the year of a day without one
        if not self.has_codes and self.t["courses"] == "codes":
            self.t["courses"] = "titles"
        if not self.has_codes:
            self.t["key"] = "none"
        if self.t["turned"]:
            self.t.update(agency="column", courses=pick(["titles", "ticks"]))
            self.t["two headers"] = False
        if self.t["name"] == "two columns" and self.t["courses"] in ("long sheet", "matrix sheet", "across"):
            self.t["name"] = "plain"

    def people(self) -> list[dict[str, Any]]:
        given, family = GIVEN, FAMILY
        if self.t["kind"] == "csv1252":
            given, family = [n for n in GIVEN if _fits(n)], [n for n in FAMILY if _fits(n)]
        names = [(g, f) for g in given for f in family]
        self.rng.shuffle(names)
        seen: set[str] = set()
        found = []
        for given, family in names:
            if len(found) == self.size:
                break
            if family in seen:
                continue
            seen.add(family)
            stage = self.rng.choices(list(STAGES), [60, 12, 5, 8, 6, 5])[0]
            group = self.rng.randrange(len(self.world["agencies"]))
            ttt = date(2019, 3, 1) + timedelta(days=self.rng.randrange(2600))
            has = stage not in ("applied", "in training")
            local = f"{given}.{family}".lower().replace("'", "")
            count = self.rng.randint(1, min(4, len(self.world["courses"])))
            found.append(
                {
                    "given": given, "family": family, "group": group, "stage": stage,
                    "email": f"{local}@agency{group}.example.org", "phone": f"07700 900{self.rng.randrange(1000):03}",
                    "ttt": None if stage == "applied" else ttt,
                    "approved": ttt + timedelta(days=self.rng.randrange(40, 400)) if has else None,
                    "courses": sorted(self.rng.sample(range(len(self.world["courses"])), count)) if has else [],
                }
            )  # fmt: skip
        return found

    def head(self, name: str) -> str:
        return self.rng.choice(HEADINGS[name])

    def day(self, value: date | None, style: str | None = None) -> Cell:
        if value is None:
            return self.rng.choice(["", "", "TBC"])
        style = style or self.t["dates"]
        if style == "mixed":
            style = self.rng.choice(
                ["real" if not self.t["kind"].startswith("csv") else "dmy", "dmy", "dots", "words", "iso", "weekday"]
            )
        return {
            "real": value, "dmy": value.strftime("%d/%m/%Y"), "dots": value.strftime("%d.%m.%y"),
            "words": f"{value.day}{_th(value.day)} {value:%B %Y}", "iso": value.isoformat(), "us": value.strftime("%m/%d/%Y"),
            "serial": (value - date(1899, 12, 30)).days, "month": value.strftime("%b %Y"), "weekday": f"{value:%a} {value.day} {value:%b %y}",
        }[style]  # fmt: skip

    def name(self, person: dict[str, Any]) -> str:
        given, family = person["given"], person["family"]
        style = self.t["name"]
        if style == "mixed":
            style = self.rng.choice(["plain", "comma", "titles", "caps"])
        if style == "titles":
            return f"{self.rng.choice(['Dr', 'Ms', 'PC 4471', 'DS', 'Mr', 'Insp.'])} {given} {family}"
        return {
            "comma": f"{family}, {given}", "caps": f"{family.upper()} {given}", "mail": f"{given} {family} <{person['email']}>",
        }.get(style, f"{given} {family}")  # fmt: skip

    def title(self, number: int) -> str:
        return self.world["courses"][number][1]

    def spelling(self, person: dict[str, Any]) -> str:
        return self.rng.choice(self.world["agencies"][person["group"]])

    def course_cell(self, person: dict[str, Any]) -> str:
        if self.t["courses"] == "codes":
            return self.rng.choice(["; ", ", ", " / ", "\n", " "]).join(
                self.world["courses"][n][0] for n in person["courses"]
            )
        return self.list_mark.join(self.title(n) for n in person["courses"])

    def fields(self) -> list[str]:
        names = ["family", "given"] if self.t["name"] == "two columns" else ["name"]
        more = ["contact"] if self.t["contact"] == "together" else ["email", "phone"]
        if self.t["name"] == "mail" and more == ["email", "phone"]:
            more = ["phone"]
        more += ["ttt", "approved", "notes"] + (["status"] if self.t["status"] else [])
        if self.t["courses"] in ("titles", "codes"):
            more.append("courses")
        if self.t["agency"] in ("column", "merged"):
            more.append("agency")
        self.rng.shuffle(more)
        if self.t["agency"] == "merged":
            more.remove("agency")
            return ["agency", *names, *more]
        return names + more

    def person_row(self, person: dict[str, Any], fields: list[str], matrix: list[int]) -> list[Cell]:
        separator = self.rng.choice([" / ", "\n", ", "])
        phone: Cell = int(person["phone"].replace(" ", "")) if self.rng.random() < 0.3 else person["phone"]
        values: dict[str, Cell] = {
            "family": person["family"], "given": person["given"], "agency": self.spelling(person), "email": person["email"].upper()
            if self.rng.random() < 0.2 else person["email"], "phone": phone, "contact": person["email"] + separator + person["phone"],
            "ttt": self.day(person["ttt"]), "approved": self.day(person["approved"]) if person["approved"] else "",
            "courses": self.course_cell(person) if self.t["courses"] in ("titles", "codes") else "",
            "status": self.rng.choice(STAGES[person["stage"]]), "notes": self.rng.choice(["", "", "Mornings only", "Needs step-free access"]),
        }  # fmt: skip
        if "name" in fields:
            values["name"] = self.name(person)
        row = [values[name] for name in fields]
        for number in matrix:
            held = number in person["courses"]
            row.append((self.day(person["approved"]) if self.t["courses"] == "dates" else self.tick) if held else "")
        return row

    def registers(self, people: list[dict[str, Any]]) -> list[SheetMade]:
        fields = self.fields()
        matrix = list(range(len(self.world["courses"]))) if self.t["courses"] in ("ticks", "dates") else []
        self.tick = self.rng.choice(
            ["x", "Y", "Yes", "1"] if self.t["kind"] == "csv1252" else ["✓", "x", "Y", "Yes", "1", "●"]
        )
        heads = [self.head(name) for name in fields]
        heads += [self.world["courses"][n][0] or self.title(n) for n in matrix]
        if self.t["agency"] == "sheets":
            sheets = []
            for group, spellings in enumerate(self.world["agencies"]):
                sheet = SheetMade(spellings[0][:31])
                self.fill(
                    sheet,
                    heads,
                    [self.person_row(p, fields, matrix) for p in people if p["group"] == group],
                    fields,
                    matrix,
                )
                sheets.append(sheet)
            return sheets
        if self.t["noise"] and not self.t["turned"] and not self.t["two headers"] and self.t["agency"] != "merged":
            self.noise = self.rng.sample(list(NOISE), 3)
        sheet = SheetMade(self.rng.choice(["Pool", "Trainers", "Register", "Sheet1"]))
        rows: list[list[Cell]] = []
        if self.t["agency"] in ("sections", "merged"):
            for group, spellings in enumerate(self.world["agencies"]):
                mine = [self.person_row(p, fields, matrix) for p in people if p["group"] == group]
                if self.t["agency"] == "sections" and mine:
                    rows.append([spellings[0].strip()])
                if self.t["agency"] == "merged":
                    for number, row in enumerate(mine):
                        row[0] = spellings[0] if number == 0 else ""
                    self.blocks.append((len(rows), len(mine)))
                rows.extend(mine)
            people.sort(key=lambda p: p["group"])
        else:
            rows = [self.person_row(p, fields, matrix) for p in people]
        self.fill(sheet, heads, rows, fields, matrix)
        return [sheet]

    def fill(
        self, sheet: SheetMade, heads: list[str], rows: list[list[Cell]], fields: list[str], matrix: list[int]
    ) -> None:
        if self.t["title"]:
            sheet.rows += [["Multi-agency training pool"], ["Updated 02/11/2026"], []]
        if self.t["two headers"] and matrix:
            at = len(sheet.rows)
            sheet.rows.append(["Trainer details", *[""] * (len(fields) - 1), "Courses", *[""] * (len(matrix) - 1)])
            sheet.merges.append((at, 0, at, len(fields) - 1))
            sheet.merges.append((at, len(fields), at, len(fields) + len(matrix) - 1))
        heads, rows = with_noise(self, heads, rows)
        start = len(sheet.rows) + 1
        sheet.rows.append(list(heads))
        blanks = self.t["blanks"] and self.t["agency"] != "merged"
        for row in rows:
            sheet.rows.append(row)
            if blanks and self.rng.random() < 0.06:
                sheet.rows.append([])
        if self.t["agency"] == "merged":
            sheet.merges += [(start + at, 0, start + at + size - 1, 0) for at, size in self.blocks if size > 1]
        if self.t["total"]:
            sheet.rows.append([self.rng.choice(["Total", "TOTAL", "Total trainers"]), len(rows)])
        if self.t["turned"]:
            width = max(len(row) for row in sheet.rows)
            first = start - 1
            body = [
                row + [""] * (width - len(row))
                for row in sheet.rows[first:]
                if row and not str(row[0]).lower().startswith("total")
            ]
            sheet.rows = sheet.rows[:first] + [list(column) for column in zip(*body, strict=True)]

    def approvals(self, people: list[dict[str, Any]]) -> SheetMade:
        sheet = SheetMade("Approvals")
        able = [p for p in people if p["courses"]]
        courses = self.world["courses"]
        if self.t["courses"] == "long sheet":
            sheet.rows = [[self.head("name"), "Course"]]
            sheet.rows += [[self.name(p), courses[n][0] or self.title(n)] for p in able for n in p["courses"]]
        elif self.t["courses"] == "across":
            sheet.rows = [["", *[f"{p['given']} {p['family']}" for p in able]]]
            sheet.rows += [
                [self.title(n), *["x" if n in p["courses"] else "" for p in able]] for n in range(len(courses))
            ]
        else:
            sheet.rows = [[self.head("name"), *[courses[n][0] or self.title(n) for n in range(len(courses))]]]
            sheet.rows += [
                [self.name(p), *["Y" if n in p["courses"] else "" for n in range(len(courses))]] for p in able
            ]
        return sheet


def _th(day: int) -> str:
    return "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _fits(name: str) -> bool:
    return name.encode("cp1252", "replace").decode("cp1252") == name


def half(at: time) -> str:
    return "am" if at.hour < 12 else "pm"


def with_noise(maker: RegisterMaker, heads: list[str], rows: list[list[Cell]]) -> tuple[list[str], list[list[Cell]]]:
    """Columns nobody here needs, such as every register has some."""
    for name in maker.noise:
        heads = [*heads, name]
        width = len(heads) - 1
        rows = [
            row if len(row) == 1 else [*row, *[""] * (width - len(row)), maker.rng.choice(NOISE[name])] for row in rows
        ]
    return heads, rows
