"""Drafts are opened by the parsers mail programs are built on; no name, address or subject can begin a header of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainerpool.exchange.calendars import Entry, EntryStatus, calendar, uid_of
from trainerpool.exchange.drafts import MAILTO_MOST, Draft, as_text, eml, is_address, mailto
from trainerpool.exchange.letters import DEFAULTS, FIELDS, LetterKind, Template, check, fill, templates_from
from trainerpool.problem import Problem

STAMP = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
BODY = "Dear Siân,\n\nWe would like you to deliver:\n\n1. Neglect\n   Tue 12 Jan 2027, 09:30 to 12:30\n"


def draft(**more: object) -> Draft:
    told: dict = {"name": "Siân Ó Dálaigh", "address": "s.odalaigh@ellerdale.example.org"}
    return Draft(**(told | {"subject": "Can you deliver? Neglect, Tue 12 Jan 2027", "body": BODY} | more))


def opened(made: Draft) -> EmailMessage:
    found = message_from_bytes(eml(made), policy=policy.default)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


def test_a_mail_program_opens_it_as_a_draft_with_its_calendar() -> None:
    entry = Entry(
        uid_of("s1", 1), 2, datetime(2027, 1, 12, 9, 30), datetime(2027, 1, 12, 12, 30), "Neglect", "Moor Hall", "", EntryStatus.TENTATIVE
    )  # fmt: skip
    content = calendar([entry], "Offers", STAMP)
    found = opened(draft(calendar=content))
    assert found["X-Unsent"] == "1"
    assert found["From"] is None
    assert found["To"].addresses[0].addr_spec == "s.odalaigh@ellerdale.example.org"
    assert found["To"].addresses[0].display_name == "Siân Ó Dálaigh"
    assert found["Subject"] == "Can you deliver? Neglect, Tue 12 Jan 2027"
    body = found.get_body(("plain",))
    assert body is not None
    assert body.get_content_charset() == "utf-8"
    assert body.get_content().replace("\r\n", "\n") == BODY
    (attached,) = found.iter_attachments()
    assert attached.get_content_type() == "text/calendar"
    assert attached.get_param("method") == "PUBLISH"
    assert attached.get_filename() == "Training sessions.ics"
    assert attached.get_payload(decode=True) == content
    assert b"\n" not in eml(draft()).replace(b"\r\n", b"")


NASTY = st.text(max_size=60) | st.builds(
    "{}\r\nBcc: {}@evil.example.org\n\n{}".format, st.text(max_size=10), st.text(max_size=5), st.text(max_size=10)
)


@given(name=NASTY, address=NASTY, subject=NASTY, body=NASTY)
def test_nothing_given_begins_a_header(name: str, address: str, subject: str, body: str) -> None:
    found = message_from_bytes(
        eml(draft(name=name, address=address, subject=subject, body=body)), policy=policy.default
    )
    assert set(found.keys()) <= {
        "X-Unsent",
        "Subject",
        "To",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    }
    assert found["Bcc"] is None
    assert (found["To"] is None) is not is_address(address)


@pytest.mark.parametrize(
    "name", ["Bell\r\nBcc: x@evil.example.org", 'Bell" <x@evil.example.org>, "Y', "Zoë, Bell; Esq.", ""]
)
def test_a_hostile_name_stays_a_name(name: str) -> None:
    found = opened(draft(name=name))
    assert [one.addr_spec for one in found["To"].addresses] == ["s.odalaigh@ellerdale.example.org"]
    assert found["Bcc"] is None


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b\nBcc: c@evil.example.org", "a@x.example.org, b@x.example.org",
     "a b@x.example.org", "a@-x", "a..b@x.example.org", "a@x.example.org?cc=b"]
)  # fmt: skip
def test_what_is_no_address_is_left_out_of_draft_and_mailto(address: str) -> None:
    assert opened(draft(address=address))["To"] is None
    assert mailto(draft(address=address))[0].startswith("mailto:?subject=")
    assert "no e-mail address on record" in as_text(draft(address=address))


@given(subject=NASTY, body=st.text(max_size=3000))
def test_a_mailto_is_percent_encoded_and_never_too_long(subject: str, body: str) -> None:
    url, whole = mailto(draft(subject=subject[:40], body=body))
    assert len(url) <= MAILTO_MOST
    assert url.isascii()
    assert not any(sign in url for sign in ' "<>\r\n')
    asked = parse_qs(urlsplit(url).query, keep_blank_values=True)
    assert set(asked) == {"subject", "body"}
    assert whole is ("The rest did not fit" not in asked["body"][0])


def test_a_mailto_says_what_the_draft_says() -> None:
    url, whole = mailto(draft(body="Café & more: 100 % = yes?\nNext line"))
    assert whole
    assert url.startswith("mailto:s.odalaigh@ellerdale.example.org?subject=Can%20you%20deliver%3F%20Neglect")
    assert unquote(url.partition("&body=")[2]) == "Café & more: 100 % = yes?\r\nNext line"
    long, whole = mailto(draft(body="\n".join(f"Line {number}" for number in range(900))))
    assert not whole
    assert unquote(long).endswith("[The rest did not fit here. It is in the draft, and can be copied.]")


# The words of each kind


@pytest.mark.parametrize("kind", list(LetterKind))
def test_every_kind_has_words_that_hold(kind: LetterKind) -> None:
    check(DEFAULTS[kind])
    subject, body = fill(DEFAULTS[kind], {name: name.upper() for name in FIELDS})
    assert "PLACES" in body
    assert "{" not in subject + body


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (Template("Hello", "{places} {shoe size}"), r"no field \{shoe size\}"),
        (Template("Hello {", "{places}"), "not closed"),
        (Template(" ", "{places}"), "needs a subject"),
        (Template("Hello", "Dear {first name}"), "not told which session"),
    ],
)
def test_words_that_do_not_hold_are_refused(template: Template, said: str) -> None:
    with pytest.raises(Problem, match=said):
        check(template)


def test_a_value_with_braces_is_no_field_and_a_subject_is_one_line() -> None:
    subject, body = fill(
        Template("{session}", "{places}"), {"session": "Neglect\nBcc: x", "places": "{sender}", "sender": "S"}
    )
    assert (subject, body) == ("Neglect Bcc: x", "{sender}")


def test_kept_words_count_where_they_are_whole() -> None:
    kept = {"offer": {"subject": "S", "body": "B {places}"}, "reminder": {"subject": 3}, "other": {}}
    found = templates_from(kept)
    assert found[LetterKind.OFFER] == Template("S", "B {places}")
    assert found[LetterKind.REMINDER] == DEFAULTS[LetterKind.REMINDER]
    assert templates_from(None) == DEFAULTS
