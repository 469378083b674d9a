"""What a person can do: one function a deed, each one piece of work."""

from trainerpool.operations import (
    agencies,
    allocations,
    availability,
    courses,
    evidence,
    offers,
    people,
    sessions,
    settings,
    team_roles,
    venues,
)
from trainerpool.operations.deeds import DEEDS

__all__ = [
    "DEEDS",
    "agencies",
    "allocations",
    "availability",
    "courses",
    "evidence",
    "offers",
    "people",
    "sessions",
    "settings",
    "team_roles",
    "venues",
]
