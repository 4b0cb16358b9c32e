"""The call bar with a telephone before the camera: dialling, in the call, over, and where the telephone failed."""

from __future__ import annotations

from fallback_console.domain.errors import UnreachableError
from fallback_console.domain.sentences import Sentence
from fallback_console.ui.gallery import acts
from fallback_console.ui.gallery.acts import Show
from fallback_console.ui.gallery.stage import Stage

__all__ = ["leave_telephone", "telephone", "telephone_failed", "telephone_keys"]


def telephone(state: str, ending: str = "") -> Show:
    """A call through the telephone.

    Args:
        state: how far it is, of ``CallState``.
        ending: how it ended, of ``ENDINGS``.
    """

    def show(stage: Stage) -> None:
        _call(stage)
        stage.window.call_bar.line.heard.emit(state, ending)

    return show


def telephone_keys(stage: Stage) -> None:
    """Keys are pressed for a menu on the other side."""
    telephone("answered")(stage)
    stage.window.call_bar.head.keys.setChecked(True)


def telephone_failed(stage: Stage) -> None:
    """The softphone does not run."""
    _call(stage)
    words = Sentence("No softphone answers at {host}, port {port}.", host="127.0.0.1", port=4444)
    stage.window.call_bar.line.show_failure(UnreachableError(words, "Start it, with its module ctrl_tcp."))


def leave_telephone(stage: Stage) -> None:
    """Nothing is logged, and numbers are dialled as usual."""
    acts.end_call(stage)
    stage.tools.context.preferences.remember("dialler", "tel")


def _call(stage: Stage) -> None:
    stage.tools.context.preferences.remember("dialler", "telephone")
    acts.call(stage)
    stage.settle()
