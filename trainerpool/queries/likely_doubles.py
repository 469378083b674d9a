"""People of the pool who may be the one about to be added: the same address, or a name that is the same or nearly so."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from trainerpool.queries.people import PersonRow, people
from trainerpool.store.pool import Reader

_NEAR = 0.93  # one letter wrong in a name of usual length; two short names that only begin alike stay apart


@dataclass(frozen=True, slots=True)
class LikelyDouble:
    """Somebody in the pool already, and in what they are like the new one."""

    id: str
    name: str
    agency: str
    words: str
    has_address: bool


def likely_doubles(
    reader: Reader, given: str, family: str, agency: str, email: str, on: date
) -> tuple[LikelyDouble, ...]:
    """Who in the pool may be the same person, the surest first; nobody is ever refused for it."""
    from rapidfuzz.distance import JaroWinkler

    name, mail = _plain(f"{given} {family}"), email.strip().casefold()
    if not name and not mail:
        return ()
    found = []
    for row in people(reader, on):
        likeness = JaroWinkler.similarity(name, _plain(row.name)) if family.strip() else 0.0
        turned = name == _plain(f"{row.family_name} {row.given_name}")
        same_mail = bool(mail) and row.email.casefold() == mail
        if likeness >= _NEAR or turned or same_mail:
            found.append((max(likeness, float(turned), float(same_mail)), row, same_mail))
    found.sort(key=lambda one: (-one[0], one[1].agency != agency, one[1].listed))
    return tuple(
        LikelyDouble(row.id, row.name, row.agency, _words(row, agency, same_mail), same_mail)
        for _, row, same_mail in found[:3]
    )


def _words(row: PersonRow, agency: str, same_mail: bool) -> str:
    where = (
        "of the same agency" if agency and row.agency.casefold() == agency.strip().casefold() else f"of {row.agency}"
    )
    return (
        f"{row.name} {where if row.agency else ''} is in the pool{' with this address' if same_mail else ''}.".replace(
            "  ", " "
        )
    )


def _plain(text: str) -> str:
    split = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in split if not unicodedata.combining(letter)).split())
