"""Full titles that another table shortens: known before anything is read, so that "Neglect" is found to be "Neglect: Recognise and Respond"."""

from __future__ import annotations

import re

from trainerpool.exchange.spreadsheets.course_words import SMALL, bare_title, is_code, is_contained
from trainerpool.exchange.spreadsheets.courses import CourseBook
from trainerpool.exchange.spreadsheets.layout import Table
from trainerpool.exchange.spreadsheets.words import is_nothing, norm

_MOST = 200  # more titles than that are no list of courses


def know_full_titles(tables: list[Table], courses: CourseBook) -> None:
    """Make the longer of two titles known where the shorter stands only in other columns than it.

    Two titles of one column are two courses, however alike; so are a title and its refresher.
    """
    columns = [titles for table in tables if table.kind in ("trainers", "sessions") for titles in _titles_of(table)]
    titles = {
        title
        for column in columns
        for title in column
        if not is_code(title) and courses.find(title, likely=False) is None
    }
    if len(titles) > _MOST:
        return
    words = {title: tuple(word for word in norm(bare_title(title)).split() if word not in SMALL) for title in titles}
    for short in sorted(titles):
        longer = [title for title in titles if is_contained(words[short], words[title])]
        if len({norm(bare_title(title)) for title in longer}) != 1:
            continue
        if not any(short in column and title in column for title in longer for column in columns):
            courses.know(longer[0])


def _titles_of(table: Table) -> list[set[str]]:
    """The titles of each column of courses; the headings of a matrix are one such column."""
    found = []
    headings = {name.removeprefix("course:") for name in table.fields.values() if name.startswith("course:")}
    for column, name in table.fields.items():
        texts = [table.grid.text(row, column) for row in table.body]
        if table.kind == "sessions" and name == "course":
            found.append({bare_title(text) for text in texts})
        elif table.kind == "trainers" and name == "courses":
            marked = any(re.search(r"[;\n|]", text) for text in texts)
            if marked or not any("," in text for text in texts):
                found.append({bare_title(piece) for text in texts for piece in re.split(r"[;\n|]", text)})
    return [{title for title in column if title and not is_nothing(title)} for column in (*found, headings) if column]
