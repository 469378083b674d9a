"""One module a page of the rail; each has `build(shell)`, imported when the page is first shown."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import OBSERVER_SEAT, OWN_SEAT, POOL_SEAT, TRAINER_SEAT, PageSpec, Shell


def _page(
    key: str, title: str, icon: str, module: str, place: str = "rail", under: str = "", needs_pool: bool = True,
    seat: str = POOL_SEAT,
) -> PageSpec:  # fmt: skip
    def build(shell: Shell) -> QWidget:
        screen: QWidget = import_module(f"trainerpool.gui.screens.{module}").build(shell)
        return screen

    def load() -> object:
        return import_module(f"trainerpool.gui.screens.{module}.screen")

    return PageSpec(key, title, icon, build, place, under, needs_pool, load, seat)


SCREENS = (
    _page("welcome", "Welcome", "folder-open", "welcome", place="hidden", needs_pool=False),
    _page("today", "Today", "sun", "today"),
    _page("trainers", "Trainers", "users", "trainers"),
    _page("programme", "Programme", "calendar-days", "programme"),
    _page("allocation", "Allocation", "layout-grid", "allocation"),
    _page("materials", "Materials", "book-open", "materials"),
    _page("observations", "Observations", "eye", "observations"),
    _page("exchange", "Exchange", "arrow-left-right", "exchange"),
    _page("import", "Spreadsheets", "table-properties", "import_review", place="hidden", under="exchange"),
    _page("carry", "Carry files", "lock", "exchange.carry", place="hidden", under="exchange"),
    _page("calls", "Calls for availability", "calendar-days", "exchange.calls", place="hidden", under="exchange"),
    _page("offers", "Offers", "send", "allocation.offers", place="hidden", under="allocation"),
    _page("trainer", "Trainer", "users", "trainer", place="hidden", under="trainers"),
    _page("observation", "Observation", "eye", "observations.one", place="hidden", under="observations"),
    _page("visit", "Observing", "eye", "observations.visit", place="hidden", under="observations"),
    _page("triggers", "Triggers", "flag", "materials.triggers", place="hidden", under="materials"),
    _page("settings", "Settings", "settings", "settings", place="foot"),
    _page("my_sessions", "My sessions", "calendar-days", "desks.my_sessions", seat=TRAINER_SEAT),
    _page("get_ready", "Get ready", "book-open", "desks.get_ready", seat=TRAINER_SEAT),
    _page("my_availability", "My availability", "clock", "desks.my_availability", seat=TRAINER_SEAT),
    _page("my_standing", "My standing", "badge-check", "desks.my_standing", seat=TRAINER_SEAT),
    _page("my_reflections", "My reflections", "pencil", "desks.my_reflections", seat=TRAINER_SEAT),
    _page("my_visits", "My visits", "eye", "desks.my_visits", seat=OBSERVER_SEAT),
    _page("my_visit", "Observing", "eye", "desks.my_visit", place="hidden", under="my_visits", seat=OBSERVER_SEAT),
    _page("send", "Send", "send", "desks.send", seat=OWN_SEAT),
    _page("own_settings", "Settings", "settings", "desks.own_settings", place="foot", seat=OWN_SEAT),
)
