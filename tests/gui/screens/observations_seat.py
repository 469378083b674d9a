"""What the tests of observations share: the visit under way in the example, its form, and typing into it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit

from tests.gui.screens.seats import Seat
from trainerpool.domain.observations import ObservationState
from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.screens.observations.visit.screen import VisitScreen
from trainerpool.queries.observations import observations
from trainerpool.queries.observations_form import VisitForm, visit_form
from trainerpool.queries.observations_rows import ObservationRow


def row_in(seat: Seat, state: ObservationState) -> ObservationRow:
    """The example's first observation in a state."""
    return next(row for row in seat.desk.ask(observations, seat.desk.today) if row.state is state)


def the_form(seat: Seat) -> VisitScreen:
    """The form of the visit under way, with the keyboard in the note field."""
    seat.front()
    form: VisitScreen = seat.go("visit", row_in(seat, ObservationState.UNDER_WAY).visit_id)
    seat.until(lambda: form.form is not None)
    seat.rest()
    seat.front()
    form.composer.field.setFocus()
    return form


def kept(seat: Seat, form: VisitScreen) -> VisitForm:
    """The visit as the pool keeps it now."""
    found = seat.desk.ask(visit_form, form.visit)
    assert found is not None
    return found


def types(words: str) -> None:
    """Type where the focus is."""
    QTest.keyClicks(QApplication.focusWidget(), words)


def press(*keys: str) -> None:
    """Press key sequences where the focus is."""
    for one in keys:
        combined = QKeySequence(one)[0]
        QTest.keyClick(QApplication.focusWidget(), combined.key(), combined.keyboardModifiers())


def key(one: Qt.Key, target: Any = None) -> None:
    """Press one key."""
    QTest.keyClick(target or QApplication.focusWidget(), one)


def the_page(seat: Seat, argument: object = None) -> Any:
    """The page of observations, at this view, group or record."""
    page = seat.go("observations", argument)
    seat.rest()
    return page


def pane(seat: Seat, kind: type) -> Any:
    """The inspector of this kind, once it is there."""
    found: list[Any] = []

    def look() -> bool:
        found[:] = [one for one in seat.window.findChildren(kind) if one.isVisible()]
        return bool(found)

    seat.until(look)
    return found[-1]


def filled(seat: Seat, **fields: str) -> Any:
    """Fill the form in the inspector and press its button; the form is returned."""
    form = pane(seat, FormPane)
    for name, text in fields.items():
        control = form.form.controls[name]
        if isinstance(control, QPlainTextEdit):
            control.setPlainText(text)
        elif isinstance(control, QComboBox):
            control.setCurrentIndex(control.findText(text))
        else:
            control.setText(text)
    form.save.click()
    seat.rest()
    return form
