"""What the form for evidence asks for each kind, in the words of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainerpool.domain.evidence import EvidenceKind as Kind

OUTCOMES = ("Continue", "Continue with actions", "Co-deliver only", "Pause and refer")
STANDS_FOR = ("application", "release_agreement", "eligibility_check", "ttt_course", "shadow", "co_delivery", "observed_delivery",
               "course_briefing", "delivery", "development_event")  # fmt: skip
ORDER = (
    Kind.DELIVERY, Kind.RELEASE_AGREEMENT, Kind.OBSERVED_DELIVERY, Kind.DEVELOPMENT_EVENT, Kind.COURSE_BRIEFING, Kind.CO_DELIVERY,
    None, Kind.APPLICATION, Kind.ELIGIBILITY_CHECK, Kind.TTT_COURSE, Kind.SHADOW, Kind.SIGN_OFF, Kind.TRANSFERRED_APPROVAL,
    Kind.TRANSFER_CONFIRMED, Kind.EQUIVALENCE, None, Kind.HOLD, Kind.HOLD_END, Kind.RETURN_STEP, Kind.NOTICE_EXTENSION,
    Kind.SUSPENSION, Kind.SUSPENSION_END, Kind.WITHDRAWAL, Kind.STATUS_LAPSED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form asks for one kind, each by its label; empty is not asked. A label ending in "*" is needed."""

    course: str = ""
    by: str = ""
    until: str = ""
    outcome: str = ""
    starred: str = ""
    note: str = "Note"


ASKS: Mapping[Kind, Asked] = {
    Kind.APPLICATION: Asked(),
    Kind.RELEASE_AGREEMENT: Asked(by="Signed by", until="Ends, if not after 12 months"),
    Kind.ELIGIBILITY_CHECK: Asked(by="Confirmed by", note="Level"),
    Kind.TTT_COURSE: Asked(course="Course", note="Where, or how long"),
    Kind.SHADOW: Asked(course="Course*", by="Beside which trainer"),
    Kind.CO_DELIVERY: Asked(course="Course*", by="With which trainer"),
    Kind.OBSERVED_DELIVERY: Asked(course="Course", by="Observer", outcome="Outcome*", starred="Starred criteria*"),
    Kind.SIGN_OFF: Asked(course="Course", by="Signed off by"),
    Kind.TRANSFERRED_APPROVAL: Asked(course="Course", until="Ends, if the register says"),
    Kind.TRANSFER_CONFIRMED: Asked(by="Confirmed by"),
    Kind.COURSE_BRIEFING: Asked(course="Course*"),
    Kind.DELIVERY: Asked(course="Course*", note="Where, or with whom"),
    Kind.DEVELOPMENT_EVENT: Asked(note="Which event"),
    Kind.EQUIVALENCE: Asked(course="Course", by="Decided by", outcome="Stands for", note="Why*"),
    Kind.HOLD: Asked(until="Ends, if agreed"),
    Kind.HOLD_END: Asked(),
    Kind.SUSPENSION: Asked(by="Decided by", until="Review on"),
    Kind.SUSPENSION_END: Asked(by="Decided by"),
    Kind.WITHDRAWAL: Asked(),
    Kind.NOTICE_EXTENSION: Asked(by="Decided by", until="Notice until"),
    Kind.STATUS_LAPSED: Asked(course="Course"),
    Kind.RETURN_STEP: Asked(outcome="Which step*"),
}
