"""Logs and registers in which cells say several things at once, with the truth of each."""

from __future__ import annotations

from datetime import datetime

from tests.exchange.spreadsheets.others.model import Book, Grid
from tests.operations.imports.quality.model import ACT, GO, PAIR, STOP, Pack, QualityBook, Seen


def two_trainers_with_an_outcome_each() -> QualityBook:
    """Pairs in one row, their outcomes in one cell by initials or by name; where it does not say whose, it is asked."""
    log = Grid("QA")
    log.add("Session date", "Course", "Trainers", "QA by", "Outcome", "Development")
    log.add(
        "10/03/2026",
        "WT",
        "Hefin Tudor-Jones (lead) / Saoirse Maguire (co)",
        "Tobias Lund",
        "HTJ - Continue; SM - Continue with actions",
        "SM: slow down",
    )
    log.add("11/03/2026", "GCP", "Iolo Prys & Joan de Vere", "Tobias Lund", "Iolo: Pause and refer\nJoan: Continue", "")
    log.add("12/03/2026", "GCP", "Yusuf Rahmani, Piotr Zając", "Tobias Lund", "Both to continue", "")
    log.add(
        "13/03/2026", "MCA", "Amrit Dhaliwal and Rosalind Ferris", "Tobias Lund", "Continue / Continue with actions", ""
    )
    return QualityBook(
        Book("Pairs", [log]),
        [
            Seen("2026-03-10", "WT", "Hefin Tudor-Jones", "Tobias Lund", GO, (), ("SM: slow down",)),
            Seen("2026-03-10", "WT", "Saoirse Maguire", "Tobias Lund", ACT, (), ("SM: slow down",)),
            Seen("2026-03-11", "GCP", "Iolo Prys", "Tobias Lund", STOP),
            Seen("2026-03-11", "GCP", "Joan de Vere", "Tobias Lund", GO),
            Seen("2026-03-12", "GCP", "Yusuf Rahmani", "Tobias Lund", GO),
            Seen("2026-03-12", "GCP", "Piotr Zając", "Tobias Lund", GO),
            Seen("2026-03-13", "MCA", "Amrit Dhaliwal", "Tobias Lund", GO),
            Seen("2026-03-13", "MCA", "Rosalind Ferris", "Tobias Lund", ACT),
        ],
        answers={"values": {
            "outcome Continue / Continue with actions for Amrit Dhaliwal": GO,
            "outcome Continue / Continue with actions for Rosalind Ferris": ACT,
        }},
    )  # fmt: skip


def years_as_lines_and_whole_sentences() -> QualityBook:
    """Lines for the years within one list, days without a year, outcomes as sentences, visits still to come."""
    log = Grid("Observations")
    log.add("OBSERVATIONS")
    log.add("Date", "Trainer", "Course", "Observer", "Outcome")
    log.add("2024/25")
    log.add("5 Nov", "Kwabena Mensah", "CEX", "Joan de Vere", "No concerns, happy for him to carry on")
    log.add("12 March", "Iolo Prys", "MCA", "Joan de Vere", "Can carry on but needs to update the law")
    log.add("2025/26")
    log.add(
        "4 Nov", "Deirdre O'Hanlon", "SNH", "Joan de Vere", "Should not lead until seen again; fine as second trainer"
    )
    log.add(
        "10 Feb", "Margaret Pell", "SNH", "Joan de Vere", "Not safe to deliver - stood down and referred to her manager"
    )
    log.add("2026/27")
    log.add("3 Dec", "Catherine Lowther", "WT", "Joan de Vere", "")
    log.add("9 Dec", "Tobias Lund", "WT", "TBC", "planned")
    return QualityBook(
        Book("Sentences", [log], ending="xls"),
        [
            Seen("2024-11-05", "CEX", "Kwabena Mensah", "Joan de Vere", GO),
            Seen("2025-03-12", "MCA", "Iolo Prys", "Joan de Vere", ACT),
            Seen("2025-11-04", "SNH", "Deirdre O'Hanlon", "Joan de Vere", PAIR),
            Seen("2026-02-10", "SNH", "Margaret Pell", "Joan de Vere", STOP),
        ],
    )  # fmt: skip


def two_visits_beside_each_other() -> QualityBook:
    """One row for each trainer, their visits side by side; the key of letters stands to the right."""
    log = Grid("Cycle")
    log.add("", "", "First observation", "", "", "Second observation", "", "", "", "Letter", "Means")
    log.add(
        "Trainer", "Course", "Date", "Observer", "Outcome", "Date", "Observer", "Outcome", "", "S", "Secure: continue"
    )
    log.add(
        "Piotr Zając",
        "WT",
        datetime(2025, 5, 1),
        "Tobias Lund",
        "S",
        datetime(2026, 5, 4),
        "Joan de Vere",
        "S",
        "",
        "D",
        "Developing: continue with an action plan",
    )
    log.add("Amrit Dhaliwal", "MCA", datetime(2025, 6, 2), "Tobias Lund", "D", "", "", "", "", "U", "Unsafe: pause")
    log.merged.extend([(1, 3, 1, 5), (1, 6, 1, 8)])
    return QualityBook(
        Book("Two visits", [log]),
        [
            Seen("2025-05-01", "WT", "Piotr Zając", "Tobias Lund", GO),
            Seen("2026-05-04", "WT", "Piotr Zając", "Joan de Vere", GO),
            Seen("2025-06-02", "MCA", "Amrit Dhaliwal", "Tobias Lund", ACT),
        ],
    )  # fmt: skip


def a_day_that_has_not_come() -> QualityBook:
    """A slip in the year of a visit with an outcome is asked about, never taken."""
    log = Grid("Visits")
    log.add("Date of visit", "Course", "Trainer observed", "Observer", "Outcome")
    log.add("03/03/2027", "WT", "Hefin Tudor-Jones", "Joan de Vere", "Continue")
    log.add("04/03/2026", "WT", "Saoirse Maguire", "Joan de Vere", "Continue")
    return QualityBook(
        Book("Slip", [log], ending="csv"),
        [
            Seen("2026-03-03", "WT", "Hefin Tudor-Jones", "Joan de Vere", GO),
            Seen("2026-03-04", "WT", "Saoirse Maguire", "Joan de Vere", GO),
        ],
        answers={"values": {"Slip!A2": "2026-03-03"}},
    )


def several_versions_in_one_cell() -> QualityBook:
    """A history in the cell of the version; its one line says which is in use. A summary beside it counts."""
    register, count = Grid("Packs"), Grid("Summary")
    register.add("Pack", "Version history", "Author", "Approved", "Approved by", "Review")
    register.add("WT", "v1 2019; v2 2022; v3 2026 (current)", "A. Grey", "02/02/2026", "B. White", "02/02/2027")
    register.add("CEX", "2.0", "A. Grey", "03/02/2026", "B. White", "03/02/2027")
    register.add("GCP", "1.0 > 1.1", "A. Grey", "04/02/2026", "B. White", "annually")
    for row in (("State", "How many"), ("Approved", 3), ("Draft", 0), ("Due for review", 1), ("Withdrawn", 0)):
        count.add(*row)
    return QualityBook(
        Book("Histories", [register, count]),
        packs=[
            Pack("WT", "3", "approved", "A. Grey", "B. White", "2026-02-02", "2027-02-02"),
            Pack("CEX", "2.0", "approved", "A. Grey", "B. White", "2026-02-03", "2027-02-03"),
            Pack("GCP", "1.1", "approved", "A. Grey", "B. White", "2026-02-04"),
        ],
        answers={"values": {"version 1.0 > 1.1": "1.1"}},
    )


def initials_in_one_line() -> QualityBook:
    """Observers by initials explained in one line, one of whom is nobody in the pool; a note under the list."""
    log = Grid("Log 2026")
    log.add("Observation log 2026")
    log.add("Observers: CL = Catherine Lowther; ZB = Zelda Brook")
    log.add("Date", "Facilitator", "Session", "Obs", "Agreed outcome", "Learning points")
    log.add("Wed 14 Jan", "Kwabena Mensah", "CEX", "CL", "Continue", "")
    log.add("Thu 15 Jan", "Piotr Zając", "CEX", "ZB", "Continue with actions", "Use the local map")
    log.add("")
    log.add("NB: two visits were cancelled because of snow")
    return QualityBook(
        Book("Initials", [log]),
        [
            Seen("2026-01-14", "CEX", "Kwabena Mensah", "Catherine Lowther", GO),
            Seen("2026-01-15", "CEX", "Piotr Zając", "Zelda Brook", ACT, (), ("Use the local map",)),
        ],
    )  # fmt: skip


def one_visit_with_two_outcomes() -> QualityBook:
    """The same visit in two rows that end differently: neither counts until a person says which is right."""
    log = Grid("Log")
    log.add("Date", "Course", "Trainer", "Observer", "Outcome")
    log.add("04.03.2026", "MCA", "Iolo Prys", "Tobias Lund", "Continue")
    log.add("4 March 2026", "MCA", "Prys, Iolo", "T Lund", "Pause and refer")
    return QualityBook(
        Book("Differing", [log]),
        [Seen("2026-03-04", "MCA", "Iolo Prys", "Tobias Lund", STOP)],
        answers={"values": {"Log!2|Log!3": STOP}},
    )
