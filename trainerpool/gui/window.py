"""The main window: the frame with its menus and keys, the palette and the help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer

from trainerpool.gui.background import Background
from trainerpool.gui.deed_words import DEEDS, DeedWords
from trainerpool.gui.dialogs.keys_sheet import KeysSheet
from trainerpool.gui.entries import WindowDeeds, menu_entries
from trainerpool.gui.frame import Found, FrameDeeds, Remembered
from trainerpool.gui.frame_window import FrameWindow
from trainerpool.gui.looks import look_in_words
from trainerpool.gui.menus import Entry, MenuBar
from trainerpool.gui.page import Screen
from trainerpool.gui.palette import Palette
from trainerpool.gui.printing import Printing
from trainerpool.gui.shell import Command, Dialogs, PageSpec, Question


class MainWindow(FrameWindow):
    """One window; it knows no page by name."""

    def __init__(
        self,
        pages: Sequence[PageSpec],
        background: Background,
        dialogs: Dialogs,
        today: Callable[[], date],
        deeds: FrameDeeds | None = None,
        remembered: Remembered | None = None,
    ) -> None:
        super().__init__(pages, background, dialogs, today, deeds, remembered)
        self._commands: dict[str, tuple[Command, ...]] = {}
        self.palette_box = Palette(self.inner)
        self.printing = Printing(
            self, background, dialogs, self.say, lambda error: self.show_problem(self.navigator.here, error)
        )
        self.menus = MenuBar(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._fill_menus)
        self.workplace.wants_commands.connect(self._on_commands)
        self.navigator.arrived.connect(lambda _key: self._soon.start())
        self.facts_changed.connect(self._soon.start)
        self.looks.changed.connect(self._on_looks_words)
        self.rail.asked_palette.connect(self.open_palette)
        self.palette_box.sought.connect(self._on_sought)
        self.set_desk(None)
        self._fill_menus()

    def _on_commands(self, key: str, commands: tuple[Command, ...]) -> None:
        self._commands[key] = commands
        self._soon.start()

    def page_commands(self) -> tuple[Command, ...]:
        return self._commands.get(self.navigator.here, ())

    def _fill_menus(self) -> None:
        self.menus.fill(self._entries(), self.has_pool())

    def _entries(self) -> list[Entry]:
        own = WindowDeeds(
            self.open_palette,
            self.print_shown,
            self.print_as_shown,
            self.quit,
            self.focus_search,
            self.make_new,
            self.say_saved,
            self.toggle_inspector,
            self.refresh_page,
            self.toggle_full_screen,
            self.show_keys,
            self.show_about,
        )
        return menu_entries(self, own, self.page_commands())

    # the palette

    def open_palette(self) -> None:
        """Ctrl+K."""
        if self.has_pool():
            wanted = [one for one in self._entries() if one.in_palette and one.is_possible and one.title != "-"]
            entries = [one.as_command() for one in wanted if one.menu != "Pool"]
            here = {command.title.casefold() for command in self.page_commands()}
            deeds = [one for one in self._deeds() if one.title.casefold() not in here]
            self.palette_box.open([*self.page_commands(), *(one for one in entries if one.group == "Go to"), *deeds,
                                   *(one for one in entries if one.group != "Go to")])  # fmt: skip

    def _deeds(self) -> list[Command]:
        """What can be done on any page, by the words people use for it; only what there are pages for."""
        known = {page.key: page.title for page in self.pages_here()}
        return [
            Command(one.title, lambda one=one: self._begin(one), known[one.page], icon=one.icon, also=one.also)  # type: ignore[misc]
            for one in DEEDS
            if one.page in known
        ]

    def _begin(self, deed: DeedWords) -> None:
        self.navigator.go(deed.page, deed.argument)
        if deed.makes_new:
            self.make_new()

    def _on_sought(self, words: str) -> None:
        desk = self.workplace.desk
        if desk is None:
            return

        def commands(found: Sequence[Found]) -> None:
            self.palette_box.add_found(words, [self._as_command(one) for one in found])

        run = self.workplace.background.run
        run(lambda: self.deeds.search(desk, words), commands, reads=True, latest="palette", owner=self)

    def _as_command(self, one: Found) -> Command:
        return Command(
            one.title, lambda: self.navigator.go(one.page, one.argument), one.detail, "", one.icon, one.group
        )

    # deeds of the window

    def _on_looks_words(self) -> None:
        self.say(look_in_words())

    def say_saved(self) -> None:
        self.say("Everything is saved already.")

    def focus_search(self) -> None:
        if isinstance(shown := self.navigator.shown(), Screen):
            shown.focus_search()

    def make_new(self) -> None:
        if isinstance(shown := self.navigator.shown(), Screen):
            shown.make_new()

    def print_shown(self) -> None:
        """The page's own way to paper where it has one, else what it shows as it stands."""
        if isinstance(shown := self.navigator.shown(), Screen) and not shown.print_shown():
            self.printing.offer(shown, self.facts.name, self.workplace.today())

    def print_as_shown(self) -> None:
        """What the page shows as it stands, also where it has a sheet of its own."""
        if (shown := self.navigator.shown()) is not None:
            self.printing.offer(shown, self.facts.name, self.workplace.today())

    def refresh_page(self) -> None:
        self.refresh_facts()
        if isinstance(shown := self.navigator.shown(), Screen):
            shown.refresh()

    def toggle_inspector(self) -> None:
        self.panes.show_inspector(not self.panes.is_inspector_shown())

    def show_keys(self) -> None:
        KeysSheet(self).open()

    def show_about(self) -> None:
        text = "Who may deliver what, on which day, with which approved material, and why."
        question = Question(f"Trainer Pool {self.deeds.version}".strip(), text, "Close", "Back", ("MIT licence.",))
        self.workplace.dialogs.confirm(self, question, lambda _yes: None)

    def quit(self) -> None:
        self.window().close()

    def toggle_full_screen(self) -> None:
        self.window().setWindowState(self.window().windowState() ^ Qt.WindowState.WindowFullScreen)
