"""What the inspector says of several trainers chosen: how they stand in sum, what can be done for all, and who is left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from trainerpool.domain.dates import count_of
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.why import ReasonLine
from trainerpool.gui.screens.trainers.deeds import ListDeeds
from trainerpool.gui.screens.trainers.in_sum import in_sum, left_out, may_be_renewed, tally
from trainerpool.queries.trainer_list import TrainerListRow


def about_many(rows: Sequence[TrainerListRow], today: date, deeds: ListDeeds) -> Inspector:
    """Several trainers: in sum, and what can be done for all of them at once."""
    made = Inspector(f"{len(rows)} trainers chosen", tally(rows))
    made.add(*(ReasonLine(one) for one in in_sum(rows)), title="In sum")
    made.add(*_renewal(rows, today, deeds), title="Release agreements renewed")
    made.add(*deeds.links(rows), title="What could be done for all")
    return made


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
