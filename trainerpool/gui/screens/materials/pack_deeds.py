"""What can be done with a version of a pack, in the same words in the header, the inspector, the menu and the palette."""

from __future__ import annotations

from dataclasses import dataclass

from trainerpool.gui.marks import Meaning
from trainerpool.gui.screens.materials.words import meaning_of
from trainerpool.queries.material_page import VersionPage


@dataclass(frozen=True, slots=True)
class PackDeed:
    """One deed: its word, what stands on the button, its keys, and why it cannot be done yet."""

    word: str
    says: str
    keys: str = ""
    why_not: str = ""
    icon: str = ""


def obstacles_left(page: VersionPage) -> list[str]:
    """What stands in the way of approval, in words."""
    return [one.text for one in page.obstacles if meaning_of(one) is not Meaning.GOOD]


def deeds_of(page: VersionPage) -> tuple[PackDeed, ...]:
    """Every deed there is for a version as it stands, the likeliest first."""
    may, made = page.may, []
    if "judge" in may or "approve" in may:
        left = obstacles_left(page)
        why = ". ".join(left)
        made.append(PackDeed("approve", "Approve...", why_not=why, icon="badge-check"))
    for word, says, icon in (
        ("return", "Return to author...", "undo-2"), ("start_review", "Begin the review...", "file-clock"),
        ("submit", "Send to review...", "send"), ("tell", "Tell the trainers...", "send"),
        ("renumber", "Give it another number...", "pencil"), ("read_besides", "Read against another list...", "file-clock"),
        ("break_off", "Break off this review...", "x"),
    ):  # fmt: skip
        if word in may:
            made.append(PackDeed(word, says, icon=icon))
    if "change" in may:
        made.append(PackDeed("files", "Add files...", icon="plus"))
        made.append(PackDeed("change", "Change what is told of it...", icon="pencil"))
    if page.previous is not None:
        made.append(PackDeed("compare", f"Compare with {page.previous.version}", "Ctrl+D", icon="split"))
    made.append(PackDeed("new", "New version...", "Ctrl+N", icon="plus"))
    if "extend" in may:
        made.append(PackDeed("extend", "Extend with a reason...", icon="clock"))
    if "withdraw" in may:
        made.append(PackDeed("withdraw", "Withdraw...", icon="ban"))
    if "remove" in may:
        made.append(PackDeed("remove", "Remove this draft", icon="x"))
    if page.review is not None:
        made.append(PackDeed("reviews", "Earlier reviews...", icon="file-text"))
        made.append(PackDeed("print", "Print the review...", icon="file-text"))
    made.append(PackDeed("absorb", "Absorb learning...", icon="lightbulb"))
    made.append(PackDeed("trigger", "Record a trigger...", icon="flag"))
    made.append(PackDeed("flag", "Flag it for a trigger...", icon="flag"))
    made.append(PackDeed("triggers", "All triggers", icon="flag"))
    return tuple(made)


def filled_word(page: VersionPage) -> str:
    """Which deed is the filled one: what moves the version on, or what unblocks it; "" for none."""
    may = page.may
    if "judge" in may or "approve" in may:
        if not obstacles_left(page):
            return "approve"
        if any(one.starred and one.stops for one in page.items) and "return" in may:
            return "return"
        return "next" if page.to_go else "return" if "return" in may else ""
    untold = any(one.read_on is None and one.told_on is None and one.next_session is not None for one in page.readers)
    words = ["start_review", "submit", *(["tell"] if untold else [])]
    return next((word for word in words if word in may), "")
