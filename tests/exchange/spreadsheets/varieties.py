"""Varied workbooks from a seed, each with its truth: other words, other layouts, other file kinds than the sample's."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from tests.exchange.spreadsheets.varieties_register import Cell, Made, RegisterMaker, SheetMade, half
from tests.exchange.spreadsheets.varieties_words import NO_ONE, SESSION_NOISE, VENUES, VIRTUAL

__all__ = ["Cell", "Made", "SheetMade", "make"]


class Maker(RegisterMaker):
    """Adds the programme and the key."""

    def programme(self, people: list[dict[str, Any]]) -> list[dict[str, Any]]:
        day = date(2026, 9, 7)
        able = [p for p in people if p["stage"] == "approved"]
        found = []
        for _ in range(self.rng.randint(14, 40)):
            day += timedelta(days=self.rng.randint(2, 9))
            while day.weekday() >= 5:
                day += timedelta(days=1)
            number = self.rng.randrange(len(self.world["courses"]))
            hours = self.world["courses"][number][2]
            two_days = hours == 12
            start = time(self.rng.choice([9, 9, 10, 13]), self.rng.choice([0, 30]))
            length = 6 if two_days else hours
            virtual = self.rng.random() < 0.4
            end = time(min(start.hour + length, 20), start.minute)
            found.append(
                {
                    "course": number, "day": day, "second": self.next_day(day) if two_days else None, "start": start, "end": end,
                    "virtual": virtual, "venue": self.rng.choice(VIRTUAL if virtual else VENUES), "places": self.rng.choice([12, 16, 20, 24, 30]),
                    "trainers": self.rng.sample(able, min(len(able), self.rng.choice([0, 1, 2, 2]))),
                }
            )  # fmt: skip
        return found

    @staticmethod
    def next_day(day: date) -> date:
        day += timedelta(days=1)
        while day.weekday() >= 5:
            day += timedelta(days=1)
        return day

    def make(self) -> Made:
        self.size = self.rng.randint(18, 45)
        people = self.people()
        sessions = self.programme(people)
        self.list_mark = self.rng.choice(["; ", "\n"])
        sheets = self.registers(people)
        if self.t["courses"] in ("long sheet", "matrix sheet", "across"):
            sheets.append(self.approvals(people))
        programme = self.programme_sheet(sessions)
        if self.t["kind"].startswith("csv"):
            sheets = [self.rng.choice([sheets[0], programme])]
            if sheets[0] is programme:
                people = []
            else:
                sessions = []
        else:
            sheets.insert(self.rng.randint(0, len(sheets)), programme)
            self.add_key(sheets)
        self.t["world"] = self.world
        return Made(self.seed, self.t["kind"], sheets, people, sessions, self.t)

    def who(self, person: dict[str, Any]) -> str:
        given, family = person["given"], person["family"]
        return {
            "cell initials": f"{given[0]} {family}", "surname first cell": f"{family}, {given}", "mail cell": f"{given} {family} <{person['email']}>",
        }.get(self.t["who"], f"{given} {family}")  # fmt: skip

    def clock(self, at: time) -> Cell:
        if self.t["times"] == "real":
            return at
        if self.t["times"] == "numbers":
            return float(f"{at.hour}.{at.minute:02}")
        hour = at.hour % 12 or 12
        return self.rng.choice(
            [at.strftime("%H:%M"), at.strftime("%H.%M"), f"{hour}.{at.minute:02}{'am' if at.hour < 12 else 'pm'}"]
        )

    def span(self, start: time, end: time) -> str:
        hour = end.hour % 12 or 12
        return self.rng.choice(
            [
                f"{start:%H:%M} - {end:%H:%M}", f"{start.hour % 12 or 12}.{start:%M}{half(start)} to {hour}.{end:%M}{half(end)}",
                f"{start:%H%M}-{end:%H%M}", f"{start.hour % 12 or 12}:{start:%M}-{hour}:{end:%M}{half(end)}",
            ]
        )  # fmt: skip

    def programme_sheet(self, sessions: list[dict[str, Any]]) -> SheetMade:
        style = self.t["dates"] if self.t["dates"] != "month" else "words"
        sheet = SheetMade("Programme 2026-27" if self.t["year"] == "sheet" else "Programme")
        fields = ["course", "venue", "places", "state", "trainers" if self.t["who"] != "two" else "lead"]
        fields += ["co"] if self.t["who"] == "two" else []
        fields += {"one": ["time"], "in date": []}.get(self.t["times"], ["start", "end"])
        self.rng.shuffle(fields)
        fields = ["date", *fields]
        if self.t["title"]:
            sheet.rows += [["Training programme September 2026 to August 2027"], []]
        extra = self.rng.sample(list(SESSION_NOISE), 2) if self.t["noise"] else []
        sheet.rows.append([*[self.head(name) for name in fields], *extra])
        month = ""
        for session in sessions:
            if self.t["year"] == "sections" and f"{session['day']:%B %Y}" != month:
                month = f"{session['day']:%B %Y}"
                sheet.rows.append([month])
            more = [self.rng.choice(SESSION_NOISE[name]) for name in extra]
            sheet.rows.append([*self.session_row(session, fields, style), *more])
        return sheet

    def session_row(self, session: dict[str, Any], fields: list[str], style: str) -> list[Cell]:
        day: Cell = self.day(session["day"], style)
        if self.t["year"] in ("sheet", "sections"):
            day = f"{session['day']:%a} {session['day'].day} {session['day']:%b}"
        second = session["second"]
        title = self.title(session["course"])
        if second and self.rng.random() < 0.5 and self.t["year"] == "full":
            same = second.month == session["day"].month
            day = (
                f"{session['day'].day} & {second:%d %b %Y}" if same else f"{session['day']:%d %b} and {second:%d %b %Y}"
            )
        elif second:
            title += " (2 days)"
        if self.t["times"] == "in date":
            text = day if isinstance(day, str) and not day.isdigit() else f"{session['day']:%d/%m/%Y}"
            text = (
                f"{session['day']:%d %b %Y}" if style == "us" and self.t["year"] == "full" and "&" not in text else text
            )
            day = f"{text}, {self.span(session['start'], session['end'])}"
        names = [self.who(p) for p in session["trainers"]]
        first = names[0] if names else self.rng.choice(NO_ONE)
        values: dict[str, Cell] = {
            "date": day, "course": title, "venue": session["venue"], "places": session["places"], "state": self.rng.choice(["Planned", "Confirmed"]),
            "trainers": self.rng.choice(["; ", " & ", " and ", "\n"]).join(names) or self.rng.choice(NO_ONE), "lead": first,
            "co": names[1] if len(names) > 1 else self.rng.choice(NO_ONE), "start": self.clock(session["start"]), "end": self.clock(session["end"]),
            "time": self.span(session["start"], session["end"]),
        }  # fmt: skip
        return [values[name] for name in fields]

    def add_key(self, sheets: list[SheetMade]) -> None:
        courses = self.world["courses"]
        register = next((s for s in sheets if s.name != "Approvals" and not s.name.startswith("Programme")), sheets[0])
        if not self.has_codes:
            return
        rows: list[list[Cell]] = [["Code", "Title", "Hours"], *[[code, title, hours] for code, title, hours in courses]]
        if self.t["key"] == "sheet" or self.t["turned"]:
            sheets.append(SheetMade("Key", [["Please do not edit"], *rows] if self.rng.random() < 0.5 else rows))
        elif self.t["key"] == "below":
            register.rows += [[], [], *rows]
        elif self.t["key"] == "lines":
            register.rows += [[], *[[f"{code} = {title}"] for code, title, _ in courses]]
        else:
            width = max(len(row) for row in register.rows) + 1
            top = next(i for i, row in enumerate(register.rows) if len(row) > 3)
            for index, extra in enumerate(rows):
                while len(register.rows) <= top + index:
                    register.rows.append([])
                row = register.rows[top + index]
                row.extend([""] * (width - len(row)) + extra)


def make(seed: int) -> Made:
    """The workbook of a seed."""
    return Maker(seed).make()
