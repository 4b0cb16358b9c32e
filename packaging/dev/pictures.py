"""Makes the pictures of the README and of the help: some of the gallery's, cut and packed small.

Usage: python packaging/dev/pictures.py

Run it with the checkout's own Python after a change that can be seen. Nothing is shown on the display and nothing is sent.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "resources" / "pictures"
HELP = ROOT / "resources" / "help" / "pictures"
WANTED = (
    ("queue", "outage", "light", "en"),
    ("queue", "outage", "dark", "en"),
    ("queue", "outage", "light", "ja"),
    ("sync-conflict", "outage", "light", "en"),
    ("settings", "outage", "light", "en"),
)
WIDEST = 640
SMALL = (1024, 700)
COLOURS = 256

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QPoint, QRect, Qt  # noqa: E402
from PySide6.QtGui import QImage, QImageWriter  # noqa: E402
from PySide6.QtWidgets import QWidget  # noqa: E402

from fallback_console.compose.gallery.tour import at_work  # noqa: E402
from fallback_console.ui.gallery.exhibits import find  # noqa: E402
from fallback_console.ui.gallery.stage import Stage, Studio  # noqa: E402

HELP_WANTED: dict[str, tuple[str, Callable[[Stage], QWidget | None]]] = {
    "queue": ("queue", lambda stage: None),
    "case": ("case", lambda stage: None),
    "call": ("call", lambda stage: stage.window.call_bar),
    "sync": ("sync-conflict", lambda stage: getattr(stage.window.view("sync"), "panel", None)),
    "evidence": ("evidence", lambda stage: stage.window.popover.content()),
    "settings": ("settings", lambda stage: None),
}
"""Name in the help → exhibit, and the part of it that is cut out; None for what the exhibit itself names."""


def main() -> None:
    """Write every picture that README and help show."""
    for folder in (README, HELP):
        folder.mkdir(parents=True, exist_ok=True)
    studio = Studio()
    for view, state, theme, language in WANTED:
        studio.theme.set_mode(theme)
        with at_work(studio, state, language) as stage:
            image = picture(stage, view, lambda stage: None)
            save(image, README / f"{view.partition('-')[0]}-{theme}-{language}.png")
    studio.theme.set_mode("light")
    for language in ("en", "ja"):
        with at_work(studio, "outage", language, SMALL) as stage:
            for name, (view, part) in HELP_WANTED.items():
                image = picture(stage, view, part)
                if image.width() > WIDEST:
                    image = image.scaledToWidth(WIDEST, Qt.TransformationMode.SmoothTransformation)
                save(image, HELP / f"{name}.{language}.png")
    studio.close()


def picture(stage: Stage, view: str, part: Callable[[Stage], QWidget | None]) -> QImage:
    """What an exhibit looks like, or a part of it."""
    one = find(view)
    widget = one.show(stage)
    stage.settle()
    cut = part(stage)
    if cut is None:
        image = stage.picture(widget)
    else:
        # Out of the window: a part of it may have no ground of its own.
        place = QRect(cut.mapTo(stage.window, QPoint(0, 0)), cut.size())
        image = stage.picture().copy(place.intersected(stage.window.rect()))
    one.hide(stage)
    return image


def save(image: QImage, file: Path) -> None:
    """Pack a picture small: its most frequent colours, and nothing but it."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    counts = Counter(memoryview(plain.constBits()).cast("B").cast("I"))
    table = [colour for colour, _ in counts.most_common(COLOURS)]
    packed = plain.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)
    writer = QImageWriter(str(file), b"png")
    writer.setCompression(100)
    if not writer.write(packed):
        raise OSError(f"{file} cannot be written: {writer.errorString()}")


if __name__ == "__main__":
    main()
