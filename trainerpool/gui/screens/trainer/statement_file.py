"""The statement of standing as a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell
from trainerpool.queries.people import PersonRow

_KINDS = ("PDF (*.pdf)", "Word (*.docx)", "Excel (*.xlsx)")


def save_statement(shell: Shell, parent: QWidget, person: PersonRow, day: date) -> None:
    """Ask where to, then write somebody's statement of standing as on a day."""
    today = shell.today()

    def chosen(path: Path | None) -> None:
        if path is None:
            return

        def write(desk: Any) -> Path:
            from trainerpool.reports.registry import write_report

            write_report(desk.ask, "standing-statement", (day, day), path, today, trainer=person.id)
            return path

        def written(made: Path) -> None:
            shell.toast(f"{made.name} written.")

        shell.work(write, then=written, title=f"Writing {path.name}", reads=False, owner=parent)

    shell.dialogs.save_file(parent, "Print this statement", f"Standing of {person.name}.pdf", _KINDS, chosen)
