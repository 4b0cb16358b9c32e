"""What every view of the window has in common, and what it is given."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from fallback_console.ui.actions import Action
from fallback_console.ui.bridge import Bridge
from fallback_console.ui.context import WindowContext
from fallback_console.ui.i18n import Languages
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets.times import Ticker

__all__ = ["Tools", "View", "ViewSpec"]


class Tools(NamedTuple):
    """What views work with.

    Attributes:
        ticker: relative times are written again whenever it ticks.
    """

    theme: Theme
    languages: Languages
    context: WindowContext
    bridge: Bridge
    ticker: Ticker


class View(QWidget):
    """A page of the window.

    Attributes:
        said: (sentence, more words, variant): shown for a moment; variants are those of ``Banner``.
        offered: (sentence, more words, the button's words, what it does): said for a moment, with something to do about it.
        view_requested: (name of a view, '' for the first; what to show there): go there.
        call_requested: a ``ui.case.call_bar.CallTarget`` to ring.
    """

    said = Signal(str, str, str)
    offered = Signal(str, str, str, object)
    view_requested = Signal(str, str)
    call_requested = Signal(object)

    asks_before_calls = False
    """It has asked already where somebody else is on a customer who is to be rung."""

    binds_late = False
    """It calls ``bind_keys`` itself, when what it shows first has been painted."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.theme = tools.theme
        self.desk = tools.context.desk
        self.bridge = tools.bridge
        self.setProperty("look", "canvas")

    def actions_here(self) -> tuple[Action, ...]:
        """What can be done in this view, in the order of its sheet of shortcuts; always the same objects."""
        return ()

    def bind_keys(self) -> None:
        """Give the actions their keys, as long as this view is in front. Single letters work where nobody is typing."""
        for action in self.actions_here():
            for key in action.keys if action.bound else ():
                plain = len(key) == 1
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(lambda action=action, plain=plain: _act(action, plain=plain))

    def now(self) -> int:
        """UTC epoch milliseconds."""
        return self.tools.context.clock.now_ms()

    def arrive(self, what: str) -> None:
        """The view comes to the front.

        Args:
            what: key of a thing to show, '' for nothing in particular.
        """

    @property
    def settled(self) -> bool:
        """What it shows first has been painted."""
        return True

    def leave(self) -> None:
        """The window closes: keep what was begun."""

    def retranslate(self) -> None:
        """Set every text again."""

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _act(action: Action, *, plain: bool) -> None:
    # Shortcuts of single letters are held back by Qt inside editors; a list to choose from takes letters too.
    if action.enabled() and not (plain and isinstance(QApplication.focusWidget(), (QLineEdit, QPlainTextEdit))):
        action.run()


class ViewSpec(NamedTuple):
    """A view of the navigation rail; it is made when it is first shown.

    Attributes:
        name: stable ('queue', 'sync', 'settings').
        icon: name of its icon.
        title: its translated title; called again after a change of language.
        make: builds it, inside the widget where it will stand: moving a finished one costs more than making it.
        last: stands at the lower end of the rail.
        hidden: it is not in the rail before ``NavRail.show_entry``.
    """

    name: str
    icon: str
    title: Callable[[], str]
    make: Callable[[Tools, QWidget], View]
    last: bool = False
    hidden: bool = False
