"""The place in the order of Tab of what is made after its page: where it is seen, not at the end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget


def put_before(anchor: QWidget, made: Sequence[QWidget]) -> None:
    """Let Tab come to these, one after the other, and then to `anchor`, which stands in its place already."""
    before = anchor
    for widget in made:
        QWidget.setTabOrder(before, widget)
        before = widget
    if made:
        QWidget.setTabOrder(before, anchor)
