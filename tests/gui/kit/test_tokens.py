"""The colours of every scheme, measured again from the tokens by the contrast formula of WCAG 2."""

import json
import re

import pytest

from trainerpool.gui import icons, theme
from trainerpool.gui.marks import ALLOCATION, IMPORT, MATERIAL, MEANING_ICONS, OUTCOME, STANDING, Meaning
from trainerpool.host.places import resource, resources_folder

SURFACES = ("surface", "raised", "sunken", "hover", "selected")
NAMES = (
    "sun",
    "users",
    "calendar-days",
    "layout-grid",
    "book-open",
    "eye",
    "lightbulb",
    "file-text",
    "arrow-left-right",
    "settings",
    "search",
    "circle-check",
    "triangle-alert",
    "octagon-x",
    "info",
    "circle-dashed",
    "circle-dot",
    "check",
    "x",
    "circle-slash",
    "circle-x",
    "ban",
    "circle-pause",
    "archive",
    "pin",
    "hourglass",
    "user-x",
    "user-minus",
    "repeat",
    "plus",
    "minus",
    "circle-help",
    "git-merge",
    "split",
    "star",
    "file-clock",
    "file-check",
    "badge-check",
    "graduation-cap",
    "pencil",
    "flag",
    "clock",
    "send",
    "shield-check",
    "cloud-off",
    "lock",
    "undo-2",
    "map-pin",
    "phone",
    "columns-3",
    "user-plus",
    "folder-open",
    "table-properties",
    "chevron-left",
    "chevron-right",
    "chevron-down",
)


def luminance(colour):
    parts = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
             for value in (colour.redF(), colour.greenF(), colour.blueF())]  # fmt: skip
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", theme.SCHEMES)
def test_text_is_read_at_4_5_to_1_and_shapes_at_3_to_1(scheme):
    look = theme.tokens_of(scheme)
    weak = []
    for name in SURFACES:
        back = getattr(look, name)
        inks = {role: getattr(look, role) for role in ("text", "muted", "disabled_text", "link")}
        inks |= {meaning.value: look.meaning(meaning).foreground for meaning in Meaning}
        weak += [(role, name) for role, ink in inks.items() if contrast(ink, back) < 4.5]
        shapes = {role: getattr(look, role) for role in ("focus", "accent", "line_strong", "chart_bar")}
        weak += [(role, name) for role, ink in shapes.items() if contrast(ink, back) < 3]
    for meaning in Meaning:
        three = look.meaning(meaning)
        weak += [(meaning, "own")] if contrast(three.foreground, three.background) < 4.5 else []
        weak += [(meaning, "muted")] if contrast(look.muted, three.background) < 4.5 else []
        weak += [(meaning, "border")] if contrast(three.border, three.background) < 3 else []
    for fill in (look.accent, look.accent_hover, look.accent_pressed):
        weak += [("on_accent", fill.name())] if contrast(look.on_accent, fill) < 4.5 else []
    for place, (fill, ink) in enumerate(zip(look.heat, look.on_heat, strict=True)):
        weak += [("heat", place)] if contrast(fill, ink) < 4.5 else []
    assert weak == []


def test_every_icon_of_the_look_is_drawn_and_takes_its_colour(qapp):
    look = theme.tokens_of("light")
    for name in NAMES:
        svg = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
        assert 'viewBox="0 0 24 24"' in svg, name
        assert "currentColor" in svg, name
        assert not re.search(r"#[0-9a-fA-F]{3,6}", svg), f"{name} has a colour of its own"
        image = icons.pixmap(name, look.accent, 24, 1.0).toImage()
        inked = [image.pixelColor(x, y) for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() == 255]
        assert inked, f"{name} is empty"
        assert all(abs(colour.red() - look.accent.red()) <= 2 for colour in inked), name


def test_every_mark_has_a_word_and_an_icon_that_exists(qapp):
    for table in (STANDING, ALLOCATION, MATERIAL, OUTCOME, IMPORT):
        for mark in table.values():
            assert mark.word
            assert resource(f"icons/{mark.shown_icon}.svg").is_file()
    assert set(MEANING_ICONS) == set(Meaning)


def test_no_colour_stands_outside_the_tokens():
    import trainerpool.gui

    folder = resources_folder()
    tokens = json.loads((folder / "styles" / "tokens.json").read_text(encoding="utf-8"))
    assert set(tokens["palettes"]) == set(theme.SCHEMES)
    for package in trainerpool.gui.__path__:
        from pathlib import Path

        for path in Path(package).rglob("*.py"):
            found = re.findall(
                r"""["']#[0-9a-fA-F]{3,8}["']|Qt\.GlobalColor\.(?!transparent|white)\w+""", path.read_text("utf-8")
            )
            assert not found, f"{path.name}: {found}"


def test_rows_and_type_follow_a_larger_font(dressed):
    small, row = theme.font("small").pointSizeF(), theme.row_height("table")
    assert row == 28
    dressed("light", 2.0)
    assert theme.font("small").pointSizeF() == pytest.approx(2 * small)
    assert theme.row_height("table") >= 40
    assert theme.icon_size() == 32
