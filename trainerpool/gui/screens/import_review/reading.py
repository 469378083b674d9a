"""What the import page asks of the worker: compare a file with the pool, import it, store late answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainerpool.domain.dates import count_of
from trainerpool.exchange.spreadsheets.reading import Answers
from trainerpool.gui.background import Progress
from trainerpool.gui.screens.import_review.rows import Review, review
from trainerpool.operations.imports import ImportPlan, decide, import_plan, plan_import
from trainerpool.problem import Problem
from trainerpool.queries.imports import ImportedFileRow, file_body

Step = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Source:
    """What is brought in: a file on this computer, or one kept in the pool whose questions are answered."""

    path: Path | None = None
    file: ImportedFileRow | None = None

    @property
    def name(self) -> str:
        return self.path.name if self.path is not None else self.file.name if self.file is not None else ""

    @property
    def is_answering(self) -> bool:
        return self.file is not None


@dataclass(frozen=True, slots=True)
class Stored:
    """What storing late answers did: a Done for the window, and how many questions are still open."""

    name: str
    kinds: frozenset[str]
    left: int


def compared(
    desk: Any,
    source: Source,
    body: tuple[str, bytes] | None,
    answers: Answers,
    transfer: bool,
    step: Step,
    stopped: Callable[[], bool],
) -> Review:
    """The file compared with the pool, ready to be shown. `body` spares reading the file a second time."""
    given: Path | tuple[str, bytes] | None = body or source.path
    sheets = None
    if source.file is not None:
        sheets = source.file.sheets or None
        held = desk.ask(file_body, source.file.id)
        if held is None:
            raise Problem(
                f"{source.name} was too large to be kept in the pool.",
                kept="Nothing was changed.",
                todo="Choose the file again: its questions are asked anew, and can be answered there.",
            )
        given = (source.name, held)
    assert given is not None
    return review(plan_import(desk, given, answers, transfer=transfer, sheets=sheets, progress=step, cancelled=stopped))


def told(progress: Progress) -> Step:
    """Steps of an import as the window's progress."""
    return lambda text, done, total: progress(done, total, text)


def importing(plan: ImportPlan, progress: Progress) -> Callable[[Any], Any]:
    """The deed that imports a plan."""
    return lambda desk: import_plan(desk, plan, progress=told(progress))


def storing(answers: Answers) -> Callable[[Any], Stored]:
    """The deed that stores late answers."""

    def store(desk: Any) -> Stored:
        found = decide(desk, answers)
        kinds = frozenset[str]().union(*(done.kinds for done in found.done))
        return Stored(f"{count_of(found.answered, 'question')} answered", kinds, len(found.left))

    return store
