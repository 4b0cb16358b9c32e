"""A window on a real store, for every test of the user interface."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fallback_console.resources_path import resource
from fallback_console.ui.bridge import Bridge
from fallback_console.ui.i18n import Languages
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.theme import Theme
from fallback_console.ui.view_list import view_specs
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets.times import Ticker
from tests.ui.driving import Dialler
from tests.ui.world import World, make_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """An empty profile."""
    # At noon of today, whenever the tests run: what was "an hour ago" was today too.
    noon = datetime.now().astimezone().replace(hour=12, minute=0, second=0, microsecond=0)
    made = make_world(tmp_path / "data", now=int(noon.timestamp() * 1000))
    yield made
    made.store.close()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme."""
    made = Theme(qapp, "light")
    yield made
    made.deleteLater()


@pytest.fixture
def languages(qapp: QApplication) -> Iterator[Languages]:
    """English; back to it afterwards."""
    made = Languages(qapp, resource("translations"), "en")
    yield made
    made.choose("en")
    made.uninstall()
    made.deleteLater()


@pytest.fixture
def tools(world: World, theme: Theme, languages: Languages) -> Iterator[Tools]:
    """What views work with."""
    context = world.context()
    bridge = Bridge(context)
    yield Tools(theme, languages, context, bridge, Ticker(bridge))
    bridge.close()
    bridge.deleteLater()


@pytest.fixture
def open_window(qtbot: QtBot, tools: Tools, tmp_path: Path) -> Iterator[Callable[..., MainWindow]]:
    """Opens the window on a view, as large as asked; it is gone for good before the next test begins."""
    opened: list[MainWindow] = []

    def make(view: str = "", width: int | None = 1280, height: int = 800) -> MainWindow:
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        window = MainWindow(tools, view_specs(), settings)
        opened.append(window)
        if width is not None:
            window.resize(width, height)
        window.show_view(view)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield make
    for window in opened:
        window.close()
        delete(window)


@pytest.fixture
def dialler(qapp: QApplication) -> Iterator[Dialler]:
    """Takes every 'tel:'."""
    made = Dialler()
    QDesktopServices.setUrlHandler("tel", made, "dial")
    yield made
    QDesktopServices.unsetUrlHandler("tel")


def delete(widget: QObject) -> None:
    """Delete it now, as the end of an event would."""
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)
