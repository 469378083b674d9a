"""What a person does on the stage to bring a scene about: by the words on the screen and by keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLineEdit,
    QMenu,
    QTabBar,
    QWidget,
)

from tests.gui.screens.seats import Seat
from trainerpool.queries.standings import trainers


def front(seat: Seat) -> QWidget:
    """The dialog or menu that is open, else the window."""
    over = [one for one in QApplication.topLevelWidgets() if one.isVisible() and isinstance(one, (QDialog, QMenu))]
    return over[-1] if over else seat.window


def press(seat: Seat, *words: str) -> None:
    """Press the shown buttons that begin with these words, one after the other."""
    for word in words:
        found: list[QAbstractButton] = []

        def look(word: str = word, found: list[QAbstractButton] = found) -> bool:
            every = front(seat).findChildren(QAbstractButton)
            found[:] = [one for one in every if one.isVisible() and _says(one, word)]
            return bool(found)

        if not look() and not seat.window.panes.is_inspector_shown():
            seat.window.panes.show_inspector(True)  # F9: in a narrow window it waits to be asked for
        _wait(seat, look, f"no button says {word!r}")
        found[0].setFocus()
        found[0].click()
        seat.rest()


def _says(button: QAbstractButton, word: str) -> bool:
    return button.text().startswith(word) or button.accessibleName().startswith(word)


def _wait(seat: Seat, is_so: Callable[[], bool], why: str) -> None:
    try:
        seat.until(is_so, 4_000)
    except TimeoutError:
        raise LookupError(why) from None


def menu(seat: Seat, *words: str) -> None:
    """Press a button that opens a menu, and wait for the menu."""
    press(seat, *words)
    _wait(seat, lambda: QApplication.activePopupWidget() is not None, f"{words[-1]!r} opens no menu")


def choose_entry(seat: Seat, word: str) -> None:
    """Choose the entry of the open menu that begins with this word; a submenu opens."""
    shown = QApplication.activePopupWidget()
    entries = [one for one in shown.actions() if one.text().replace("&", "").startswith(word)] if shown else []
    if not entries or not isinstance(shown, QMenu):
        raise LookupError(f"no entry says {word!r}")
    if (below := entries[0].menu()) is not None:
        below.popup(shown.mapToGlobal(shown.actionGeometry(entries[0]).topRight()))
        return
    shown.close()
    entries[0].trigger()
    seat.rest()


def dialog(seat: Seat) -> QDialog:
    """The dialog that is open, once it is."""
    _wait(seat, lambda: isinstance(front(seat), QDialog), "no dialog is open")
    found = front(seat)
    assert isinstance(found, QDialog)
    return found


def asked(*words: str) -> Callable[[Seat], None]:
    """Press these buttons; the last opens a dialog."""

    def act(seat: Seat) -> None:
        press(seat, *words)
        dialog(seat)

    return act


def tab(word: str) -> Callable[[Seat], None]:
    """Show the tab that begins with this word."""

    def act(seat: Seat) -> None:
        for bar in seat.window.findChildren(QTabBar):
            for place in range(bar.count()):
                if bar.isVisible() and bar.tabText(place).startswith(word):
                    bar.setCurrentIndex(place)
                    seat.rest()
                    return
        raise LookupError(f"no tab says {word!r}")

    return act


def keys(seat: Seat, *pressed: str) -> None:
    """Press keys where the focus is: key sequences such as "Ctrl+N"."""
    for one in pressed:
        combined = QKeySequence(one)[0]
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or seat.window
        QTest.keyClick(target, combined.key(), combined.keyboardModifiers())
        seat.rest()


def typed(seat: Seat, words: str) -> None:
    """Type into the field that has the focus, once one has it."""
    _wait(seat, lambda: isinstance(QApplication.focusWidget(), QLineEdit), "no field has the focus")
    QTest.keyClicks(QApplication.focusWidget(), words)
    pause(seat, 150)  # what is typed is sought a moment after the last key
    seat.rest()


def pause(seat: Seat, milliseconds: int) -> None:
    """Let so much time go by."""
    clock = QElapsedTimer()
    clock.start()
    seat.until(lambda: clock.hasExpired(milliseconds), milliseconds + 5_000)


def search(words: str) -> Callable[[Seat], None]:
    """Type into the page's search field."""

    def act(seat: Seat) -> None:
        seat.front()
        seat.window.focus_search()
        typed(seat, words)

    return act


def lists(seat: Seat) -> list[QAbstractItemView]:
    """The page's lists and tables that are seen, the largest first."""
    page = seat.window.navigator.shown()
    found = [one for one in page.findChildren(QAbstractItemView) if one.isVisible()] if page is not None else []
    return sorted(found, key=lambda one: -one.width() * one.height())


def row(number: int = 0, upto: int | None = None) -> Callable[[Seat], None]:
    """Choose a row of the page's largest list, or the rows from it to another."""

    def act(seat: Seat) -> None:
        _wait(seat, lambda: bool(lists(seat)) and lists(seat)[0].model().rowCount() > number, "no row to choose")
        view = lists(seat)[0]
        view.setFocus()
        flags = QItemSelectionModel.SelectionFlag
        view.setCurrentIndex(view.model().index(number, 0))
        for more in range(number, (upto or number) + 1):
            wanted = flags.Rows | (flags.ClearAndSelect if more == number else flags.Select)
            view.selectionModel().select(view.model().index(more, 0), wanted)
        seat.rest()

    return act


def in_list(word: str) -> Callable[[Seat], None]:
    """Choose the row of a list on the page that begins with this word."""

    def act(seat: Seat) -> None:
        for view in reversed(lists(seat)):
            model = view.model()
            for place in range(model.rowCount()):
                if str(model.index(place, 0).data() or "").startswith(word):
                    view.setFocus()
                    view.setCurrentIndex(model.index(place, 0))
                    view.selectionModel().select(
                        model.index(place, 0),
                        QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
                    )
                    seat.rest()
                    return
        raise LookupError(f"no list has a row {word!r}")

    return act


def context(seat: Seat) -> None:
    """Ask for the context menu of what has the focus, by the keyboard."""
    target = QApplication.focusWidget() or seat.window
    spot = QPoint(target.width() // 4, min(40, target.height() // 2))
    asked_for = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, spot, target.mapToGlobal(spot))
    QApplication.postEvent(target, asked_for)
    _wait(seat, lambda: QApplication.activePopupWidget() is not None, "no context menu")


def then(*acts: Callable[[Seat], object]) -> Callable[[Seat], None]:
    """One after the other."""

    def act(seat: Seat) -> None:
        for one in acts:
            one(seat)
            seat.rest()

    return act


def focus(kind: str) -> Callable[[Seat], None]:
    """Give the focus to the first shown widget of this class."""

    def act(seat: Seat) -> None:
        for one in seat.window.findChildren(QWidget):
            if one.isVisible() and type(one).__name__ == kind:
                one.setFocus(Qt.FocusReason.TabFocusReason)
                return
        raise LookupError(f"no {kind} is shown")

    return act


def trainer(name: str = "") -> Callable[[Seat], object]:
    """The id of a trainer of the example; the first where no name is given."""

    def act(seat: Seat) -> object:
        rows = seat.desk.ask(trainers, seat.desk.today)
        return next(one.id for one in rows if one.person.name.startswith(name))

    return act


def until(words: str) -> Callable[[Seat], None]:
    """Wait until a shown button says this."""

    def act(seat: Seat) -> None:
        def look() -> bool:
            return any(one.isVisible() and _says(one, words) for one in seat.window.findChildren(QAbstractButton))

        try:
            seat.until(look, 20_000)
        except TimeoutError:
            raise LookupError(f"{words!r} did not come") from None

    return act
