"""Whose keys are known here: a desk's own, those of people and the pool, and who was invited and has not answered yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select

from trainerpool.exchange.sealing import KnownKey, OwnKeys, receive_key_id, sign_key_id
from trainerpool.problem import Problem
from trainerpool.store import records
from trainerpool.store.pool import Reader
from trainerpool.store.records import Invitation, Person, PersonKeys, PoolSetting

JOINED = "joined"
INVITED, EXPIRED, CANCELLED, HAS_KEYS, REVOKED = "invited", "expired", "cancelled", "has keys", "revoked"


@dataclass(frozen=True, slots=True)
class PersonKeysRow:
    """Keys of somebody: the day they were taken in, and the day and reason they were ended, if they were."""

    person_id: str
    receive_public: str
    sign_public: str
    made_on: date
    revoked_on: date | None
    revoked_why: str | None

    @property
    def receive_id(self) -> str:
        """How comments name the receiving key."""
        return receive_key_id(self.receive_public)


@dataclass(frozen=True, slots=True)
class TrustedPool:
    """In a profile: the pool it belongs to, whose profile it is, and what answers the invitation it was made with."""

    pool_id: str
    name: str
    receive_public: str
    sign_public: str
    person_id: str
    given_name: str
    family_name: str
    invitation: str
    bound: str

    @property
    def person(self) -> str:
        """Whose profile it is, given name first."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation as the pool made it: for whom, its last day, and what became of it."""

    id: str
    person_id: str
    name: str
    until: date
    used_on: date | None
    cancelled_on: date | None
    secret: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class TrustRow:
    """How it stands with one person's keys. `state` is worked out on a day: invited, expired, cancelled, has keys, revoked.

    `since` is the day of it; `until` the last day of an invitation that waits, also beside keys that are still in force.
    """

    person_id: str
    name: str
    state: str
    since: date
    until: date | None
    why: str

    @property
    def id(self) -> str:
        """The person's id."""
        return self.person_id


_KEYS = select(
    PersonKeys.person_id, PersonKeys.receive_public, PersonKeys.sign_public, PersonKeys.made_on, PersonKeys.revoked_on,
    PersonKeys.revoked_why,
)  # fmt: skip


def own_keys(reader: Reader) -> tuple[OwnKeys, ...]:
    """The keys of this store's owner, those in force first; keys that ended still open what was sealed to them."""
    table = records.OwnKeys
    rows = reader.execute(
        select(table.receive_secret, table.receive_public, table.sign_secret, table.sign_public).order_by(
            table.ended_on.is_not(None), table.made_on.desc(), table.id.desc()
        )
    )
    return tuple(OwnKeys(*row) for row in rows)


def keys_of_person(reader: Reader, person_id: str) -> PersonKeysRow | None:
    """The keys of somebody that are in force, or None."""
    row = reader.execute(
        _KEYS.where(PersonKeys.person_id == person_id, PersonKeys.revoked_on.is_(None)).order_by(
            PersonKeys.made_on.desc(), PersonKeys.id.desc()
        )
    ).first()
    return PersonKeysRow(*row) if row is not None else None


def keys_taken_in(reader: Reader, person_id: str, sign_public: str) -> PersonKeysRow | None:
    """These very keys of somebody, in force or ended; None where they were never taken in."""
    row = reader.execute(_KEYS.where(PersonKeys.person_id == person_id, PersonKeys.sign_public == sign_public)).first()
    return PersonKeysRow(*row) if row is not None else None


def invitation(reader: Reader, invitation_id: str) -> InvitationRow | None:
    """An invitation by its id, or None."""
    row = reader.execute(
        select(
            Invitation.id, Invitation.person_id, Person.given_name, Person.family_name, Invitation.until,
            Invitation.used_on, Invitation.cancelled_on, Invitation.secret,
        )
        .join(Person, Person.id == Invitation.person_id)
        .where(Invitation.id == invitation_id)
    ).first()  # fmt: skip
    if row is None:
        return None
    name = f"{row.given_name} {row.family_name}".strip()
    return InvitationRow(row.id, row.person_id, name, row.until, row.used_on, row.cancelled_on, row.secret)


def waits_until(reader: Reader, person_id: str, today: date) -> date | None:
    """The last day of somebody's invitation that waits for its reply; None where none does."""
    return reader.scalar(
        select(func.max(Invitation.until)).where(
            Invitation.person_id == person_id, Invitation.used_on.is_(None), Invitation.cancelled_on.is_(None),
            Invitation.until >= today,
        )
    )  # fmt: skip


def known_sign_keys(reader: Reader) -> dict[str, KnownKey]:
    """Every signing key of people by its id, those that were ended too."""
    rows = reader.execute(
        select(
            PersonKeys.sign_public, PersonKeys.person_id, PersonKeys.revoked_on, PersonKeys.revoked_why,
            Person.given_name, Person.family_name,
        ).join(Person, Person.id == PersonKeys.person_id)
    )  # fmt: skip
    return {
        sign_key_id(row.sign_public): KnownKey(
            row.sign_public,
            row.person_id,
            f"{row.given_name} {row.family_name}".strip(),
            row.revoked_on,
            row.revoked_why,
        )
        for row in rows
    }


def trusted_pool(reader: Reader) -> TrustedPool | None:
    """The pool a profile belongs to; None where this store is a pool itself."""
    found = reader.execute(select(PoolSetting.value).where(PoolSetting.key == JOINED)).scalar()
    return TrustedPool(**found) if found else None


def name_of(reader: Reader, person_id: str) -> str:
    """What somebody is called, given name first; empty where the pool does not know them."""
    row = reader.execute(select(Person.given_name, Person.family_name).where(Person.id == person_id)).first()
    return " ".join(filter(None, row)) if row is not None else ""


def person_meant(reader: Reader, text: str) -> tuple[str, str]:
    """Id and name of the person of this id or of this "Given Family"; Problem where there is none, or more than one."""
    named = func.lower(Person.given_name + " " + Person.family_name) == text.strip().lower()
    rows = reader.execute(
        select(Person.id, Person.given_name, Person.family_name).where((Person.id == text) | named)
    ).all()
    found = [row for row in rows if row.id == text] or rows
    if len(found) != 1:
        which = "More than one person is" if found else "No person of the pool is"
        raise Problem(f"{which} called {text!r}.", kept="Nothing was made.", todo="Give the id." if found else "")
    return found[0].id, f"{found[0].given_name} {found[0].family_name}".strip()


def people_trust(reader: Reader, today: date) -> tuple[TrustRow, ...]:
    """Everybody who was invited or has keys, by family name, and how it stands with them on a day."""
    names = reader.execute(
        select(Person.id, Person.given_name, Person.family_name).order_by(
            Person.family_name, Person.given_name, Person.id
        )
    )
    keys = {
        row.person_id: row for row in reader.scalars(select(PersonKeys).order_by(PersonKeys.made_on, PersonKeys.id))
    }
    invited = {
        row.person_id: row for row in reader.scalars(select(Invitation).order_by(Invitation.made_on, Invitation.id))
    }
    rows = []
    for person_id, given, family in names:
        if person_id in keys or person_id in invited:
            rows.append(
                _row(person_id, f"{given} {family}".strip(), keys.get(person_id), invited.get(person_id), today)
            )
    return tuple(rows)


def _row(person_id: str, name: str, keys: PersonKeys | None, invitation: Invitation | None, today: date) -> TrustRow:
    waits = invitation is not None and invitation.used_on is None and invitation.cancelled_on is None
    until = invitation.until if invitation is not None and waits and invitation.until >= today else None
    if keys is not None and keys.revoked_on is None:
        return TrustRow(person_id, name, HAS_KEYS, keys.made_on, until, "")
    if invitation is not None and until is not None:
        return TrustRow(person_id, name, INVITED, invitation.made_on, until, "")
    if keys is not None and keys.revoked_on is not None:
        return TrustRow(person_id, name, REVOKED, keys.revoked_on, None, keys.revoked_why or "")
    assert invitation is not None
    state, since = (CANCELLED, invitation.cancelled_on) if invitation.cancelled_on else (EXPIRED, invitation.until)
    return TrustRow(person_id, name, state, since, None, "")
