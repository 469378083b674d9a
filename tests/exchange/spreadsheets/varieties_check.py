"""Comparing a reading with the truth of a varied workbook: what is wrong without having been asked, and how much is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.exchange.spreadsheets.varieties import Made
from trainerpool.exchange.spreadsheets.reading import Reading, SessionDraft, TrainerDraft
from trainerpool.exchange.spreadsheets.words import squashed


@dataclass
class Verdict:
    wrong: list[str] = field(default_factory=list)
    asked: int = 0
    fields: int = 0


def check(made: Made, reading: Reading) -> Verdict:
    verdict = Verdict()
    asked_rows = {row for question in reading.questions for row in question.rows}
    verdict.asked = sum(max(1, len(question.cells)) for question in reading.questions)
    titles = {course.key: course.title or course.code for course in reading.courses}
    people = {squashed(f"{t.given_name}{t.family_name}"): t for t in reading.trainers if not t.waiting}
    world = made.traits["world"]
    groups: dict[int, set[str | None]] = {}
    owners: dict[str | None, set[int]] = {}
    for truth in made.trainers:
        draft = people.get(squashed(truth["given"] + truth["family"]))
        who = f"{truth['given']} {truth['family']}"
        if draft is None:
            verdict.wrong.append(f"{who}: missing")
            continue
        if draft.given_name != truth["given"] or draft.family_name != truth["family"]:
            verdict.wrong.append(f"{who}: read {draft.given_name}|{draft.family_name}")
        is_asked = bool(asked_rows & set(draft.sources))
        for name, want, got in _trainer_fields(made, truth, draft, titles, world):
            verdict.fields += 1
            if want != got and not is_asked:
                verdict.wrong.append(f"{who} {name}: want {want!r} got {got!r}")
        if not is_asked:
            groups.setdefault(truth["group"], set()).add(draft.agency)
            owners.setdefault(draft.agency, set()).add(truth["group"])
        verdict.fields += 2
    verdict.wrong += [
        f"agency {world['agencies'][g]} split {found}" for g, found in groups.items() if len(found) > 1 or None in found
    ]
    verdict.wrong += [f"agency {name} joins {found}" for name, found in owners.items() if len(found) > 1]
    if len(reading.trainers) > len(made.trainers) and made.trainers:
        known = {squashed(t["given"] + t["family"]) for t in made.trainers}
        extra = [t.family_name for t in reading.trainers if squashed(t.given_name + t.family_name) not in known]
        verdict.wrong += [f"invented {name}" for name in extra]
    _check_sessions(made, reading, verdict, titles, asked_rows)
    return verdict


def _iso(made: Made, day: date | None) -> str | None:
    if day is None:
        return None
    return f"{day:%Y-%m}" if made.traits["dates"] == "month" else day.isoformat()


def _trainer_fields(
    made: Made, truth: dict[str, Any], draft: TrainerDraft, titles: dict[str, str], world: dict[str, Any]
) -> list[tuple[str, Any, Any]]:
    found = [
        ("email", truth["email"], draft.email),
        ("phone", truth["phone"], draft.phone),
        ("ttt", _iso(made, truth["ttt"]), draft.ttt_course_on),
        ("approved", _iso(made, truth["approved"]), draft.approved_from),
    ]
    want = sorted(squashed(world["courses"][n][1]) for n in truth["courses"])
    if made.traits["key"] == "none":
        codes = {squashed(code): squashed(title) for code, title, _ in world["courses"] if code}
        got = sorted(codes.get(squashed(titles[c.course]), squashed(titles[c.course])) for c in draft.courses)
    else:
        got = sorted(squashed(titles[c.course]) for c in draft.courses)
    found.append(("courses", want, got))
    if made.traits["status"]:
        found.append(("stage", truth["stage"], draft.stage))
    return found


def _check_sessions(
    made: Made, reading: Reading, verdict: Verdict, titles: dict[str, str], asked_rows: set[str]
) -> None:
    if len(reading.sessions) != len(made.sessions):
        verdict.wrong.append(f"{len(reading.sessions)} sessions for {len(made.sessions)}")
        return
    names = {t.key: squashed(t.given_name + t.family_name) for t in reading.trainers}
    for truth, draft in zip(made.sessions, reading.sessions, strict=True):
        is_asked = bool(asked_rows & set(draft.sources))
        for name, want, got in _session_fields(made, truth, draft, titles, names):
            verdict.fields += 1
            if want != got and not is_asked:
                verdict.wrong.append(f"{draft.key} {name}: want {want!r} got {got!r}")


def _session_fields(
    made: Made, truth: dict[str, Any], draft: SessionDraft, titles: dict[str, str], names: dict[str, str]
) -> list[tuple[str, Any, Any]]:
    days = [truth["day"], *([truth["second"]] if truth["second"] else [])]
    first = draft.parts[0] if draft.parts else None
    people = sorted(squashed(p["given"] + p["family"]) for p in truth["trainers"])
    if made.traits["who"] == "cell initials" and not made.trainers:
        people = sorted(squashed(p["given"][0] + p["family"]) for p in truth["trainers"])
    title = made.traits["world"]["courses"][truth["course"]][1]
    return [
        ("course", squashed(title), squashed(titles.get(draft.course or "", ""))),
        ("days", days, [part.on for part in draft.parts]),
        ("start", truth["start"], first.start if first else None),
        ("end", truth["end"], first.end if first else None),
        ("venue", truth["venue"], draft.venue),
        ("virtual", truth["virtual"], draft.virtual),
        ("places", truth["places"], draft.max_learners),
        ("trainers", people, sorted(names.get(n.trainer or "", f"?{n.text}") for n in draft.trainers)),
    ]
