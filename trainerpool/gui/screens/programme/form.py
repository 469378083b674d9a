"""The form of a session: all that is said of it, once or as a series; what speaks against its days stands under it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.why import Reason, ReasonLine
from trainerpool.gui.screens.programme.clash import again_in_words
from trainerpool.gui.screens.programme.dialog import FormDialog
from trainerpool.gui.screens.programme.part_rows import PartLines, read_time
from trainerpool.gui.screens.programme.repeating import Repeating
from trainerpool.gui.shell import Shell
from trainerpool.queries.day_checks import session_warnings
from trainerpool.queries.moving import TOLD
from trainerpool.queries.programme import ProgrammePage
from trainerpool.queries.sessions import SessionRow

__all__ = ["SessionForm", "read_time"]
_ASK_AFTER_MS = 120


class SessionForm(FormDialog):
    """`wanted(form)` runs when it is complete; it stays open until it is accepted, or shows why not."""

    def __init__(
        self, parent: QWidget, shell: Shell, page: ProgrammePage, day: date, wanted: Callable[[SessionForm], None],
        held: SessionRow | None = None, *, repeats: bool = False, agrees: bool = False,
    ) -> None:  # fmt: skip
        words = "Agree with changes" if agrees else "Change session" if held else "Add session"
        super().__init__(parent, words, "Agree" if agrees else words)
        self._wanted, self._shell, self._page, self.held = wanted, shell, page, held
        self.course = QComboBox()
        self.course.addItems([one.title for one in page.courses])
        self.course.setCurrentIndex(-1)
        self.course.setPlaceholderText("Choose a course")
        self.days = PartLines(shell.today(), day, held.parts if held is not None else ())
        self.venue = QComboBox()
        self.venue.setEditable(True)
        self.venue.addItems(list(page.venues))
        self.venue.setCurrentIndex(-1)
        if (typed := self.venue.lineEdit()) is not None:
            typed.setAccessibleName("Venue")
            typed.setPlaceholderText("Pick one, or write a new one")
        self.host = QComboBox()
        self.host.addItem("None", "")
        for key, name in sorted(page.agencies.items(), key=lambda pair: pair[1].casefold()):
            self.host.addItem(name, key)
        self.learners, self.places, self.reference = QLineEdit("20"), QLineEdit(), QLineEdit()
        self.places.setPlaceholderText("as policy says")
        self.virtual, self.observable = QCheckBox("Online"), QCheckBox("May be observed")
        for box in (self.virtual, self.observable):
            box.setAccessibleName(box.text())
        self.observable.setChecked(True)
        self.notes = QPlainTextEdit()
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(theme.line_height() * 2 + 14)
        self.fields = {
            "course": Field("Course", self.course, required=True), "venue": Field("Venue", self.venue), "host": Field("Host agency", self.host),
            "learners": Field("Learners, at most", self.learners), "places": Field("Trainers", self.places),
            "reference": Field("Reference", self.reference), "notes": Field("Notes", self.notes),
        }  # fmt: skip
        self.repeats = Repeating(shell, shell.today())
        self._lay_out()
        if held is not None:
            self._fill(held)
            self.repeats.hide()
        elif repeats:
            self.repeats.how.setCurrentIndex(1)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_ASK_AFTER_MS)
        self._wait.timeout.connect(self._look)
        self._connect()
        self.course.setFocus()
        self._look()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.addWidget(self.fields["course"], 0, 0, 1, 6)
        grid.addWidget(self.days, 1, 0, 1, 6)
        grid.addWidget(self.fields["venue"], 2, 0, 1, 4)
        grid.addWidget(self.virtual, 2, 4, 1, 2)
        grid.addWidget(self.fields["learners"], 3, 0, 1, 2)
        grid.addWidget(self.fields["places"], 3, 2, 1, 2)
        grid.addWidget(self.observable, 3, 4, 1, 2)
        grid.addWidget(self.fields["host"], 4, 0, 1, 4)
        grid.addWidget(self.fields["reference"], 4, 4, 1, 2)
        grid.addWidget(self.fields["notes"], 5, 0, 1, 6)
        for column in range(6):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.repeats)
        holder = QWidget()
        holder.setAccessibleName("Worth knowing")
        self._warnings = QVBoxLayout(holder)
        self._warnings.setContentsMargins(3, 0, 0, 0)
        self._warnings.setSpacing(4)
        self.body.addWidget(holder)
        self._said: tuple[str, ...] = ()

    def _fill(self, held: SessionRow) -> None:
        place = next((n for n, one in enumerate(self._page.courses) if held.course and one.id == held.course.id), -1)
        self.course.setCurrentIndex(place)
        self.venue.setCurrentText(held.venue)
        self.host.setCurrentIndex(max(0, self.host.findData(held.host_agency_id or "")))
        self.learners.setText(str(held.max_learners or ""))
        self.places.setText(str(held.places or ""))
        self.reference.setText(held.reference)
        self.notes.setPlainText(held.notes)
        self.virtual.setChecked(held.virtual)
        self.observable.setChecked(held.observable)

    def _connect(self) -> None:
        self.course.currentIndexChanged.connect(self._on_course)
        self.days.changed.connect(self._wait.start)
        self.repeats.changed.connect(self._wait.start)
        self.venue.currentTextChanged.connect(lambda _: self._wait.start())
        self.repeats.list.ticks_changed.connect(self._name_deed)
        self.virtual.toggled.connect(lambda _: self._wait.start())
        self.learners.editingFinished.connect(lambda: self._check("learners"))
        self.places.editingFinished.connect(lambda: self._check("places"))
        self.course.activated.connect(lambda _: self._check("course"))

    # kept for whoever reads the first day's fields

    @property
    def start(self) -> QLineEdit:
        """The start of the first day."""
        return self.days.lines[0].start

    @property
    def end(self) -> QLineEdit:
        """The end of the first day."""
        return self.days.lines[0].end

    def _on_course(self, place: int) -> None:
        """A course of a known length sets the end, and of a known size the learners, in a new session."""
        if place >= 0 and self.held is None:
            course, start = self._page.courses[place], read_time(self.start.text())
            if course.minutes and start:
                end = int(start[:2]) * 60 + int(start[3:]) + course.minutes // max(1, course.days)
                self.end.setText(f"{end // 60 % 24:02}:{end % 60:02}")
            if course.max_learners:
                self.learners.setText(str(course.max_learners))
            while course.days > len(self.days.lines) and len(self.days.lines) < 6:
                self.days.add_day()
                self.course.setFocus()
        self._wait.start()

    # what speaks against it

    def _look(self) -> None:
        """Ask what speaks against the days as they are filled in now."""
        parts, place = self.days.parts(), self.course.currentIndex()
        course = self._page.courses[place] if place >= 0 else None
        venue = "" if self.virtual.isChecked() else self.venue.currentText()
        if self.repeats.is_on():
            self._warn(())
            self.repeats.read(
                self.repeats.wish(course.title if course else "", parts, venue, course.id if course else None),
                self._name_deed,
            )
            return
        self._name_deed()
        ignore = (self.held.id,) if self.held is not None else ()
        key = course.id if course else None
        self._shell.ask(session_warnings, parts, venue, key, ignore, then=self._warn, latest="warnings", owner=self)

    def _told(self) -> str:
        """Who knows of the day as it was and is asked again, once another day or time is filled in."""
        if self.held is None:
            return ""
        before = tuple((one.date, one.start, one.end) for one in self.held.parts)
        names = [one.name for one in self.held.team if one.state in TOLD]
        return again_in_words(names) if names and self.days.parts() != before else ""

    def _warn(self, found: tuple[str, ...]) -> None:
        told = self._told()
        if (*found, told) == self._said:
            return
        self._said = (*found, told)
        while (item := self._warnings.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for text in found:
            self._warnings.addWidget(ReasonLine(Reason(Meaning.ATTENTION, text)))
        if told:
            self._warnings.addWidget(ReasonLine(Reason(Meaning.INFORMATION, told, icon="hourglass")))
        if self.isVisible():
            QTimer.singleShot(0, self, self.settle)

    def _name_deed(self) -> None:
        if self.held is None:
            count = len(self.repeats.plan())
            self.done_button.set_text(f"Add {count} sessions" if self.repeats.is_on() and count != 1 else "Add session")
            if self.isVisible():
                QTimer.singleShot(0, self, self.settle)

    # handing over

    def parts(self) -> list[dict[str, str]]:
        """The civil parts as the deed wants them."""
        return [{"start": f"{day}T{start}", "end": f"{day}T{end}"} for day, start, end in self.days.parts()]

    def several(self) -> list[list[dict[str, str]]]:
        """The parts of each session of a series; empty where it is one."""
        return [row.as_parts() for row in self.repeats.plan()]

    def values(self) -> dict[str, Any]:
        """The rest of the form by the operation's own names; 0 and "" say that there is none."""
        learners, places = self.learners.text().strip(), self.places.text().strip()
        return {
            "course": self._page.courses[self.course.currentIndex()].id, "venue": self.venue.currentText().strip(),
            "virtual": self.virtual.isChecked(), "max_learners": int(learners or 0), "places": int(places or 0),
            "host_agency": self.host.currentData() or "", "reference": self.reference.text().strip(),
            "notes": self.notes.toPlainText().strip(), "observable": self.observable.isChecked(),
        }  # fmt: skip

    def finish(self) -> None:
        """Hand the session over, or say what is missing; the first field with a message takes the focus."""
        wrong: list[QWidget] = [self.course] if not self._check("course") else []
        if (line := self.days.first_wrong()) is not None:
            wrong.append(line)
        wrong += [self.fields[key].control for key in ("learners", "places") if not self._check(key)]
        if self.repeats.is_on() and (not self.repeats.check() or not self.repeats.plan()):
            wrong.append(self.repeats.how)
        if wrong:
            wrong[0].setFocus()
            self.roll.ensureWidgetVisible(wrong[0])
            return
        self.wait()
        self._wanted(self)

    def _check(self, key: str) -> bool:
        words = ""
        if key == "course" and self.course.currentIndex() < 0:
            words = "Choose the course."
        elif key in {"learners", "places"}:
            text = (self.learners if key == "learners" else self.places).text().strip()
            what = "learners" if key == "learners" else "trainers"
            words = "" if not text or (text.isdigit() and int(text) > 0) else f"“{text}” is no number of {what}."
        self.fields[key].say(words)
        return not words
