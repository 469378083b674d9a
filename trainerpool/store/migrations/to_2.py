"""Format 2: attendance by agency, more of venues, offers with a day to answer by, merges that can be taken apart."""

from __future__ import annotations

from typing import Any

COLUMNS = (
    ("venue", "address VARCHAR"),
    ("venue", "access VARCHAR"),
    ("venue", "capacity INTEGER"),
    ("venue", "active BOOLEAN NOT NULL DEFAULT 1"),
    ("term", "sort VARCHAR NOT NULL DEFAULT 'term'"),
    ("agency_alias", "merged_from_id VARCHAR(36) REFERENCES agency (id)"),
    ("membership", "merged_from_id VARCHAR(36) REFERENCES agency (id)"),
    ("allocation", "instead_of_id VARCHAR(36) REFERENCES allocation (id)"),
    ("allocation_step", "category VARCHAR"),
    ("allocation_step", "answer_by DATE"),
    ("snooze", "urgency INTEGER NOT NULL DEFAULT 0"),
)
ATTENDANCE = """
CREATE TABLE attendance (
    id VARCHAR(36) NOT NULL,
    revision INTEGER NOT NULL,
    session_id VARCHAR(36) NOT NULL,
    agency_id VARCHAR(36),
    booked INTEGER NOT NULL,
    attended INTEGER NOT NULL,
    left_early INTEGER NOT NULL,
    cancelled_in_time INTEGER NOT NULL,
    cancelled_late INTEGER NOT NULL,
    substitute INTEGER NOT NULL,
    no_show INTEGER NOT NULL,
    unscheduled INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(session_id) REFERENCES training_session (id),
    FOREIGN KEY(agency_id) REFERENCES agency (id)
)
"""


def upgrade(operations: Any) -> None:
    """Columns are added where they stand, so that no table is remade and no row is touched."""
    for table, column in COLUMNS:
        operations.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    operations.execute(ATTENDANCE)
    for column in ("session_id", "agency_id"):
        operations.execute(f"CREATE INDEX ix_attendance_{column} ON attendance ({column})")
    operations.execute("CREATE INDEX ix_trail_removed ON trail (kind) WHERE change = 'removed'")
