"""What can be done for the trainers of the list: from the inspector, the context menu, the palette and the keyboard alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.domain.evidence import EvidenceKind
from trainerpool.domain.standing import State
from trainerpool.gui.parts.button import Button
from trainerpool.gui.screens.trainers.add_form import AddTrainerForm
from trainerpool.gui.screens.trainers.in_sum import may_be_renewed
from trainerpool.gui.screens.trainers.listing import Listing
from trainerpool.gui.screens.trainers.mail import mail_link, open_mail
from trainerpool.gui.screens.trainers.words import Visit
from trainerpool.gui.shell import Shell
from trainerpool.operations.agreements import renew_agreements
from trainerpool.operations.allocations import allocate_trainer
from trainerpool.operations.several import take_on_trainer
from trainerpool.queries.agencies import AgencyRow, agencies
from trainerpool.queries.trainer_chances import Chance
from trainerpool.queries.trainer_list import TrainerListRow

Entry = tuple[str, Callable[[], None]]
_FILES = ("Excel workbook (*.xlsx)", "CSV (*.csv)", "JSON (*.json)")
_STANDS = frozenset({State.APPROVED, State.LAPSED})


class ListDeeds:
    """`words` tells what is searched, for the way back; `added(id)` runs once a new trainer is in the pool.

    `show_form` lays a form over the inspector; None takes it away again.
    """

    def __init__(self, shell: Shell, listing: Listing, words: Callable[[], str], added: Callable[[str], None]) -> None:
        self._shell, self._listing, self._words, self._added = shell, listing, words, added
        self.show_form: Callable[[QWidget | None], None] = shell.set_inspector

    def row(self, key: str) -> TrainerListRow:
        """The row of a trainer who is in the list."""
        return next(row for row in self._listing.model.rows() if row.id == key)

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

    # forms in the inspector

    def record(self, rows: Sequence[TrainerListRow], kind: EvidenceKind = EvidenceKind.DEVELOPMENT_EVENT) -> None:
        """Open the form that records the same fact for these."""
        from trainerpool.gui.screens.trainers.record_form import RecordForm

        self.show_form(RecordForm(self._shell, rows, self._done, kind))

    def offer(self, rows: Sequence[TrainerListRow]) -> None:
        """Open the form that offers these a session."""
        from trainerpool.gui.screens.trainers.offer_form import OfferForm

        self.show_form(OfferForm(self._shell, rows, self._done))

    def pause(self, row: TrainerListRow, kind: EvidenceKind) -> None:
        """Open the form for a hold or a suspension, which says first what it would mean."""
        from trainerpool.gui.screens.trainers.pause_form import PauseForm

        self.show_form(PauseForm(self._shell, row, kind, self._done))

    def arrange(self) -> None:
        """Open the chooser of columns."""
        from trainerpool.gui.screens.trainers.chooser import ColumnChooser

        self.show_form(ColumnChooser(self._shell, self._listing.table, self._done))

    def _done(self) -> None:
        self.show_form(None)
        self._listing.table.setFocus()

    # messages and files

    def write_mail(self, rows: Sequence[TrainerListRow]) -> None:
        """Begin a message to these in the person's mail program, hidden from each other; who has no address is named."""
        known = [row.email for row in rows if row.email]
        link = mail_link(known)
        without = self._without(rows)
        if not known:
            self._shell.toast(f"Nobody chosen has an e-mail address{without}.")
        elif link and open_mail(link):
            self._shell.toast(f"A message to {count_of(len(known), 'address', 'addresses')} is begun{without}.")
        else:
            QGuiApplication.clipboard().setText("; ".join(known))
            self._shell.toast(f"{len(known)} addresses are copied: paste them into Bcc of a message{without}.")

    def copy_mail(self, rows: Sequence[TrainerListRow]) -> None:
        """Put e-mail addresses on the clipboard, ready to paste into a message."""
        known = [row.email for row in rows if row.email]
        QGuiApplication.clipboard().setText("; ".join(known))
        self._shell.toast(f"{count_of(len(known), 'e-mail address', 'e-mail addresses')} copied{self._without(rows)}.")

    @staticmethod
    def _without(rows: Sequence[TrainerListRow]) -> str:
        names = [row.name for row in rows if not row.email]
        told = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        return f"; without an address: {told}" if names else ""

    def copy_rows(self) -> None:
        """Put the chosen rows on the clipboard for a spreadsheet."""
        text = self._listing.table.copy_rows()
        self._shell.toast(f"{count_of(text.count(chr(10)) - 1, 'row')} copied with headers.")

    def export(self, rows: Sequence[TrainerListRow], parent: QWidget) -> None:
        """Ask where, and write the columns shown of these rows; what looks like a formula stays text."""
        table = self._listing.exported(rows)

        def chosen(path: Path | None) -> None:
            if path is None:
                return

            def write(_desk: Any) -> None:
                from trainerpool.reports.lists import write_list

                write_list("Trainers", *table, path)

            words = f"{count_of(len(rows), 'trainer')} written to {path.name}. Whoever has the file can read it."
            self._shell.work(write, then=lambda _: self._shell.toast(words), title="Write a list", owner=parent)

        self._shell.dialogs.save_file(parent, "Export trainers", "trainers.xlsx", _FILES, chosen)

    def open_rule(self) -> None:
        """The policy, in Settings."""
        self._shell.navigate("settings", "policy")

    # a new trainer

    def add_trainer(self, parent: QWidget) -> None:
        """Open the form that adds a trainer."""

        def known(rows: Sequence[AgencyRow]) -> None:
            AddTrainerForm(self._shell, parent, [one.name for one in rows], self._add).open()

        self._shell.ask(agencies, self._shell.today(), then=known, owner=parent)

    def _add(self, form: AddTrainerForm) -> None:
        def done(result: object) -> None:
            form.accept()
            self._added(str(getattr(result, "record", "") or ""))

        self._shell.do(take_on_trainer, **form.values(), then=done, failed=form.refuse, owner=form)

    # the same words everywhere

    def entries(self, rows: Sequence[TrainerListRow]) -> list[Entry]:
        """Every deed for these rows, in the words of the menu, the inspector and the palette."""
        if len(rows) == 1:
            row = rows[0]
            name = row.name.split(" ", maxsplit=1)[0]
            first: list[Entry] = [
                (f"Open {name}’s page\tEnter", lambda: self.open_page(row.id)),
                ("Add evidence", lambda: self.add_evidence(row.id)),
                ("Record renewal of the release agreement, today", lambda: self.renew([row.id], self._shell.today())),
            ]
            return first + self._common(rows)
        ids = [one.id for one in rows if may_be_renewed(one)]
        words = f"Record {count_of(len(ids), 'agreement')} as renewed today"
        renew: list[Entry] = [(words, lambda: self.renew(ids, self._shell.today()))] if ids else []
        return renew + self._common(rows)

    def links(self, rows: Sequence[TrainerListRow]) -> list[QWidget]:
        """The deeds that need a form or another program, as the inspector offers them."""
        return [Button(words.partition("\t")[0], "link").does(run) for words, run in self._common(rows)]

    def _common(self, rows: Sequence[TrainerListRow]) -> list[Entry]:
        many = len(rows) > 1
        made: list[Entry] = [("Offer a session", lambda: self.offer(rows))]
        if many:
            made.append((f"Record evidence for {len(rows)}", lambda: self.record(rows)))
        elif rows[0].state in _STANDS:
            made.append(("Put on hold", lambda: self.pause(rows[0], EvidenceKind.HOLD)))
            made.append(("Suspend", lambda: self.pause(rows[0], EvidenceKind.SUSPENSION)))
        return [
            *made,
            ("Write an e-mail", lambda: self.write_mail(rows)),
            ("Copy e-mail addresses" if many else "Copy e-mail address", lambda: self.copy_mail(rows)),
            (f"Export {count_of(len(rows), 'row')} to a file", lambda: self.export(rows, self._listing)),
            ("Copy rows for a spreadsheet\tCtrl+C" if many else "Copy row for a spreadsheet\tCtrl+C", self.copy_rows),
        ]

    def menu(self, parent: QWidget, row: TrainerListRow) -> QMenu:
        """The context menu of a row, or of all that are chosen."""
        chosen = self._listing.table.selected_rows()
        menu = QMenu(parent)
        for words, run in self.entries(chosen if row in chosen and len(chosen) > 1 else [row]):
            menu.addAction(words).triggered.connect(run)
        return menu
