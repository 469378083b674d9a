"""What was decided of each return before it is taken in: what is left out, and which side of each clash."""

from __future__ import annotations

from collections.abc import Collection

from trainerpool.domain.dates import count_of
from trainerpool.exchange.carrying.merging import Fate
from trainerpool.gui.marks import Meaning
from trainerpool.gui.screens.exchange.came import Returns, Waiting
from trainerpool.gui.screens.exchange.words import moment_words, role_words, settled_words, state_words
from trainerpool.gui.screens.materials.side_list import SideLine
from trainerpool.operations.carrying.taking_in import POOL, RETURN
from trainerpool.queries.returns import TAKEN_IN

_MOST_SETTLED = 20


class Deciding:
    """Kept while the page lives: going to another return and back loses nothing."""

    def __init__(self) -> None:
        self._left_out: dict[str, set[str]] = {}
        self._sides: dict[str, dict[str, str]] = {}

    def keep_only(self, returns: Collection[str]) -> None:
        """Forget what was decided of returns that do not wait any more."""
        for held in (self._left_out, self._sides):
            for key in [one for one in held if one not in returns]:
                del held[key]

    def left_out(self, returned: str) -> frozenset[str]:
        """The things of a return that are left out, by key."""
        return frozenset(self._left_out.get(returned, ()))

    def sides(self, returned: str) -> dict[str, str]:
        """The side chosen of each clash that is settled."""
        return dict(self._sides.get(returned, {}))

    def tick(self, returned: str, key: str) -> None:
        """Leave a thing out, or take it again."""
        self._left_out.setdefault(returned, set()).symmetric_difference_update({key})

    def decide(self, returned: str, key: str, side: str) -> None:
        """Choose a side of a clash."""
        self._sides.setdefault(returned, {})[key] = side

    def turn(self, returned: str, key: str) -> None:
        """The other side of a clash; the pool's first."""
        self.decide(returned, key, RETURN if self.sides(returned).get(key) == POOL else POOL)

    def ready(self, one: Waiting) -> list[str]:
        """The keys of what is ready and not left out."""
        rows = one.plan.rows if one.plan is not None else ()
        return [row.key for row in rows if row.fate is Fate.READY and row.key not in self.left_out(one.key)]

    def unsettled(self, one: Waiting) -> list[str]:
        """The clashes nobody has chosen a side of yet."""
        return [key for key in one.clashes() if key not in self.sides(one.key)]

    def count(self, one: Waiting) -> int:
        """How many changes taking in would bring."""
        clashes = set(one.clashes())
        return len(self.ready(one)) + sum(
            key in clashes and side == RETURN for key, side in self.sides(one.key).items()
        )

    def deed(self, one: Waiting) -> tuple[str, str]:
        """The words and the icon of the filled deed: what there is to settle first, else what would be taken in."""
        if unsettled := self.unsettled(one):
            return f"Settle {count_of(len(unsettled), 'clash', 'clashes')}", "split"
        count = self.count(one)
        return f"Take in {count_of(count, 'change')}" if count else "Take in none of it", "check"


def side_lines(found: Returns) -> list[SideLine]:
    """The rows of the list at the left: those that wait, then those settled, quiet."""
    made = []
    for one in found.waiting:
        stuck = one.plan is None
        clash = bool(one.clashes())
        meaning = Meaning.STOP if stuck else Meaning.ATTENTION if clash else Meaning.GOOD
        icon = "octagon-x" if stuck else "triangle-alert" if clash else "circle-check"
        when = f"{role_words(one.row)}, {moment_words(one.row.made_at)}".rstrip(", ")
        made.append(SideLine(
            one.key, one.row.name, f"{one.row.name}, {state_words(one)}, {when}", icon, state_words(one),
            _short(one), None, meaning,
        ))  # fmt: skip
    for row in found.settled[:_MOST_SETTLED]:
        icon = "check" if row.outcome == TAKEN_IN else "x"
        made.append(
            SideLine(row.id, row.name, f"{row.name}, {settled_words(row)}", icon, settled_words(row), is_quiet=True)
        )
    return made


def _short(one: Waiting) -> str:
    """When it was made, short enough to stand beside its state."""
    return " ".join(moment_words(one.row.made_at).replace(",", "").split(" ")[1:3])
