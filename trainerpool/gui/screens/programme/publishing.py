"""What is handed out from the programme: calendars, the month's sheet, sign-in sheets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from trainerpool.domain.dates import add_months
from trainerpool.gui.shell import Shell


def publish_menu(parent: QWidget, shell: Shell, month: Callable[[], date], session: Callable[[], str | None]) -> QMenu:
    """The menu of what can be handed out; `month` is the one shown, `session` the one in focus."""
    menu = QMenu(parent)

    def save(title: str, name: str, kinds: tuple[str, ...], write: Callable[[Any, Path], Any]) -> None:
        def chosen(path: Path | None) -> None:
            if path is not None:
                shell.work(
                    lambda desk: write(desk, path),
                    then=lambda _: shell.toast(f"Saved as {path.name}"),
                    title=title,
                    owner=parent,
                )

        shell.dialogs.save_file(parent, title, name, kinds, chosen)

    def month_sheet(ending: str) -> None:
        first = month()
        last = add_months(first, 1).replace(day=1)
        name = f"Who is delivering what {first:%Y-%m}.{ending}"
        save(
            "Month sheet",
            name,
            (f"*.{ending}",),
            lambda desk, path: _report(desk, "month-sheet", (first, date.fromordinal(last.toordinal() - 1)), path),
        )

    def sign_in() -> None:
        chosen = session()
        if chosen is not None:
            save("Sign-in sheet", "Sign-in sheet.pdf", ("*.pdf",), lambda desk, path: _sign_in(desk, chosen, path))

    menu.addAction("Month sheet to print (PDF)...", lambda: month_sheet("pdf"))
    menu.addAction("Month sheet for Excel...", lambda: month_sheet("xlsx"))
    menu.addAction("Sign-in sheet of this session (PDF)...", sign_in)
    menu.addSeparator()
    menu.addAction(
        "Whole programme as a calendar (.ics)...",
        lambda: save("Programme as a calendar", "Programme.ics", ("*.ics",), _calendar),
    )
    menu.addAction(
        "Whole programme for Excel...", lambda: save("Programme for Excel", "Programme.xlsx", ("*.xlsx",), _export)
    )
    return menu


def _report(desk: Any, name: str, period: tuple[date, date], path: Path) -> Any:
    from trainerpool.reports.registry import write_report

    return write_report(desk.ask, name, period, path, desk.today)


def _sign_in(desk: Any, session: str, path: Path) -> Any:
    from trainerpool.queries.sessions import session as one_session
    from trainerpool.reports.registry import write_report

    row = desk.ask(one_session, session)
    return write_report(desk.ask, "sign-in-sheet", (row.first_date, row.last_date), path, desk.today, session=session)


def _calendar(desk: Any, path: Path) -> Any:
    from trainerpool.reports.calendars import programme_calendar, write_calendar

    return write_calendar(programme_calendar(desk.ask, desk.clock.now()), path)


def _export(desk: Any, path: Path) -> Any:
    from trainerpool.reports.exports import export

    return export(desk.ask, "sessions", path, desk.today)
