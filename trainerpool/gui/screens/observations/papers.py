"""What goes to paper and files: the written copy, the paper form, and the visit held in a calendar."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell
from trainerpool.queries.observations_page import ObservationPage

_COPY = ("PDF (*.pdf)", "Word (*.docx)")
_FORM = ("PDF (*.pdf)", "Word (*.docx)")


def save_copy(shell: Shell, parent: QWidget, page: ObservationPage) -> None:
    """Ask where to, then write the written copy for the trainer."""
    key, today = page.row.id, shell.today()

    def write(desk: Any, path: Path) -> None:
        from trainerpool.reports.registry import build_report
        from trainerpool.reports.writing import write_document

        write_document(
            build_report(desk.ask, "observation-copy", (page.row.on, page.row.on), today, observation=key), path
        )

    _save(shell, parent, "Save the written copy", f"Observation of {page.row.trainer}.pdf", _COPY, write)


def save_paper_form(shell: Shell, parent: QWidget, page: ObservationPage | None) -> None:
    """Ask where to, then write the form to be filled in by hand: for one visit, or blank."""
    today = shell.today()
    session = page.row.session_id if page is not None else None

    def write(desk: Any, path: Path) -> None:
        from trainerpool.reports.registry import build_report
        from trainerpool.reports.writing import write_document

        write_document(build_report(desk.ask, "observation-form", (today, today), today, session=session), path)

    _save(shell, parent, "Print the paper form", "Observation form.pdf", _FORM, write)


def hold_in_calendar(shell: Shell, parent: QWidget, page: ObservationPage) -> None:
    """Ask where to, then write the visit as a calendar file for the observer."""
    visit = page.row.visit_id or ""

    def write(desk: Any, path: Path) -> None:
        from trainerpool.reports.calendars import write_calendar
        from trainerpool.reports.observation_calendar import visit_calendar

        write_calendar(visit_calendar(desk.ask, visit, desk.clock.now()), path)

    _save(shell, parent, "Hold the visit in a calendar", "Observation visit.ics", ("Calendar (*.ics)",), write)


def _save(
    shell: Shell, parent: QWidget, title: str, name: str, kinds: tuple[str, ...], write: Callable[[Any, Path], None]
) -> None:
    def chosen(path: Path | None) -> None:
        if path is None:
            return

        def work(desk: Any) -> Path:
            write(desk, path)
            return path

        shell.work(
            work,
            then=lambda made: shell.toast(f"{made.name} written."),
            title=f"Writing {path.name}",
            reads=False,
            owner=parent,
        )

    shell.dialogs.save_file(parent, title, name, kinds, chosen)
