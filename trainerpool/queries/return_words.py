"""What a return says, in sentences: one for each thing, with what it means beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.getting_ready import ReadyStepKind
from trainerpool.domain.offers import DELIVERED, GONE, PROPOSED, category_words
from trainerpool.exchange.carrying.form import Rows
from trainerpool.exchange.carrying.merging import Item
from trainerpool.exchange.carrying.returned import ADDED, REMOVED, Change
from trainerpool.store.pool import Reader
from trainerpool.store.records import (
    Agency,
    Allocation,
    AvailabilityCall,
    Course,
    MaterialVersion,
    Observation,
    Person,
    SessionPart,
    TrainingSession,
    Visit,
)

FIELDS: Mapping[str, str] = {
    "phone": "telephone number", "email": "e-mail address", "known_as": "name they are called by", "job_title": "job title",
    "home_zone": "travel band", "start": "first day", "end": "last day", "attended": "number who attended", "booked": "number booked",
    "state": "answer", "status": "state of the session", "judgement": "judgement", "evidence": "evidence note",
    "outcome": "outcome", "text": "text", "reply": "reply", "read_on": "day it was read", "weekdays": "weekdays",
    "delivered_version_id": "version delivered", "version_id": "version", "as_planned": "whether it went as planned",
    "left_early": "number who left early", "cancelled_in_time": "number cancelled in time", "no_show": "number who did not come",
    "cancelled_late": "number cancelled late", "substitute": "number of substitutes", "unscheduled": "number unscheduled",
    "issues": "issues", "who_did_what": "who did what", "done_on": "day it was done", "note": "note",
}  # fmt: skip
_STATES = {
    "accepted": "accepts", "declined": "declines", "delivered": "delivered", "withdrawn": "withdraws from",
    "did not attend": "did not attend",
}  # fmt: skip


class Words:
    """Sentences about the things of one return, with the names the pool knows."""

    def __init__(self, reader: Reader, person_id: str, pool: Rows) -> None:
        self._reader, self._pool = reader, pool
        self._names: dict[tuple[str, str], str] = {}
        self._person_id, self.name = person_id, self._person(person_id)

    def sentence(self, item: Item) -> tuple[str, str]:
        """What an item says, and a second line with what it means."""
        change = item.head
        say = getattr(self, f"_of_{change.kind}", None)
        if say is None:
            return f"{self.name} changed a {change.kind.replace('_', ' ')}.", ""
        text, detail = say(item, change)
        return text, detail

    def value(self, kind: str, field: str, value: Any) -> str:
        """A value as people read it."""
        if value is None or value == "":
            return "nothing"
        if isinstance(value, bool):
            return "yes" if value else "no"
        if field == "weekdays":
            return weekdays_in_words(str(value))
        if field in {"version_id", "delivered_version_id"}:
            return self._version(str(value))
        if isinstance(value, str) and kind != "person" and len(value) == 10:
            try:
                return in_words(date.fromisoformat(value), weekday=True)
            except ValueError:
                return value
        return str(value)

    def _of_person(self, item: Item, change: Change) -> tuple[str, str]:
        field = next(iter(change.after))
        words, value = FIELDS.get(field, field), change.after[field]
        if item.clashes:
            return f"The {words} of {self.name} differs from a change made here since.", "Choose one of the two."
        if value in (None, ""):
            return f"{self.name} has no {words} any more.", ""
        return f"The {words} of {self.name} is {value}.", f"It was {change.before.get(field) or 'not known'}."

    def _of_allocation(self, item: Item, change: Change) -> tuple[str, str]:
        row = self._row(change)
        state, session = str(row.get("state")), self._session(str(row.get("session_id")))
        role = "" if state == "declined" else f" as {'extra' if row.get('role') == 'extra' else row.get('role')}"
        return f"{self.name} {_STATES.get(state, state)} {session}{role}.", self._answer_detail(item, change, state)

    def _answer_detail(self, item: Item, change: Change, state: str) -> str:
        steps = [one.after for one in item.changes if one.kind == "allocation_step" and one.after.get("state") == state]
        said = [category_words(str(one["category"])) for one in steps if one.get("category")]
        said += [str(one["reason"]) for one in steps if one.get("reason")]
        if state == "declined":
            return ": ".join(said) + "." if said else "Opens 1 place."
        return f"Takes the place from {change.before.get('state')} to {state}." if change.before.get("state") else ""

    def _of_allocation_step(self, _item: Item, change: Change) -> tuple[str, str]:
        place = self._pool.get("allocation", {}).get(str(change.after.get("allocation_id")), {})
        return f"{self.name}: a step on the way of {self._session(str(place.get('session_id')))}.", ""

    def _of_unavailability(self, _item: Item, change: Change) -> tuple[str, str]:
        row = self._row(change)
        days = _span(row.get("start"), row.get("end"))
        if change.change == REMOVED:
            return f"{self.name} is available again {days}.", ""
        note = str(row.get("note") or "").strip().rstrip(".")
        inside = self._places_inside(str(row.get("start") or ""), str(row.get("end") or ""))
        return f"{self.name} is unavailable {days}.", f"{note}. {inside}" if note else inside

    def _places_inside(self, start: str, end: str) -> str:
        """Which of their places an absence falls on, as things stand here."""
        mine = select(Allocation.session_id).where(
            Allocation.person_id == self._person_id, Allocation.state.not_in((*GONE, PROPOSED, DELIVERED))
        )
        part = select(SessionPart.session_id).where(SessionPart.date.between(start, end))
        found = self._reader.scalars(
            select(TrainingSession.id)
            .where(TrainingSession.id.in_(mine), TrainingSession.id.in_(part), TrainingSession.status != "cancelled")
            .order_by(TrainingSession.first_date)
        ).all()
        if not found:
            return "No place of theirs falls inside."
        more = f" and {count_of(len(found) - 1, 'other')}" if len(found) > 1 else ""
        return f"Falls on {self._session(found[0])}{more}."

    def _of_weekday_pattern(self, _item: Item, change: Change) -> tuple[str, str]:
        row = self._row(change)
        since = f" from {in_words(date.fromisoformat(row['start']))}" if row.get("start") else ""
        if change.change == REMOVED:
            return f"{self.name} takes a pattern of weekdays back.", ""
        return f"{self.name} can deliver on {weekdays_in_words(str(row.get('weekdays') or ''))}{since}.", ""

    def _of_training_session(self, item: Item, change: Change) -> tuple[str, str]:
        if change.change == ADDED:
            row = change.after
            self._names["training_session", change.record] = _session_words(
                str(row.get("title")), str(row.get("first_date"))
            )
            return (
                f"{self.name} has arranged {self._session(change.record)}.",
                "It waits for your agreement; the rules are looked at then.",
            )
        session = self._session(change.record)
        if change.after.get("status") == "delivered":
            return f"{session} was delivered.", "" if item.clashes else "Recorded once, whoever of the team says so."
        fields = ", ".join(FIELDS.get(name, name.replace("_", " ")) for name in change.after)
        return f"{session}: {fields} told by {self.name}.", ""

    def _of_attendance(self, _item: Item, change: Change) -> tuple[str, str]:
        row = self._row(change)
        agency = self._agency(str(row["agency_id"])) if row.get("agency_id") else ""
        session = self._session(str(row.get("session_id")))
        if change.change == REMOVED:
            return f"No numbers{f' of {agency}' if agency else ''} for {session} any more.", ""
        booked = f"{row['booked']} were booked." if row.get("booked") else ""
        return f"{row.get('attended') or 0}{f' of {agency}' if agency else ''} attended {session}.", booked

    def _of_ready_step(self, _item: Item, change: Change) -> tuple[str, str]:
        row = self._row(change)
        known = {one.value: one.words for one in ReadyStepKind}
        step = known.get(str(row.get("step")), str(row.get("step")))
        done = "" if row.get("done_on") and change.change != REMOVED else "not "
        return f"{self.name}, getting ready for {self._session(str(row.get('session_id')))}: {step}, {done}done.", ""

    def _of_session_report(self, _item: Item, change: Change) -> tuple[str, str]:
        row = self._row(change)
        how = {True: "as planned", False: "not as planned", None: ""}[row.get("as_planned")]
        session = self._session(str(row.get("session_id")))
        return f"{self.name} reports on {session}{f': {how}' if how else ''}.", str(row.get("issues") or "")

    def _of_acknowledgement(self, _item: Item, change: Change) -> tuple[str, str]:
        row = self._row(change)
        when = f" on {in_words(date.fromisoformat(row['read_on']), weekday=True)}" if row.get("read_on") else ""
        return f"{self.name} has read {self._version(str(row.get('version_id')))}{when}.", ""

    def _of_reflection(self, _item: Item, change: Change) -> tuple[str, str]:
        row = self._row(change)
        about = f" on {self._session(str(row['session_id']))}" if row.get("session_id") else ""
        if change.change == REMOVED:
            return f"{self.name} no longer shares a reflection{about}.", ""
        answers = len(row.get("answers") or {})
        return f"{self.name} shares a reflection{about}.", f"{count_of(answers, 'answer')}." if answers else ""

    def _of_support_request(self, _item: Item, _change: Change) -> tuple[str, str]:
        return f"{self.name} asks for support.", "What it is about opens with the request."

    def _of_availability_answer(self, _item: Item, change: Change) -> tuple[str, str]:
        call = self._reader.get(AvailabilityCall, str(self._row(change).get("call_id")))
        if call is not None:
            return (
                f"{self.name} has said when they are free {_span(call.start, call.end)}.",
                "The call for it is answered.",
            )
        return f"{self.name} has answered the call for availability.", ""

    def _of_visit(self, _item: Item, change: Change) -> tuple[str, str]:
        row = self._row(change)
        session = self._session(str(row["session_id"])) if row.get("session_id") else "a delivery"
        done = "was made" if row.get("finished_at") else "is under way"
        return f"{self.name}’s visit to {session} {done}.", ""

    def _of_observation(self, item: Item, change: Change) -> tuple[str, str]:
        row = self._row(change)
        seen = self._person(str(row.get("person_id")))
        if seen == self.name:
            return f"{self.name} answers what was observed on {_day(str(row.get('on')))}.", ""
        judged = sum(one.kind == "judgement" for one in item.changes)
        about = f"{count_of(judged, 'judgement')}" if judged else ""
        outcome = f"Outcome: {row['outcome']}." if row.get("outcome") else ""
        return f"{self.name} observed {seen} on {_day(str(row.get('on')))}.", ". ".join(filter(None, (about, outcome)))

    def _part_of_observation(self, change: Change) -> tuple[str, str]:
        key = str(self._row(change).get("observation_id"))
        seen = self._reader.execute(select(Observation.person_id, Observation.on).where(Observation.id == key)).first()
        if seen is None:
            return f"{self.name} adds to an observation.", ""
        return f"{self.name} adds to the observation of {self._person(seen.person_id)} on {_day(seen.on)}.", ""

    def _of_judgement(self, _item: Item, change: Change) -> tuple[str, str]:
        return self._part_of_observation(change)

    _of_strength = _of_observation_revision = _of_evidence = _of_judgement

    def _of_observation_action(self, _item: Item, change: Change) -> tuple[str, str]:
        row = self._row(change)
        if change.after.get("done_on"):
            return f"An action was found done: {row.get('text')}.", ""
        return self._part_of_observation(change)

    def _of_timed_note(self, _item: Item, change: Change) -> tuple[str, str]:
        visit = self._reader.get(Visit, str(self._row(change).get("visit_id")))
        return f"{self.name}’s notes of the visit on {_day(visit.on) if visit else 'that day'}.", ""

    def _of_kept_file(self, _item: Item, change: Change) -> tuple[str, str]:
        row = self._row(change)
        visit = self._reader.get(Visit, str(row.get("owner_id")))
        about = f"the visit on {_day(visit.on)}" if visit else "a visit"
        if change.change == REMOVED:
            return f"{self.name} takes a scan off {about}.", str(row.get("name") or "")
        return f"{self.name} attaches a scan to {about}.", f"{row.get('name')}, {_size(int(row.get('size') or 0))}."

    def _row(self, change: Change) -> dict[str, Any]:
        held = self._pool.get(change.kind, {}).get(change.record, {})
        return {**held, **change.before, **change.after}

    def _named(self, kind: str, key: str, found: str) -> str:
        return self._names.setdefault((kind, key), found)

    def _person(self, key: str) -> str:
        row = self._reader.execute(select(Person.given_name, Person.family_name).where(Person.id == key)).first()
        return self._named("person", key, f"{row.given_name} {row.family_name}".strip() if row else "Somebody")

    def _agency(self, key: str) -> str:
        return self._named(
            "agency", key, self._reader.execute(select(Agency.name).where(Agency.id == key)).scalar() or "an agency"
        )

    def _session(self, key: str) -> str:
        known = self._names.get(("training_session", key))
        if known:
            return known
        columns = (TrainingSession.title, TrainingSession.first_date)
        row = self._reader.execute(select(*columns).where(TrainingSession.id == key)).first()
        return self._named("training_session", key, _session_words(row.title, row.first_date) if row else "a session")

    def _version(self, key: str) -> str:
        row = self._reader.execute(
            select(MaterialVersion.version, Course.short_name)
            .join(Course, Course.id == MaterialVersion.course_id)
            .where(MaterialVersion.id == key)
        ).first()
        return f"pack {row.version} for {row.short_name}" if row else "a pack"


def weekdays_in_words(digits: str) -> str:
    """Weekdays as people say them, from digits (0 is Monday)."""
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return ", ".join(names[int(one)] for one in digits if one in "0123456") or "no weekday"


def _session_words(title: str, day: str) -> str:
    return f"{title} on {_day(day)}"


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} KB"


def _day(text: str) -> str:
    try:
        found = date.fromisoformat(text if len(text) == 10 else f"{text}-01")
    except ValueError:
        return text
    return in_words(found, weekday=len(text) == 10, month_only=len(text) == 7)


def _span(start: Any, end: Any) -> str:
    if not start or not end:
        return ""
    first, last = date.fromisoformat(str(start)), date.fromisoformat(str(end))
    if first == last:
        return f"on {in_words(first, weekday=True)}"
    return f"from {in_words(first, weekday=True)} to {in_words(last, weekday=True)}"
