"""A log or register as another partnership keeps it, with what it means and what may be asked about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.exchange.spreadsheets.others.model import Book

COURSES = {
    "WT": "Working Together to Safeguard Children",
    "DASH": "Domestic Abuse Risk Checklist",
    "GCP": "Neglect and the Graded Care Profile",
    "MCA": "Mental Capacity Act in Practice",
    "SNH": "Self-Neglect and Hoarding",
    "CEX": "Child Exploitation",
}
PEOPLE = [
    ("Hefin", "Tudor-Jones"), ("Saoirse", "Maguire"), ("Babatunde", "Alake"), ("Margaret", "Pell"), ("Rosalind", "Ferris"),
    ("Kwabena", "Mensah"), ("Iolo", "Prys"), ("Catherine", "Lowther"), ("Yusuf", "Rahmani"), ("Deirdre", "O'Hanlon"),
    ("Piotr", "Zając"), ("Amrit", "Dhaliwal"), ("Joan", "de Vere"), ("Tobias", "Lund"),
]  # fmt: skip
GO, ACT, PAIR, STOP = "Continue", "Continue with actions", "Co-deliver only", "Pause and refer"


@dataclass(frozen=True)
class Seen:
    """One trainer seen, as the truth has it; an observer nobody knows is as written."""

    on: str
    course: str
    trainer: str
    observer: str
    outcome: str
    strengths: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pack:
    """One version of a pack, as the truth has it; "" where the register does not say."""

    course: str
    version: str
    state: str
    author: str = ""
    approved_by: str = ""
    approved_on: str = ""
    review_due: str = ""


@dataclass
class QualityBook:
    """A file and its truth. `answers` is the decisions file: its keys are just the questions that may be asked."""

    book: Book
    seen: list[Seen] = field(default_factory=list)
    packs: list[Pack] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
