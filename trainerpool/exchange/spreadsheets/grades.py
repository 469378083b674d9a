"""What a partnership's own words for the outcome of a visit mean, and the keys that explain its grades."""

from __future__ import annotations

import re

from trainerpool.domain.outcomes import Outcome
from trainerpool.exchange.spreadsheets.book import Sheet, Value, text_of
from trainerpool.exchange.spreadsheets.words import norm, tidy

_CANNOT = r"(?:not|must not|may not|should not|cannot|do not|unable)"
# Read in this order: what takes something away goes before what lets somebody go on.
_SAID: tuple[tuple[Outcome, re.Pattern[str]], ...] = tuple(
    (outcome, re.compile(rf"\b(?:{'|'.join(words)})\b"))
    for outcome, words in (
        (
            Outcome.PAUSE,
            (
                r"pause\w*|refer(?:red|ral)?|suspend\w*|stand\w* down|stood down|cease\w*|unsafe|serious concerns?",
                r"stop(?:ped)? (?:delivering|delivery|training)",
                rf"{_CANNOT} (?:to )?(?:deliver|train|continue|run)\b(?! alone| on)",
                r"no further deliver\w*|not (?:yet )?ready|withdraw\w* from (?:delivery|delivering|the pool)",
            ),
        ),
        (
            Outcome.CO_DELIVER_ONLY,
            (
                r"co ?deliver\w*|co ?train\w*|co ?lead\w*|paired?|in a pair|second trainer only|alongside|jointly|accompanied",
                r"with (?:a |an )?(?:partner|mentor|experienced|lead|another|second)\b.*|no lead\w*",
                rf"{_CANNOT} (?:to )?(?:lead|deliver (?:alone|on)|be lead)",
                r"support(?:ed|ing)? (?:role|delivery|trainer) only",
            ),
        ),
        (
            Outcome.CONTINUE,
            (
                r"(?:no|without|nil|zero) (?:further )?(?:actions?|concerns?|issues?|development|follow up)",
                r"nothing to (?:add|change)",
            ),
        ),
        (
            Outcome.WITH_ACTIONS,
            (
                r"actions?|action plan|development (?:points?|needs?|needed|required|plan|areas?)|developing|follow up|but\b.*",
                r"with (?:support|advice|development|points|changes|feedback|targets)|improvements? (?:needed|required)",
                r"some (?:development|improvement|work|points)|minor (?:points|issues|improvements?|changes)",
                r"needs? (?:some )?(?:work|development|improvement)|requires? (?:some )?(?:development|improvement)",
            ),
        ),
        (
            Outcome.CONTINUE,
            (
                r"continue\w*|carry on|carries on|go on|goes on|keep (?:going|delivering)|fine|happy|excellent|outstanding",
                r"very good|confident|re ?approved|approved to (?:deliver|continue|lead)|signed off|passed?",
                r"meets? (?:all |the )?(?:standards?|criteria|requirements)|(?:all )?(?:criteria|standards?) met",
            ),
        ),
    )
)
_GRADE = r"[A-Za-z]{1,12}|\d{1,2}|[A-Za-z]\d"
_PAIR = re.compile(
    rf"(?:^|[;,|\n(]|\s{{2,}}|\b(?:key|grades?|outcomes?|ratings?)\s*[:\-])\s*({_GRADE})\s*(?:=|:|\s[-–]\s)\s*([^;|\n=]{{3,120}}?)"
    r"(?=\s*(?:$|[;|\n)])|\s*,\s*[A-Za-z0-9]{1,12}\s*(?:=|:)|\s{2,}[A-Za-z0-9]{1,12}\s*(?:=|:))",
    re.IGNORECASE,
)


def outcome_in_words(text: str) -> Outcome | None:
    """The outcome that words say, None where they say none surely ("Good", "2", "Amber" say none by themselves)."""
    said = norm(text)
    return next((outcome for outcome, words in _SAID if words.search(said)), None)


class GradeKey:
    """Local grades with their meaning, as keys on the sheets explain them: "A = continue; B = continue with actions"."""

    def __init__(self) -> None:
        self._means: dict[str, tuple[Outcome, str]] = {}
        self._words: dict[str, str] = {}

    def learn(self, sheet: Sheet) -> None:
        """Read the lines of a sheet that explain a grade; what explains nothing is passed by."""
        for row in sheet.rows:
            told = [tidy(text_of(value)) for value in row if value != ""]
            for pair in _stretches(row):  # a key may stand to the right of the list
                if len(pair) == 2 and len(pair[0]) <= 14 and pair[1]:
                    self._take(pair[0], pair[1])
            for text in told if len(told) <= 6 else ():
                for match in _PAIR.finditer(text):
                    self._take(match.group(1), match.group(2))

    def _take(self, grade: str, words: str) -> None:
        outcome, short = outcome_in_words(words), norm(grade)
        if not short or (outcome_in_words(grade) is not None and outcome is None):
            return
        self._words.setdefault(short, words)
        if outcome is not None:
            self._means.setdefault(short, (outcome, words))

    def meaning(self, text: str) -> tuple[Outcome | None, str]:
        """The outcome a cell means and the words of the key that say so ("" where the cell speaks for itself)."""
        short = norm(text)
        if short in self._means:
            return self._means[short]
        if len(short) == 1 and short.isalpha():  # "R" where the key explains Red and no other word in R
            begun = [grade for grade in self._means if grade.startswith(short)]
            if len(begun) == 1 and len(begun[0]) > 2:
                return self._means[begun[0]]
        first = re.match(r"\s*(?:grade|rating|level|score)?\s*([A-Za-z0-9]{1,2})\s*[-–:.(]", text, re.IGNORECASE)
        if first and norm(first.group(1)) in self._means:
            return self._means[norm(first.group(1))]
        return outcome_in_words(text), ""

    def words_of(self, text: str) -> str:
        """What a key says of a grade, whether or not it names an outcome."""
        return self._words.get(norm(text), "")


def _stretches(row: list[Value]) -> list[list[str]]:
    """The texts of a row, a new list after every blank cell."""
    found: list[list[str]] = [[]]
    for value in row:
        if value == "" or (isinstance(value, str) and not value.strip()):
            found.append([])
        else:
            found[-1].append(tidy(text_of(value)))
    return [one for one in found if one]
