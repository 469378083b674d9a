"""From a problem file to an allocation file: the whole of the `solve` command, but for its words on the terminal."""

from __future__ import annotations

import json
import math
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TextIO

from trainerpool.allocation.explain import EmptyPlace, explain_empty
from trainerpool.allocation.gains import Gain, gains
from trainerpool.allocation.instance import Instance
from trainerpool.allocation.levels import FORMAT_1, Profile
from trainerpool.allocation.reading import instance_of_text
from trainerpool.allocation.solve import Progress, Result, solve
from trainerpool.allocation.why import Why, why
from trainerpool.problem import Problem

RESULT_FORMAT = "trainer-allocation-result/1"
_LARGEST_FILE = 1_000_000_000
# Part of the time that is kept for explaining and writing: these take some times as long as reading did, and of that
# what comes after the explanations takes some.
_KEPT_PART, _KEPT_MOST, _KEPT_BESIDE = 0.08, 0.3, 0.02
_KEPT_LEAST, _KEPT_READINGS, _WRITING_READINGS = 0.3, 3.5, 1.5
# An answer about a session takes some readings more; with many asked, the last ones look at less.
_WHY_READINGS, _LATE_SECONDS = 3.0, 0.5


def solve_file(  # noqa: PLR0913 - the options of a command
    problem: Path,
    out: Path,
    *,
    seconds: float = 30.0,
    workers: int = 2,
    seed: int = 0,
    progress_stream: TextIO | None = None,
    why_pairs: Sequence[tuple[str, str]] = (),
    cancelled: Callable[[], bool] | None = None,
    started: float | None = None,
    rounds: int | None = None,
) -> dict[str, Any]:
    """Solve a problem file and write the result whole; return the document written.

    `seconds` count from `started` (a `time.monotonic()` moment, best the program's own start); with `rounds` so much work is
    done instead, however long it takes. With `progress_stream` one
    JSON line is written for each step forward. `why_pairs` are (session, trainer) to explain, under "why" in the document.
    Raises Problem for a file that cannot be read, is not in the form, or for a result that cannot be written; then no
    result file is left half made.
    """
    began = time.monotonic() if started is None else started
    reading = time.monotonic()
    instance = instance_of_text(_read(problem))
    read = time.monotonic() - reading
    for session, trainer in why_pairs:
        _known(instance, session, trainer)
    after = max(_KEPT_PART * seconds, _KEPT_READINGS * read + _KEPT_BESIDE * seconds)
    after += _WHY_READINGS * read * len({session for session, _ in why_pairs})
    kept = max(_KEPT_LEAST, min(_KEPT_MOST * seconds, after))
    writing = min(_WRITING_READINGS * read, _KEPT_MOST * seconds / 2)
    result = solve(
        instance,
        seconds=max(0.0, seconds - kept),
        seed=seed,
        workers=workers,
        progress=None if progress_stream is None else _line_writer(progress_stream),
        cancelled=cancelled,
        started=began,
        rounds=rounds,
    )
    document = result_document(instance, result, deadline=began + seconds - writing if rounds is None else None)
    if why_pairs:
        late = math.inf if rounds is not None else began + seconds + _LATE_SECONDS
        answers = [why_document(why(instance, result.plan, *pair, deadline=late)) for pair in why_pairs]
        sessions = dict.fromkeys(session for session, _ in why_pairs)
        helps = {one: [_gain(it) for it in gains(instance, result.plan, one, deadline=late)] for one in sessions}
        document["why"] = [one | {"would_help": helps[one["session"]]} for one in answers]
    document["seconds"] = round(time.monotonic() - began, 3)
    _write(out, json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    return document


def result_document(
    instance: Instance, result: Result, profile: Profile = FORMAT_1, *, deadline: float | None = None
) -> dict[str, Any]:
    """Return the result in the form `trainer-allocation-result/1`, empty places explained until `deadline` at the latest."""
    empty = explain_empty(instance, result.plan, profile, optimal=result.optimal, deadline=deadline)
    return {
        "format": RESULT_FORMAT,
        "instance": instance.name,
        "assignments": [
            {
                "session": one.session,
                "trainer": one.trainer,
                "role": one.role,
                **_names(instance, one.session, one.trainer),
            }
            for one in result.plan.assignments
        ],
        "score": result.score,
        "terms": dict(result.terms),
        "bound": result.bound,
        "optimal": result.optimal,
        "seconds": result.seconds,
        "seed": result.seed,
        "stopped": result.stopped,
        "rounds": result.rounds,
        "unfilled": [_empty(instance, one) for one in empty],
        "findings": [
            {"code": one.code, "session": one.session, "trainer": one.trainer, "text": one.detail}
            for one in result.findings
        ],
    }


def _names(instance: Instance, session: str, trainer: str = "") -> dict[str, str]:
    """Return the names beside the ids, where a pool has them; a problem file need not."""
    titled, named = instance.session_by_id[session].title, trainer and instance.trainer_by_id[trainer].name
    return {key: text for key, text in (("session_title", titled), ("trainer_name", named)) if text}


def _empty(instance: Instance, one: EmptyPlace) -> dict[str, Any]:
    return {
        "session": one.session,
        **_names(instance, one.session),
        "places": one.places,
        "blocking": list(one.blocking),
        "proven": one.proven,
        "minimal": one.settled,
        "trainers": [{"trainer": it.trainer, "rules": list(it.rules), "text": it.text} for it in one.trainers],
        "text": one.text,
    }


def why_document(answer: Why) -> dict[str, Any]:
    """Return an answer about one pair as plain data."""
    return {
        "session": answer.session,
        "trainer": answer.trainer,
        "placed": answer.placed,
        "cost": answer.cost,
        "parts": dict(answer.parts),
        "alternatives": [
            {
                "trainer": one.trainer,
                "instead_of": one.instead_of or None,
                "difference": one.difference,
                "text": one.text,
            }
            for one in answer.alternatives
        ],
        "rules": [{"code": one.code, "text": one.text} for one in answer.rules],
        "changes": list(answer.changes),
        "text": answer.text,
    }


def _gain(one: Gain) -> dict[str, Any]:
    told = {"rule": one.rule, "on": one.on}
    return {
        "kind": one.kind,
        **{key: said for key, said in told.items() if said},
        "pairs": [{"session": pair.session, "trainer": pair.trainer} for pair in one.pairs],
        "gain": one.gain,
        "text": one.text,
    }


def progress_document(step: Progress) -> dict[str, Any]:
    """Return one step forward as plain data."""
    return {
        "seconds": step.seconds,
        "best": step.best,
        "bound": step.bound,
        "gap": None if step.gap is None else round(step.gap, 5),
        "filled": step.filled,
        "places": step.places,
        "rounds": step.rounds,
    }


def _line_writer(stream: TextIO) -> Callable[[Progress], None]:
    def write(step: Progress) -> None:
        stream.write(json.dumps(progress_document(step)) + "\n")
        stream.flush()

    return write


def _known(instance: Instance, session: str, trainer: str) -> None:
    if session not in instance.session_by_id:
        raise Problem(f"There is no session {session} in this problem.", todo="Look at the ids in the file.")
    if trainer not in instance.trainer_by_id:
        raise Problem(f"There is no trainer {trainer} in this problem.", todo="Look at the ids in the file.")


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise Problem(
                f"{path.name} is larger than 1 GB.", kept="Nothing was read in.", todo="Choose a problem file."
            )
        return path.read_bytes()
    except OSError as error:
        said = error.strerror or "unknown error"
        raise Problem(f"{path} could not be read: {said}.", todo="Check the name and try again.") from error


def _write(path: Path, text: str) -> None:
    """Write the file whole, or leave what was there."""
    made: str | None = None
    try:
        handle, made = tempfile.mkstemp(dir=path.parent, prefix=path.name + ".", suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(made).replace(path)
    except OSError as error:
        if made is not None:
            Path(made).unlink(missing_ok=True)
        said = error.strerror or "unknown error"
        raise Problem(
            f"{path} could not be written: {said}.", kept="No result was kept.", todo="Choose another place."
        ) from error
