"""Letters about places: one mail a trainer, what it says, and a calendar two readers agree on, cancelled when taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import vobject
from icalendar import Calendar

from tests.reports.conftest import Term
from trainerpool.exchange.letters import LetterKind
from trainerpool.operations.allocations import (
    offer_place,
    send_offers,
    take_back_offer,
    withdraw_trainer,
)
from trainerpool.operations.letters import set_letter
from trainerpool.operations.sessions import cancel_session, move_session
from trainerpool.problem import Problem
from trainerpool.queries.offers import offers
from trainerpool.reports.offer_letters import Letter, calls_for, letter_of, offer_letters, write_drafts


def letters(term: Term, kind: LetterKind) -> dict[str, Letter]:
    desk = term.desk
    rows = [row for row in desk.ask(offers, desk.today) if calls_for(row, kind)]
    found = offer_letters(desk.ask, kind, rows, desk.person, desk.clock.now(), desk.today)
    return {one.name: one for one in found}


def events(letter: Letter) -> list[tuple[str, str, int]]:
    """(uid, status, sequence) as two readers have them, which have to agree."""
    ours = vobject.readOne(letter.draft.calendar.decode()).vevent_list
    theirs = Calendar.from_ical(letter.draft.calendar).walk("VEVENT")
    found = [(one.uid.value, one.status.value, int(one.sequence.value)) for one in ours]
    assert found == [(str(one["uid"]), str(one["status"]), int(one["sequence"])) for one in theirs]
    assert b"METHOD:PUBLISH" in letter.draft.calendar
    return found


@pytest.fixture
def asked(own_term: Term) -> Term:
    """Nia is proposed for two sessions."""
    own_term.put("curious", "Nia", "co-trainer", "proposed")
    own_term.put("neglect", "Nia", "co-trainer", "proposed")
    return own_term


def test_one_mail_holds_every_place_with_all_that_is_needed(asked: Term) -> None:
    (letter,) = letters(asked, LetterKind.OFFER).values()
    said = letter.draft.body
    assert letter.draft.address == "nia@probation.example.org"
    assert letter.draft.subject.startswith(
        "Can you deliver? Neglect: Recognising and Responding, Tue 12 Jan 2027 and 1 more"
    )
    assert said.startswith("Dear Nia,\n\nWe would like you to deliver:\n\n1. Neglect")
    assert "Tue 12 Jan 2027, 09:30 to " in said
    assert "Your role: co-trainer" in said
    assert "With: Gwen Parry (lead), gwen.parry@police.example.org" in said
    assert "With: Ottilie Brand (co-trainer, asked too), ottilie.brand@health.example.org" in said
    assert "Let us know by Fri 27 Nov 2026" in said
    assert letter.answer_by == date(2026, 11, 27)
    assert "\n\n2. " in said


def test_the_venue_says_how_to_get_in(asked: Term) -> None:
    from sqlalchemy import select

    from trainerpool.store.records import Venue

    with asked.desk.work("Say how to get in") as work:
        for venue in work.find(select(Venue)):
            venue.address, venue.postcode, venue.access = "3 Mill Lane", "NO1 4AB", "Ring at the side door"
    said = letters(asked, LetterKind.OFFER)["Nia O'Dowd"].draft.body
    assert "Moor Hall, Long Room, 3 Mill Lane, NO1 4AB\n   Getting in: Ring at the side door" in said


def test_the_calendar_is_tentative_at_the_right_hour(asked: Term) -> None:
    letter = letters(asked, LetterKind.OFFER)["Nia O'Dowd"]
    assert {status for _, status, _ in events(letter)} == {"TENTATIVE"}
    first = next(
        one
        for one in vobject.readOne(letter.draft.calendar.decode()).vevent_list
        if asked.sessions["neglect"] in one.uid.value
    )
    assert first.dtstart.value.astimezone(UTC) == datetime(2027, 1, 12, 9, 30, tzinfo=UTC)


def test_the_sequence_rises_through_offer_move_reminder_and_withdrawal(asked: Term) -> None:
    uid = f"{asked.sessions['neglect']}-1@trainerpool"
    seen = []

    def note(kind: LetterKind) -> str:
        found = {one: (status, number) for one, status, number in events(letters(asked, kind)["Nia O'Dowd"])}
        seen.append(found[uid][1])
        return found[uid][0]

    assert note(LetterKind.OFFER) == "TENTATIVE"
    send_offers(asked.desk, from_=date(2027, 1, 1), to=date(2027, 12, 31), trainers=[asked.people["Nia"]])
    move_session(asked.desk, "neglect", [{"start": "2027-01-13T09:30", "end": "2027-01-13T16:30"}])
    assert note(LetterKind.REMINDER) == "TENTATIVE"
    take_back_offer(asked.desk, "neglect", asked.people["Nia"])
    assert note(LetterKind.TAKEN_BACK) == "CANCELLED"
    assert note(LetterKind.OFFER) == "TENTATIVE"
    offer_place(asked.desk, "neglect", asked.people["Nia"])
    withdraw_trainer(asked.desk, "neglect", asked.people["Nia"])
    assert note(LetterKind.WITHDRAWAL) == "CANCELLED"
    assert seen == sorted(set(seen)), seen


def test_whoever_is_substituted_is_told_by_whom(own_term: Term) -> None:
    term = own_term
    rows = {
        row.trainer.name: row for row in term.desk.ask(offers, term.desk.today) if row.session.reference == "neglect"
    }
    assert letter_of(rows["Gwen Parry"]) is None
    with term.desk.work("As the rules are not what this is about") as work:
        from trainerpool.store.records import Allocation

        gwen = work.get(Allocation, rows["Gwen Parry"].id)
        gwen.state = "substituted"
        new = {"session_id": gwen.session_id, "person_id": term.people["Nia"], "role": "lead", "state": "proposed"}
        work.add(Allocation(instead_of_id=gwen.id, **new))
    (letter,) = letters(term, LetterKind.SUBSTITUTION).values()
    assert letter.name == "Gwen Parry"
    assert "Nia O'Dowd will deliver in your place" in letter.draft.body
    assert {status for _, status, _ in events(letter)} == {"CANCELLED"}


def test_whoever_knew_of_the_old_day_reads_what_changed(own_term: Term) -> None:
    move_session(own_term.desk, "neglect", [{"start": "2027-01-13T09:30", "end": "2027-01-13T16:30"}], ask_again=True)
    found = letters(own_term, LetterKind.CHANGE)
    assert set(found) == {"Gwen Parry", "Ottilie Brand", "Sam Hill"}
    gwen = found["Gwen Parry"]
    assert "has changed: moved from Tue 12 Jan 2027 to Wed 13 Jan 2027. Now it is:" in gwen.draft.body
    assert gwen.answer_by is not None
    assert {status for _, status, _ in events(gwen)} == {"TENTATIVE"}
    assert letters(own_term, LetterKind.REMINDER) == {}
    send_offers(own_term.desk, session="neglect", again=True)
    assert letters(own_term, LetterKind.CHANGE) == {}
    assert len(letters(own_term, LetterKind.REMINDER)) == 3


def test_a_cancelled_session_goes_out_of_the_calendars_of_those_who_knew(asked: Term) -> None:
    cancel_session(asked.desk, "neglect", "Flood")
    found = letters(asked, LetterKind.CANCELLED)
    assert set(found) == {"Gwen Parry", "Ottilie Brand", "Sam Hill"}
    assert found["Gwen Parry"].draft.subject == "Cancelled: Neglect: Recognising and Responding, Tue 12 Jan 2027"
    assert "Flood" not in found["Gwen Parry"].draft.body
    assert {status for _, status, _ in events(found["Gwen Parry"])} == {"CANCELLED"}
    assert letters(asked, LetterKind.REMINDER) == {}


def test_a_history_of_some_says_what_the_whole_says(asked: Term) -> None:
    from trainerpool.queries.changes import calendar_history

    move_session(asked.desk, "curious", [{"start": "2027-01-13T09:30", "end": "2027-01-13T16:30"}])
    whole = asked.desk.ask(calendar_history)
    for key in asked.sessions.values():
        some = asked.desk.ask(calendar_history, (key,))
        assert some.changes[key] == whole.changes[key]
        assert some.most_parts[key] == whole.most_parts[key]
        assert set(some.changes) == {key}


def test_the_pool_keeps_its_own_words(asked: Term) -> None:
    set_letter(asked.desk, "offer", "Free? {session}", "Hello {first name}: {places}")
    assert letters(asked, LetterKind.OFFER)["Nia O'Dowd"].draft.body.startswith("Hello Nia: 1. Neglect")
    with pytest.raises(Problem, match=r"no field \{shoe size\}"):
        set_letter(asked.desk, "offer", "Hello", "{places} {shoe size}")
    asked.desk.undo()
    assert letters(asked, LetterKind.OFFER)["Nia O'Dowd"].draft.body.startswith("Dear Nia")


def test_drafts_are_written_beside_what_is_there_and_a_stop_leaves_none(asked: Term, tmp_path: Path) -> None:
    asked.put("curious", "Sam", "extra", "proposed")
    both = list(letters(asked, LetterKind.OFFER).values())
    first = write_drafts(both, tmp_path / "out")
    again = write_drafts(both, tmp_path / "out")
    assert sorted(path.name for path in first) == ["Offer Nia O'Dowd.eml", "Offer Sam Hill.eml"]
    assert len({*first, *again}) == 4
    told = message_from_bytes(first[0].read_bytes(), policy=policy.default)
    assert (told["X-Unsent"], told["To"].addresses[0].addr_spec) == ("1", "nia@probation.example.org")
    turns: list[int] = []
    left = write_drafts(both, tmp_path / "stopped", lambda done, _all: turns.append(done), lambda: not turns)
    assert (left, turns, list((tmp_path / "stopped").iterdir())) == ((), [1], [])


def test_private_copies_name_nobody(asked: Term, tmp_path: Path) -> None:
    (path,) = write_drafts(list(letters(asked, LetterKind.OFFER).values()), tmp_path / "private", named=False)
    assert path.name == "offer 1.eml"
    assert path.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_is_a_problem_and_leaves_nothing(asked: Term, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Problem, match="could not be written"):
        write_drafts(list(letters(asked, LetterKind.OFFER).values()), tmp_path / "file" / "out")
