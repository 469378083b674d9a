"""The inspector of a session: its team, whether it is ready, what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.marks import ALLOCATION, Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.pill import Pill
from trainerpool.gui.parts.why import Reason, WhyBlock
from trainerpool.queries.sessions import AllocationRow, SessionRow
from trainerpool.queries.stepping_in import SteppingIn

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
    known: SteppingIn,
    agencies: Mapping[str, str],
    open_trainer: Callable[[str], None],
    open_board: Callable[[], None],
    deeds: Deeds,
) -> Inspector:
    """What the inspector shows of one session."""
    shown = known.staffing
    session = shown.session
    pane = Inspector(session.title, when_and_where(session))
    team = [_member(one, agencies, open_trainer) for one in session.team]
    team = team or [Label("Nobody yet.", tone="muted")]
    if session.status == "planned" and shown.sure < shown.places and known.could:
        team.append(Button(f"{known.could} {'others ' if session.team else ''}could join", "link").does(open_board))
    pane.add(*team, title="Team")
    pane.add(WhyBlock("Ready?", _readiness(known), keeps_order=True))
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


def about_day(day: date, off: str, add: Callable[[], None]) -> Inspector:
    """What the inspector shows of a day without a session."""
    pane = Inspector(in_words(day, weekday=True), off or "No session")
    pane.add(Button("Add a session on this day", "link").does(add), title="What could be done")
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


def _readiness(known: SteppingIn) -> list[Reason]:
    shown = known.staffing
    session = shown.session
    if session.status == "cancelled":
        return [Reason(Meaning.NEUTRAL, "Cancelled")]
    meaning = Meaning.GOOD if shown.sure >= shown.places else Meaning(shown.meaning.value)
    left = f"{count_of(shown.working_days, 'working day')} to start." if shown.working_days >= 0 else "It is over."
    found = [Reason(meaning, f"{shown.sure} of {count_of(shown.places, 'trainer')} certain", left)]
    if known.material:
        good = known.material_holds
        found.append(Reason(Meaning.GOOD if good else Meaning.ATTENTION, known.material))
    found += [Reason(Meaning.ATTENTION, text) for text in known.team_findings]
    overrides = [one for one in session.team if one.override_reason]
    found += [
        Reason(Meaning.ATTENTION, f"A rule was overridden for {one.name}", one.override_reason) for one in overrides
    ]
    if any(part.assumed for part in session.parts):
        found.append(
            Reason(Meaning.INFORMATION, "The second day is assumed", "The spreadsheet named the first day only.")
        )
    if session.status == "to agree":
        found.append(Reason(Meaning.INFORMATION, "Waits for your agreement", "A trainer arranged it."))
    if session.attended is not None:
        found.append(Reason(Meaning.GOOD, f"{session.attended} attended"))
    return found
