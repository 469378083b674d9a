"""Pictures of the stage as a person sees it, with what stands over the window, and the sheet that shows them all."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter

from tests.gui.album.stage import Stage

SIZES = {"1366x768": (1366, 768, 1.0), "200": (683, 384, 2.0)}


def take(stage: Stage, path: Path, scale: float) -> Path:
    """Paint the window and whatever stands over it into a PNG."""
    shown = [stage.window, *stage.over()]
    frame = QRect()
    for one in shown:
        frame = frame.united(QRect(one.mapToGlobal(QPoint(0, 0)), one.size()))
    image = QImage(frame.size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(stage.window.palette().mid().color())
    painter = QPainter(image)
    for one in shown:
        one.ensurePolished()
        place = one.mapToGlobal(QPoint(0, 0)) - frame.topLeft()
        one.render(painter, place)
        if one is not stage.window:  # the line the system would draw around it
            painter.setPen(one.palette().dark().color())
            painter.drawRect(QRect(place, one.size()).adjusted(-1, -1, 0, 0))
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(path)):
        raise OSError(f"The picture could not be written: {path}")
    return path


def sheet(folder: Path, taken: Sequence[tuple[str, str, Path]], missed: Sequence[tuple[str, str]]) -> Path:
    """Write index.html: one heading a scene, its pictures side by side; `taken` is (scene, caption, picture)."""
    parts = [
        "<!doctype html><html lang='en-GB'><meta charset='utf-8'><title>Trainer Pool: every scene</title><style>"
        "body{font:14px sans-serif;margin:24px}section{margin-bottom:24px}figure{display:inline-block;margin:0 8px 8px 0}"
        "img{width:420px;border:1px solid}figcaption{font-size:12px}</style><h1>Trainer Pool: every scene</h1>"
    ]
    if missed:
        lines = "".join(f"<li>{html.escape(name)}: {html.escape(why)}</li>" for name, why in missed)
        parts.append(f"<h2>Not shown</h2><ul>{lines}</ul>")
    for name in dict.fromkeys(one for one, _, _ in taken):
        parts.append(f"<section><h2>{html.escape(name)}</h2>")
        for scene, caption, picture in taken:
            if scene == name:
                link = html.escape(picture.relative_to(folder).as_posix())
                parts.append(
                    f"<figure><a href='{link}'><img loading='lazy' src='{link}' alt='{html.escape(name)}, {caption}'></a>"
                    f"<figcaption>{caption}</figcaption></figure>"
                )
        parts.append("</section>")
    index = folder / "index.html"
    index.write_text("\n".join(parts) + "</html>\n", encoding="utf-8")
    return index
