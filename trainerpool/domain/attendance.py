"""Attendance of one agency at a session in figures, and the one way they are added up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from trainerpool.domain.dates import count_of


@dataclass(frozen=True, slots=True)
class Counts:
    """Places booked and what became of them; heads, all of them.

    `attended` are those booked who came (`left_early` among them); a `substitute` came in somebody's place;
    `unscheduled` came without a booking.
    """

    booked: int = 0
    attended: int = 0
    left_early: int = 0
    cancelled_in_time: int = 0
    cancelled_late: int = 0
    substitute: int = 0
    no_show: int = 0
    unscheduled: int = 0

    @property
    def in_the_room(self) -> int:
        """How many were there: those booked who came, substitutes, and whoever came without a booking."""
        return self.attended + self.substitute + self.unscheduled

    @property
    def accounted_for(self) -> int:
        """How many of the places booked it is known of what became of them."""
        return self.attended + self.cancelled_in_time + self.cancelled_late + self.substitute + self.no_show

    @property
    def unaccounted(self) -> int:
        """How many places booked nothing is said of."""
        return self.booked - self.accounted_for


FIELDS = tuple(one.name for one in fields(Counts))
WORDS = {
    "booked": "Booked", "attended": "Attended", "left_early": "Left early", "cancelled_in_time": "Cancelled in time",
    "cancelled_late": "Cancelled late", "substitute": "Substitutes", "no_show": "No-shows", "unscheduled": "Unscheduled",
}  # fmt: skip


def totals(counts: Iterable[Counts]) -> Counts:
    """All of them together."""
    found = tuple(counts)
    return Counts(**{name: sum(getattr(one, name) for one in found) for name in FIELDS})


def what_is_wrong(counts: Counts) -> str:
    """Why these figures cannot be, in a sentence; empty where they can."""
    if any(getattr(counts, name) < 0 for name in FIELDS):
        return "No figure can be below 0."
    if counts.left_early > counts.attended:
        return f"{counts.left_early} left early, but only {counts.attended} attended."
    if counts.unaccounted < 0:
        return (
            f"{counts.accounted_for} are accounted for, but only {count_of(counts.booked, 'place')} "
            f"{'was' if counts.booked == 1 else 'were'} booked. Who came without a booking is unscheduled."
        )
    return ""
