"""The lines of Today about observations: what waits for somebody past its clock, visits not held, actions overdue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.observations import ObservationState
from trainerpool.domain.standing import Meaning
from trainerpool.queries.observations import observations
from trainerpool.queries.observations_form import actions
from trainerpool.queries.observations_rows import ActionRow, ObservationRow
from trainerpool.queries.today_rows import WEEK_DAYS, Concerned, TodayRow, Urgency, days_left, names, with_day
from trainerpool.store.pool import Reader

_STATES = {
    ObservationState.PLANNED: ("visit", "was planned and has not begun", "were planned and have not begun", "Start or cancel"),
    ObservationState.UNDER_WAY: ("visit", "is not finished", "are not finished", "Open"),
    ObservationState.AWAITING_REFLECTION: ("reflection", "is awaited", "are awaited", "Record"),
    ObservationState.DRAFT: ("observation", "is to be submitted", "are to be submitted", "Open"),
    ObservationState.AWAITING_SECOND: ("outcome", "waits for a second person", "wait for a second person", "Second"),
    ObservationState.SUBMITTED: ("written copy", "is to be given", "are to be given", "Give copy"),
    ObservationState.REPLIED: ("observation", "is to be moderated", "are to be moderated", "Moderate"),
}  # fmt: skip
_PLURALS = {"written copy": "written copies"}
# What the pool itself has to do is shown as soon as it waits; what others do only when its day comes near.
_AT_ONCE = frozenset({ObservationState.AWAITING_SECOND, ObservationState.REPLIED})


def observation_lines(reader: Reader, today: date) -> Iterable[TodayRow]:
    """A line for each step that observations wait for, and one for actions past their day."""
    rows = observations(reader, today, still_open=True)
    for state, (noun, one, many, fix) in _STATES.items():
        waiting = [row for row in rows if row.state is state and _is_near(row, today)]
        if state is ObservationState.REPLIED:  # who is limited by what was corrected away waits for nothing else
            waiting += [row for row in rows if row.limit and row.submitted and row.state not in _AT_ONCE]
        if waiting:
            yield _line(state, waiting, (noun, one, many, fix), today)
    late = actions(reader, today, late=True)
    if late:
        yield _overdue(late, today)


def _is_near(row: ObservationRow, today: date) -> bool:
    if row.state in _AT_ONCE:
        return True
    if row.state in (ObservationState.PLANNED, ObservationState.UNDER_WAY):
        return row.late
    return row.due is not None and row.due <= today + timedelta(days=WEEK_DAYS)


def _line(
    state: ObservationState, waiting: Sequence[ObservationRow], words: tuple[str, str, str, str], today: date
) -> TodayRow:
    noun, one, many, fix = words
    days = [row.due for row in waiting if row.due is not None]
    left = (min(days) - today).days if days else 0
    late = bool(days) and left < 0
    urgent = state is ObservationState.AWAITING_SECOND or any(row.limit for row in waiting)
    number = len({row.visit_id for row in waiting}) if noun == "visit" else len(waiting)
    return TodayRow(
        f"observing:{state.name.casefold()}",
        Urgency.THIS_WEEK if late or urgent else Urgency.COMING_UP,
        Meaning.ATTENTION,
        f"{count_of(number, noun, _PLURALS.get(noun, ''))} {many if number > 1 else one}",
        names([row.trainer for row in waiting]),
        days_left(left) if days else "",
        fix,
        "observations",
        state.name.casefold() if len(waiting) > 1 else waiting[0].id,
        left,
        about=tuple(
            Concerned(
                row.id, row.trainer, _note(row, today), "observations", row.session_id or "", row.person_id, row.due
            )
            for row in waiting
        ),
    )


def _note(row: ObservationRow, today: date) -> str:
    """The course and the day of the visit, and by when."""
    seen = f"{row.course_title}, {in_words(row.on, month_only=row.month_only)}"
    if row.limit:
        return f"{seen}; “{row.limit}” still holds until it is moderated"
    return f"{seen}; due {with_day(row.due, today)}" if row.due and not row.month_only else seen


def _overdue(late: Sequence[ActionRow], today: date) -> TodayRow:
    first = min(one.due for one in late if one.due is not None)
    return TodayRow(
        "observing:actions", Urgency.THIS_WEEK, Meaning.ATTENTION,
        f"{count_of(len(late), 'action')} of observations {'are' if len(late) > 1 else 'is'} overdue",
        names(list(dict.fromkeys(one.trainer for one in late))), days_left((first - today).days), "See actions", "observations", "actions",
        (first - today).days,
        about=tuple(
            Concerned(one.observation_id, one.trainer, f"{one.text}; due {with_day(one.due, today)}", "observations", person=one.person_id, day=one.due)
            for one in late
            if one.due is not None
        ),
    )  # fmt: skip
