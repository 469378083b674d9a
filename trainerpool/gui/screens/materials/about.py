"""The inspector of a version: what stands in the way of it, what follows when nothing is done, the learning in it, and its deeds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.why import Reason, ReasonLine
from trainerpool.gui.screens.materials.course_told import course_told
from trainerpool.gui.screens.materials.loading import ShownMaterials
from trainerpool.gui.screens.materials.pack_deeds import PackDeed, deeds_of, obstacles_left
from trainerpool.gui.screens.materials.words import joined, meaning_of, pack_name
from trainerpool.queries.material_page import VersionPage
from trainerpool.queries.materials import FlagRow

_MOST_NAMED = 8
# What is fulfilled stands last: the question is what is in the way.
_ORDER = {Meaning.STOP: 0, Meaning.ATTENTION: 1, Meaning.NEUTRAL: 2, Meaning.INFORMATION: 3, Meaning.GOOD: 4}
Do = Callable[[str, str], None]


def about_version(shown: ShownMaterials, do: Do, open_session: Callable[[str], None]) -> Inspector:
    """`do(word, about)` does a deed of the page; `about` is the flag or the version it is for, or ""."""
    page = shown.page
    assert page is not None
    made = Inspector(*_heading(page))
    reasons = [
        *_finding(page),
        *_returned(page),
        *(Reason(meaning_of(one), one.text, one.detail) for one in page.obstacles),
        *_approval(page),
    ]
    if reasons:
        made.add(*(ReasonLine(one) for one in sorted(reasons, key=lambda one: _ORDER[one.meaning])))
    if page.unless is not None:
        made.add(*_unless(page, do, open_session), title=page.unless.title)
    if page.flags:
        made.add(*(_flag(flag, do) for flag in page.flags), title="What this course has to answer to")
    made.add(*_learning(page), title="Learning this version absorbs")
    if page.when_approved:
        made.add(*(Label(text, tone="muted", wraps=True) for text in page.when_approved), title="When approved")
    readers = [one for one in page.readers if one.read_on is None and one.next_session is not None]
    if page.version.state.value == "approved" and readers:
        made.add(*_unread(page, do), title="Not read yet")
    made.add(_deeds(deeds_of(page), pack_name(page.version), do), title="What could be done")
    made.add(*course_told(shown, do), title="The course")
    return made


def about_course(shown: ShownMaterials, do: Do) -> Inspector:
    """A course without a pack."""
    row = shown.course
    assert row is not None
    made = Inspector(row.title, "No pack is on record yet")
    made.add(
        Label("Its sessions are warned of: no approved version is recorded. The first version is begun here, or comes in with a register.", wraps=True),
        Button("New version...", icon="plus", keys="Ctrl+N").does(lambda: do("new", "")),
        Button("Record a trigger...", icon="flag").does(lambda: do("trigger", "")),
        Button("All triggers", icon="flag").does(lambda: do("triggers", "")),
        title="What could be done",
    )  # fmt: skip
    made.add(*course_told(shown, do), title="The course")
    return made


def _heading(page: VersionPage) -> tuple[str, str]:
    """The question this version raises, and the answer in short."""
    version, left = page.version, len(obstacles_left(page))
    state = version.state.value
    if state == "in review":
        if not left:
            return "It can be approved", "Nothing stands in the way"
        stand = "stands" if left == 1 else "stand"
        return "Why it cannot be approved", f"{count_of(left, 'thing')} {stand} in the way"
    if state == "draft":
        return f"{pack_name(version)}", f"A draft, by {version.author}" if version.author else "A draft"
    if state == "approved":
        until = version.day
        return "Approved", f"Until {in_words(until, weekday=True)}" if until else "No review date is set"
    day = version.superseded_on if state == "superseded" else version.withdrawn_on
    return state.capitalize(), f"Since {in_words(day, weekday=True)}" if day else ""


def _finding(page: VersionPage) -> list[Reason]:
    """That an approval on record does not count, and why."""
    if not page.finding:
        same = "Two versions of this course have the number"
        return (
            [Reason(Meaning.ATTENTION, f"{same} {page.version.version}", "Give one of them another.")]
            if "renumber" in page.may
            else []
        )
    on = f" of {in_words(page.version.approved_on)}" if page.version.approved_on else ""
    detail = f"{page.finding}. Somebody else has to review and approve it."
    return [Reason(Meaning.STOP, f"The approval{on} does not count", detail)]


def _returned(page: VersionPage) -> list[Reason]:
    """That the last review gave it back, and what was said then."""
    review = page.review
    if page.version.state.value != "draft" or review is None or review.outcome != "returned" or review.ended_on is None:
        return []
    return [
        Reason(
            Meaning.ATTENTION, f"Returned by {review.reviewer} on {in_words(review.ended_on)}", review.note, "undo-2"
        )
    ]


def _approval(page: VersionPage) -> list[Reason]:
    """Who wrote and who approved a version in use, and until when it holds."""
    version = page.version
    if version.state.value != "approved":
        return []
    author = f"Author {version.author}." if version.author else "No author is on record."
    made = [Reason(Meaning.GOOD, f"Approved by {version.approved_by or 'somebody not named'}", author)]
    if version.extended_until is not None:
        made.append(
            Reason(
                Meaning.INFORMATION, f"Extended until {in_words(version.extended_until)}", version.extended_why, "clock"
            )
        )
    if meaning_of(version) is Meaning.STOP and version.day is not None:
        made.append(
            Reason(
                Meaning.STOP,
                f"Past its day, {in_words(version.day)}",
                page.past_review,
            )
        )
    return made


def _unless(page: VersionPage, do: Do, open_session: Callable[[str], None]) -> list[QWidget]:
    unless = page.unless
    assert unless is not None
    made: list[QWidget] = [ReasonLine(Reason(Meaning.ATTENTION, unless.text, unless.detail))]
    if unless.sessions:
        first = unless.sessions[0]
        link = Button(f"Open the first of them, {in_words(first[1])}", "link")
        made.append(link.does(lambda: open_session(first[0])))
    older = page.previous.version if page.previous is not None else "the older one"
    made.append(Button(f"Extend {older} with a reason", "link").does(lambda: do("extend", unless.version_id)))
    return made


def _flag(flag: FlagRow, do: Do) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    detail = f"{flag.sort.capitalize()}, {in_words(flag.on)}. To be answered by {in_words(flag.answer_by, weekday=True)}. {flag.note}".strip()
    column.addWidget(ReasonLine(Reason(Meaning.ATTENTION, flag.title, detail, "flag")))
    button = Button("Settle...").does(lambda: do("settle", flag.id))
    button.setAccessibleDescription(flag.title)
    column.addWidget(button)
    return holder


def _learning(page: VersionPage) -> list[QWidget]:
    made: list[QWidget] = []
    for one in page.absorbed:
        told = " ".join(f"{part.rstrip('.')}." for part in (one.must_change, one.where_seen) if part)
        fact = f"{one.title}, {in_words(one.on, month_only=True)}"
        made.append(ReasonLine(Reason(Meaning.INFORMATION, fact, told, "lightbulb")))
    return made or [
        Label("None is recorded. Local reviews, audits and national briefings belong here.", tone="muted", wraps=True)
    ]


def _unread(page: VersionPage, do: Do) -> list[QWidget]:
    waiting = [one for one in page.readers if one.read_on is None and one.next_session is not None]
    names = [one.name for one in waiting[:_MOST_NAMED]]
    more = len(waiting) - len(names)
    said = joined([*names, count_of(more, "other")] if more else names)
    told = sum(one.told_on is not None for one in waiting)
    text = f"{said}. {told} of {len(waiting)} {'was' if told == 1 else 'were'} told."
    made: list[QWidget] = [
        ReasonLine(Reason(Meaning.ATTENTION, f"{count_of(len(waiting), 'trainer')} of coming sessions", text, "users"))
    ]
    made.append(Button("Show who has read it", "link").does(lambda: do("readers", "")))
    return made


def _deeds(deeds: tuple[PackDeed, ...], whose: str, do: Do) -> QWidget:
    holder = QWidget()
    holder.setAccessibleName("What could be done")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for one in deeds:
        button = Button(one.says, icon=one.icon, keys=one.keys).does(lambda word=one.word: do(word, ""))  # type: ignore[misc]
        button.setAccessibleDescription(whose)
        if one.why_not:
            button.block(one.why_not)
        column.addWidget(button)
    return holder
