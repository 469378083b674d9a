"""What is written to trainers about their places: the words of each kind of letter, as they stand or as a pool changed them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from trainerpool.problem import Problem


class LetterKind(StrEnum):
    """What a letter tells."""

    OFFER = "offer"
    REMINDER = "reminder"
    CHANGE = "change"
    TAKEN_BACK = "taken back"
    WITHDRAWAL = "withdrawal"
    SUBSTITUTION = "substitution"
    CANCELLED = "cancelled"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Template:
    """The words of a kind of letter, with fields in braces such as {first name}."""

    subject: str
    body: str


# What may stand in braces, and what comes of it; the one list for the help beside the field, the check and the filling.
FIELDS: dict[str, str] = {
    "first name": "what the trainer is called",
    "places": "each session with its day, times, venue, role and who it is with",
    "session": "the first session with its day, and how many more",
    "answer by": "the day by which an answer is asked for",
    "offered on": "the day on which the first of the offers was made",
    "change": "what became of a session's day or team",
    "stands in": "who delivers in the trainer's place, where that is known",
    "partnership": "the name of your partnership",
    "sender": "who sits at this desk",
}

_SIGNED = "\n\nKind regards\n{sender}\n{partnership}\n"

DEFAULTS: dict[LetterKind, Template] = {
    LetterKind.OFFER: Template(
        "Can you deliver? {session}",
        "Dear {first name},\n\n"
        "We would like you to deliver:\n\n"
        "{places}\n\n"
        "Let us know by {answer by}: answer this e-mail with yes or no for each session, or telephone. If it has to be no, "
        "one word why helps us to plan (workload, leave, illness, conflict of interest, not released, travel).\n\n"
        "The attached calendar file puts the sessions into your calendar as tentative." + _SIGNED,
    ),
    LetterKind.REMINDER: Template(
        "Still waiting for your answer: {session}",
        "Dear {first name},\n\n"
        "On {offered on} we offered you the following and have no answer from you yet:\n\n"
        "{places}\n\n"
        "Let us know by {answer by}: yes or no for each session, by e-mail or telephone. If you have answered already, "
        "your answer did not reach us." + _SIGNED,
    ),
    LetterKind.CHANGE: Template(
        "The day has changed: {session}",
        "Dear {first name},\n\n"
        "A session you know of has changed: {change}. Now it is:\n\n"
        "{places}\n\n"
        "Let us know by {answer by} whether you can deliver it then: yes or no for each session, by e-mail or telephone.\n\n"
        "The attached calendar file moves it in your calendar, as tentative until we have your answer." + _SIGNED,
    ),
    LetterKind.TAKEN_BACK: Template(
        "Offer taken back: {session}",
        "Dear {first name},\n\n"
        "We have taken the following offer back; you need not answer it:\n\n"
        "{places}\n\n"
        "The attached calendar file takes it out of your calendar again." + _SIGNED,
    ),
    LetterKind.WITHDRAWAL: Template(
        "You are no longer down for {session}",
        "Dear {first name},\n\n"
        "As agreed, you are no longer down to deliver:\n\n"
        "{places}\n\n"
        "The attached calendar file takes it out of your calendar. If this is not what was agreed, tell us at once." + _SIGNED,
    ),
    LetterKind.SUBSTITUTION: Template(
        "Somebody stands in for you: {session}",
        "Dear {first name},\n\n"
        "{stands in} will deliver in your place, so you need not come to:\n\n"
        "{places}\n\n"
        "The attached calendar file takes it out of your calendar." + _SIGNED,
    ),
    LetterKind.CANCELLED: Template(
        "Cancelled: {session}",
        "Dear {first name},\n\n"
        "The following will not take place, so you need not come:\n\n"
        "{places}\n\n"
        "The attached calendar file takes it out of your calendar." + _SIGNED,
    ),
    LetterKind.TEAM: Template(
        "Who delivers with you: {session}",
        "Dear {first name},\n\n"
        "The team of a session you deliver has changed: {change}. You deliver it as agreed:\n\n"
        "{places}\n\n"
        "The attached calendar file brings the names up to date." + _SIGNED,
    ),
}  # fmt: skip
_FIELD = re.compile(r"\{([^{}\n]*)\}")
_NEEDED = {"places": "Without {places} the trainer is not told which session it is about."}


def check(template: Template) -> None:
    """Problem where a template names a field there is none of, leaves a brace open, or lacks what it is for."""
    for text in (template.subject, template.body):
        unknown = [name for name in _FIELD.findall(text) if name not in FIELDS]
        if unknown:
            raise Problem(f"There is no field {{{unknown[0]}}}.", todo=f"There are: {', '.join(FIELDS)}.")
        if set(_FIELD.sub("", text)) & {"{", "}"}:
            raise Problem("A brace is not closed.", todo="A field is written like {first name}.")
    if not template.subject.strip():
        raise Problem("A mail needs a subject.")
    for name, why in _NEEDED.items():
        if f"{{{name}}}" not in template.body:
            raise Problem(why)


def fill(template: Template, values: Mapping[str, str]) -> tuple[str, str]:
    """Subject and body with every field filled; the subject is one line. A value's own braces stay as they are."""

    def put(found: re.Match[str]) -> str:
        return values.get(found[1], found[0])

    subject = " ".join(_FIELD.sub(put, template.subject).split())
    return subject, _FIELD.sub(put, template.body)


def templates_from(kept: object) -> dict[LetterKind, Template]:
    """Every kind's words: as a pool kept them where they are whole, else as they come."""
    found = dict(DEFAULTS)
    for kind in LetterKind:
        words = kept.get(kind.value) if isinstance(kept, Mapping) else None
        if isinstance(words, Mapping) and all(isinstance(words.get(part), str) for part in ("subject", "body")):
            found[kind] = Template(words["subject"], words["body"])
    return found
