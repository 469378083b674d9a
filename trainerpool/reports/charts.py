"""Charts as SVG for paper: plain bars with their labels at the side and their figures at the end."""

from __future__ import annotations

from xml.sax.saxutils import escape

from trainerpool.reports.colours import colours
from trainerpool.reports.document import Bars

FONT = "Source Sans Pro"
_ROW, _BAR, _LABEL, _END, _WIDTH = 21, 11, 186, 56, 380


def bars_svg(chart: Bars) -> str:
    """A chart of bars 380 units wide, a row of 21 units for each; labels that do not fit are cut with an ellipsis."""
    most = max((value for _, value, _ in chart.bars), default=0) or 1
    room, ink = _WIDTH - _LABEL - _END, colours()
    lines = []
    for number, (label, value, said) in enumerate(chart.bars):
        top = number * _ROW
        base = top + _ROW / 2 + 4
        length = room * value / most
        lines.append(
            f'<text x="{_LABEL - 8}" y="{base:.1f}" text-anchor="end" fill="{ink["text"]}">{escape(_fit(label))}</text>'
            f'<rect x="{_LABEL}" y="{top + (_ROW - _BAR) / 2:.1f}" width="{length:.1f}" height="{_BAR}" fill="{ink["chart_bar"]}"/>'
            f'<text x="{_LABEL + length + 6:.1f}" y="{base:.1f}" fill="{ink["text"]}" font-weight="600">{escape(said)}</text>'
        )
    height = max(_ROW, len(chart.bars) * _ROW)
    axis = f'<line x1="{_LABEL}" x2="{_LABEL}" y1="0" y2="{height}" stroke="{ink["line_strong"]}" stroke-width="1"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'font-family="{FONT}" font-size="12.5">{"".join(lines)}{axis}</svg>'
    )


def _fit(label: str, most: int = 29) -> str:
    return label if len(label) <= most else f"{label[: most - 1].rstrip()}…"
