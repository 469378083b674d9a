"""The programme's deeds as the worker runs them; the operations are imported when the first one is done."""

from __future__ import annotations

from datetime import date
from typing import Any


def add(desk: Any, parts: list[dict[str, str]], values: dict[str, Any]) -> Any:
    """Add one session."""
    from trainerpool.operations.sessions import add_session

    return add_session(desk, parts=parts, **given(values))


def add_series(desk: Any, sessions: list[list[dict[str, str]]], values: dict[str, Any]) -> Any:
    """Add several sessions as one series."""
    from trainerpool.operations import sessions as deeds

    known = {key: value for key, value in given(values).items() if key != "reference"}
    return deeds.add_series(desk, sessions=sessions, **known)


def given(values: dict[str, Any]) -> dict[str, Any]:
    """What was filled in: in a new session, an empty text and 0 say nothing."""
    return {key: value for key, value in values.items() if value not in ("", 0) or isinstance(value, bool)}


def change(
    desk: Any, session: str, parts: list[dict[str, str]] | None, values: dict[str, Any], agrees: bool = False
) -> Any:
    """Change what is said of a session, its days where they are given, and agree to it where that is wanted; one deed."""
    from trainerpool.operations.sessions import agree_session, change_session, move_session

    if parts is None and not agrees:
        return change_session(desk, session, **values)
    with desk.together("Agree to session, with changes" if agrees else "Change session") as work:
        if parts is not None:
            move_session(desk, session, parts, ask_again=True)
        change_session(desk, session, **values)
        if agrees:
            agree_session(desk, session)
    return work.done


def move(desk: Any, session: str, parts: list[dict[str, str]]) -> Any:
    """Move a session; whoever knows of the old day is asked again."""
    from trainerpool.operations.sessions import move_session

    return move_session(desk, session, parts, ask_again=True)


def move_series(desk: Any, session: str, to: date) -> Any:
    """Move a session so that it begins on a day, and the later ones of its series by as much."""
    from trainerpool.operations import sessions as deeds
    from trainerpool.queries.sessions import session as the_row

    row = desk.ask(the_row, session)
    days = (to - row.first_date).days if row is not None else 0
    return deeds.move_series(desk, session, days, ask_again=True)


def named(desk: Any, deed: str, session: str, *reason: str) -> Any:
    """A deed on one session by its name."""
    from trainerpool.operations import sessions

    return getattr(sessions, deed)(desk, session, *reason)


def duplicate(desk: Any, session: str, parts: list[dict[str, str]]) -> Any:
    """The same session on other days."""
    from trainerpool.operations.sessions import duplicate_session

    return duplicate_session(desk, session, parts)


def duplicate_many(desk: Any, copies: list[dict[str, object]], name: str) -> Any:
    """Many sessions on other days, one deed."""
    from trainerpool.operations.sessions import duplicate_sessions

    return duplicate_sessions(desk, copies, name)


def attendance(desk: Any, session: str, rows: list[dict[str, object]], delivered: bool) -> Any:
    """Who came, by agency; with the delivery where that is wanted."""
    from trainerpool.operations.sessions import record_attendance

    return record_attendance(desk, session, rows, delivered)
