"""How a page stood when it was left: its filters, searches, choices, selection and scroll, put back by Back and Forward."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QTabWidget, QWidget

from trainerpool.gui.parts.fields import SearchField
from trainerpool.gui.parts.segmented import SegmentedChoice
from trainerpool.gui.tables.view import TableView


@dataclass(frozen=True, slots=True)
class PageState:
    """What is put back, each by the place of its widget on the page; `filters` where the page has them."""

    filters: object = None
    words: tuple[tuple[str, str], ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    tabs: tuple[tuple[str, int], ...] = ()
    rows: tuple[tuple[str, Any], ...] = ()
    scroll: tuple[tuple[str, int, int], ...] = ()


def take_state(page: QWidget) -> PageState:
    """How the page stands now."""
    tables = [(key, one) for key, one in _named(page, TableView) if one.isVisible()]
    rows = [(key, table.model_key()) for key, table in tables]
    return PageState(
        getattr(page, "filters", None),
        tuple((key, field.text()) for key, field in _named(page, SearchField)),
        tuple((key, choice.choice()) for key, choice in _named(page, SegmentedChoice)),
        tuple((key, tabs.currentIndex()) for key, tabs in _named(page, QTabWidget)),
        tuple((key, row) for key, row in rows if row is not None),
        tuple(
            (key, area.verticalScrollBar().value(), area.horizontalScrollBar().value())
            for key, area in _named(page, QAbstractScrollArea)
            if area.isVisible()
        ),
    )


def put_state(page: QWidget, state: PageState) -> None:
    """Put the page back as far as its widgets are there; what is gone is passed over."""
    _each(page, SearchField, state.words, _type_again)
    for choices in state.choices:
        _each(page, SegmentedChoice, (choices,), _choose_again)
    show: Callable[[object], None] | None = getattr(page, "show_filters", None)
    if state.filters is not None and callable(show) and getattr(page, "filters", None) != state.filters:
        show(state.filters)
    _each(page, QTabWidget, state.tabs, lambda tabs, place: tabs.setCurrentIndex(place))
    _each(page, TableView, state.rows, lambda table, key: table.choose(key))
    areas = dict(_named(page, QAbstractScrollArea))
    for key, down, across in state.scroll:
        if (area := areas.get(key)) is not None:
            area.verticalScrollBar().setValue(down)
            area.horizontalScrollBar().setValue(across)


def _type_again(field: QLineEdit, words: str) -> None:
    if field.text() != words:
        field.setText(words)


def _choose_again(choice: SegmentedChoice, key: str) -> None:
    if choice.choice() != key and key:
        choice.choose(key)
        choice.chosen.emit(key)


def _each(page: QWidget, kind: type[Any], kept: tuple[tuple[str, Any], ...], put: Callable[[Any, Any], object]) -> None:
    widgets = dict(_named(page, kind))
    for key, value in kept:
        if key in widgets:
            put(widgets[key], value)


def _named(page: QWidget, kind: type[Any]) -> Iterator[tuple[str, Any]]:
    """The widgets of a kind with a name each: their accessible name and how many of that name came before."""
    seen: dict[str, int] = {}
    for one in page.findChildren(kind):
        name = f"{type(one).__name__} {one.accessibleName()}"
        seen[name] = seen.get(name, 0) + 1
        yield f"{name} {seen[name]}", one
