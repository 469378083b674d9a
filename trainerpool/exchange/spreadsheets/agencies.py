"""Which spellings of agencies are one agency: the same, likely the same (joined and shown), or unsure (asked)."""

from __future__ import annotations

from collections.abc import Mapping

from trainerpool.exchange.spreadsheets.agency_grades import (
    Spelling,
    is_near,
    is_strongly_likely,
    is_weakly_likely,
    spelling_of,
)
from trainerpool.exchange.spreadsheets.reading import AgencyDraft, KnownAgency, Option, Question
from trainerpool.exchange.spreadsheets.words import squashed


class AgencyBook:
    """Collects the spellings of a file, then joins them: `add` all, `settle` once, `key_of` each."""

    def __init__(self, known: tuple[KnownAgency, ...], answers: Mapping[str, str]) -> None:
        self._known = known
        self._answers = {squashed(text): name for text, name in answers.items()}
        self._spellings: dict[str, Spelling] = {}
        self._by_text: dict[str, str] = {}
        self._group: dict[str, str] = {}
        self._likely: set[str] = set()
        self._questions: dict[str, Question] = {}
        self._asked_about: dict[str, list[str]] = {}
        self.short_forms: dict[str, str] = {}  # from a key table of the file: short -> full
        self.drafts: dict[str, AgencyDraft] = {}
        self.used_answers: dict[str, str] = {}

    def add(self, text: str, cell: str = "", row: str = "") -> None:
        """One spelling as it stands in a cell."""
        key = self._by_text.get(text)
        if key is None:
            key = squashed(text) or text
            self._by_text[text] = key
        spelling = self._spellings.get(key)
        if spelling is None:
            spelling = self._spellings[key] = spelling_of(text)
        spelling.count += 1
        if cell:
            spelling.cells.append(cell)
            spelling.rows.append(row)

    def settle(self) -> None:
        """Join what is the same or likely the same; everything else stands on its own or is asked."""
        for agency in self._known:
            self.add(agency.name)
            for alias in agency.aliases:
                self.add(alias)
        for short, full in self.short_forms.items():
            self.add(full)
            self.add(short)
        for name in {self._answers[key] for key in self._answers if key in self._spellings}:
            self.add(name)
        self._group = {key: key for key in self._spellings}
        self._join_told()
        self._join_same()
        self._join_likely()
        self._make_drafts()

    def _root(self, key: str) -> str:
        while self._group[key] != key:
            key = self._group[key]
        return key

    def _join(self, one: str, other: str) -> None:
        left, right = self._root(one), self._root(other)
        if left != right:
            self._group[left] = right

    def _join_told(self) -> None:
        for agency in self._known:
            for alias in agency.aliases:
                self._join(squashed(alias) or alias, squashed(agency.name) or agency.name)
        for short, full in self.short_forms.items():
            self._join(squashed(short), squashed(full))
        for key, name in self._answers.items():
            if key in self._spellings:
                self._join(key, squashed(name) or name)
                self.used_answers[self._spellings[key].text] = name

    def _join_same(self) -> None:
        owners: dict[str, str] = {}
        for key, spelling in self._spellings.items():
            for form in sorted(spelling.forms):
                if form in owners:
                    self._join(key, owners[form])
                else:
                    owners[form] = key

    def _join_likely(self) -> None:
        """A spelling joins the one group it is likely to be; where two groups fit, nobody knows and it is asked."""
        order = sorted(self._spellings, key=lambda key: (len(self._spellings[key].words), len(key)), reverse=True)
        for key in order:
            if key in self._answers:
                continue
            fits = self._fitting(key)
            if len(fits) == 1:
                self._join(key, fits[0])
                self._likely.add(key)
            elif len(fits) > 1:
                self._ask(key, fits)
        for key in order:
            if key not in self._answers and self._root(key) == key and key not in self._questions:
                self._ask_if_doubtful(key)

    def _fitting(self, key: str) -> list[str]:
        mine = self._spellings[key]
        strong: list[str] = []
        weak: list[str] = []
        for other, theirs in self._spellings.items():
            if other == key or self._root(other) == self._root(key) or theirs.letters < mine.letters - 2:
                continue
            if is_strongly_likely(mine, theirs):
                strong.append(self._root(other))
            elif is_weakly_likely(mine, theirs):
                weak.append(self._root(other))
        return list(dict.fromkeys(strong)) or list(dict.fromkeys(weak))

    def _ask_if_doubtful(self, key: str) -> None:
        """Capitals nobody can spell out, or a department of a body that is there: its own agency, and a question."""
        mine = self._spellings[key]
        if any(agency for agency in self._known if self._root(squashed(agency.name) or agency.name) == key):
            return
        members = [other for other in self._spellings if self._root(other) == key]
        if len(members) > 1 and any(len(self._spellings[other].words) > 1 for other in members):
            return
        near = [
            self._root(other)
            for other, theirs in self._spellings.items()
            if self._root(other) != key and is_near(mine, theirs) and theirs.count
        ]
        near = [other for other in dict.fromkeys(near) if key not in self._asked_about.get(other, ())]
        if near and mine.cells:
            self._asked_about[key] = near
            self._ask(key, near)

    def _ask(self, key: str, near: list[str]) -> None:
        mine = self._spellings[key]
        names = [self._fullest(other) for other in near]
        told = f" It may be {' or '.join(names)}." if names else ""
        self._questions[key] = Question(
            f"agency:{mine.text}", "agency", f"Which agency is “{mine.text}”?{told} Until told it stands as its own agency.",
            mine.cells, "agencies", mine.text, [Option(name, name) for name in names] + [Option(mine.text, "Its own agency")],
            names[0] if len(names) == 1 else mine.text, mine.rows,
        )  # fmt: skip

    def _fullest(self, key: str) -> str:
        root = self._root(key)
        spellings = [self._spellings[other] for other in self._spellings if self._root(other) == root]
        best = max(
            spellings,
            key=lambda one: (sum(len(word) for word in one.words), not one.text.islower(), len(one.text), one.count),
        )
        return best.text.title() if best.text.islower() and len(best.text) > 4 else best.text

    def _make_drafts(self) -> None:
        known = {self._root(squashed(agency.name) or agency.name): agency for agency in self._known}
        for key in self._spellings:
            root = self._root(key)
            if not any(
                self._spellings[k].count and self._spellings[k].cells for k in self._spellings if self._root(k) == root
            ):
                continue
            if root not in self.drafts:
                told = [
                    name for text, name in self._answers.items() if text in self._spellings and self._root(text) == root
                ]
                name = known[root].name if root in known else (told[0] if told else self._fullest(root))
                draft = AgencyDraft(root, name, known_id=known[root].id if root in known else None)
                draft.unsure = root in self._questions
                self.drafts[root] = draft
            if self._spellings[key].cells:
                self.drafts[root].spellings.append(self._spellings[key].text)

    def key_of(self, text: str) -> str | None:
        """The draft's key for a spelling, None for one never added."""
        key = self._by_text.get(text) or squashed(text)
        return self._root(key) if key in self._group else None

    def is_read_as(self, text: str) -> bool:
        """Was this spelling joined to another name than its own, which the person should see."""
        root = self.key_of(text)
        return root is not None and root in self.drafts and squashed(self.drafts[root].name) != squashed(text)

    def question_of(self, text: str) -> str | None:
        """The id of the question this spelling waits for."""
        question = self._questions.get(self._by_text.get(text, ""))
        return question.id if question else None

    @property
    def questions(self) -> list[Question]:
        """The open questions about agencies that occur in cells."""
        return [question for question in self._questions.values() if question.cells]
