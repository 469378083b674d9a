"""Full-text search behind one small door: what is found by which words, kept in step with every piece of work."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from trainerpool.store.trail import CHANGED, Entry

_MARKS = re.compile(r"[\W_]+", re.UNICODE)
_COMBINING = re.compile("[\u0300-\u036f]")
_MOST_WORDS, _MOST_LETTERS = 16, 64
_CHUNK = 400

# For each kind searched: how the text of a record is put together (one place, in SQL, so that ten thousand take one pass).
_TEXTS = {
    "person": """
        SELECT p.id, p.given_name || ' ' || p.family_name,
          replace(replace(p.family_name, '''', ''), '’', '') || ' '
          || coalesce(p.known_as, '') || ' ' || coalesce(p.email, '') || ' ' || coalesce(p.phone, '') || ' '
          || coalesce(replace(p.phone, ' ', ''), '') || ' ' || coalesce(p.job_title, '') || ' ' || coalesce(p.notes, '') || ' '
          || coalesce((SELECT group_concat(f.given_name || ' ' || f.family_name, ' ') FROM former_name f WHERE f.person_id = p.id), '') || ' '
          || coalesce((SELECT group_concat(a.name || ' ' || coalesce(a.short_name, '') || ' '
              || coalesce((SELECT group_concat(x.text, ' ') FROM agency_alias x WHERE x.agency_id = a.id), ''), ' ')
              FROM membership m JOIN agency a ON a.id = m.agency_id WHERE m.person_id = p.id), '') || ' '
          || coalesce((SELECT group_concat(DISTINCT coalesce(c.code, '') || ' ' || c.title) FROM evidence e JOIN course c ON c.id = e.course_id
              WHERE e.person_id = p.id AND NOT e.retracted), '')
        FROM person p WHERE p.id IN ({ids})""",
    "course": """
        SELECT c.id, c.title, coalesce(c.code, '') || ' ' || c.short_name || ' ' || coalesce(c.audience, '') || ' '
          || coalesce((SELECT group_concat(x.text, ' ') FROM course_alias x WHERE x.course_id = c.id), '')
        FROM course c WHERE c.id IN ({ids})""",
    "agency": """
        SELECT a.id, a.name, coalesce(a.short_name, '') || ' '
          || coalesce((SELECT group_concat(x.text, ' ') FROM agency_alias x WHERE x.agency_id = a.id), '')
        FROM agency a WHERE a.id IN ({ids})""",
    "training_session": """
        SELECT s.id, s.title, coalesce((SELECT coalesce(c.code, '') || ' ' || c.title || ' ' || c.short_name FROM course c WHERE c.id = s.course_id), '')
          || ' ' || coalesce((SELECT v.name || ' ' || coalesce(v.postcode, '') FROM venue v WHERE v.id = s.venue_id), '') || ' '
          || coalesce(s.reference, '') || ' ' || coalesce(s.notes, '') || ' ' || s.first_date || ' '
          || coalesce((SELECT a.name FROM agency a WHERE a.id = s.host_agency_id), '') || ' '
          || coalesce((SELECT group_concat(p.given_name || ' ' || p.family_name, ' ') FROM allocation l JOIN person p ON p.id = l.person_id
              WHERE l.session_id = s.id AND l.state NOT IN ('declined', 'withdrawn', 'substituted')), '')
        FROM training_session s WHERE s.id IN ({ids})""",
}  # fmt: skip

# Which searched records a touched record speaks about: the field that points to them, and their kind.
_POINTS = {
    "person": (("id", "person"),), "former_name": (("person_id", "person"),), "membership": (("person_id", "person"),),
    "evidence": (("person_id", "person"),), "course": (("id", "course"),), "course_alias": (("course_id", "course"),),
    "agency": (("id", "agency"),), "agency_alias": (("agency_id", "agency"),),
    "training_session": (("id", "training_session"),), "allocation": (("session_id", "training_session"),),
}  # fmt: skip

# Records whose text holds words of a changed one: found by these questions.
_FOLLOWING = {
    "person": (("SELECT session_id FROM allocation WHERE person_id IN ({ids})", "training_session"),),
    "agency": (
        ("SELECT person_id FROM membership WHERE agency_id IN ({ids})", "person"),
        ("SELECT id FROM training_session WHERE host_agency_id IN ({ids})", "training_session"),
    ),
    "course": (
        ("SELECT DISTINCT person_id FROM evidence WHERE course_id IN ({ids})", "person"),
        ("SELECT id FROM training_session WHERE course_id IN ({ids})", "training_session"),
    ),
    "venue": (("SELECT id FROM training_session WHERE venue_id IN ({ids})", "training_session"),),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found: its kind, its id and what it is called."""

    kind: str
    record: str
    title: str


def keep_in_step(session: Session, entries: Sequence[Entry]) -> None:
    """Renew the search text of every record these entries touched, and of those that speak of them."""
    stale: dict[str, set[str]] = {}
    for entry in entries:
        for field, kind in _POINTS.get(entry.kind, ()):
            for values in (entry.before, entry.after) if field != "id" else ({"id": entry.record},):
                if values and values.get(field):
                    stale.setdefault(kind, set()).add(values[field])
        if entry.change == CHANGED and entry.kind in _POINTS and _POINTS[entry.kind][0][0] != "id":
            column, kind = _POINTS[entry.kind][0]
            owner = session.execute(
                text(f"SELECT {column} FROM {entry.kind} WHERE id = :id"), {"id": entry.record}
            ).scalar()
            stale.setdefault(kind, set()).update([owner] if owner else [])
    changed = {k: {e.record for e in entries if e.kind == k and e.change == CHANGED} for k in _FOLLOWING}
    if any(entry.kind == "agency_alias" for entry in entries):
        changed["agency"] |= stale.get("agency", set())  # people are found by every name of their agency
    for kind, records in changed.items():
        for question, follower in _FOLLOWING[kind]:
            for part in _parts(records):
                rows = session.execute(text(question.format(ids=_marks(part))), _named(part))
                stale.setdefault(follower, set()).update(row[0] for row in rows)
    for kind, records in stale.items():
        refresh(session, kind, records)


def rebuild(session: Session) -> None:
    """Put the whole search text together anew, from the records alone."""
    session.execute(text("DELETE FROM search_text"))
    for kind in _TEXTS:
        refresh(session, kind, session.execute(text(f"SELECT id FROM {kind}")).scalars().all())


def refresh(session: Session, kind: str, records: Iterable[str]) -> None:
    """Write the search text of these records anew; records that are gone lose theirs."""
    for part in _parts(set(records)):
        found = session.execute(text(_TEXTS[kind].format(ids=_marks(part))), _named(part)).all()
        gone = set(part) - {row[0] for row in found}
        if gone:
            some = sorted(gone)
            session.execute(text(f"DELETE FROM search_text WHERE record IN ({_marks(some)})"), _named(some))
        if found:
            session.execute(
                text(
                    "INSERT INTO search_text(kind, record, title, body) VALUES (:kind, :record, :title, :body) "
                    "ON CONFLICT(record) DO UPDATE SET title = excluded.title, body = excluded.body"
                ),
                [{"kind": kind, "record": row[0], "title": row[1], "body": row[2]} for row in found],
            )


def find(session: Session, words: str, kinds: Sequence[str] = (), limit: int = 200) -> list[Hit]:
    """The records whose text holds every word (or its beginning), best first."""
    pattern = match_pattern(words)
    if not pattern:
        return []
    chosen = f"AND t.kind IN ({', '.join(f':k{n}' for n in range(len(kinds)))})" if kinds else ""
    statement = (
        "SELECT t.kind, t.record, t.title FROM search_index i JOIN search_text t ON t.rowid = i.rowid "
        f"WHERE search_index MATCH :pattern {chosen} ORDER BY bm25(search_index, 10.0, 1.0), t.title LIMIT :limit"
    )
    given = {"pattern": pattern, "limit": limit, **{f"k{n}": kind for n, kind in enumerate(kinds)}}
    return [Hit(*row) for row in session.execute(text(statement), given)]


def match_pattern(words: str) -> str:
    """What is typed, as the index wants it: every word by its beginning; marks mean nothing."""
    # An accent typed as a sign of its own would part the word; the index knows letters without accents.
    whole = _COMBINING.sub("", unicodedata.normalize("NFC", words[: _MOST_WORDS * _MOST_LETTERS]))
    parts = [part[:_MOST_LETTERS] for part in _MARKS.split(whole) if part]
    return " ".join(f'"{part}"*' for part in parts[:_MOST_WORDS])


def _parts(records: Iterable[str]) -> list[list[str]]:
    ordered = sorted(records)
    return [ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK)]


def _marks(part: Sequence[str]) -> str:
    return ", ".join(f":i{number}" for number in range(len(part)))


def _named(part: Sequence[str]) -> dict[str, str]:
    return {f"i{number}": record for number, record in enumerate(part)}
