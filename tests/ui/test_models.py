"""Every model of the window under Qt's own model tester, from empty to full, through languages and themes."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import pytest
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    qInstallMessageHandler,
)
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fallback_console import ui
from fallback_console.compose.gallery.tour import at_work
from fallback_console.ui.gallery.exhibits import EXHIBITS
from fallback_console.ui.gallery.stage import Studio
from fallback_console.ui.theme import Size

_ROOT = QModelIndex()
SIZE = (Size.WINDOW_W, Size.WINDOW_H)


def model_classes() -> list[type[QAbstractItemModel]]:
    """Every model that the window's package defines, but for what others are made of."""
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        importlib.import_module(module.name)
    found: list[type[QAbstractItemModel]] = []
    queue: list[type[QAbstractItemModel]] = [QAbstractItemModel]
    while queue:
        for kind in queue.pop().__subclasses__():
            queue.append(kind)
            if kind.__module__.startswith(ui.__name__) and not kind.__subclasses__():
                found.append(kind)
    return sorted(set(found), key=lambda kind: kind.__qualname__)


class Watch:
    """Puts a tester on every model that is made, from its first moment on.

    Attributes:
        most: name of a class → the most rows that one of its models had.
    """

    def __init__(self) -> None:
        self.most: dict[str, int] = {}
        self._kept: list[tuple[QAbstractItemModel, QAbstractItemModelTester]] = []

    def made(self, model: QAbstractItemModel) -> None:
        """A model is ready: a warning of its tester fails the test."""
        mode = QAbstractItemModelTester.FailureReportingMode.Warning
        name = type(model).__name__
        self.most.setdefault(name, 0)
        self._kept.append((model, QAbstractItemModelTester(model, mode)))

        def count(*_: object) -> None:
            self.most[name] = max(self.most[name], model.rowCount())

        for signal in (model.rowsInserted, model.modelReset, model.layoutChanged, model.dataChanged):
            signal.connect(count)
        count()


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    made = Watch()
    for kind in model_classes():
        monkeypatch.setattr(kind, "__init__", _watched(kind, made))
    return made


def _watched(kind: type[QAbstractItemModel], watch: Watch) -> Any:
    whole = kind.__init__

    def init(self: QAbstractItemModel, *args: Any, **kw: Any) -> None:
        whole(self, *args, **kw)
        if type(self) is kind:
            watch.made(self)

    return init


def test_every_model_keeps_its_promises_through_the_gallery(qtbot: QtBot, qapp: QApplication, watch: Watch) -> None:
    studio = Studio()
    try:
        for state in ("empty", "outage"):
            with at_work(studio, state, "en", SIZE) as stage:
                for one in EXHIBITS:
                    if state in one.states:
                        one.show(stage)
                        stage.settle(one.name)
                        one.hide(stage)
                for language, mode in (("ja", "dark"), ("en", "light")):
                    studio.languages.choose(language)
                    studio.theme.set_mode(mode)
                    stage.settle()
    finally:
        studio.close()
    missing = [kind.__name__ for kind in model_classes() if not watch.most.get(kind.__name__)]
    assert missing == [], "models that no exhibit of the gallery fills: show them, so that they are tested"
    assert len(watch.most) >= 7


class _Liar(QAbstractListModel):
    """Grows without a word."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = 0

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return self._rows

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        return None

    def grow(self) -> None:
        self._rows = 3
        self.beginInsertRows(_ROOT, 3, 3)
        self.endInsertRows()


def test_a_model_that_breaks_its_promise_is_found(qapp: QApplication, watch: Watch) -> None:
    model = _Liar()
    watch.made(model)
    said: list[str] = []
    before = qInstallMessageHandler(lambda _kind, _where, message: said.append(message or ""))
    try:
        model.grow()
    finally:
        qInstallMessageHandler(before)
    assert any("rowCount" in message for message in said)
