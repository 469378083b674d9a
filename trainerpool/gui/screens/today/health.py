"""The health strip of Today: its figures, and what opens behind each."""

from __future__ import annotations

from datetime import date

from trainerpool.domain.dates import count_of
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.health import HealthFact
from trainerpool.queries.today import Health

_NONE = {"staffed": "planned", "observed": "to observe", "material": "on record"}


def health_facts(health: Health, today: date) -> list[HealthFact]:
    """The line of health: each count with what it means."""

    def mark(whole: bool) -> Meaning:
        return Meaning.GOOD if whole else Meaning.ATTENTION

    ends = health.next_material_end
    soon = ends is not None and (ends - today).days <= 30
    unit = f"1 ends in {count_of((ends - today).days, 'day')}" if soon and ends else "with an approved version"
    counts = (
        ("staffed", f"Staffed, next {health.weeks} weeks", health.staffed, health.sessions, "sessions", "Staffed"),
        ("observed", "Observed in time", health.observed, health.to_observe, "trainers", "Observed"),
        ("material", "Material in date", health.in_date, health.courses, unit, "Material"),
    )
    facts = [
        HealthFact(
            key,
            title,
            f"{some} of {all_of_them}" if all_of_them else "None",
            of if all_of_them else _NONE[key],
            mark(some == all_of_them and not (key == "material" and soon)) if all_of_them else Meaning.NEUTRAL,
            short,
        )
        for key, title, some, all_of_them, of, short in counts
    ]
    approved = f"{health.approved} of {health.trainers}"
    return [*facts, HealthFact("approved", "Approved today", approved, "in the pool", Meaning.GOOD, "Approved")]
