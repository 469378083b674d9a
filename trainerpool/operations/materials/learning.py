"""Deeds on learning points, and on the versions that take them in."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.fields import change_fields, refuse_emptying
from trainerpool.operations.materials.finding import OPEN, called, refuse_unless, the_version
from trainerpool.problem import Problem
from trainerpool.store.records import AbsorbedLearning, LearningPoint
from trainerpool.store.work import Done, Work

_MAY_BE_EMPTY = frozenset({"theme", "priority", "must_change", "note"})


@deed
def add_learning_point(
    desk: Desk, source_kind: str, title: str, on: date, theme: str | None = None, priority: str | None = None,
    must_change: str | None = None, note: str | None = None,
) -> Done:  # fmt: skip
    """Record what a review or an audit asks training to change; the source in words, as "local review"."""
    if not title.strip() or not source_kind.strip():
        raise Problem("A learning point needs its source and a title.", kept="Nothing was changed.")
    _refuse_initials(source_kind)
    with desk.work(f"Record the learning point “{title.strip()}”") as work:
        found = LearningPoint(source_kind=source_kind.strip(), title=title.strip(), on=on)
        change_fields(found, {"theme": theme, "priority": priority, "must_change": must_change, "note": note}, None)
        work.result = work.add(found).id
    return work.done


@deed
def change_learning_point(
    desk: Desk, learning_point: str, source_kind: str | None = None, title: str | None = None, on: date | None = None,
    theme: str | None = None, priority: str | None = None, must_change: str | None = None, note: str | None = None,
    clear: list[str] | None = None,
) -> Done:  # fmt: skip
    """Change what is given of a learning point, and empty what `clear` names."""
    refuse_emptying("learning point", clear, _MAY_BE_EMPTY)
    _refuse_initials(source_kind or "")
    with desk.work("Change a learning point") as work:
        found = the_learning_point(work, learning_point)
        work.name = f"Change the learning point “{found.title}”"
        work.about(found.id)
        given = {
            "source_kind": source_kind, "title": title, "on": on, "theme": theme, "priority": priority, "must_change": must_change,
            "note": note,
        }  # fmt: skip
        change_fields(found, given, clear)
    return work.done


def _refuse_initials(source_kind: str) -> None:
    """Rule: never the bare initials that mean both a review and a request for one's own data (2-domain)."""
    if source_kind.strip().casefold().rstrip("s.") == "sar":
        raise Problem(
            "These initials mean two things.", kept="Nothing was changed.", todo="Write “safeguarding adults review”."
        )


@deed
def absorb_learning(desk: Desk, version: str, learning_point: str, where_seen: str | None = None) -> Done:
    """Say that a draft or a version in review takes a learning point in, and where in the pack."""
    with desk.work("Take learning in") as work:
        found, point = the_version(work, version), the_learning_point(work, learning_point)
        work.name = f"Take “{point.title}” into {called(work, found)}"
        work.about(found.id)
        refuse_unless(work, found, desk.today, OPEN, "given more learning")
        known = _absorbed(work, found.id, point.id)
        where = (where_seen or "").strip() or None
        if known is None:
            work.add(AbsorbedLearning(version_id=found.id, learning_point_id=point.id, where_seen=where))
        elif where is not None:
            known.where_seen = where
        else:
            raise Problem(f"Version {found.version} takes it in already.", kept="Nothing was changed.")
    return work.done


@deed
def remove_absorbed_learning(desk: Desk, version: str, learning_point: str) -> Done:
    """Say that a draft or a version in review does not take a learning point in after all."""
    with desk.work("Take learning out") as work:
        found, point = the_version(work, version), the_learning_point(work, learning_point)
        work.name = f"Take “{point.title}” out of {called(work, found)}"
        work.about(found.id)
        refuse_unless(work, found, desk.today, OPEN, "changed")
        known = _absorbed(work, found.id, point.id)
        if known is None:
            raise Problem(f"Version {found.version} does not take it in.", kept="Nothing was changed.")
        work.remove(known)
    return work.done


def _absorbed(work: Work, version_id: str, point_id: str) -> AbsorbedLearning | None:
    asked = select(AbsorbedLearning).where(
        AbsorbedLearning.version_id == version_id, AbsorbedLearning.learning_point_id == point_id
    )
    return next(iter(work.find(asked)), None)


def the_learning_point(work: Work, text: str) -> LearningPoint:
    """The learning point of this id or title."""
    by_id = work.session.get(LearningPoint, text)
    asked = select(LearningPoint).where(LearningPoint.title == text.strip())
    found = [by_id] if by_id is not None else work.find(asked)
    if len(found) != 1:
        raise Problem(f"No one learning point is called {text!r}.", kept="Nothing was changed.")
    return found[0]
