"""Deeds of judging: each trainer alone, criterion by criterion, with the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trainerpool.domain.observing import Framework, Grade, grade_of
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.observations.parts import UNCHANGED, draft, framework_of, judgements_of, whom
from trainerpool.problem import Problem
from trainerpool.store.records import Judgement, Observation
from trainerpool.store.work import Done, Work

_EMPTIED = ("judgement", "evidence")


@deed
def judge(
    desk: Desk, observation: str, criterion: str, judgement: str | None = None, evidence: str | None = None,
    clear: list[str] | None = None,
) -> Done:  # fmt: skip
    """Judge one trainer on one criterion: Met, Developing, Not met or Not seen, and the evidence; what is not given stays.

    `clear` empties judgement or evidence. Anything but Met needs a note of evidence before it is submitted.
    """
    with desk.work("Judge") as work:
        seen, visit = draft(work, observation)
        said = {"judgement": judgement, "evidence": evidence} | dict.fromkeys(clear or (), "")
        put_judgement(work, seen, framework_of(work, visit), criterion, said)
        grade = grade_of(judgement or "")
        work.name = (
            f"Judge criterion {criterion} as {grade}" if grade else f"Write the evidence of criterion {criterion}"
        )
        if clear and grade is None:
            work.name = f"Clear criterion {criterion}"
        work.about(seen.id)
    return work.done


@deed
def judge_several(desk: Desk, observation: str, judgements: Mapping[str, Any]) -> Done:
    """Judge many criteria of one trainer at once, as when a paper form is keyed in.

    `judgements` is {"6": {"judgement": "Developing", "evidence": "..."}}, or {"6": "Met"}.
    """
    with desk.work("Judge") as work:
        seen, visit = draft(work, observation)
        put_judgements(work, seen, framework_of(work, visit), judgements)
        work.name = f"Judge {whom(work, seen)} on {len(judgements)} criteria"
        work.about(seen.id)
    return work.done


def put_judgements(work: Work, seen: Observation, framework: Framework, judgements: Mapping[str, Any]) -> None:
    """Put many judgements in; each is a grade, or an object with judgement and evidence."""
    for criterion, given in judgements.items():
        said = given if isinstance(given, Mapping) else {"judgement": given}
        if unknown := sorted(set(said) - set(_EMPTIED)):
            raise Problem(f"A judgement has no {unknown[0]!r}.", kept=UNCHANGED, todo="It takes: judgement, evidence.")
        put_judgement(work, seen, framework, criterion, said)


def put_judgement(work: Work, seen: Observation, framework: Framework, criterion: str, said: Mapping[str, Any]) -> None:
    """Put one judgement in: None stays, "" empties; where nothing is left of it, it goes."""
    if criterion not in framework.by_number:
        raise Problem(f"The framework of this visit has no criterion {criterion}.", kept=UNCHANGED)
    if unknown := sorted(set(said) - set(_EMPTIED)):
        raise Problem(f"{unknown[0]} cannot be cleared.", kept=UNCHANGED)
    found = next((one for one in judgements_of(work, seen) if one.criterion == criterion), None)
    grade, words = (found.judgement, found.evidence) if found else (None, None)
    if said.get("judgement") is not None:
        grade = checked_grade(str(said["judgement"]))
    if said.get("evidence") is not None:
        words = str(said["evidence"]).strip() or None
    if found is not None and (grade, words) == (None, None):
        work.remove(found)
    elif found is not None:
        found.judgement, found.evidence = grade, words
    elif (grade, words) != (None, None):
        work.add(Judgement(observation_id=seen.id, criterion=criterion, judgement=grade, evidence=words))


def checked_grade(text: str) -> str | None:
    """A grade in the wording of records, None for an empty one; Problem for any other."""
    if not text.strip():
        return None
    found = grade_of(text)
    if found is None:
        raise Problem(f"{text!r} is no judgement.", kept=UNCHANGED, todo=f"It is one of: {', '.join(Grade)}.")
    return found.value
