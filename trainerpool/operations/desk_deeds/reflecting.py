"""Deeds on reflections: a trainer's journal, private to their own desk unless they share a page of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from trainerpool.domain.dates import in_words
from trainerpool.domain.getting_ready import PROMPTS
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.references import the_person, the_session
from trainerpool.problem import Problem
from trainerpool.queries.own_work import held_file
from trainerpool.store.records import Reflection
from trainerpool.store.work import Done


@deed
def write_reflection(
    desk: Desk, trainer: str, text: str | None = None, answers: dict[str, str] | None = None, session: str | None = None,
    on: date | None = None, shared: bool = False,
) -> Done:  # fmt: skip
    """Write a reflection, free or by prompts, on a session or on none. At a trainer's own desk it is private unless shared.

    In the pool only a shared one can be written down.
    """
    said = _checked(answers)
    if not (text or "").strip() and not said:
        raise Problem("A reflection needs some words.", kept="Nothing was changed.")
    if not shared and desk.ask(held_file) is None:
        raise Problem(
            "A private reflection stays at the trainer's own desk; here only a shared one is kept.",
            kept="Nothing was changed.",
        )
    with desk.work("Write a reflection") as work:
        person = the_person(work, trainer)
        held = the_session(work, session) if session else None
        day = on or desk.today
        work.name = f"Write a reflection of {in_words(day)}"
        row = work.add(Reflection(
            person_id=person.id, session_id=held.id if held else None, on=day, text=(text or "").strip() or None, answers=said,
            shared=shared,
        ))  # fmt: skip
        work.result = row.id
    return work.done


@deed
def change_reflection(
    desk: Desk,
    reflection: str,
    text: str | None = None,
    answers: dict[str, str] | None = None,
    shared: bool | None = None,
) -> Done:
    """Change a reflection, share it, or keep it to oneself again; what is not given stays, an empty text goes."""
    said = _checked(answers) if answers is not None else None
    with desk.work("Change a reflection") as work:
        row = work.get(Reflection, reflection)
        work.name = f"Change the reflection of {in_words(row.on)}"
        if shared is not None and shared != row.shared:
            work.name = f"{'Share' if shared else 'Keep to myself'} the reflection of {in_words(row.on)}"
            row.shared = shared
        if text is not None:
            row.text = text.strip() or None
        if said is not None:
            row.answers = said
        work.about(row.id)
    return work.done


@deed
def remove_reflection(desk: Desk, reflection: str) -> Done:
    """Take a reflection out."""
    with desk.work("Remove a reflection") as work:
        row = work.get(Reflection, reflection)
        work.name = f"Remove the reflection of {in_words(row.on)}"
        work.remove(row)
        work.about(row.id)
    return work.done


def _checked(answers: Mapping[str, str] | None) -> dict[str, str]:
    found = {}
    for key, answer in (answers or {}).items():
        if key not in PROMPTS:
            raise Problem(f"A prompt is one of: {', '.join(PROMPTS)}; {key!r} was given.", kept="Nothing was changed.")
        if not isinstance(answer, str):
            raise Problem(f"The answer to {key!r} is no text.", kept="Nothing was changed.")
        if answer.strip():
            found[key] = answer.strip()
    return found
