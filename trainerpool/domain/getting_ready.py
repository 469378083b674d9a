"""The steps of getting ready for a session, as a trainer ticks them off at their own desk."""

from __future__ import annotations

from enum import StrEnum


class ReadyStepKind(StrEnum):
    """One step; the value is what is kept."""

    MATERIAL = "material"
    CO_TRAINER = "co-trainer"
    ROOM = "room"
    ADJUSTMENTS = "adjustments"

    @property
    def words(self) -> str:
        """The step as the list says it."""
        return _WORDS[self]

    @property
    def detail(self) -> str:
        """What is meant by it."""
        return _DETAILS[self]


_WORDS = {
    ReadyStepKind.MATERIAL: "Pack read",
    ReadyStepKind.CO_TRAINER: "Met with the co-trainer",
    ReadyStepKind.ROOM: "Room and equipment checked",
    ReadyStepKind.ADJUSTMENTS: "Adjustments for learners arranged",
}
_DETAILS = {
    ReadyStepKind.MATERIAL: "The version for this day, and what changed in it.",
    ReadyStepKind.CO_TRAINER: "Who does which part, and what happens if one of you cannot come.",
    ReadyStepKind.ROOM: "Or, for an online session, the link, sound and breakout rooms.",
    ReadyStepKind.ADJUSTMENTS: "What learners have asked for; nothing about anybody is written down here.",
}

PROMPTS: dict[str, str] = {
    "went_well": "What went well?",
    "harder": "What was harder than thought?",
    "learners": "What did learners bring along?",
    "next_time": "What would you do otherwise?",
    "need": "What would help you?",
}
"""The prompts of a reflection, by the key its answer is kept under."""

REFLECTIONS_A_YEAR = 5
