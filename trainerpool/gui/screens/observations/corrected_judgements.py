"""The judgements a correction changes: as many criteria as are wrong, each with what it said before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.domain.observing import Criterion, Framework
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Hairline, Label
from trainerpool.gui.parts.tab_order import put_before
from trainerpool.gui.screens.observations.visit.judgement_choice import JUDGEMENTS
from trainerpool.gui.screens.observations.visit.starred_text import StarredText
from trainerpool.gui.screens.settings.deed_form import lines_field
from trainerpool.gui.screens.settings.editing import choice_box, with_room
from trainerpool.queries.observations_rows import JudgementRow

_NONE = JudgementRow("", "")


class CorrectedOne(QWidget):
    """One criterion: the judgement and evidence as they will be, and what they are now. `leave()` takes it out again."""

    def __init__(self, one: Criterion, held: JudgementRow, leave: Callable[[], None]) -> None:
        super().__init__()
        self.number, self.held = one.number, held
        self.setAccessibleName(f"Correcting criterion {one.number}")
        self.judgement = choice_box()
        for word in ("", *JUDGEMENTS) if not held.judgement else JUDGEMENTS:
            self.judgement.addItem(word or "Not judged", word)
        self.judgement.setCurrentIndex(max(0, self.judgement.findData(held.judgement)))
        self.judgement.setAccessibleName(f"Judgement of criterion {one.number}")
        self.evidence = lines_field(2)
        self.evidence.setPlainText(held.evidence)
        self.evidence.setAccessibleName(f"Evidence of criterion {one.number}")
        self.leave = Button("Leave as it was", "link").does(leave)
        self.leave.setAccessibleName(f"Leave criterion {one.number} as it was")
        self.field = Field("Evidence", with_room(self.evidence))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addWidget(StarredText(f"{one.number} {one.text}", one.starred))
        column.addWidget(Label(f"Now: {self.was()}", tone="muted", wraps=True))
        choose = QHBoxLayout()
        choose.setContentsMargins(3, 0, 0, 0)
        choose.addWidget(self.judgement, 1)
        choose.addWidget(self.leave)
        column.addLayout(choose)
        column.addWidget(self.field)
        column.addWidget(Hairline())
        self.judgement.currentIndexChanged.connect(lambda _place: self.say())
        self.evidence.textChanged.connect(self.say)
        self.say()

    def was(self) -> str:
        """What is said of it now, in words."""
        said = self.held.judgement.casefold() or "not judged"
        return f"{said}, {self.held.evidence}" if self.held.evidence else said

    def now(self) -> JudgementRow:
        """What it will say."""
        return JudgementRow(str(self.judgement.currentData() or ""), self.evidence.toPlainText().strip())

    def say(self, asked: bool = False) -> bool:
        """Say where evidence is needed; whether anything is missing. `asked`: somebody wanted to finish."""
        word, lacks = self.now().judgement, self.now().wants_evidence
        if lacks and asked:
            self.field.say("Say what was seen.")
        else:
            self.field.say(f"Needed for {word}." if lacks else "", Meaning.ATTENTION)
        return lacks


class CorrectedJudgements(QWidget):
    """`changes()` is what `correct_observation` takes; empty where every judgement stays."""

    def __init__(self, framework: Framework, held: Mapping[str, JudgementRow]) -> None:
        super().__init__()
        self.setAccessibleName("Judgements to correct")
        self._framework, self._held = framework, held
        self.rows: dict[str, CorrectedOne] = {}
        self.pick: QComboBox = choice_box()
        self.pick.setAccessibleName("Judgement of a criterion to correct")
        self.pick.activated.connect(lambda _place: self.take(str(self.pick.currentData() or "")))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        line = QHBoxLayout()
        line.setContentsMargins(3, 0, 3, 0)
        line.addWidget(self.pick)
        self._column.addLayout(line)
        self._offer()

    def take(self, number: str) -> None:
        """Put a criterion among those corrected, with the keyboard on its judgement."""
        if not number or number in self.rows:
            return
        one = self._framework.by_number[number]
        row = CorrectedOne(one, self._held.get(number, _NONE), partial(self._leave, number))
        self.rows[number] = row
        self._column.insertWidget(self._column.count() - 1, row)
        put_before(self.pick, [row.judgement, row.leave, row.evidence])
        self._offer()
        row.judgement.setFocus()

    def changes(self) -> dict[str, dict[str, str]]:
        """Criterion -> judgement and evidence, of those that will say something else."""
        return {
            number: {"judgement": row.now().judgement, "evidence": row.now().evidence}
            for number, row in self.rows.items()
            if row.now() != row.held
        }

    def missing(self) -> QWidget | None:
        """Say where evidence is missing; the field to go to, or None."""
        lacking = [row for row in self.rows.values() if row.say(asked=True)]
        return lacking[0].evidence if lacking else None

    def _leave(self, number: str) -> None:
        row = self.rows.pop(number)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._offer()
        self.pick.setFocus()

    def _offer(self) -> None:
        self.pick.blockSignals(True)
        self.pick.clear()
        self.pick.addItem("Correct another judgement..." if self.rows else "Correct a judgement...", "")
        for one in self._framework.criteria:
            if one.number not in self.rows:
                self.pick.addItem(f"{one.number} {one.text}", one.number)
        self.pick.blockSignals(False)
