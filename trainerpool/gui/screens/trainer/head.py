"""The head of a trainer's page: where it came from, the name with the standing, how to reach them, and the deeds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QMenu

from trainerpool.domain.dates import count_of
from trainerpool.gui import theme
from trainerpool.gui.marks import STANDING
from trainerpool.gui.parts.button import Button, IconButton
from trainerpool.gui.parts.header import Fact, PageHeader
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.pill import Pill, pill_width
from trainerpool.gui.screens.trainers import words
from trainerpool.gui.screens.trainers.words import Visit
from trainerpool.gui.shell import Shell
from trainerpool.queries.trainer_page import TrainerPage


class TrainerHead(PageHeader):
    """`leafed(step)` to the trainer before or after in the list this page was opened from."""

    leafed = Signal(int)

    def __init__(self, shell: Shell, add: Callable[[], None], menu: QMenu) -> None:
        self._page: TrainerPage | None = None
        self._said_for: tuple[TrainerPage | None, bool] = (None, False)
        self._shell = shell
        self.pill = Pill(STANDING["candidate"])
        self.back = IconButton("Trainer before in the list", "chevron-left").does(lambda: self.leafed.emit(-1))
        self.next = IconButton("Next trainer in the list", "chevron-right").does(lambda: self.leafed.emit(1))
        self.more = Button("More")
        self.more.set_menu(menu)
        self.add = Button("Add evidence", "filled", "plus").does(add)
        super().__init__("", (), [self.back, self.next, self.more, self.add])
        self.beside.addWidget(self.pill)
        self.came_from = Label("", tone="muted")
        self._to_list = Button("Trainers", "link").does(lambda: shell.navigate("trainers"))
        self.trail.addWidget(self._to_list)
        self.trail.addWidget(self.came_from)
        self.trail.addStretch(1)

    def show_page(self, page: TrainerPage, visit: Visit) -> None:
        """Show this trainer, at this place of the list."""
        self._page = page
        self.set_title(page.person.name)
        self._settle()
        place = visit.among.index(visit.trainer) + 1 if visit.trainer in visit.among else 0
        found = f" found for “{visit.words}”" if visit.words else ""
        self.came_from.setText(f"/ {place} of {len(visit.among)}{found}" if place else "")
        for button, there, name in (
            (self.back, place > 1, "Trainer before in the list (Alt+Up)"),
            (self.next, 0 < place < len(visit.among), "Next trainer in the list (Alt+Down)"),
        ):
            button.setEnabled(there)
            button.setToolTip(
                name if there else "The end of the list." if place else "Opened by itself, not from a list."
            )

    def _reached(self, page: TrainerPage) -> list[Fact]:
        person = page.person
        first = ", ".join(part for part in (person.job_title, person.agency) if part)
        facts: list[Fact] = [f"{first}. " if first and (person.email or person.phone) else first]
        if person.email:
            facts.append((person.email, self.copy_mail))
        if person.phone:
            facts.append(f"{', ' if person.email else ''}{person.phone}")
        if page.former:
            facts += [". ", f"Formerly {', '.join(page.former)}"] if facts else [f"Formerly {', '.join(page.former)}"]
        return facts

    def copy_mail(self) -> None:
        """Put the e-mail address on the clipboard."""
        if self._page is not None and self._page.person.email:
            QGuiApplication.clipboard().setText(self._page.person.email)
            self._shell.toast(f"{count_of(1, 'e-mail address')} copied.")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        """In a narrow window the pill says only its word, and the way back is the rail's and Alt+Left."""
        narrow = self.window().width() < theme.tokens().layout["lay_inspector_over_under"]
        for widget in (self._to_list, self.came_from):
            widget.setVisible(not narrow)
        if self._page is not None:
            if self._said_for != (self._page, narrow):
                self._said_for = (self._page, narrow)
                self.set_summary(() if narrow else self._reached(self._page))
            found = self._page.standing
            whole, short = words.whole_mark(found), STANDING[words.standing_word(found)]
            leafing = self.back.sizeHint().width() + self.next.sizeHint().width() + 4
            deeds = self.more.sizeHint().width() + self.add.sizeHint().width() + 4
            room = self.width() - self.title.sizeHint().width() - deeds - 64
            # Leafing also has its keys and its entries in the menu: it gives way before the standing does.
            leafs = not narrow and pill_width(short) <= room - leafing
            self.back.setVisible(leafs)
            self.next.setVisible(leafs)
            room -= leafing if leafs else 0
            self.pill.set_mark(short if narrow or pill_width(whole) > room else whole)
            self.pill.setVisible(pill_width(short) <= room)
            self.pill.setToolTip(whole.word)
            self._spread()  # what gives way beside the facts changes their room
