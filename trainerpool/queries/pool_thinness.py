"""When a course is thinly carried, the reasons in words, and whom a briefing would help to carry it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.evidence import Evidence, EvidenceKind, in_force
from trainerpool.domain.standing import Meaning, Reason
from trainerpool.queries.courses import CourseRow
from trainerpool.queries.standings import TrainerRow

# Places of a term for each trainer who may fill them. With 2 deliveries asked in 12 months one place each is ample
# practice: from 0.85 one withdrawal leaves nobody in hand, from 1.2 some must deliver twice within the term.
ATTENTION_EACH = 0.85
STOP_EACH = 1.2
LEAST_AGENCIES = 3  # a pair is from two agencies: with two only, neither may be without somebody
PAIR = 2
_MOST_HELPERS = 6
_BEGINS = frozenset({EvidenceKind.COURSE_BRIEFING, EvidenceKind.CO_DELIVERY})


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A session of the term to come, with its places and how many are filled for certain."""

    id: str
    title: str
    on: date
    places: int
    sure: int


@dataclass(frozen=True, slots=True)
class Helper:
    """An approved trainer who does not hold the course, and why they are near it; `begun` has taken a first step."""

    id: str
    name: str
    agency: str
    why: str
    begun: bool


@dataclass(frozen=True, slots=True)
class CourseHealth:
    """A course: who carries it, what is asked of them, and where it is thin: `meaning` with the reasons in words."""

    id: str
    called: str
    title: str
    short_name: str
    people: tuple[str, ...]
    candidates: tuple[str, ...]
    sessions: tuple[PlaceLine, ...]
    each: float | None
    meaning: Meaning | None
    word: str
    reasons: tuple[Reason, ...]
    helpers: tuple[Helper, ...] = ()

    @property
    def places(self) -> int:
        """The places of all its sessions in the term to come."""
        return sum(line.places for line in self.sessions)

    def with_helpers(self, helpers: tuple[Helper, ...]) -> CourseHealth:
        """The same with those a briefing would help."""
        return replace(self, helpers=helpers)


def course_health(
    course: CourseRow, carry: Sequence[TrainerRow], coming: Sequence[TrainerRow], sessions: Sequence[PlaceLine],
    names: Mapping[str, tuple[str, str]], end: date, horizon: str,
) -> CourseHealth:  # fmt: skip
    """One course over the term to come: demand beside supply, and the reasons where it is thin.

    A course nobody may deliver and nothing is planned of is not thin: it rests.
    """
    places = sum(line.places for line in sessions)
    each = places / len(carry) if carry and places else None
    load = _of_load(each, len(carry), places)
    reasons = []
    if load is not None or places:
        said = f"{count_of(len(carry), 'trainer')}, {count_of(places, 'place')} from {horizon}"
        detail = f"Stop above {STOP_EACH} places each, attention above {ATTENTION_EACH}."
        reasons.append(Reason(load or Meaning.GOOD, said, detail))
    spread = _of_agencies(carry, names) if places or carry else None
    if spread is not None:
        reasons.append(spread)
    ending = sorted(
        (row.standing.approved_until, row.person.name) for row in carry if row.standing.approved_until is not None
    )
    soon = [(day, name) for day, name in ending if day <= end]
    if soon:
        first = f"{count_of(len(soon), 'approval')} {'ends' if len(soon) == 1 else 'end'} by {in_words(end)}"
        told = ", ".join(f"{name} on {in_words(day)}" for day, name in soon[:4])
        more = f" and {len(soon) - 4} more" if len(soon) > 4 else ""
        reasons.append(Reason(Meaning.ATTENTION, first, f"{told}{more}."))
    if coming:
        told = ", ".join(f"{row.person.name} ({row.standing.stage or 'sign-off'})" for row in coming[:4])
        more = f" and {len(coming) - 4} more" if len(coming) > 4 else ""
        said = f"{count_of(len(coming), 'candidate')} on the way"
        reasons.append(Reason(Meaning.INFORMATION, said, f"{told}{more}."))
    weights = [one.meaning for one in reasons[: 1 + (spread is not None)]] if places else []
    meaning = next((weight for weight in (Meaning.STOP, Meaning.ATTENTION) if weight in weights), None)
    return CourseHealth(
        course.id, course.called, course.title, course.short_name, tuple(row.id for row in carry),
        tuple(row.id for row in coming), tuple(sessions), each, meaning, _word(meaning, each, carry), tuple(reasons),
    )  # fmt: skip


def _of_load(each: float | None, carry: int, places: int) -> Meaning | None:
    if places and not carry:
        return Meaning.STOP
    if each is None:
        return None
    return Meaning.STOP if each > STOP_EACH else Meaning.ATTENTION if each > ATTENTION_EACH else None


def _of_agencies(carry: Sequence[TrainerRow], names: Mapping[str, tuple[str, str]]) -> Reason | None:
    """How many agencies carry it, and what is left when the one with most people cannot release them."""
    if not carry:
        return None
    counts = Counter(row.person.agency_id or "" for row in carry)
    key, most = counts.most_common(1)[0]
    left = len(carry) - most
    name = names.get(key, ("", "No agency"))[1]
    if left >= PAIR and len(counts) >= LEAST_AGENCIES:
        return None
    said = f"Only {count_of(len(counts), 'agency carries', 'agencies carry')} it"
    rest = f"nobody {'else ' if most else ''}remains" if not left else f"{left} {'remains' if left == 1 else 'remain'}"
    pair = "" if left >= PAIR else ", too few for a pair"
    return Reason(
        Meaning.STOP if left < PAIR else Meaning.ATTENTION, said, f"If {name} could not release, {rest}{pair}."
    )


def _word(meaning: Meaning | None, each: float | None, carry: Sequence[TrainerRow]) -> str:
    if meaning is None:
        return "Enough" if carry else "Nobody"
    if not carry:
        return "Nobody may deliver it"
    if each is not None and each > ATTENTION_EACH:
        return f"Thin: {each:.1f} places each"
    return "Thin: few agencies"


def near_ready(
    course: CourseRow, able: Sequence[TrainerRow], evidence: Mapping[str, Sequence[Evidence]], names: Mapping[str, tuple[str, str]]
) -> tuple[Helper, ...]:  # fmt: skip
    """Approved trainers a briefing would bring nearer: who has begun first, then agencies that carry little of it,
    then those who hold the fewest courses. Rule of gaining a course: its briefing and one co-delivery.
    """
    carried = Counter(row.person.agency_id or "" for row in able if course.id in row.standing.courses)
    ranked = []
    for row in able:
        found = row.standing
        if course.id in found.courses_held or found.on_notice_until is not None or found.co_deliver_only:
            continue
        steps = {item.kind for item in in_force(evidence.get(row.id, ())) if item.course == course.id} & _BEGINS
        missing = [kind for kind in (EvidenceKind.COURSE_BRIEFING, EvidenceKind.CO_DELIVERY) if kind not in steps]
        own = carried[row.person.agency_id or ""]
        ranked.append(((not steps, own, len(found.courses), row.person.listed), row, bool(steps), missing, own))
    ranked.sort(key=lambda one: one[0])
    return tuple(
        Helper(row.id, row.person.name, names.get(row.person.agency_id or "", ("", ""))[1],
               _why(row, begun, missing, own), begun)
        for _, row, begun, missing, own in ranked[:_MOST_HELPERS]
    )  # fmt: skip


def _why(row: TrainerRow, begun: bool, missing: Sequence[EvidenceKind], own: int) -> str:
    if begun:
        lacks = " and ".join(kind.in_sentence.removeprefix("the ").removeprefix("a ") for kind in missing)
        return f"Begun; {lacks} still to come." if missing else "Briefed and co-delivered."
    agency = "nobody of the agency carries it" if not own else f"{own} of the agency carry it"
    return f"Holds {count_of(len(row.standing.courses), 'course')}; {agency}."
