"""Deeds on training sessions: add, change, move, cancel; agree one that a trainer arranged; series; attendance."""

from trainerpool.operations.sessions.adding import add_session, change_session, duplicate_session
from trainerpool.operations.sessions.attendance import record_attendance
from trainerpool.operations.sessions.ending import (
    agree_session,
    cancel_session,
    decline_session,
    record_session_delivered,
    record_team_delivered,
    restore_session,
)
from trainerpool.operations.sessions.moving import move_session
from trainerpool.operations.sessions.parts import Part, checked_parts
from trainerpool.operations.sessions.series import add_series, cancel_series, duplicate_sessions, move_series

__all__ = [
    "Part",
    "add_series",
    "add_session",
    "agree_session",
    "cancel_series",
    "cancel_session",
    "change_session",
    "checked_parts",
    "decline_session",
    "duplicate_session",
    "duplicate_sessions",
    "move_series",
    "move_session",
    "record_attendance",
    "record_session_delivered",
    "record_team_delivered",
    "restore_session",
]
