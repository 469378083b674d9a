"""The form that offers a coming session to the trainers chosen: who fits in which role, who does not and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.why import Reason, ReasonLine
from trainerpool.gui.shell import Shell
from trainerpool.operations.several import offer_to_several
from trainerpool.queries.for_several import Fit, SessionToOffer, first_choice, sessions_to_offer, team_to_offer
from trainerpool.queries.trainer_list import TrainerListRow


class OfferForm(FormPane):
    """The sessions with a place free, soonest first; a tick for each who fits, a reason for each who does not."""

    def __init__(self, shell: Shell, rows: Sequence[TrainerListRow], left: Callable[[], None]) -> None:
        named = rows[0].name if len(rows) == 1 else count_of(len(rows), "trainer")
        super().__init__(shell, "Offer a session", f"To {named}", "Offer", left)
        self.ids = [row.id for row in rows]
        self.found: tuple[SessionToOffer, ...] = ()
        self.ticks: dict[str, QCheckBox] = {}
        self.session = QComboBox()
        self.session.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.session.setMinimumContentsLength(18)
        self.field = Field("Session", self.session)
        self.state = Label("Looking for sessions with a place free.", tone="muted", wraps=True)
        self.add(self.field, self.state)
        self._fits = self.add(QWidget())
        self.add_foot()
        self.save.block("No session is chosen yet.")
        self.first = self.session
        self.session.currentIndexChanged.connect(lambda _: self._on_session())
        shell.ask(sessions_to_offer, self.ids, shell.today(), then=self._known, owner=self)

    def chosen(self) -> SessionToOffer | None:
        """The session chosen."""
        place = self.session.currentIndex()
        return self.found[place] if 0 <= place < len(self.found) else None

    def finish(self) -> None:
        session = self.chosen()
        if session is None:
            return
        team = team_to_offer(session, [key for key, tick in self.ticks.items() if tick.isChecked()])
        if not team:
            self.field.say("Tick at least one who fits.")
            return
        self.save.block("Being offered")
        self.shell.do(
            offer_to_several, session.id, [key for key, _ in team], [role for _, role in team],
            then=lambda _: self._left(), failed=self.refuse, owner=self,
        )  # fmt: skip

    def _known(self, found: Sequence[SessionToOffer]) -> None:
        self.found = tuple(found)
        self.state.setText("" if found else "No session of the next 180 days has a place free.")
        self.state.setVisible(not found)
        for one in found:
            of = f", {one.able} of {len(one.fits)} fit" if len(one.fits) > 1 else ""
            self.session.addItem(f"{one.title}, {one.when}{of}")
        best = max(range(len(found)), key=lambda place: (found[place].fill(), -place), default=0)
        self.session.setCurrentIndex(best if found else -1)
        self._on_session()

    def _on_session(self) -> None:
        session, layout = self.chosen(), self._fits.layout()
        assert isinstance(layout, QVBoxLayout)
        while (item := layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.ticks = {}
        self.field.say("")
        if session is None:
            return
        first = first_choice(session)
        layout.addWidget(Label(f"{count_of(session.free, 'place')} free", "strong"))
        for fit in session.fits:
            if fit.fits:
                layout.addWidget(self._tick(fit, fit.id in first))
                role = Label(_roles(fit), tone="muted", wraps=True)
                role.setContentsMargins(26, 0, 0, 0)
                layout.addWidget(role)
                if fit.words:
                    layout.addWidget(ReasonLine(Reason(Meaning.ATTENTION, fit.words)))
        for fit in session.fits:
            if not fit.fits:
                layout.addWidget(ReasonLine(Reason(Meaning.STOP, f"{fit.name}: not offered", fit.words, "x")))
        self._on_tick()

    def _tick(self, fit: Fit, ticked: bool) -> QCheckBox:
        made = QCheckBox(fit.name)
        made.setAccessibleName(f"{fit.name}. {_roles(fit)}")
        made.setChecked(ticked)
        made.setAccessibleDescription(fit.words)
        made.toggled.connect(lambda _: self._on_tick())
        self.ticks[fit.id] = made
        return made

    def _on_tick(self) -> None:
        session = self.chosen()
        number = sum(tick.isChecked() for tick in self.ticks.values())
        extras = {fit.id for fit in session.fits if fit.roles == ("extra",)} if session else set()
        taken = sum(tick.isChecked() for key, tick in self.ticks.items() if key not in extras)
        self.save.set_text(f"Offer to {number}" if number else "Offer")
        if not number:
            self.save.block("Nobody is ticked." if self.ticks else "Nobody chosen fits this session.")
        elif session is not None and taken > session.free:
            self.save.block(f"{count_of(session.free, 'place')} free, {taken} ticked. An offer holds its place.")
        else:
            self.save.block("")
        self.state.setVisible(bool(self.save.reason) or not self.found)
        self.state.setText(self.save.reason)


def _roles(fit: Fit) -> str:
    """In which roles somebody may be offered the session, and whether they need a delivery."""
    needs = f"; needs {count_of(fit.needs, 'delivery')}" if fit.needs else ""
    role = "As an extra" if fit.roles == ("extra",) else f"May be {' or '.join(fit.roles)}"
    return f"{role}{needs}."
