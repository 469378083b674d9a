"""A return that was refused, looked at again: what it was, why it was refused, what it said, and what can be done now."""

from __future__ import annotations

from collections.abc import Callable

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Hairline, Label, Pane
from trainerpool.gui.screens.exchange.came import LookedAt
from trainerpool.gui.screens.exchange.words import moment_words, role_words
from trainerpool.queries.returns import ReturnRow


class RefusedReturn(Pane):
    """`looked_at` is what it said, None until that is known; `again(key)` lets it wait again."""

    def __init__(self, row: ReturnRow, looked_at: LookedAt | None, again: Callable[[str], None]) -> None:
        super().__init__("card", 12, 6)
        self.setAccessibleName(f"The return from {row.name}, refused on {in_words(row.on)}")
        self.again = Button("Let it wait again", icon="undo-2").does(lambda: again(row.id))
        for title, words in _told(row, looked_at):
            if title:
                self.column.addWidget(Hairline())
                self.column.addWidget(Label(title, "strong", wraps=True))
            for one in words:
                self.column.addWidget(Label(one, wraps=True))
        self.again.setVisible(looked_at is not None and bool(looked_at.said))
        self.column.addWidget(self.again)


def _told(row: ReturnRow, looked_at: LookedAt | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The headings with the sentences under each."""
    made = f", made on {moment_words(row.made_at)}" if row.made_at else ""
    answers = f" It answers carry file number {row.carry_number}." if row.carry_number else ""
    what = f"{role_words(row)}{made}: {count_of(row.changes, 'change')}.{answers}"
    why = f"{row.why.rstrip('.')}." if row.why else "No reason was given."
    said: tuple[str, ...] = ("Looking at it...",)
    if looked_at is not None:
        said = looked_at.said or ("Only that it came and why it was refused was kept.",)
    given = row.name.split(" ")[0]
    todo = [
        "Nothing of it is in the pool, and the same file again changes nothing.",
        f"Tell {given} why: what it says comes again with their next return, unless they take it back at their desk.",
    ]
    if looked_at is not None and looked_at.said:
        todo.append("Refused by mistake? Let it wait again, and settle it like any other.")
    return (
        ("", (what,)), (f"Why it was refused on {in_words(row.on)}", (why,)), ("What it says", said), ("What to do", tuple(todo)),
    )  # fmt: skip
