"""Pool health as a part of the page: where its figures lead, the letter it drafts, and its report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from trainerpool.domain.dates import count_of
from trainerpool.gui.screens.trainers.filters import Shown
from trainerpool.gui.screens.trainers.health.view import HealthDoors, HealthView
from trainerpool.gui.screens.trainers.mail import mail_link, open_mail
from trainerpool.gui.screens.trainers.words import Visit
from trainerpool.gui.shell import Shell
from trainerpool.queries.pool_thinness import CourseHealth

_FILES = ("PDF (*.pdf)", "Word (*.docx)", "Excel workbook (*.xlsx)", "CSV (*.csv)", "JSON (*.json)")


class HealthPage(HealthView):
    """The view with its doors to other pages."""

    def __init__(self, shell: Shell, begin: Sequence[tuple[str, Callable[[], None]]]) -> None:
        doors = HealthDoors(
            person=lambda key: shell.navigate("trainer", Visit(key)),
            people=lambda keys, words: shell.navigate("trainers", Shown(tuple(keys), words)),
            session=lambda key: shell.navigate("programme", key),
            letter=self._letter,
        )
        super().__init__(shell, doors, begin)

    def focus(self) -> None:
        """Give the keyboard to the heat table, once the page that holds it is shown."""
        QTimer.singleShot(0, self, lambda: self.table.setFocus() if self.isVisible() else None)

    def save_report(self, parent: QWidget) -> None:
        """Ask where, and write the report of pool health for the day shown."""
        day, today = self.on, self.shell.today()

        def chosen(path: Path | None) -> None:
            if path is None:
                return

            def write(desk: Any) -> None:
                from trainerpool.reports.registry import write_report

                write_report(desk.ask, "pool-health", (day, day), path, today)

            self.shell.work(
                write, then=lambda _: self.shell.toast(f"Pool health is saved as {path.name}."), title="Save pool health",
                owner=self,
            )  # fmt: skip

        self.shell.dialogs.save_file(parent, "Save pool health as a report", "pool-health.pdf", _FILES, chosen)

    def _letter(self, course: CourseHealth) -> None:
        """Begin a message that asks agencies for applicants; it is on the clipboard as well."""
        health = self.health
        least = max((health.people[key].least for key in health.able), default=0) if health else 0
        subject, body = letter(course, health.horizon if health else "", least)
        QGuiApplication.clipboard().setText(f"{subject}\n\n{body}")
        link = mail_link((), subject, body)
        if link and open_mail(link):
            self.shell.toast("The letter is begun in your mail program, and copied.")
        else:
            self.shell.toast("The letter is copied: paste it into a message.")


def letter(course: CourseHealth, horizon: str, least: int) -> tuple[str, str]:
    """Subject and words of a letter to agencies that asks for applicants for a course."""
    need = f"{count_of(course.places, 'place')} to fill from {horizon}" if course.places else "sessions to come"
    body = (
        f"Dear colleague,\n\nThe training pool has {count_of(len(course.people), 'trainer')} for {course.title} and {need}. "
        "We are looking for applicants from your agency: people with practice in this subject, released for "
        f"Train-the-Trainer and then for at least {count_of(least, 'session')} a year.\n\n"
        "An applicant needs their manager’s agreement. Reply to this message and we will send the application form.\n\n"
        "Kind regards\n"
    )
    return f"Trainers for {course.title}", body
