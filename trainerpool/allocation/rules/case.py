"""What a rule is asked about: one trainer against one session, or one team, beside a plan."""

from __future__ import annotations

from dataclasses import dataclass

from trainerpool.allocation.ground import Ground, ground_of
from trainerpool.allocation.instance import EXTRA, Instance, Session, Trainer
from trainerpool.allocation.levels import Finding, Profile
from trainerpool.allocation.plan import Plan


@dataclass(slots=True)
class Case:
    """One trainer in one session, with the rest of the plan around it (the session itself may be in the plan or not)."""

    instance: Instance
    ground: Ground
    trainer: Trainer
    session: Session
    plan: Plan
    profile: Profile
    role: str = ""

    def found(
        self,
        code: str,
        text: str,
        phrase: str,
        kind: str,
        remedy: str = "",
        partners: tuple[str, ...] = (),
    ) -> Finding:
        """Return the finding with the level its profile gives it."""
        level = self.profile.level(code)
        return Finding(code, level, text, phrase, kind, remedy, self.session.id, self.trainer.id, partners)

    def others(self) -> list[Session]:
        """Return the trainer's other sessions in the plan, extras included, in the plan's order."""
        sessions = self.instance.session_by_id
        here = self.session.id
        return [
            sessions[one.session]
            for one in self.plan.by_trainer.get(self.trainer.id, ())
            if one.session != here and one.session in sessions
        ]

    def deliveries(self) -> list[Session]:
        """Return the trainer's other sessions in which a place is filled."""
        sessions = self.instance.session_by_id
        here = self.session.id
        return [
            sessions[one.session]
            for one in self.plan.by_trainer.get(self.trainer.id, ())
            if one.session != here and one.session in sessions and one.role != EXTRA
        ]


@dataclass(slots=True)
class TeamCase:
    """The trainers who fill the places of one session, with the rest of the plan around them."""

    instance: Instance
    ground: Ground
    session: Session
    team: tuple[Trainer, ...]
    plan: Plan
    profile: Profile

    def found(
        self, code: str, text: str, phrase: str = "", remedy: str = "", partners: tuple[str, ...] = ()
    ) -> Finding:
        """Return the finding with the level its profile gives it."""
        level = self.profile.level(code)
        return Finding(code, level, text, phrase or text, code, remedy, self.session.id, "", partners)

    def level(self, trainer: Trainer) -> str:
        """Return the trainer's level for this session."""
        return self.ground.level(trainer, self.session)


def team_case(instance: Instance, session: Session, team: tuple[str, ...], plan: Plan, profile: Profile) -> TeamCase:
    """Return the case of a team given by ids; unknown ids are left out (a rule of their own names them)."""
    trainers = instance.trainer_by_id
    known = tuple(trainers[one] for one in dict.fromkeys(team) if one in trainers)
    return TeamCase(instance, ground_of(instance), session, known, plan, profile)
