"""What was worked out from the records and may be kept until they change; never stored, always rebuilt."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from trainerpool.store.trail import Entry

# Records that speak about one person in a field of their own; any other change forgets everything.
_OF_A_PERSON = {"evidence": "person_id", "allocation": "person_id"}
_OF_NOBODY = frozenset({
    "allocation_step", "attendance", "snooze", "imported_file", "imported_row", "import_answer", "import_question", "agency_alias",
    "course_alias", "unavailability", "weekday_pattern", "membership", "former_name", "material_version", "exclusion", "venue", "term", "closed_day",
    "framework", "course_level", "material_review", "review_judgement", "kept_file", "trigger", "trigger_flag", "learning_point", "absorbed_learning",
    "acknowledgement", "content_check", "visit", "observation", "timed_note", "judgement", "strength", "observation_action", "observation_revision",
    "own_keys", "person_keys", "invitation", "carried_file", "returned_file", "held_file", "ready_step", "session_report", "reflection",
    "support_request", "availability_call", "availability_answer",
})  # fmt: skip
_MOST = 12  # names kept at once: the evidence, standings of the days and trainers of the periods looked at last


class Derived:
    """Kept by subject (a person's id) under a name; forgotten as deeds touch what it was worked out from."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[str, dict[str, Any]] = {}
        self._whole: dict[str, tuple[frozenset[str], Any]] = {}
        self.turn = 0

    def under(self, name: str) -> dict[str, Any]:
        """What is kept under a name, by subject; a copy, so that a deed in between cannot change it."""
        with self._lock:
            return dict(self._kept.get(name, {}))

    def keep(self, name: str, found: dict[str, Any], turn: int) -> None:
        """Keep what was worked out at a turn; what a deed has overtaken since is thrown away."""
        with self._lock:
            if turn == self.turn:
                self._kept.pop(name, None)
                self._kept[name] = dict(found)
                while len(self._kept) > _MOST:
                    del self._kept[next(iter(self._kept))]

    def whole(self, name: str) -> Any:
        """An answer kept under a name as one thing, or None."""
        with self._lock:
            held = self._whole.get(name)
            return None if held is None else held[1]

    def keep_whole(self, name: str, found: Any, kinds: frozenset[str], turn: int) -> None:
        """Keep an answer until a deed touches one of the kinds of record it was worked out from."""
        with self._lock:
            if turn == self.turn:
                self._whole.pop(name, None)
                self._whole[name] = (kinds, found)
                while len(self._whole) > _MOST:
                    del self._whole[next(iter(self._whole))]

    def forget(self, entries: Sequence[Entry]) -> None:
        """A deed was done: forget what it touched."""
        people: set[str] = set()
        everything = False
        for entry in entries:
            field = _OF_A_PERSON.get(entry.kind)
            if field is None:
                everything = everything or entry.kind not in _OF_NOBODY
                continue
            named = {(values or {}).get(field) for values in (entry.before, entry.after)} - {None}
            people |= {str(one) for one in named}
            everything = everything or not named
        touched = {entry.kind for entry in entries}
        with self._lock:
            self.turn += 1
            self._whole = {name: held for name, held in self._whole.items() if held[0].isdisjoint(touched)}
            if everything:
                self._kept.clear()
            for kept in self._kept.values():
                for person in people:
                    kept.pop(person, None)
