"""What holds of observations after any deeds in any order: nothing counts that may not, no revision is lost, undo is exact."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.operations.observations.seen import STARRED, of_visit, on_the_path, person
from tests.operations.small_pool import small_pool
from tests.store.pools import content
from trainerpool.domain.outcomes import Outcome
from trainerpool.operations import evidence, observations
from trainerpool.operations.desk import Desk
from trainerpool.problem import Problem
from trainerpool.queries.observations import observations as rows
from trainerpool.queries.standings import standing_of
from trainerpool.store.records import EvidenceItem, Judgement, Observation, ObservationRevision

LIMITS = {"Co-deliver only", "Pause and refer"}
OUTCOMES = st.sampled_from([one.value for one in Outcome])
PEOPLE = st.sampled_from(["Ruth Penhale", "R. Penhale", "Denzil Barlow", "Femi Dacosta", "Marian Holt", "Sable Weir"])
GRADES = st.sampled_from(["Met", "Met", "Met", "Developing", "Not met", "Not seen"])
STEPS = st.one_of(
    st.tuples(st.just("visit"), PEOPLE, st.integers(1, 18)),
    st.tuples(st.just("judge"), st.sampled_from(["1", "10", "22", "7"]), GRADES),
    st.tuples(st.just("all met")),
    st.tuples(st.just("outcome"), OUTCOMES),
    st.tuples(st.just("submit")),
    st.tuples(st.just("second"), PEOPLE),
    st.tuples(st.just("moderate"), PEOPLE),
    st.tuples(st.just("send back"), PEOPLE),
    st.tuples(st.just("correct"), st.sampled_from(["1", "10", "22"]), GRADES, st.one_of(st.none(), OUTCOMES)),
    st.tuples(st.just("sign off"), PEOPLE, st.integers(10, 20)),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


class Play:
    """Femi, who lacks an observed delivery and a sign-off, and whoever comes to observe."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.revisions: dict[str, Any] = {}

    def latest(self) -> str:
        found = self.desk.ask(rows, self.desk.today)
        return found[0].id if found else "none"

    def do(self, what: str, *more: Any) -> None:
        desk, one = self.desk, self.latest()
        match what:
            case "visit":
                self.visit(*more)
            case "judge":
                observations.judge(desk, one, more[0], more[1], "Seen so")
            case "all met":
                observations.judge_several(desk, one, STARRED)
            case "outcome":
                observations.set_outcome(desk, one, more[0])
            case "submit":
                observations.submit_observation(desk, one)
            case "second":
                observations.second_observation(desk, one, more[0])
            case "moderate":
                observations.moderate_observation(desk, one, more[0])
            case "send back":
                observations.send_back_observation(desk, one, "Thin", more[0])
            case "correct":
                said = {more[0]: {"judgement": more[1], "evidence": "Seen so"}}
                observations.correct_observation(desk, one, "Wrong", judgements=said, outcome=more[2])
            case "sign off":
                evidence.add_evidence(desk, "Femi Dacosta", "sign_off", f"2026-11-{more[1]}", course="NEG", by=more[0])
            case "undo":
                desk.undo()
            case "redo":
                desk.redo()

    def visit(self, observer: str, day: int) -> None:
        with self.desk.together("A visit from paper"):
            on = date(2026, 11, day)
            visit = observations.enter_paper_visit(
                self.desk, observer, "by post", ["Femi Dacosta"], course="NEG", on=on
            ).result
            one = of_visit(self.desk, visit)["Femi"]
            observations.record_reflection(self.desk, one, declined=True)
            due = {"text": "Warn", "owner": "Femi", "due": "2026-12-18"}
            observations.set_actions(self.desk, one, [due])
            observations.set_outcome(self.desk, one, "Continue")

    def check(self) -> None:
        """What 2-domain asks, reckoned from the tables alone."""
        with self.desk.store.reader() as reader:
            seen = {one.id: one for one in reader.scalars(select(Observation))}
            items = list(reader.scalars(select(EvidenceItem).where(EvidenceItem.observation_id.is_not(None))))
            met = {one: set() for one in seen}  # type: ignore[var-annotated]
            for row in reader.scalars(select(Judgement).where(Judgement.judgement == "Met")):
                met[row.observation_id].add(row.criterion)
            kept = {row.id: (row.number, row.why, row.body) for row in reader.scalars(select(ObservationRevision))}
            reader.expunge_all()
        replaced = {item.replaces_id for item in items}
        standing = [item for item in items if item.id not in replaced and not item.retracted]
        assert len({item.observation_id for item in standing}) == len(standing), "one visit counts twice"
        for item in standing:
            one = seen[item.observation_id or ""]
            assert item.outcome in LIMITS or one.submitted_on is not None, "a draft counts"
            if one.submitted_on is not None and (one.outcome not in LIMITS or one.seconded_on is not None):
                assert (item.outcome, item.starred_met) == (one.outcome, set(STARRED) <= met[one.id])
            if item.outcome in LIMITS and item.outcome == one.outcome and one.seconded_by:
                assert one.seconded_by not in {"Ruth Penhale", "R. Penhale", "Femi Dacosta"} or "Penhale" not in str(
                    one.observer_name
                )
        now = self.desk.ask(standing_of, person(self.desk, "Femi"), self.desk.today)
        if now.approved_from is not None:
            good = [
                item
                for item in standing
                if item.starred_met
                and item.outcome not in LIMITS
                and item.on <= now.approved_from.isoformat()
                and "Barlow" not in str(item.by_name)
                and "Dacosta" not in str(item.by_name)
            ]
            assert good, "signed off without every starred criterion met by somebody independent"
        for key, before in self.revisions.items():
            assert kept.get(key, before) == before, "a revision was changed"
        self.revisions = kept


SIGNED = [("all met",), ("submit",), ("sign off", "Marian Holt", 20)]


@example([*SIGNED, ("correct", "10", "Not met", None), ("undo",), ("redo",)])
@example(
    [*SIGNED, ("visit", "Denzil Barlow", 12), ("correct", "1", "Met", "Pause and refer"), ("second", "Marian Holt")]
)
@example(
    [
        ("all met",),
        ("outcome", "Pause and refer"),
        ("submit",),
        ("sign off", "Marian Holt", 20),
        ("second", "R. Penhale"),
    ]
)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEPS, min_size=4, max_size=22))
def test_whatever_is_done_in_whatever_order(steps: list[tuple[Any, ...]]) -> None:
    folder = Path(tempfile.mkdtemp(prefix="trainerpool-"))
    desk = small_pool(folder)
    try:
        on_the_path(desk)
        play = Play(desk)
        play.do("visit", "Ruth Penhale", 9)
        for what, *more in steps:
            before, undone = content(desk.store), len(desk.store.stacks.undo)
            try:
                play.do(what, *more)
            except Problem:
                assert content(desk.store) == before
                continue
            play.check()
            after = content(desk.store)
            if len(desk.store.stacks.undo) == undone + 1 and what not in {"undo", "redo"}:
                desk.undo()
                assert content(desk.store) == before
                desk.redo()
                assert content(desk.store) == after
    finally:
        desk.store.close()
        shutil.rmtree(folder)
