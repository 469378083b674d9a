"""Sentences on sign-offs that do not count."""

from __future__ import annotations

from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.path import PathStage, Stage
from trainerpool.domain.standing.answers import Meaning, Reason
from trainerpool.domain.standing.approval import Refusal, observed_for_sign_off, why_observed_fails
from trainerpool.domain.standing.dossier import Dossier, person_of
from trainerpool.domain.standing.observers import mentors_until
from trainerpool.domain.standing.voice import who

_NOT_BY = {
    "unnamed": "it names nobody who signed",
    "self": "nobody signs off their own approval",
    "agreement": "no release agreement was in date on that day",
    "suspended": "a suspension was in force on that day",
}


def refusal_reason(dossier: Dossier, refusal: Refusal) -> Reason:
    """Why one sign-off does not count, and what would."""
    item = refusal.sign_off
    signer = who(item)
    by = f" by {signer}" if signer else ""
    why: list[str] = []
    ids = [item.id]
    for code, evidence in refusal.why:
        if code == "mentor" and evidence is not None:
            deed = "was shadowed" if evidence.kind is EvidenceKind.SHADOW else "co-delivered as mentor"
            why.append(f"{signer} {deed} {evidence.when}")
            ids.append(evidence.id)
        elif code == "observer" and evidence is not None:
            why.append(f"{signer} observed the delivery {evidence.when}, and nobody else has")
            ids.append(evidence.id)
        else:
            why.append(_NOT_BY[code])
    for asked in refusal.missing:
        text, about = _missing(dossier, item, asked)
        why.append(text)
        ids.extend(about)
    todo = _todo(refusal)
    return Reason(
        Meaning.ATTENTION,
        f"Sign-off{by} {item.when} does not count: {'; '.join(why)}.",
        todo,
        tuple(ids),
        "sign_off",
    )


def _todo(refusal: Refusal) -> str:
    """What would count: the missing steps first, then a sign-off after them by somebody independent."""
    text = "A new sign-off is needed"
    if refusal.missing:
        text += " once everything asked for is on record"
    return f"{text}, by someone named who is neither mentor nor observer."


def _missing(dossier: Dossier, sign_off: Evidence, asked: PathStage) -> tuple[str, list[str]]:
    """What one stage lacked on the day of the sign-off, with the evidence that nearly served."""
    on = sign_off.counts_from
    if asked.stage is Stage.OBSERVED_DELIVERY:
        seen = dossier.of(EvidenceKind.OBSERVED_DELIVERY, on)
        for item in reversed(seen):
            text = observed_shortcoming(dossier, item, sign_off)
            if text:
                return text, [item.id]
    later = [item for item in dossier.every(asked.stage.kind) if item.counts_from > on]
    if later:
        first = later[0]
        return f"{first.kind.in_sentence} is dated {first.on_in_words}, after it", [first.id]
    have = len(dossier.of(asked.stage.kind, on))
    if asked.count > 1:
        return f"{have} of {asked.count} {asked.stage.label.lower()} sessions were on record", []
    if have:
        other = dossier.of(asked.stage.kind, on)[-1]
        return f"{other.kind.in_sentence} {other.when} was of another course", [other.id]
    return f"no {asked.stage.kind.label[0].lower()}{asked.stage.kind.label[1:]} is recorded", []


def observed_shortcoming(dossier: Dossier, item: Evidence, sign_off: Evidence) -> str:
    """Why an observed delivery does not serve one sign-off; "" when it does."""
    on = sign_off.counts_from
    why = why_observed_fails(dossier, item, person_of(sign_off), mentors_until(dossier, on))
    observer = who(item)
    said = {
        "starred": f"the delivery observed {item.when} does not say that every starred criterion was met",
        "outcome": f'the delivery observed {item.when} ended in "{item.outcome}"',
        "self": f"the delivery {item.when} was observed by the trainer's own self",
        "mentor": f"{observer}, who observed the delivery {item.when}, is a mentor",
        "signer": f"{observer} observed the delivery {item.when}",
    }
    return said.get(why, "")


def counting_observation(dossier: Dossier, sign_off: Evidence) -> Evidence | None:
    """The observed delivery a sign-off relies on, the latest of those that count."""
    on = sign_off.counts_from
    counting = observed_for_sign_off(dossier, on, person_of(sign_off), mentors_until(dossier, on))
    return counting[-1] if counting else None
