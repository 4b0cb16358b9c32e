"""Pictures of every view, without a display."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from fallback_console.ui.pictures import Photographer
from fallback_console.ui.view_list import view_specs
from tests.ui.world import World, busy_sync, fill, outage


def test_a_picture_of_each_view(qapp: QApplication, world: World, tmp_path: Path) -> None:
    demo = fill(world, 60)
    outage(world)
    busy_sync(world, demo)
    photographer = Photographer()
    saved = photographer.take(
        world.context(), tmp_path / "pictures", modes=("light", "dark"), languages=("ja", "en"), prefix="outage-"
    )
    assert len(saved) == 4 * len(view_specs())
    assert sorted(p.name for p in (tmp_path / "pictures").iterdir()) == sorted(p.name for p in saved)
    for path in saved:
        picture = QImage(str(path))
        assert (picture.width(), picture.height()) == (1280, 800)
        colours = {picture.pixel(x, y) for x in range(0, 1280, 8) for y in range(0, 800, 8)}
        assert len(colours) > 20
    assert world.engine.asked == []
    photographer.close()
