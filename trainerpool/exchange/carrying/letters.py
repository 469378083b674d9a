"""The e-mail draft that a carry file travels with: what it is, how it is opened, and by when an answer is wished for."""

from __future__ import annotations

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
