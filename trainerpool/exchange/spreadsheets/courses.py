"""Which texts name which course: codes, titles, short forms; and lists of them taken apart without cutting titles."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from trainerpool.exchange.spreadsheets.course_words import (
    SMALL,
    TAIL,
    bare_title,
    dated,
    days_said,
    is_code,
    is_contained,
    is_strongly,
    levelled,
)  # fmt: skip
from trainerpool.exchange.spreadsheets.reading import CourseDraft, KnownCourse, Option, Question
from trainerpool.exchange.spreadsheets.words import is_nothing, norm, squashed, tidy

_SOFT = re.compile(r"(\s*(?:,|/|&|\+|\|)\s*|\s+(?:and|plus)\s+)", re.IGNORECASE)
_HARD = re.compile(r"[;\n\r|•·●]+|(?:^|\n)\s*[-*]\s+(?=\S)")
_NUMBERED = re.compile(r"(?m)(?:^|(?<=[\n;,]))\s*\(?\d{1,2}[.)]\s+(?=\S)")


_LONGEST = 300  # characters of a title; a longer text is no course, and is not searched for one


@dataclass(slots=True)
class _Course:
    code: str
    title: str
    total_minutes: int | None = None
    days: int = 0
    known_id: str | None = None
    aliases: list[str] = field(default_factory=list)
    words: tuple[str, ...] = ()
    unsure: bool = False
    declared: bool = False

    def __post_init__(self) -> None:
        self.words = tuple(word for word in norm(bare_title(self.title)).split() if word not in SMALL)


class CourseTitles:
    """The courses a file and the pool know. Declare those of key tables first, then `find` or `take` each text."""

    def __init__(self, known: tuple[KnownCourse, ...], answers: Mapping[str, str]) -> None:
        self._courses: dict[str, _Course] = {}
        self._exact: dict[str, str] = {}
        self._cache: dict[tuple[str, bool], str | None] = {}
        self._answers = {squashed(text): code for text, code in answers.items()}
        self._questions: dict[str, Question] = {}
        self.used_answers: dict[str, str] = {}
        self.has_key = bool(known)
        self._hints: set[str] = set()
        self._codes_within: dict[str, str] = {}  # a code beside a title, as in "Neglect (NEG)" -> the course's key
        for course in known:
            total = course.minutes * course.days if course.minutes else None
            key = self.declare(course.code, course.title, total, course.days)
            self._courses[key].known_id = course.id
            for alias in course.aliases:
                self._exact.setdefault(squashed(alias), key)

    def __len__(self) -> int:
        return len(self._courses)

    def declare(self, code: str, title: str, total_minutes: int | None = None, days: int = 0) -> str:
        """A course of a key table; its key is returned. Declared again, only what was missing is added."""
        code, shown = tidy(code), bare_title(title)
        days = days or days_said(title)
        key = self._exact.get(squashed(code) or "\0") or self._exact.get(squashed(shown) or "\0")
        if key is None:
            key = squashed(code) or squashed(shown)
            self._courses[key] = _Course(code, shown or code)
        course = self._courses[key]
        course.declared = True
        if not course.code and code:
            course.code = code
        if shown and course.title in ("", course.code):
            course.title = shown
            course.__post_init__()
        course.total_minutes = course.total_minutes or total_minutes
        course.days = course.days or days
        for text in (code, shown, title, f"{code} {shown}", f"{shown} {code}", levelled(shown)):
            if squashed(text):
                self._exact.setdefault(squashed(text), key)
        self._cache.clear()
        self.has_key = True
        return key

    def find(self, text: str, *, likely: bool = True) -> str | None:
        """The key of the course a text names, None where it names none for sure (or, with likely, likely)."""
        if len(text) > _LONGEST:
            return None
        seen = (text, likely)
        if seen not in self._cache:
            self._cache[seen] = self._find(text, likely)
        return self._cache[seen]

    def _find(self, text: str, likely: bool) -> str | None:
        shown = bare_title(text)
        told = self._answers.get(squashed(text)) or self._answers.get(squashed(shown))
        if told:
            self.used_answers[tidy(text)] = told
            return self._exact.get(squashed(told)) or self.take(told)
        for tried in (text, shown, TAIL.sub("", shown), levelled(shown)):
            if squashed(tried) in self._exact and squashed(tried):
                return self._exact[squashed(tried)]
        split = re.match(r"^(.{2,10}?)\s*[-–:]\s+(.{4,})$", shown) or re.match(
            r"^(.{4,}?)\s*[(\[](.{2,10})[)\]]$", shown
        )
        if split:
            pair = [self._exact.get(squashed(split.group(1))), self._exact.get(squashed(split.group(2)))]
            if pair[0] and pair[1] and pair[0] != pair[1]:
                return None
            if pair[0] or pair[1]:
                return pair[0] or pair[1]
        return self._find_likely(shown) if likely else None

    def named_in(self, text: str) -> str | None:
        """The key of the one course whose code or whole title stands among other words; None for none or several."""
        if len(text) > _LONGEST:
            return None
        shown, said = set(re.findall(r"[A-Za-z0-9&]+", text)), f" {norm(text)} "
        found = {
            key for key, course in self._courses.items()
            if (len(course.code) > 1 and course.code.isupper() and course.code in shown)
            or (len(course.words) > 1 and f" {norm(bare_title(course.title))} " in said)
        }  # fmt: skip
        return found.pop() if len(found) == 1 else None

    def know(self, title: str) -> None:
        """A full title that occurs in the file, though no key declares it."""
        shown = bare_title(title)
        key = squashed(shown)
        self._courses.setdefault(key, _Course("", shown))
        self._exact.setdefault(key, key)
        self._cache.clear()

    def _note_code(self, key: str, shown: str) -> None:
        """Remember "Neglect (NEG)" and "NEG - Neglect": should the code stand alone anywhere, it is that course's."""
        split = re.match(r"^(.{4,}?)\s*[(\[]([A-Z][A-Z0-9&-]{1,8})[)\]]$", shown)
        code, title = (split.group(2), split.group(1)) if split else ("", "")
        if not split and (split := re.match(r"^([A-Z][A-Z0-9&]{1,8})\s*[-–:]\s+(.{4,})$", shown)):
            code, title = split.group(1), split.group(2)
        if len(re.sub(r"[^A-Z]", "", code)) < 2 or not is_code(code):
            return
        self._codes_within.setdefault(squashed(code), key)
        self._exact.setdefault(squashed(code), key)
        self._exact.setdefault(squashed(title), key)
        course = self._courses[key]
        if course.title in ("", course.code) and course.code:
            course.title = tidy(title)
            course.__post_init__()

    def _take_code(self, key: str, shown: str) -> None:
        """A code that stood beside a title is met alone: it is the course's code, and the title goes without it."""
        course = self._courses[key]
        if self._codes_within.get(squashed(shown)) == key and not course.code:
            course.code = shown
            if course.title not in course.aliases:
                course.aliases.append(course.title)
            course.title = tidy(
                re.sub(r"^[A-Z][A-Z0-9&]{1,8}\s*[-–:]\s+|\s*[(\[][A-Z][A-Z0-9&-]{1,8}[)\]]$", "", course.title)
            )
            course.__post_init__()

    def _find_likely(self, shown: str) -> str | None:
        fits = self._alike(shown)
        return fits[0] if len(fits) == 1 else None

    def _alike(self, shown: str) -> list[str]:
        words = tuple(word for word in norm(TAIL.sub("", shown)).split() if word not in SMALL)
        if not words:
            return []
        strong = [key for key, course in self._courses.items() if is_strongly(shown, words, course.title, course.words)]
        return strong or [key for key, course in self._courses.items() if is_contained(words, course.words)]

    def take(self, text: str, *, cell: str = "", row: str = "") -> str:
        """The key of the course a text names, which becomes a course of its own where nothing fits; doubts are asked."""
        key = self.find(text)
        shown = bare_title(text)
        if key is None:
            near = self._alike(shown)
            key = squashed(shown) or squashed(text) or text
            code = shown if is_code(shown) else ""
            self._courses.setdefault(key, _Course(code, shown))
            self._exact.setdefault(squashed(text), key)
            self._exact.setdefault(key, key)
            self._exact.setdefault(squashed(levelled(shown)), key)
            self._cache.clear()
            if near or self._is_doubtful(shown):
                self._courses[key].unsure = True
                self._ask(key, tidy(text), near)
        self._note_code(key, shown)
        self._take_code(key, shown)
        course = self._courses[key]
        course.days = max(course.days, days_said(text))
        if squashed(text) not in (squashed(course.code), squashed(course.title)) and tidy(text) not in course.aliases:
            course.aliases.append(tidy(text))
        if key in self._questions and cell:
            self._questions[key].cells.append(cell)
            self._questions[key].rows.append(row)
        return key

    def _is_doubtful(self, shown: str) -> bool:
        """A code nobody explains, where the file does explain its codes; or a near miss of a known title."""
        declared = [course for course in self._courses.values() if course.declared]
        if is_code(shown) and any(course.code and course.title != course.code for course in declared):
            return True
        mine = set(norm(shown).split()) - SMALL
        return any(
            len(mine & set(course.words)) >= 2 and len(mine & set(course.words)) >= len(mine) / 2 for course in declared
        )

    def _ask(self, key: str, text: str, near: list[str]) -> None:
        names = [
            (self._courses[other].code or self._courses[other].title, self._courses[other].title) for other in near
        ]
        told = f" It may be {' or '.join(f'“{title}”' for _, title in names)}." if names else ""
        self._questions[key] = Question(
            f"course:{text}", "course", f"Which course is “{text}”?{told} Until told it stands as its own course.", [], "courses", text,
            [Option(code, title) for code, title in names] + [Option(text, "Its own course")], text,
        )  # fmt: skip

    def question_of(self, key: str) -> str | None:
        """The id of the question a course waits for."""
        return self._questions[key].id if key in self._questions else None

    @property
    def questions(self) -> list[Question]:
        """The open questions about courses that occur in cells."""
        return [question for question in self._questions.values() if question.cells]

    def code_of(self, key: str) -> str:
        """The code, or the title where no code is known."""
        return self._courses[key].code or self._courses[key].title

    def title_of(self, key: str) -> str:
        """The title, or the code where no title is known."""
        return self._courses[key].title or self._courses[key].code

    def days_of(self, key: str) -> int:
        """How many days the course takes; 1 where nothing says more."""
        return self._courses[key].days or 1

    def minutes_in_all(self, key: str) -> int | None:
        """The length the key table gives, all days together."""
        return self._courses[key].total_minutes

    def lasts(self, key: str, days: int) -> None:
        """A session has shown over how many days the course runs."""
        self._courses[key].days = max(self._courses[key].days, days)

    def drafts(self) -> list[CourseDraft]:
        """Every course, its minutes per day."""
        found = []
        for key, course in self._courses.items():
            days = course.days or 1
            minutes = math.ceil(course.total_minutes / days) if course.total_minutes else None
            found.append(
                CourseDraft(
                    key, course.code, course.title, minutes, days, course.aliases, course.unsure, course.known_id
                )
            )
        return found


class CourseBook(CourseTitles):
    """The courses of a file, and lists of them in one cell taken apart."""

    def hint(self, text: str) -> None:
        """A whole title of a list column: not yet a course, but never to be cut."""
        piece, _ = dated(text)
        if squashed(piece):
            self._hints.add(squashed(piece))

    def _knows(self, text: str) -> bool:
        return self.find(text, likely=False) is not None or squashed(text) in self._hints

    def split(self, text: str, *, commas: bool = True) -> list[tuple[str, str | None]]:
        """The courses of a list cell as written, each with its own date (YYYY-MM-DD or YYYY-MM) or None.

        A title with a comma, a colon or an "and" of its own is kept whole where the file or the pool knows it.
        """
        found: list[tuple[str, str | None]] = []
        for hard in _HARD.split(re.sub(r"(?<=[)\]])\s*,", ";", _NUMBERED.sub("\n", text))):
            piece, since = dated(hard or "")
            if is_nothing(piece) or not squashed(piece):
                continue
            if self._knows(piece) or not _SOFT.search(piece):
                codes = piece.split()
                if (
                    len(codes) > 1
                    and not self.find(piece, likely=False)
                    and all(self.find(c, likely=False) for c in codes)
                ):
                    found.extend((code, since) for code in codes)
                else:
                    found.append((piece, since))
                continue
            found.extend((one, own or since) for one, own in self._soft(piece, commas))
        return found

    def _soft(self, piece: str, commas: bool) -> list[tuple[str, str | None]]:
        bits = _SOFT.split(piece)
        words, seps = bits[::2], bits[1::2]
        found: list[tuple[str, str | None]] = []
        loose: list[str] = []
        at = 0

        def flush() -> None:
            if loose:
                found.extend(self._loose("".join(loose), commas))
                loose.clear()

        while at < len(words):
            for end in range(len(words), at, -1):
                whole = "".join(word + (seps[i] if i < end - 1 else "") for i, word in enumerate(words[at:end], at))
                name, since = dated(whole)
                if self._knows(name):
                    flush()
                    found.append((name, since))
                    at = end
                    break
            else:
                loose.append(words[at] + (seps[at] if at < len(seps) else ""))
                at += 1
        flush()
        return found

    def _loose(self, text: str, commas: bool) -> list[tuple[str, str | None]]:
        """What no known title explains: cut at commas, at "and" or "&" only between codes or likely courses."""
        text = text.strip().strip(",/&+").strip()
        bits = [bit for bit in re.split(r"\s*[,/|]\s*", text) if bit] if commas else [text]
        if not commas and all(is_code(bit) for bit in re.split(r"\s*[,/|]\s*", text)):
            bits = re.split(r"\s*[,/|]\s*", text)
        found: list[tuple[str, str | None]] = []
        for rough in bits:
            bit = re.sub(r"^(?:and|&)\s+", "", rough.strip())
            halves = [half.strip() for half in re.split(r"\s+(?:and|plus)\s+|\s*[&+]\s*", bit)]
            if len(halves) > 1 and all(is_code(half) or self.find(half) for half in halves) and not self.find(bit):
                found.extend(dated(half) for half in halves)
            else:
                found.append(dated(bit))
        return [(name, since) for name, since in found if squashed(name) and not is_nothing(name)]
