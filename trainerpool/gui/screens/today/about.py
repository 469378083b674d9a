"""The inspector of Today about one session short of trainers: what it needs, who is on it, who could join."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QSizePolicy, QWidget

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

PUT_OFF = "Put it off with a reason"
_STATES = {"eligible": Meaning.GOOD, "warning": Meaning.ATTENTION, "override": Meaning.STOP}
_SHOWN = 5


@dataclass(frozen=True)
class Told:
    """A pane of the inspector, and what in it takes the keyboard when the line's fix is asked for."""

    pane: Inspector
    first: QWidget | None = None


def about_session(
    known: SteppingIn,
    policy: Policy,
    offer: Callable[[Helper], None],
    all_of_them: Callable[[], None],
    snooze: Callable[[], None],
    rule: tuple[str, Callable[[], None]],
) -> Told:
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
        block = RemedyBlock("Who could join", remedies, (_rest(known.could - _SHOWN, known.blocked), all_of_them))
        pane.add(block)
        first = block.findChildren(Button)[0]
    else:
        first = Button("See why on the board", "link").does(all_of_them)
        pane.add(Label("Nobody could join as things stand.", wraps=True), first, title="Who could join")
    pane.add(Button(PUT_OFF, "link").does(snooze))
    return Told(pane, first)


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
    words = [one.agency, one.fit] if one.fit else [one.agency]
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
