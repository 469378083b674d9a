"""A framework while it is being changed: its items with what is new, reworded, moved or retired, before any of it counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from trainerpool.domain.checklists import ChecklistItem
from trainerpool.domain.dates import count_of


@dataclass(frozen=True, slots=True)
class DraftItem:
    """One item as it would be; `before` is how the version in force has it, None for a new one."""

    item: ChecklistItem
    before: ChecklistItem | None = None
    is_retired: bool = False

    @property
    def no(self) -> str:
        """Its number, which no other item has."""
        return self.item.no

    @property
    def change(self) -> str:
        """What is done to it, in a word; "" where nothing is."""
        if self.before is None:
            return "New"
        if self.is_retired:
            return "Retired"
        if (self.before.text, self.before.short) != (self.item.text, self.item.short):
            return "Reworded"
        if self.before.starred != self.item.starred:
            return "Starred" if self.item.starred else "Star off"
        if self.before.group != self.item.group:
            return "Other group"
        return "Renumbered" if self.before.no != self.item.no else ""


Draft = tuple[DraftItem, ...]


def begun(items: Iterable[ChecklistItem]) -> Draft:
    """The items of a version with nothing changed yet."""
    return tuple(DraftItem(item, item) for item in items)


def toward(items: Iterable[ChecklistItem], wished: Iterable[ChecklistItem]) -> Draft:
    """The change that would make these items those wished for: an item is the same where its number is."""
    before = {item.no: item for item in items}
    found = [DraftItem(item, before.pop(item.no, None)) for item in wished]
    return (*found, *(DraftItem(item, item, is_retired=True) for item in before.values()))


def kept(draft: Draft) -> tuple[ChecklistItem, ...]:
    """The items a new version would have."""
    return tuple(one.item for one in draft if not one.is_retired)


def groups_of(items: Iterable[ChecklistItem]) -> tuple[str, ...]:
    """The groups of items, in their order."""
    return tuple(dict.fromkeys(item.group for item in items if item.group))


def with_item(draft: Draft, no: str, item: ChecklistItem) -> Draft:
    """The item of this number said otherwise; one that goes to another group goes to its end."""
    here = next(one for one in draft if one.no == no)
    made = replace(here, item=item)
    if item.group == here.item.group:
        return tuple(made if one is here else one for one in draft)
    return _at_the_end_of_its_group(tuple(one for one in draft if one is not here), made)


def with_new(draft: Draft, item: ChecklistItem, after: str = "") -> Draft:
    """A new item after the one of this number where both are of one group, else at the end of its group."""
    made = DraftItem(item)
    for place, one in enumerate(draft):
        if one.no == after and one.item.group == item.group:
            return (*draft[: place + 1], made, *draft[place + 1 :])
    return _at_the_end_of_its_group(draft, made)


def _at_the_end_of_its_group(draft: Draft, made: DraftItem) -> Draft:
    places = [place for place, one in enumerate(draft) if one.item.group == made.item.group]
    last = places[-1] + 1 if places else len(draft)
    return (*draft[:last], made, *draft[last:])


def retired(draft: Draft, no: str, *, is_retired: bool = True) -> Draft:
    """An item left out of the new version, or kept after all; one that was never in force is simply gone."""
    found = [
        replace(one, is_retired=is_retired) if one.no == no else one
        for one in draft
        if not (one.no == no and is_retired and one.before is None)
    ]
    return tuple(found)


def moved(draft: Draft, no: str, by: int) -> Draft:
    """An item one place up (-1) or down (1); at the edge of its group it goes over into the next."""
    place = next(place for place, one in enumerate(draft) if one.no == no)
    other = place + by
    if not 0 <= other < len(draft):
        return draft
    here, there = draft[place], draft[other]
    if here.item.group != there.item.group:
        made = replace(here, item=replace(here.item, group=there.item.group))
        return tuple(made if one is here else one for one in draft)
    swapped = list(draft)
    swapped[place], swapped[other] = there, here
    return tuple(swapped)


def group_moved(draft: Draft, group: str, by: int) -> Draft:
    """A whole group one place up or down among the groups."""
    names = list(dict.fromkeys(one.item.group for one in draft))
    place = names.index(group)
    if not 0 <= place + by < len(names):
        return draft
    names[place], names[place + by] = names[place + by], names[place]
    return tuple(one for name in names for one in draft if one.item.group == name)


def group_renamed(draft: Draft, group: str, name: str) -> Draft:
    """A group under another name."""
    return tuple(replace(one, item=replace(one.item, group=name)) if one.item.group == group else one for one in draft)


def group_retired(draft: Draft, group: str) -> Draft:
    """Every item of a group left out of the new version."""
    for one in draft:
        if one.item.group == group and not one.is_retired:
            draft = retired(draft, one.no)
    return draft


def is_changed(draft: Draft, items: Sequence[ChecklistItem]) -> bool:
    """Whether putting it in force would change anything."""
    return kept(draft) != tuple(items)


def changes_in_words(draft: Draft, items: Sequence[ChecklistItem]) -> tuple[tuple[str, str], ...]:
    """What a new version does to the one before: (what is done, to which items), the gravest first."""
    names_before, names_now = groups_of(items), groups_of(kept(draft))
    found = []
    for word, said in (
        ("Retired", "{} retired"), ("New", "{} new"), ("Reworded", "{} reworded"), ("Starred", "{} starred"),
        ("Star off", "{} no longer starred"), ("Renumbered", "{} renumbered"),
    ):  # fmt: skip
        touched = [
            one for one in draft if one.change == word or (word in ("Starred", "Star off") and _star(one) == word)
        ]
        if touched:
            found.append((said.format(count_of(len(touched), "item")), "; ".join(named(one.item) for one in touched)))
    if renamed := [name for name in names_now if name not in names_before]:
        found.append((f"{count_of(len(renamed), 'group')} named anew", "; ".join(renamed)))
    before = [item.no for item in items]
    now = [one.before.no for one in draft if one.before is not None and not one.is_retired]
    if now != [no for no in before if no in set(now)]:
        found.append(("Another order", "The items stand in another order than before."))
    elif [one for one in draft if one.change == "Other group" and not renamed]:
        others = [one.item for one in draft if one.change == "Other group"]
        found.append((f"{count_of(len(others), 'item')} in another group", "; ".join(named(one) for one in others)))
    return tuple(found)


def _star(one: DraftItem) -> str:
    """What is done to its star, also where it is reworded as well."""
    if one.before is None or one.is_retired or one.before.starred == one.item.starred:
        return ""
    return "Starred" if one.item.starred else "Star off"


def named(item: ChecklistItem) -> str:
    """An item as sentences name it."""
    return f"{item.no} {item.short or item.text}".rstrip(".")


def alike(items: Iterable[ChecklistItem]) -> tuple[ChecklistItem, ChecklistItem] | None:
    """Two items that say the same or are called the same; None where all differ."""
    known: dict[str, ChecklistItem] = {}
    for item in items:
        for said in {" ".join(text.casefold().split()).rstrip(".") for text in (item.text, item.short)} - {""}:
            if said in known and known[said] is not item:
                return known[said], item
            known[said] = item
    return None


def next_number(numbers: Iterable[str]) -> str:
    """A number no item ever had: one more than the highest."""
    return str(max((int(no) for no in numbers if no.isdecimal()), default=0) + 1)
