"""The observation framework a pool begins with: 27 criteria in eight groups, in our own words."""

from __future__ import annotations

from trainerpool.domain.observing import Criterion, Framework, Group

DEFAULT_NAME = "Observation framework"
_STAR = "*"

# A star before the words: the criterion must be met for a TtT sign-off.
_WORDS = {
    "A Before the session": (
        "*Plan and timings that another trainer could run",
        "Roles agreed with the co-trainer",
        "Room or platform, access and adjustments checked",
        "*Current approved version in use",
    ),
    "B Opening": (
        "Welcome, purpose, outcomes, how the day works",
        "*Working agreement, content warning, ways to step out, help",
        "Finds out what learners bring",
    ),
    "C Content": (
        "*Accurate and lawful",
        "Keeps the core of the approved material, says which examples are their own",
        "*Local procedures, thresholds and contacts right",
        "Uses current research and review learning",
        "*Child's or adult's voice and lived experience present",
        "*Case material anonymised",
    ),
    "D Facilitation": (
        "More than one method, suited to adults",
        "Clear tasks, groups visited, time kept with judgement",
        "Open questions, listens, links and summarises",
        "Checks understanding and puts errors right",
    ),
    "E Multi-agency and inclusion": (
        "Brings different agencies' views in and welcomes challenge",
        "Works with equality, culture and intersectionality; discriminatory remarks handled",
        "Everyone can take part: language, pace, access, the same online",
    ),
    "F Safety": (
        "Notices distress and responds",
        "*Disclosure or practice concern handled by the procedure",
        "*Unsafe practice statements challenged respectfully",
    ),
    "G Co-working": ("Visible, equal partnership: support and cover; candidates given real work",),
    "H Close": (
        "Outcomes revisited, learning tied to the job, next step named",
        "Evaluation and register completed",
        "Trainers debriefed each other and know whom to ring",
    ),
}


def _default() -> Framework:
    groups, number = [], 0
    for heading, texts in _WORDS.items():
        letter, _, title = heading.partition(" ")
        criteria = []
        for text in texts:
            number += 1
            criteria.append(Criterion(str(number), text.removeprefix(_STAR), text.startswith(_STAR)))
        groups.append(Group(letter, title, tuple(criteria)))
    return Framework(DEFAULT_NAME, 1, tuple(groups))


DEFAULT_FRAMEWORK = _default()
