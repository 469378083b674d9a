"""A fault is kept as places in the code; what it was about stays out of it."""

from __future__ import annotations

import sys

from trainerpool.host.clock import SystemClock
from trainerpool.host.crashes import crash_words, in_a_sentence, keep_crash


def _fault() -> BaseException:
    try:
        return {}["Gwen Abara, 07700 900123"]
    except KeyError as error:
        return error


def test_a_fault_names_places_and_no_people() -> None:
    error = _fault()
    words = crash_words(type(error), error.__traceback__)
    assert "KeyError" in words
    assert "test_crashes.py" in words
    assert "Gwen" not in words
    assert "07700" not in words


def test_a_fault_is_written_down_and_told_in_a_sentence() -> None:
    error = _fault()
    kept = keep_crash(type(error), error.__traceback__, SystemClock().now())
    assert kept is not None
    assert "Gwen" not in kept.read_text(encoding="utf-8")
    assert str(kept) in in_a_sentence(kept)
    assert sys.platform == "win32" or oct(kept.stat().st_mode)[-3:] == "600"
