"""What is handed out from the programme: calendars, the month's sheet, sign-in sheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from trainerpool.domain.dates import add_months
from trainerpool.gui.screens.programme.preview import preview_month, preview_of_term
from trainerpool.gui.shell import Shell
from trainerpool.queries.sessions import SessionRow
from trainerpool.queries.settings import TermRow


def publish_menu(
    parent: QWidget, shell: Shell, month: Callable[[], date], session: Callable[[], SessionRow | None],
    terms: Callable[[], Sequence[TermRow]] = tuple,
) -> QMenu:  # fmt: skip
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
        first = month().replace(day=1)
        last = add_months(first, 1).replace(day=1)
        name = f"Who is delivering what {first:%Y-%m}.{ending}"
        save(
            "Month sheet",
            name,
            (f"*.{ending}",),
            lambda desk, path: _report(desk, "month-sheet", (first, date.fromordinal(last.toordinal() - 1)), path),
        )

    def sign_in() -> None:
        if (chosen := session()) is not None:
            save("Sign-in sheet", "Sign-in sheet.pdf", ("*.pdf",), lambda desk, path: _sign_in(desk, chosen, path))

    def fill_team() -> None:
        row = session()
        team.clear()
        for one in row.trainers if row is not None else ():
            team.addAction(f"{one.name}...", lambda one=one: own_calendar(one.person_id, one.name))  # type: ignore[misc]
        sheet.setEnabled(row is not None)
        team.setEnabled(not team.isEmpty())

    def own_calendar(trainer: str, name: str) -> None:
        save("Calendar", f"{name}.ics", ("*.ics",), lambda desk, path: _own_calendar(desk, trainer, path))

    menu.addAction("Programme of the term to hand out...", lambda: preview_of_term(parent, shell, terms(), month()))
    menu.addAction("Month sheet to print...\tCtrl+P", lambda: preview_month(parent, shell, month()))
    menu.addAction("Month sheet for Excel...", lambda: month_sheet("xlsx"))
    sheet = menu.addAction("Sign-in sheet of this session (PDF)...", sign_in)
    team = menu.addMenu("Calendar of a trainer of this session (.ics)")
    menu.aboutToShow.connect(fill_team)
    fill_team()
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


def _sign_in(desk: Any, row: SessionRow, path: Path) -> Any:
    from trainerpool.reports.registry import write_report

    return write_report(desk.ask, "sign-in-sheet", (row.first_date, row.last_date), path, desk.today, session=row.id)


def _own_calendar(desk: Any, trainer: str, path: Path) -> Any:
    from trainerpool.reports.calendars import trainer_calendar, write_calendar

    return write_calendar(trainer_calendar(desk.ask, trainer, desk.clock.now()), path)


def _calendar(desk: Any, path: Path) -> Any:
    from trainerpool.reports.calendars import programme_calendar, write_calendar

    return write_calendar(programme_calendar(desk.ask, desk.clock.now()), path)


def _export(desk: Any, path: Path) -> Any:
    from trainerpool.reports.exports import export

    return export(desk.ask, "sessions", path, desk.today)
