"""Keeps the inspector in step with the rows chosen, once the person has stopped moving."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from trainerpool.gui.screens.trainers.about import about_none, about_one, chances_wanted
from trainerpool.gui.screens.trainers.deeds import ListDeeds
from trainerpool.gui.screens.trainers.listing import Listing
from trainerpool.gui.screens.trainers.several import about_many
from trainerpool.gui.shell import Shell
from trainerpool.queries.trainer_chances import Chance, chances
from trainerpool.queries.trainer_page import TrainerPage, trainer_page

_SETTLES_MS = 60


class Telling(QObject):
    """`tell` is called after every change of what is chosen, and after every refresh; `told()` once that is said.

    A form laid over the inspector stays until it is let go, or until other rows are chosen.
    """

    told = Signal()

    def __init__(self, shell: Shell, listing: Listing, deeds: ListDeeds) -> None:
        super().__init__(listing)
        self._shell, self._listing, self._deeds = shell, listing, deeds
        self._form: QWidget | None = None
        self._form_of: list[str] = []
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_SETTLES_MS)
        self._wait.timeout.connect(self._tell)

    def tell(self) -> None:
        """Say it soon; moving on starts the wait anew."""
        self._wait.start()

    def is_waiting(self) -> bool:
        """Whether what is chosen is about to be told of."""
        return self._wait.isActive()

    def hold(self, form: QWidget | None) -> None:
        """Lay a form over the inspector for the rows chosen now; None takes it away."""
        if form is None:
            self.let_go()
            return
        self._form, self._form_of = form, self._chosen()
        self._shell.set_inspector(form)
        self._shell.show_inspector()

    def let_go(self) -> bool:
        """Take the form away and tell of the rows again; False where there was none."""
        if self._form is None:
            return False
        self._form = None
        self._tell()
        return True

    def _chosen(self) -> list[str]:
        return [row.id for row in self._listing.table.selected_rows()]

    def _tell(self) -> None:
        chosen, today = self._listing.table.selected_rows(), self._shell.today()
        if self._form is not None:
            same = self._chosen() == self._form_of or not getattr(self._form, "is_about_rows", True)
            if same and isValid(self._form):
                return
            self._form = None
        self.told.emit()
        if len(chosen) == 1:
            self._shell.ask(trainer_page, chosen[0].id, today, then=self._show, latest="about", owner=self)
        elif chosen:
            self._shell.set_inspector(about_many(chosen, today, self._deeds))
        else:
            self._shell.set_inspector(about_none(self._listing.model.rowCount()))

    def _is_about(self, page: TrainerPage) -> bool:
        return self._form is None and self._chosen() == [page.person.id]

    def _show(self, page: TrainerPage | None) -> None:
        if page is None or not self._is_about(page):
            return
        self._shell.set_inspector(about_one(page, (), self._deeds))
        wanted = chances_wanted(page)
        if wanted is None:
            return

        def offer(found: Sequence[Chance]) -> None:
            if found and self._is_about(page):
                self._shell.set_inspector(about_one(page, found, self._deeds))

        codes, extra = wanted
        today = self._shell.today()
        self._shell.ask(chances, page.person.id, codes, today, extra=extra, then=offer, latest="chances", owner=self)
