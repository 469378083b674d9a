"""The e-mail drafts of offline exchange: a carry file with how it is opened, and a call for availability or its reminder."""

from __future__ import annotations

from datetime import date

from trainerpool.domain.dates import in_words
from trainerpool.exchange.carrying.carried import Carried
from trainerpool.exchange.drafts import Draft

FILE_NAME = "Training.tpcarry"


def carry_draft(content: Carried, called: str, address: str, sealed: bytes) -> Draft:
    """The draft to the person a carry file is for, with the sealed file beside it; nothing of its content is in the words."""
    unit = content.told.get("business_unit") or {}
    by_phone = f" or ring {unit['phone']}" if unit.get("phone") else ""
    until = f"It is meant for use until {in_words(content.opens_until, weekday=True)}.\n" if content.opens_until else ""
    body = (
        f"Dear {called},\n\n"
        f"Attached is carry file number {content.number} for your own desk in Trainer Pool.\n"
        "Save it, and open it with the program; only your desk can open it.\n"
        f"{until}"
        "When you have answered, choose Send, and reply to this mail with the file that it makes.\n\n"
        f"If it does not open, tell us by return{by_phone}.\n\n"
        f"{content.issued_by}\n{content.partnership or content.pool_name}\n"
    )
    subject = f"Your carry file number {content.number}"
    return Draft(content.name, address, subject, body, file=sealed, file_name=FILE_NAME)


def call_draft(
    person: tuple[str, str, str], days: tuple[date, date, date], note: str, sender: tuple[str, str], *, has_desk: bool, again: bool,
    today: date,
) -> Draft:  # fmt: skip
    """The draft that asks somebody (name, called, address) when they are free in `days` (from, to, answer by), or reminds them."""
    name, called, address = person
    start, end, by = (in_words(day, weekday=True) for day in days)
    when = f"The answer was due on {by}." if days[2] < today else f"Please answer by {by}."
    asking = (
        f"We have not heard yet when you are free to deliver from {start} to {end}."
        if again
        else f"When are you free to deliver from {start} to {end}?"
    )
    how = (
        "The question is on your own desk in Trainer Pool, under My availability: paint the days you are away, say so, "
        "and send us the file that it makes."
        if has_desk
        else "Please tell us the days you are away and the weekdays you can deliver on; if there are none, say so."
    )
    said = f"{note.strip()}\n" if note.strip() else ""
    body = f"Dear {called},\n\n{asking} {when}\n{how}\n{said}\n{sender[0]}\n{sender[1]}\n"
    return Draft(name, address, f"When are you free: {in_words(days[0])} to {in_words(days[1])}", body)
