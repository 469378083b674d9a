"""Messages begun in the person's own mail program: a link with its addresses hidden from each other, never sent from here."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

MOST_LETTERS = 1900  # what mail programs on Windows surely take from a link


def mail_link(addresses: Sequence[str], subject: str = "", body: str = "") -> str:
    """A mailto link with these as hidden copies; "" where it would be too long for a mail program."""
    hidden = ",".join(quote(one.strip(), safe="@.+-_") for one in addresses if one.strip())
    asked = [("bcc", hidden)] if hidden else []
    asked += [(name, quote(text)) for name, text in (("subject", subject), ("body", body)) if text]
    link = "mailto:" + ("?" if asked else "") + "&".join(f"{name}={text}" for name, text in asked)
    return link if len(link) <= MOST_LETTERS else ""


def open_mail(link: str) -> bool:
    """Open the link in the person's mail program; False where there is none."""
    return QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode))
