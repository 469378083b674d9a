"""Times of day as people write them: "9.30am to 12.30pm", "0930-1230", "9:30 - 4", day fractions, "AM"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache

from trainerpool.exchange.spreadsheets.book import Value
from trainerpool.exchange.spreadsheets.words import fold, norm

_TOKEN = re.compile(
    r"(?<![\d.:/a-z])(?:(?P<word>noon|midday|mid-day|midnight)"
    r"|(?P<four>(?:[01]?\d|2[0-3])[0-5]\d)(?P<hrs>\s*(?:hrs?|hours?|h))?"
    r"|(?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>[0-5]\d))?(?::00)?)"
    r"\s*(?P<half>a\.?\s?m\b\.?|p\.?\s?m\b\.?|noon)?(?:\s*(?:hrs|hours|h)\b)?(?![\d:]|\.\d)"
)
_ARRIVAL = re.compile(
    r"[(\[][^)\]]*\b(?:regist\w*|arriv\w*|coffee|refreshments?|sign.?in|log.?in|lunch|break)\b[^)\]]*[)\]]"
    r"|[,;]?\s*\b(?:registration|arrival|coffee|log.?in)\s*(?:from|at|:)?\s*\d{1,2}(?:[.:]\d\d)?\s*(?:am|pm)?",
    re.IGNORECASE,
)
_JOINERS = re.compile(r"\s*(?:-|to|until|till|til|and|/|>|~)\s*")
_NOISE = re.compile(r"\b(?:from|at|start|starts|starting|finish|ends?|hrs|hours|time|approx|prompt|c)\b|[().,;]")
_PART_WORDS = {
    "am": ("am", "a m", "morning", "mornings", "half day am", "am half day", "half day morning", "am only"),
    "pm": ("pm", "p m", "afternoon", "afternoons", "half day pm", "pm half day", "half day afternoon", "pm only"),
    "full day": ("full day", "all day", "whole day", "full", "day", "1 day", "one day", "am pm", "am and pm"),
    "twilight": ("twilight", "twilight session"),
    "evening": ("evening", "eve"),
}
_PART_OF = {word: part for part, words in _PART_WORDS.items() for word in words}


@dataclass(frozen=True, slots=True)
class TimeRead:
    """Start and end as far as the cell says; `part` names a day part that the pool's policy turned into times."""

    start: time | None = None
    end: time | None = None
    part: str = ""
    guessed: bool = False  # morning or afternoon was not said
    rest: str = ""

    @property
    def found(self) -> bool:
        """Was a time there at all."""
        return self.start is not None or self.end is not None


@dataclass(frozen=True, slots=True)
class _Clock:
    hour: int
    minute: int
    half: str  # am, pm, 24 (said without doubt) or ""


def _clock(match: re.Match[str]) -> _Clock | None:
    if match["word"]:
        return _Clock(0 if match["word"] == "midnight" else 12, 0, "24")
    half = (match["half"] or "").replace(".", "").replace(" ", "")
    half = "pm" if half == "noon" else half
    if match["four"]:
        hour, minute = int(match["four"][:-2]), int(match["four"][-2:])
        sure = len(match["four"]) == 4 or bool(match["hrs"])
        return _Clock(hour, minute, half or ("24" if sure else ""))
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if hour > 23 or (half and hour > 12):
        return None if hour > 23 else _Clock(hour, minute, "24")
    zero = match["hour"].startswith("0") and len(match["hour"]) == 2
    return _Clock(hour, minute, half or ("24" if hour > 12 or hour == 0 or zero else ""))


def _at(clock: _Clock, half: str) -> time:
    hour = clock.hour
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return time(hour, clock.minute)


def _alone(clock: _Clock) -> tuple[time, bool]:
    """A time on its own; a bare 1 to 6 o'clock is the afternoon: nobody trains at night."""
    if clock.half:
        return _at(clock, clock.half), False
    return _at(clock, "pm" if 1 <= clock.hour <= 6 else ""), clock.hour <= 6


def _minutes(value: time) -> int:
    return value.hour * 60 + value.minute


def _span(first: _Clock, last: _Clock) -> tuple[time, time, bool] | None:
    start, guessed = _alone(first)
    end, guessed_end = _alone(last)
    if not last.half and _minutes(end) <= _minutes(start) and last.hour < 12:
        end, guessed_end = _at(last, "pm"), True
    if not first.half and last.half == "pm" and 7 <= first.hour < 12 and _minutes(end) - _minutes(start) > 9 * 60:
        later = _at(first, "pm")
        if _minutes(later) < _minutes(end):
            start, guessed = later, True
    if not first.half and last.half == "am":
        start, guessed = _at(first, "am"), False
    if _minutes(end) <= _minutes(start):
        return None
    return start, end, guessed or guessed_end


@lru_cache(maxsize=20_000)
def _read_text(text: str) -> TimeRead:
    folded = fold(_ARRIVAL.sub(" ", text))
    matches = [(m, c) for m in _TOKEN.finditer(folded) if (c := _clock(m)) is not None]
    if not matches or len(matches) > 2:
        return TimeRead(rest=text.strip())
    rest = folded
    for match, _ in reversed(matches):
        rest = rest[: match.start()] + " " + rest[match.end() :]
    rest = re.sub(r"\s+", " ", _NOISE.sub(" ", _JOINERS.sub(" ", f" {rest} "))).strip()
    if len(matches) == 1:
        start, guessed = _alone(matches[0][1])
        return TimeRead(start, None, "", guessed, rest)
    between = folded[matches[0][0].end() : matches[1][0].start()]
    if not _JOINERS.fullmatch(between) and between.strip():
        return TimeRead(rest=text.strip())
    span = _span(matches[0][1], matches[1][1])
    if span is None:
        return TimeRead(rest=text.strip())
    return TimeRead(span[0], span[1], "", span[2], rest)


def read_time(value: Value, parts: Mapping[str, tuple[time, time]]) -> TimeRead:
    """A cell of a time column, be it one time, a span, a real time, a day fraction or a part of the day."""
    if isinstance(value, datetime):
        return TimeRead(value.time().replace(second=0, microsecond=0))
    if isinstance(value, time):
        return TimeRead(value.replace(second=0, microsecond=0))
    if isinstance(value, timedelta):
        return _from_fraction(value.total_seconds() / 86_400)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_number(float(value))
    if not isinstance(value, str):
        return TimeRead(rest=str(value))
    word = _PART_OF.get(norm(value))
    if word is not None:
        if word in parts:
            return TimeRead(parts[word][0], parts[word][1], word)
        return TimeRead(rest=value.strip())
    return _read_text(value)


def _from_fraction(fraction: float) -> TimeRead:
    minutes = round(fraction * 1440)
    return TimeRead(time(minutes // 60, minutes % 60)) if 0 < minutes < 1440 else TimeRead(rest=str(fraction))


def _from_number(number: float) -> TimeRead:
    """A number typed for a time: 0.395 is a day fraction, 9.3 lost the nought of 9.30, 930 the one of 0930."""
    if 0 < number < 1:
        return _from_fraction(number)
    if number.is_integer():
        return _read_text(str(int(number)).zfill(4) if number >= 100 else str(int(number)))
    text = f"{number:.2f}"
    if text.endswith(("00", "15", "30", "45", "10", "20", "40")) and number < 24:
        return _read_text(text)
    return TimeRead(rest=str(number))


def day_parts_in(text: str) -> dict[str, tuple[time, time]]:
    """A key line of the sheet itself, such as "AM = 9.15 to 12.15; PM = 1 to 4": part -> times."""
    found = {}
    for piece in re.split(r"[;\n|]|,(?=\s*[A-Za-z])", text):
        match = re.match(r"\s*([A-Za-z ]{2,12}?)\s*(?:=|:|\bis\b|-)\s*(.*\d.*)$", piece)
        part = _PART_OF.get(norm(match.group(1))) if match else None
        if match and part:
            read = _read_text(match.group(2))
            if read.start and read.end and not read.rest:
                found[part] = (read.start, read.end)
    return found
