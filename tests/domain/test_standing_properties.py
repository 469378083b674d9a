"""What holds of every standing, whatever the evidence."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.domain.cases import DEFAULT, TITLES, at, path
from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.policy import Policy, PolicyVersion
from trainerpool.domain.standing import Standing, State, standing

FIRST = date(2024, 1, 1)
DAYS = st.integers(0, 1_500).map(lambda number: FIRST + timedelta(days=number))
COURSES = st.sampled_from([None, "NEG", "DA"])
OUTCOMES = st.sampled_from([None, "Continue", "Continue with actions", "Co-deliver only", "Pause and refer"])
NAMES = st.sampled_from([None, "Dana Barlow", "Asha Thwaite", "Marian Holt", "Jo Ackroyd"])
BEGINS = st.one_of(st.none(), DAYS)
PATH_KINDS = (
    EvidenceKind.APPLICATION, EvidenceKind.RELEASE_AGREEMENT, EvidenceKind.ELIGIBILITY_CHECK, EvidenceKind.TTT_COURSE,
    EvidenceKind.SHADOW, EvidenceKind.CO_DELIVERY, EvidenceKind.OBSERVED_DELIVERY, EvidenceKind.SIGN_OFF,
)  # fmt: skip
NEEDED = Counter(dict.fromkeys(PATH_KINDS, 1) | {EvidenceKind.CO_DELIVERY: 2})


def rank(now: Standing) -> int:
    """How good a standing is; whoever is not approved yet, on hold or not, ranks with whoever was once.

    So does a pause, which only an approved trainer can be in: seen so as a candidate, one just is not approved.
    """
    paused = now.state is State.SUSPENDED and now.reasons[0].rule == "observation"
    if paused or (now.state is State.ON_HOLD and now.approved_from is None):
        return 2
    order = (State.ALUMNI, State.SUSPENDED, State.LAPSED, State.ON_HOLD, State.APPROVED)
    return 2 if now.state is State.CANDIDATE else order.index(now.state)


@st.composite
def evidence(draw: st.DrawFn, kinds: tuple[EvidenceKind, ...] = tuple(EvidenceKind), most: int = 25) -> list[Evidence]:
    count = draw(st.integers(0, most))
    return [
        Evidence(
            f"e{number}",
            draw(st.sampled_from(kinds)),
            on.replace(day=1) if monthly else on,
            month_only=monthly,
            until=draw(st.one_of(st.none(), DAYS)),
            course=draw(COURSES),
            by=draw(NAMES),
            starred_met=draw(st.sampled_from([True, True, False, None])),
            outcome=draw(OUTCOMES),
        )
        for number in range(count)
        for on, monthly in [(draw(DAYS), draw(st.integers(0, 9)) == 0)]
    ]


@st.composite
def careers(draw: st.DrawFn) -> list[Evidence]:
    """A whole path somewhere in time, and whatever else."""
    moved = timedelta(days=draw(st.integers(-600, 400)))
    whole = [
        Evidence(f"p{place}", item.kind, item.on + moved, course=item.course, by=item.by, starred_met=item.starred_met)
        for place, item in enumerate(path())
    ]
    return [*whole, *draw(evidence())]


PEOPLE = st.one_of(evidence(), careers())


def asked(items: list[Evidence], on: date, begin: date | None, **more: object) -> Standing:
    return at(items, on, records_begin=begin, **more)


@given(PEOPLE, DAYS, BEGINS)
def test_nobody_is_approved_without_every_piece_of_evidence_or_a_visible_transfer(
    items: list[Evidence], on: date, begin: date | None
) -> None:
    now = asked(items, on, begin)
    if not now.may_deliver:
        return
    counting = [item for item in items if item.counts_from <= on]
    if any(item.kind is EvidenceKind.TRANSFERRED_APPROVAL for item in counting):
        kept = any(item.kind is EvidenceKind.SIGN_OFF for item in counting)
        assert now.transferred or kept
        assert kept or "on transfer" in now.summary or "on transfer" in " ".join(one.text for one in now.reasons)
        return
    have = Counter(item.kind for item in counting)
    decided = Counter(
        item.outcome or item.note for item in counting if item.kind is EvidenceKind.EQUIVALENCE and item.outcome
    )
    lacking = NEEDED - have
    assert not lacking - decided
    seen = [item for item in counting if item.kind is EvidenceKind.OBSERVED_DELIVERY]
    assert any(item.starred_met for item in seen)
    mentors = {item.by for item in counting if item.kind in (EvidenceKind.SHADOW, EvidenceKind.CO_DELIVERY)}
    signed = [item for item in counting if item.kind is EvidenceKind.SIGN_OFF and item.by]
    first = min(item.counts_from for item in counting if item.kind is EvidenceKind.SIGN_OFF)
    early = {
        item.by
        for item in counting
        if item.kind in (EvidenceKind.SHADOW, EvidenceKind.CO_DELIVERY) and item.counts_from <= first
    }
    assert early <= mentors
    assert any(item.by not in early for item in signed)


@given(PEOPLE, DAYS, BEGINS)
def test_everybody_has_a_reason_and_every_sentence_is_whole(
    items: list[Evidence], on: date, begin: date | None
) -> None:
    now = asked(items, on, begin)
    ids = {item.id for item in items}
    assert now.reasons
    for one in now.reasons:
        assert one.text[0].isupper() or one.text[0].isdigit()
        assert one.text.endswith(".")
        assert not one.detail or one.detail.endswith(".") or one.rule in {kind.value for kind in PATH_KINDS}
        assert one.rule
        assert set(one.evidence) <= ids
        assert "None" not in one.text + one.detail
    assert now.summary.strip().endswith(".")
    assert now.may_deliver is (now.state is State.APPROVED)
    assert set(now.courses) <= set(now.courses_ever)
    assert (now.stage != "") is (now.state is State.CANDIDATE)
    assert [due.by for due in now.next_due if due.by] == sorted(due.by for due in now.next_due if due.by)
    assert [day for day, _ in now.forecast] == sorted(day for day, _ in now.forecast)
    assert all(day > on for day, _ in now.forecast)


@given(PEOPLE, DAYS, BEGINS, st.randoms(use_true_random=False))
def test_the_order_of_the_evidence_does_not_matter(items: list[Evidence], on: date, begin: date | None, chance) -> None:
    now = asked(items, on, begin)
    mixed = list(items)
    chance.shuffle(mixed)
    again = asked(mixed, on, begin)
    assert again == now
    assert (again.reasons, again.next_due, again.path, again.forecast) == (
        now.reasons, now.next_due, now.path, now.forecast,
    )  # fmt: skip


FAVOURS = (
    EvidenceKind.APPLICATION, EvidenceKind.RELEASE_AGREEMENT, EvidenceKind.ELIGIBILITY_CHECK, EvidenceKind.TTT_COURSE,
    EvidenceKind.SHADOW, EvidenceKind.CO_DELIVERY, EvidenceKind.OBSERVED_DELIVERY, EvidenceKind.SIGN_OFF,
    EvidenceKind.COURSE_BRIEFING, EvidenceKind.DELIVERY, EvidenceKind.DEVELOPMENT_EVENT, EvidenceKind.RETURN_STEP,
    EvidenceKind.NOTICE_EXTENSION, EvidenceKind.SUSPENSION_END, EvidenceKind.TRANSFERRED_APPROVAL,
)  # fmt: skip


@given(PEOPLE, DAYS, BEGINS, evidence(kinds=FAVOURS, most=4))
def test_more_favourable_evidence_never_worsens_a_standing(
    items: list[Evidence], on: date, begin: date | None, more: list[Evidence]
) -> None:
    """Somebody new to the trainer is named on it: who mentored or observed may no longer sign, which is the rule."""
    better = [
        Evidence(
            f"more{place}", item.kind, item.on, item.month_only, course=item.course, by="Someone New",
            starred_met=True if item.kind is EvidenceKind.OBSERVED_DELIVERY else None,
        )
        for place, item in enumerate(more)
    ]  # fmt: skip
    before, after = asked(items, on, begin), asked([*items, *better], on, begin)
    assert rank(after) >= rank(before)
    assert set(before.courses) <= set(after.courses)
    if before.approved_from is not None:
        assert after.approved_from is not None
        assert after.approved_from <= before.approved_from


@given(careers(), DAYS, BEGINS)
def test_an_observation_that_is_overdue_never_lapses_anybody(
    items: list[Evidence], on: date, begin: date | None
) -> None:
    """Without any observation after approval everything else is as good as with observations that end well."""
    unseen = [item for item in items if item.kind is not EvidenceKind.OBSERVED_DELIVERY or item.id.startswith("p")]
    seen = [
        *unseen,
        *(
            Evidence(
                f"seen{year}", EvidenceKind.OBSERVED_DELIVERY, date(year, 6, 1), by="Rosa Penhale", outcome="Continue"
            )
            for year in range(2022, 2030)
        ),
    ]
    assert asked(unseen, on, begin).state is asked(seen, on, begin).state


@given(PEOPLE, DAYS, BEGINS)
def test_a_policy_that_takes_effect_later_changes_nothing_today(
    items: list[Evidence], on: date, begin: date | None
) -> None:
    assume(begin is None or begin <= on)  # a clock that starts later is rightly measured by the later policy
    strict = Policy(least_deliveries=9, approval_months=1, agreement_months=1, path=())
    later = (*DEFAULT, PolicyVersion(on + timedelta(days=1), strict, applies_to_running=True))
    assert asked(items, on, begin, policies=later) == asked(items, on, begin)


@given(PEOPLE, DAYS, st.integers(0, 25))
def test_as_recorded_then_hides_what_was_recorded_later(items: list[Evidence], on: date, known: int) -> None:
    moment = datetime(2026, 5, 1, 12, tzinfo=UTC)
    stamped = [
        Evidence(
            item.id, item.kind, item.on, item.month_only, item.until, item.course, item.by, "", item.starred_met,
            item.outcome, "", moment + timedelta(seconds=place - known),
        )
        for place, item in enumerate(items)
    ]  # fmt: skip
    now = standing(stamped, DEFAULT, on, records_begin=None, courses=TITLES, name="Nadia Farouk", known_on=moment)
    then = asked(items[: known + 1], on, None)
    assert now == then
    assert now.reasons == then.reasons


@given(PEOPLE, DAYS, BEGINS)
def test_nothing_changes_before_the_next_change(items: list[Evidence], on: date, begin: date | None) -> None:
    now = asked(items, on, begin)
    change = now.next_change
    last = min(change - timedelta(days=1) if change else on + timedelta(days=400), on + timedelta(days=400))
    for day in {on + (last - on) // 3, on + (last - on) // 2, last}:
        then = asked(items, day, begin)
        assert (then.state, then.courses, then.on_notice_until) == (now.state, now.courses, now.on_notice_until)
