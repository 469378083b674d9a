"""E-mail addresses and telephone numbers out of cells that may hold both, several, or a name beside them."""

from __future__ import annotations

import re
from functools import lru_cache

from trainerpool.exchange.spreadsheets.words import tidy

_MAIL = re.compile(r"[^\s<>;,()\[\]\"|/]+@[^\s<>;,()\[\]\"|/]+\.[^\s<>;,()\[\]\"|/@]+")
_PHONE = re.compile(
    r"(?:\+\s?44|0044|\(?0|(?<!\d)[17]\d{3})[\d\s().-]{5,16}\d(?:\s*(?:ext|extn|x)\.?\s*\d{1,6})?", re.IGNORECASE
)


@lru_cache(maxsize=50_000)
def mails_in(text: str) -> tuple[tuple[str, ...], str]:
    """Every address in small letters, and what the text says besides."""
    if "@" not in text:  # a long text is not searched from every letter of it
        return (), tidy(text.replace("<", " ").replace(">", " ").replace("mailto:", " ")).strip(" ,;/|-()")
    found = [match.group(0).strip(".'").lower() for match in _MAIL.finditer(text)]
    found = [mail.removeprefix("mailto:") for mail in found]
    rest = tidy(_MAIL.sub(" ", text).replace("<", " ").replace(">", " ").replace("mailto:", " "))
    return tuple(dict.fromkeys(found)), rest.strip(" ,;/|-()")


@lru_cache(maxsize=50_000)
def phones_in(text: str) -> tuple[tuple[str, ...], str]:
    """Every number, a mobile grouped 5 + 6 and the nought a spreadsheet dropped put back, and what is said besides."""
    found = []
    for match in _PHONE.finditer(text):
        shown = grouped(match.group(0))
        if shown:
            found.append(shown)
    if not found:
        return (), text.strip()
    rest = tidy(_PHONE.sub(" ", text)).strip(" ,;/|-()")
    return tuple(dict.fromkeys(found)), re.sub(
        r"^(?:m|t|tel|mob|mobile|phone|w|h|work|home|or)\W*$", "", rest, flags=re.IGNORECASE
    )


def grouped(text: str) -> str:
    """One number as it is shown: "7700900487" and "+44 7700 900487" become "07700 900487"."""
    main, _, extension = re.sub(r"\s*(?:extn|ext|x)\.?\s*", "#", tidy(text), flags=re.IGNORECASE).partition("#")
    digits = re.sub(r"\D", "", main)
    had_code = main.strip().startswith("+") or digits.startswith("00")
    if digits.startswith("0044"):
        digits = "0" + digits[4:].lstrip("0")
    elif main.strip().startswith("+44"):
        digits = "0" + digits[2:].lstrip("0")
    lost = not digits.startswith("0")
    if lost:
        digits = "0" + digits
    if not 10 <= len(digits) <= 11:
        return ""
    tail = f" ext {extension}" if extension else ""
    if digits.startswith("07") or lost or had_code or " " not in main:
        return f"{digits[:5]} {digits[5:]}{tail}"
    return tidy(main) + tail


def is_mail(text: str) -> bool:
    """Is this nothing but one address."""
    mails, rest = mails_in(text)
    return len(mails) == 1 and not rest


def is_phone(text: str) -> bool:
    """Is this nothing but telephone numbers."""
    digits = re.sub(r"\D", "", text)
    if not 10 <= len(digits) <= 26:
        return False
    phones, rest = phones_in(text)
    return bool(phones) and not rest
