"""The programme that is handed out: what is in it, what never is, and the page it becomes."""

from __future__ import annotations

import io
from datetime import date

import pypdf

from tests.builders import TODAY
from tests.reports.conftest import Term
from trainerpool.operations.courses import change_course
from trainerpool.operations.sessions import add_session
from trainerpool.reports.document import Document
from trainerpool.reports.registry import build_report
from trainerpool.reports.writing import bytes_of

SPRING = (date(2027, 1, 4), date(2027, 3, 26))
OUTCOMES = "- name the signs of neglect\n• use <b>one</b> tool & record it\n\n"


def built(term: Term) -> Document:
    return build_report(term.desk.ask, "programme", SPRING, TODAY)


def described(own_term: Term) -> Document:
    change_course(
        own_term.desk, "NEG", audience="Everyone who works with children.", outcomes=OUTCOMES, tier="Advanced"
    )
    return built(own_term)


def section(document: Document, title: str):
    return next(one for one in document.sections if one.title.startswith(title))


def test_each_course_says_for_whom_it_is_and_what_one_can_do_afterwards(own_term: Term) -> None:
    neglect = section(described(own_term), "Neglect")
    assert neglect.sentences == ("For everyone who works with children.", "By the end you will be able to:")
    assert neglect.points == ("name the signs of neglect", "use <b>one</b> tool & record it")
    assert {fact.what: fact.which for fact in neglect.facts} == {
        "Level": "Advanced",
        "Length": "3 hours",
        "Code": "NEG",
    }
    assert [str(row[0]) for row in neglect.tables[0].rows] == ["Tue 12 Jan 2027", "Tue 9 Feb 2027"]
    assert not section(built(own_term), "Professional").points


def test_what_is_not_agreed_or_is_cancelled_is_not_handed_out_and_nobody_is_named(own_term: Term) -> None:
    part = [{"start": "2027-03-02T09:30", "end": "2027-03-02T12:30"}]
    add_session(own_term.desk, "NEG", part, arranged_by="Gwen Parry")
    document = built(own_term)
    assert document.summary == ("3 sessions of 2 courses.",)
    glance = section(document, "Dates at a glance").tables[0]
    assert [str(row[0]).split(",")[0] for row in glance.rows] == [
        "Tue 12 Jan 2027",
        "Thu 14 Jan 2027\nFri 15 Jan 2027",
        "Tue 9 Feb 2027",
    ]
    page = bytes_of(document, ".html").decode()
    assert not [name for name in ("Gwen", "Ottilie", "Parry", "@") if name in page]


def test_the_page_holds_records_as_text_never_as_markup(own_term: Term) -> None:
    page = bytes_of(described(own_term), ".html").decode()
    assert "use &lt;b&gt;one&lt;/b&gt; tool &amp; record it" in page
    assert page.startswith('<!doctype html><html lang="en-GB">')
    assert page.count("<h1>") == 1
    assert page.count("<table>") == page.count("<thead>") == 3
    assert "http" not in page.split("</style>")[1]


def test_the_pdf_is_tagged_with_its_lists_and_has_bookmarks(own_term: Term) -> None:
    read = pypdf.PdfReader(io.BytesIO(bytes_of(described(own_term), ".pdf")))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("en")
    tags = kinds(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/L", "/LI", "/Table", "/TH"} <= tags
    assert read.outline


def kinds(node: object, found: set[str] | None = None) -> set[str]:
    """The kinds of tag under a node of the structure."""
    found = set() if found is None else found
    if isinstance(node, pypdf.generic.IndirectObject):
        node = node.get_object()
    if isinstance(node, pypdf.generic.DictionaryObject):
        if "/S" in node:
            found.add(str(node["/S"]))
        if "/K" in node:
            kinds(node["/K"], found)
    elif isinstance(node, list):
        for one in node:
            kinds(one, found)
    return found


def test_a_period_without_a_session_says_so(term: Term) -> None:
    empty = build_report(term.desk.ask, "programme", (date(2028, 1, 1), date(2028, 1, 31)), TODAY)
    assert (empty.summary, empty.sections) == (("No session is planned in this period.",), ())
