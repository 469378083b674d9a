"""How trainers are said and marked on their pages: pills, path stages, reasons and deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from trainerpool.domain import standing as domain
from trainerpool.domain.dates import add_months, count_of, in_words
from trainerpool.domain.path import Stage as PathStage
from trainerpool.domain.standing import Due, Standing, State
from trainerpool.gui.marks import STANDING, Mark, Meaning
from trainerpool.gui.parts.path import Stage, StageState
from trainerpool.gui.parts.why import Reason
from trainerpool.queries.trainer_page import Statement
from trainerpool.queries.trainer_words import short_day

_STAGES = {PathStage.ELIGIBILITY_CHECK: "Eligibility", PathStage.OBSERVED_DELIVERY: "Observed"}
_STATES = {
    domain.StageState.DONE: StageState.DONE,
    domain.StageState.DECISION: StageState.DECISION,
    domain.StageState.NOW: StageState.NOW,
    domain.StageState.TO_COME: StageState.COMING,
}
_STILL = {
    PathStage.APPLICATION: "The application is not recorded.",
    PathStage.RELEASE_AGREEMENT: "By manager and agency.",
    PathStage.ELIGIBILITY_CHECK: "Date, level and who confirmed it.",
    PathStage.TTT_COURSE: "The Train-the-Trainer course.",
    PathStage.SHADOW: "Beside an approved trainer.",
    PathStage.CO_DELIVERY: "With an approved trainer",
    PathStage.OBSERVED_DELIVERY: "By someone other than the mentor; every starred criterion met.",
    PathStage.SIGN_OFF: "By someone who is neither mentor nor observer.",
}


@dataclass(frozen=True, slots=True)
class Visit:
    """What a trainer's page is told on arrival: whom to show, in which list, found by which words, at which tab."""

    trainer: str
    among: tuple[str, ...] = ()
    words: str = ""
    tab: str = ""
    adds: bool = False


def meaning(of: domain.Meaning | None) -> Meaning | None:
    """The meaning a screen paints for one of the domain's."""
    return Meaning(of.value) if of is not None else None


def standing_word(found: Standing) -> str:
    """The standing in the words of its pill."""
    return "on notice" if found.on_notice_until is not None else found.state.value


def whole_mark(found: Standing) -> Mark:
    """The pill of a trainer's page, with its date: "Approved until 15 Mar 2029"."""
    mark = STANDING[standing_word(found)]
    if found.on_notice_until is not None:
        return replace(mark, word=f"On notice until {short_day(found.on_notice_until, found.on)}")
    if found.state is State.APPROVED and found.approved_until is not None:
        how = "on transfer " if found.transferred else ""
        return replace(mark, word=f"Approved {how}until {in_words(found.approved_until)}")
    if found.state is State.ON_HOLD and found.hold_until is not None:
        return replace(mark, word=f"On hold until {in_words(found.hold_until)}")
    return mark


def stages(found: Standing) -> list[Stage]:
    """The path as it is drawn."""
    made = []
    for one in found.path:
        when = in_words(one.on, month_only=one.month_only) if one.on is not None else ""
        made.append(Stage(_STAGES.get(one.stage, one.stage.label), _STATES[one.state], when, one.detail))
    return made


def stage_number(found: Standing) -> int:
    """Which stage a candidate is at, from 1."""
    ahead = (
        n for n, one in enumerate(found.path, 1) if one.state in (domain.StageState.NOW, domain.StageState.TO_COME)
    )
    return next(ahead, len(found.path))


def why_question(found: Standing) -> str:
    """The heading over the reasons."""
    if found.state is State.CANDIDATE:
        return "Why not approved yet"
    return f"Why “{whole_mark(found).word}”"


def reasons(found: Standing) -> list[Reason]:
    """The reasons as the inspector shows them, in the order of their weight."""
    return [
        Reason(Meaning(one.meaning.value), one.text.rstrip("."), one.detail)
        for one in found.reasons
        if found.state is not State.CANDIDATE or one.meaning in (domain.Meaning.STOP, domain.Meaning.ATTENTION)
    ]


def still_missing(statement: Statement) -> list[Reason]:
    """What a candidate still needs: the stage under way warned of, the later ones as to come."""
    found, asked = statement.standing, {one.stage: one.count for one in statement.policy.path}
    made = reasons(found)
    for one in found.path:
        if one.state not in (domain.StageState.NOW, domain.StageState.TO_COME):
            continue
        have, count = len(one.evidence), asked.get(one.stage, 1)
        words, detail = one.stage.kind.label, _STILL[one.stage]
        if one.stage is PathStage.CO_DELIVERY:
            words, detail = (
                count_of(count - have, "more co-delivery" if have else "co-delivery"),
                f"{detail}; {count} asked.",
            )
        elif one.stage is PathStage.SHADOW:
            words = count_of(count - have, "shadowed session")
        weight = Meaning.ATTENTION if one.state is domain.StageState.NOW else Meaning.NEUTRAL
        made.append(Reason(weight, words, detail))
    return made


def time_to_finish(statement: Statement) -> str:
    """Until when a candidate may finish, and when reminders come."""
    found, policy = statement.standing, statement.policy
    if found.state is not State.CANDIDATE or found.ttt_course_on is None:
        return ""
    end = add_months(found.ttt_course_on, policy.ttt_months)
    if end < found.on:
        return ""
    *first, last = (str(month) for month in policy.ttt_reminder_months) if policy.ttt_reminder_months else ("",)
    reminders = f" Reminders at {', '.join(first)} and {last}." if first else ""
    return f"To finish by {in_words(end, weekday=True)}, {count_of(policy.ttt_months, 'month')} after the course.{reminders}"


def due_reasons(found: Standing, soon: int = 120) -> list[Reason]:
    """What is next and by when; what is near or overdue is marked."""
    made = []
    for due in found.next_due:
        if due.by is None:
            made.append(Reason(Meaning.NEUTRAL, due.what, "", "clock"))
            continue
        left = (due.by - found.on).days
        near = left <= soon
        fact = f"{_first_up(due.what)} by {in_words(due.by, weekday=True)}"
        made.append(
            Reason(Meaning.ATTENTION if near else Meaning.NEUTRAL, fact, _left(left, near), "" if near else "clock")
        )
    return made


def _left(days: int, near: bool) -> str:
    if days < 0:
        return f"{count_of(-days, 'day')} overdue."
    return f"{count_of(days, 'day')} left." if near else ""


def soonest(found: Standing, kind: str) -> Due | None:
    """The due of one kind, where there is one."""
    return next((due for due in found.next_due if due.kind == kind), None)


def policy_words(statement: Statement) -> str:
    """The link to the rules that count: "Policy of 1 Sep 2026"."""
    return f"Policy of {in_words(statement.policy_from)}" if statement.policy_from is not None else "Default policy"


def as_on(day: date, today: date) -> str:
    """What a statement for another day says of itself."""
    if day == today:
        return ""
    return "As recorded for that day." if day < today else "If nothing more is recorded until then."


def listed(parts: Sequence[str]) -> str:
    """Parts as a list in a sentence."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} or {parts[-1]}" if parts else ""


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
