"""What the inspector says of the trainers chosen: the way still to go, or why they stand as they do, and what could be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.domain.standing import State
from trainerpool.gui.marks import STANDING
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.path import TtTPath
from trainerpool.gui.parts.pill import Pill
from trainerpool.gui.parts.why import ReasonLine, Remedy, RemedyBlock, WhyBlock
from trainerpool.gui.screens.trainers import words
from trainerpool.gui.screens.trainers.deeds import ListDeeds
from trainerpool.queries.trainer_chances import Chance
from trainerpool.queries.trainer_page import Statement, TrainerPage


def about_one(page: TrainerPage, offers: Sequence[Chance], deeds: ListDeeds) -> Inspector:
    """One trainer."""
    found, person = page.standing, page.person
    summary = ", ".join(part for part in (person.job_title, person.agency) if part)
    made = Inspector(person.name, summary)
    if found.state is State.CANDIDATE:
        path = TtTPath(words.stages(found), folded=True)
        path.opened.connect(lambda _place: deeds.open_page(person.id, "evidence"))
        course = f"for {_short(page)}, " if page.path_course else ""
        made.add(_pill_line(page, f"{course}stage {words.stage_number(found)} of {len(found.path)}"), path)
        missing = words.still_missing(page.statement)
        note = words.time_to_finish(page.statement)
        made.add(
            WhyBlock(
                "Why not approved yet",
                missing,
                words.policy_words(page.statement),
                deeds.open_rule,
                note,
                keeps_order=True,
            )
        )
    else:
        made.add(_pill_line(page, _beside_pill(page)))
        made.add(
            WhyBlock(
                _question(page),
                words.reasons(found),
                words.policy_words(page.statement),
                deeds.open_rule,
                keeps_order=True,
            )
        )
        due = words.due_reasons(found)[:3]
        if due:
            made.add(*(ReasonLine(one) for one in due), title="Next due")
    remedies = _remedies(page, offers, deeds)
    if remedies:
        made.add(RemedyBlock("What could be done", remedies))
    made.add(*deeds.links([deeds.row(person.id)]), title="" if remedies else "What could be done")
    made.add(_open_line(page, deeds))
    return made


def about_none(count: int) -> Inspector:
    """Nobody chosen."""
    made = Inspector("Nobody is chosen", f"{count_of(count, 'trainer')} in the list")
    made.add(Label("Choose a trainer to see why they stand as they do, and what is next.", tone="muted", wraps=True))
    return made


def _pill_line(page: TrainerPage, beside: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Pill(STANDING[words.standing_word(page.standing)]))
    row.addWidget(Label(beside, wraps=True), 1)
    return line


def _beside_pill(page: TrainerPage) -> str:
    whole = words.whole_mark(page.standing).word
    word = STANDING[words.standing_word(page.standing)].word
    return whole.removeprefix(word).strip() if whole != word else ""


def _question(page: TrainerPage) -> str:
    word = STANDING[words.standing_word(page.standing)].word
    return f"Why {word[:1].lower()}{word[1:]}"


def _short(page: TrainerPage) -> str:
    return next((one.short_name for one in page.known_courses if one.title == page.path_course), page.path_course)


def _remedies(page: TrainerPage, offers: Sequence[Chance], deeds: ListDeeds) -> list[Remedy]:
    found, person = page.standing, page.person
    made = [
        Remedy(one.title, "Add as extra" if one.role == "extra" else "Put on",
               lambda one=one: deeds.put_on(person.id, one), " ".join((one.when, one.warning)).strip())  # type: ignore[misc]
        for one in offers
    ]  # fmt: skip
    agreement = words.soonest(found, "release_agreement")
    if agreement is not None and (agreement.by is None or (agreement.by - found.on).days <= 60):
        made.append(Remedy("Release agreement", "Record renewal", lambda: deeds.renew([person.id], found.on),
                           "Renewed today; another day on the page.", "file-check"))  # fmt: skip
    if found.transferred:
        made.append(Remedy("Sign-off evidence", "Add evidence", lambda: deeds.add_evidence(person.id),
                           "Approved on transfer; the register's word only.", "badge-check"))  # fmt: skip
    return made


def _open_line(page: TrainerPage, deeds: ListDeeds) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    name = page.person.given_name or page.person.family_name
    row.addWidget(Button(f"Open {name}’s page", "link").does(lambda: deeds.open_page(page.person.id, "")))
    row.addStretch(1)
    row.addWidget(Label("Enter", tone="muted"))
    return line


def chances_wanted(page: TrainerPage) -> tuple[tuple[str, ...], bool] | None:
    """Which courses' sessions to look for, and whether as an extra; None where no session would help now."""
    found: Statement = page.statement
    standing = found.standing
    if standing.state is State.CANDIDATE:
        stage = standing.next_stage.value if standing.next_stage is not None else ""
        code = next((one.called for one in page.known_courses if one.title == page.path_course), "")
        return ((code,), True) if stage in {"shadow", "co_delivery"} and code else None
    due = words.soonest(standing, "delivery")
    needs = standing.may_deliver and due is not None and due.by is not None and (due.by - found.on).days <= 120
    held = tuple(line.code for line in page.courses if line.held)
    return (held, False) if needs and held else None
