"""The next day on which a standing can change with the evidence and the policies known."""

from __future__ import annotations

from datetime import date

from trainerpool.domain.standing.dossier import ONE_DAY
from trainerpool.domain.standing.reckoning import Reckoned


def next_change(now: Reckoned) -> date | None:
    """The first later day on which the answer can differ; None when nothing known will change it."""
    on = now.on
    days = [item.counts_from for item in now.dossier.items if item.counts_from > on][:1]
    days += [_after(approval.until) for approval in now.alive]
    for duty in now.duties:
        days += [duty.unmet_from, _after(duty.notice_until)]
    for hold in now.holds:
        days += [hold.start, _after(hold.last)]
    if now.observation_due is not None:
        days.append(_after(now.observation_due))
    days += [version.effective_from for version in now.dossier.book.versions if version.effective_from is not None]
    later = [day for day in days if on < day < date.max]
    return min(later) if later else None


def _after(day: date) -> date:
    return day if day == date.max else day + ONE_DAY
