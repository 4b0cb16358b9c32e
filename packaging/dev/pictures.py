"""Makes the pictures of the README and of the help: some of the gallery's, cut and packed small.

Usage: python packaging/dev/pictures.py

Run it with the checkout's own Python after a change that can be seen. Nothing is shown on the display and nothing is sent.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "resources" / "pictures"
WANTED = (
    ("queue", "outage", "light", "en"),
    ("queue", "outage", "dark", "en"),
    ("queue", "outage", "light", "ja"),
    ("sync", "outage", "light", "en"),
    ("settings", "outage", "light", "en"),
)

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(ROOT))

from fallback_console.compose.gallery.tour import at_work  # noqa: E402
from fallback_console.ui.gallery.exhibits import find  # noqa: E402
from fallback_console.ui.gallery.stage import Studio  # noqa: E402


def main() -> None:
    """Write every picture that README and help show."""
    README.mkdir(parents=True, exist_ok=True)
    studio = Studio()
    for view, state, theme, language in WANTED:
        studio.theme.set_mode(theme)
        with at_work(studio, state, language) as stage:
            one = find(view)
            widget = one.show(stage)
            stage.settle()
            stage.picture(widget).save(str(README / f"{view}-{theme}-{language}.png"))
            one.hide(stage)
    studio.close()


if __name__ == "__main__":
    main()
