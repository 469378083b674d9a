"""The bank holidays of England and Wales, from a kept library."""

from __future__ import annotations

from datetime import date
from functools import cache


@cache
def bank_holidays(first_year: int = 2015, last_year: int = 2045) -> dict[date, str]:
    """Day -> name for England and Wales; years inclusive."""
    import holidays

    found = holidays.country_holidays("GB", subdiv="ENG", years=range(first_year, last_year + 1))
    return {day: str(name) for day, name in sorted(found.items())}
