"""Letters about places: one mail a trainer with every place it is about, and the calendar that goes with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from trainerpool.domain import offers as way
from trainerpool.domain.dates import in_words
from trainerpool.domain.policy import policy_on
from trainerpool.exchange.drafts import Draft, eml
from trainerpool.exchange.letters import LetterKind, Template, fill, templates_from
from trainerpool.host.files import make_folder, write_whole
from trainerpool.queries.changes import CalendarHistory, calendar_history
from trainerpool.queries.offers import TAKEN_BACK, Mate, OfferRow, kept_letters
from trainerpool.queries.settings import PoolSettings, policies, pool_settings, working_days
from trainerpool.reports.asking import Ask
from trainerpool.reports.calendars import calendar_of
from trainerpool.reports.figures import said_day, said_hours

# The letters that ask for an answer; once they have left, the offer counts as made, or as made again.
ASKING = frozenset({LetterKind.OFFER, LetterKind.REMINDER, LetterKind.CHANGE})
_SURE = frozenset({way.ACCEPTED, way.CONFIRMED, way.DELIVERED})
_ROLES = {"lead": "lead", "co-trainer": "co-trainer", "extra": "candidate, in addition to the pair"}


@dataclass(frozen=True)
class Letter:
    """One mail to one trainer, of a kind, about these places; `answer_by` where it asks for an answer."""

    kind: LetterKind
    trainer: str
    name: str
    draft: Draft
    places: tuple[OfferRow, ...]
    answer_by: date | None = None

    @property
    def id(self) -> str:
        """What tells letters apart across readings."""
        return f"{self.kind.value}:{self.trainer}"


def letter_of(row: OfferRow) -> LetterKind | None:
    """Which letter a place calls for first as it stands; None where nobody has to be written to."""
    return next(
        (kind for kind in (LetterKind.CANCELLED, LetterKind.TAKEN_BACK, *LetterKind) if calls_for(row, kind)), None
    )


def calls_for(row: OfferRow, kind: LetterKind) -> bool:
    """Whether a letter of this kind fits a place as it stands."""
    match kind:
        case LetterKind.OFFER:
            return row.state == way.PROPOSED
        case LetterKind.CANCELLED | LetterKind.TEAM:
            return row.to_tell == kind.value
        case LetterKind.REMINDER:
            return row.state == way.OFFERED and not row.to_tell and not _changed(row)
        case LetterKind.CHANGE:
            return row.state == way.OFFERED and not row.to_tell and _changed(row)
        case LetterKind.TAKEN_BACK:
            return row.to_tell == TAKEN_BACK
        case LetterKind.WITHDRAWAL:
            return row.to_tell == way.WITHDRAWN
        case LetterKind.SUBSTITUTION:
            return row.to_tell == way.SUBSTITUTED


def _changed(row: OfferRow) -> bool:
    """Whether the place is offered anew because its session changed: only such an offer has a reason."""
    return row.last is not None and row.last.state == way.OFFERED and bool(row.last.reason)


def offer_letters(
    ask: Ask, kind: LetterKind, rows: Iterable[OfferRow], sender: str, stamp: datetime, today: date,
    words: Template | None = None,
) -> tuple[Letter, ...]:  # fmt: skip
    """One letter of a kind a trainer about these places, by name; `words` in place of those the pool keeps."""
    by_trainer: dict[str, list[OfferRow]] = {}
    for row in rows:
        by_trainer.setdefault(row.trainer.id, []).append(row)
    if not by_trainer:
        return ()
    concerned = tuple({key for some in by_trainer.values() for row in some for key in _known_by(row)})
    template = words or templates_from(ask(kept_letters))[kind]
    settings, history, days = ask(pool_settings), ask(calendar_history, concerned), ask(working_days)
    number = policy_on(ask(policies), today).offer_reply_working_days
    made = []
    for places in by_trainer.values():
        starts = [row.session.first_date for row in places]
        until = min(way.answer_by(today, number, one, days) for one in starts)
        asks = kind in ASKING
        values = _values(places, until) | {"sender": sender, "partnership": _partnership(settings)}
        subject, body = fill(template, values)
        who = places[0].trainer
        draft = Draft(who.name, who.email, subject, body, _calendar(kind, places, history, stamp))
        made.append(Letter(kind, who.id, who.name, draft, tuple(places), until if asks else None))
    return tuple(sorted(made, key=lambda one: one.name.casefold()))


def write_drafts(
    letters: Sequence[Letter], folder: Path, progress: Callable[[int, int], None] | None = None,
    go_on: Callable[[], bool] = lambda: True, named: bool = True,
) -> tuple[Path, ...]:  # fmt: skip
    """Write a draft for each letter into a folder; none of them takes the place of a file that is there.

    `named`: after the trainer, else (for copies the program itself makes) by a number. Where `go_on` says no, or a file
    cannot be written, those written already are taken away again, and nothing is left behind.
    """
    make_folder(folder, private=not named)
    written: list[Path] = []
    try:
        for number, one in enumerate(letters, 1):
            if not go_on():
                break
            stem = f"{one.kind.value.capitalize()} {one.name}" if named else f"{one.kind.value} {number}"
            path = _free(folder, "".join(sign for sign in stem if sign.isalnum() or sign in " -'."))
            write_whole(path, eml(one.draft), private=not named)
            written.append(path)
            if progress is not None:
                progress(number, len(letters))
        else:
            return tuple(written)
    except BaseException:
        _take_away(written)
        raise
    _take_away(written)
    return ()


def _take_away(written: Iterable[Path]) -> None:
    for path in written:
        path.unlink(missing_ok=True)


def _free(folder: Path, stem: str) -> Path:
    path, number = folder / f"{stem}.eml", 1
    while path.exists():
        number += 1
        path = folder / f"{stem} {number}.eml"
    return path


def _known_by(row: OfferRow) -> Iterable[str]:
    """What a calendar's sequence depends on: the session, and every place its trainer has had on it."""
    return (row.session.id, *(one.id for one in row.session.team if one.person_id == row.trainer.id))


def _values(places: Sequence[OfferRow], until: date) -> dict[str, str]:
    """What each field of the template comes to."""
    first, more = places[0], len(places) - 1
    told = [row.offered_on for row in places if row.offered_on is not None]
    others = list(dict.fromkeys(row.stands_in for row in places if row.stands_in))
    blocks = [_block(row, number if more else 0) for number, row in enumerate(places, 1)]
    changes = [row.news for row in places if row.news]
    changes += [row.last.reason for row in places if row.last is not None and _changed(row)]
    session = f"{_title(first)}, {said_day(first.session.parts[0].date)}"
    return {
        "first name": first.trainer.called,
        "places": "\n\n".join(blocks),
        "session": f"{session} and {more} more" if more else session,
        "answer by": in_words(until, weekday=True),
        "offered on": in_words(min(told), weekday=True) if told else "an earlier day",
        "change": " and ".join(dict.fromkeys(f"m{why[1:]}" if why.startswith("Moved") else why for why in changes)),
        "stands in": " and ".join(others) or "Somebody else",
    }


def _partnership(settings: PoolSettings) -> str:
    """The partnership's name, with the pool's before it where that is not in it already."""
    name, partnership = settings.name, settings.partnership
    return partnership if name.casefold() in partnership.casefold() else f"{name} {partnership}".strip()


def _block(row: OfferRow, number: int) -> str:
    """One session in lines: what, when, where with how to get in, the role, and with whom."""
    lines = [f"{number}. {_title(row)}" if number else _title(row)]
    for part in row.session.parts:
        assumed = " (this day is assumed)" if part.assumed else ""
        lines.append(
            ", ".join(word for word in (said_day(part.date), said_hours(part.start, part.end)) if word) + assumed
        )
    venue = row.venue
    place = ", ".join(word for word in (venue.name, venue.address, venue.postcode) if word)
    lines.append(place or ("Online" if row.session.virtual else "The venue is not settled yet"))
    if venue.access:
        lines.append(f"Getting in: {venue.access}")
    lines.append(f"Your role: {_ROLES.get(row.role, row.role)}")
    lines += [f"With: {_mate(one)}" for one in row.team] or ["With: nobody yet"]
    return "\n   ".join(lines)


def _mate(one: Mate) -> str:
    contact = [word for word in (one.who.email, one.who.phone) if word]
    sure = "" if one.state in _SURE else ", asked too" if one.state == way.OFFERED else ", not settled yet"
    return ", ".join([f"{one.who.name} ({_ROLES.get(one.role, one.role)}{sure})", *contact])


def _title(row: OfferRow) -> str:
    return row.session.course.title if row.session.course else row.session.title


def _calendar(kind: LetterKind, places: Sequence[OfferRow], history: CalendarHistory, stamp: datetime) -> bytes:
    """The places as the trainer's calendar is to have them once the letter is sent: tentative, or cancelled.

    An offer that is drafted is recorded later, and that deed is one more change of it.
    """
    own, rows, changes = {}, [], dict(history.changes)
    for row in places:
        state = way.OFFERED if kind is LetterKind.OFFER else way.WITHDRAWN if row.to_tell == TAKEN_BACK else row.state
        team = tuple(replace(one, state=state) if one.id == row.id else one for one in row.session.team)
        if kind is LetterKind.OFFER:
            changes[row.id] = changes.get(row.id, 0) + 1
        rows.append(replace(row.session, team=team))
        own[row.session.id] = next(one for one in team if one.id == row.id)
    return calendar_of("Training sessions", stamp, rows, replace(history, changes=changes), own).content
