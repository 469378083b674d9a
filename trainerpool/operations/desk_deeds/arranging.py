"""A trainer arranges a session: with themselves and whom they ask on it, waiting for the Business Unit's agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trainerpool.domain import offers
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.places import findings_in, full_name, problem_of, put_place, refuse
from trainerpool.operations.references import the_course, the_person, the_venue
from trainerpool.operations.sessions.adding import check_sizes
from trainerpool.operations.sessions.parts import called, checked_parts, put_parts
from trainerpool.problem import Problem
from trainerpool.store.records import TrainingSession
from trainerpool.store.work import Done


@deed
def arrange_session(
    desk: Desk, trainer: str, course: str, parts: list[dict[str, str]], venue: str | None = None, virtual: bool = False,
    max_learners: int | None = None, role: str = "lead", with_: Sequence[str] | None = None, notes: str | None = None,
) -> Done:  # fmt: skip
    """Arrange a session as a trainer, who is on it as lead or co-trainer, the rules being looked at; it waits for agreement.

    `with`: colleagues asked to be on it too, as proposed.
    """
    checked = checked_parts(parts)
    check_sizes(max_learners, None)
    if role not in {"lead", "co-trainer"}:
        raise Problem(
            f"Whoever arranges a session leads it or co-trains; {role!r} was given.", kept="Nothing was changed."
        )
    with desk.work("Arrange a session") as work:
        person, found = the_person(work, trainer), the_course(work, course)
        place = the_venue(work, venue, virtual=virtual) if venue else None
        session = work.add(TrainingSession(
            course_id=found.id, title=found.title, venue_id=place.id if place else None, virtual=virtual,
            max_learners=max_learners, status="to agree", notes=(notes or "").strip() or None, arranged_by_id=person.id,
            first_date=checked[0].day,
        ))  # fmt: skip
        work.name = f"{full_name(person)} arranges {called(session)}"
        put_parts(work, session, checked)
        work.session.flush()
        inside = replace(desk, _joined=work)  # asked here, the session just added is seen
        refuse(findings_in(problem_of(inside, session), session.id, person.id, role), "arranged", full_name(person))
        put_place(work, inside, session, person, role, offers.ACCEPTED, "", person.given_name)
        for one in with_ or ():
            colleague = the_person(work, one)
            if colleague.id == person.id:
                raise Problem(f"{full_name(person)} is on it already.", kept="Nothing was changed.")
            other = "co-trainer" if role == "lead" else "lead"
            put_place(work, inside, session, colleague, other, offers.PROPOSED, "")
        work.about(session.id)
        work.result = session.id
    return work.done
