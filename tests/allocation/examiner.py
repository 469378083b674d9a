"""An examiner who knows only the words of the file form: which rules a pair breaks, what a plan costs, what could be done.

Nothing of the program is used here. Teams are found by trying all, so problems must be small.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations, pairwise
from typing import Any

TIED = ("overlap", "cap_month", "cap_term", "conflict", "lead", "first_solo", "multi_agency")
CODES = frozenset((*TIED, "approval", "availability", "pinned"))
Pairs = frozenset[tuple[str, str]]


def minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


class Examiner:
    """One problem as it stands in its file."""

    def __init__(self, problem: Mapping[str, Any]) -> None:
        self.problem = problem
        self.sessions = {one["id"]: one for one in problem["sessions"]}
        self.trainers = {one["id"]: one for one in problem["trainers"]}
        self.held = {(one["id"], it["course"]): it for one in problem["trainers"] for it in one["approvals"]}
        self.pins = frozenset((one["session"], one["trainer"]) for one in problem["pinned"])
        self.place = {one["id"]: number for number, one in enumerate(problem["sites"])}

    def day(self, session: str) -> str:
        return str(self.sessions[session]["blocks"][0]["date"])

    def level(self, trainer: str, session: str) -> str | None:
        held = self.held.get((trainer, self.sessions[session]["course"]))
        return None if held is None else held["level"]

    def way(self, one: str | None, other: str | None) -> int:
        if one is None or other is None:
            return 0
        return int(self.problem["travel_minutes"][self.place[one]][self.place[other]])

    def clash(self, one: str, other: str) -> bool:
        here, there = self.sessions[one], self.sessions[other]
        gap = self.problem["min_gap_minutes"]
        if here["site"] is not None and there["site"] is not None:
            gap = max(gap, self.way(here["site"], there["site"]), self.way(there["site"], here["site"]))
        return any(
            a["date"] == b["date"]
            and not (minutes(b["start"]) >= minutes(a["end"]) + gap or minutes(a["start"]) >= minutes(b["end"]) + gap)
            for a in here["blocks"] for b in there["blocks"]
        )  # fmt: skip

    def alone(self, session: str, trainer: str) -> set[str]:
        """The rules that the pair breaks whoever else is where."""
        held, who = self.held.get((trainer, self.sessions[session]["course"])), self.trainers[trainer]
        days = [one["date"] for one in self.sessions[session]["blocks"]]
        found = set()
        if held is None or any(not held["from"] <= one <= held["to"] for one in days):
            found.add("approval")
        off = [away for away in who["blackouts"] for one in days if away["from"] <= one <= away["to"]]
        if off or any(date.fromisoformat(one).weekday() not in who["weekdays"] for one in days):
            found.add("availability")
        if trainer in self.sessions[session]["excluded"]:
            found.add("conflict")
        return found

    def term(self, session: str) -> str | None:
        return next((t["id"] for t in self.problem["terms"] if t["start"] <= self.day(session) <= t["end"]), None)

    def together(self, trainer: str, mine: Collection[str]) -> set[str]:
        """The rules that these sessions of one trainer break together."""
        who, found = self.trainers[trainer], set()
        if any(self.clash(one, other) for one, other in combinations(mine, 2)):
            found.add("overlap")
        months, terms = Counter(self.day(one)[:7] for one in mine), Counter(self.term(one) for one in mine)
        if who.get("cap_month") is not None and any(number > who["cap_month"] for number in months.values()):
            found.add("cap_month")
        if who.get("cap_term") is not None and any(n > who["cap_term"] for t, n in terms.items() if t is not None):
            found.add("cap_term")
        return found

    def team(self, session: str, team: Collection[str]) -> set[str]:
        """The rules that this team breaks."""
        one, found = self.sessions[session], set()
        levels = [self.level(who, session) for who in team]
        if "new" in levels and not {"lead", "co"} & set(levels):
            found.add("first_solo")
        if team and sum(level != "lead" for level in levels) > one["need"] - 1:
            found.add("lead")
        if (
            one["multi_agency"]
            and 2 <= one["need"] <= len(team)
            and len({self.trainers[t]["agency"] for t in team}) < 2
        ):
            found.add("multi_agency")
        never = {frozenset(pair) for pair in self.problem["conflict_pairs"]}
        if any(frozenset(pair) in never for pair in combinations(team, 2)):
            found.add("conflict")
        return found

    def broken(self, pairs: Pairs) -> Counter[tuple[str, str, str]]:
        """Every rule that a whole plan breaks, with where: what a pair breaks, a trainer's diary, a team."""
        found = [(code, k, i) for k, i in pairs for code in self.alone(k, i)]
        for trainer in self.trainers:
            mine = [k for k, i in pairs if i == trainer]
            found += [("overlap", *sorted(two)) for two in combinations(mine, 2) if self.clash(*two)]
            found += [(code, "", trainer) for code in self.together(trainer, mine) - {"overlap"}]
        for session in self.sessions:
            found += [(code, session, "") for code in self.team(session, [i for k, i in pairs if k == session])]
        return Counter(found)

    def against(self, session: str, trainer: str, pairs: Pairs) -> set[str]:
        """The rules that keep a trainer from coming to the session beside this plan."""
        here = [i for k, i in pairs if k == session and i != trainer]
        found = self.alone(session, trainer)
        found |= self.beside(trainer, session, [k for k, i in pairs if i == trainer and k != session])
        level, levels = self.level(trainer, session), [self.level(one, session) for one in here]
        if level == "new" and not {"lead", "co"} & set(levels):
            found.add("first_solo")
        if level != "lead" and sum(one != "lead" for one in levels) + 1 > self.sessions[session]["need"] - 1:
            found.add("lead")
        if self._met(trainer, here):
            found.add("conflict")
        return found | (self.team(session, [*here, trainer]) & {"multi_agency"})

    def _met(self, trainer: str, others: Collection[str]) -> bool:
        never = {frozenset(pair) for pair in self.problem["conflict_pairs"]}
        return any(frozenset((trainer, one)) in never for one in others)

    def beside(self, trainer: str, session: str, mine: Collection[str]) -> set[str]:
        """The rules that one more session breaks beside those that a trainer has."""
        found = {"overlap"} if any(self.clash(session, other) for other in mine) else set()
        same = {
            "cap_month": sum(self.day(one)[:7] == self.day(session)[:7] for one in mine),
            "cap_term": sum(self.term(one) == self.term(session) is not None for one in mine),
        }
        for code, number in same.items():
            cap = self.trainers[trainer].get(code)
            if cap is not None and number >= cap and (code == "cap_month" or self.term(session) is not None):
                found.add(code)
        return found

    def teams(
        self, session: str, least: int, codes: Collection[str], now: Collection[str]
    ) -> Iterator[tuple[str, ...]]:
        """The teams of at least so many that these rules allow: what pins break in the team now is let be, and no more."""
        pinned = {i for k, i in self.pins if k == session}
        able = [i for i in self.trainers if i in pinned or not self.alone(session, i) & set(codes)]
        least = max(least, len(pinned)) if "pinned" in codes else least
        for size in range(least, max(self.sessions[session]["need"], len(pinned)) + 1):
            for team in combinations(able, size):
                here, free = pinned & set(team), set(team) - pinned
                if here < pinned and "pinned" in codes:
                    continue
                kept = self.team(session, tuple(here)) & set(codes) & self.team(session, now)
                worse = self._worse(session, team, free, kept) if free else self.team(session, team) - kept
                if not worse & set(codes):
                    yield team

    def _worse(self, session: str, team: Collection[str], free: set[str], kept: set[str]) -> set[str]:
        found = self.team(session, team) - {"conflict"} - (kept - {"lead", "multi_agency"})
        if "lead" in kept and all(self.level(one, session) == "lead" for one in free):
            found.discard("lead")
        return found | ({"conflict"} if any(self._met(one, set(team) - {one}) for one in free) else set())

    def possible(self, target: str, pairs: Pairs, codes: Collection[str]) -> bool:
        """Whether the session could have one more, all others as many as they have, were these all the rules there are."""
        now = {one: [i for k, i in pairs if k == one] for one in self.sessions}
        wanted = {one: len(now[one]) + (one == target) for one in self.sessions}
        order = sorted(self.sessions, key=lambda one: (one != target, one))
        diary: dict[str, list[str]] = {one: [] for one in self.trainers}
        pinned = {one: {k for k, i in self.pins if i == one} for one in self.trainers}

        def fits(one: str, session: str) -> bool:
            if session not in pinned[one]:
                return not self.beside(one, session, diary[one]) & set(codes)
            free = [k for k in diary[one] if k not in pinned[one]]
            found = self.beside(one, session, free) & {"overlap"}
            if any(self.day(k)[:7] == self.day(session)[:7] for k in free):
                found |= self.beside(one, session, diary[one]) & {"cap_month"}
            if any(self.term(k) == self.term(session) for k in free):
                found |= self.beside(one, session, diary[one]) & {"cap_term"}
            return not found & set(codes)

        def place(number: int) -> bool:
            if number == len(order):
                return True
            session = order[number]
            for team in self.teams(session, wanted[session], codes, now[session]):
                if all(fits(one, session) for one in team):
                    for one in team:
                        diary[one].append(session)
                    if place(number + 1):
                        return True
                    for one in team:
                        diary[one].pop()
            return False

        return place(0)

    def terms(self, pairs: Pairs) -> dict[str, int]:
        """What the wishes count of a plan, each by its own words."""
        sessions, trainers = self.sessions, self.trainers
        load = Counter(trainers[i]["agency"] for _, i in pairs)
        pool = Counter(one["agency"] for one in trainers.values())
        places, n = sum(one["need"] for one in sessions.values()), len(trainers)
        weeks = Counter((i, date.fromisoformat(self.day(k)).isocalendar()[:2]) for k, i in pairs)
        last = frozenset((one["session"], one["trainer"]) for one in self.problem["previous"])
        series: dict[str, list[str]] = {}
        for k in sorted(sessions, key=lambda one: (self.day(one), one)):
            if sessions[k]["series"] is not None:
                series.setdefault(sessions[k]["series"], []).append(k)
        return {
            "unfilled": sum(
                max(0, one["need"] - sum(k == key for k, _ in pairs)) * one["priority"] for key, one in sessions.items()
            ),
            "change": len(last ^ pairs) if last else 0,
            "min_deliveries": sum(
                max(0, one["min_year"] - one["delivered"] - sum(i == key for _, i in pairs))
                for key, one in trainers.items()
            ),
            "observation": sum(
                one["observation_due"] is not None
                and not any(i == key and sessions[k]["observable"] and self.day(k) <= one["observation_due"] for k, i in pairs)
                for key, one in trainers.items()
            ),
            "fairness": sum(
                abs(load[one["id"]] - (2 * places * pool[one["id"]] + n) // (2 * n)) for one in self.problem["agencies"]
            ) if n else 0,
            "continuity": sum(
                (later, i) not in pairs
                for some in series.values() for one, later in pairwise(some)
                for k, i in pairs if k == one
            ),
            "spread": sum(number - 1 for number in weeks.values()),
            "preference": sum(trainers[i]["dispreference"].get(sessions[k]["course"], 0) for k, i in pairs),
            "travel": sum(
                self.way(trainers[i]["base"], sessions[k]["site"]) * len(sessions[k]["blocks"]) for k, i in pairs
            ),
            "trainers_used": len({i for _, i in pairs}),
        }  # fmt: skip

    def penalty(self, pairs: Pairs) -> int:
        return sum(self.problem["weights"].get(term, 0) * number for term, number in self.terms(pairs).items())

    def places(self, pairs: Iterable[tuple[str, str]]) -> Counter[str]:
        return Counter(k for k, _ in pairs)
