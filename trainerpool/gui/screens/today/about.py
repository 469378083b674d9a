"""The inspector of Today: why a line is here, and who or what could mend it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.policy import Policy
from trainerpool.gui.marks import Mark, Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.pill import Pill
from trainerpool.gui.parts.why import Reason, Remedy, RemedyBlock, WhyBlock
from trainerpool.queries.sessions import GONE, AllocationRow
from trainerpool.queries.stepping_in import Helper, SteppingIn
from trainerpool.queries.today import Concerned, TodayRow

_STATES = {"eligible": Meaning.GOOD, "warning": Meaning.ATTENTION, "override": Meaning.STOP}
_SHOWN, _LISTED = 5, 8
_WORDS = {
    "Open page": "See what keeps the approval and add the evidence",
    "Look at them": "See the list",
    "Answer": "Answer the open questions",
    "Enter answers": "Enter the answers you were given",
    "Record delivery": "Record what was delivered",
    "Renew": "Record the renewed agreements",
}
_ABOUT = {
    "unanswered": "The policy asks for an answer within the working days it names.",
    "to agree": "A session a trainer arranged counts only once you agree to it.",
    "past": "A delivery counts for standing once it is recorded.",
    "transferred": "The register says approved. Sign-off evidence, or a renewal, is asked for before approval ends.",
    "agreements": "Without a release agreement a trainer may not deliver once the notice is over.",
    "observations": "The policy asks that everybody who delivers is observed in turn. Nobody lapses for it.",
    "questions": "What they are about is kept as text until you answer.",
}


def about_line(
    row: TodayRow, snooze: Callable[[], None], fix: Callable[[], None], open_one: Callable[[Concerned], None]
) -> Inspector:
    """A line that is not about one session short of trainers: its reasons, or everybody it counts."""
    pane = Inspector(row.title, row.left[:1].upper() + row.left[1:])
    reasons = [Reason(Meaning(one.meaning.value), one.text.rstrip("."), one.detail) for one in row.reasons]
    said = _ABOUT.get(row.subject, row.detail or row.title)
    pane.add(
        WhyBlock("Why this is here", reasons or [Reason(Meaning(row.meaning.value), said)], keeps_order=bool(reasons))
    )
    if row.about:
        pane.add(*_listed(row, fix, open_one), title="Which they are" if len(row.about) > 1 else "Which it is")
    pane.add(
        RemedyBlock("What could be done", [Remedy(_WORDS.get(row.fix, row.fix), row.fix, fix, icon="chevron-right")])
    )
    pane.add(Button("Put it off with a reason", "link").does(snooze))
    return pane


def _listed(row: TodayRow, fix: Callable[[], None], open_one: Callable[[Concerned], None]) -> list[QWidget]:
    """The first of those a line counts, each a door; the rest behind one link."""
    made: list[QWidget] = []
    for one in row.about[:_LISTED]:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        door = Button(one.name, "link").does(lambda one=one: open_one(one))  # type: ignore[misc]
        column.addWidget(door)
        if one.note:
            door.setAccessibleDescription(one.note)
            note = Label(one.note, tone="muted", wraps=True)
            note.setContentsMargins(2, 0, 0, 0)
            column.addWidget(note)
        made.append(line)
    if len(row.about) > _LISTED:
        made.append(Button(f"{len(row.about) - _LISTED} more", "link").does(fix))
    return made


def about_session(
    known: SteppingIn,
    policy: Policy,
    offer: Callable[[Helper], None],
    all_of_them: Callable[[], None],
    snooze: Callable[[], None],
    rule: tuple[str, Callable[[], None]],
) -> Inspector:
    """A session short of trainers: what it needs, who is on it, and who could join."""
    shown = known.staffing
    session = shown.session
    when = f"{in_words(session.first_date, weekday=True)}{_times(session.parts[0].start, session.parts[-1].end)}"
    pane = Inspector(session.title, ", ".join(part for part in (when, session.venue) if part))
    pill = Pill(Mark(f"{shown.words} trainers", Meaning(shown.meaning.value)))
    pill.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    reasons = [
        Reason(
            Meaning.NEUTRAL,
            f"Needs {count_of(shown.places, 'trainer')}",
            _needs(shown.places, session.minutes, policy),
            "users",
        )
    ]
    reasons += [_member(one) for one in session.team if one.role != "extra"]
    soon = Meaning.STOP if shown.working_days <= policy.confirm_red_working_days else Meaning.ATTENTION
    left = f"{count_of(shown.working_days, 'working day')} to start"
    reasons.append(
        Reason(
            soon,
            left,
            f"Red inside {policy.confirm_red_working_days}, amber inside {policy.confirm_amber_working_days}.",
        )
    )
    pane.add(pill, WhyBlock("Why this is here", reasons, *rule, keeps_order=True))
    remedies = [
        Remedy(one.name, "Offer", lambda one=one: offer(one), _helper_words(one), "", _STATES.get(one.state))  # type: ignore[misc]
        for one in known.helpers[:_SHOWN]
    ]
    if remedies:
        pane.add(
            RemedyBlock(
                "Who could join",
                remedies,
                (_rest(known.could - _SHOWN, known.blocked), all_of_them),
            )
        )
    else:
        pane.add(
            Label("Nobody could join as things stand.", wraps=True),
            Button("See why on the board", "link").does(all_of_them),
            title="Who could join",
        )
    pane.add(Button("Put it off with a reason", "link").does(snooze))
    return pane


def _rest(more: int, blocked: int) -> str:
    """The link to the board: how many more could, how many cannot."""
    parts = [f"{more} more could"] if more > 0 else []
    parts += [f"{count_of(blocked, 'other')} cannot: see why"] if blocked else []
    return ", ".join(parts) or "See the board"


def _member(one: AllocationRow) -> Reason:
    if one.state in GONE:
        return Reason(Meaning.STOP, f"{one.name} has {one.state}", "", "user-x")
    meaning = Meaning.INFORMATION if one.state in {"proposed", "offered"} else Meaning.GOOD
    return Reason(meaning, f"{one.name} is {one.state} as {one.role}", one.override_reason)


def _needs(places: int, minutes: int, policy: Policy) -> str:
    long = (
        f"{minutes // 60} hours"
        if minutes % 60 == 0 and minutes
        else f"{minutes} minutes"
        if minutes
        else "length not known"
    )
    few = f"One is allowed up to {policy.one_trainer_minutes} minutes or {policy.one_trainer_learners} learners."
    return f"{long.capitalize()}. {few}" if places > 1 else f"{long.capitalize()}."


def _helper_words(one: Helper) -> str:
    words = [one.agency]
    if one.finding:
        words.append(one.finding)
    elif one.needs:
        words.append(f"Needs {count_of(one.needs, 'more delivery', 'more deliveries')}.")
    return "\n".join(words)


def _times(start: str, end: str) -> str:
    return f", {start} to {end}" if start and end else ""


def day_in_words(day: date) -> str:
    """Mon 23 Nov 2026."""
    return in_words(day, weekday=True)
