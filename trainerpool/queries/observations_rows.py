"""What is shown of observations: rows of visits, judgements, notes, actions, and of one observation in a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trainerpool.domain.observations import ObservationState
from trainerpool.domain.observing import Grade
from trainerpool.queries.sessions import PartRow

_SUBMITTED = frozenset(
    {
        ObservationState.AWAITING_SECOND,
        ObservationState.SUBMITTED,
        ObservationState.COPIED,
        ObservationState.REPLIED,
        ObservationState.MODERATED,
        ObservationState.CLOSED,
    }
)


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One observer's visit. `started_at` and `finished_at` are UTC moments as text; times of the day are civil."""

    id: str
    session_id: str | None
    course_id: str | None
    title: str
    on: date
    month_only: bool
    venue: str
    parts: tuple[PartRow, ...]
    observer_id: str | None
    observer: str
    purpose: str
    in_person: bool
    learners: int | None
    seen_from: str
    seen_until: str
    started_at: str
    finished_at: str
    cancelled_on: date | None
    cancelled_why: str
    entered_by: str
    told_by: str
    wellbeing_offered: bool
    reported_through_procedure: bool
    version: str
    framework_id: str | None

    @property
    def is_whole(self) -> bool:
        """Whether the whole session was seen."""
        return not (self.seen_from or self.seen_until)


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """What is said of one trainer on one criterion."""

    judgement: str
    evidence: str

    @property
    def wants_evidence(self) -> bool:
        """Whether a note of evidence is still missing."""
        return bool(self.judgement) and Grade(self.judgement).needs_evidence and not self.evidence


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A timed note; `person_id` is None where it is about everybody seen."""

    id: str
    at: str
    person_id: str | None
    initials: str
    text: str
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScanRow:
    """A file kept with a visit: the scan of its paper form. `size` in bytes."""

    id: str
    name: str
    size: int
    added_on: date


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action agreed after a visit; `seen_on` is the day of the visit it comes from."""

    id: str
    observation_id: str
    person_id: str
    trainer: str
    course: str
    text: str
    owner: str
    due: date | None
    done_on: date | None
    done_note: str
    seen_on: date
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationLine:
    """One observation in a list. `waits_for` says what is next in words, `due` by when; "" and None once closed.

    `limit` is the outcome that still limits the trainer although it was corrected away, "" where none does. `presses`:
    it waits for a second person or for moderation, is late, or its reply is due within a week.
    """

    id: str
    visit_id: str | None
    person_id: str
    trainer: str
    session_id: str | None
    course_id: str | None
    course: str
    course_title: str
    on: date
    month_only: bool
    observer: str
    observer_id: str | None
    purpose: str
    role: str
    outcome: str
    state: ObservationState
    waits_for: str
    due: date | None
    late: bool
    number: int
    entered_by: str
    told_by: str
    replied: bool
    agrees: bool | None
    local_grade: str
    source: str
    limit: str
    presses: bool
    open_actions: tuple[ActionRow, ...]

    @property
    def waits_now(self) -> bool:
        """Whether somebody should do something about it now, an overdue action among them."""
        return self.presses or any(one.late for one in self.open_actions)

    @property
    def submitted(self) -> bool:
        """Whether its observer has submitted it; the row of an older log was."""
        return self.state in _SUBMITTED


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationRow(ObservationLine):
    """One observation with how far it is judged, and what was agreed; `open_actions` are those of `actions` not done yet."""

    starred_met: bool | None
    judged: int
    criteria: int
    wants_evidence: int
    strengths: tuple[str, ...]
    actions: tuple[ActionRow, ...]


def initials_of(name: str) -> str:
    """The first letters of the first and the last word of a name."""
    words = name.replace("-", " ").split()
    return (words[0][:1] + words[-1][:1]).upper() if len(words) > 1 else name[:2].upper()


def told_apart(names: dict[str, str]) -> dict[str, str]:
    """Id -> initials for a few people; where two would have the same, the family name's second letter is added."""
    found = {key: initials_of(name) for key, name in names.items()}
    for key, name in names.items():
        if list(found.values()).count(found[key]) > 1:
            found[key] += name.split()[-1][1:2].casefold()
    return found


def day_of(text: str) -> tuple[date, bool]:
    """A day as kept, and whether only its month is known."""
    month_only = len(text) == 7
    return date.fromisoformat(f"{text}-01" if month_only else text), month_only
