"""Scenes of Today and of Welcome."""

from __future__ import annotations

from tests.gui.album.acting import context, focus, menu, press, row, then
from tests.gui.album.scenes import scene, states_of, waiting

states_of("today")
waiting("today")
scene("today", "nothing in the pool", pool="empty")
scene("today", "a row's menu", then(row(1), context))
scene("today", "putting off", lambda seat: press(seat, "Put it off"))
scene("today", "what is shown", lambda seat: menu(seat, "Show") if seat.window.width() >= 900 else None)

states_of("welcome", pool="none")
scene("welcome", "over a pool")
scene("welcome", "a new pool", lambda seat: press(seat, "New pool"), pool="none")
scene("welcome", "keyboard", focus("Button"), pool="none")
