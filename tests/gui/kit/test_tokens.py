"""The colours of every scheme, measured again from the tokens by the contrast formula of WCAG 2."""

import json
import re
from dataclasses import dataclass, fields

import pytest
from PySide6.QtGui import QColor

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


@dataclass(frozen=True)
class Pair:
    """A colour on the colour it stands on, and how far apart they must be."""

    ink: str
    back: str
    least: float


# Hairlines between rows divide what stands apart already; nothing is known by them alone.
DECORATION = {"line"}
TEXT, SHAPE = 4.5, 3.0


def colours(look):
    """Every colour of a scheme by name, as the tokens file has it."""
    found = {}
    for one in fields(look):
        value = getattr(look, one.name)
        if isinstance(value, QColor):
            found[one.name] = value
        elif isinstance(value, tuple) and value and isinstance(value[0], QColor):
            found |= {f"{one.name} {place}": colour for place, colour in enumerate(value)}
    for meaning in Meaning:
        three = look.meaning(meaning)
        found |= {f"{meaning.value} {part.name}": getattr(three, part.name) for part in fields(three)}
    return found


def pairs(look):
    """What is painted on what: words on surfaces and banners, marks and rings on all that they are drawn on."""
    banners = [f"{meaning.value} background" for meaning in Meaning]
    heat = range(len(look.heat))
    for back in (*SURFACES, *banners):
        yield from (Pair(ink, back, TEXT) for ink in ("text", "muted", "link"))
        yield from (Pair(ink, back, SHAPE) for ink in ("focus", "accent"))
    for back in SURFACES:
        yield Pair("disabled_text", back, TEXT)
        yield from (Pair(ink, back, SHAPE) for ink in ("line_strong", "chart_bar"))
        yield from (Pair(f"{meaning.value} foreground", back, TEXT) for meaning in Meaning)
        yield from (Pair(f"{meaning.value} border", back, SHAPE) for meaning in Meaning)
    for meaning in Meaning:
        yield Pair(f"{meaning.value} foreground", f"{meaning.value} background", TEXT)
        yield Pair(f"{meaning.value} border", f"{meaning.value} background", SHAPE)
    yield from (Pair("on_accent", fill, TEXT) for fill in ("accent", "accent_hover", "accent_pressed"))
    yield from (Pair(f"on_heat {step}", f"heat {step}", TEXT) for step in heat)
    yield from (Pair(f"categorical {place}", "raised", SHAPE) for place in range(len(look.categorical)))


@pytest.mark.parametrize("scheme", theme.SCHEMES)
def test_every_pair_that_is_painted_is_far_enough_apart(scheme):
    look = theme.tokens_of(scheme)
    found = colours(look)
    weak = [
        f"{one.ink} on {one.back}: {measured:.2f}, least {one.least}"
        for one in pairs(look)
        if (measured := contrast(found[one.ink], found[one.back])) < one.least
    ]
    assert weak == []


@pytest.mark.parametrize("scheme", theme.SCHEMES)
def test_no_colour_of_the_tokens_is_left_unmeasured(scheme):
    look = theme.tokens_of(scheme)
    measured = {name for one in pairs(look) for name in (one.ink, one.back)}
    assert set(colours(look)) - measured == DECORATION


@pytest.mark.parametrize("scheme", theme.SCHEMES)
def test_the_doubled_ring_is_seen_on_every_step_of_heat(scheme):
    look = theme.tokens_of(scheme)
    for step in look.heat:
        assert max(contrast(look.focus, step), contrast(look.raised, step)) >= SHAPE


def test_the_measure_is_that_of_wcag():
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


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
