"""The command that photographs every scene: pictures of both sizes in all schemes, and the sheet to look through them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]


def test_a_scene_is_photographed_in_three_schemes_at_two_sizes(tmp_path: Path):
    command = [sys.executable, "-m", "tests.gui.album", str(tmp_path), "welcome/as it is"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert said.returncode == 0, said.stderr[-2000:]
    assert said.stdout.startswith("6 pictures, 0 scenes not shown")
    pictures = sorted((tmp_path / "welcome").glob("*.png"))
    assert len(pictures) == 6
    images = {one.name: QImage(str(one)) for one in pictures}
    assert {(one.width(), one.height()) for one in images.values()} == {(1366, 768)}
    corners = {name: one.pixelColor(700, 760).lightness() for name, one in images.items() if "1366x768" in name}
    assert corners["as-it-is-light-1366x768.png"] > 200 > 60 > corners["as-it-is-dark-1366x768.png"]
    sheet = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert all(f"welcome/{one.name}" in sheet for one in pictures)
