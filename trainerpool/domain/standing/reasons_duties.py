"""What the yearly duties say: agreement, deliveries, development and observation."""

from __future__ import annotations

from datetime import date

from trainerpool.domain.dates import add_months, count_of, in_words
from trainerpool.domain.evidence import EvidenceKind
from trainerpool.domain.outcomes import limits_delivery
from trainerpool.domain.standing.answers import Meaning, Reason
from trainerpool.domain.standing.dossier import ONE_DAY
from trainerpool.domain.standing.duties import Duty, delivery_days
from trainerpool.domain.standing.observers import why_not_by
from trainerpool.domain.standing.reckoning import Reckoned
from trainerpool.domain.standing.voice import by_day, who


def missed_text(now: Reckoned, duty: Duty) -> str:
    """What is missed, within a sentence: "1 delivery in 12 months, 2 asked"."""
    policy = now.dossier.book.on(now.on)
    if duty.name == "deliveries":
        have = len(_recent_deliveries(now))
        window = count_of(policy.deliveries_window_months, "month")
        return f"{count_of(have, 'delivery')} in {window}, {policy.least_deliveries} asked"
    if duty.name == "development":
        months = count_of(policy.development_months, "month")
        if not now.development:
            return f"no development event is recorded, {policy.development_events} asked in {months}"
        last = now.development[-1].when
        return f"the last development event was {last}, {policy.development_events} asked in {months}"
    if not now.dossier.of(EvidenceKind.RELEASE_AGREEMENT, now.on):
        return "no release agreement is recorded"
    ended = now.agreement_until or now.on
    return f"the release agreement ended on {in_words(ended)}"


def _recent_deliveries(now: Reckoned) -> list[date]:
    policy = now.dossier.book.on(now.on)
    after = add_months(now.on, -policy.deliveries_window_months)
    return [day for day in delivery_days(now.deliveries, policy) if after < day <= now.on]


def duty_reasons(now: Reckoned) -> list[Reason]:
    """What is in order, what is overdue without lapsing anybody, and deliveries that do not count."""
    kept = [duty for duty in now.duties if not duty.is_missed(now.on)]
    found = [_kept(now, duty) for duty in kept]
    found.append(_observation(now))
    return found + _seen_in_vain(now) + not_counted_reason(now)


def not_counted_reason(now: Reckoned) -> list[Reason]:
    """The deliveries on record that count for nothing, if there are any."""
    items = now.deliveries.not_counted
    if not items:
        return []
    return [
        Reason(
            Meaning.INFORMATION,
            f"{count_of(len(items), 'delivery')} not counted, the last {items[-1].when}.",
            "Made before approval, while suspended, or after approval had lapsed.",
            tuple(item.id for item in items),
            "deliveries",
        )
    ]


def _kept(now: Reckoned, duty: Duty) -> Reason:
    policy = now.dossier.book.on(now.on)
    due = in_words(duty.unmet_from - ONE_DAY)
    if duty.name == "agreement":
        signed = now.dossier.of(EvidenceKind.RELEASE_AGREEMENT, now.on)
        asked = f"asked every {count_of(policy.agreement_months, 'month')}"
        if not signed:
            return Reason(
                Meaning.INFORMATION,
                "No release agreement is recorded yet.",
                f"Due by {due}, counted from {in_words(_clock_start(now))}; {asked}.",
                (),
                "agreement",
            )
        last = signed[-1]
        by = f" by {who(last)}" if who(last) else ""
        text = f"Agreement in date until {due}."
        return Reason(Meaning.GOOD, text, f"Signed {last.when}{by}; {asked}.", (last.id,), "agreement")
    if duty.name == "development":
        if not now.development:
            text = "No development event is recorded yet."
            return Reason(
                Meaning.INFORMATION, text, f"{policy.development_events} a year; due by {due}.", (), duty.name
            )
        last = now.development[-1]
        return Reason(
            Meaning.GOOD,
            f"Development event {last.when}.",
            f"The next is due by {due}.",
            (last.id,),
            duty.name,
        )
    recent = _recent_deliveries(now)
    after = add_months(now.on, -policy.deliveries_window_months)
    ids = tuple(item.id for item in now.deliveries.counted if item.counts_from > after)
    window = count_of(policy.deliveries_window_months, "month")
    enough = len(recent) >= policy.least_deliveries
    return Reason(
        Meaning.GOOD if enough else Meaning.INFORMATION,
        f"{count_of(len(recent), 'delivery')} in {window}.",
        f"{policy.least_deliveries} asked, met until {due}."
        if enough
        else f"{policy.least_deliveries} asked by {due}.",
        ids,
        "deliveries",
    )


def _clock_start(now: Reckoned) -> date:
    """The later of approval and the records' beginning: from there a duty without evidence is counted."""
    return max(now.alive[-1].start, now.dossier.records_begin)


def _observation(now: Reckoned) -> Reason:
    """An overdue observation warns and never lapses: the failing is the Business Unit's (2-domain "Records begin")."""
    due, last = now.observation_due or now.on, now.last_observed
    ids = (last.id,) if last is not None else ()
    seen = "Not observed since approval" if last is None else f"Observed {last.when}"
    if last is not None and last.outcome:
        seen += f", {last.outcome}"
    if due < now.on:
        return Reason(
            Meaning.ATTENTION,
            f"Observation overdue since {in_words(due)}.",
            f"{seen}. The Business Unit arranges it; it lapses nobody.",
            ids,
            "observation",
        )
    meaning = Meaning.INFORMATION if last is None else Meaning.GOOD
    return Reason(meaning, f"{seen}.", f"The next observation is due by {by_day(due)}.", ids, "observation")


def _seen_in_vain(now: Reckoned) -> list[Reason]:
    """What was observed since the last observation that counts, by the trainer or their mentor."""
    since = now.last_observed.counts_from if now.last_observed is not None else _clock_start(now)
    found: list[Reason] = []
    for item in now.dossier.of(EvidenceKind.OBSERVED_DELIVERY, now.on):
        if item.counts_from < since or item is now.last_observed or limits_delivery(item.outcome):
            continue
        if why := why_not_by(now.dossier, item):
            by = "the trainer is named as observer" if why == "self" else f"{who(item)}, who observed, is a mentor"
            found.append(
                Reason(
                    Meaning.INFORMATION,
                    f"The delivery observed {item.when} does not count as an observation: {by}.",
                    "An observation is by somebody independent.",
                    (item.id,),
                    "observation",
                )
            )
    return found
