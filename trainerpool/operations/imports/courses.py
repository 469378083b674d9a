"""Courses of a file against the pool's: joined by code or title, filled where the pool has nothing, or added."""

from __future__ import annotations

from trainerpool.exchange.spreadsheets.reading import CourseDraft
from trainerpool.exchange.spreadsheets.words import norm
from trainerpool.operations.courses import short_name_of
from trainerpool.operations.imports.comparing import Comparing, Fate
from trainerpool.operations.imports.plan import ADDED, MERGED, UNCHANGED
from trainerpool.queries.comparing import CourseNow
from trainerpool.store.records import Course, CourseAlias


class CourseComparison:
    """Gives every course of the file its record: `record_of` by the draft's key; `called` by id, for people."""

    def __init__(self, comparing: Comparing, courses: tuple[CourseNow, ...], unsure: frozenset[str]) -> None:
        self._c = comparing
        self._now = {course.id: course for course in courses}
        self._unsure = unsure
        self._by_text: dict[str, str] = {}
        for course in courses:
            for text in (course.code, course.title, *(alias for _, alias in course.aliases)):
                if norm(text):
                    self._by_text.setdefault(norm(text), course.id)
        self.record_of: dict[str, str] = {}
        self.called = {course.id: course.code or course.title for course in courses}
        self.title = {course.id: course.title for course in courses}

    def compare(self) -> None:
        """Give every course of the reading its record."""
        for draft in self._c.reading.courses:
            record = self.record_of[draft.key] = self._record(draft)
            fields = {"code": draft.code, "title": draft.title, "unsure": draft.unsure}
            self._c.keep_named("course", draft.key, record, fields)

    def _record(self, draft: CourseDraft) -> str:
        c, title = self._c, draft.title or draft.code
        found = draft.known_id or self._by_text.get(norm(draft.code)) or self._by_text.get(norm(title))
        if found is not None and found in self._unsure and not draft.unsure and norm(title) != norm(self.title[found]):
            found = None
        changes: list[str] = []
        if found is None:
            found = c.writes.add(
                Course, code=draft.code or None, title=title, short_name=short_name_of(title), minutes=draft.minutes,
                days=draft.days,
            )  # fmt: skip
            self.called[found], self.title[found] = draft.code or title, title
            c.decide_fate(f"course:{draft.key}", "course", Fate(ADDED, found, title))
        else:
            changes = self._filled(found, draft)
        for text in (draft.code, draft.title):
            if norm(text):
                self._by_text.setdefault(norm(text), found)
        changes += [f"also written {text}" for text in draft.aliases if self._alias(found, text)]
        self._leave(draft, found)
        if f"course:{draft.key}" not in c.fates:
            fate = Fate(MERGED if changes else UNCHANGED, found, self.title[found], changes)
            c.decide_fate(f"course:{draft.key}", "course", fate)
        return found

    def _filled(self, found: str, draft: CourseDraft) -> list[str]:
        """What the pool did not know of the course yet."""
        now = self._now.get(found)
        if now is None:
            return []
        values: dict[str, str | int] = {}
        if draft.code and not now.code:
            values["code"] = draft.code
        if draft.title and now.title == now.code and norm(draft.title) != norm(now.code):
            values["title"], values["short_name"] = draft.title, short_name_of(draft.title)
        if draft.minutes and not now.minutes:
            values["minutes"] = draft.minutes
            values["days"] = draft.days
        if values:
            self._c.writes.change(Course, found, **values)
        return [f"{name.replace('_', ' ')}: {value}" for name, value in values.items()]

    def _alias(self, course: str, text: str) -> bool:
        held = self._by_text.get(norm(text))
        if not norm(text) or held == course or (held is not None and held not in self._unsure):
            return False
        self._c.writes.add(CourseAlias, course_id=course, text=text.strip())
        self._by_text[norm(text)] = course
        return True

    def _leave(self, draft: CourseDraft, found: str) -> None:
        """A course that stood for an unsure text is no longer used once an answer says which course was meant."""
        for text in (draft.title, *draft.aliases):
            other = next(
                (key for key in self._unsure if key in self.title and norm(self.title[key]) == norm(text)), None
            )
            if other is not None and other != found and not draft.unsure:
                self._c.writes.change(Course, other, active=False)
