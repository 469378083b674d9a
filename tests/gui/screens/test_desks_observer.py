"""My visits at an observer's own desk: the form, what is kept through a kill, what is written up, and what goes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.gui.screens.desks_seat import make_own_desk, own_seat, person_of, the_pool
from tests.gui.screens.seats import Seat, clipped, nameless
from trainerpool.domain.observations import ObservationState
from trainerpool.operations.carrying.at_desk import open_return_file
from trainerpool.operations.carrying.taking_in import ReadReturn, take_in_return
from trainerpool.operations.kept_files import read_kept_file
from trainerpool.operations.pools import close_pool
from trainerpool.queries.desk_pages import to_send
from trainerpool.queries.observations import observations
from trainerpool.store.records import KeptFile, ObservationRevision

ALED = "Aled Thwaite"
_BEFORE = (
    ObservationState.PLANNED, ObservationState.UNDER_WAY, ObservationState.AWAITING_REFLECTION, ObservationState.DRAFT,
)  # fmt: skip
SCAN = b"%PDF-1.7 " + bytes(range(256)) * 400


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The desk of somebody who delivers and observes, and the pool it came from, closed."""
    with pytest.MonkeyPatch.context() as patch:
        yield make_own_desk(tmp_path_factory.mktemp("made"), patch, ALED)


@pytest.fixture
def own(qapp, made: Path, tmp_path: Path) -> Iterator[Seat]:
    """The window at a fresh copy of it."""
    yield from own_seat(made, tmp_path)


def test_who_does_both_has_the_pages_of_both(own: Seat) -> None:
    shown = [page.key for page in own.window.pages_here() if page.place == "rail"]
    assert shown == [
        "my_sessions",
        "get_ready",
        "my_availability",
        "my_standing",
        "my_reflections",
        "my_visits",
        "send",
    ]
    assert own.window.rail.part.text().startswith("Trainer and observer, ")


def test_a_visit_is_opened_begun_and_goes_with_what_is_sent(own: Seat) -> None:
    page = own.go("my_visits")
    line = page.list.current()
    assert line.deeds[-1].words == "Start"
    page.do(line, "observe")
    own.rest()
    form = own.window.navigator.shown()
    own.until(lambda: form.form is not None)
    assert own.window.navigator.here == "my_visit"
    own.front()
    form.composer.field.setFocus()
    form.composer.field.setPlainText("Opens with the working agreement")
    form.composer.finish()
    own.rest()
    rows = [one for one in own.desk.ask(observations, own.desk.today) if one.observer_id == person_of(own)]
    assert any(one.state is ObservationState.UNDER_WAY for one in rows)
    assert own.desk.ask(to_send).unsent > 0
    form._home()
    own.rest()
    assert own.window.navigator.here == "my_visits"


def test_what_is_the_business_units_is_not_offered(own: Seat) -> None:
    page = own.go("my_visits")
    seen = set()
    for item in [one for one in page.list.lines.items if hasattr(one, "key")]:
        page.list.choose(item.key)
        own.rest()
        seen |= {words for words, _ in page.deeds_of(page.list.current())}
    assert "Start the visit" in seen
    assert not {"Moderate", "Close", "Cancel the visit", "Record the reply"} & seen


def test_a_scan_is_attached_and_travels_into_the_pool(own: Seat, tmp_path: Path) -> None:
    page = own.go("my_visits")
    own.answers.path = tmp_path / "Page one.pdf"
    own.answers.path.write_bytes(SCAN)
    dict(page.deeds_of(page.list.current()))["Attach a scan"]()
    own.rest()
    assert [one.name for one in page.page.files] == ["Page one.pdf"]
    sending = own.go("send")
    assert any(
        "attaches a scan" in line.title and "Page one.pdf" in line.detail for line in sending.list.lines.items[1:]
    )
    own.answers.path = tmp_path / "back.tpreturn"
    sending.write()
    own.rest()
    assert SCAN[:20] not in own.answers.path.read_bytes()
    pool = the_pool(tmp_path)
    read = open_return_file(pool, own.answers.path)
    assert isinstance(read, ReadReturn)
    take_in_return(pool, read)
    (file,) = pool.ask(lambda it: list(it.scalars(select(KeptFile.id).where(KeptFile.owner_kind == "visit"))))
    assert read_kept_file(pool, file) == SCAN
    close_pool(pool)


def test_what_was_submitted_is_corrected_as_a_revision_that_the_pool_takes_in(own: Seat, tmp_path: Path) -> None:
    page = own.go("my_visits")
    seen = next(
        one for one in own.desk.ask(observations, own.desk.today)
        if one.observer_id == person_of(own) and one.state not in (*_BEFORE, ObservationState.CLOSED)
    )  # fmt: skip
    page.list.choose(seen.id)
    own.rest()
    dict(page.deeds_of(page.list.current()))["Correct"]()
    own.rest()
    form = page.form
    form.form.controls["strength0"].setPlainText("Keeps to time, and says so")
    form.finish()
    assert form.reason.fields["why"].message.text() == "Say why: the revision keeps it."
    form.reason.controls["why"].setPlainText("Left out by mistake")
    form.finish()
    own.rest()
    assert page.form is None
    sending = own.go("send")
    own.answers.path = tmp_path / "back.tpreturn"
    sending.write()
    own.rest()
    pool = the_pool(tmp_path)
    read = open_return_file(pool, own.answers.path)
    assert isinstance(read, ReadReturn)
    assert take_in_return(pool, read).result.left == ()
    of_it = select(ObservationRevision.why).where(ObservationRevision.observation_id == seen.id)
    (why,) = pool.ask(lambda it: list(it.scalars(of_it)))
    told = next(one for one in pool.ask(observations, own.desk.today) if one.id == seen.id)
    assert (why, told.strengths[0]) == ("Left out by mistake", "Keeps to time, and says so")
    close_pool(pool)


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_nothing_is_clipped_or_nameless(own: Seat, size: tuple[int, int]) -> None:
    page = own.go("my_visits")
    own.size(*size)
    assert clipped(page) == []
    assert nameless(page) == []
