"""The criteria of a visit: each trainer judged alone, group by group, with evidence where a judgement asks for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QTabBar, QVBoxLayout, QWidget

from trainerpool.domain.observing import Framework, Group
from trainerpool.gui.parts.labels import Hairline, Label, Pane
from trainerpool.gui.parts.segmented import SegmentedChoice
from trainerpool.gui.screens.observations.visit.criterion_block import CriterionBlock
from trainerpool.queries.observations_form import TrainerForm, VisitForm
from trainerpool.queries.observations_rows import NoteRow


class CriteriaPane(Pane):
    """`judged(observation, criterion, word)` and `typed(observation, criterion, text)`; `left()` when a field is left."""

    judged = Signal(str, str, str)
    typed = Signal(str, str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__("raised")
        self.setAccessibleName("Criteria")
        self.blocks: dict[str, CriterionBlock] = {}
        self.who: SegmentedChoice | None = None
        self._heads: list[QWidget] = []
        self._framework: Framework | None = None
        self._form: VisitForm | None = None
        self._chosen = ""
        self._current = ""
        self._is_following = True
        self._head = QHBoxLayout()
        self._head.setContentsMargins(13, 3, 16, 3)
        self._alone = Label("Judge each alone", tone="muted")
        self._head.addStretch(1)
        self._head.addWidget(self._alone)
        self.column.addLayout(self._head)
        self.column.addWidget(Hairline())
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Groups of criteria")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.currentChanged.connect(self._on_tab)
        self.column.addWidget(self.tabs)
        self.column.addWidget(Hairline())
        self.roll = QScrollArea()
        self.roll.setWidgetResizable(True)
        self.roll.setFrameShape(QFrame.Shape.NoFrame)
        self.roll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.roll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.roll.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.column.addWidget(self.roll, 1)

    # what is shown

    def show_form(self, form: VisitForm) -> None:
        """Show the judgements of the trainer chosen; fields in use keep what is typed."""
        self._form = form
        if form.framework != self._framework:
            self._build(form.framework)
        known = [one.observation_id for one in form.trainers]
        if self.who is None or known != self._who_keys:
            self._build_who(form.trainers)
        if self._chosen not in known:
            self._chosen = known[0] if known else ""
        self._fill()

    _who_keys: list[str] = []  # noqa: RUF012 - replaced, never added to

    def trainer(self) -> TrainerForm | None:
        """The trainer who is being judged."""
        rows = self._form.trainers if self._form is not None else ()
        return next((one for one in rows if one.observation_id == self._chosen), None)

    def choose(self, observation: str) -> None:
        """Judge this trainer from now on."""
        if observation != self._chosen:
            self.left.emit()
            self._chosen = observation
            self._fill(put=True)

    def turn(self) -> None:
        """F2: the other trainer."""
        if self._form is not None and len(self._form.trainers) > 1:
            keys = [one.observation_id for one in self._form.trainers]
            self.choose(keys[(keys.index(self._chosen) + 1) % len(keys)])

    def _build_who(self, trainers: Sequence[TrainerForm]) -> None:
        if self.who is not None:
            self._head.removeWidget(self.who)
            self.who.hide()
            self.who.deleteLater()
        self._who_keys = [one.observation_id for one in trainers]
        self.who = SegmentedChoice("Whose judgements", [(one.observation_id, one.name) for one in trainers])
        self.who.chosen.connect(self.choose)
        self._head.insertWidget(0, self.who)
        self._settle_head()

    def _settle_head(self) -> None:
        """The reminder stands where there is room for it, and where there is more than one to judge."""
        taken = self.who.sizeHint().width() if self.who is not None else 0
        fits = taken + self._alone.sizeHint().width() + 44 <= self.width()
        self._alone.setVisible(fits and len(self._who_keys) > 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle_head()

    def least_width(self) -> int:
        """What the widest row needs: a number, four judgements, and the bar to scroll with."""
        block = next(iter(self.blocks.values()), None)
        return block.least_width() + 14 if block is not None else 0

    def _build(self, framework: Framework) -> None:
        self._framework = framework
        self.blocks, self._heads, self._current = {}, [], ""
        inner = Pane("raised")
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for place, group in enumerate(framework.groups):
            self.tabs.addTab(group.letter)
            self._heads.append(head := _GroupHead(group, is_first=not place))
            inner.column.addWidget(head)
            for criterion in group.criteria:
                block = CriterionBlock(criterion.number, criterion.text, criterion.starred)
                key = criterion.number
                block.judged.connect(lambda word, key=key: self._on_judged(key, word))
                block.typed.connect(lambda text, key=key: self.typed.emit(self._chosen, key, text))
                block.left.connect(self.left)
                block.entered.connect(lambda key=key: self._on_entered(key))
                inner.column.addWidget(block)
                self.blocks[key] = block
        inner.column.addStretch(1)
        self.tabs.blockSignals(False)
        self.roll.setWidget(inner)

    def _fill(self, put: bool = False) -> None:
        trainer = self.trainer()
        if trainer is None or self._form is None:
            return
        if self.who is not None:
            self.who.choose(trainer.observation_id)
            total = len(self.blocks)
            for one in self._form.trainers:
                self.who.set_words(one.observation_id, f"{one.name} {one.judged} of {total}")
        notes = [one for one in self._form.notes if one.person_id in (None, trainer.person_id)]
        for key, block in self.blocks.items():
            held = trainer.judgements.get(key)
            evidence = (held.evidence or "") if held is not None else ""
            if put and block.evidence is not None:
                block.evidence.put_text(evidence)
            block.show_kept(
                (held.judgement or "") if held is not None else "",
                evidence,
                offered(notes, key),
                sum(key in one.criteria for one in notes),
            )
        self._say_groups(trainer)

    def _say_groups(self, trainer: TrainerForm) -> None:
        for place, group in enumerate(self._framework.groups if self._framework else ()):
            done = sum(bool((held := trainer.judgements.get(one.number)) and held.judgement) for one in group.criteria)
            count = f" {done} of {len(group.criteria)}" if done or place == self.tabs.currentIndex() else ""
            title = f" {short_title(group)}" if place == self.tabs.currentIndex() else ""
            self.tabs.setTabText(place, f"{group.letter}{title}{count}")
            self.tabs.setTabToolTip(place, f"{group.letter} {group.title}: {done} of {len(group.criteria)} judged")

    # going about

    def focus_here(self) -> bool:
        """Put the keyboard on the criterion it was on, or the first that is not judged."""
        key = self._current or next((k for k, b in self.blocks.items() if not b.choice.judgement), "")
        block = self.blocks.get(key) or next(iter(self.blocks.values()), None)
        if block is None:
            return False
        block.choice.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def step(self, by: int) -> None:
        """Alt+Down, Alt+Up: the next criterion, the last."""
        keys = list(self.blocks)
        if not keys:
            return
        at = keys.index(self._current) + by if self._current in keys else 0
        self.blocks[keys[min(max(at, 0), len(keys) - 1)]].choice.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_group(self, by: int) -> None:
        """Ctrl+Page Down, Page Up: the next group, the last."""
        if self._framework is not None:
            place = min(max(self.tabs.currentIndex() + by, 0), self.tabs.count() - 1)
            self.blocks[self._framework.groups[place].criteria[0].number].choice.setFocus()

    def go_to(self, criterion: str) -> None:
        """Put the keyboard on this criterion."""
        if criterion in self.blocks:
            self.blocks[criterion].choice.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_entered(self, key: str) -> None:
        if self._current in self.blocks and self._current != key:
            self.blocks[self._current].set_current(False)
        self._current = key
        self.blocks[key].set_current(True)
        self._mark_group(key)
        QTimer.singleShot(0, self.blocks[key], lambda: self._bring(key))

    def _bring(self, key: str) -> None:
        block = self.blocks.get(key)
        if block is not None and block.isVisible():
            self._is_following = False
            self.roll.ensureWidgetVisible(block, 0, 4)
            self._is_following = True

    def _mark_group(self, key: str) -> None:
        groups = self._framework.groups if self._framework else ()
        place = next((n for n, group in enumerate(groups) if any(one.number == key for one in group.criteria)), 0)
        if place != self.tabs.currentIndex():
            self.tabs.blockSignals(True)
            self.tabs.setCurrentIndex(place)
            self.tabs.blockSignals(False)
            if (trainer := self.trainer()) is not None:
                self._say_groups(trainer)

    def _on_tab(self, place: int) -> None:
        if 0 <= place < len(self._heads):
            self._is_following = False
            self.roll.verticalScrollBar().setValue(self._top(place))
            self._is_following = True
            if (trainer := self.trainer()) is not None:
                self._say_groups(trainer)

    def _top(self, place: int) -> int:
        """How far down a group begins; the first has no head of its own that is seen."""
        return self._heads[place].y() if place else 0

    def _on_scrolled(self, value: int) -> None:
        """Scrolled by the wheel: the tab of the group that stands at the top is marked."""
        if not self._is_following or self._framework is None:
            return
        place = max((n for n in range(len(self._heads)) if self._top(n) <= value + 8), default=0)
        self._mark_group(self._framework.groups[place].criteria[0].number)

    def _on_judged(self, key: str, word: str) -> None:
        self.judged.emit(self._chosen, key, word)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.step(step)
            return
        super().keyPressEvent(event)


class _GroupHead(QWidget):
    """A group's letter and title on the sunken surface; the first stands under its tab and needs none."""

    def __init__(self, group: Group, is_first: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        band = Pane("sunken")
        band.column.setContentsMargins(16, 5, 16, 5)
        band.column.addWidget(Label(f"{group.letter} {group.title}", "strong", wraps=True))
        column.addWidget(band)
        column.addWidget(Hairline())
        self.setVisible(not is_first)


def short_title(group: Group) -> str:
    """The first word of a group's title: "Opening", "Content"."""
    return group.title.split(" ")[0]


def offered(notes: Sequence[NoteRow], criterion: str) -> list[tuple[str, str]]:
    """The notes that may be taken over as evidence: those tied to the criterion, then the latest others."""
    tied = [one for one in notes if criterion in one.criteria]
    others = [one for one in reversed(notes) if criterion not in one.criteria]
    return [(one.at, one.text) for one in [*tied, *others][: max(2, min(3, len(tied)))]]
