"""A visit to two trainers in the small pool, and short ways through what follows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from tests.operations.small_pool import small_pool
from trainerpool.domain.observing_default import DEFAULT_FRAMEWORK
from trainerpool.operations import allocations, evidence, observations, sessions
from trainerpool.operations.desk import Desk
from trainerpool.queries.observations_page import ObservationPage, observation
from trainerpool.queries.standings import standing_of
from trainerpool.store.records import EvidenceItem, Observation, Person

STARRED = {one.number: "Met" for one in DEFAULT_FRAMEWORK.starred}
DAY = "2026-11-17"


@dataclass
class Seen:
    """The pool, the visit of Ruth Penhale on 17 Nov 2026, and what was seen of Nadia (lead) and Denzil."""

    desk: Desk
    visit: str
    nadia: str
    denzil: str

    def page(self, one: str) -> ObservationPage:
        found = self.desk.ask(observation, one, self.desk.today)
        assert found is not None
        return found

    def person(self, given: str) -> str:
        return person(self.desk, given)

    def state(self, given: str) -> str:
        return str(self.desk.ask(standing_of, self.person(given), self.desk.today).state)

    def counted(self, one: str) -> list[tuple[str | None, bool | None, bool, str | None]]:
        """The evidence of an observation in order: outcome, starred, retracted, which it replaces."""
        return self.desk.ask(
            lambda reader: [
                (item.outcome, item.starred_met, item.retracted, item.replaces_id)
                for item in reader.scalars(
                    select(EvidenceItem).where(EvidenceItem.observation_id == one).order_by(EvidenceItem.id)
                )
            ]
        )

    def ready(self, one: str, outcome: str = "Continue", judgements: Mapping[str, Any] = STARRED) -> None:
        """Everything a submission asks for."""
        if not self.page(one).visit.finished_at:  # type: ignore[union-attr]
            observations.finish_visit(self.desk, self.visit)
        observations.judge_several(self.desk, one, judgements)
        observations.record_reflection(self.desk, one, "The case")
        observations.set_strengths(self.desk, one, ["Calm"])
        observations.set_actions(self.desk, one, [{"text": "Name the step", "owner": "Nadia", "due": "2026-12-30"}])
        observations.set_outcome(self.desk, one, outcome)

    def submitted(self, one: str, outcome: str = "Continue", judgements: Mapping[str, Any] = STARRED) -> None:
        self.ready(one, outcome, judgements)
        observations.submit_observation(self.desk, one)


def person(desk: Desk, given: str) -> str:
    return str(desk.ask(lambda reader: reader.scalars(select(Person.id).where(Person.given_name == given)).one()))


def of_visit(desk: Desk, visit: str) -> dict[str, str]:
    """Given name -> observation."""
    rows = desk.ask(
        lambda reader: reader.execute(
            select(Person.given_name, Observation.id)
            .join(Observation, Observation.person_id == Person.id)
            .where(Observation.visit_id == visit)
        ).all()
    )
    return {row.given_name: row.id for row in rows}


def held(desk: Desk) -> None:
    """The session of 17 Nov with Nadia leading and Denzil beside her."""
    parts = [{"start": f"{DAY}T09:30", "end": f"{DAY}T12:30"}]
    sessions.add_session(desk, "NEG", parts, venue="Fellgate Centre", max_learners=20, reference="S0")
    allocations.allocate_trainer(desk, "S0", "Nadia Farouk", "lead")
    allocations.allocate_trainer(desk, "S0", "Denzil Barlow", "co-trainer")


def seen(folder: Path) -> Seen:
    """The visit, begun."""
    desk = small_pool(folder)
    held(desk)
    visit = observations.plan_visit(desk, "S0", "Ruth Penhale").result
    observations.start_visit(desk, visit, 19)
    found = of_visit(desk, visit)
    return Seen(desk, visit, found["Nadia"], found["Denzil"])


def on_the_path(desk: Desk) -> None:
    """Femi has everything but an observed delivery and a sign-off; Denzil is Femi's mentor."""
    steps = {"release_agreement": "2026-09-02", "eligibility_check": "2026-09-03", "ttt_course": "2026-09-10"}
    for kind, on in steps.items():
        evidence.add_evidence(desk, "Femi Dacosta", kind, on)
    for kind, on in (("shadow", "2026-09-20"), ("co_delivery", "2026-10-01"), ("co_delivery", "2026-10-05")):
        evidence.add_evidence(desk, "Femi Dacosta", kind, on, course="NEG", by="Denzil Barlow")
