"""Format 3: trainer packs and their reviews, observations whole, and the files exchanged with trainers and observers."""

from __future__ import annotations

from typing import Any

# As they were when this format was released: every table begins with its id and its revision.
TABLES: dict[str, str] = {
    "availability_call": (
        'start DATE NOT NULL, "end" DATE NOT NULL, opened_on DATE NOT NULL, answer_by DATE NOT NULL, note VARCHAR'
    ),
    "framework": (
        "sort VARCHAR NOT NULL, name VARCHAR NOT NULL, number INTEGER NOT NULL, in_force_on DATE, body "
        "JSON NOT NULL, active BOOLEAN NOT NULL"
    ),
    "held_file": (
        "file VARCHAR NOT NULL, number INTEGER NOT NULL, opened_on DATE NOT NULL, opens_until DATE, pool "
        "JSON NOT NULL, brought JSON NOT NULL"
    ),
    "kept_file": (
        "owner_kind VARCHAR NOT NULL, owner_id VARCHAR(36) NOT NULL, name VARCHAR NOT NULL, body VARCHAR "
        "NOT NULL, size INTEGER NOT NULL, contents VARCHAR, added_on DATE NOT NULL, position INTEGER NOT "
        "NULL"
    ),
    "learning_point": (
        'source_kind VARCHAR NOT NULL, title VARCHAR NOT NULL, "on" DATE NOT NULL, theme VARCHAR, '
        "priority VARCHAR, must_change VARCHAR, note VARCHAR"
    ),
    "own_keys": (
        "receive_secret VARCHAR NOT NULL, receive_public VARCHAR NOT NULL, sign_secret VARCHAR NOT NULL, "
        "sign_public VARCHAR NOT NULL, made_on DATE NOT NULL, ended_on DATE"
    ),
    "trigger": ('sort VARCHAR NOT NULL, title VARCHAR NOT NULL, "on" DATE NOT NULL, note VARCHAR'),
    "availability_answer": (
        'call_id VARCHAR(36) NOT NULL, person_id VARCHAR(36) NOT NULL, "on" DATE NOT NULL, told_by '
        "VARCHAR, FOREIGN KEY(call_id) REFERENCES availability_call (id), FOREIGN KEY(person_id) "
        "REFERENCES person (id)"
    ),
    "carried_file": (
        "person_id VARCHAR(36) NOT NULL, number INTEGER NOT NULL, file VARCHAR NOT NULL, issued_on DATE "
        'NOT NULL, start DATE, "end" DATE, opens_until DATE, inside JSON NOT NULL, FOREIGN KEY(person_id) '
        "REFERENCES person (id)"
    ),
    "content_check": (
        "framework_id VARCHAR(36) NOT NULL, agency_id VARCHAR(36) NOT NULL, course_title VARCHAR NOT "
        "NULL, year INTEGER NOT NULL, judgements JSON NOT NULL, checked_by VARCHAR, completed_on DATE, "
        "FOREIGN KEY(framework_id) REFERENCES framework (id), FOREIGN KEY(agency_id) REFERENCES agency "
        "(id)"
    ),
    "course_level": (
        "course_id VARCHAR(36) NOT NULL, framework VARCHAR NOT NULL, level VARCHAR NOT NULL, FOREIGN "
        "KEY(course_id) REFERENCES course (id)"
    ),
    "invitation": (
        "person_id VARCHAR(36) NOT NULL, sort VARCHAR NOT NULL, made_on DATE NOT NULL, until DATE NOT "
        "NULL, secret VARCHAR, used_on DATE, cancelled_on DATE, FOREIGN KEY(person_id) REFERENCES person "
        "(id)"
    ),
    "person_keys": (
        "person_id VARCHAR(36) NOT NULL, receive_public VARCHAR NOT NULL, sign_public VARCHAR NOT NULL, "
        "made_on DATE NOT NULL, revoked_on DATE, revoked_why VARCHAR, FOREIGN KEY(person_id) REFERENCES "
        "person (id)"
    ),
    "returned_file": (
        "person_id VARCHAR(36) NOT NULL, file VARCHAR NOT NULL, digest VARCHAR NOT NULL, number INTEGER, "
        '"on" DATE NOT NULL, outcome VARCHAR NOT NULL, inside JSON NOT NULL, FOREIGN KEY(person_id) '
        "REFERENCES person (id)"
    ),
    "support_request": (
        'person_id VARCHAR(36) NOT NULL, "on" DATE NOT NULL, text VARCHAR, settled_on DATE, settled_note '
        "VARCHAR, FOREIGN KEY(person_id) REFERENCES person (id)"
    ),
    "absorbed_learning": (
        "version_id VARCHAR(36) NOT NULL, learning_point_id VARCHAR(36) NOT NULL, where_seen VARCHAR, "
        "FOREIGN KEY(version_id) REFERENCES material_version (id), FOREIGN KEY(learning_point_id) "
        "REFERENCES learning_point (id)"
    ),
    "acknowledgement": (
        "version_id VARCHAR(36) NOT NULL, person_id VARCHAR(36) NOT NULL, told_on DATE, read_on DATE, "
        "told_by VARCHAR, FOREIGN KEY(version_id) REFERENCES material_version (id), FOREIGN "
        "KEY(person_id) REFERENCES person (id)"
    ),
    "material_review": (
        "version_id VARCHAR(36) NOT NULL, framework_id VARCHAR(36), reviewer VARCHAR NOT NULL, "
        "reviewer_id VARCHAR(36), started_on DATE NOT NULL, ended_on DATE, outcome VARCHAR, note VARCHAR, "
        "FOREIGN KEY(version_id) REFERENCES material_version (id), FOREIGN KEY(framework_id) REFERENCES "
        "framework (id), FOREIGN KEY(reviewer_id) REFERENCES person (id)"
    ),
    "trigger_flag": (
        "trigger_id VARCHAR(36) NOT NULL, course_id VARCHAR(36) NOT NULL, settled_on DATE, version_id "
        'VARCHAR(36), why VARCHAR, FOREIGN KEY(trigger_id) REFERENCES "trigger" (id), FOREIGN '
        "KEY(course_id) REFERENCES course (id), FOREIGN KEY(version_id) REFERENCES material_version (id)"
    ),
    "ready_step": (
        "session_id VARCHAR(36) NOT NULL, person_id VARCHAR(36) NOT NULL, step VARCHAR NOT NULL, done_on "
        "DATE, note VARCHAR, FOREIGN KEY(session_id) REFERENCES training_session (id), FOREIGN "
        "KEY(person_id) REFERENCES person (id)"
    ),
    "reflection": (
        'person_id VARCHAR(36) NOT NULL, session_id VARCHAR(36), "on" DATE NOT NULL, text VARCHAR, '
        "answers JSON NOT NULL, shared BOOLEAN NOT NULL, FOREIGN KEY(person_id) REFERENCES person (id), "
        "FOREIGN KEY(session_id) REFERENCES training_session (id)"
    ),
    "review_judgement": (
        "review_id VARCHAR(36) NOT NULL, item VARCHAR NOT NULL, judgement VARCHAR, where_seen VARCHAR, "
        "note VARCHAR, answer VARCHAR, answered_on DATE, FOREIGN KEY(review_id) REFERENCES "
        "material_review (id)"
    ),
    "session_report": (
        'session_id VARCHAR(36) NOT NULL, person_id VARCHAR(36) NOT NULL, "on" DATE NOT NULL, as_planned '
        "BOOLEAN, version_id VARCHAR(36), who_did_what VARCHAR, issues VARCHAR, entered_by VARCHAR, "
        "FOREIGN KEY(session_id) REFERENCES training_session (id), FOREIGN KEY(person_id) REFERENCES "
        "person (id), FOREIGN KEY(version_id) REFERENCES material_version (id)"
    ),
    "visit": (
        "session_id VARCHAR(36), course_id VARCHAR(36), observer_id VARCHAR(36), observer_name VARCHAR, "
        '"on" VARCHAR(10) NOT NULL, purpose VARCHAR NOT NULL, framework_id VARCHAR(36), version_id '
        "VARCHAR(36), in_person BOOLEAN NOT NULL, learners INTEGER, seen_from VARCHAR(5), seen_until "
        "VARCHAR(5), started_at VARCHAR, finished_at VARCHAR, cancelled_on DATE, cancelled_why VARCHAR, "
        "entered_by VARCHAR, told_by VARCHAR, wellbeing_offered BOOLEAN NOT NULL, "
        "reported_through_procedure BOOLEAN NOT NULL, FOREIGN KEY(session_id) REFERENCES training_session "
        "(id), FOREIGN KEY(course_id) REFERENCES course (id), FOREIGN KEY(observer_id) REFERENCES person "
        "(id), FOREIGN KEY(framework_id) REFERENCES framework (id), FOREIGN KEY(version_id) REFERENCES "
        "material_version (id)"
    ),
    "timed_note": (
        "visit_id VARCHAR(36) NOT NULL, person_id VARCHAR(36), at VARCHAR(5) NOT NULL, text VARCHAR NOT "
        "NULL, criteria JSON NOT NULL, FOREIGN KEY(visit_id) REFERENCES visit (id), FOREIGN "
        "KEY(person_id) REFERENCES person (id)"
    ),
    "judgement": (
        "observation_id VARCHAR(36) NOT NULL, criterion VARCHAR NOT NULL, judgement VARCHAR, evidence "
        "VARCHAR, FOREIGN KEY(observation_id) REFERENCES observation (id)"
    ),
    "observation_action": (
        "observation_id VARCHAR(36) NOT NULL, position INTEGER NOT NULL, text VARCHAR NOT NULL, owner "
        "VARCHAR, due DATE, done_on DATE, done_note VARCHAR, FOREIGN KEY(observation_id) REFERENCES "
        "observation (id)"
    ),
    "observation_revision": (
        'observation_id VARCHAR(36) NOT NULL, number INTEGER NOT NULL, "on" DATE NOT NULL, "by" VARCHAR '
        "NOT NULL, why VARCHAR NOT NULL, body JSON NOT NULL, FOREIGN KEY(observation_id) REFERENCES "
        "observation (id)"
    ),
    "strength": (
        "observation_id VARCHAR(36) NOT NULL, position INTEGER NOT NULL, text VARCHAR NOT NULL, FOREIGN "
        "KEY(observation_id) REFERENCES observation (id)"
    ),
}
INDEXED = (
    ("framework", "sort"),
    ("kept_file", "body"),
    ("kept_file", "owner_id"),
    ("availability_answer", "call_id"),
    ("availability_answer", "person_id"),
    ("carried_file", "person_id"),
    ("content_check", "agency_id"),
    ("content_check", "framework_id"),
    ("course_level", "course_id"),
    ("invitation", "person_id"),
    ("person_keys", "person_id"),
    ("returned_file", "digest"),
    ("returned_file", "file"),
    ("returned_file", "person_id"),
    ("support_request", "person_id"),
    ("absorbed_learning", "learning_point_id"),
    ("absorbed_learning", "version_id"),
    ("acknowledgement", "person_id"),
    ("acknowledgement", "version_id"),
    ("material_review", "framework_id"),
    ("material_review", "reviewer_id"),
    ("material_review", "version_id"),
    ("trigger_flag", "course_id"),
    ("trigger_flag", "trigger_id"),
    ("ready_step", "person_id"),
    ("ready_step", "session_id"),
    ("reflection", "person_id"),
    ("reflection", "session_id"),
    ("review_judgement", "review_id"),
    ("session_report", "person_id"),
    ("session_report", "session_id"),
    ("visit", "course_id"),
    ("visit", "observer_id"),
    ("visit", "on"),
    ("visit", "session_id"),
    ("timed_note", "visit_id"),
    ("judgement", "observation_id"),
    ("observation_action", "observation_id"),
    ("observation_revision", "observation_id"),
    ("strength", "observation_id"),
)
COLUMNS = (
    ("course", "strand VARCHAR"),
    ("course", "prerequisites VARCHAR"),
    ("venue", "phone VARCHAR"),
    ("person", "manager VARCHAR"),
    ("person", "manager_id VARCHAR(36) REFERENCES person (id)"),
    ("person", "observer_since DATE"),
    ("training_session", "planned_version_id VARCHAR(36) REFERENCES material_version (id)"),
    ("training_session", "delivered_version_id VARCHAR(36) REFERENCES material_version (id)"),
    ("evidence", "observation_id VARCHAR(36) REFERENCES observation (id)"),
    ("material_version", "author_id VARCHAR(36) REFERENCES person (id)"),
    ("material_version", "approved_by_id VARCHAR(36) REFERENCES person (id)"),
    ("material_version", "withdrawn_why VARCHAR"),
    ("material_version", "extended_until DATE"),
    ("material_version", "extended_why VARCHAR"),
    ("material_version", "kept_where VARCHAR"),
    ("material_version", "source VARCHAR"),
    ("material_version", "plan JSON NOT NULL DEFAULT '[]'"),
    ("observation", "visit_id VARCHAR(36) REFERENCES visit (id)"),
    ("observation", "role VARCHAR"),
    ("observation", "number INTEGER NOT NULL DEFAULT 1"),
    ("observation", "reflected_on DATE"),
    ("observation", "went_as_planned VARCHAR"),
    ("observation", "would_change VARCHAR"),
    ("observation", "what_i_need VARCHAR"),
    ("observation", "spoken_on DATE"),
    ("observation", "submitted_on DATE"),
    ("observation", "seconded_by VARCHAR"),
    ("observation", "seconded_by_id VARCHAR(36) REFERENCES person (id)"),
    ("observation", "seconded_on DATE"),
    ("observation", "copied_on DATE"),
    ("observation", "reply VARCHAR"),
    ("observation", "reply_agrees BOOLEAN"),
    ("observation", "replied_on DATE"),
    ("observation", "moderated_by VARCHAR"),
    ("observation", "moderated_by_id VARCHAR(36) REFERENCES person (id)"),
    ("observation", "moderated_on DATE"),
    ("observation", "moderation_note VARCHAR"),
    ("observation", "closed_on DATE"),
    ("observation", "local_grade VARCHAR"),
    ("observation", "source VARCHAR"),
)
INDEXED_COLUMNS = (
    ("evidence", "observation_id"),
    ("material_version", "author_id"),
    ("material_version", "approved_by_id"),
    ("observation", "visit_id"),
)


def _name(word: str) -> str:
    return f'"{word}"' if word in {"on", "trigger"} else word


def upgrade(operations: Any) -> None:
    """New tables beside the old ones, and columns added where they stand: no table is remade and no row is touched."""
    for table, columns in TABLES.items():
        own, _, foreign = columns.partition(", FOREIGN KEY")
        ends = f", PRIMARY KEY (id){', FOREIGN KEY' + foreign if foreign else ''}"
        operations.execute(f'CREATE TABLE "{table}" (id VARCHAR(36) NOT NULL, revision INTEGER NOT NULL, {own}{ends})')
    for table, column in COLUMNS:
        operations.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    for table, column in (*INDEXED, *INDEXED_COLUMNS):
        operations.execute(f"CREATE INDEX ix_{table}_{column} ON {_name(table)} ({_name(column)})")
