"""Logs of observations in grades, colours, initials and blocks, with the truth of each."""

from __future__ import annotations

from datetime import date, datetime

from tests.exchange.spreadsheets.others.model import Book, Grid, serial
from tests.operations.imports.quality.model import ACT, GO, PAIR, STOP, QualityBook, Seen


def grades_explained_on_another_sheet() -> QualityBook:
    """Grades 1 to 4 with their descriptors elsewhere, observers by initials with a key, totals at the foot."""
    log = Grid("Obs log 25-26")
    log.add("Quality Assurance of Delivery – observation log")
    log.add("Last updated: 02/11/2026 by the training team")
    log.add()
    log.add(
        "No.",
        "Date observed",
        "Facilitator",
        "Course",
        "Obs by",
        "Grade (1-4)",
        "Key strengths",
        "Development needs",
        "Follow up",
    )
    log.add(1, datetime(2025, 11, 6), "Hefin Tudor-Jones", "WT", "CL", 1, "Calm opening", "", "")
    log.add(
        2,
        datetime(2025, 11, 20),
        "Saoirse Maguire",
        "DASH",
        "TL",
        2,
        "Good pace",
        "Check the local form",
        "e-mailed 1/12",
    )
    log.add(
        3,
        "14th January 2026",
        "Babatunde Alake",
        "GCP",
        "CL",
        3,
        "Kind to the group",
        "Learn the scoring",
        "paired with RF",
    )
    log.add(4, "3rd June 26", "Iolo Prys", "MCA", "TL", 4, "", "Law out of date", "rang manager")
    log.add()
    log.add("Total observations", 4)
    log.add("Average grade", 2.5)
    key = Grid("Grades")
    key.add("Grade", "Descriptor")
    key.add(1, "Exceeds the standard - continue to deliver")
    key.add(2, "Meets the standard with minor development points")
    key.add(3, "Developing - may only deliver alongside an experienced trainer")
    key.add(4, "Below standard - stop delivering, refer to the learning and development lead")
    who = Grid("Initials")
    who.add("Initials", "Name")
    who.add("CL", "Catherine Lowther")
    who.add("TL", "Tobias Lund")
    return QualityBook(
        Book("Observation log 25-26", [log, key, who]),
        [
            Seen("2025-11-06", "WT", "Hefin Tudor-Jones", "Catherine Lowther", GO, ("Calm opening",)),
            Seen("2025-11-20", "DASH", "Saoirse Maguire", "Tobias Lund", ACT, ("Good pace",), ("Check the local form",)),
            Seen("2026-01-14", "GCP", "Babatunde Alake", "Catherine Lowther", PAIR, ("Kind to the group",), ("Learn the scoring",)),
            Seen("2026-06-03", "MCA", "Iolo Prys", "Tobias Lund", STOP, (), ("Law out of date",)),
        ],
    )  # fmt: skip


def colours_and_surnames_first() -> QualityBook:
    """A semicolon file: colours named, explained in one line above; surnames first; bullets in one cell."""
    log = Grid("x")
    log.add("Observations of training 2026")
    log.add("GREEN = no concerns, carry on; AMBER = carry on, with actions; RED = pause and refer to the board")
    log.add("Trainer", "Seen by", "RAG", "Training", "When", "What went well", "Even better if")
    log.add(
        "Maguire, Saoirse",
        "Lowther, Catherine",
        "green",
        "WT",
        "Tues 3rd Feb 26",
        "• Clear aims\n• Good questions",
        "-",
    )
    log.add(
        "PELL, Margaret",
        "Lund, Tobias",
        "Amber",
        "Self-Neglect and Hoarding",
        "17 Feb 26",
        "- Case study",
        "- Slow down\n- Name the panel",
    )
    log.add(
        "de Vere, Joan",
        "Lund, Tobias",
        "R",
        "Domestic abuse risk checklist",
        "3/3/26",
        "1. Warm",
        "1. Scores wrong 2. Old form",
    )
    log.add("Zając, Piotr", "Lowther, Catherine", "AMBER/GREEN", "WT", "4/3/26", "Prepared", "")
    return QualityBook(
        Book("Observations RAG", [log], ending="csv", delimiter=";"),
        [
            Seen("2026-02-03", "WT", "Saoirse Maguire", "Catherine Lowther", GO, ("Clear aims", "Good questions")),
            Seen("2026-02-17", "SNH", "Margaret Pell", "Tobias Lund", ACT, ("Case study",), ("Slow down", "Name the panel")),
            Seen("2026-03-03", "DASH", "Joan de Vere", "Tobias Lund", STOP, ("Warm",), ("Scores wrong", "Old form")),
            Seen("2026-03-04", "WT", "Piotr Zając", "Catherine Lowther", ACT, ("Prepared",)),
        ],
        answers={"values": {"outcome AMBER/GREEN": ACT}},
    )  # fmt: skip


def a_block_for_each_course() -> QualityBook:
    """One header at the top, then a line for each course with its visits below it; dates without a year."""
    log = Grid("Autumn 2025 to summer 2026")
    log.add("Peer observations, academic year 2025/26")
    log.add("Date", "Trainer(s)", "Observer", "Outcome", "Positives", "To improve", "Comments")
    log.add("Working Together to Safeguard Children (WT)")
    log.add("6 Oct", "Kwabena Mensah", "Rosalind Ferris", "Continue", "Pace", "", "lovely session")
    log.add(
        "Mon 9 Feb",
        "Yusuf Rahmani & Deirdre O'Hanlon",
        "Rosalind Ferris",
        "Continue with actions",
        "Team work",
        "Share the slides",
        "",
    )
    log.add()
    log.add("MCA - Mental Capacity Act in Practice")
    log.add("12 May", "Amrit Dhaliwal", "Rosalind Ferris", "To co-deliver only until seen again", "", "Case law", "")
    log.add("Child Exploitation")
    log.add("No visits this year")
    log.add("Neglect and the Graded Care Profile")
    log.add("1 July", "Hefin Tudor-Jones", "Joan de Vere", "continue", "Humour", "none", "")
    return QualityBook(
        Book("Peer observations", [log], ending="ods"),
        [
            Seen("2025-10-06", "WT", "Kwabena Mensah", "Rosalind Ferris", GO, ("Pace",)),
            Seen("2026-02-09", "WT", "Yusuf Rahmani", "Rosalind Ferris", ACT, ("Team work",), ("Share the slides",)),
            Seen("2026-02-09", "WT", "Deirdre O'Hanlon", "Rosalind Ferris", ACT, ("Team work",), ("Share the slides",)),
            Seen("2026-05-12", "MCA", "Amrit Dhaliwal", "Rosalind Ferris", PAIR, (), ("Case law",)),
            Seen("2026-07-01", "GCP", "Hefin Tudor-Jones", "Joan de Vere", GO, ("Humour",)),
        ],
    )  # fmt: skip


def a_sheet_for_each_year_in_its_own_words() -> QualityBook:
    """Three years, three layouts; the oldest says Met, Partly and No, which nobody explains."""
    old = Grid("2023-24")
    old.add("Date", "Course", "Trainer", "Observer", "Standard met?")
    old.add("15/11/23", "GCP", "Margaret Pell", "Catherine Lowther", "Met")
    old.add("17/01/24", "GCP", "Tobias Lund", "Catherine Lowther", "Partly")
    old.add("06/02/24", "WT", "Iolo Prys", "Catherine Lowther", "No")
    mid = Grid("2024-25")
    mid.add("Course delivered", "Visit date", "Who we saw", "Who went", "Result", "Went well", "Next steps")
    mid.add("WT", "7 Nov 2024", "Margaret Pell", "Tobias Lund", "Happy to continue", "Confident", "")
    mid.add(
        "CEX",
        "20 Mar 2025",
        "Kwabena Mensah",
        "Tobias Lund",
        "Continue, but action plan agreed",
        "",
        "Use trauma-informed words",
    )
    new = Grid("2025-26")
    new.add("", "", "Person", "", "Judgement", "", "")
    new.add("Date of session", "Session", "Trainer name", "Agency", "Outcome", "Strengths", "Actions")
    new.add(datetime(2025, 10, 2), "WT", "Yusuf Rahmani", "Fire and Rescue", "Continue", "Timekeeping", "")
    new.merged.extend([(1, 3, 1, 4), (1, 5, 1, 7)])
    return QualityBook(
        Book("Observations by year", [old, mid, new]),
        [
            Seen("2023-11-15", "GCP", "Margaret Pell", "Catherine Lowther", GO),
            Seen("2024-01-17", "GCP", "Tobias Lund", "Catherine Lowther", ACT),
            Seen("2024-02-06", "WT", "Iolo Prys", "Catherine Lowther", STOP),
            Seen("2024-11-07", "WT", "Margaret Pell", "Tobias Lund", GO, ("Confident",)),
            Seen("2025-03-20", "CEX", "Kwabena Mensah", "Tobias Lund", ACT, (), ("Use trauma-informed words",)),
            Seen("2025-10-02", "WT", "Yusuf Rahmani", "", GO, ("Timekeeping",)),
        ],
        answers={"values": {"outcome Met": GO, "outcome Partly": ACT, "outcome No": STOP}},
    )  # fmt: skip


def a_sheet_for_each_agency() -> QualityBook:
    """An old .xls with a sheet for each agency, whose name is no course, and cells left blank where nothing is known."""
    head = ["Name of trainer", "Date of visit", "Course", "Assessor", "Decision"]
    police, health, council = Grid("Police"), Grid("Health Board"), Grid("Moor Council")
    police.add("Moorland Police")
    police.add(*head)
    police.add("Hefin Tudor-Jones", date(2026, 4, 14), "DASH", "Deirdre O'Hanlon", "Continue")
    police.add("Saoirse Maguire", date(2026, 4, 16), "", "Deirdre O'Hanlon", "Continue")
    police.add("Iolo Prys", date(2026, 4, 21), "DASH", "Deirdre O'Hanlon", "Continue")
    health.add(*head)
    health.add("Amrit Dhaliwal", date(2026, 5, 5), "MCA", "Deirdre O'Hanlon", "Not to deliver until re-observed")
    council.add(*head, "Notes")
    council.add("Rosalind Ferris", date(2026, 5, 8), "SNH", "D O'Hanlon", "Continue with actions", "actions on file")
    return QualityBook(
        Book("QA by agency", [police, health, council], ending="xls"),
        [
            Seen("2026-04-14", "DASH", "Hefin Tudor-Jones", "Deirdre O'Hanlon", GO),
            Seen("2026-04-16", "", "Saoirse Maguire", "Deirdre O'Hanlon", GO),
            Seen("2026-04-21", "DASH", "Iolo Prys", "Deirdre O'Hanlon", GO),
            Seen("2026-05-05", "MCA", "Amrit Dhaliwal", "Deirdre O'Hanlon", STOP),
            Seen("2026-05-08", "SNH", "Rosalind Ferris", "Deirdre O'Hanlon", ACT),
        ],
    )  # fmt: skip


def american_dates_and_serials() -> QualityBook:
    """A tab file: days month first where one of them proves it, day numbers without a format, other dates beside."""
    log = Grid("x")
    log.add(
        "Feedback sent on",
        "Observed",
        "Facilitator observed",
        "Module",
        "Observed by",
        "Overall",
        "Next observation due",
    )
    log.add("05/20/2026", "05/06/2026", "Kwabena Mensah", "CEX", "Joan de Vere", "Continue", "05/06/2028")
    log.add("", "06/18/2026", "Iolo Prys", "CEX", "Joan de Vere", "Pause delivery", "")
    log.add("", str(serial(date(2026, 7, 9))), "Piotr Zając", "WT", "Joan de Vere", "Continue", "")
    return QualityBook(
        Book("Observed", [log], ending="csv", delimiter="\t", encoding="utf-16"),
        [
            Seen("2026-05-06", "CEX", "Kwabena Mensah", "Joan de Vere", GO),
            Seen("2026-06-18", "CEX", "Iolo Prys", "Joan de Vere", STOP),
            Seen("2026-07-09", "WT", "Piotr Zając", "Joan de Vere", GO),
        ],
    )  # fmt: skip
