"""Scenes of Trainers and of one trainer's page."""

from __future__ import annotations

from tests.gui.album.acting import context, dialog, keys, menu, press, row, search, tab, then, trainer
from tests.gui.album.scenes import scene, states_of, waiting

states_of("trainers")
waiting("trainers")
scene("trainers", "nobody in the pool", pool="empty")
scene("trainers", "one chosen", row(3))
scene("trainers", "several chosen", row(2, 6))
scene("trainers", "a row's menu", then(row(3), context))
scene("trainers", "searched", search("ann"))
scene("trainers", "nothing found", search("neglct"))
scene("trainers", "views", lambda seat: menu(seat, "All trainers"))
scene("trainers", "columns", lambda seat: (seat.window.panes.show_inspector(False), press(seat, "Columns")))
scene("trainers", "adding", lambda seat: (keys(seat, "Ctrl+N"), dialog(seat)))
scene(
    "trainers",
    "adding, something missing",
    lambda seat: (keys(seat, "Ctrl+N"), dialog(seat), keys(seat, "Ctrl+Return")),
)

for name in ("Gwen", "Nadia Farouk"):
    states_of("trainer", argument=trainer(name)) if name == "Gwen" else scene(
        "trainer", "a candidate", argument=trainer(name)
    )
scene("trainers", "pool health", lambda seat: press(seat, "Pool health"))
scene("trainers", "pool health, nobody", lambda seat: press(seat, "Pool health"), pool="empty")
scene(
    "trainers",
    "pool health, a cell",
    lambda seat: (press(seat, "Pool health"), seat.rest(), keys(seat, "Down"), keys(seat, "Right")),
)
scene(
    "trainers",
    "pool health, ends as a table",
    lambda seat: (press(seat, "Pool health"), seat.rest(), press(seat, "As a table")),
)
scene("trainers", "offering to several", then(row(2, 6), lambda seat: press(seat, "Offer a session")))
scene("trainers", "recording for several", then(row(2, 6), lambda seat: press(seat, "Record evidence for")))
scene("trainers", "putting on hold", then(row(3), lambda seat: press(seat, "Put on hold")))
scene("trainers", "arranging columns", lambda seat: seat.window.navigator.shown().deeds.arrange())
scene("trainer", "more deeds", lambda seat: menu(seat, "More"), argument=trainer("Gwen"))
scene("trainer", "adding evidence", lambda seat: press(seat, "Add evidence"), argument=trainer("Gwen"))
for word in ("Courses", "Assignments", "Observations", "Availability", "History"):
    scene("trainer", f"{word.lower()} tab", tab(word), argument=trainer("Gwen"))
