"""What can be done for the trainers of the list: from the inspector, the context menu and the keyboard alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.gui.screens.trainers.add_form import AddTrainerForm
from trainerpool.gui.screens.trainers.listing import Listing
from trainerpool.gui.screens.trainers.words import Visit
from trainerpool.gui.shell import Shell
from trainerpool.operations.agreements import renew_agreements
from trainerpool.operations.allocations import allocate_trainer
from trainerpool.operations.people import add_trainer
from trainerpool.queries.agencies import AgencyRow, agencies
from trainerpool.queries.trainer_chances import Chance
from trainerpool.queries.trainer_list import TrainerListRow


class ListDeeds:
    """`words` tells what is searched, for the way back; `added(id)` runs once a new trainer is in the pool."""

    def __init__(self, shell: Shell, listing: Listing, words: Callable[[], str], added: Callable[[str], None]) -> None:
        self._shell, self._listing, self._words, self._added = shell, listing, words, added

    def open_page(self, trainer: str, tab: str = "") -> None:
        """Open one trainer's page, with this list to leaf through."""
        self._visit(Visit(trainer, tab=tab))

    def add_evidence(self, trainer: str) -> None:
        """Open the form for evidence on the trainer's page."""
        self._visit(Visit(trainer, tab="evidence", adds=True))

    def _visit(self, visit: Visit) -> None:
        among = tuple(row.id for row in self._listing.model.rows())
        self._shell.navigate("trainer", Visit(visit.trainer, among, self._words(), visit.tab, visit.adds))

    def renew(self, trainers: Sequence[str], on: date) -> None:
        """Record the agreements of these trainers as renewed, as one piece of work."""
        self._shell.do(renew_agreements, list(trainers), on)

    def put_on(self, trainer: str, chance: Chance) -> None:
        """Put a trainer on a session."""
        self._shell.do(allocate_trainer, chance.session_id, trainer, chance.role)

    def copy_mail(self, rows: Sequence[TrainerListRow]) -> None:
        """Put e-mail addresses on the clipboard, ready to paste into a message."""
        known = [row.email for row in rows if row.email]
        QGuiApplication.clipboard().setText("; ".join(known))
        missing = len(rows) - len(known)
        without = f"; {missing} without one" if missing else ""
        self._shell.toast(f"{count_of(len(known), 'e-mail address', 'e-mail addresses')} copied{without}.")

    def copy_rows(self) -> None:
        """Put the chosen rows on the clipboard for a spreadsheet."""
        text = self._listing.table.copy_rows()
        self._shell.toast(f"{count_of(text.count(chr(10)) - 1, 'row')} copied with headers.")

    def open_rule(self) -> None:
        """The policy, in Settings."""
        self._shell.navigate("settings", "policy")

    def add_trainer(self, parent: QWidget) -> None:
        """Open the form that adds a trainer."""

        def known(rows: Sequence[AgencyRow]) -> None:
            AddTrainerForm(parent, [one.name for one in rows], self._add).open()

        self._shell.ask(agencies, self._shell.today(), then=known, owner=parent)

    def _add(self, form: AddTrainerForm) -> None:
        def done(result: object) -> None:
            form.accept()
            self._added(str(getattr(result, "record", "") or ""))

        given = form.values()
        self._shell.do(
            add_trainer, given.get("given_name", ""), given.get("family_name", ""), given.get("agency", ""), given.get("email"),
            given.get("phone"), given.get("job_title"), then=done, failed=form.refuse, owner=form,
        )  # fmt: skip

    def menu(self, parent: QWidget, row: TrainerListRow) -> QMenu:
        """The context menu of a row, or of all that are chosen."""
        chosen = self._listing.table.selected_rows()
        menu, today = QMenu(parent), self._shell.today()
        if len(chosen) > 1:
            entries = [
                (f"Record {count_of(len(chosen), 'agreement')} as renewed today", lambda: self.renew([one.id for one in chosen], today)),
                ("Copy e-mail addresses", lambda: self.copy_mail(chosen)),
                ("Copy rows for a spreadsheet\tCtrl+C", self.copy_rows),
            ]  # fmt: skip
        else:
            name = row.name.split(" ", maxsplit=1)[0]
            entries = [
                (f"Open {name}’s page\tEnter", lambda: self.open_page(row.id)),
                ("Add evidence", lambda: self.add_evidence(row.id)),
                ("Record renewal of the release agreement, today", lambda: self.renew([row.id], today)),
                ("Copy e-mail address", lambda: self.copy_mail([row])),
                ("Copy row for a spreadsheet\tCtrl+C", self.copy_rows),
            ]
        for words, run in entries:
            menu.addAction(words).triggered.connect(run)
        return menu
