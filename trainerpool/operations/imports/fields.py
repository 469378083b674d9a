"""A row's fields as people write them: names and codes in the place of keys, times without seconds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from trainerpool.exchange.spreadsheets.reading import PartDraft, Reading


class Words:
    """The drafts of one reading, to say what a field of a row means."""

    def __init__(self, reading: Reading) -> None:
        self._agencies = {draft.key: draft for draft in reading.agencies}
        self._courses = {draft.key: draft for draft in reading.courses}
        self._sessions = {draft.key: draft for draft in reading.sessions}
        self._trainers = {draft.key: draft for draft in reading.trainers}

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
        if thing == "session" and "parts" in found and key in self._sessions and self._sessions[key].parts:
            found["parts"] = "; ".join(_part(part) for part in self._sessions[key].parts)
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
