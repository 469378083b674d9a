"""Files for somebody written beside their e-mail drafts: an invitation whose words are given back once, and a carry file."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from trainerpool.exchange.drafts import Draft, eml
from trainerpool.host.files import write_whole
from trainerpool.operations.carrying.first_contact import invite_with_assignments
from trainerpool.operations.carrying.handing_out import Prepared, draft_of, hand_out
from trainerpool.operations.desk import Desk
from trainerpool.operations.trust import Invited, invitation_mail, revoke_keys
from trainerpool.operations.trust.said import DAYS
from trainerpool.queries.people import PersonRow, people
from trainerpool.queries.settings import pool_settings
from trainerpool.store.work import Done

FILE_NAME = "Invitation.tpcarry"


@dataclass(frozen=True, slots=True)
class InvitedTo:
    """An invitation in its file: what it means, and the six words to be told by telephone, which are kept nowhere else."""

    said: Invited
    words: str = field(repr=False)
    path: Path
    has_draft: bool

    @property
    def done(self) -> Done:
        """What was done."""
        return self.said.done


def invite_to(
    desk: Desk, person_id: str, target: Path, *, draft: bool = True, ended_why: str | None = None
) -> InvitedTo:
    """Invite somebody, with their assignments: the file, and an e-mail draft with it, without the words, beside it.

    Where one of the two cannot be written, neither stays and nobody was invited. `ended_why`: the trust in the keys they
    have ends with it, for this reason, as one deed; None leaves them in force until the reply is taken in.
    """
    found = next(one for one in desk.ask(people, desk.today) if one.id == person_id)
    kept: list[str] = []

    def write(data: bytes, words: str) -> None:
        write_whole(target, data)
        try:
            if draft:
                write_whole(target.with_suffix(".eml"), eml(_letter(desk, found, data)))
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        kept.append(words)

    if ended_why is None:
        return InvitedTo(invite_with_assignments(desk, person_id, write), kept[0], target, draft)
    with desk.together(f"End the trust in the keys of {found.name} and invite them again") as work:
        revoke_keys(desk, person_id, ended_why)
        said = invite_with_assignments(desk, person_id, write)
        work.about(person_id)
    return InvitedTo(replace(said, done=work.done), kept[0], target, draft)


def hand_out_to(desk: Desk, prepared: Prepared, target: Path, *, draft: bool = True) -> Done:
    """Write a carry file as it was looked at, and an e-mail draft with it beside it. It cannot be called back."""
    done = hand_out(desk, prepared, target)
    if draft:
        write_whole(target.with_suffix(".eml"), eml(draft_of(desk, prepared.content, target.read_bytes())))
    return done


def _letter(desk: Desk, found: PersonRow, data: bytes) -> Draft:
    settings = desk.ask(pool_settings)
    subject, body = invitation_mail(
        found.known_as or found.given_name, settings.partnership or settings.name, desk.today + timedelta(days=DAYS),
        desk.person,
    )  # fmt: skip
    return Draft(found.name, found.email, subject, body, file=data, file_name=FILE_NAME)
