"""The columns of the page's tables: who is due, the observations, and the judgements of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.marks import OUTCOME, Meaning
from trainerpool.gui.screens.observations.words import STATES, outcome_mark
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.queries.observations_planning import DueRow
from trainerpool.queries.observations_rows import ObservationLine


def due_columns() -> Sequence[ColumnSpec[DueRow]]:
    """Who is due an observation."""
    return (
        ColumnSpec("Trainer", lambda r: r.trainer, lambda r: r.trainer, 170, kind=CellKind.STRONG, stretches=True),
        ColumnSpec("Agency", lambda r: r.agency, lambda r: r.agency, 150, priority=4, stretches=True),
        ColumnSpec(
            "Due", lambda r: r.due, lambda r: r.due or date.max, 112, kind=CellKind.DATE,
            meaning=lambda r: Meaning.STOP if r.late and r.visit_id is None else None,
        ),
        ColumnSpec("Last observed", lambda r: r.last_observed, lambda r: r.last_observed, 112, kind=CellKind.DATE, priority=3),
        ColumnSpec("Why", lambda r: r.reason, None, 230, priority=2, stretches=True, tip=lambda r: r.reason),
        ColumnSpec(
            "Planned", lambda r: f"{in_words(r.planned_on)}, {r.observer}" if r.planned_on else "", lambda r: r.planned_on, 190,
            icon=lambda r: "calendar-days" if r.planned_on else "", tip=lambda r: r.observer,
        ),
        ColumnSpec("Sessions ahead", lambda r: len(r.coming) or None, lambda r: len(r.coming), 104, kind=CellKind.NUMBER, priority=5),
    )  # fmt: skip


def due_said(row: DueRow) -> str:
    """A row as a screen reader says it."""
    due = f"{'overdue since' if row.late else 'due'} {in_words(row.due)}" if row.due else "candidate"
    planned = f"visit planned {in_words(row.planned_on)}" if row.planned_on else "no visit planned"
    return ", ".join((row.trainer, due, planned))


def _waits(row: ObservationLine) -> str:
    """What it waits for; once it is closed, an action past its day."""
    late = sum(one.late for one in row.open_actions)
    return row.waits_for or (f"{count_of(late, 'action')} overdue" if late else "")


def record_columns() -> Sequence[ColumnSpec[ObservationLine]]:
    """Visits and records, one row a trainer."""
    return (
        ColumnSpec("Trainer", lambda r: r.trainer, lambda r: r.trainer, 156, kind=CellKind.STRONG, stretches=True),
        ColumnSpec(
            "Day", lambda r: in_words(r.on, month_only=True) if r.month_only else r.on, lambda r: r.on, 96, align="right",
        ),
        ColumnSpec("Course", lambda r: r.course, lambda r: r.course, 84, priority=4, tip=lambda r: r.course_title),
        ColumnSpec("Observer", lambda r: r.observer, lambda r: r.observer, 128, priority=3, stretches=True),
        ColumnSpec("State", lambda r: STATES[r.state], lambda r: list(STATES).index(r.state), 132, kind=CellKind.PILL),
        ColumnSpec("Waits for", _waits, lambda r: _waits(r) or None, 176, priority=2, stretches=True, tip=_waits),
        ColumnSpec(
            "By", lambda r: r.due, lambda r: r.due, 124, kind=CellKind.DATE,
            meaning=lambda r: Meaning.STOP if r.late else None,
        ),
        ColumnSpec("Outcome", lambda r: outcome_mark(r.outcome), lambda r: r.outcome or None, 142, kind=CellKind.PILL, priority=5),
        ColumnSpec("Actions", lambda r: len(r.open_actions) or None, lambda r: len(r.open_actions), 72, kind=CellKind.NUMBER, priority=6),
    )  # fmt: skip


class JudgedLine:
    """One criterion of one observation, with its judgement and evidence."""

    __slots__ = ("evidence", "group", "id", "judgement", "place", "starred", "text")

    def __init__(
        self, number: str, group: str, text: str, starred: bool, judgement: str, evidence: str, place: int
    ) -> None:
        self.id, self.group, self.text, self.starred = number, group, text, starred
        self.judgement, self.evidence, self.place = judgement, evidence, place


def judged_columns() -> Sequence[ColumnSpec[JudgedLine]]:
    """The judgements of one observation, in the framework's order."""
    return (
        ColumnSpec("No.", lambda r: r.id, lambda r: r.place, 44, align="right", kind=CellKind.MUTED),
        ColumnSpec(
            "Criterion", lambda r: r.text, lambda r: r.place, 230, stretches=True, tip=lambda r: r.text,
            icon=lambda r: "star" if r.starred else "",
        ),
        ColumnSpec("Judgement", lambda r: OUTCOME.get(r.judgement.casefold()), lambda r: r.judgement or None, 124, kind=CellKind.PILL),
        ColumnSpec("Evidence", lambda r: r.evidence, None, 216, stretches=True, tip=lambda r: r.evidence),
        ColumnSpec("Group", lambda r: r.group, lambda r: r.place, 250, priority=2, kind=CellKind.MUTED),
    )  # fmt: skip


def judged_said(row: JudgedLine) -> str:
    """A line as a screen reader says it."""
    star = ", starred" if row.starred else ""
    evidence = f". {row.evidence}" if row.evidence else ""
    return f"{row.id} {row.text}{star}: {row.judgement or 'not judged'}{evidence}"
