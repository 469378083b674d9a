"""The four lists of figures under the heat table: standing, candidates by stage, deliveries, and the agencies' share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.marks import STANDING
from trainerpool.gui.screens.trainers.health.about import round_half_up
from trainerpool.gui.screens.trainers.health.figures import Figure, FigureLines
from trainerpool.gui.screens.trainers.words import meaning
from trainerpool.queries.pool_health import Group, PoolHealth, meaning_of_spread

_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Groups:
    """The four lists; `opens(people, words)` is what a line does."""

    standing: FigureLines
    stages: FigureLines
    spread: FigureLines
    shares: FigureLines
    opens: Callable[[Sequence[str], str], None]

    def all(self) -> tuple[QWidget, ...]:
        """The lists in the order of the page."""
        return (self.standing, self.stages, self.spread, self.shares)

    def show(self, health: PoolHealth, today: bool) -> None:
        """Show the figures of a day."""
        self.standing.title.setText("Standing today" if today else f"Standing on {in_words(health.on)}")
        self.standing.show_figures([self._standing(group) for group in health.standings])
        self.stages.show_figures([self._stage(one, health) for one in health.stages], "No candidate is on the way.")
        least = max((health.people[key].least for key in health.able), default=0)
        self.spread.show_figures([self._spread(group, least) for group in health.spread], "Nobody may deliver yet.")
        ordered = sorted(health.agencies, key=lambda one: -one.deliveries)
        shares = []
        for one in ordered:
            part = round_half_up(one.deliveries, health.deliveries)
            said = f"{part} % ({round_half_up(len(one.people), len(health.able))} %)"
            shares.append(Figure(one.short, one.deliveries, said, self._door(one.people, one.short)))
        self.shares.show_figures(shares, "No agency has anybody who may deliver.")

    def _standing(self, group: Group) -> Figure:
        mark, number = STANDING[group.key], len(group.people)
        door = self._door(group.people, group.words.lower())
        return Figure(group.words, number, str(number), door, mark.meaning, mark.shown_icon)

    def _stage(self, group: Group, health: PoolHealth) -> Figure:
        names = ", ".join(health.people[key].name for key in group.people[:_MOST_NAMED])
        door = self._door(group.people, f"candidates, next {group.words}")
        return Figure(group.words, len(group.people), str(len(group.people)), door, detail=names)

    def _spread(self, group: Group, least: int) -> Figure:
        said = count_of(len(group.people), "person", "people")
        door = self._door(group.people, f"{group.words.lower()} delivered in 12 months")
        return Figure(group.words, len(group.people), said, door, meaning(meaning_of_spread(group, least)))

    def _door(self, people: Sequence[str], words: str) -> Callable[[], None]:
        return lambda: self.opens(people, words)


def groups(opens: Callable[[Sequence[str], str], None]) -> Groups:
    """The lists, still without figures."""
    return Groups(
        FigureLines("Standing today"),
        FigureLines("Candidates by stage"),
        FigureLines("Deliveries in a year", "Those who may deliver, by deliveries in 12 months."),
        FigureLines("Agencies’ share", "Of all deliveries in 12 months; in brackets, of all trainers."),
        opens,
    )
