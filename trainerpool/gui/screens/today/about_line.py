"""The inspector of Today about a line that is not one short session: why it is here, and its fix in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.why import Reason, Remedy, RemedyBlock, WhyBlock
from trainerpool.gui.screens.today.about import PUT_OFF, Told
from trainerpool.gui.screens.today.deeds import TodayDeeds
from trainerpool.gui.screens.today.forms import DayForm, OneByOne, SignOffForm
from trainerpool.queries.today import Concerned, TodayRow, Urgency
from trainerpool.queries.trainer_chances import Chance

_ABOUT = {
    "unanswered": "The policy asks for an answer within the working days it names.",
    "unconfirmed": "The policy asks for a pair that has accepted so many working days before a session.",
    "sampling": "Each course is to be observed at least once in the months the policy names.",
    "retention": "The policy says how long each kind of record is kept. Look at each before it is erased.",
    "agree": "A session a trainer arranged counts only once you agree to it.",
    "past": "A delivery counts for standing once it is recorded.",
    "transferred": "The register says approved. The sign-off behind it is asked for before approval ends.",
    "agreements": "Without a release agreement a trainer may not deliver once the notice is over.",
    "approvals": "Approval ends without a new sign-off. Until then they deliver as before.",
    "holds": "A hold is asked for and free of blame. At its end it is lifted, or lengthened by a new one.",
    "observations": "The policy asks that everybody who delivers is observed in turn. Nobody lapses for it.",
    "questions": "What they are about is kept as text until you answer.",
    "material": "A session asks for material whose review date has not passed on its day.",
    "illegal": "A rule that blocks stands against it since. It was allowed when it was confirmed, or nobody had looked.",
}
_IN_PLACE = frozenset(
    {
        "short",
        "illegal",
        "unanswered",
        "unconfirmed",
        "agree",
        "past",
        "transferred",
        "approvals",
        "agreements",
        "backup",
    }
)


@dataclass(frozen=True)
class Doors:
    """Where a line leads: the list behind it, one of those it counts, the form that puts it off."""

    behind: Callable[[], None]
    one: Callable[[Concerned], None]
    put_off: Callable[[], None]


def is_mended_here(row: TodayRow) -> bool:
    """Whether the fix of a line is done in the inspector, rather than on another page."""
    cause = row.subject.rpartition("/")[2] if row.kind == "notice" else ""
    return row.kind in _IN_PLACE or cause in {"release_agreement", "development_event", "delivery"}


def about_line(row: TodayRow, today: date, deeds: TodayDeeds, doors: Doors, joins: Sequence[Chance] = ()) -> Told:
    """Its reasons, everybody it counts and what mends it; `joins` are sessions somebody on notice could deliver."""
    pane = Inspector(row.title, row.left[:1].upper() + row.left[1:])
    reasons = [Reason(Meaning(one.meaning.value), one.text.rstrip("."), one.detail) for one in row.reasons]
    if not reasons:
        said = row.detail if row.kind == "illegal" else _ABOUT.get(row.kind, row.detail or row.title)
        reasons = [
            Reason(Meaning(row.meaning.value), said.rstrip("."), _ABOUT["illegal"] if row.kind == "illegal" else "")
        ]
    pane.add(WhyBlock("Why this is here", reasons, keeps_order=bool(row.reasons)))
    if row.urgency is Urgency.PUT_OFF:
        again = Button(row.fix).does(doors.put_off)
        pane.add(Label(row.detail, wraps=True), again, title="Put off")
        return Told(pane, again)
    first = _mend(pane, row, today, deeds, doors, joins)
    pane.add(Button(PUT_OFF, "link").does(doors.put_off))
    return Told(pane, first)


def _mend(
    pane: Inspector, row: TodayRow, today: date, deeds: TodayDeeds, doors: Doors, joins: Sequence[Chance]
) -> QWidget | None:
    match row.kind, row.subject.rpartition("/")[2]:
        case "notice", cause:
            return _mend_notice(pane, row, cause, today, deeds, doors, joins)
        case "agreements", _:
            form = DayForm("Renew release agreements", "Record renewal", today, deeds.renew, row.about)
            return _add(pane, form, "Whose was renewed", form.first(), _list(doors))
        case (("transferred" | "approvals"), _):
            asks = SignOffForm(row.about, today, deeds.sign_off)
            return _add(pane, asks, "Record a sign-off", asks.first(), _list(doors))
        case (("unanswered" | "unconfirmed"), _):
            return _answers(pane, row, deeds, doors)
        case "agree", _:
            some = OneByOne(row.about, doors.one, [("Agree", deeds.agree)], doors.behind)
            return _add(pane, some, "Which they are" if len(row.about) > 1 else "Which it is", some.buttons[0])
        case "past", _:
            some = OneByOne(row.about, doors.one, [("Record", lambda one: deeds.record_delivered([one]))], doors.behind)
            every = Button(f"Record all {len(row.about)}").does(lambda: deeds.record_delivered(row.about))
            _add(pane, some, "Delivered by whoever was confirmed", some.buttons[0])
            if len(row.about) > 1:
                pane.add(every)
            return some.buttons[0]
        case "backup", _:
            now = Remedy("A verified copy, beside those there are", "Back up now", deeds.back_up, icon="archive")
            block = RemedyBlock("What could be done", [now], ("See the backups", doors.behind))
            return _add(pane, block, "", block.findChildren(Button)[0])
        case "illegal", who:
            session = row.subject.partition(":")[2].partition("/")[0]
            words = "The place is open again, and somebody else can be offered it"
            off = Remedy(words, "Take off", lambda: deeds.take_off(session, who, row.detail), icon="user-minus")
            block = RemedyBlock("What could be done", [off], ("See it on the board", doors.behind))
            return _add(pane, block, "", block.findChildren(Button)[0])
    return _only_doors(pane, row, doors)


def _mend_notice(
    pane: Inspector, row: TodayRow, cause: str, today: date, deeds: TodayDeeds, doors: Doors, joins: Sequence[Chance]
) -> QWidget | None:
    page = _page(doors, row)
    if cause == "release_agreement":
        form = DayForm("Renew the release agreement", "Record renewal", today, deeds.renew, row.about)
        return _add(pane, form, "Renew the release agreement", form.first(), page)
    if cause == "development_event":
        name = row.about[0].name
        form = DayForm(
            "Record a development event", "Record event", today,
            lambda who, day: deeds.record_event(who[0], name, day), row.about, "Held on",
        )  # fmt: skip
        return _add(pane, form, "Record a development event", form.first(), page)
    if cause == "delivery" and joins:
        block = RemedyBlock("Sessions that would count", [_join(one, row.about[0], deeds) for one in joins])
        return _add(pane, block, "", block.findChildren(Button)[0], page)
    nothing = Label("No coming session with a place free would count.", wraps=True)
    return _add(pane, nothing if cause == "delivery" else page, "What could be done", page, page)


def _only_doors(pane: Inspector, row: TodayRow, doors: Doors) -> QWidget:
    if row.about:
        pane.add(
            OneByOne(row.about, doors.one, (), doors.behind),
            title="Which they are" if len(row.about) > 1 else "Which it is",
        )
    words = "Answer the open questions" if row.kind == "questions" else "See the list behind"
    block = RemedyBlock("What could be done", [Remedy(words, row.fix, doors.behind, icon="chevron-right")])
    pane.add(block)
    return block.findChildren(Button)[0]


def _answers(pane: Inspector, row: TodayRow, deeds: TodayDeeds, doors: Doors) -> QWidget:
    reason = QLineEdit()
    why = Field("Why, where somebody declines", reason)
    buttons: Sequence[tuple[str, Callable[[Concerned], None]]] = (
        ("Accepts", lambda one: deeds.respond(one, accepted=True, reason="")),
        ("Declines", lambda one: deeds.respond(one, accepted=False, reason=reason.text().strip())),
    )
    some = OneByOne(row.about, doors.one, buttons, doors.behind)
    return _add(pane, some, "What they answered", some.buttons[0], why)


def _join(one: Chance, who: Concerned, deeds: TodayDeeds) -> Remedy:
    return Remedy(
        f"{one.title}, {one.when}", "Offer", lambda: deeds.offer(one.session_id, who.person, who.name, one.role),
        one.warning or f"As {one.role}.", "calendar-days", Meaning.ATTENTION if one.warning else None,
    )  # fmt: skip


def _page(doors: Doors, row: TodayRow) -> Button:
    return Button("See what keeps the approval", "link").does(lambda: doors.one(row.about[0]))


def _list(doors: Doors) -> Button:
    return Button("See them in the list", "link").does(doors.behind)


def _add(pane: Inspector, form: QWidget, title: str, first: QWidget, *below: QWidget) -> QWidget:
    pane.add(*dict.fromkeys((form, *below)), title=title)
    return first


def about_list(
    title: str, summary: str, some: Sequence[Concerned], doors: Doors, deed: tuple[str, Callable[[], None]]
) -> Told:
    """What stands behind a figure of the health strip: each one a door, and the page where all of them are."""
    pane = Inspector(title, summary)
    if some:
        pane.add(OneByOne(some, doors.one, (), doors.behind), title=count_of(len(some), "entry", "entries"))
    else:
        pane.add(Label("None.", tone="muted"))
    button = Button(deed[0]).does(deed[1])
    pane.add(button)
    return Told(pane, button)
