"""The written copy of an observation, as the trainer is given it: judgements with evidence, strengths, actions, reply, revisions."""

from __future__ import annotations

from trainerpool.domain.dates import in_words
from trainerpool.domain.observing import Grade
from trainerpool.domain.outcomes import Outcome
from trainerpool.problem import Problem
from trainerpool.queries.observations import observations
from trainerpool.queries.observations_page import ObservationPage, observation
from trainerpool.reports.asking import Ask
from trainerpool.reports.document import Cell, Column, Document, Fact, Said, Section, Table
from trainerpool.reports.wanted import Wanted, footer

_MEANT = {Grade.MET: "good", Grade.DEVELOPING: "attention", Grade.NOT_MET: "stop", Grade.NOT_SEEN: "neutral"}
_OUTCOMES = {
    Outcome.CONTINUE: "Continue delivering.",
    Outcome.WITH_ACTIONS: "Continue delivering, with the actions below.",
    Outcome.CO_DELIVER_ONLY: "Co-deliver only, until seen again.",
    Outcome.PAUSE: "Pause delivery, and refer.",
}


def build(ask: Ask, wanted: Wanted) -> Document:
    """One observation, or a page for each submitted one of the period, of one trainer where asked."""
    if wanted.observation:
        ids = [wanted.observation]
    else:
        rows = ask(observations, wanted.today, trainer=wanted.trainer)
        ids = [row.id for row in rows if row.submitted and wanted.period.start <= row.on <= wanted.period.end]
    pages = [page for one in ids if (page := ask(observation, one, wanted.today)) is not None]
    if wanted.observation and not pages:
        raise Problem("That observation is not in the pool.", kept="Nothing was written.")
    single = len(pages) == 1
    sections: list[Section] = []
    for page in pages:
        sections += _sections(page, single=single, first=not sections)
    return Document(
        name="observation-copy", title=f"Observation of {pages[0].row.trainer}" if single else "Observations of delivery",
        subtitle=_subtitle(pages[0]) if single else wanted.period.words, footer=footer(ask, wanted.today),
        summary=() if pages else ("No observation was submitted in this period.",), sections=tuple(sections),
        notes=("There is no overall mark. “Not seen” counts against nobody.",) if pages else (),
    )  # fmt: skip


def _subtitle(page: ObservationPage) -> str:
    row = page.row
    return f"{row.course_title or 'No course named'}, {in_words(row.on, weekday=not row.month_only, month_only=row.month_only)}"


def _sections(page: ObservationPage, *, single: bool, first: bool) -> list[Section]:
    row = page.row
    head = Section(
        "" if single else f"{row.trainer}: {_subtitle(page)}",
        sentences=_state(page),
        facts=_facts(page),
        new_page=not single and not first,
    )
    found = [head, Section("Outcome", sentences=_outcome(page))]
    if row.strengths:
        found.append(Section("Strengths", points=row.strengths))
    found.append(Section("Actions", tables=(_actions(page),)))
    found.append(Section("The trainer's reflection", sentences=_reflection(page), facts=_reflected(page)))
    if page.judgements:
        tables = [table for table in _judgements(page) if table.rows]
        found.append(Section("Judgements", tables=tuple(tables)))
    if page.notes:
        found.append(Section("Timed notes", tables=(_notes(page),)))
    found.append(Section("Reply and moderation", facts=_afterwards(page)))
    if page.revisions:
        found.append(Section("Corrections", tables=(_revisions(page),)))
    return found


def _state(page: ObservationPage) -> tuple[str, ...]:
    if page.visit is not None and page.submitted_on is None:
        return ("This is a draft: the observer has not submitted it yet.",)
    return ()


def _facts(page: ObservationPage) -> tuple[Fact, ...]:
    row, visit = page.row, page.visit
    facts = [Fact("Observer", row.observer or "not named"), Fact("Purpose", row.purpose)]
    if row.role:
        facts.append(Fact("Role that day", "candidate, in addition" if row.role == "extra" else row.role))
    if visit is not None:
        seen = (
            "the whole session"
            if visit.is_whole
            else f"from {visit.seen_from or 'the start'} to {visit.seen_until or 'the end'}"
        )
        facts.append(Fact("Seen", f"{seen}, {'in person' if visit.in_person else 'online'}"))
        facts += [
            Fact(what, which)
            for what, which in (
                ("Where", visit.venue), ("Learners", str(visit.learners or "")),
                ("Pack in use", f"version {visit.version}" if visit.version else ""),
                ("From paper", f"entered by {visit.entered_by}, told by {visit.told_by}" if visit.entered_by else ""),
                ("Wellbeing", "a talk was offered" if visit.wellbeing_offered else ""),
                ("Disclosure", "reported through the procedure, reference held elsewhere" if visit.reported_through_procedure else ""),
            )
            if which
        ]  # fmt: skip
    if row.local_grade:
        facts.append(Fact("In the log's words", row.local_grade))
    return tuple(facts)


def _outcome(page: ObservationPage) -> tuple[str, ...]:
    row = page.row
    said = [_OUTCOMES[Outcome(row.outcome)] if row.outcome else "No outcome is recorded."]
    if page.seconded_by and page.seconded_on is not None:
        said.append(f"Agreed by {page.seconded_by} as the second person on {in_words(page.seconded_on)}.")
    if row.starred_met is not None and row.purpose == "TtT sign-off":
        said.append("Every starred criterion was met." if row.starred_met else "Not every starred criterion was met.")
    if page.note:
        said.append(page.note)
    return tuple(said)


def _actions(page: ObservationPage) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            one.text,
            one.owner or None,
            one.due,
            Said(f"Done {in_words(one.done_on)}", one.done_note) if one.done_on else "Open",
        )
        for one in page.row.actions
    )
    columns = (Column("Action", 4), Column("Owner", 1.6), Column("By", 1.3), Column("State", 1.8))
    return Table("", columns, rows, "No action was agreed.")


def _reflection(page: ObservationPage) -> tuple[str, ...]:
    if page.reflected_on is None:
        return ("Not recorded.",)
    return ("The trainer was asked, and gave none.",) if page.reflection_declined else ()


def _reflected(page: ObservationPage) -> tuple[Fact, ...]:
    told = (
        ("What went as planned", page.went_as_planned),
        ("What I would change", page.would_change),
        ("What I need", page.what_i_need),
    )
    return tuple(Fact(what, which) for what, which in told if which)


def _judgements(page: ObservationPage) -> list[Table]:
    columns = (
        Column("No.", 0.4, figures=True),
        Column("Criterion", 3.4),
        Column("Judgement", 1.2),
        Column("Evidence", 3.4),
    )
    return [
        Table(
            f"{group.letter} {group.title}", columns,
            tuple(
                (
                    one.number, Said(one.text, "starred" if one.starred else ""),
                    Said(said.judgement, meaning=_MEANT[Grade(said.judgement)]), said.evidence or None,
                )
                for one in group.criteria
                if (said := page.judgements.get(one.number)) is not None and said.judgement
            ),
        )
        for group in page.framework.groups
    ]  # fmt: skip


def _notes(page: ObservationPage) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.at, "this trainer" if one.person_id else "all", one.text, ", ".join(one.criteria) or None)
        for one in page.notes
    )
    return Table("", (Column("Time", 0.7), Column("Of", 1), Column("Note", 5), Column("Criteria", 1)), rows)


def _afterwards(page: ObservationPage) -> tuple[Fact, ...]:
    row = page.row
    agrees = {True: "Agrees. ", False: "Disagrees. ", None: ""}[row.agrees]
    reply = f"{agrees}{page.reply}".strip() or "none"
    replied = f" ({in_words(page.replied_on)})" if page.replied_on else ""
    days = (("Submitted", page.submitted_on), ("Written copy given", page.copied_on))
    facts = [Fact(what, in_words(day)) for what, day in days if day is not None]
    facts.append(Fact("The trainer's reply", f"{reply}{replied}"))
    if page.copied_on is not None and page.replied_on is None and page.clocks.reply_by is not None:
        facts.append(Fact("Reply by", in_words(page.clocks.reply_by)))
    if page.moderated_on is not None:
        note = f": {page.moderation_note}" if page.moderation_note else ""
        facts.append(Fact("Moderated", f"{page.moderated_by}, {in_words(page.moderated_on)}{note}"))
    return tuple(facts)


def _revisions(page: ObservationPage) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            one.number,
            one.on,
            Said(one.why, one.by),
            "; ".join(f"{c.what}: {c.before}, now {c.after}" for c in one.changes) or "Nothing",
        )
        for one in page.revisions
    ]
    columns = (
        Column("No.", 0.5, figures=True),
        Column("On", 1.2),
        Column("Why, and by whom", 2.6),
        Column("What changed", 4),
    )
    return Table("", columns, tuple(rows))
