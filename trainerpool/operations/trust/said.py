"""What deeds of trust mean, in sentences: said before they are done and after, in the window, from a terminal and by e-mail."""

from __future__ import annotations

from datetime import date, timedelta

from trainerpool.domain.dates import in_words
from trainerpool.operations.desk import Desk
from trainerpool.queries.trust import EXPIRED, keys_of_person, name_of, people_trust, waits_until

DAYS = 14


def invitation_consequences(desk: Desk, person_id: str) -> tuple[str, ...]:
    """What inviting somebody today would mean."""
    until = desk.today + timedelta(days=DAYS)
    has_keys = desk.ask(keys_of_person, person_id) is not None
    replaces = desk.ask(waits_until, person_id, desk.today) is not None
    ran_out = next(
        (row.since for row in desk.ask(people_trust, desk.today) if row.id == person_id and row.state == EXPIRED), None
    )
    said = what_invited_means(desk.ask(name_of, person_id), until, has_keys=has_keys, replaces=replaces)
    if ran_out is None:
        return said
    return (*said, f"Their earlier invitation ran out on {in_words(ran_out)}: a reply to it is refused.")


def what_invited_means(name: str, until: date, *, has_keys: bool, replaces: bool) -> tuple[str, ...]:
    """What an invitation that is good until a day means for somebody."""
    said = [
        f"The invitation of {name} is good once, and until {in_words(until)}: the reply has to be taken in by then.",
        "Send the file; tell the six words by telephone, never in the same message. They are kept nowhere else.",
    ]
    if replaces:
        said.append("Their earlier invitation is cancelled: a reply to it will be refused.")
    if has_keys:
        said.append(
            "They have keys already: these work until the reply is taken in, and end then. Take in first what they sent before; "
            "what is sent with the old keys afterwards is refused."
        )
    return tuple(said)


def old_keys_consequences(name: str, today: date, *, lost: bool) -> tuple[str, ...]:
    """What becomes of the keys somebody has when they get new ones: their computer is lost, or only another one."""
    if lost:
        return (
            *revocation_consequences(name, today)[:2],
            "What was not sent from the lost computer is gone. What was taken in from them stays.",
        )
    return (
        "The keys they have work until the reply is taken in, and end then.",
        "Take in first what they sent before: what is sent with the old keys afterwards is refused.",
        "What is on the old computer does not come along: let them send it first. Where the passphrase is forgotten, what was "
        "not sent is gone.",
    )


def cancellation_consequences(name: str) -> tuple[str, ...]:
    """What cancelling somebody's invitation does and does not do."""
    return (
        f"A reply of {name} to it is refused from now on; keys they have already stay as they are.",
        "What was sent along with it can still be read by whoever has the file and the words.",
    )


def revocation_consequences(name: str, today: date) -> tuple[str, ...]:
    """What ending the trust in somebody's keys does and does not do."""
    return (
        f"From {in_words(today)} on nothing is sealed for {name}, and what they send is refused.",
        "It stops the future only: sent files cannot be called back, and stay readable on their computer.",
        "What was taken in from them stays. To trust them again, invite them again.",
    )


def invitation_mail(given_name: str, pool_name: str, until: date, sender: str) -> tuple[str, str]:
    """Subject and text of the e-mail an invitation goes with; the words are not in it, and it says so."""
    return (
        f"Your own desk for {pool_name}",
        f"Dear {given_name}\n\n"
        f"The file with this message makes your own desk on your computer: your sessions, your standing, and a way to answer "
        f"without a network. Open it with Trainer Pool.\n\n"
        f"It asks for six words. I will tell you them by telephone; please do not send them by e-mail.\n\n"
        f"The program writes a reply. Please send it back to me by {in_words(until)}: the invitation is good until then, and once.\n\n"
        f"{sender}\n",
    )
