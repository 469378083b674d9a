"""Who came to a session, by agency: a small table whose lines add up, stored with the delivery in one go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from trainerpool.domain.attendance import FIELDS, WORDS, Counts, totals, what_is_wrong
from trainerpool.domain.dates import count_of
from trainerpool.gui import theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.programme import doing
from trainerpool.gui.screens.programme.about import when_and_where
from trainerpool.gui.screens.programme.dialog import FormDialog
from trainerpool.gui.shell import Shell
from trainerpool.queries.attendance import AttendanceRow, attendance
from trainerpool.queries.programme import ProgrammePage
from trainerpool.queries.staffing import StaffingRow

_AGENCY = Qt.ItemDataRole.UserRole + 1
_NO_AGENCY = "Not by agency"


class AttendanceForm(FormDialog):
    """One line an agency; figures are typed straight into the cells, Tab goes on to the next."""

    def __init__(
        self, parent: QWidget, shell: Shell, page: ProgrammePage, row: StaffingRow, held: Sequence[AttendanceRow]
    ) -> None:
        super().__init__(parent, "Bookings and attendance", "Record", wide=860)
        self._parent, self._shell, self._page, self._row = parent, shell, page, row
        self.body.addWidget(Label(f"{row.session.title}, {when_and_where(row.session)}", tone="muted", wraps=True))
        self.table = QTableWidget(0, len(FIELDS) + 1)
        self.table.setAccessibleName("Attendance by agency")
        self.table.setHorizontalHeaderLabels(["Agency", *WORDS.values()])
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.row_height("table"))
        self.table.setMinimumHeight(theme.row_height("table") * 5 + 30)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if (first := self.table.horizontalHeaderItem(0)) is not None:
            first.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(theme.scaled(52))
        self.agency = QComboBox()
        self.agency.setAccessibleName("Agency to add")
        self.add_button = Button("Add agency", icon="plus").does(self._add_chosen)
        self.said = Label("", wraps=True)
        self.total = Label("", "strong", wraps=True)
        self.delivered = QCheckBox("Record the session as delivered by its team as well")
        self.delivered.setAccessibleName(self.delivered.text())
        may = row.session.status == "planned" and row.session.last_date <= shell.today()
        self.delivered.setVisible(may)
        self.delivered.setChecked(may)
        line = QHBoxLayout()
        line.addWidget(self.agency, 1)
        line.addWidget(self.add_button)
        line.addStretch(1)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.total)
        self.body.addWidget(self.said)
        self.body.addWidget(self.delivered)
        # A cell that is being typed in keeps Ctrl+Enter to itself, unless it is a shortcut.
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.finish)
        self._fill(held)
        self.table.itemChanged.connect(lambda _item: self._add_up())
        self._add_up()

    @classmethod
    def ask(cls, parent: QWidget, shell: Shell, page: ProgrammePage, row: StaffingRow) -> None:
        """Read what is recorded, then open the form."""
        shell.ask(
            attendance,
            row.id,
            then=lambda held: cls(parent, shell, page, row, held).open(),
            latest="attendance",
            owner=parent,
        )

    def _fill(self, held: Sequence[AttendanceRow]) -> None:
        for one in held:
            self._add(one.agency_id, one.agency or _NO_AGENCY, one.counts)
        session = self._row.session
        if not held and (session.booked is not None or session.attended is not None):
            self._add(None, _NO_AGENCY, Counts(booked=session.booked or 0, attended=session.attended or 0))
        self._offer()
        if self.table.rowCount():
            self.table.setCurrentCell(0, 1)
            self.table.setFocus()
        else:
            self.agency.setFocus()

    def _offer(self) -> None:
        """The agencies that have no line yet."""
        there = {self._cell(place, 0).data(_AGENCY) for place in range(self.table.rowCount())}
        self.agency.clear()
        for key, name in [
            *sorted(self._page.agencies.items(), key=lambda pair: pair[1].casefold()),
            (None, _NO_AGENCY),
        ]:
            if key not in there:
                self.agency.addItem(name, key)
        self.agency.setEnabled(self.agency.count() > 0)
        policy = Qt.FocusPolicy.StrongFocus if self.table.rowCount() else Qt.FocusPolicy.NoFocus
        self.table.setFocusPolicy(policy)  # without a line there is nothing the keyboard could stand on

    def _add_chosen(self) -> None:
        if self.agency.count():
            self._add(self.agency.currentData(), self.agency.currentText(), Counts())
            self._offer()
            self.table.setCurrentCell(self.table.rowCount() - 1, 1)
            self.table.setFocus()

    def _add(self, agency: str | None, name: str, counts: Counts) -> None:
        self.table.blockSignals(True)
        place = self.table.rowCount()
        self.table.insertRow(place)
        head = QTableWidgetItem(name)
        head.setData(_AGENCY, agency)
        head.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self.table.setItem(place, 0, head)
        for column, field in enumerate(FIELDS, 1):
            number = getattr(counts, field)
            cell = QTableWidgetItem(str(number) if number else "")
            cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(place, column, cell)
        self.table.blockSignals(False)

    def _cell(self, place: int, column: int) -> QTableWidgetItem:
        found = self.table.item(place, column)
        assert found is not None
        return found

    def rows(self) -> tuple[list[tuple[str | None, str, Counts]], str]:
        """Agency, name and figures of each line, and what is wrong with the first that cannot be."""
        found, wrong = [], ""
        for place in range(self.table.rowCount()):
            name = self._cell(place, 0).text()
            figures = {}
            for column, field in enumerate(FIELDS, 1):
                text = self._cell(place, column).text().strip()
                figures[field] = int(text) if text.isdigit() else 0
                if text and not text.isdigit():
                    wrong = wrong or f"{name}: {WORDS[field].lower()} is “{text}”, which is no number."
            counts = Counts(**figures)
            if (said := what_is_wrong(counts)) and not wrong:
                wrong = f"{name}: {said}"
            found.append((self._cell(place, 0).data(_AGENCY), name, counts))
        return found, wrong

    def _add_up(self) -> None:
        found, wrong = self.rows()
        whole = totals(counts for _, _, counts in found)
        there = f"{count_of(whole.booked, 'place')} booked, {whole.in_the_room} in the room"
        if whole.unaccounted > 0 and whole.accounted_for:
            there += f", {whole.unaccounted} not accounted for"
        self.total.setText(there)
        self.said.setText(wrong)
        self.said.set_tone(Meaning.STOP.value if wrong else "")
        self.said.setVisible(bool(wrong))

    def finish(self) -> None:
        """Store what was typed, with the delivery where that is ticked."""
        self.setFocus()  # what is being typed is taken over
        found, wrong = self.rows()
        if wrong:
            self._add_up()
            self.table.setFocus()
            return
        rows: list[dict[str, object]] = [
            {"agency": key, **{field: getattr(counts, field) for field in FIELDS}} for key, _, counts in found
        ]
        self.wait()
        delivers = not self.delivered.isHidden() and self.delivered.isChecked()
        self._shell.do(
            doing.attendance,
            self._row.id,
            rows,
            delivers,
            then=lambda _: self.accept(),
            failed=self.refuse,
            owner=self._parent,
        )
