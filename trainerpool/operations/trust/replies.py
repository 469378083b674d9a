"""Replies to invitations: the keys somebody made are taken in once, and only where the invitation binds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from trainerpool.domain.dates import in_words
from trainerpool.exchange.sealing import Comment, KnownKey, Opened, check_public_keys, is_bound
from trainerpool.operations.desk import Desk
from trainerpool.problem import Problem
from trainerpool.queries.merged_people import former_ids
from trainerpool.queries.trust import InvitationRow, PersonKeysRow, invitation, keys_taken_in
from trainerpool.store.records import Invitation, PersonKeys
from trainerpool.store.work import Done

_KEPT = "Nothing of it was read, and the keys known here are as they were."


@dataclass(frozen=True, slots=True)
class ReplyTaken:
    """What became of a reply: `already` where its keys were known; `text` says it to the person who took it in."""

    text: str
    already: bool
    done: Done | None = None


def key_of_reply(desk: Desk, comment: Comment) -> KnownKey | None:
    """The key a reply is to be verified with: the one it brings, where the invitation's secret binds it.

    Problem where the invitation is not ours, was used, cancelled or has run out, or binds other keys.
    """
    told = comment.more
    asked, same = _asked(desk, told)
    if told.get("person") not in {asked.person_id, *desk.ask(former_ids, asked.person_id)}:
        raise Problem(
            f"This reply is not from {asked.name}, to whom its invitation was sent.",
            kept=_KEPT,
            todo="Ring them, and invite them again.",
        )
    if same is not None and same.receive_public == told.get("receive"):
        return KnownKey(same.sign_public, same.person_id, asked.name, same.revoked_on, same.revoked_why)
    _check_open(desk, asked)
    keys = told.get("receive", ""), told.get("sign", "")
    if not is_bound(told.get("bound", ""), asked.secret or "", asked.id, told["person"], *keys):
        raise Problem(
            f"The keys in this reply are not those made with the invitation of {asked.name}: somebody may have put others in their place.",
            kept=_KEPT,
            todo="Ring them, cancel the invitation and make a new one.",
        )
    check_public_keys(*keys)
    return KnownKey(keys[1], asked.person_id, asked.name)


def take_in_reply(desk: Desk, opened: Opened) -> ReplyTaken:
    """Take in the keys of a reply that was opened here. Their former keys end; taken in again, nothing changes."""
    told = opened.comment.more
    asked, same = _asked(desk, told)
    if same is not None:
        return ReplyTaken(f"Already taken in: the keys of {asked.name}, on {in_words(same.made_on)}.", already=True)
    ended = 0
    with desk.work(f"Take in the keys of {asked.name}", one_way=True) as work:
        answered = work.get(Invitation, asked.id)
        answered.used_on, answered.secret = desk.today, None
        for former in work.find(select(PersonKeys).where(PersonKeys.person_id == asked.person_id)):
            if former.revoked_on is None:
                former.revoked_on, former.revoked_why = desk.today, "replaced by new keys"
                ended += 1
        work.add(PersonKeys(
            person_id=asked.person_id, receive_public=told["receive"], sign_public=told["sign"], made_on=desk.today,
        ))  # fmt: skip
        work.about(asked.person_id)
    text = f"The keys of {asked.name} are taken in: carry files can be sealed for them from now on."
    return ReplyTaken(f"{text} Their former keys have ended." if ended else text, already=False, done=work.done)


def _asked(desk: Desk, told: Mapping[str, str]) -> tuple[InvitationRow, PersonKeysRow | None]:
    """The invitation a reply answers, and the keys it brings where they were taken in before."""
    asked = desk.ask(invitation, told.get("invitation", ""))
    if asked is None:
        raise Problem(
            "This reply answers an invitation that this pool did not make.",
            kept=_KEPT,
            todo="Look whether this is the right pool; where it was put back from a backup, invite them again.",
        )
    return asked, desk.ask(keys_taken_in, asked.person_id, told.get("sign", ""))


def _check_open(desk: Desk, asked: InvitationRow) -> None:
    """Problem where an invitation can no longer be answered."""
    again = "Where they still need keys, invite them again."
    if asked.used_on is not None:
        raise Problem(
            f"The invitation of {asked.name} was used on {in_words(asked.used_on)}, with other keys: it is good once.",
            kept=_KEPT,
            todo="Ring them: where they joined on two computers, the first counts. To change to the other, invite them again.",
        )
    if asked.cancelled_on is not None:
        raise Problem(
            f"The invitation of {asked.name} was cancelled on {in_words(asked.cancelled_on)}.", kept=_KEPT, todo=again
        )
    if asked.until < desk.today:
        raise Problem(f"The invitation of {asked.name} ended on {in_words(asked.until)}.", kept=_KEPT, todo=again)
