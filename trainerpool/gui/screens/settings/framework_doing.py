"""Does what the person wishes of a framework and its items: change, star, move, retire, and put it all in force."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QMenu, QWidget

from trainerpool.domain import framework_changes as changing
from trainerpool.domain.checklists import ChecklistItem
from trainerpool.domain.framework_changes import Draft, DraftItem
from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.screens.settings import framework_forms as forms
from trainerpool.gui.screens.settings.framework_rows import has_stars
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.view import TableView
from trainerpool.queries.framework_history import FrameworkHistory, FrameworkVersion

Deed = tuple[str, str, Callable[[], None]]


class Edited(Protocol):
    """The section whose framework is changed."""

    shell: Shell
    table: TableView
    version: QComboBox
    rows: tuple[FrameworkHistory, ...]

    @property
    def is_open(self) -> bool: ...

    @property
    def is_changed(self) -> bool: ...

    def history(self) -> FrameworkHistory | None: ...

    def shown_version(self) -> FrameworkVersion | None: ...

    def draft(self) -> Draft: ...

    def show_draft(self, draft: Draft, no: str = "") -> None: ...

    def show_form(self, form: FormPane | None) -> None: ...

    def discard(self) -> None: ...

    def after(self, _done: Any) -> None: ...

    def take_focus(self) -> None: ...


class FrameworkDoing(QObject):
    """The deeds of the section, each in the same words and keys in the inspector, the menu and on the table."""

    def __init__(self, section: Edited, owner: QWidget) -> None:
        super().__init__(owner)
        self._section, self._owner = section, owner

    def listen(self, table: QWidget) -> None:
        """The keys of the items."""
        for keys, run in (
            ("Space", self.star), ("Del", self.retire), ("F2", self.rename), ("Shift+Del", self.retire_group),
            ("Alt+Up", partial(self.move, -1)), ("Alt+Down", partial(self.move, 1)),
            ("Alt+Shift+Up", partial(self.move_group, -1)), ("Alt+Shift+Down", partial(self.move_group, 1)),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), table)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    # what there is to be done

    def of_framework(self) -> list[Deed]:
        """What can be done with the framework as a whole."""
        section = self._section
        version = section.shown_version()
        if version is None:
            return []
        made: list[Deed] = []
        if section.is_open and section.is_changed:
            made.append(("Discard changes", "", section.discard))
        if not section.is_open:
            made.append((f"Bring version {version.number} back", "", partial(self.bring_back, version.items)))
        history = section.history()
        if history is not None and history.sort == "content" and section.is_open and not section.is_changed:
            made.append(("Statement, day and logo...", "", self.statement))
        return [*made, ("A framework of your own...", "", self.copy)]

    def of_item(self, row: DraftItem) -> list[Deed]:
        """What can be done with an item."""
        history = self._section.history()
        if history is None or not self._section.is_open:
            return []
        if row.is_retired:
            return [("Keep it after all", "Del", self.retire)]
        made: list[Deed] = [("Change it...", "Enter", self.edit)]
        if has_stars(history):
            made.append(("Take the star off" if row.item.starred else "Star it", "Space", self.star))
        made += [
            ("Move up", "Alt+Up", partial(self.move, -1)), ("Move down", "Alt+Down", partial(self.move, 1)),
            ("Retire it", "Del", self.retire),
        ]  # fmt: skip
        if row.item.group:
            made += [
                ("Rename its group...", "F2", self.rename), ("Move its group up", "Alt+Shift+Up", partial(self.move_group, -1)),
                ("Move its group down", "Alt+Shift+Down", partial(self.move_group, 1)), ("Retire its group", "Shift+Del", self.retire_group),
            ]  # fmt: skip
        return made

    def menu(self) -> QMenu:
        """The deeds of the item in focus, then those of the framework."""
        menu = QMenu(self._owner)
        menu.aboutToHide.connect(menu.deleteLater)
        row = self._section.table.current_row()
        for words, keys, run in [*(self.of_item(row) if row is not None else []), *self.of_framework()]:
            menu.addAction(f"{words}\t{keys}" if keys else words, run)
        return menu

    # one item

    def _row(self, *, kept: bool = True) -> DraftItem | None:
        """The item in focus where it can be changed."""
        row: DraftItem | None = self._section.table.current_row()
        if not self._section.is_open:
            self._section.shell.toast("An older version stays as it was; the newest can be changed")
            return None
        return row if row is None or not kept or not row.is_retired else None

    def edit(self, _row: DraftItem | None = None) -> None:
        """The form of the item in focus."""
        section, row, history = self._section, self._row(), self._section.history()
        if row is None or history is None:
            return

        def put(item: ChecklistItem) -> None:
            section.show_draft(changing.with_item(section.draft(), row.no, item))
            section.show_form(None)
            section.table.choose(item.no)

        section.show_form(
            forms.item_form(section.shell, history, section.draft(), row.item, "", put, partial(section.show_form, None))
        )  # fmt: skip

    def add(self) -> None:
        """The form of a new item, which comes after the one in focus."""
        section, history = self._section, self._section.history()
        if history is None or not section.is_open:
            return
        row: DraftItem | None = section.table.current_row()

        def put(item: ChecklistItem) -> None:
            section.show_draft(changing.with_new(section.draft(), item, row.no if row is not None else ""))
            section.show_form(None)
            section.table.choose(item.no)

        group = row.item.group if row is not None else ""
        section.show_form(
            forms.item_form(section.shell, history, section.draft(), None, group, put, partial(section.show_form, None))
        )

    def star(self) -> None:
        """Star the item in focus, or take its star off."""
        row, history = self._row(), self._section.history()
        if row is not None and history is not None and has_stars(history):
            made = replace(row.item, starred=not row.item.starred)
            self._section.show_draft(changing.with_item(self._section.draft(), row.no, made), row.no)

    def retire(self) -> None:
        """Leave the item in focus out of the new version, or keep it after all."""
        row = self._row(kept=False)
        if row is not None:
            self._section.show_draft(changing.retired(self._section.draft(), row.no, is_retired=not row.is_retired), row.no)  # fmt: skip

    def move(self, by: int) -> None:
        """The item in focus up or down."""
        row = self._row(kept=False)
        if row is not None:
            self._section.show_draft(changing.moved(self._section.draft(), row.no, by), row.no)

    # its group

    def move_group(self, by: int) -> None:
        """The group of the item in focus up or down."""
        row = self._row(kept=False)
        if row is not None:
            self._section.show_draft(changing.group_moved(self._section.draft(), row.item.group, by), row.no)

    def retire_group(self) -> None:
        """Leave the whole group of the item in focus out."""
        row = self._row()
        if row is not None and row.item.group:
            self._section.show_draft(changing.group_retired(self._section.draft(), row.item.group), row.no)

    def rename(self) -> None:
        """Another name for the group of the item in focus."""
        section, row = self._section, self._row()
        if row is None or not row.item.group:
            return
        group = row.item.group
        others = [name for name in changing.groups_of(one.item for one in section.draft()) if name != group]

        def put(name: str) -> None:
            section.show_draft(changing.group_renamed(section.draft(), group, name))
            section.show_form(None)
            section.table.choose(row.no)

        section.show_form(forms.group_form(section.shell, group, others, put, partial(section.show_form, None)))

    # the whole

    def bring_back(self, items: tuple[ChecklistItem, ...]) -> None:
        """Begin a change that would make the newest version say what this one said."""
        section, history = self._section, self._section.history()
        if history is not None:
            section.version.setCurrentIndex(0)
            section.show_draft(changing.toward(history.newest.items, items))
            section.take_focus()

    def copy(self) -> None:
        """Begin a framework of one's own."""
        section = self._section

        def made(done: object) -> None:
            section.after(done)

        section.show_form(forms.copy_form(section.shell, section.rows, made, partial(section.show_form, None)))

    def statement(self) -> None:
        """What a yearly content checklist says besides its items."""
        section, history = self._section, self._section.history()
        if history is not None:
            left = partial(section.show_form, None)
            section.show_form(forms.statement_form(section.shell, history, section.after, left))

    def put_in_force(self) -> None:
        """Say what changes and what it touches; then put it in force."""
        section, history = self._section, self._section.history()
        if history is not None:
            section.show_form(
                forms.in_force_form(section.shell, history, section.draft(), section.after, partial(section.show_form, None))
            )  # fmt: skip
