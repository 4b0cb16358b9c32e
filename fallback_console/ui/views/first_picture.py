"""Tells when a view's first picture stands: what is not in it is made afterwards."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

__all__ = ["FirstPicture"]

_LOOK_MS = 20
_MOST_LOOKS = 50


class FirstPicture(QTimer):
    """Looks until the first picture stands. One that is never painted is waited for a second and no longer.

    Args:
        view: owns this object.
        is_painted: whether it stands.

    Attributes:
        stands: once.
        over: whether ``stands`` was told.
    """

    stands = Signal()

    def __init__(self, view: QWidget, is_painted: Callable[[], bool]) -> None:
        super().__init__(view)
        self._is_painted = is_painted
        self._looks = _MOST_LOOKS
        self.over = False
        self.setInterval(_LOOK_MS)
        self.timeout.connect(self._look)
        self.start()

    def _look(self) -> None:
        self._looks -= 1
        if self._looks > 0 and not self._is_painted():
            return
        self.stop()
        # Once more: what was painted shall be on the screen before something else takes time.
        QTimer.singleShot(_LOOK_MS, self._tell)

    def _tell(self) -> None:
        self.over = True
        self.stands.emit()
