"""The review of a trainer pack on paper: what each item was judged, where it was seen and why, and the author's answers."""

from __future__ import annotations

from datetime import date

from trainerpool.domain.checklists import Answer
from trainerpool.domain.dates import count_of, in_words
from trainerpool.problem import Problem
from trainerpool.queries.material_reviews import ItemRow, ReviewRow, reviews_of
from trainerpool.queries.material_versions import VersionRow, all_versions
from trainerpool.reports.asking import Ask
from trainerpool.reports.document import Cell, Column, Document, Fact, Said, Section, Table
from trainerpool.reports.periods import period_of
from trainerpool.reports.wanted import Wanted, footer

_MEANT = {Answer.YES: "good", Answer.PARTLY: "attention", Answer.NO: "stop", Answer.NOT_APPLICABLE: "neutral"}
_ENDED = {"approved": "Approved", "returned": "Returned to the author"}
_COLUMNS = (
    Column("No.", 0.6),
    Column("Item", 4),
    Column("Judgement", 1.3),
    Column("Where seen", 1.5),
    Column("Why, and the answer", 3.4),
)


def review_of(ask: Ask, version: str, today: date) -> Document:
    """The reviews of one version, by its id."""
    return build(ask, Wanted(period_of(today, today), today, version=version))


def build(ask: Ask, wanted: Wanted) -> Document:
    """The reviews of one version, or a page for each review that ended in the period or is under way."""
    found = [
        (version, review, items)
        for version in ask(all_versions, wanted.today)
        if wanted.version in (None, version.id)
        for review, items in ask(reviews_of, version.id)
        if wanted.version or _is_of(review, wanted)
    ]
    if wanted.version and not found:
        raise Problem("That version has not been reviewed.", kept="Nothing was written.")
    single = len({version.id for version, _, _ in found}) == 1
    return Document(
        name="material-review",
        title=f"Review of {found[0][0].course}, {found[0][0].version}" if single else "Reviews of trainer packs",
        subtitle=_standing(found[0][0]) if single else wanted.period.words,
        footer=footer(ask, wanted.today),
        summary=() if found else ("No review was under way or ended in this period.",),
        sections=tuple(
            _section(version, review, items, single=single, first=not number)
            for number, (version, review, items) in enumerate(found)
        ),
        notes=("A starred item (*) that says No stops approval.",) if found else (),
    )


def _is_of(review: ReviewRow, wanted: Wanted) -> bool:
    ended = review.ended_on or wanted.today
    return (
        wanted.period.start <= ended
        and review.started_on <= wanted.period.end
        and ended <= max(wanted.period.end, wanted.today)
    )


def _standing(version: VersionRow) -> str:
    return f"{version.state.value.capitalize()}, {version.words}" if version.words else version.state.value.capitalize()


def _section(
    version: VersionRow, review: ReviewRow, items: tuple[ItemRow, ...], *, single: bool, first: bool
) -> Section:
    ended = f"{_ENDED.get(review.outcome, 'Ended')} on {in_words(review.ended_on)}" if review.ended_on else "Under way"
    left = review.of - review.judged
    facts = [
        Fact("Author", version.author or "not named"), Fact("Reviewer", review.reviewer),
        Fact("Checklist", f"{review.checklist}, version {review.checklist_number}"), Fact("Begun", in_words(review.started_on)),
        Fact("Outcome", ended if not left else f"{ended}; {count_of(left, 'item')} not judged"),
    ]  # fmt: skip
    if review.outcome == "approved" and version.approved_by:
        facts.append(Fact("Approved by", version.approved_by))
    title = (
        f"{review.checklist}, begun {in_words(review.started_on)}"
        if single
        else f"{version.called}: {review.checklist}"
    )
    return Section(
        title, sentences=(review.note,) if review.note else (), facts=tuple(facts), tables=(_table(items),), new_page=not first
    )  # fmt: skip


def _table(items: tuple[ItemRow, ...]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for item in items:
        judged = Said(item.answer.value, meaning=_MEANT[item.answer]) if item.answer else "Not judged"
        answer = f"Author: {item.reply}" if item.reply else ""
        rows.append(
            (
                f"{item.no}{' *' if item.starred else ''}",
                item.short,
                judged,
                item.where_seen,
                Said(item.note, answer) if item.note else answer,
            )
        )
    return Table("", _COLUMNS, tuple(rows))
