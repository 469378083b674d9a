"""One visit written in two rows is one: rows that say the same are joined, rows that say otherwise are asked about."""

from __future__ import annotations

from collections import defaultdict

from trainerpool.exchange.spreadsheets.account import Account
from trainerpool.exchange.spreadsheets.reading import Answers, ObservationDraft, Option, RowReading
from trainerpool.exchange.spreadsheets.words import norm

BOTH = "both"
_Rows = dict[str, list[RowReading]]  # place of a row -> its accounts


def seen_once(drafts: list[ObservationDraft], account: Account, answers: Answers) -> list[ObservationDraft]:
    """The observations without those written twice: the same trainer, day, course and observer."""
    found: list[ObservationDraft] = []
    rows: _Rows = defaultdict(list)
    for (sheet, _, number), row in account.rows.items():
        rows[f"{sheet}!{number}"].append(row)
    there: dict[tuple[str, str, str], list[ObservationDraft]] = {}
    for draft in drafts:
        whose = draft.trainer or draft.known_id or ""
        same = there.setdefault((whose, draft.on, draft.course or ""), [])
        first = next((one for one in same if _may_be(one, draft)), None) if whose and draft.on else None
        if first is None or not _join(first, draft, account, answers, rows):
            found.append(draft)
            same.append(draft)
    return found


def _may_be(one: ObservationDraft, other: ObservationDraft) -> bool:
    """Could two rows be one visit: by the same observer, or by one that only one of them names."""
    return norm(one.observer) == norm(other.observer) or not (one.observer and other.observer)


def _join(first: ObservationDraft, second: ObservationDraft, account: Account, answers: Answers, rows: _Rows) -> bool:
    """Join the second row to the first; False where it stays a visit of its own or waits."""
    if first.outcome == second.outcome or "" in (first.outcome, second.outcome):
        if not (first.waiting or second.waiting):
            _merge(first, second, rows)
            return True
        return False
    places = f"{_place(first)}|{_place(second)}"
    told = answers.values.get(places, "")
    if told == BOTH or first.waiting or second.waiting:
        return False
    if told in (first.outcome, second.outcome):
        first.outcome = told
        _merge(first, second, rows)
        return True
    question = account.ask(
        "value", f"{second.text} was seen on the same day in {_place(first)} (“{first.outcome}”) and in {_place(second)} (“{second.outcome}”). "
        "Which is right?", section="values", about=places, row=_place(second),
        options=[Option(first.outcome, first.outcome), Option(second.outcome, second.outcome), Option(BOTH, "Two visits, both right")],
    )  # fmt: skip
    first.waiting = second.waiting = question
    account.questions[question].rows.insert(0, _place(first))
    for row in (*rows[_place(first)], *rows[_place(second)]):
        row.outcome = "needs decision"
    return False


def _merge(first: ObservationDraft, second: ObservationDraft, rows: _Rows) -> None:
    for mine, more in ((first.strengths, second.strengths), (first.actions, second.actions)):
        mine.extend(point for point in more if norm(point) not in {norm(one) for one in mine})
    first.notes.extend(
        one for one in second.notes if (one.label, one.text) not in {(n.label, n.text) for n in first.notes}
    )
    if not first.observer:
        first.observer, first.observer_key, first.observer_id = second.observer, second.observer_key, second.observer_id
    first.outcome, first.grade = first.outcome or second.outcome, first.grade or second.grade
    for row in rows[_place(second)]:
        if row.record == f"observation:{second.key}":
            row.record = f"observation:{first.key}"


def _place(draft: ObservationDraft) -> str:
    return draft.key.partition("#")[0]
