"""Calls for availability: who is asked, what travels, answers that come back, who is written to, and a call taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tests.operations.carrying.desks import a_profile, hand, person_id, pool_with_offers, read, sent
from trainerpool.operations.availability import add_unavailability, set_weekdays
from trainerpool.operations.calls import record_call_written, take_back_call, write_call_drafts
from trainerpool.operations.carrying.handing_out import prepare_carry
from trainerpool.operations.carrying.taking_in import receive_return, take_in_return, waiting_return
from trainerpool.operations.desk import Desk
from trainerpool.operations.desk_deeds.asking import answer_availability, call_for_availability
from trainerpool.operations.people import add_trainer, merge_trainers
from trainerpool.problem import Problem
from trainerpool.queries.availability import absences
from trainerpool.queries.calls import ANSWERED, LATE, OPEN, CallPageRow, availability_calls
from trainerpool.queries.desk_pages import my_availability

NADIA, DENZIL, FEMI = "Nadia Farouk", "Denzil Barlow", "Femi Dacosta"
TERM = date(2027, 1, 11), date(2027, 3, 26)
BY = date(2026, 12, 7)


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[Desk]:
    desk = pool_with_offers(tmp_path / "pool")
    yield desk
    desk.store.close()


def asked(pool: Desk, *names: str) -> str:
    """A call for the spring term; its id."""
    return str(call_for_availability(pool, *TERM, BY, "For the spring programme", list(names) or None).result)


def the_call(pool: Desk, call: str, today: date | None = None) -> CallPageRow:
    return next(one for one in pool.ask(availability_calls, today or pool.today) if one.id == call)


def of(row: CallPageRow, name: str) -> object:
    return next(one for one in row.asked if one.name == name)


def test_everybody_or_those_named_are_asked_and_it_travels_to_them_alone(pool: Desk) -> None:
    everybody, some = asked(pool), asked(pool, NADIA)
    assert {one.name for one in the_call(pool, everybody).asked} == {NADIA, DENZIL, FEMI}
    assert [one.name for one in the_call(pool, some).asked] == [NADIA]
    hers = prepare_carry(pool, NADIA).content.records["availability_call"]
    his = prepare_carry(pool, DENZIL).content.records["availability_call"]
    assert set(hers) == {everybody, some}
    assert set(his) == {everybody}
    assert "2 calls for availability" in prepare_carry(pool, NADIA).inside.lines


@pytest.mark.parametrize(
    ("days", "by", "names", "says"),
    [
        ((TERM[1], TERM[0]), BY, None, "before it begins"),
        ((date(2026, 1, 1), date(2026, 2, 1)), BY, None, "nobody can be asked about it"),
        (TERM, date(2026, 1, 1), None, "nobody could answer by then"),
        (TERM, BY, [], "Nobody was chosen"),
        (TERM, BY, ["Nobody Here"], "No person"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused(pool: Desk, days, by, names, says) -> None:
    with pytest.raises(Problem, match=says):
        call_for_availability(pool, *days, by, trainers=names)
    assert pool.ask(availability_calls, pool.today) == ()


def test_an_answer_comes_back_with_a_return_and_with_what_was_said(pool: Desk, tmp_path: Path) -> None:
    call = asked(pool)
    nadia = a_profile(tmp_path / "nadia", NADIA)
    hand(pool, nadia, NADIA)
    hers = of(the_call(pool, call), NADIA)
    assert hers.carried.number == 1
    assert hers.state == OPEN
    assert of(the_call(pool, call), DENZIL).carried is None
    [waiting] = nadia.ask(my_availability, person_id(nadia, NADIA), nadia.today).calls
    assert waiting.note == "For the spring programme"
    add_unavailability(nadia, NADIA, date(2027, 2, 15), date(2027, 2, 19))
    answer_availability(nadia, call, NADIA)
    returned = str(receive_return(pool, read(pool, sent(nadia), NADIA)).result)
    nadia.store.close()
    assert of(the_call(pool, call), NADIA).returned == returned, "it waits, and is a door"
    take_in_return(pool, waiting_return(pool, returned))
    found = the_call(pool, call)
    hers = of(found, NADIA)
    assert (hers.state, hers.answered_on, hers.returned) == (ANSWERED, pool.today, "")
    assert hers.said == ("Away 15 Feb to 19 Feb",)
    assert found.summary == "1 of 3 people answered"
    assert [one.name for one in found.asked] == [DENZIL, FEMI, NADIA], "who has not answered stands first"


def test_an_answer_is_entered_for_somebody_and_what_is_known_is_told(pool: Desk) -> None:
    call = asked(pool, DENZIL)
    answer_availability(pool, call, DENZIL, told_by="by telephone")
    his = of(the_call(pool, call), DENZIL)
    assert (his.told_by, his.said) == ("by telephone", ("Not away",))
    set_weekdays(pool, DENZIL, [0, 1])
    assert of(the_call(pool, call), DENZIL).said == ("Can deliver on Mon, Tue",)


def test_after_its_day_answers_that_are_missing_are_late_and_before_they_are_not(pool: Desk) -> None:
    call = asked(pool)
    answer_availability(pool, call, NADIA)
    assert not the_call(pool, call, BY).is_late(BY)
    late = date(2026, 12, 8)
    found = the_call(pool, call, late)
    assert found.is_late(late)
    assert [of(found, name).state for name in (NADIA, DENZIL)] == [ANSWERED, LATE]
    over = date(2027, 3, 27)
    assert not the_call(pool, call, over).is_late(over)


def test_who_has_not_answered_is_written_to_and_that_is_recorded(pool: Desk, tmp_path: Path) -> None:
    call = asked(pool)
    answer_availability(pool, call, FEMI)
    done = write_call_drafts(pool, call, tmp_path)
    assert len(done.result.files) == 2
    assert done.result.without_address == 1, "Denzil has none on record"
    mail = message_from_bytes((tmp_path / "Nadia Farouk, availability.eml").read_bytes(), policy=default)
    assert mail["X-Unsent"] == "1"
    assert mail["To"] == "Nadia Farouk <n.farouk@ellerdale.example.org>"
    body = mail.get_content()
    assert "When are you free to deliver from Mon 11 Jan 2027 to Fri 26 Mar 2027?" in body
    assert "Please answer by Mon 7 Dec 2026." in body
    assert "For the spring programme" in body
    assert of(the_call(pool, call), NADIA).written_on == pool.today
    assert of(the_call(pool, call), FEMI).written_on is None
    write_call_drafts(pool, call, tmp_path, people=[person_id(pool, NADIA)])
    again = message_from_bytes((tmp_path / "Nadia Farouk, availability 2.eml").read_bytes(), policy=default)
    assert "We have not heard yet when you are free" in again.get_content()
    record_call_written(pool, call, [NADIA], date(2026, 11, 1))
    assert of(the_call(pool, call), NADIA).written_on == date(2026, 11, 1)
    pool.undo()
    assert of(the_call(pool, call), NADIA).written_on == pool.today


def test_stopped_between_two_drafts_nothing_is_left_and_nobody_was_written_to(pool: Desk, tmp_path: Path) -> None:
    call, folder = asked(pool), tmp_path / "drafts"
    folder.mkdir()
    steps: list[int] = []
    with pytest.raises(Problem, match="Stopped"):
        write_call_drafts(
            pool, call, folder, told=lambda done, _of, _name: steps.append(done), stopped=lambda: len(steps) > 2
        )
    assert steps == [0, 1, 2]
    assert list(folder.iterdir()) == []
    assert all(one.written_on is None for one in the_call(pool, call).asked)
    for name in (NADIA, DENZIL, FEMI):
        answer_availability(pool, call, name)
    with pytest.raises(Problem, match="Everybody asked has answered"):
        write_call_drafts(pool, call, folder)


def test_a_call_taken_back_takes_its_answers_and_leaves_what_was_told(pool: Desk) -> None:
    call = asked(pool, NADIA)
    add_unavailability(pool, NADIA, date(2027, 2, 15), date(2027, 2, 19))
    answer_availability(pool, call, NADIA)
    take_back_call(pool, call)
    assert pool.ask(availability_calls, pool.today) == ()
    assert len(pool.ask(absences)) == 1
    pool.undo()
    assert of(the_call(pool, call), NADIA).state == ANSWERED


def test_a_record_that_goes_up_in_another_leaves_the_other_asked(pool: Desk) -> None:
    add_trainer(pool, "Nadya", "Farouk", "Ellerdale NHS Trust")
    call = asked(pool, "Nadya Farouk")
    record_call_written(pool, call, ["Nadya Farouk"])
    merge_trainers(pool, "Nadya Farouk", NADIA)
    hers = of(the_call(pool, call), NADIA)
    assert hers.written_on == pool.today
    pool.undo()
    assert [one.name for one in the_call(pool, call).asked] == ["Nadya Farouk"]
