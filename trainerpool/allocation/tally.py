"""A plan being built: who is where, what each further pair would break, and what it would cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from trainerpool.allocation.instance import EXPERIENCED, LEAD, NEW
from trainerpool.allocation.shape import Shape

_PRICED = ("spread", "min_deliveries", "trainers_used", "observation", "fairness", "continuity")


class Tally:
    """Numbered teams with every running count that rules and soft terms ask for."""

    def __init__(self, shape: Shape, teams: Iterable[Iterable[int]] | None = None) -> None:
        self.shape = shape
        sessions, trainers = len(shape.needs), len(shape.agency)
        self.teams: list[set[int]] = [set() for _ in range(sessions)]
        self.of: list[set[int]] = [set() for _ in range(trainers)]
        self.used: Counter[tuple[int, int, object]] = Counter()
        self.weeks: Counter[tuple[int, object]] = Counter()
        self.load: Counter[int] = Counter()
        self.places = sum(shape.needs)
        self._targets = dict(shape.targets)
        self._never: dict[int, set[int]] = {}
        self._tired = set(shape.tired) if shape.profile.stops("same_pair") else set()
        for one, other in shape.never if shape.profile.asks("conflict") else ():
            self._never.setdefault(one, set()).add(other)
            self._never.setdefault(other, set()).add(one)
        self._before: dict[int, list[int]] = {}
        self._after: dict[int, list[int]] = {}
        for one, other in shape.followers:
            self._after.setdefault(one, []).append(other)
            self._before.setdefault(other, []).append(one)
        priced = not all(cap.hard for cap in shape.caps) or shape.profile.warns("multi_agency")
        self.warns = shape.instance.weight("warning") if priced else 0
        # Asked for every pair looked at: read once.
        self._weights = [shape.instance.weight(term) for term in _PRICED]
        self._hard_caps = [(number, cap) for number, cap in enumerate(shape.caps) if cap.hard]
        self._hard = {code: shape.profile.stops(code) for code in ("overlap", "lead", "first_solo")}
        for session, team in enumerate(teams if teams is not None else shape.pins):
            for trainer in sorted(team):
                self.add(session, trainer)

    def add(self, session: int, trainer: int) -> None:
        """Place the trainer; the caller has asked `fits`, or knows better (a pin)."""
        self._count(session, trainer, 1)
        self.teams[session].add(trainer)
        self.of[trainer].add(session)

    def remove(self, session: int, trainer: int) -> None:
        """Take the trainer out again."""
        self._count(session, trainer, -1)
        self.teams[session].remove(trainer)
        self.of[trainer].remove(session)

    def _count(self, session: int, trainer: int, by: int) -> None:
        shape = self.shape
        for number, cap in enumerate(shape.caps):
            self.used[number, trainer, cap.keys[session]] += by
        self.weeks[trainer, shape.weeks[session]] += by
        self.load[shape.agency[trainer]] += by

    @property
    def empty(self) -> int:
        """Return the number of places without a trainer."""
        return sum(max(0, need - len(team)) for need, team in zip(self.shape.needs, self.teams, strict=True))

    def in_the_way(self, session: int, trainer: int) -> list[int]:
        """Return the trainer's sessions that clash with this one, in order."""
        if not self._hard["overlap"]:
            return []
        return sorted(self.of[trainer] & self.shape.ground.clashes[session])

    def full_caps(self, session: int, trainer: int) -> list[int]:
        """Return the numbers of the hard caps that leave the trainer no further session in its periods."""
        found = []
        for number, cap in self._hard_caps:
            key = cap.keys[session]
            limit = cap.limit(trainer, key)
            if limit is not None and self.used[number, trainer, key] >= limit:
                found.append(number)
        return found

    def fits(self, session: int, trainer: int) -> bool:
        """Say whether the rules allow this pair beside all that is placed."""
        return self.has_room(session, trainer) and self.fits_team(session, trainer)

    def has_room(self, session: int, trainer: int) -> bool:
        """Say whether the trainer's other sessions leave room for this one."""
        if trainer in self.teams[session]:
            return False
        if self._hard["overlap"] and not self.of[trainer].isdisjoint(self.shape.ground.clashes[session]):
            return False
        for number, cap in self._hard_caps:
            limit = cap.limit(trainer, cap.keys[session])
            if limit is not None and self.used[number, trainer, cap.keys[session]] >= limit:
                return False
        return True

    def fits_team(self, session: int, trainer: int) -> bool:
        """Say whether the team rules allow the trainer beside the session's team as it is."""
        return not self.team_rules(session, trainer)

    def team_rules(self, session: int, trainer: int) -> list[str]:
        """Return the codes of the hard team rules that the trainer would break as the next member."""
        shape, team = self.shape, self.teams[session]
        need, levels = shape.needs[session], shape.levels[session]
        found = []
        level = levels[trainer]
        led = self._hard["lead"] and not shape.ground.sessions[session].lead_later
        if led and level != LEAD and sum(levels[one] != LEAD for one in team) + 1 > need - 1:
            found.append("lead")
        if self._hard["first_solo"] and level == NEW and not any(levels[one] in EXPERIENCED for one in team):
            found.append("first_solo")
        if (
            shape.ground.sessions[session].multi_agency
            and shape.profile.stops(shape.ground.sessions[session].agency_rule)
            and need >= 2
            and len(team) + 1 == need
            and {shape.agency[one] for one in team} == {shape.agency[trainer]}
        ):
            found.append(shape.ground.sessions[session].agency_rule)
        if self._tired and any((min(one, trainer), max(one, trainer)) in self._tired for one in team):
            found.append("same_pair")
        if shape.profile.stops("conflict") and not team.isdisjoint(self._never.get(trainer, ())):
            found.append("conflict")
        return found

    def cost(self, session: int, trainer: int) -> int:
        """Return what one more pair adds to the penalty, the place it fills left out."""
        shape = self.shape
        spread, deliveries, used, observation, fairness, continuity = self._weights
        one, agency = shape.ground.trainers[trainer], shape.agency[trainer]
        total = shape.costs[session][trainer]
        if (trainer, shape.weeks[session]) in self.weeks and self.weeks[trainer, shape.weeks[session]]:
            total += spread
        have = len(self.of[trainer])
        if one.min_year - one.delivered > have:
            total -= deliveries
        if not have:
            total += used
        if one.observation_due is not None and self._observes(session, trainer):
            total -= observation
        target = self._targets.get(agency)
        if target is not None:
            total += fairness if self.load[agency] >= target else -fairness
        for earlier in self._before.get(session, ()):
            total -= continuity * (trainer in self.teams[earlier])
        for later in self._after.get(session, ()):
            total += continuity * (trainer not in self.teams[later] and bool(self.teams[later]))
        return total + self.warned(session, trainer) if self.warns else total

    def _observes(self, session: int, trainer: int) -> bool:
        sessions, due = self.shape.ground.sessions, self.shape.ground.trainers[trainer].observation_due
        if due is None or not sessions[session].observable or sessions[session].first_day > due:
            return False
        return not any(sessions[one].observable and sessions[one].first_day <= due for one in self.of[trainer])

    def warned(self, session: int, trainer: int) -> int:
        """Return what rules that only warn add to the pair's cost."""
        shape, price = self.shape, self.warns
        if not price:
            return 0
        number = 0
        for place, cap in enumerate(shape.caps):
            if not cap.hard:
                limit = cap.limit(trainer, cap.keys[session])
                number += limit is not None and self.used[place, trainer, cap.keys[session]] >= limit
        one = shape.ground.sessions[session]
        if one.multi_agency and shape.profile.warns(one.agency_rule):
            team = self.teams[session]
            number += len(team) + 1 == shape.needs[session] >= 2 and {shape.agency[one] for one in team} == {
                shape.agency[trainer]
            }
        return number * price
