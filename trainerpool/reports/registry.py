"""Every report by name, and the one door through which they are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from trainerpool.problem import Problem
from trainerpool.reports import (
    judgements,
    material_register,
    material_review,
    month_sheet,
    observation_copy,
    observation_form,
    pool_health,
    programme,
    sign_in_sheet,
    standing_statement,
    term_staffing,
)
from trainerpool.reports.asking import Ask
from trainerpool.reports.document import Document
from trainerpool.reports.periods import Period, period_of
from trainerpool.reports.wanted import Report, Wanted
from trainerpool.reports.writing import write_document

REPORTS: dict[str, Report] = {
    report.name: report
    for report in (
        Report(
            "month-sheet", "Who is delivering what", "The month's programme with its trainers and its empty places.",
            month_sheet.build, ("month", "term", "days"),
        ),
        Report(
            "programme", "Training programme", "What is on, by course: for whom, its outcomes, dates and venues, and how to book.",
            programme.build, ("term", "month", "year", "days"),
        ),
        Report(
            "sign-in-sheet", "Sign-in sheet", "A page for learners to sign, for each session.",
            sign_in_sheet.build, ("days", "month"), "session",
        ),
        Report(
            "term-staffing", "Term staffing", "Places filled and empty, by agency and by trainer, on one page.",
            term_staffing.build, ("term", "month", "year", "days"),
        ),
        Report(
            "pool-health", "Pool health", "Who carries which course, where it is thin and why, and what comes to an end.",
            pool_health.build, ("days",),
        ),
        Report(
            "standing-statement", "Statement of standing", "Where a trainer stands, why, and what is next by when.",
            standing_statement.build, ("days",), "trainer",
        ),
        Report(
            "observation-copy", "Observation, written copy", "What was judged of a trainer's delivery and agreed with them, a page each.",
            observation_copy.build, ("days", "month", "term", "year"), "observation",
        ),
        Report(
            "observation-form", "Observation form", "The form on paper: for a session, or blank.",
            observation_form.build, ("days",), "session",
        ),
        Report(
            "judgements", "Judgements over time", "How often each criterion was met, by course; of one trainer each judgement.",
            judgements.build, ("year", "term", "month", "days"), "trainer",
        ),
        Report(
            "materials-register", "Register of trainer packs", "Every course with the versions of its pack, and what waits.",
            material_register.build, ("days",),
        ),
        Report(
            "material-review", "Review of a trainer pack", "What a review said of each item, and the author's answers.",
            material_review.build, ("days", "month", "term", "year"), "version",
        ),
    )
}  # fmt: skip


def the_report(name: str) -> Report:
    """The report of this name. Problem, with the names there are, for any other."""
    if name not in REPORTS:
        raise Problem(
            f"There is no report called {name!r}.",
            kept="Nothing was written.",
            todo=f"There are: {', '.join(REPORTS)}.",
        )
    return REPORTS[name]


def build_report(
    ask: Ask, name: str, period: Period | tuple[date, date], today: date, *, session: str | None = None,
    trainer: str | None = None, reasons: Mapping[str, str] | None = None, observation: str | None = None,
) -> Document:  # fmt: skip
    """A report as a document, for a preview or a file; `session`, `trainer` or `observation` for one of them only.

    `reasons` says for a session why a place of it is empty. Problem for an unknown name, session or trainer.
    """
    days = period if isinstance(period, Period) else period_of(*period)
    return the_report(name).build(ask, Wanted(days, today, session, trainer, reasons or {}, observation))


def write_report(
    ask: Ask, name: str, period: Period | tuple[date, date], to: Path, today: date, *, session: str | None = None,
    trainer: str | None = None, reasons: Mapping[str, str] | None = None,
) -> Document:  # fmt: skip
    """Write a report as .pdf, .docx, .xlsx, .csv or .json by the file's ending; gives the document that was written."""
    document = build_report(ask, name, period, today, session=session, trainer=trainer, reasons=reasons)
    write_document(document, to)
    return document
