"""Registers of trainer packs in other words and layouts, with the truth of each."""

from __future__ import annotations

from datetime import date, datetime

from tests.exchange.spreadsheets.others.model import Book, Grid
from tests.operations.imports.quality.model import GO, Pack, QualityBook, Seen


def the_state_in_the_cell_of_the_version() -> QualityBook:
    """No column for the state: "v3.2 (draft)", "v3.1 - current"; who passed it and when in one cell."""
    register = Grid("Packs")
    register.add("Training materials – version control")
    register.add("Course", "Version", "Lead author", "QA", "Review cycle", "Folder")
    register.add("WT", "v3.2 (draft)", "Rosalind Ferris", "", "Annual", "T:/wt/3.2")
    register.add("WT", "v3.1 - current", "Rosalind Ferris", "approved by Joan de Vere 12/5/26", "Annual", "T:/wt/3.1")
    register.add("WT", "v3.0 (superseded)", "Rosalind Ferris", "approved by Joan de Vere 3/4/25", "Annual", "T:/wt/3.0")
    register.add("GCP", "V1", "Tobias Lund", "Signed off J de Vere, 20 Jan 2026", "2 yearly", "T:/gcp")
    register.add("CEX", "v2 - withdrawn", "Tobias Lund", "", "", "")
    return QualityBook(
        Book("Version control", [register]),
        packs=[
            Pack("WT", "3.2", "draft", "Rosalind Ferris"),
            Pack("WT", "3.1", "approved", "Rosalind Ferris", "Joan de Vere", "2026-05-12"),
            Pack("WT", "3.0", "superseded", "Rosalind Ferris", "Joan de Vere", "2025-04-03"),
            Pack("GCP", "1", "approved", "Tobias Lund", "J de Vere", "2026-01-20"),
            Pack("CEX", "2", "withdrawn", "Tobias Lund"),
        ],
    )  # fmt: skip


def the_day_in_the_cell_of_the_state() -> QualityBook:
    """An old .xls: "Approved 12/05/25", "Expired Mar 2025", "With QA group since 1 Oct" all stand under Status."""
    register = Grid("Register 2026")
    register.add("Pack", "Ver.", "Status", "Written by", "Review")
    register.add("DASH", "2.0", "Approved by J Hart 12/05/26", "M Holt", "12/05/27")
    register.add("DASH", "1.0", "Expired Mar 2026", "M Holt", "")
    register.add("SNH", "4.1", "With QA group since 1 Oct 2026", "J Hart", "")
    register.add("SNH", "4.0", "Live (approved 7 July 2026)", "J Hart", "July 2027")
    register.add("MCA", "1.2", "Replaced by v1.3", "J Hart", "")
    register.add("MCA", "1.3", "Signed off 03.02.2026", "J Hart", date(2027, 2, 3))
    return QualityBook(
        Book("Register", [register], ending="xls"),
        packs=[
            Pack("DASH", "2.0", "approved", "M Holt", "J Hart", "2026-05-12", "2027-05-12"),
            Pack("DASH", "1.0", "superseded", "M Holt"),
            Pack("SNH", "4.1", "in review", "J Hart"),
            Pack("SNH", "4.0", "approved", "J Hart", "", "2026-07-07", "2027-07-31"),
            Pack("MCA", "1.2", "superseded", "J Hart"),
            Pack("MCA", "1.3", "approved", "J Hart", "", "2026-02-03", "2027-02-03"),
        ],
    )  # fmt: skip


def a_pack_block_for_each_course() -> QualityBook:
    """Blocks with their own header, newest first; a log of visits stands on the next sheet."""
    register, log = Grid("Packs"), Grid("Visits")
    head = ["Version number", "Produced by", "Checked by", "Date agreed", "Next review", "What changed"]
    register.add("Neglect and the Graded Care Profile")
    register.add(*head)
    register.add("3", "A. Grey", "B. White", datetime(2026, 2, 10), datetime(2027, 2, 10), "new scoring")
    register.add("2", "A. Grey", "B. White", datetime(2024, 3, 5), datetime(2025, 3, 5), "")
    register.add()
    register.add("Mental Capacity Act in Practice")
    register.add(*head)
    register.add("1", "C. Black", "B. White", datetime(2025, 6, 1), datetime(2026, 6, 1), "")
    register.add("2", "C. Black", "TBC", "TBC", "", "awaiting the code of practice")
    log.add("Date", "Course", "Trainer", "Observer", "Outcome")
    log.add("1 Sep 2026", "GCP", "Joan de Vere", "Tobias Lund", "Continue")
    return QualityBook(
        Book("Packs and visits", [register, log], ending="ods"),
        [Seen("2026-09-01", "GCP", "Joan de Vere", "Tobias Lund", GO)],
        [
            Pack("GCP", "3", "approved", "A. Grey", "B. White", "2026-02-10", "2027-02-10"),
            Pack("GCP", "2", "superseded", "A. Grey", "B. White", "2024-03-05", "2025-03-05"),
            Pack("MCA", "1", "approved", "C. Black", "B. White", "2025-06-01", "2026-06-01"),
            Pack("MCA", "2", "draft", "C. Black"),
        ],
    )  # fmt: skip


def one_line_for_each_course() -> QualityBook:
    """One line a course: the version in use, and beside it the one being written, which is not the one in use."""
    register = Grid("Course materials")
    register.add("Course materials register – owner: Business Unit")
    register.add()
    register.add(
        "Course title",
        "Audience",
        "Version in use",
        "Approved on",
        "Approved by",
        "Owner",
        "Review due",
        "Next version being written",
        "Notes",
    )
    register.add(
        "Child Exploitation",
        "All agencies",
        "5.1",
        "9 Sept 2025",
        "QA sub-group",
        "Amrit Dhaliwal",
        "9 Sept 2026",
        "6.0",
        "",
    )
    register.add(
        "Self-Neglect and Hoarding",
        "Adults' workforce",
        "2.0",
        "14/04/2026",
        "QA sub-group",
        "Iolo Prys",
        "14/04/2027",
        "",
        "new law Oct",
    )
    register.add("Total", 2)
    return QualityBook(
        Book("Materials", [register]),
        packs=[
            Pack("CEX", "5.1", "approved", "Amrit Dhaliwal", "QA sub-group", "2025-09-09", "2026-09-09"),
            Pack("SNH", "2.0", "approved", "Iolo Prys", "QA sub-group", "2026-04-14", "2027-04-14"),
        ],
    )  # fmt: skip


def a_register_saved_as_text() -> QualityBook:
    """A comma file of an old program: other words for every state, days as words and figures, quotes and accents."""
    register = Grid("x")
    register.add("Review By", "Approver", "Approved", "Material", "Edition", "Position", "Drafted by")
    register.add(
        "31/12/2026",
        "Zoë O’Shea",
        "6 Jan 26",
        "Working Together to Safeguard Children",
        "Ed. 7",
        "In use",
        "Noël Frith",
    )
    register.add(
        "", "Zoë O’Shea", "05-Jan-2025", "Working Together to Safeguard Children", "Ed. 6", "Archived", "Noël Frith"
    )
    register.add("", "", "", "Domestic Abuse Risk Checklist", "Ed. 2", "Out for consultation", "Noël Frith")
    register.add("", "", "", "Mental Capacity Act in Practice", "Ed. 1", "Not started", "Noël Frith")
    return QualityBook(
        Book("packs", [register], ending="csv", encoding="cp1252"),
        packs=[
            Pack("WT", "7", "approved", "Noël Frith", "Zoë O’Shea", "2026-01-06", "2026-12-31"),
            Pack("WT", "6", "superseded", "Noël Frith", "Zoë O’Shea", "2025-01-05"),
            Pack("DASH", "2", "in review", "Noël Frith"),
            Pack("MCA", "1", "draft", "Noël Frith"),
        ],
    )  # fmt: skip
