"""Where a trainer stands on a day, reckoned from evidence and the policies in force."""

from trainerpool.domain.path import Stage
from trainerpool.domain.standing.answers import (
    CourseLevel,
    CourseStanding,
    Due,
    Meaning,
    Reason,
    StageProgress,
    StageState,
    Standing,
    State,
)
from trainerpool.domain.standing.asking import Span, course_level, deliverable_spans, standing

__all__ = [
    "CourseLevel",
    "CourseStanding",
    "Due",
    "Meaning",
    "Reason",
    "Span",
    "Stage",
    "StageProgress",
    "StageState",
    "Standing",
    "State",
    "course_level",
    "deliverable_spans",
    "standing",
]
