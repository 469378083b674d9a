"""Makes the example's observations anew: visits at every step of their way, as data that the example plays through deeds.

Run from the project's root: python packaging/example_observations.py. Everybody in it is invented. Same seed, same file.
"""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent.parent / "resources" / "example" / "observations.json"
STARRED = {1, 4, 6, 8, 10, 12, 13, 22, 23}
NOT_SEEN = {
    3: "The room was set up before I came.",
    11: "The part on reviews was after I had left.",
    21: "Nobody was distressed.",
    27: "They stayed behind after I had gone.",
}
DEVELOPING = {
    7: "Asked for names and agencies only, not what brings people.",
    9: "Two slides of their own without saying so.",
    14: "Talked for 50 minutes before the first task.",
    15: "Tables waited for the task to be said again.",
    17: "Moved on from a wrong answer on thresholds.",
    18: "Health and education spoke; housing was not asked.",
    24: "The co-trainer had 25 minutes of the afternoon.",
    25: "The next step was named for two of four outcomes.",
}
STRENGTHS = [
    "Brings the child's day into every exercise",
    "Names local contacts without looking them up",
    "Calm, clear answer to a colleague's challenge",
    "Links each case back to the outcomes",
    "Watches the room and gives people a way out",
    "Leaves silence after a question",
]
ACTIONS = [
    "Name the step after each case",
    "Share the floor in the afternoon",
    "Say which examples are your own",
    "Begin the first task within 30 minutes",
    "Ask each agency for its view once",
]
PLAN = [
    ("09:30", "Welcome and agreement"), ("09:50", "What neglect is, law"), ("10:20", "Break"), ("10:35", "Film: a day with Jo"),
    ("11:05", "Chronology exercise"), ("12:15", "Lunch"), ("13:00", "Thresholds and routes"), ("14:10", "Case, three agencies"),
    ("15:40", "Outcomes, evaluation"),
]  # fmt: skip
chance = random.Random(20261124)  # noqa: S311 - an example, not a secret


def judged(**other: dict[str, str]) -> dict[str, Any]:
    """All 27 criteria: met but for one or two, and one not seen; `other` gives some by their numbers (c6=...)."""
    said: dict[str, Any] = {str(number): "Met" for number in range(1, 28)}
    for number in chance.sample(sorted(DEVELOPING), chance.choice([1, 2])):
        said[str(number)] = {"judgement": "Developing", "evidence": DEVELOPING[number]}
    number = chance.choice(sorted(NOT_SEEN))
    said[str(number)] = {"judgement": "Not seen", "evidence": NOT_SEEN[number]}
    return said | {name.removeprefix("c"): given for name, given in other.items()}


def paper(course: str, on: str, observer: str, *trainers: dict[str, Any], purpose: str = "Routine") -> dict[str, Any]:
    """A visit keyed in from the observer's form."""
    return {
        "course": course, "on": on, "observer": observer, "purpose": purpose, "told_by": f"{observer}, form by e-mail",
        "learners": chance.randrange(11, 22), "trainers": list(trainers),
    }  # fmt: skip


def seen(name: str, outcome: str, *steps: list[Any], **more: Any) -> dict[str, Any]:
    """One trainer of a visit: judgements, strengths, actions and the steps taken since, each with its day."""
    given: dict[str, Any] = {
        "name": name,
        "judgements": judged(),
        "strengths": chance.sample(STRENGTHS, 2),
        "outcome": outcome,
    }
    given["reflection"] = {
        "went_as_planned": "The first half, and the case.",
        "would_change": "Start the exercise earlier.",
        "what_i_need": "",
    }
    given["steps"] = list(steps)
    return given | more


def action(text: str, owner: str, due: str, done: str = "") -> dict[str, str]:
    """An action with its owner and day."""
    return {"text": text, "owner": owner, "due": due, "done": done}


def days_from(on: str, *numbers: int) -> list[str]:
    """Days so many after a visit."""
    return [(date.fromisoformat(on) + timedelta(days=number)).isoformat() for number in numbers]


def closed(name: str, on: str, outcome: str, reply: str, **more: Any) -> dict[str, Any]:
    """An observation that came to its end."""
    submit, copy, answer, moderate = days_from(on, 4, 9, 16, 23)
    steps = [
        ["submit", submit], ["copy", copy], ["reply", answer, reply, True], ["moderate", moderate, "Marian Holt"], ["close", moderate]
    ]  # fmt: skip
    return seen(name, outcome, *steps, **more)


def visits() -> list[dict[str, Any]]:
    """The visits in order of day."""
    not_met = {"judgement": "Developing", "evidence": "Read the number of the old team, and did not correct it."}
    nadia = [
        action(ACTIONS[0], "Nadia Farouk", "2026-10-31", "2026-09-30"),
        action(ACTIONS[1], "Nadia Farouk", "2026-11-30"),
    ]
    found = [
        paper("NEG", "2026-09-08", "Ruth Penhale",
              closed("Nadia Farouk", "2026-09-08", "Continue with actions", "Agreed. I had not noticed how little Denzil spoke.",
                     actions=nadia, judgements=judged(c24={"judgement": "Developing", "evidence": DEVELOPING[24]}))),
        paper("NEG", "2026-09-20", "Ruth Penhale",
              closed("Dilnoza Umarov", "2026-09-20", "Continue with actions", "Thank you. I will learn the contact sheet.",
                     actions=[action("Check every number on the day", "Dilnoza Umarov", "2026-11-13")],
                     judgements=judged(c10=not_met)), purpose="TtT sign-off"),
        paper("PCC", "2026-10-10", "Ruth Penhale",
              closed("Abiola Crossley", "2026-10-10", "Continue", "Fair.", correct=["2026-11-16", "Criterion 17 was the co-trainer's", {
                  "17": {"judgement": "Met", "evidence": ""}}],
                     again=[["copy", "2026-11-17"], ["moderate", "2026-11-18", "Marian Holt"], ["close", "2026-11-18"]],
                     judgements=judged(c17={"judgement": "Developing", "evidence": DEVELOPING[17]}))),
        paper("EXP", "2026-10-14", "Aled Thwaite",
              seen("Rhodri Pryce-Lowe", "Continue with actions", ["submit", "2026-10-16"], ["copy", "2026-10-20"],
                   ["reply", "2026-10-27", "I think the room was colder than the notes say.", False],
                   actions=[action(ACTIONS[3], "Rhodri Pryce-Lowe", "2027-01-29")])),
        paper("MCA", "2026-10-22", "Ruth Penhale", seen("Delphine Fairhurst", "Continue", ["submit", "2026-10-27"])),
        paper("EXP", "2026-10-24", "Ruth Penhale",
              seen("Marisol Kendrick", "Continue with actions", ["submit", "2026-10-28"], ["copy", "2026-11-16"],
                   actions=[action(ACTIONS[4], "Marisol Kendrick", "2026-12-11")])),
        paper("MCA", "2026-11-12", "Ruth Penhale",
              seen("Hollis Ackroyd", "Co-deliver only", ["submit", "2026-11-18"],
                   judgements=judged(c23={"judgement": "Not met", "evidence": "A learner said bruises on babies are often nothing. Not answered."}),
                   actions=[action("Co-deliver twice with an experienced lead", "Hollis Ackroyd", "2027-02-26")]), purpose="Concern"),
        paper("NEG", "2026-11-18", "Aled Thwaite",
              seen("Tobias Renwick", "Continue"), seen("Usman Siddiqui", "", reflection=None)),
    ]  # fmt: skip
    return [*found, under_way(), planned()]


def under_way() -> dict[str, Any]:
    """The visit of look/observe.png, on its day."""
    met = ("1", "2", "3", "5", "7", "8", "9")
    developing = {
        "6": {"judgement": "Developing", "evidence": "09:31 said people can step out. No content warning before the film at 10:35"},
        "10": {"judgement": "Developing", "evidence": "10:05 old number read from the slide, put right from the contact sheet"},
    }  # fmt: skip
    notes = [
        ("09:31", "Nadia Farouk", "Welcome, names, fire, breaks. Says how the day works and that people can step out.", "5 6"),
        ("09:38", "Denzil Barlow", "Asks each table what brings them. Writes 4 hopes on the wall.", "7"),
        ("09:52", "Nadia Farouk", "Slide 9: quotes the 2026 guidance correctly, gives date.", "8"),
        ("10:05", "Nadia Farouk", "Local route: reads the number from the old slide, corrects it from the contact sheet.", "10"),
        ("10:14", "Denzil Barlow", "Housing officer disagrees on thresholds. “Say more, what did you see?” Police view brought in.", "18 16"),
        ("10:21", "", "Break 5 minutes late, group agreed.", "15"),
        ("10:38", "Nadia Farouk", "Learner goes quiet in the film. NF goes across, they leave together, back after 6 minutes.", "21"),
        ("10:41", "Denzil Barlow", "Holds the room meanwhile; asks pairs to note one strength of Jo’s family.", "24"),
        ("10:44", "Denzil Barlow", "A colleague’s joke about housing estates: names it calmly, moves on.", "19"),
    ]  # fmt: skip
    return {
        "session": {
            "course": "NEG", "parts": [{"start": "2026-11-17T09:30", "end": "2026-11-17T16:15"}], "venue": "Fellgate Centre",
            "max_learners": 20,
        },
        "team": [["Nadia Farouk", "lead", "Denzil Barlow, who is experienced, delivers too"], ["Denzil Barlow", "co-trainer", ""]],
        "plan": [{"at": at, "title": title} for at, title in PLAN],
        "on": "2026-11-17", "observer": "Ruth Penhale", "purpose": "Routine", "learners": 19, "started": True,
        "notes": [dict(zip(("at", "trainer", "text", "criteria"), note, strict=True)) for note in notes],
        "trainers": [
            {"name": "Nadia Farouk", "judgements": dict.fromkeys(met, "Met") | developing},
            {"name": "Denzil Barlow", "judgements": dict.fromkeys(("2", "5", "7", "16", "19"), "Met")},
        ],
    }  # fmt: skip


def planned() -> dict[str, Any]:
    """A visit to come, to a session of the programme at which two are due."""
    return {
        "next": ["Caspian Eldred", "Percy Etheridge"],
        "observer": "Aled Thwaite",
        "purpose": "Routine",
        "trainers": [],
    }


def main() -> None:
    """Write the file."""
    body = {"observers": [["Ruth Penhale", "2025-09-01"], ["Aled Thwaite", "2025-09-01"]], "visits": visits()}
    FILE.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
