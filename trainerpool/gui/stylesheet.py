"""The short stylesheet for what Qt draws well by itself once it has our colours: menus, tabs, scroll bars, labels."""

from __future__ import annotations

from trainerpool.gui import theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.theme import Tokens

_SHEET = """
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {line_strong}; padding: 4px 6px; }}
QMenuBar {{ background: {sunken}; border-bottom: 1px solid {line}; padding: 0 4px; }}
QMenuBar::item {{ padding: 4px 8px; background: transparent; color: {text}; }}
QMenuBar::item:selected {{ background: {selected}; }}
QMenu {{ background: {raised}; color: {text}; border: 1px solid {line_strong}; padding: 4px 0; }}
QMenu::item {{ padding: 5px 28px 5px 12px; border-left: 3px solid transparent; }}
QMenu::item:selected {{ background: {selected}; border-left: 3px solid {accent}; }}
QMenu::item:disabled {{ color: {disabled_text}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 0; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::indicator {{ width: 12px; height: 12px; padding-left: 8px; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {line_strong}; border: 3px solid {surface}; border-radius: 4px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:hover {{ background: {accent}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: {surface}; }}
QSplitter::handle {{ background: {line}; }}
QSplitter::handle:hover {{ background: {accent}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {line}; }}
QTabBar {{ background: {raised}; }}
QTabBar::tab {{ background: {raised}; color: {text}; padding: 6px 10px 5px 10px; border: none;
  border-bottom: 3px solid transparent; }}
QTabBar::tab:hover {{ background: {hover}; }}
QTabBar::tab:selected {{ border-bottom: 3px solid {accent}; font-weight: 600; }}
QTabBar::tab:focus {{ border: 2px solid {focus}; }}
QProgressBar {{ background: {sunken}; border: 1px solid {line_strong}; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; }}
QLabel[tone="muted"] {{ color: {muted}; }}
QLabel[tone="link"] {{ color: {link}; }}
QLabel[tone="accent"] {{ color: {accent}; }}
QFrame[pane="raised"] {{ background: {raised}; }}
QFrame[pane="sunken"] {{ background: {sunken}; }}
QFrame[pane="surface"] {{ background: {surface}; }}
QFrame[pane="card"] {{ background: {raised}; border: 1px solid {line}; }}
QFrame[pane="line"] {{ background: {line}; border: none; }}
"""


def make(look: Tokens) -> str:
    """The stylesheet of one scheme at the present text size."""
    colours = {
        name: getattr(look, name).name()
        for name in ("surface", "raised", "sunken", "hover", "selected", "text", "muted", "disabled_text", "line")
    }
    colours |= {name: getattr(look, name).name() for name in ("line_strong", "focus", "accent", "link")}
    parts = [_SHEET.format(**colours)]
    for step, values in look.steps.items():
        if step != "body":
            size = theme.font(step).pointSizeF()
            weight = 600 if values["weight"] >= 600 else 400
            parts.append(f'QLabel[step="{step}"] {{ font-size: {size:.2f}pt; font-weight: {weight}; }}\n')
    for meaning in Meaning:
        three = look.meaning(meaning)
        parts.append(f'QLabel[tone="{meaning.value}"] {{ color: {three.foreground.name()}; }}\n')
        parts.append(
            f'QFrame[pane="{meaning.value}"] {{ background: {three.background.name()};'
            f" border: 1px solid {three.border.name()}; }}\n"
        )
    return "".join(parts)
