"""E-mail drafts: a file a mail program opens unsent, a mailto address, and plain text to copy; nothing is ever sent from here."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

# What every mail program and every system's way of handing an address over takes; Windows stops soon after 2,000.
MAILTO_MOST = 1900
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_CUT = "\r\n\r\n[The rest did not fit here. It is in the draft, and can be copied.]"


@dataclass(frozen=True, slots=True)
class Draft:
    """One mail: to whom, what it says, and a calendar or a file beside it (empty for none)."""

    name: str
    address: str
    subject: str
    body: str
    calendar: bytes = b""
    calendar_name: str = "Training sessions.ics"
    file: bytes = b""
    file_name: str = ""

    @property
    def has_address(self) -> bool:
        """Whether the address is one a mail can go to."""
        return is_address(self.address)


def is_address(text: str) -> bool:
    """Whether this is a plain e-mail address, and nothing besides."""
    return _ADDRESS.fullmatch(text) is not None and ".." not in text and len(text) <= 254


def one_line(text: str) -> str:
    """The text without line ends or other control signs: fit for a header, with nothing to begin another one."""
    spaced = (" " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign for sign in text)
    shown = (sign for sign in spaced if unicodedata.category(sign) not in {"Cf", "Cs"})
    return " ".join("".join(shown).split())


def eml(draft: Draft) -> bytes:
    """The mail as a file that mail programs open as a draft: X-Unsent, UTF-8, CRLF; no sender and no date yet.

    An address that is none is left out: the person who sends it fills it in.
    """
    made = EmailMessage(policy=SMTP)
    made["X-Unsent"] = "1"
    made["Subject"] = one_line(draft.subject)
    if draft.has_address:
        made["To"] = Address(one_line(draft.name), addr_spec=draft.address)
    made.set_content(_lines(draft.body), subtype="plain", charset="utf-8", cte="quoted-printable")
    if draft.calendar:
        made.add_attachment(
            draft.calendar, maintype="text", subtype="calendar", filename=one_line(draft.calendar_name),
            params={"charset": "utf-8", "method": "PUBLISH"},
        )  # fmt: skip
    if draft.file:
        made.add_attachment(
            draft.file, maintype="application", subtype="octet-stream", filename=one_line(draft.file_name)
        )
    return made.as_bytes()


def mailto(draft: Draft, most: int = MAILTO_MOST) -> tuple[str, bool]:
    """The mail as an address for the mail program, and whether it is whole: a long one is cut at a line, and says so.

    An attachment cannot go this way.
    """
    to = quote(draft.address, safe="@") if draft.has_address else ""
    start = f"mailto:{to}?subject={quote(one_line(draft.subject), safe='')}&body="
    body = _lines(draft.body).rstrip("\n").replace("\n", "\r\n")
    whole = start + quote(body, safe="")
    if len(whole) <= most:
        return whole, True
    lines = body.split("\r\n")
    while lines and len(start + quote("\r\n".join(lines) + _CUT, safe="")) > most:
        lines.pop()
    return start + quote("\r\n".join(lines) + _CUT, safe=""), False


def as_text(draft: Draft) -> str:
    """The mail as text to copy: to whom, the subject, and what it says."""
    to = draft.address if draft.has_address else "no e-mail address on record"
    return f"To: {one_line(draft.name)} ({to})\nSubject: {one_line(draft.subject)}\n\n{_lines(draft.body).rstrip()}\n"


def _lines(text: str) -> str:
    """The text with plain line ends, other control signs left out."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in plain if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"})
