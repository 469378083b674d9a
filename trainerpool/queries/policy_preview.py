"""Whose standing another policy would change, before it is put in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trainerpool.domain.policy import PolicyVersion
from trainerpool.domain.standing import standing
from trainerpool.queries.courses import courses_by_id
from trainerpool.queries.evidence import evidence_of_everyone
from trainerpool.queries.people import people
from trainerpool.queries.settings import policies, pool_settings
from trainerpool.store.pool import Reader


@dataclass(frozen=True, slots=True)
class ChangedStanding:
    """Somebody whose standing on a day would be another: the state and the sentence before and after."""

    person_id: str
    name: str
    before: str
    after: str
    summary_before: str
    summary_after: str

    @property
    def id(self) -> str:
        """The person's id."""
        return self.person_id


@dataclass(frozen=True, slots=True)
class PolicyPreview:
    """What a policy would change on each of these days; `everybody` is how many were looked at."""

    everybody: int
    on: tuple[tuple[date, tuple[ChangedStanding, ...]], ...]


def policy_preview(reader: Reader, version: PolicyVersion, days: tuple[date, ...]) -> PolicyPreview:
    """Everybody's standing on these days as it is and as it would be with one more version of the policy.

    A version from the same day takes the place of the one that is there, as `set_policy` does.
    """
    there = policies(reader)
    wanted = (*(one for one in there if one.effective_from != version.effective_from), version)
    titles = {key: course.title for key, course in courses_by_id(reader).items()}
    evidence, begin = evidence_of_everyone(reader), pool_settings(reader)
    found, everybody = [], people(reader, days[0], role="trainer")
    for day in days:
        changed = []
        for row in everybody:
            said = evidence.get(row.id, ())
            before, after = (
                standing(
                    said, versions, day, records_begin=begin.begin(day), courses=titles, name=row.name, person=row.id
                )
                for versions in (there, wanted)
            )
            if (before.state, before.may_deliver, before.courses) != (after.state, after.may_deliver, after.courses):
                changed.append(
                    ChangedStanding(
                        row.id, row.name, before.state.value, after.state.value, before.summary, after.summary
                    )
                )
        found.append((day, tuple(changed)))
    return PolicyPreview(len(everybody), tuple(found))
