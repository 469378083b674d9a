"""What a person can do: one function a deed, each one piece of work."""

from trainerpool.operations import (
    agencies,
    agreements,
    allocations,
    availability,
    courses,
    evidence,
    letters,
    observations,
    offers,
    offers_together,
    people,
    sessions,
    settings,
    several,
    team_roles,
    trust,
    venues,
)
from trainerpool.operations.deeds import DEEDS

__all__ = [
    "DEEDS",
    "agencies",
    "agreements",
    "allocations",
    "availability",
    "courses",
    "evidence",
    "letters",
    "observations",
    "offers",
    "offers_together",
    "people",
    "sessions",
    "settings",
    "several",
    "team_roles",
    "trust",
    "venues",
]
