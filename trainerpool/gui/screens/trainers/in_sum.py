"""Several trainers in sum: how they stand, what is due of them soonest, and who is left out of a deed and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.standing import State
from trainerpool.gui.marks import STANDING, Meaning
from trainerpool.gui.parts.why import Reason
from trainerpool.queries.trainer_list import TrainerListRow

_MOST_NAMED = 6


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
