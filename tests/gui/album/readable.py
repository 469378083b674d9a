"""What a screen reader could not say: interactive widgets without role, name or state, painted things without a twin."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QRadioButton,
    QTabBar,
    QWidget,
)

from tests.gui.album.stage import words

NO_ROLES = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window}
# Qt draws these itself and speaks for them.
_SPOKEN = (
    QAbstractButton, QAbstractItemView, QAbstractScrollArea, QAbstractSpinBox, QComboBox, QLabel, QLineEdit, QMenu,
    QMenuBar, QTabBar,
)  # fmt: skip
# Words that open the same facts as rows, beside a painted thing.
_TWINS = ("As a table", "Table", "By trainer")


def interactive(root: QWidget) -> list[QWidget]:
    """The shown widgets under `root` a person can work with."""
    return [one for one in (root, *root.findChildren(QWidget)) if one.isVisible() and is_interactive(one)]


def is_interactive(widget: QWidget) -> bool:
    """Takes the focus, and is no inner part of a field that does."""
    if isinstance(widget.parent(), (QAbstractSpinBox, QComboBox)) or widget.objectName().startswith("qt_"):
        return False
    if isinstance(widget, QAbstractButton):
        return True
    return bool(widget.focusPolicy().value) and not (
        isinstance(widget, QAbstractScrollArea)
        and not isinstance(widget, QAbstractItemView)
        and widget.focusPolicy() is Qt.FocusPolicy.NoFocus
    )


def faults(root: QWidget) -> list[str]:
    """One line for each thing under `root` that a screen reader would leave out or call nothing."""
    found: list[str] = []
    for one in interactive(root):
        found += [f"{words(one)}: {fault}" for fault in _of(one)]
    found += [f"{words(one)}: painted, without twin or children" for one in painted(root) if not _has_twin(one)]
    return found


def _of(one: QWidget) -> Iterator[str]:
    said = QAccessible.queryAccessibleInterface(one)
    if said is None or not said.isValid():
        yield "nothing to be read"
        return
    if not (said.text(QAccessible.Text.Name).strip() or said.relations(QAccessible.RelationFlag.Label)):
        yield "no name"
    if said.role() in NO_ROLES:
        yield f"no role ({said.role().name})"
    yield from _state(one, said)


def _state(one: QWidget, said: QAccessibleInterface) -> Iterator[str]:
    state = said.state()
    if state.invisible:
        yield "said to be unseen"
    if one.isEnabled():
        if state.disabled:
            yield "said to be disabled"
        if one.focusPolicy().value and not state.focusable:
            yield "not said to take the focus"
    else:
        if not state.disabled:
            yield "not said to be disabled"
        if not (one.accessibleDescription() or one.toolTip()):
            yield "disabled, and no reason is said"
    if (
        isinstance(one, QAbstractButton)
        and one.isCheckable()
        and (not state.checkable or bool(state.checked) is not one.isChecked())
    ):
        yield "its tick is not said"
    if isinstance(one, (QCheckBox, QRadioButton)) and not one.text() and not one.accessibleName():
        yield "a tick without words"


def painted(root: QWidget) -> list[QWidget]:
    """The shown widgets of the program that paint themselves and that Qt does not speak for."""
    return [
        one
        for one in (root, *root.findChildren(QWidget))
        if one.isVisible()
        and "paintEvent" in type(one).__dict__
        and type(one).__module__.startswith("trainerpool.")
        and not isinstance(one, _SPOKEN)
        and not isinstance(one.parent(), QAbstractItemView)  # the corner of a table: its heads say it
    ]


def _has_twin(one: QWidget) -> bool:
    """A name of its own for what says one thing; for what can be walked through, children or the same as rows."""
    said = QAccessible.queryAccessibleInterface(one)
    if said is None:
        return False
    if not one.focusPolicy().value:
        texts = [label for label in one.findChildren(QLabel) if label.text()]
        parent_says = one.parentWidget() is not None and any(
            isinstance(beside, QLabel) and beside.text() for beside in one.parentWidget().findChildren(QLabel)
        )
        return bool(said.text(QAccessible.Text.Name) or texts or parent_says)
    if said.childCount() > 0:
        return True
    buttons = one.window().findChildren(QAbstractButton)
    return any(button.isVisible() and button.text().startswith(_TWINS) for button in buttons)
