"""Makes the README's pictures: the window itself, over invented cases in the middle of an invented outage.

Usage: python packaging/dev/pictures.py

Run it with the checkout's own Python after a change that can be seen. Nothing is shown on the display and nothing is sent.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "pictures"
WANTED = (
    ("queue", "light", "en"),
    ("queue", "dark", "en"),
    ("queue", "light", "ja"),
    ("sync", "light", "en"),
    ("settings", "light", "en"),
)

sys.path.insert(0, str(ROOT))

from fallback_console.ui.pictures import Photographer  # noqa: E402
from fallback_console.ui.view_list import view_specs  # noqa: E402
from tests.ui.world import MINUTE, busy_sync, fill, make_world, outage  # noqa: E402


def main() -> None:
    """Write every picture that the README shows."""
    known = {spec.name for spec in view_specs()}
    with tempfile.TemporaryDirectory() as folder:
        world = make_world(Path(folder))
        demo = fill(world, 240)
        world.login = demo.team[0].remote_id
        outage(world)
        busy_sync(world, demo)
        world.clock.now += 7 * MINUTE
        context = world.context()
        shown = replace(context.profile, folder=Path("~/.local/share/fallback-console"))
        context = replace(context, profile=shown)
        photographer = Photographer()
        for view, mode, language in WANTED:
            if view in known:
                photographer.take(context, FOLDER, views=[view], modes=[mode], languages=[language])
        photographer.close()
        world.store.close()


if __name__ == "__main__":
    main()
