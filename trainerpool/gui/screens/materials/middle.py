"""The middle of the page: courses and versions beside the version shown, or, in a narrow window, one instead of the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from trainerpool.gui import theme
from trainerpool.gui.parts.labels import Hairline
from trainerpool.gui.parts.notices import EmptyState, stack
from trainerpool.gui.screens.materials.loading import ShownMaterials
from trainerpool.gui.screens.materials.pack_tabs import PackTabs
from trainerpool.gui.screens.materials.side import MaterialsSide

_SIDE, _BESIDE = 244, 680
_NO_LIMIT = 16_777_215
Open = Callable[[str, object], None]


class PackMiddle(QWidget):
    """`is_narrow`: there is room for one of the two; `has_side`: that one is the courses."""

    def __init__(self, side: MaterialsSide, tabs: PackTabs) -> None:
        super().__init__()
        self.side, self.tabs = side, tabs
        self.is_narrow = self.has_side = False
        self._nothing: QWidget | None = None
        self._line = Hairline(upright=True)
        self._right = QStackedWidget()
        self._right.addWidget(tabs)
        tabs.hide()
        beside = QHBoxLayout(self)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(side)
        beside.addWidget(self._line)
        beside.addWidget(self._right, 1)

    def show_version(self, shown: ShownMaterials, new: Callable[[], None], open_page: Open) -> None:
        """Show the tabs of a version, or say what would fill the page."""
        if self._nothing is not None:
            self._right.removeWidget(self._nothing)
            self._nothing.hide()
            self._nothing.deleteLater()
            self._nothing = None
        if shown.page is not None:
            self.tabs.show_page(shown.page)
            self.tabs.setVisible(True)
            self._right.setCurrentWidget(self.tabs)
            return
        self._nothing = stack(_no_pack(shown, new) if shown.course is not None else _no_course(open_page))
        self._right.addWidget(self._nothing)
        self._right.setCurrentWidget(self._nothing)

    def focus_rows(self) -> None:
        """Put the keyboard on the rows of the version, or on what stands there instead."""
        if self._nothing is None:
            self.tabs.focus_rows()
        else:
            self._right.focusNextChild()

    def fit(self, width: int) -> None:
        """Lay both out for a page of this width."""
        self.is_narrow = width < theme.scaled(_BESIDE)
        alone = self.is_narrow and self.has_side
        self.side.setVisible(alone or not self.is_narrow)
        self._right.setVisible(not alone)
        self._line.setVisible(not self.is_narrow)
        self.side.setMinimumWidth(0 if self.is_narrow else theme.scaled(_SIDE))
        self.side.setMaximumWidth(_NO_LIMIT if self.is_narrow else theme.scaled(_SIDE))


def _no_course(open_page: Open) -> EmptyState:
    deeds = [
        ("Bring in a spreadsheet", lambda: open_page("import", None)),
        ("Add a course", lambda: open_page("settings", "courses")),
    ]
    text = "Each course has its trainer pack, in versions that are reviewed and approved."
    return EmptyState("No course yet", text, deeds, "book-open")


def _no_pack(shown: ShownMaterials, new: Callable[[], None]) -> EmptyState:
    assert shown.course is not None
    text = "Slides, guide, plan and handouts of a course, in versions that are reviewed and approved."
    return EmptyState(f"No pack of {shown.course.title} yet", text, [("New version...", new)], "book-open")
