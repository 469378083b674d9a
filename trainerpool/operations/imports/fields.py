"""A row's fields as people write them: names and codes in the place of keys, times without seconds, notes beside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from trainerpool.exchange.spreadsheets.reading import CellProblem, NoteKept, PartDraft, Reading


class Words:
    """The drafts of one reading, to say what a field of a row means."""

    def __init__(self, reading: Reading) -> None:
        self._agencies = {draft.key: draft for draft in reading.agencies}
        self._courses = {draft.key: draft for draft in reading.courses}
        self._sessions = {draft.key: draft for draft in reading.sessions}
        self._trainers = {draft.key: draft for draft in reading.trainers}
        self._asked: dict[str, list[CellProblem]] = {}
        self._notes: dict[tuple[str, int], list[NoteKept]] = {}
        notes = [note for draft in reading.trainers for note in draft.notes]
        notes += [note for draft in reading.sessions for note in draft.notes]
        notes += [note for seen in reading.observations for note in seen.notes]
        notes += [note for version in reading.materials for note in version.notes]
        for note in notes:
            sheet, _, cell = note.cell.rpartition("!")
            digits = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            if digits.isdigit():
                self._notes.setdefault((sheet, int(digits)), []).append(note)

    def ask(self, place: str, problem: CellProblem) -> None:
        """Put a question that came up in comparing beside the row it is about."""
        self._asked.setdefault(place, []).append(problem)

    def asked(self, place: str) -> list[CellProblem]:
        """The questions that came up in comparing a row."""
        return self._asked.get(place, [])

    def notes(self, sheet: str, row: int) -> str:
        """What is kept as notes of a row."""
        found = self._notes.get((sheet, row), ())
        return "; ".join(f"{note.label}: {note.text}" if note.label else note.text for note in found)

    def kept(self, sheet: str, row: int, columns: Mapping[str, str | None]) -> list[CellProblem]:
        """The cells of a row whose column is not known: their text is kept as a note."""
        unknown = {heading for heading, field in columns.items() if field is None}
        found = self._notes.get((sheet, row), ())
        return [CellProblem(note.cell, note.text, "note", None) for note in found if note.label in unknown]

    def of(self, thing: str, key: str, fields: Mapping[str, str]) -> dict[str, str]:
        """The fields in words; for agencies and courses, which a key sheet explains, those of the record."""
        if thing == "agency" and key in self._agencies:
            agency = self._agencies[key]
            return {"name": agency.name, "also_written": "; ".join(agency.spellings)} | dict(fields)
        if thing == "course" and key in self._courses:
            course = self._courses[key]
            said = {"code": course.code, "title": course.title, "days": str(course.days)}
            return said | ({"minutes": str(course.minutes)} if course.minutes else {}) | dict(fields)
        found = dict(fields)
        if found.get("agency") in self._agencies:
            found["agency"] = self._agencies[found["agency"]].name
        if thing == "trainer" and "courses" in found:
            found["courses"] = "; ".join(self._held(key, found["courses"]))
        if thing == "session" and key in self._sessions:
            session = self._sessions[key]
            if session.parts:
                found["parts"] = "; ".join(_part(part) for part in session.parts)
            beside = {"reference": session.reference, "country": session.country, "title": session.title}
            found = {name: value for name, value in beside.items() if value} | found
        return found

    def _held(self, key: str, text: str) -> list[str]:
        since = {held.course: held.since for held in self._trainers[key].courses} if key in self._trainers else {}
        courses = [course.strip() for course in text.split(";")]
        return [self._called(course) + (f" since {since[course]}" if since.get(course) else "") for course in courses]

    def _called(self, key: str) -> str:
        course = self._courses.get(key)
        return key if course is None else course.code or course.title


def _part(part: PartDraft) -> str:
    def clock(moment: time | None) -> str:
        return f"{moment:%H:%M}" if moment is not None else ""

    times = "-".join(text for text in (clock(part.start), clock(part.end)) if text)
    return f"{part.on.isoformat()} {times}".strip() + (" (assumed)" if part.assumed else "")
