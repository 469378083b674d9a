"""The parts: nothing clipped at 100 and 200 %, a focus ring on each, a name on each, and what each does."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QImage
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from trainerpool.gui import gallery, theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button, IconButton
from trainerpool.gui.parts.chips import ChoiceChips, FilterChip
from trainerpool.gui.parts.fields import Field, SearchField
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.path import Stage, StageState, TtTPath
from trainerpool.gui.parts.segmented import SegmentedChoice
from trainerpool.gui.parts.toast import Toast
from trainerpool.gui.parts.why import Reason, in_reading_order
from trainerpool.gui.photograph import photograph


@pytest.fixture
def sheet(qtbot, dressed):
    def make(size=1.0):
        dressed("light", size)
        made = gallery.gallery()
        qtbot.addWidget(made)
        made.resize(round(1640 * size), round(900 * size))
        made.show()
        qtbot.waitExposed(made)
        return made

    return make


@pytest.mark.parametrize("size", [1.0, 2.0])
def test_no_text_is_clipped(sheet, size):
    made = sheet(size)

    def is_cut(label):
        need = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        narrow = not label.wordWrap() and label.width() + 1 < label.minimumSizeHint().width()
        return label.height() + 1 < need or narrow

    labels = [one for one in made.findChildren(Label) if type(one) is Label]
    buttons = [one for one in made.findChildren(Button) if one.text()]
    free = [one for one in labels + buttons if one.isVisible() and not isinstance(one.parentWidget(), Toast)]
    assert len(free) > 25
    clipped = [one.text() for one in free if isinstance(one, Label) and is_cut(one)]
    clipped += [
        one.text()
        for one in free
        if isinstance(one, Button) and one.width() < QFontMetrics(one.font()).horizontalAdvance(one.text())
    ]
    assert clipped == []


def test_everything_that_takes_focus_has_a_name(sheet):
    made, nameless = sheet(), []
    for widget in made.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisible():
            continue
        about = QAccessible.queryAccessibleInterface(widget)
        name = about.text(QAccessible.Text.Name) if about is not None else ""
        if not name and not isinstance(widget, QComboBox):
            nameless.append(type(widget).__name__)
    assert nameless == []


def counted(widget, colour):
    """How many pixels of the widget's picture are exactly this colour."""
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    widget.render(image, QPoint(0, 0))
    return sum(image.pixelColor(x, y) == colour for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize(
    "make",
    [
        lambda: Button("Send offers"),
        lambda: Button("Rule", "link"),
        lambda: IconButton("Back", "chevron-left"),
        lambda: FilterChip("Standing", "approved"),
        lambda: SearchField("Search trainers"),
        lambda: QLineEdit("31"),
    ],
)
def test_focus_is_always_drawn(qtbot, dressed, make):
    dressed("high_contrast")
    host = QWidget()
    qtbot.addWidget(host)
    first, widget = QLineEdit(host), make()
    widget.setParent(host)
    widget.move(10, 60)
    host.resize(320, 120)
    host.show()
    qtbot.waitExposed(host)
    ring = QColor(theme.tokens().focus)
    host.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    before = counted(widget, ring)
    widget.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(widget.hasFocus)
    assert before == 0
    assert counted(widget, ring) > 40


def test_the_ring_stands_one_pixel_away(qtbot, dressed):
    button = Button("Send offers", "filled")
    qtbot.addWidget(button)
    button.show()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    image = QImage(button.sizeHint(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    button.resize(button.sizeHint())
    button.render(image, QPoint(0, 0))
    middle = image.height() // 2
    row = [image.pixelColor(x, middle) for x in range(5)]
    focus, accent = theme.tokens().focus, theme.tokens().accent
    assert row[0] == row[1] == focus
    assert row[2] not in (focus, accent)
    assert row[3] in (accent, theme.tokens().accent_hover)


def test_a_blocked_deed_says_why_stays_in_the_tab_order_and_does_nothing(qtbot, dressed):
    done = []
    button = Button("Import 92 rows", "filled").does(lambda: done.append(1))
    qtbot.addWidget(button)
    button.show()
    button.block("3 answers are needed")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    button.click()
    assert done == []
    assert button.isEnabled()
    assert "3 answers are needed" in button.accessibleDescription()
    button.block("")
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert done == [1]


def test_search_waits_a_moment_and_clears_at_once(qtbot, dressed):
    field = SearchField("Search trainers")
    qtbot.addWidget(field)
    field.show()
    sought = []
    field.sought.connect(sought.append)
    qtbot.keyClicks(field, "neg")
    assert sought == []
    qtbot.waitUntil(lambda: sought == ["neg"])
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert sought == ["neg", ""]


def test_a_field_keeps_room_for_its_message(qtbot, dressed):
    field = Field("Learners, at most", QLineEdit("31"))
    qtbot.addWidget(field)
    field.resize(300, field.sizeHint().height())
    before = field.sizeHint().height()
    field.say("More than 25. Kept as typed.")
    assert field.sizeHint().height() <= before + 4
    assert field.control.accessibleName() == "Learners, at most"
    assert "Kept as typed" in field.control.accessibleDescription()


def test_choices_tell_what_was_chosen(qtbot, dressed):
    choice = SegmentedChoice("View", [("table", "Table"), ("health", "Pool health")])
    chips = ChoiceChips("Outcome", [("all", "All 61"), ("added", "Added 38")])
    chip, gone, told = FilterChip("Standing", "approved"), [], []
    for widget in (choice, chips, chip):
        qtbot.addWidget(widget)
        widget.show()
    choice.chosen.connect(told.append)
    wide = choice.sizeHint().width()
    qtbot.keyClick(choice, Qt.Key.Key_Right)
    assert told == ["health"]
    assert choice.sizeHint().width() == wide
    chips.set_choices([("all", "All 60"), ("added", "Added 37"), ("same", "Same 1")])
    chips.choose("added")
    assert chips.choice() == "added"
    chip.taken_off.connect(lambda: gone.append(1))
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert gone == [1]


def test_the_path_folds_when_narrow_and_each_stage_can_be_opened(qtbot, dressed):
    stages = [
        Stage("Applied", StageState.DONE, "3 Mar"),
        Stage("Deliver", StageState.NOW, note="1 of 2"),
        Stage("Seen", StageState.COMING),
    ]
    path, opened = TtTPath(stages), []
    qtbot.addWidget(path)
    path.opened.connect(opened.append)
    path.resize(700, 100)
    path.show()
    assert not path.is_listed()
    path.resize(400, 100)
    assert path.is_listed()
    nodes = path.findChildren(QAbstractButton)
    assert [node.accessibleName() for node in nodes] == [
        "Applied, done, 3 Mar",
        "Deliver, now, 1 of 2",
        "Seen, to come",
    ]
    qtbot.keyClick(nodes[1], Qt.Key.Key_Space)
    assert opened == [1]


def test_a_toast_in_a_narrow_window_wraps_and_its_undo_stays(qtbot, dressed):
    host, undone = QWidget(), []
    qtbot.addWidget(host)
    host.resize(260, 200)
    host.show()
    toast = Toast(host)
    toast.say("2 offers sent for Thu 3 Dec to Nadia Farouk and Denzil Barlow", lambda: undone.append(1))
    assert toast.geometry().right() <= host.width()
    assert toast.text.height() >= toast.text.heightForWidth(toast.text.width())
    assert not toast.keys.isVisible()
    toast.link.click()
    assert undone == [1]
    assert not toast.isVisible()


def test_reasons_read_what_stops_first_and_what_is_next_last():
    order = [Meaning.NEUTRAL, Meaning.GOOD, Meaning.STOP, Meaning.ATTENTION]
    found = in_reading_order([Reason(meaning, "fact") for meaning in order])
    assert [reason.meaning for reason in found] == [Meaning.STOP, Meaning.ATTENTION, Meaning.GOOD, Meaning.NEUTRAL]


@pytest.mark.parametrize("scheme", theme.SCHEMES)
def test_the_gallery_is_photographed(dressed, qtbot, tmp_path, scheme):
    dressed(scheme)
    made = gallery.gallery()
    qtbot.addWidget(made)
    path = photograph(made, tmp_path / "parts.png", made.sizeHint(), 2)
    image = QImage(str(path))
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    assert len(colours) > 40
    assert theme.tokens().accent.name() in colours
