"""Training sessions of a file against the programme: which is which, what is new, moved, or to be asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from trainerpool.exchange.spreadsheets.reading import PartDraft, SessionDraft
from trainerpool.exchange.spreadsheets.words import norm, tidy
from trainerpool.exchange.three_way import is_empty, merge, merge_lines
from trainerpool.operations.imports.comparing import Comparing, Fate, fate_of, said_columns
from trainerpool.operations.imports.plan import DECIDE
from trainerpool.operations.imports.teams import ON_TEAM, Teams
from trainerpool.queries.comparing import SessionNow
from trainerpool.queries.imports import BaseRow
from trainerpool.store.records import SessionPart, TrainingSession, Venue

FIELDS = (
    "course",
    "title",
    "parts",
    "venue",
    "virtual",
    "max_learners",
    "booked",
    "attended",
    "host_agency",
    "reference",
    "status",
)
_WORDS = {"max_learners": "places", "parts": "date and time", "host_agency": "host agency", "attended": "attendance"}
_COLUMN = {"course": "course_id", "venue": "venue_id", "host_agency": "host_agency_id"}
_TEAM_COLUMNS = {"trainers", "lead", "co_trainer", "shadow"}
_TOLD = frozenset({"delivered", "cancelled"})  # any other status is the usual one, and says nothing: planned


class SessionComparison:
    """Compares every session of a reading with the pool."""

    def __init__(
        self, comparing: Comparing, sessions: Mapping[str, SessionNow], venues: Mapping[str, str], teams: Teams,
        course_of: Mapping[str, str], titles: Mapping[str, str], agency_of: Mapping[str, str],
        canon: Callable[[str | None], str], names: Mapping[str, str],
    ) -> None:  # fmt: skip
        self._c, self._sessions, self._teams = comparing, sessions, teams
        self._venue_ids = {norm(name): key for key, name in venues.items()}
        self._venue_names = dict(venues)
        self._course_of, self._titles = course_of, titles
        self._agency_of, self._canon, self._names = agency_of, canon, names
        self._match = _Match(comparing, sessions, self._venue_names)
        self._said = said_columns(comparing.reading)

    def compare(self) -> None:
        """Give every session of the reading a fate; the surest matches are made first."""
        drafts = []
        for draft in self._c.reading.sessions:
            if draft.waiting is not None or not (draft.parts or draft.month):
                for row in self._match.waiting(draft):
                    self._c.bases.met.add(row.id)
                self._c.fates[f"session:{draft.key}"] = Fate(DECIDE, None, draft.title)
            else:
                drafts.append((draft, self._sheet(draft)))
        found = self._match.all(drafts)
        for draft, sheet in drafts:
            base, session = found.get(draft.key, (None, None))
            self._one(draft, sheet, base, session)

    def _sheet(self, draft: SessionDraft) -> dict[str, Any]:
        """The fields of a row, parts as [date, start, end, assumed]."""
        course = self._course_of.get(draft.course or "", "")
        parts = [_part(part) for part in draft.parts] or [[draft.month, "", "", False]]
        return {
            "course": course,
            "title": draft.title or self._titles.get(course, ""),
            "parts": sorted(parts, key=lambda part: (part[0], part[1])),
            "venue": tidy(draft.venue),
            "max_learners": draft.max_learners,
            "booked": draft.booked,
            "attended": draft.attended,
            "host_agency": self._agency_of.get(draft.host_agency or "", ""),
            "reference": draft.reference,
            "status": self._status(draft),
        } | ({"virtual": draft.virtual} if draft.virtual or draft.venue else {})

    def _status(self, draft: SessionDraft) -> str:
        """Delivered or cancelled as said, "" for planned; where nothing is said, a past session with attendance took place."""
        if draft.status:
            return draft.status if draft.status in _TOLD else ""
        last = max((part.on for part in draft.parts), default=None)
        took_place = draft.attended is not None and last is not None and last < self._c.today
        return "delivered" if took_place else ""

    def _one(
        self, draft: SessionDraft, sheet: dict[str, Any], base: BaseRow | None, session: SessionNow | None
    ) -> None:
        c = self._c
        title = sheet["title"] or draft.reference or "Untitled"
        what = f"{title}, {sheet['parts'][0][0]}"
        team = self._teams.wanted(draft)
        lines = [
            line for note in draft.notes if (line := tidy(f"{note.label}: {note.text}" if note.label else note.text))
        ]
        lines += [f"Country: {draft.country}"] if draft.country else []
        lines = list(dict.fromkeys([*lines, *self._teams.unmatched(draft)]))
        sheet |= {ON_TEAM + person: role for person, role in team.items()}
        old = base.fields if base is not None else {}
        sheet |= {name: "" for name in old if name.startswith(ON_TEAM) and name not in sheet}
        before = {name: value for name, value in old.items() if name != "notes"}
        if before.get("parts") and _as_read(before["parts"]) == _as_read(sheet["parts"]):
            sheet["parts"] = before["parts"]  # a day that was only worked out does not move with the pool's calendar
        sheet = {
            name: value for name, value in sheet.items() if not self._is_silent(draft, name, value, before.get(name))
        }
        if session is None:
            record = c.writes.add(
                TrainingSession, **self._values({**sheet, "title": title}), notes="\n".join(lines) or None
            )
            self._put_parts(record, sheet["parts"])
            self._teams.put(record, team, sheet["status"], draft)
            changes, is_open, kept = [], False, sheet
        else:
            record = session.id
            merged = merge(before, sheet, self._pool(session, sheet))
            words = _WORDS | {name: f"place of {self._teams.name(name)}" for name in sheet if name.startswith(ON_TEAM)}
            is_open = c.settle(merged, draft.key, what, words, self._show)
            changes = self._change(session, merged.changes, old.get("notes", []), lines)
            changes += self._teams.change(session, merged.changes, merged.base.get("status", ""), draft)
            kept = merged.base
        c.keep_base("session", base, draft.key, record, {**kept, "notes": lines}, list(draft.sources))
        c.decide_fate(
            f"session:{draft.key}", "session", fate_of(record, what, changes, is_new=session is None, is_open=is_open)
        )

    def _is_silent(self, draft: SessionDraft, name: str, value: Any, before: Any) -> bool:
        """Whether an empty field says nothing, because its sheet no longer has the column."""
        if not is_empty(value) or is_empty(before):
            return False
        wanted = _TEAM_COLUMNS if name.startswith(ON_TEAM) else {name}
        return not wanted & self._said.get(draft.key.rpartition("!")[0], set())

    def _values(self, sheet: Mapping[str, Any]) -> dict[str, Any]:
        """Fields as the record has them."""
        found: dict[str, Any] = {}
        for name, value in sheet.items():
            if name == "parts":
                found["first_date"] = value[0][0]
            elif name == "venue":
                found["venue_id"] = self._venue(value, virtual=bool(sheet.get("virtual"))) if value else None
            elif name == "status":
                found["status"] = value or "planned"
            elif name in FIELDS:
                empty = None if name not in {"title", "virtual"} else value
                found[_COLUMN.get(name, name)] = empty if value == "" else value
        return found

    def _venue(self, name: str, *, virtual: bool) -> str:
        key = self._venue_ids.get(norm(name))
        if key is None:
            key = self._venue_ids[norm(name)] = self._c.writes.add(Venue, name=name, virtual=virtual)
            self._venue_names[key] = name
        return key

    def _put_parts(self, session: str, parts: list[list[Any]]) -> None:
        for day, start, end, assumed in parts:
            self._c.writes.add(
                SessionPart, session_id=session, date=day, start=start or None, end=end or None, assumed=assumed
            )

    def _pool(self, session: SessionNow, sheet: Mapping[str, Any]) -> dict[str, Any]:
        """The session's fields as the pool has them, in the form of a row."""
        values = session.values
        found: dict[str, Any] = {name: values.get(_COLUMN.get(name, name)) for name in FIELDS if name != "parts"}
        found["course"] = values["course_id"] or ""
        found["parts"] = [[day, start, end, assumed] for _, day, start, end, assumed in session.parts]
        found["host_agency"] = self._canon(values["host_agency_id"])
        venue = self._venue_names.get(values["venue_id"] or "", "")
        found["venue"] = sheet["venue"] if norm(venue) == norm(sheet["venue"]) else venue
        found["status"] = values["status"] if values["status"] in _TOLD else ""
        return found | self._teams.now(session, sheet)

    def _change(self, session: SessionNow, changes: Mapping[str, Any], old: list[str], lines: list[str]) -> list[str]:
        c = self._c
        fields = {name: value for name, value in changes.items() if name in FIELDS}
        said = [f"{_WORDS.get(name, name)}: {self._show(name, value) or 'empty'}" for name, value in fields.items()]
        values = self._values({"virtual": session.values["virtual"], **fields}) if fields else {}
        there = session.values["notes"].split("\n") if session.values["notes"] else []
        notes = merge_lines(old, lines, there)
        if notes != there:
            values["notes"] = "\n".join(notes) or None
            said.append("notes")
        if "parts" in fields:
            for part in session.parts:
                c.writes.remove(SessionPart, part[0])
            self._put_parts(session.id, fields["parts"])
        if values:
            c.writes.change(TrainingSession, session.id, **values)
        return said

    def _show(self, name: str, value: Any) -> str:
        if name == "parts":
            return ", ".join(" ".join(str(word) for word in part[:3] if word) for part in value or [])
        if name == "status":
            return str(value or "planned")
        if name == "course":
            return self._titles.get(value, "")
        if name == "host_agency":
            return self._names.get(value, "")
        if isinstance(value, bool):
            return "yes" if value else "no"
        return "" if value is None else str(value)


class _Match:
    """Finds the base and the session a row is about: by reference, by course and date, else by its place in the sheet."""

    def __init__(self, comparing: Comparing, sessions: Mapping[str, SessionNow], venues: Mapping[str, str]) -> None:
        self._bases, self._sessions, self._venues = comparing.bases, sessions, venues
        self._taken: set[str] = set()

    def waiting(self, draft: SessionDraft) -> list[BaseRow]:
        """What was last read at the place of a row that now waits for an answer."""
        return [row for row in self._bases.of("session") if row.key == draft.key]

    def all(
        self, drafts: list[tuple[SessionDraft, dict[str, Any]]]
    ) -> dict[str, tuple[BaseRow | None, SessionNow | None]]:
        """Draft key -> its base and its session."""
        found: dict[str, tuple[BaseRow | None, SessionNow | None]] = {}
        for sign in (_by_reference, _by_course_and_time, _by_course_and_date):
            index: dict[Any, list[BaseRow]] = {}
            for row in self._bases.of("session"):
                index.setdefault(sign(row.fields), []).append(row)
            for draft, sheet in drafts:
                mark = sign(sheet)
                if draft.key in found or mark is None:
                    continue
                free = self._bases.free(index.get(mark, ()))
                base = next((row for row in free if row.key == draft.key), free[0] if free else None)
                if base is not None:
                    self._take(found, draft, base)
        by_place = self._bases.index("session", lambda row: row.key)
        for draft, sheet in drafts:
            free = self._bases.free(by_place.get(draft.key, ())) if draft.key not in found else []
            if free and (free[0].fields.get("course"), free[0].fields.get("title")) == (
                sheet["course"],
                sheet["title"],
            ):
                self._take(found, draft, free[0])
        self._in_pool([(draft, sheet) for draft, sheet in drafts if draft.key not in found], found)
        return found

    def _take(
        self, found: dict[str, tuple[BaseRow | None, SessionNow | None]], draft: SessionDraft, base: BaseRow
    ) -> None:
        session = self._sessions.get(base.record_id or "")
        found[draft.key] = (base, session)
        self._bases.met.add(base.id)
        if session is not None:
            self._taken.add(session.id)

    def _in_pool(
        self,
        drafts: list[tuple[SessionDraft, dict[str, Any]]],
        found: dict[str, tuple[BaseRow | None, SessionNow | None]],
    ) -> None:
        """Sessions the pool has from elsewhere: same course, day, start and venue, or same reference and day."""
        index: dict[Any, list[SessionNow]] = {}
        for session in self._sessions.values():
            if session.id not in self._taken and session.parts:
                values, (_, day, start, _, _) = session.values, session.parts[0]
                place = norm(self._venues.get(values["venue_id"] or "", ""))
                index.setdefault((values["course_id"] or values["title"], day, start, place), []).append(session)
                if values["reference"]:
                    index.setdefault((values["reference"], day), []).append(session)
        for draft, sheet in drafts:
            day, start = sheet["parts"][0][:2]
            same = index.get((sheet["reference"], day), []) if sheet["reference"] else []
            same = same or index.get((sheet["course"] or sheet["title"], day, start, norm(sheet["venue"])), [])
            free = [session for session in same if session.id not in self._taken]
            if free:
                found[draft.key] = (None, free[0])
                self._taken.add(free[0].id)


def _by_reference(fields: Mapping[str, Any]) -> Any:
    return (fields["reference"], _subject(fields)) if fields.get("reference") else None


def _by_course_and_time(fields: Mapping[str, Any]) -> Any:
    parts = fields.get("parts")
    return (_subject(fields), *parts[0][:2], norm(fields.get("venue", ""))) if parts else None


def _by_course_and_date(fields: Mapping[str, Any]) -> Any:
    return (_subject(fields), fields["parts"][0][0]) if fields.get("parts") else None


def _subject(fields: Mapping[str, Any]) -> str:
    """What a session is about: its course, else its title; a field under question is not known."""
    return str(fields.get("course") or fields.get("title") or "")


def _as_read(parts: list[list[Any]]) -> tuple[int, list[list[Any]]]:
    """Parts without the days that were worked out, and how many there are in all."""
    return len(parts), [part for part in parts if not part[3]]


def _part(part: PartDraft) -> list[Any]:
    def clock(moment: Any) -> str:
        return f"{moment:%H:%M}" if moment is not None else ""

    day: date = part.on
    return [day.isoformat(), clock(part.start), clock(part.end), part.assumed]
