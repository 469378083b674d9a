"""The doors to the person's other programs: a file opened, a mail begun, a folder shown, text on the clipboard."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication


class Outside(Protocol):
    """What a page may ask of the other programs of this computer; a test puts its own in place."""

    def open_file(self, path: Path) -> bool:
        """Open a file with the program that is meant for it; False where there is none."""
        ...

    def open_link(self, link: str) -> bool:
        """Open a link, such as a mailto; False where nothing takes it."""
        ...

    def copy(self, text: str) -> None:
        """Put text on the clipboard."""
        ...


class SystemOutside:
    """The real ones."""

    def open_file(self, path: Path) -> bool:
        """Open a file, or show a folder."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def open_link(self, link: str) -> bool:
        """Open a link as it is: what is percent-encoded stays so."""
        return QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode))

    def copy(self, text: str) -> None:
        """Put text on the clipboard."""
        QGuiApplication.clipboard().setText(text)
