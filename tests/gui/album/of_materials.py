"""Scenes of the page of materials: a pack in review, its tabs, forms and dialogs, and where there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import gettempdir

from tests.gui.album.acting import context, dialog, focus, in_list, keys, menu, press, search, tab, then
from tests.gui.album.scenes import scene, states_of, waiting
from tests.gui.screens.materials_seat import a_pdf, in_review, judged_but
from tests.gui.screens.seats import Seat
from trainerpool.gui.screens.materials.screen import MaterialsScreen
from trainerpool.operations import materials as deeds


def page(seat: Seat) -> MaterialsScreen:
    shown = seat.window.navigator.shown()
    assert isinstance(shown, MaterialsScreen)
    return shown


def reviewed(seat: Seat) -> object:
    """A version in review with a No and a Partly among its first items."""
    version = in_review(seat, judged=5)
    deeds.judge_material(
        seat.desk, version, "6", judgement="No", where_seen="Slide 22", note="The number closed in August."
    )
    deeds.judge_material(seat.desk, version, "10", judgement="Partly", where_seen="Film, minute 6")
    return version


def returned(seat: Seat) -> object:
    """A version that came back to its author."""
    version = in_review(seat)
    judged_but(seat, version, "6")
    deeds.judge_material(seat.desk, version, "6", judgement="No", note="The number closed in August.")
    deeds.return_material_version(seat.desk, version, note="One contact is to be put right.")
    return version, "checklist"


def with_file(seat: Seat) -> object:
    """A version in review with a PDF among its files."""
    version = in_review(seat)
    folder = Path(gettempdir())
    deeds.keep_material_files(seat.desk, version, [a_pdf(folder, "Slides for the album.pdf")], contents="Slides")
    (folder / "Slides for the album.pdf").unlink()
    return version, "files"


states_of("materials")
waiting("materials")
scene("materials", "no course", pool="empty")
scene("materials", "no pack", in_list("Self-neglect"))
scene("materials", "in review", argument=reviewed)
scene("materials", "an item", then(focus("ChecklistTable"), lambda seat: keys(seat, "Down", "2")), argument=reviewed)
scene("materials", "an item's menu", then(focus("ChecklistTable"), context), argument=reviewed)
scene("materials", "returned", argument=returned)
scene("materials", "nothing found", search("neglct"))
scene("materials", "a version's menu", lambda seat: menu(seat, "More"), argument=reviewed)
for word in ("Files", "Change note", "Absorbed", "Sessions", "Read by"):
    scene("materials", word.lower(), tab(word), argument=reviewed)
for word in (
    "Return to author",
    "New version",
    "Withdraw",
    "Record a trigger",
    "Absorb learning",
    "Change what is told",
):
    scene("materials", word.lower(), lambda seat, word=word: press(seat, word), argument=reviewed)
scene("materials", "compared", lambda seat: (page(seat).doing.do("compare"), dialog(seat)), argument=reviewed)
scene("materials", "its reviews", lambda seat: (page(seat).doing.do("reviews"), dialog(seat)), argument=reviewed)
scene(
    "materials", "telling", lambda seat: (press(seat, "Tell the trainers"), dialog(seat)), argument=lambda _seat: "NEG"
)
scene("materials", "principles", lambda seat: (page(seat).doing.do("principles"), dialog(seat)))
scene("materials", "content checks", lambda seat: (page(seat).doing.do("checks"), dialog(seat)))
scene(
    "materials",
    "a content check",
    lambda seat: (page(seat).doing.do("checks"), dialog(seat), press(seat, "New check"), dialog(seat)),
)


def look(seat: Seat) -> None:
    shown = page(seat)
    assert shown.tabs.page is not None
    shown.doing.files.look(shown.tabs.page, shown.tabs.page.files[0])
    dialog(seat)
    seat.rest()


scene("materials", "a file looked at", look, argument=with_file)


def read_twice(seat: Seat) -> object:
    """A version that is read against a second list besides."""
    version = reviewed(seat)
    deeds.start_material_review(seat.desk, str(version), "Sable Weir", checklist="Shropshire principles")
    return version


def filtered(*filters: tuple[str, str]) -> Callable[[Seat], None]:
    def act(seat: Seat) -> None:
        page(seat).side.filters.clear()
        for field, value in filters:
            page(seat).side.filters.turn(field, value)
        seat.rest()

    return act


scene("materials", "read against two lists", argument=read_twice)
scene("materials", "read against another", lambda seat: press(seat, "Read against another"), argument=reviewed)
scene("materials", "broken off", lambda seat: press(seat, "Break off this"), argument=reviewed)
scene("materials", "flagged from a pack", lambda seat: press(seat, "Flag it for"), argument=reviewed)
scene("materials", "filtered", filtered(("Strand", "Children"), ("Pack", "approved")))
scene("materials", "none of the kind", filtered(("Strand", "Adults"), ("Pack", "in review")))
states_of("triggers")
waiting("triggers")
scene("triggers", "no trigger", pool="empty")
scene("triggers", "nothing found", search("neglct"))
scene("triggers", "a trigger's menu", then(focus("TableView"), context))
for word in ("Record a trigger", "Flag more courses", "Settle..."):
    scene("triggers", word.lower().rstrip("."), lambda seat, word=word: press(seat, word))
