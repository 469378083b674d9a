"""Visits with the files kept with them, corrected, sent back, undone and redone in any order, closed and opened again:
what is back is back to the byte, and no revision is lost or changed but by the undo that takes its correction back."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.operations.observations.seen import Seen, seen
from tests.store.pools import content
from trainerpool.operations import observations
from trainerpool.operations.kept_files import read_kept_file, sweep_bodies
from trainerpool.operations.pools import close_pool, open_pool
from trainerpool.problem import Problem
from trainerpool.store.records import Judgement, KeptFile, Observation, ObservationAction, ObservationRevision, Strength

AT_ONCE = timedelta(days=-4000)
BODIES = st.one_of(st.binary(max_size=40), st.sampled_from([b"", bytes(range(256)) * 900, b"%PDF-1.7 the same"]))
GRADE = st.sampled_from(["Met", "Developing", "Not met"])
STEPS = st.one_of(
    st.tuples(st.just("attach"), st.sampled_from(["form.pdf", "form 2.pdf", "Seite Ü.jpg"]), BODIES),
    st.tuples(st.just("take off"), st.integers(0, 3)),
    st.tuples(st.just("correct"), st.dictionaries(st.sampled_from(["1", "6", "7", "10"]), GRADE, max_size=4), st.text(max_size=8)),
    st.tuples(st.just("send back")),
    st.tuples(st.just("submit")),
    st.tuples(st.just("moderate")),
    st.tuples(st.just("undo")),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
    st.tuples(st.just("sweep")),
    st.tuples(st.just("open again")),
)  # fmt: skip

Snapshot = tuple[dict[str, Any], dict[str, bytes]]


class Tried:
    """A submitted observation, its files, and what stood before each deed."""

    def __init__(self, visit: Seen, folder: Path) -> None:
        self.visit, self.desk, self.folder = visit, visit.desk, folder
        self.past: list[Snapshot] = []
        self.future: list[Snapshot] = []

    def files(self) -> dict[str, bytes]:
        keys = self.desk.ask(lambda reader: list(reader.scalars(select(KeptFile.id).order_by(KeptFile.id))))
        return {key: read_kept_file(self.desk, key) for key in keys}

    def now(self) -> Snapshot:
        return content(self.desk.store), self.files()

    def revisions(self) -> dict[str, tuple[Any, ...]]:
        rows = self.desk.ask(
            lambda reader: [
                (one.id, one.number, one.on, one.by, one.why, one.body)
                for one in reader.scalars(select(ObservationRevision))
            ]
        )
        return {row[0]: row[1:] for row in rows}

    def said(self) -> dict[str, Any]:
        """What the observation says, read from the tables alone."""
        one = self.visit.nadia

        def read(reader: Any) -> dict[str, Any]:
            of = lambda table: list(reader.scalars(select(table).where(table.observation_id == one)))  # noqa: E731
            return {
                "outcome": reader.get(Observation, one).outcome,
                "judgements": {row.criterion: (row.judgement, row.evidence) for row in of(Judgement)},
                "strengths": [row.text for row in sorted(of(Strength), key=lambda row: row.position)],
                "actions": [row.text for row in sorted(of(ObservationAction), key=lambda row: row.position)],
            }

        found: dict[str, Any] = self.desk.ask(read)
        return found

    def do(self, what: str, *more: Any) -> None:
        desk, one = self.desk, self.visit.nadia
        match what:
            case "attach":
                path = self.folder / more[0]
                path.write_bytes(more[1])
                key = observations.attach_scan(desk, self.visit.visit, str(path)).result
                path.unlink()
                assert read_kept_file(desk, key) == more[1]
            case "take off":
                held = sorted(self.files())
                if more[0] < len(held):
                    observations.remove_scan(desk, held[more[0]])
            case "correct":
                said = {key: {"judgement": word, "evidence": "Seen so"} for key, word in more[0].items()}
                observations.correct_observation(desk, one, "Wrong", judgements=said, strengths=["Calm", more[1]])
            case "send back":
                observations.send_back_observation(desk, one, "Thin", "Marian Holt")
            case "submit":
                observations.submit_observation(desk, one)
            case "moderate":
                observations.moderate_observation(desk, one, "Marian Holt")

    def step(self, what: str, *more: Any) -> None:
        """One step, and what has to hold after it."""
        before, kept, said = self.now(), self.revisions(), self.said()
        if what == "sweep":
            sweep_bodies(self.desk, AT_ONCE)
            assert self.now() == before
        elif what == "open again":
            path = self.desk.store.path
            close_pool(self.desk)
            again = open_pool(path, "correct horse", self.desk.clock)
            self.desk.store, self.desk.is_closed = again.store, False
            assert self.now() == before
        elif what == "undo":
            if self.past:
                self.desk.undo()
                assert self.now() == self.past.pop()
                self.future.append(before)
        elif what == "redo":
            if self.future:
                self.desk.redo()
                assert self.now() == self.future.pop()
                self.past.append(before)
        else:
            self._deed(before, kept, said, what, *more)

    def _deed(self, before: Snapshot, kept: dict[str, Any], said: dict[str, Any], what: str, *more: Any) -> None:
        undone = len(self.desk.store.stacks.undo)
        try:
            self.do(what, *more)
        except Problem:
            assert self.now() == before
            return
        after = self.revisions()
        assert kept.items() <= after.items(), "a revision was lost or changed"
        made = [after[key] for key in after.keys() - kept.keys()]
        assert len(made) == (what in ("correct", "send back"))
        for number, _, _, _, body in made:
            assert number == len(kept) + 1
            assert body["observation"]["outcome"] == said["outcome"]
            told = {key: (one["judgement"], one["evidence"]) for key, one in body["judgements"].items()}
            assert told == said["judgements"]
            assert body["strengths"] == said["strengths"]
            assert [one["text"] for one in body["actions"]] == said["actions"]
        if len(self.desk.store.stacks.undo) > undone:
            self.past.append(before)
            self.future.clear()


BACK = [("undo",), ("sweep",), ("open again",), ("redo",)]


@example([("attach", "form.pdf", bytes(range(256)) * 900), ("take off", 0), *BACK, ("undo",), ("undo",), *BACK[1:]])
@example(
    [
        ("correct", {"1": "Not met", "6": "Developing", "7": "Developing"}, "x"),
        *BACK,
        ("send back",),
        *BACK,
        ("submit",),
    ]
)
@example([("attach", "form.pdf", b"one"), ("attach", "form 2.pdf", b"one"), ("take off", 0), ("sweep",), *BACK])
@settings(max_examples=7, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEPS, min_size=4, max_size=12))
def test_what_is_undone_is_back_to_the_byte_and_no_revision_is_lost(steps: list[tuple[Any, ...]]) -> None:
    folder = Path(tempfile.mkdtemp(prefix="trainerpool-"))
    visit = seen(folder)
    try:
        visit.submitted(visit.nadia)
        tried = Tried(visit, folder)
        for one in steps:
            tried.step(*one)
        while tried.past:
            tried.step("undo")
        while tried.future:
            tried.step("redo")
    finally:
        visit.desk.store.close()
