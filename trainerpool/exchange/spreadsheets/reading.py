"""What was understood of a file: drafts of records, the row by row account, and the questions left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time


@dataclass(slots=True)
class ReadAs:
    """A cell whose text was read as something else, shown so that a person can object."""

    cell: str  # "Trainer register!B6"
    text: str
    read_as: str


@dataclass(slots=True)
class CellProblem:
    """A cell that was not understood (or not surely), what is kept of it, and the question it waits for."""

    cell: str
    text: str
    kept_as: str  # "note", "text", "its own agency", "nothing" ...
    question: str | None  # the id of the Question, None where nothing needs an answer


@dataclass(slots=True)
class RowReading:
    """One row of a sheet: which draft it feeds, its fields as understood, and every doubt about it.

    `outcome` is "record" (feeds `record`), "needs decision", or "skipped" (title, header, blank, total, note);
    the caller turns "record" into added, merged or unchanged once the pool has been looked at.
    `record` is "trainer:KEY", "session:KEY", "course:KEY", "agency:KEY", "availability:KEY", "observation:KEY" or
    "material:KEY".
    """

    row: int  # 1-based; of a transposed table the column number
    outcome: str
    why: str = ""  # for skipped rows: "blank", "title", "header", "total", "section: Police", "note", "key", "not read"
    record: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    read_as: list[ReadAs] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    table: int = 0  # several tables of one sheet may share a row
    texts: dict[str, str] = field(default_factory=dict)  # cell -> text, only for rows not read into a record


@dataclass(slots=True)
class TableReading:
    """One table of a sheet: its kind, where its header stands, and which field each heading was taken for."""

    kind: str  # trainers, sessions, courses, agencies, venues, availability, observations, materials, key, notes
    header_rows: list[int]
    columns: dict[str, str | None]  # heading -> field or None (kept as a note)
    transposed: bool = False


@dataclass(slots=True)
class SheetReading:
    """One sheet, every row of it. `kind`, `header_rows` and `columns` are those of its largest table."""

    sheet: str
    kind: str
    header_rows: list[int]
    columns: dict[str, str | None]
    rows: list[RowReading]
    tables: list[TableReading] = field(default_factory=list)
    hidden: bool = False


@dataclass(slots=True)
class Option:
    """One possible answer to a question: what the decisions file holds, and its words for the screen."""

    value: str
    words: str


@dataclass(slots=True)
class Question:
    """Something only a person can say. `section` and `about` name its place in the decisions file.

    kind is agency, course, person, duplicate, column, section, sheet, date, status or value. For section "people", `about` is the rows
    joined by "|"; for "columns" it is "Sheet!G"; for "values" it is the cell "Sheet!G7" or the text as written.
    """

    id: str
    kind: str
    text: str
    cells: list[str]
    section: str
    about: str
    options: list[Option] = field(default_factory=list)
    default: str | None = None
    rows: list[str] = field(default_factory=list)  # "Sheet!8": the rows that wait for this answer


@dataclass(slots=True)
class NoteKept:
    """Text kept beside a record: from a notes column, an unknown column or an annotation in another cell."""

    label: str
    text: str
    cell: str


@dataclass(slots=True)
class AgencyDraft:
    """A partner organisation; `spellings` become its aliases. `unsure`: kept as its own, and asked."""

    key: str
    name: str
    spellings: list[str] = field(default_factory=list)
    unsure: bool = False
    known_id: str | None = None  # the pool's id where the pool already has it


@dataclass(slots=True)
class CourseDraft:
    """A course: code where one is known (else ""), title (else the code), length where a key gives hours."""

    key: str
    code: str
    title: str
    minutes: int | None = None  # of one day; a course of 12 hours over 2 days has 360
    days: int = 1
    aliases: list[str] = field(default_factory=list)
    unsure: bool = False
    known_id: str | None = None


@dataclass(slots=True)
class CourseHeld:
    """A course a trainer may deliver; `since` is YYYY-MM-DD or YYYY-MM where the cell gave its own date."""

    course: str  # CourseDraft.key
    since: str | None = None


@dataclass(slots=True)
class TrainerDraft:
    """A person as the register has them. Dates are YYYY-MM-DD, or YYYY-MM where the day is not known."""

    key: str  # "Trainer register!8", the first source row
    given_name: str = ""
    family_name: str = ""
    known_as: str = ""
    title: str = ""  # Dr, Insp ...
    agency: str | None = None  # AgencyDraft.key
    email: str = ""
    phone: str = ""
    job_title: str = ""
    line_manager: str = ""
    stage: str | None = None  # applied, in training, approved, on hold, lapsed, suspended, withdrawn
    ttt_course_on: str | None = None
    approved_from: str | None = None
    approved_until: str | None = None
    last_observed: str | None = None
    courses: list[CourseHeld] = field(default_factory=list)
    notes: list[NoteKept] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)  # "Trainer register!8"
    waiting: str | None = None  # the question that says who this is; such rows are not exported
    known_id: str | None = None


@dataclass(slots=True)
class PartDraft:
    """One civil part of a session. A time the file does not give is None. `assumed`: worked out, not read."""

    on: date
    start: time | None
    end: time | None
    assumed: bool = False


@dataclass(slots=True)
class TrainerNamed:
    """A trainer named on a session: `trainer` is a TrainerDraft.key, or None with `question` set."""

    text: str
    role: str  # lead, co-trainer, shadow, trainer (not said)
    trainer: str | None
    known_id: str | None = None
    question: str | None = None
    note: str = ""


@dataclass(slots=True)
class SessionDraft:
    """A training session. `status` is planned, confirmed, delivered or cancelled ("" where not said)."""

    key: str  # "Programme 2027!8"
    course: str | None = None  # CourseDraft.key
    title: str = ""
    parts: list[PartDraft] = field(default_factory=list)
    month: str | None = None  # YYYY-MM where no day is known
    venue: str = ""
    virtual: bool = False
    max_learners: int | None = None
    booked: int | None = None
    attended: int | None = None
    host_agency: str | None = None
    country: str = ""
    reference: str = ""  # the file's own id for it
    status: str = ""
    trainers: list[TrainerNamed] = field(default_factory=list)
    notes: list[NoteKept] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    waiting: str | None = None
    known_id: str | None = None


@dataclass(slots=True)
class AvailabilityDraft:
    """Days a trainer is away, both ends counted."""

    key: str
    trainer: str | None
    text: str
    first: date
    last: date
    reason: str = ""
    known_id: str | None = None
    question: str | None = None


@dataclass(slots=True)
class ObservationDraft:
    """One trainer observed, as a log has it. `on` is YYYY-MM-DD or YYYY-MM; `outcome` an Outcome's wording, or "".

    `grade` is the cell as written where its words were read as another outcome's.
    """

    key: str
    on: str
    text: str  # the trainer as written
    trainer: str | None = None  # TrainerDraft.key
    known_id: str | None = None
    course: str | None = None  # CourseDraft.key
    observer: str = ""
    observer_key: str | None = None
    observer_id: str | None = None
    outcome: str = ""
    grade: str = ""
    day_cell: str = ""  # the cell its day stands in
    held: bool = True  # False for a visit that is only planned, or was called off
    strengths: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    notes: list[NoteKept] = field(default_factory=list)
    waiting: str | None = None


@dataclass(slots=True)
class MaterialDraft:
    """One version of a trainer pack, as a register has it; `state` is draft, in review, approved, superseded or withdrawn.

    Dates are YYYY-MM-DD, a month's last day where only the month is known; None where the register gives none.
    """

    key: str
    course: str  # CourseDraft.key
    version: str
    state: str = ""
    author: str = ""
    approved_by: str = ""
    approved_on: str | None = None
    review_due: str | None = None
    kept_where: str = ""
    since: str | None = (
        None  # the day it went into review, was superseded or withdrawn, where its state's cell gives one
    )
    notes: list[NoteKept] = field(default_factory=list)
    waiting: str | None = None


@dataclass(frozen=True, slots=True)
class SamePeople:
    """An answer about rows that may be one person."""

    rows: tuple[str, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers in the form of the decisions file (4-interfaces), with `values` beside for single cells and texts."""

    agencies: Mapping[str, str] = field(default_factory=dict)
    courses: Mapping[str, str] = field(default_factory=dict)
    people: tuple[SamePeople, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownAgency:
    """An agency the pool already has."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownCourse:
    """A course the pool already has."""

    id: str
    code: str
    title: str
    aliases: tuple[str, ...] = ()
    minutes: int | None = None
    days: int = 1


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person the pool already has; `agency` is a KnownAgency id."""

    id: str
    given_name: str
    family_name: str
    known_as: str = ""
    agency: str | None = None
    email: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the pool knows before this file is read."""

    agencies: tuple[KnownAgency, ...] = ()
    courses: tuple[KnownCourse, ...] = ()
    people: tuple[KnownPerson, ...] = ()


@dataclass(slots=True)
class Reading:
    """All that was understood of a file. `understood` is how many rows became drafts; 0 means nothing was."""

    sheets: list[SheetReading] = field(default_factory=list)
    agencies: list[AgencyDraft] = field(default_factory=list)
    courses: list[CourseDraft] = field(default_factory=list)
    trainers: list[TrainerDraft] = field(default_factory=list)
    sessions: list[SessionDraft] = field(default_factory=list)
    availability: list[AvailabilityDraft] = field(default_factory=list)
    observations: list[ObservationDraft] = field(default_factory=list)
    materials: list[MaterialDraft] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    answered: Answers = field(default_factory=Answers)
    lost: list[str] = field(default_factory=list)  # sentences about values the file itself no longer holds

    @property
    def understood(self) -> int:
        """How many records were drafted; lines of text alone are none."""
        drafts = (self.trainers, self.sessions, self.availability, self.courses, self.observations, self.materials)
        return sum(len(some) for some in drafts)


DAY_PARTS: Mapping[str, tuple[time, time]] = {
    "am": (time(9, 30), time(12, 30)),
    "pm": (time(13, 30), time(16, 30)),
    "full day": (time(9, 30), time(16, 30)),
    "twilight": (time(16, 0), time(18, 0)),
    "evening": (time(18, 0), time(20, 0)),
}
"""What "AM", "Full day" and the like mean where the pool's policy does not say otherwise."""
