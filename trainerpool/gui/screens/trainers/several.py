"""What the inspector says of several trainers chosen: how they stand in sum, what can be done for all, and who is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.standing import State
from trainerpool.gui.marks import STANDING, Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.why import Reason, ReasonLine
from trainerpool.gui.screens.trainers.deeds import ListDeeds
from trainerpool.queries.trainer_list import TrainerListRow

_MOST_NAMED = 6


def about_many(rows: Sequence[TrainerListRow], today: date, deeds: ListDeeds) -> Inspector:
    """Several trainers: in sum, and what can be done for all of them at once."""
    made = Inspector(f"{len(rows)} trainers chosen", tally(rows))
    made.add(*(ReasonLine(one) for one in in_sum(rows)), title="In sum")
    made.add(*_renewal(rows, today, deeds), title="Release agreements renewed")
    made.add(*deeds.links(rows), title="What could be done for all")
    return made


def tally(rows: Sequence[TrainerListRow]) -> str:
    """How many stand how: "10 approved, 2 on notice"."""
    counts = Counter(STANDING[row.word].word.lower() for row in rows)
    return ", ".join(f"{number} {word}" for word, number in counts.most_common())


def in_sum(rows: Sequence[TrainerListRow]) -> list[Reason]:
    """The chosen in a few lines: agencies, deliveries, and what is due of them soonest."""
    agencies = Counter(row.agency_short or "no agency" for row in rows)
    first = ", ".join(f"{number} of {name}" for name, number in agencies.most_common(3))
    more = f" and {count_of(len(agencies) - 3, 'agency')} more" if len(agencies) > 3 else ""
    made = [Reason(Meaning.NEUTRAL, count_of(len(agencies), "agency"), f"{first}{more}.", "users")]
    counted = [row.delivered for row in rows if row.delivered is not None]
    if counted:
        few = sum(row.delivers_too_little for row in rows)
        said = f"{few} below what is asked." if few else ""
        meaning = Meaning.ATTENTION if few else Meaning.GOOD
        made.append(Reason(meaning, f"{count_of(sum(counted), 'delivery')} in 12 months", said))
    ending = sorted((row.until, row.name) for row in rows if row.may_deliver and row.until is not None)
    if ending:
        made.append(
            Reason(Meaning.INFORMATION, f"First approval ends on {in_words(ending[0][0])}", f"{ending[0][1]}.", "clock")
        )
    return made


def may_be_renewed(row: TrainerListRow) -> bool:
    """Whether a release agreement means anything for somebody: not once they have left."""
    return row.state is not State.ALUMNI


def left_out(rows: Sequence[TrainerListRow], why: str) -> Reason:
    """Who is left out of a deed, by name, and why."""
    names = ", ".join(row.name for row in rows[:_MOST_NAMED])
    more = f" and {len(rows) - _MOST_NAMED} more" if len(rows) > _MOST_NAMED else ""
    return Reason(Meaning.ATTENTION, f"{names}{more}: left out", why)


def _renewal(rows: Sequence[TrainerListRow], today: date, deeds: ListDeeds) -> list[QWidget]:
    able = [row for row in rows if may_be_renewed(row)]
    gone = [row for row in rows if not may_be_renewed(row)]
    day = DayField("Renewed on", today, today)
    field = Field("Renewed on", day)
    button = Button(f"Record {count_of(len(able), 'agreement')}")
    if not able:
        button.block("Everybody chosen has left the pool.")

    def renew() -> None:
        read = day.read()
        if read.problem or read.day is None:
            field.say(read.problem or "Say on which day they were renewed.")
        elif read.day > today:
            field.say("An agreement is recorded once it is signed.")
        else:
            field.say("")
            deeds.renew([row.id for row in able], read.day)

    button.does(renew)
    said = "One piece of work for all of them, with one undo."
    made: list[QWidget] = [Label(said, tone="muted", wraps=True), field, button]
    if gone:
        made.append(ReasonLine(left_out(gone, "Left the pool; an agreement would mean nothing.")))
    return made
