"""The tables that are not nouns: the trail, the search index, and the guards around them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Connection, ForeignKey, Index, Integer, LargeBinary, String, Table, text

from trainerpool.store.records.base import Base

FORMAT = 3

DEEDS = Table(
    "deed",
    Base.metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("name", String, nullable=False),
    Column("one_way", Boolean, nullable=False),
    Column("undo_of", Integer),
    Column("redo_of", Integer),
    Column("entries", Integer, nullable=False),
    Column("entries_digest", String, nullable=False),
    Column("digest", String, nullable=False),
)

TRAIL = Table(
    "trail",
    Base.metadata,
    Column("seq", Integer, primary_key=True),
    Column("deed", Integer, ForeignKey("deed.seq"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("record", String, nullable=False, index=True),
    Column("change", String, nullable=False),
    Column("payload", String),
    Column("salt", LargeBinary),
    Column("payload_digest", String, nullable=False),
)

# What was erased is looked for at every opening; mostly there is nothing.
Index("ix_trail_erased", TRAIL.c.deed, sqlite_where=TRAIL.c.payload.is_(None))

# What was taken out is found by what it named, which no index of ids can help with; it is a small part of the trail.
Index("ix_trail_removed", TRAIL.c.kind, sqlite_where=text("change = 'removed'"))

SEARCH = Table(
    "search_text",
    Base.metadata,
    Column("rowid", Integer, primary_key=True),
    Column("kind", String, nullable=False, index=True),
    Column("record", String, nullable=False, unique=True),
    Column("title", String, nullable=False),
    Column("body", String, nullable=False),
)

# Virtual tables and triggers have one source: a migration drops and remakes them from here.
GUARDS = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_index USING fts5("
    "title, body, content='search_text', content_rowid='rowid', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')",
    "CREATE TRIGGER IF NOT EXISTS search_added AFTER INSERT ON search_text BEGIN "
    "INSERT INTO search_index(rowid, title, body) VALUES (new.rowid, new.title, new.body); END",
    "CREATE TRIGGER IF NOT EXISTS search_removed AFTER DELETE ON search_text BEGIN "
    "INSERT INTO search_index(search_index, rowid, title, body) VALUES ('delete', old.rowid, old.title, old.body); END",
    "CREATE TRIGGER IF NOT EXISTS search_changed AFTER UPDATE ON search_text BEGIN "
    "INSERT INTO search_index(search_index, rowid, title, body) VALUES ('delete', old.rowid, old.title, old.body); "
    "INSERT INTO search_index(rowid, title, body) VALUES (new.rowid, new.title, new.body); END",
    "CREATE TRIGGER IF NOT EXISTS deed_stays BEFORE DELETE ON deed BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END",
    "CREATE TRIGGER IF NOT EXISTS deed_unchanged BEFORE UPDATE ON deed BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END",
    "CREATE TRIGGER IF NOT EXISTS trail_stays BEFORE DELETE ON trail BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END",
    # All that may happen to an entry is that its payload and salt are destroyed together (store/redaction.py).
    "CREATE TRIGGER IF NOT EXISTS trail_unchanged BEFORE UPDATE ON trail WHEN new.payload IS NOT NULL OR new.salt IS NOT NULL "
    "OR (new.seq, new.deed, new.kind, new.record, new.change, new.payload_digest) "
    "IS NOT (old.seq, old.deed, old.kind, old.record, old.change, old.payload_digest) BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END",
)


def make_guards(connection: Connection) -> None:
    """Make the search index and the triggers where they are missing."""
    for statement in GUARDS:
        connection.execute(text(statement))


def drop_guards(connection: Connection) -> None:
    """Take the triggers away before a migration; the index itself stays."""
    for statement in GUARDS:
        if statement.startswith("CREATE TRIGGER"):
            connection.execute(text(f"DROP TRIGGER IF EXISTS {statement.split()[5]}"))


def make_schema(connection: Connection) -> None:
    """Make every table of this format in an empty database and write down which format it is."""
    Base.metadata.create_all(connection)
    make_guards(connection)
    connection.execute(text(f"PRAGMA user_version = {FORMAT}"))
