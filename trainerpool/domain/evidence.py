"""Evidence: the dated facts that standing is reckoned from, and their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from trainerpool.domain.dates import in_words, month_end
from trainerpool.domain.outcomes import limits_delivery


class EvidenceKind(StrEnum):
    """What a piece of evidence is about; the values are the ones scripts use."""

    APPLICATION = "application"
    RELEASE_AGREEMENT = "release_agreement"
    ELIGIBILITY_CHECK = "eligibility_check"
    TTT_COURSE = "ttt_course"
    SHADOW = "shadow"
    CO_DELIVERY = "co_delivery"
    OBSERVED_DELIVERY = "observed_delivery"
    SIGN_OFF = "sign_off"
    TRANSFERRED_APPROVAL = "transferred_approval"
    COURSE_BRIEFING = "course_briefing"
    DELIVERY = "delivery"
    DEVELOPMENT_EVENT = "development_event"
    EQUIVALENCE = "equivalence"
    HOLD = "hold"
    HOLD_END = "hold_end"
    SUSPENSION = "suspension"
    SUSPENSION_END = "suspension_end"
    WITHDRAWAL = "withdrawal"
    NOTICE_EXTENSION = "notice_extension"
    STATUS_LAPSED = "status_lapsed"
    RETURN_STEP = "return_step"
    TRANSFER_CONFIRMED = "transfer_confirmed"

    @property
    def label(self) -> str:
        """The kind as a heading or a cell says it: "Observed delivery"."""
        return _LABELS[self][0]

    @property
    def in_sentence(self) -> str:
        """The kind inside a sentence, with its article: "an observed delivery"."""
        return _LABELS[self][1]


_LABELS: dict[EvidenceKind, tuple[str, str]] = {
    EvidenceKind.APPLICATION: ("Application", "an application"),
    EvidenceKind.RELEASE_AGREEMENT: ("Release agreement", "a release agreement"),
    EvidenceKind.ELIGIBILITY_CHECK: ("Eligibility check", "an eligibility check"),
    EvidenceKind.TTT_COURSE: ("Train-the-Trainer course", "the Train-the-Trainer course"),
    EvidenceKind.SHADOW: ("Shadow", "a shadowed session"),
    EvidenceKind.CO_DELIVERY: ("Co-delivery", "a co-delivery"),
    EvidenceKind.OBSERVED_DELIVERY: ("Observed delivery", "an observed delivery"),
    EvidenceKind.SIGN_OFF: ("Sign-off", "a sign-off"),
    EvidenceKind.TRANSFERRED_APPROVAL: ("Transferred approval", "a transferred approval"),
    EvidenceKind.COURSE_BRIEFING: ("Course briefing", "a course briefing"),
    EvidenceKind.DELIVERY: ("Delivery", "a delivery"),
    EvidenceKind.DEVELOPMENT_EVENT: ("Development event", "a development event"),
    EvidenceKind.EQUIVALENCE: ("Equivalence decision", "an equivalence decision"),
    EvidenceKind.HOLD: ("Hold", "a hold"),
    EvidenceKind.HOLD_END: ("End of hold", "the end of a hold"),
    EvidenceKind.SUSPENSION: ("Suspension", "a suspension"),
    EvidenceKind.SUSPENSION_END: ("End of suspension", "the end of a suspension"),
    EvidenceKind.WITHDRAWAL: ("Withdrawal", "a withdrawal from the pool"),
    EvidenceKind.NOTICE_EXTENSION: ("Extension of notice", "an extension of notice"),
    EvidenceKind.STATUS_LAPSED: ("Lapsed in the register", "a register's entry as lapsed"),
    EvidenceKind.RETURN_STEP: ("Return step", "a return step"),
    EvidenceKind.TRANSFER_CONFIRMED: ("Transfer confirmed", "the confirmation of a transfer"),
}

# What takes something away counts from the first day it may have happened; everything else from the last.
UNFAVOURABLE = frozenset(
    {EvidenceKind.HOLD, EvidenceKind.SUSPENSION, EvidenceKind.WITHDRAWAL, EvidenceKind.STATUS_LAPSED}
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One dated fact about one trainer, as it stands in one revision.

    `on` is the day, or the first of the month when only the month is known. `course` and `by` are opaque keys
    (`by` may be a free name); `by_name` is how the person is shown. `until` ends an agreement, a hold, a transferred
    approval or an extension; on a suspension it is the day of its review. `outcome` is an observation's outcome, the
    stage or thing an equivalence stands for, or which return step was taken. `replaces` is the id of the item that this
    revision corrects; `retracted` says that the item was recorded in error.
    """

    id: str
    kind: EvidenceKind
    on: date
    month_only: bool = False
    until: date | None = None
    course: str | None = None
    by: str | None = None
    by_name: str = ""
    starred_met: bool | None = None
    outcome: str | None = None
    note: str = ""
    recorded_at: datetime | None = None
    replaces: str | None = None
    retracted: bool = False

    @property
    def counts_from(self) -> date:
        """The day from which the item counts: with only a month known, its end if it favours the trainer."""
        if not self.month_only or self.kind in UNFAVOURABLE or limits_delivery(self.outcome):
            return self.on
        return month_end(self.on)

    @property
    def when(self) -> str:
        """The item's date with its preposition: "on 16 Mar 2026" or "in Mar 2026"."""
        return f"{'in' if self.month_only else 'on'} {self.on_in_words}"

    @property
    def on_in_words(self) -> str:
        """The item's date as sentences say it: "16 Mar 2026" or "Mar 2026"."""
        return in_words(self.on, month_only=self.month_only)


def in_force(evidence: Iterable[Evidence], known_on: datetime | None = None) -> list[Evidence]:
    """The evidence that stands: of each chain of revisions the latest, nothing retracted.

    With `known_on` (aware UTC) what was recorded later is left out, so that the answer is the one given then.
    """
    known = list(evidence)
    if known_on is not None:
        known = [item for item in known if item.recorded_at is None or item.recorded_at <= known_on]
    for item in known:
        if item.replaces is not None or item.retracted:
            break
    else:
        return known
    replaces = {item.id: item.replaces for item in known if item.replaces is not None}
    latest: dict[str, Evidence] = {}
    for item in known:
        root = _chain(item.id, replaces)[-1]
        other = latest.get(root)
        # The correction recorded last wins; a correction always beats what it replaces, and the id breaks a tie.
        if other is None or _recency(item, replaces) > _recency(other, replaces):
            latest[root] = item
    return [item for item in latest.values() if not item.retracted]


def _chain(item_id: str, replaces: dict[str, str]) -> list[str]:
    """The ids from an item back to the first one of its chain."""
    chain = [item_id]
    while (earlier := replaces.get(chain[-1])) is not None and earlier not in chain:
        chain.append(earlier)
    return chain


def _recency(item: Evidence, replaces: dict[str, str]) -> tuple[bool, float, int, str]:
    moment = item.recorded_at.timestamp() if item.recorded_at is not None else 0.0
    return (item.replaces is not None, moment, len(_chain(item.id, replaces)), item.id)
