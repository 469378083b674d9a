"""A visit with everything said of it, for the reports about observations."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from trainerpool.operations import observations
from trainerpool.operations.desk import Desk
from trainerpool.store.records import Observation

GRADES = {str(number): "Met" for number in range(1, 24)} | {
    "10": {"judgement": "Developing", "evidence": "Read the old number."},
    "21": {"judgement": "Not seen", "evidence": "Nobody was distressed."},
}


def observe(desk: Desk, trainer: str) -> str:
    """A trainer is seen on 20 Oct 2026, keyed in from paper, seconded, copied, replied to, moderated and corrected; the observation."""
    visit = observations.enter_paper_visit(
        desk, "Ruth Penhale", "R. Penhale by post", [trainer], course="NEG", on=date(2026, 10, 20), learners=14,
        seen_from="09:30", seen_until="12:00",
    ).result  # fmt: skip
    seen = desk.ask(lambda reader: reader.scalars(select(Observation.id).where(Observation.visit_id == visit)).one())
    observations.change_visit(desk, visit, wellbeing_offered=True, reported_through_procedure=True)
    observations.add_timed_note(desk, visit, "09:31", "Welcome, names, fire, breaks.", trainer, ["5", "6"])
    observations.add_timed_note(desk, visit, "10:21", "Break 5 minutes late.", criteria=["15"])
    observations.judge_several(desk, seen, GRADES)
    observations.record_reflection(desk, seen, "The case", "Begin the task earlier", "Time with the contact sheet")
    observations.set_strengths(desk, seen, ["Calm under challenge", "Names the next step"])
    observations.set_actions(desk, seen, [{"text": "Check every number", "owner": "Gwen", "due": "2026-12-18"}])
    observations.set_outcome(desk, seen, "Co-deliver only")
    observations.submit_observation(desk, seen)
    observations.second_observation(desk, seen, "Marian Holt")
    observations.give_copy(desk, seen, date(2026, 11, 3))
    observations.correct_observation(
        desk, seen, "Put right on the day", judgements={"10": "Met"}, outcome="Continue with actions"
    )
    observations.give_copy(desk, seen)
    observations.reply_to_observation(desk, seen, "I agree now.", agrees=True)
    observations.moderate_observation(desk, seen, "Marian Holt", "Evidence is clear")
    return str(seen)
