"""The inspector beside a return: the thing chosen, a clash side by side, why it can be trusted, and what taking it in does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.exchange.carrying.merging import Fate
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.why import Reason, WhyBlock
from trainerpool.gui.screens.exchange.came import Waiting
from trainerpool.gui.screens.exchange.sides import Sides
from trainerpool.gui.screens.exchange.words import moment_words, second_line
from trainerpool.operations.carrying.taking_in import POOL, RETURN
from trainerpool.queries.returns import PlanRow

_HEADS = {
    Fate.READY: "Ready to be taken in", Fate.CLASH: "Clash", Fate.SAME: "The same already", Fate.LATER: "Said otherwise later",
    Fate.REFUSED: "Cannot be taken in",
}  # fmt: skip


class AboutRow(Inspector):
    """What is known of one row of a plan; a clash is chosen here. `decide(key, side)`, `decide_all(side)`, `tick(key)`."""

    def __init__(
        self, one: Waiting, row: PlanRow | None, ticked: bool, side: str, deed: str,
        decide: Callable[[str, str], None], decide_all: Callable[[str], None], tick: Callable[[str], None],
    ) -> None:  # fmt: skip
        carry = one.trust.carry_issued_on if one.trust is not None else None
        if row is not None and row.fate is Fate.CLASH:
            title = f"Clash: {', '.join(dict.fromkeys(clash.field for clash in row.clashes)) or 'the same thing twice'}"
            since = f" after the carry file went out on {in_words(carry, weekday=True)}" if carry else ""
            super().__init__(title, f"Both sides changed it{since}.")
        elif row is not None:
            super().__init__(_HEADS[row.fate], moment_words(row.at))
        else:
            super().__init__(f"Return from {one.row.name}")
        self.row, self.side = row, side
        self.sides: Sides | None = None
        self.deed_line = Label("", tone="muted", wraps=True)
        if row is not None:
            self._add_row(one, row, ticked, side, decide, decide_all, tick)
        self.add(WhyBlock("Why this return can be trusted", _reasons(one), keeps_order=True))
        self.deed_line.setText(deed)
        self.add(self.deed_line, title="After you take it in")

    def _add_row(
        self, one: Waiting, row: PlanRow, ticked: bool, side: str,
        decide: Callable[[str, str], None], decide_all: Callable[[str], None], tick: Callable[[str], None],
    ) -> None:  # fmt: skip
        parts: list[QWidget] = [Label(row.text, wraps=True)]
        if row.fate is Fate.CLASH:
            self.sides = Sides(row.clashes, one.row.name, side)
            self.sides.decided.connect(lambda chosen: decide(row.key, chosen))
            parts.append(self.sides)
            for clash in row.clashes:
                field = f" ({clash.field})" if len(row.clashes) > 1 else ""
                parts.append(Label(f"Before the carry file{field}: {clash.before}", wraps=True))
            parts.append(Label("The one not chosen stays in History.", tone="muted", wraps=True))
            if len(one.clashes()) > 1:
                parts.append(Button("Keep the pool’s side of every clash", "link").does(lambda: decide_all(POOL)))
                parts.append(Button("Take the return’s side of every clash", "link").does(lambda: decide_all(RETURN)))
        else:
            if under := second_line(row, side):
                parts.append(Label(under, tone="muted", wraps=True))
            if row.fate is Fate.READY:
                parts.append(
                    Button("Leave it out" if ticked else "Take it in", keys="Space").does(lambda: tick(row.key))
                )
        self.add(*parts)


def _reasons(one: Waiting) -> list[Reason]:
    trust = one.trust
    if trust is None:
        return [Reason(Meaning.STOP, "It could not be read", one.problem.text if one.problem else "")]
    made = [
        Reason(
            Meaning.GOOD, f"Signed with {one.row.name}’s key",
            f"Key made on {in_words(trust.keys_since)}, known to this pool." if trust.keys_since
            else "The key has ended since; the return came while it was in force.", "shield-check",
        ),
        Reason(
            Meaning.GOOD, f"Answers carry file number {trust.carry_number}"
            + (f" of {in_words(trust.carry_issued_on)}" if trust.carry_issued_on else ""),
            "Not taken in before. Unchanged on the way.", "shield-check",
        ),
    ]  # fmt: skip
    if trust.opens_until is not None:
        late = one.row.on > trust.opens_until
        made.append(Reason(
            Meaning.ATTENTION if late else Meaning.GOOD, "Came after its time" if late else "Within its time",
            f"The carry file was meant for use until {in_words(trust.opens_until)}.", "clock",
        ))  # fmt: skip
    return made


def deed_words(name: str, ready: int, chosen: int, open_: int) -> str:
    """What taking in will do, in a sentence or two."""
    if open_:
        return f"{count_of(open_, 'clash', 'clashes')} to settle first. Nothing is in the pool yet."
    what = count_of(ready, "change") if ready else "No change"
    choice = f" and your {'choice' if chosen == 1 else 'choices'}" if chosen else ""
    verb = "becomes" if ready <= 1 and not choice else "become"
    return (
        f"{what}{choice} {verb} one deed, “Take in return from {name}”. Ctrl+Z takes all of it back. "
        "A new carry file can go out at once."
    )
