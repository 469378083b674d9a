"""What a partnership edits whole, in versions: checklists, expected contents, levels, principles, content checklists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from trainerpool.domain.checklists import Answer, ChecklistItem
from trainerpool.problem import Problem


class Sort(StrEnum):
    """What a framework is for."""

    CHECKLIST = "checklist"
    CONTENTS = "contents"
    LEVELS = "levels"
    PRINCIPLES = "principles"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Framework:
    """One version: its items, and for a yearly content checklist its day, its statement and whether a logo may be used."""

    sort: Sort
    name: str
    items: tuple[ChecklistItem, ...]
    number: int = 1
    in_force_on: date | None = None
    statement: str = ""
    logo_permitted: bool = False
    opens: str = ""
    note: str = ""

    def item(self, no: str) -> ChecklistItem:
        """The item of this number; Problem where there is none."""
        for one in self.items:
            if one.no == no.strip():
                return one
        raise Problem(f"{self.name} has no item {no!r}.", kept="Nothing was changed.")


def sort_of(text: str) -> Sort:
    """The sort meant; Problem that lists them where there is none of that name."""
    try:
        return Sort(text)
    except ValueError as error:
        raise Problem(f"{text!r} is no sort of framework.", todo=f"It is one of: {', '.join(Sort)}.") from error


def answer_of(text: str) -> Answer:
    """The answer meant, also as N/A or in other letters; Problem that lists them."""
    said = " ".join(text.casefold().replace("/", "").replace(".", "").split())
    for answer in Answer:
        if said == answer.casefold() or (said == "na" and answer is Answer.NOT_APPLICABLE):
            return answer
    raise Problem(f"{text!r} is no answer.", kept="Nothing was changed.", todo=f"It is one of: {', '.join(Answer)}.")


def framework_of(
    sort: str, name: str, body: Mapping[str, Any], number: int = 1, in_force_on: date | None = None
) -> Framework:
    """A framework as its body says; Problem where an item lacks its text, or two have one number."""
    items = []
    for place, one in enumerate(body.get("items") or (), 1):
        if not isinstance(one, Mapping) or not str(one.get("text") or one.get("short") or "").strip():
            raise Problem(f"Item {place} of {name} has no text.", kept="Nothing was changed.")
        text, no = str(one.get("text") or one["short"]).strip(), str(one.get("no") or place).strip()
        short = str(one.get("short") or text.rstrip(".")).strip()
        items.append(ChecklistItem(no, text, short, bool(one.get("starred")), str(one.get("group") or "")))
    if not items:
        raise Problem(f"{name} has no items.", kept="Nothing was changed.")
    numbers = [item.no for item in items]
    if len(set(numbers)) < len(numbers):
        twice = next(no for no in numbers if numbers.count(no) > 1)
        raise Problem(f"{name} has item {twice} twice.", kept="Nothing was changed.")
    return Framework(
        sort_of(sort), name.strip(), tuple(items), number, in_force_on, str(body.get("statement") or ""),
        bool(body.get("logo_permitted")), _opening(str(body.get("opens") or "")), str(body.get("note") or ""),
    )  # fmt: skip


def _opening(text: str) -> str:
    if text:
        try:
            date.fromisoformat(f"2001-{text}")  # a year that has no 29 February
        except ValueError as error:
            raise Problem(f"{text!r} is no day of every year (MM-DD).", kept="Nothing was changed.") from error
    return text


def content_year(framework: Framework, on: date) -> int:
    """The year a content checklist is answered for on a day: that in which it last opened."""
    opened = date.fromisoformat(f"{on.year}-{framework.opens or '01-01'}")
    return on.year if on >= opened else on.year - 1


def all_answered_yes(framework: Framework, judgements: Mapping[str, str]) -> bool:
    """Whether all the content is there: every item says Yes, or does not apply."""
    return all(judgements.get(item.no) in (Answer.YES.value, Answer.NOT_APPLICABLE.value) for item in framework.items)
