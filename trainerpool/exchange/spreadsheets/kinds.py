"""What kind of table it is, and which field each column holds: by the words of its heading and by what stands in it."""

from __future__ import annotations

import re

from trainerpool.exchange.spreadsheets.column_facts import ColumnFacts, facts_of
from trainerpool.exchange.spreadsheets.courses import CourseBook
from trainerpool.exchange.spreadsheets.dates import read_text_date
from trainerpool.exchange.spreadsheets.layout import Table
from trainerpool.exchange.spreadsheets.quality_kinds import name_points, ticked_outcomes, weight_of_ticks
from trainerpool.exchange.spreadsheets.synonyms import TABLE, heading_scores, is_exact_heading
from trainerpool.exchange.spreadsheets.words import norm

_REPEATABLE = frozenset([
    "date2", "co_trainer", "trainers", "notes", "phone", "courses", "lead", "shadow", "availability", "strengths", "actions",
])  # fmt: skip
_DATES = frozenset(
    [
        "ttt_course_on",
        "approved_from",
        "approved_until",
        "last_observed",
        "date",
        "end_date",
        "date2",
        "first",
        "last",
        "approved_on",
        "review_due",
    ]
)
_TIMES = frozenset(["start", "end", "time", "start2", "end2"])
_NUMBERS = frozenset(["max_learners", "booked", "attended", "delivered_count", "hours", "days"])
_TELLING = {  # fields that few other kinds have, so they weigh more when the kind is chosen
    "trainers": {"email": 2, "phone": 2, "contact": 2, "ttt_course_on": 2.5, "approved_from": 2, "approved_until": 1.5, "job_title": 1,
                 "family_name": 2, "given_name": 2, "agency": 1, "courses": 1, "line_manager": 1.5, "name": 1.2},
    "sessions": {"venue": 2, "start": 1.5, "end": 1.2, "time": 1.5, "max_learners": 2, "lead": 1.5, "co_trainer": 1.5, "trainers": 1, "date": 1.5,
                 "attended": 1.5, "booked": 1.5, "method": 1, "end_date": 0.5, "course": 1.2, "host_agency": 1},
    "courses": {"code": 2, "hours": 2, "title": 1.2, "days": 1},
    "agencies": {"short": 1.6, "full": 1.6},
    "availability": {"first": 1.4, "last": 1.4, "dates": 2, "reason": 1, "name": 1},
    "observations": {"observer": 3, "outcome": 2.5, "strengths": 2, "actions": 1.5, "feedback": 1, "trainer": 1},
    "materials": {"version": 3, "author": 2, "approved_by": 1.5, "where": 1, "review_due": 1, "approved_on": 1},
}  # fmt: skip
_NOT_A_NAME = frozenset([
    "agency", "organisation", "email", "mail", "phone", "tel", "mobile", "contact", "confirmed", "mileage",
    "fee", "paid", "invoice", "notes", "expenses", "id", "no",
])  # fmt: skip
_NOT_THEIRS = frozenset(
    ["manager", "managers", "line", "supervisor", "emergency", "kin", "admin", "organiser", "venue"]
)
_NOT_THE_START = frozenset([
    "refresher", "due", "expiry", "expires", "next", "renewal", "letter", "until", "end",
    "ends", "review", "manager", "agreement", "release", "form", "dbs", "reapproval", "certificate",
])  # fmt: skip
_NOT_FOR = {
    **dict.fromkeys(["lead", "co_trainer", "trainers", "shadow", "name"], _NOT_A_NAME),
    **dict.fromkeys(["email", "phone", "contact"], _NOT_THEIRS),
    **dict.fromkeys(["ttt_course_on", "approved_from"], _NOT_THE_START),
    "date": frozenset(
        [
            "booked",
            "booking",
            "deadline",
            "advertised",
            "invoice",
            "published",
            "sent",
            "paid",
            "close",
            "closing",
            "cancelled",
            "reminder",
        ]
    ),
}
_MATRIX_GROUP = re.compile(
    r"course|deliver|module|approved|training|signed|topic|title|teach|disciplin|subject|licen[cs]ed|authoris",
    re.IGNORECASE,
)
_NOT_A_COURSE = re.compile(
    r"\b(shadow\w*|co.?deliver\w*|deliver\w*|observ\w*|interview\w*|panel|signed|sign|ttt|t4t|evidence|feedback|refresher|cpd|application|dbs|agree\w*|release|car|driver|consent|photo|bio|induct\w*|mail\w*|welsh|bsl|virtual|online|evening\w*|weekend\w*|check\w*|lead|contract"
    r"|form|cv|reference|email|invited|attend\w*|mon|tue|wed|thu|fri|sat|sun|am|pm|spring|summer|autumn|active|approved|status|member|jan|feb|mar|apr"
    r"|may|jun|jul|aug|sep|oct|nov|dec|q\d|20\d\d|available|newsletter|date|birth|letter|sent|expir\w*|due|renew\w*|dietary|kin|number|no|id|access\w*|parking|laptop|manager)\b",
    re.IGNORECASE,
)

_NAMES_A_DAY = re.compile(
    r"\b(?:qualif\w*|qual|authoris\w*|licen[cs]ed?|accredit\w*|certifi\w*|observed|observation|reviewed|completed|joined|started|left|signed|sign off"
    r"|panel|ttt|t4t|instructor|tutor|trainer|clearance|vetting|cpd)\b",
    re.IGNORECASE,
)


def _fit(field: str, kind: str, facts: ColumnFacts) -> float | None:
    """How well the values suit a field: a bonus up to 1, or None where they cannot be it."""
    if not facts.count or facts.nothing == 1:
        return 0.0
    if field in _DATES:
        if kind == "trainers" and field == "approved_from" and facts.day < 0.2:
            return None
        if field == "ttt_course_on" and facts.day < 0.2 and facts.tick + facts.stage < 0.5:
            return None
        if field == "date" and kind == "sessions" and facts.bare_day >= 0.6:
            return 0.6  # "4th" below a line that names the month
        return facts.day if facts.day >= 0.2 or field == "ttt_course_on" else None
    simple = {
        "email": facts.has_mail if facts.has_mail >= 0.4 and facts.has_phone < 0.4 else None,
        "phone": facts.phone if facts.phone >= 0.4 and facts.has_mail < 0.4 else None,
        "contact": 1.0 if facts.has_mail >= 0.2 or facts.has_phone >= 0.4 else None,
        "dates": facts.day if facts.day >= 0.3 else None,
    }
    if field in simple:
        return simple[field]
    if field in _TIMES:
        return facts.clock if facts.clock >= 0.4 else None
    if field in _NUMBERS:
        return facts.number if facts.number >= 0.4 and facts.real_dates < 0.3 else None
    return _fit_words(field, kind, facts)


def _fit_words(field: str, kind: str, facts: ColumnFacts) -> float | None:
    if (
        facts.mail >= 0.5
        or (facts.phone >= 0.6 and field != "reference")
        or (facts.real_dates >= 0.5 and field != "day")
    ):
        return None
    told = kind == "materials" and facts.besides >= 0.5 and field in ("status", "approved_by")
    if told:  # "Approved by J. Hart 12/05/26"
        return 0.2
    if facts.day >= 0.8 and field not in ("notes", "availability", "reason", "day", "reference", "status"):
        return None
    if field in ("name", "lead", "co_trainer", "trainers", "trainer", "observer"):
        return None if facts.number >= 0.6 and kind != "trainers" else facts.name
    if field in ("course", "courses", "title") and kind in ("sessions", "trainers"):
        return None if facts.number >= 0.6 or (facts.tick + facts.stage >= 0.6 and facts.course < 0.5) else facts.course
    if field == "status":
        match = facts.stage if kind == "trainers" else facts.state
        return None if (facts.name > 0.7 and match < 0.3) or (facts.day >= 0.8 and match < 0.5) else match
    if field == "code":
        return facts.code
    if field in ("agency", "venue", "host_agency"):
        return None if facts.number >= 0.6 or facts.course >= 0.8 else 0.1
    return 0.0


def _scores(table: Table, column: int, kind: str, facts: ColumnFacts) -> dict[str, float]:
    own = dict(heading_scores(table.headings.get(column, ""), kind))
    twice = sum(1 for heading in table.headings.values() if norm(heading) == norm(table.headings.get(column, ""))) > 1
    if column in table.groups and (twice or max(own.values(), default=0) < 0.95):
        for name, score in heading_scores(f"{table.groups[column]} {table.headings.get(column, '')}", kind).items():
            own[name] = max(own.get(name, 0.0), score + 0.04)
        for name, score in heading_scores(table.groups[column], kind).items():
            if name not in own:
                own[name] = 0.5 * score
    found = {}
    words = set(norm(re.sub(r"[(\[][^)\]]*[)\]]", " ", table.label(column))).split())
    for name, score in own.items():
        if score < 0.95 and words & _NOT_FOR.get(name, frozenset()):
            continue
        fit = _fit(name, kind, facts)
        if fit is not None and score >= 0.5:
            found[name] = score + 0.5 * fit
    if kind == "agencies" and found.get("full", 0) >= 1 and facts.code >= 0.5:
        found["short"] = found.pop("full")  # "Agency | Stands for", with the short forms under "Agency"
    return found


def _assign(table: Table, kind: str, facts: dict[int, ColumnFacts], reserved: set[int]) -> tuple[dict[int, str], float]:
    """The best heading for each field first; a field that may not repeat is given once."""
    wishes = []
    for column in sorted(facts):
        if column in reserved:
            continue
        for name, score in _scores(table, column, kind, facts[column]).items():
            wishes.append((score, -column, name))
    wishes.sort(reverse=True)
    fields: dict[int, str] = {}
    taken: set[str] = set()
    total = 0.0
    for score, minus, name in wishes:
        column = -minus
        if column in fields or (name in taken and name not in _REPEATABLE):
            continue
        if name in taken and name == "courses" and facts[column].tick >= 0.5:
            continue
        fields[column] = name
        taken.add(name)
        total += score * _TELLING[kind].get(name, 0.6)
    return fields, total


def _is_whole(kind: str, fields: set[str]) -> bool:
    if kind == "trainers":
        return bool(fields & {"name", "family_name"})
    if kind == "sessions":
        return bool(fields & {"date"}) and bool(
            fields & {"course", "venue", "start", "time", "trainers", "lead", "max_learners", "reference", "attended"}
        )
    if kind == "courses":
        return {"code", "title"} <= fields or {"title", "hours"} <= fields
    if kind == "agencies":
        return {"short", "full"} <= fields
    if kind == "availability":
        return "name" in fields and ({"first", "last"} <= fields or "dates" in fields)
    if kind == "observations":
        return bool(
            {"observer", "outcome"} <= fields
            or {"trainer", "outcome"} <= fields
            or {"observer", "strengths"} <= fields
            or {"observer", "trainer", "date"} <= fields
        )
    return {"version", "course"} <= fields or {"version", "author"} <= fields


def decide(table: Table, courses: CourseBook) -> None:
    """Set the table's kind and the field of each column; "notes" where it is no table that is known."""
    used = [
        c
        for c in range(table.grid.width)
        if c in table.headings or any(table.grid.cells[r][c] != "" for r in table.body[:400])
    ]
    facts = {column: facts_of(table, column, courses) for column in used}
    marked = {
        column
        for column, heading in table.headings.items()
        if courses.find(heading, likely=False) is not None
        and facts[column].long < 0.5
        and facts[column].tick + facts[column].day + facts[column].stage + facts[column].nothing
        >= 0.6 * bool(facts[column].count)
    }
    marked |= _under_course_group(table, facts)
    if _is_rota(table):
        return
    best: tuple[float, str, dict[int, str]] = (0.0, "notes", {})
    ticks = ticked_outcomes(table, facts)
    for kind in TABLE:
        reserved = {"trainers": marked, "observations": set(ticks)}.get(kind, set())
        fields, total = _assign(table, kind, facts, reserved)
        if kind == "observations":
            fields, total = fields | ticks, total + weight_of_ticks(ticks)
        if kind in ("trainers", "sessions"):
            total += _by_content(kind, facts, fields)
        if not _is_whole(kind, {name.partition(":")[0] for name in fields.values()}):
            continue
        if kind in ("courses", "agencies") and not _is_key(kind, fields, facts, table):
            continue
        if total > best[0]:
            best = (total, kind, fields)
    _, table.kind, table.fields = best
    if not table.header and _is_bare_key(table, facts):
        table.kind = "courses"
        table.fields = dict(zip(sorted(facts), ("code", "title", "hours"), strict=False))
    if table.kind == "trainers":
        _matrix(table, facts, courses)
    elif table.kind == "observations":
        name_points(table)


def _is_rota(table: Table) -> bool:
    """Days as headings: who stands where on which day is not read, and no day is a course."""
    days = sum(len(heading) < 30 and bool(read_text_date(heading).days) for heading in table.headings.values())
    return days >= 2 and days >= 0.4 * len(table.headings)


def _under_course_group(table: Table, facts: dict[int, ColumnFacts]) -> set[int]:
    """Columns of marks or dates under one heading such as "Courses (date signed off)", each with a heading of its own."""
    under: dict[str, list[int]] = {}
    for column, group in table.groups.items():
        fact = facts.get(column)
        if fact is None or not _MATRIX_GROUP.search(group) or not table.headings.get(column):
            continue
        plain = fact.long < 0.5 and fact.tick + fact.day + fact.stage + fact.nothing >= 0.6 * bool(fact.count)
        if plain and not is_exact_heading(table.headings[column]) and not _NOT_A_COURSE.search(table.headings[column]):
            under.setdefault(norm(group), []).append(column)
    return {column for columns in under.values() if len(columns) > 1 for column in columns}


def _is_bare_key(table: Table, facts: dict[int, ColumnFacts]) -> bool:
    """Codes and titles side by side without a heading."""
    columns = [facts[column] for column in sorted(facts)]
    if not 2 <= len(columns) <= 3 or len(table.body) > 100:
        return False
    return columns[0].code >= 0.9 and columns[0].distinct == 1 and columns[1].long >= 0.5 and columns[1].code < 0.3


def _is_key(kind: str, fields: dict[int, str], facts: dict[int, ColumnFacts], table: Table) -> bool:
    """A key explains each code once, and has no dates of sessions beside it."""
    by_field = {name: column for column, name in fields.items()}
    code = by_field.get("code" if kind == "courses" else "short", by_field.get("title", 0))
    if facts[code].distinct < 0.9 or len(table.body) > 300:
        return False
    if any(fact.day > 0.5 or fact.has_mail > 0.4 for fact in facts.values()):
        return False
    if kind == "agencies":
        heading = " ".join(norm(table.headings.get(c, "")) for c in by_field.values())
        return any(word in heading for word in ("agency", "organisation", "partner", "org", "employer"))
    return True


def _by_content(kind: str, facts: dict[int, ColumnFacts], fields: dict[int, str]) -> float:
    """Columns with odd headings and plain content take the field that is still free; the gain in score comes back."""
    gain = 0.0
    taken = set(fields.values())
    tests = {
        "trainers": [
            ("email", "mail", 0.8),
            ("phone", "phone", 0.8),
            ("name", "name", 0.8),
            ("courses", "course", 0.7),
            ("status", "stage", 0.85),
            ("agency", "body", 0.7),
        ],
        "sessions": [("date", "day", 0.8), ("time", "clock_text", 0.8), ("course", "course", 0.7)],
    }[kind]
    if kind == "sessions" and "date" not in taken:  # days as bare numbers under "Day", below lines that name the month
        for column in [c for c, name in fields.items() if name == "day" and facts[c].bare_day >= 0.6]:
            fields[column] = "date"
            taken.add("date")
            gain += 0.8
            break
    for name, fact, least in tests:
        if name in taken or (name == "name" and "family_name" in taken) or (name == "time" and "start" in taken):
            continue
        free = [
            c for c in sorted(facts) if c not in fields and facts[c].count >= 2 and getattr(facts[c], fact) >= least
        ]
        free = [c for c in free if name != "status" or facts[c].tick < 0.9]
        free = [c for c in free if name != "agency" or facts[c].distinct <= 0.7 or facts[c].count < 10]
        free = [c for c in free if name != "name" or facts[c].distinct >= 0.6]
        if len(free) == 1 or (free and name in ("name", "email", "date")):
            fields[free[0]] = name
            taken.add(name)
            gain += 0.6 * _TELLING[kind].get(name, 0.6)
    return gain


def _is_no_course(heading: str) -> bool:
    """Is a heading mostly made of words that no course is called by: "Release agreed", "Date of birth"."""
    words = [
        word
        for word in re.split(r"[^A-Za-z0-9]+", heading)
        if len(word) > 1 and word.lower() not in ("of", "the", "and")
    ]
    return not words or len(_NOT_A_COURSE.findall(heading)) >= 0.5 * len(words)


def _matrix(table: Table, facts: dict[int, ColumnFacts], courses: CourseBook) -> None:
    """Columns headed by a course and filled with ticks or dates: field "course:HEADING"."""
    loose = [
        c
        for c in table.headings
        if table.fields.get(c) in (None, "courses", "notes") and facts[c].long < 0.5 and table.headings[c]
    ]
    loose = [
        c
        for c in loose
        if facts[c].count == 0 or facts[c].tick + facts[c].day + facts[c].stage + facts[c].nothing >= 0.6
    ]
    likely = [c for c in loose if courses.find(table.headings[c]) is not None]
    grouped = [
        c for c in loose if c in table.groups and _MATRIX_GROUP.search(table.groups[c]) and c not in table.fields
    ]
    plain = [c for c in loose if c not in table.fields and not _is_no_course(table.headings[c])]
    plain = [c for c in plain if facts[c].day < 0.5 or not _NAMES_A_DAY.search(table.headings[c])]
    columns = set(likely) | set(grouped)
    if not columns and not courses.has_key and len(plain) >= 2 and "courses" not in table.fields.values():
        columns = set(plain)
    elif likely and len(likely) >= 2:
        low, high = min(likely), max(likely)
        columns |= {c for c in plain if low < c < high}
    for column in columns:
        table.fields[column] = f"course:{table.headings[column]}"
