"""Logs kept as forms, ticks and crowded cells, with rows twice, with the truth of each."""

from __future__ import annotations

from datetime import datetime

from tests.exchange.spreadsheets.others.model import Book, Grid
from tests.operations.imports.quality.model import ACT, GO, PAIR, STOP, QualityBook, Seen


def strengths_and_actions_in_one_cell() -> QualityBook:
    """One column holds both, each under a word of its own; several observers; a nickname nobody is known by."""
    log = Grid("Sheet1")
    log.add(
        "Date of observation",
        "Course title",
        "Trainer",
        "Observers",
        "Overall outcome",
        "Strengths / areas for development",
    )
    log.add(
        datetime(2026, 1, 22),
        "SNH",
        "Rosalind Ferris",
        "Tobias Lund and Joan de Vere",
        "Continue with actions",
        "Strengths:\n• Knew the law\n• Good humour\nAreas for development:\n• Leave time for questions",
    )
    log.add(
        datetime(2026, 1, 29),
        "SNH",
        "Maggie Pell",
        "Tobias Lund",
        "Continue",
        "Strengths: warm welcome; clear aims. Actions: none",
    )
    log.add(
        datetime(2026, 2, 5),
        "SNH",
        "Piotr Zając",
        "Tobias Lund",
        "Continue with actions",
        "WWW - kept to time\nEBI - fewer slides",
    )
    return QualityBook(
        Book("Observations both", [log]),
        [
            Seen("2026-01-22", "SNH", "Rosalind Ferris", "Tobias Lund and Joan de Vere", ACT, ("Knew the law", "Good humour"),
                 ("Leave time for questions",)),
            Seen("2026-01-29", "SNH", "Margaret Pell", "Tobias Lund", GO, ("warm welcome", "clear aims")),
            Seen("2026-02-05", "SNH", "Piotr Zając", "Tobias Lund", ACT, ("kept to time",), ("fewer slides",)),
        ],
        answers={"values": {"Maggie Pell": "Margaret Pell"}},
    )  # fmt: skip


def outcomes_as_ticks() -> QualityBook:
    """The outcome is a cross under one of four headings."""
    log = Grid("Visits")
    log.add("Visit", "", "", "", "Outcome (tick one)", "", "", "", "Points")
    log.add(
        "Date",
        "Course",
        "Trainer",
        "Observer",
        "Continue",
        "Continue with actions",
        "Co-deliver only",
        "Pause and refer",
        "Strengths",
        "Actions",
    )
    log.add("02/03/2026", "WT", "Yusuf Rahmani", "Catherine Lowther", "x", "", "", "", "Clear", "")
    log.add("16/03/2026", "WT", "Iolo Prys", "Catherine Lowther", "", "x", "", "", "Kind", "Timing")
    log.add("23/03/2026", "DASH", "Kwabena Mensah", "Catherine Lowther", "", "", "✓", "", "", "Learn the form")
    log.add("30/03/2026", "DASH", "Joan de Vere", "Catherine Lowther", "", "", "", "Y", "", "")
    log.merged.extend([(1, 1, 1, 4), (1, 5, 1, 8), (1, 9, 1, 10)])
    return QualityBook(
        Book("Ticks", [log]),
        [
            Seen("2026-03-02", "WT", "Yusuf Rahmani", "Catherine Lowther", GO, ("Clear",)),
            Seen("2026-03-16", "WT", "Iolo Prys", "Catherine Lowther", ACT, ("Kind",), ("Timing",)),
            Seen("2026-03-23", "DASH", "Kwabena Mensah", "Catherine Lowther", PAIR, (), ("Learn the form",)),
            Seen("2026-03-30", "DASH", "Joan de Vere", "Catherine Lowther", STOP),
        ],
    )  # fmt: skip


def a_form_for_each_visit() -> QualityBook:
    """A sheet for each visit: the question on the left, the answer beside it."""
    one, two = Grid("HTJ May"), Grid("SM May")
    for grid, rows in (
        (one, [("Trainer observed", "Hefin Tudor-Jones"), ("Course", "Child Exploitation"), ("Date", datetime(2026, 5, 14)), ("Observer", "Joan de Vere"),
               ("Venue", "Civic Centre"), ("Strengths", "Honest about limits\nGood use of the case"), ("Areas for development", "Say the helpline twice"),
               ("Outcome", "Continue with actions")]),
        (two, [("Trainer observed", "Saoirse Maguire"), ("Course", "MCA"), ("Date", "21 May 2026"), ("Observer", "Joan de Vere"),
               ("Venue", "Teams"), ("Strengths", "Clear"), ("Areas for development", "None"), ("Outcome", "Continue")]),
    ):  # fmt: skip
        grid.add("Observation of delivery: record")
        grid.add()
        for label, value in rows:
            grid.add(label, value)
    return QualityBook(
        Book("Observation forms", [one, two], ending="ods"),
        [
            Seen("2026-05-14", "CEX", "Hefin Tudor-Jones", "Joan de Vere", ACT, ("Honest about limits", "Good use of the case"),
                 ("Say the helpline twice",)),
            Seen("2026-05-21", "MCA", "Saoirse Maguire", "Joan de Vere", GO, ("Clear",)),
        ],
    )  # fmt: skip


def visits_across_the_page() -> QualityBook:
    """The headings run down, the visits across."""
    log = Grid("Spring")
    log.add("Observations across")
    log.add("Date", "3 Mar 2026", "5 Mar 2026", "12/03/26")
    log.add("Course", "WT", "GCP", "GCP")
    log.add("Trainer", "Deirdre O'Hanlon", "Amrit Dhaliwal", "Tobias Lund")
    log.add("Observed by", "Rosalind Ferris", "Rosalind Ferris", "R Ferris")
    log.add("Recommendation", "Continue", "Refer back to the panel, pause for now", "Continue")
    log.add("What worked", "Good start", "", "Humour")
    log.add("What to improve", "", "Scoring", "")
    return QualityBook(
        Book("Across", [log]),
        [
            Seen("2026-03-03", "WT", "Deirdre O'Hanlon", "Rosalind Ferris", GO, ("Good start",)),
            Seen("2026-03-05", "GCP", "Amrit Dhaliwal", "Rosalind Ferris", STOP, (), ("Scoring",)),
            Seen("2026-03-12", "GCP", "Tobias Lund", "Rosalind Ferris", GO, ("Humour",)),
        ],
    )  # fmt: skip


def rows_written_twice() -> QualityBook:
    """The same visit copied further down, once to the letter and once with another outcome: the second is asked about."""
    log = Grid("Log")
    log.add("Trainer", "Date", "Course", "Observer", "Outcome", "Strengths")
    log.add("Iolo Prys", "04.03.2026", "MCA", "Tobias Lund", "Continue", "Clear")
    log.add("Joan de Vere", "11.03.2026", "MCA", "Tobias Lund", "Continue", "Calm")
    log.add("Iolo Prys", "04.03.2026", "MCA", "Tobias Lund", "Continue", "Clear")
    log.add("Prys, Iolo", "4 March 2026", "Mental Capacity Act in Practice", "T Lund", "Continue", "Clear")
    return QualityBook(
        Book("Twice", [log]),
        [
            Seen("2026-03-04", "MCA", "Iolo Prys", "Tobias Lund", GO, ("Clear",)),
            Seen("2026-03-11", "MCA", "Joan de Vere", "Tobias Lund", GO, ("Calm",)),
        ],
    )  # fmt: skip


def half_the_columns() -> QualityBook:
    """Title names the only course; no observer's column; trailing remarks; letters explained beneath."""
    log = Grid("Q1")
    log.add("Domestic Abuse Risk Checklist: who has been seen")
    log.add("Name", "Seen on", "Level")
    log.add("Margaret Pell", "5/5/26", "A")
    log.add("Catherine Lowther", "6/5/26", "B")
    log.add("Yusuf Rahmani", "7/5/26", "C")
    log.add()
    log.add("A = carry on", "", "")
    log.add("B = carry on with a development plan")
    log.add("C = to be paired with a second trainer until seen again")
    log.add("Any worries: speak to the training team first")
    return QualityBook(
        Book("DASH seen", [log]),
        [
            Seen("2026-05-05", "DASH", "Margaret Pell", "", GO),
            Seen("2026-05-06", "DASH", "Catherine Lowther", "", ACT),
            Seen("2026-05-07", "DASH", "Yusuf Rahmani", "", PAIR),
        ],
    )  # fmt: skip
