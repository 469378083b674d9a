"""The inspector of a session: its team, whether it is ready, what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.charts.bars import Bar, BarChart
from trainerpool.gui.marks import ALLOCATION, Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import FactLines, Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.pill import Pill
from trainerpool.gui.parts.why import Reason, WhyBlock
from trainerpool.gui.screens.programme.knowing import Known
from trainerpool.queries.sessions import AllocationRow, SessionRow

Deeds = Sequence[tuple[str, Callable[[], None]]]


def when_and_where(session: SessionRow) -> str:
    """Tue 12 Jan 2027, 09:30 to 16:30, Fellgate Centre."""
    first, last = session.parts[0], session.parts[-1]
    words = in_words(session.first_date, weekday=len(first.date) == 10, month_only=len(first.date) == 7)
    if len(session.parts) > 1:
        words += f" and {in_words(session.last_date, weekday=True)}"
    if first.start:
        words += f", {first.start} to {last.end}" if last.end else f", {first.start}"
    where = "online" if session.virtual and not session.venue else session.venue
    return f"{words}, {where}" if where else words


def about(
    known: Known,
    agencies: Mapping[str, str],
    open_trainer: Callable[[str], None],
    open_board: Callable[[], None],
    deeds: Deeds,
    open_attendance: Callable[[], None],
    open_offers: Callable[[], None],
    arranged_by: str = "",
) -> Inspector:
    """What the inspector shows of one session."""
    shown = known.stepping.staffing
    session = shown.session
    pane = Inspector(session.title, when_and_where(session))
    if session.status == "to agree":
        pane.add(WhyBlock("Waits for your agreement", _rules(known, arranged_by), keeps_order=True))
    team: list[QWidget] = [_member(one, agencies, open_trainer) for one in session.team]
    team += _awaited(known, session, open_offers)
    team = team or [Label("Nobody yet.", tone="muted")]
    if session.status == "planned" and shown.sure < shown.places and known.stepping.could:
        words = f"{known.stepping.could} {'others ' if session.team else ''}could join"
        team.append(Button(words, "link").does(open_board))
    pane.add(*team, title="Team")
    question = "Is all recorded?" if session.status == "delivered" else "Ready?"
    pane.add(WhyBlock(question, _readiness(known), keeps_order=True))
    if known.attendance or session.booked is not None or session.attended is not None:
        pane.add(*_bookings(known, session, open_attendance))
    facts = _facts(known, session)
    if facts:
        pane.add(FactLines("Details", facts, value_right=False), title="Details")
    if session.notes:
        pane.add(Label(session.notes, wraps=True), title="Notes")
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    for words, run in deeds:
        column.addWidget(Button(words, "link").does(run))
    pane.add(holder, title="What could be done")
    return pane


def about_day(day: date, off: str, deeds: Deeds) -> Inspector:
    """What the inspector shows of a day without a session."""
    pane = Inspector(in_words(day, weekday=True), off or "No session")
    pane.add(*(Button(words, "link").does(run) for words, run in deeds), title="What could be done")
    return pane


def _member(one: AllocationRow, agencies: Mapping[str, str], open_trainer: Callable[[str], None]) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Button(one.name, "link").does(lambda: open_trainer(one.person_id)))
    role = "candidate, in addition" if one.role == "extra" else one.role
    detail = Label(
        ", ".join(part for part in (role, agencies.get(one.agency_id or "", "")) if part), tone="muted", wraps=True
    )
    detail.setContentsMargins(2, 0, 0, 0)
    words.addWidget(detail)
    row.addLayout(words, 1)
    row.addWidget(Pill(ALLOCATION[one.state]))
    return line


def _awaited(known: Known, session: SessionRow, open_offers: Callable[[], None]) -> list[QWidget]:
    """Whose answer is waited for, and by when; the offers are a click away."""
    made: list[QWidget] = []
    for one in session.team:
        until = known.due.get(one.id)
        if one.state == "offered" and until is not None:
            was = "was" if until < known.today else "is"
            words = f"The answer of {one.name} {was} due {in_words(until, weekday=True)}."
            made.append(Label(words, tone="attention" if was == "was" else "muted", wraps=True))
    if any(one.state == "offered" for one in session.team):
        made.append(Button("Enter the answer, or remind", "link").does(open_offers))
    return made


def _rules(known: Known, arranged_by: str) -> list[Reason]:
    """What the rules say of a session a trainer arranged."""
    found = [Reason(Meaning.INFORMATION, f"{arranged_by or 'A trainer'} arranged it")]
    against = [*known.against, *known.stepping.team_findings]
    found += [Reason(Meaning.ATTENTION, text) for text in against]
    if not against:
        found.append(Reason(Meaning.GOOD, "The rules say nothing against it"))
    return found


def _readiness(known: Known) -> list[Reason]:
    shown = known.stepping.staffing
    session = shown.session
    if session.status == "cancelled":
        return [Reason(Meaning.NEUTRAL, "Cancelled")]
    found = [_staffed(known)]
    if known.stepping.material:
        good = known.stepping.material_holds
        found.append(Reason(Meaning.GOOD if good else Meaning.ATTENTION, known.stepping.material))
    if session.status != "to agree":
        found += [Reason(Meaning.ATTENTION, text) for text in (*known.against, *known.stepping.team_findings)]
    found += [
        Reason(Meaning.ATTENTION, f"A rule was overridden for {one.name}", one.override_reason)
        for one in session.team
        if one.override_reason
    ]
    found.append(_place(session))
    if any(part.assumed for part in session.parts):
        found.append(
            Reason(Meaning.INFORMATION, "The second day is assumed", "The spreadsheet named the first day only.")
        )
    if session.attended is not None:
        found.append(Reason(Meaning.GOOD, f"{session.attended} attended"))
    elif session.status == "delivered":
        found.append(Reason(Meaning.ATTENTION, "Attendance is not recorded"))
    return found


def _staffed(known: Known) -> Reason:
    shown = known.stepping.staffing
    if shown.session.status == "delivered":
        held = sum(one.state == "delivered" for one in shown.session.trainers)
        return Reason(Meaning.GOOD, f"Delivered by {count_of(held, 'trainer')}" if held else "Delivered")
    meaning = Meaning.GOOD if shown.sure >= shown.places else Meaning(shown.meaning.value)
    left = f"{count_of(shown.working_days, 'working day')} to start." if shown.working_days >= 0 else "It is over."
    return Reason(meaning, f"{shown.sure} of {count_of(shown.places, 'trainer')} certain", left)


def _place(session: SessionRow) -> Reason:
    if session.virtual:
        return Reason(Meaning.GOOD, "Online")
    if session.venue:
        return Reason(Meaning.GOOD, session.venue, icon="map-pin")
    return Reason(Meaning.ATTENTION, "No venue yet")


def _bookings(known: Known, session: SessionRow, open_attendance: Callable[[], None]) -> list[QWidget]:
    """Booked places by agency, or who came, as bars."""
    held = any(row.counts.in_the_room for row in known.attendance)
    number = session.attended if held else session.booked
    of = session.booked if held else session.max_learners
    word = "Attended" if held else "Booked"
    title = f"{word}: {number if number is not None else 0}" + (f" of {of}" if of else "")
    made: list[QWidget] = [Label(title, "strong")]
    if known.attendance:
        bars = [
            Bar(row.agency or "Not by agency", row.counts.in_the_room if held else row.counts.booked)
            for row in known.attendance
        ]
        chart = BarChart(title, bars, lying=True)
        chart.opened.connect(lambda _place: open_attendance())
        made.append(chart)
    return made


def _facts(known: Known, session: SessionRow) -> list[tuple[str, str]]:
    place = known.series
    series = f"{session.series}, {place.number} of {place.count}" if place is not None and session.series else ""
    days = "; ".join(
        f"{in_words(date.fromisoformat(part.date), weekday=True)}, {part.start} to {part.end}"
        for part in session.parts
        if len(part.date) == 10 and part.start
    )
    learners = str(session.max_learners) if session.max_learners else ""
    pack = known.material
    planned = (
        f"{pack.planned}{'' if pack.is_chosen else ', in force on the day'}"
        if pack is not None and pack.planned
        else ""
    )
    found = [
        ("Pack planned", planned), ("Pack delivered", pack.delivered if pack is not None else ""),
        ("Days", days if len(session.parts) > 1 else ""), ("Series", series), ("Host", session.host_agency), ("Reference", session.reference),
        ("Learners", f"at most {learners}" if learners else ""), ("Observation", "" if session.observable else "not to be observed"),
    ]  # fmt: skip
    return [(words, value) for words, value in found if value]
