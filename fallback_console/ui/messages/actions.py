"""The keys of the messages view."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fallback_console.ui.actions import Action
from fallback_console.ui.i18n import translate
from fallback_console.ui.messages.message_composer import SMS

if TYPE_CHECKING:
    from fallback_console.ui.messages.view import MessagesView

__all__ = ["message_actions"]


def message_actions(view: MessagesView) -> tuple[Action, ...]:
    """What can be done with conversations and their messages."""

    def chosen() -> bool:
        return view.pane is not None and bool(view.pane.key)

    def can(*acts: str) -> Callable[[], bool]:
        return lambda: view.pane is not None and any(view.pane.bar.can(act) for act in acts)

    def act(*acts: str) -> Callable[[], None]:
        def run() -> None:
            for one in acts:
                if view.pane is not None and view.pane.bar.can(one):
                    view.pane.act(one)
                    return

        return run

    return (
        Action("messages.next", lambda: translate("MessageKeys", "Next"), lambda: view.list.step(1), ("J",)),
        Action("messages.previous", lambda: translate("MessageKeys", "Previous"), lambda: view.list.step(-1), ("K",)),
        Action(
            "messages.reply",
            lambda: translate("MessageKeys", "Answer"),
            lambda: view.conversation.compose(),
            ("R",),
            chosen,
            "reply",
        ),
        Action(
            "messages.new",
            lambda: translate("MessageKeys", "Write to somebody"),
            view.write_to_somebody,
            ("N",),
            icon="add",
        ),
        Action(
            "messages.broadcast",
            lambda: translate("MessageKeys", "One text to many people"),
            view.show_broadcasts,
            ("B",),
            icon="broadcast",
        ),
        Action(
            "messages.search",
            lambda: translate("MessageKeys", "Search conversations"),
            lambda: view.search.setFocus(),
            ("/",),
            icon="search",
        ),
        Action(
            "messages.assign",
            lambda: translate("MessageKeys", "Assign to a person or a case"),
            act("assign"),
            ("A",),
            can("assign"),
            "person",
        ),
        Action(
            "messages.case",
            lambda: translate("MessageKeys", "Open the case"),
            lambda: view.conversation.open_case(),
            ("O",),
            chosen,
            "open",
        ),
        Action(
            "messages.call",
            lambda: translate("MessageKeys", "Call"),
            lambda: view.conversation.call(),
            ("C",),
            chosen,
            "phone",
        ),
        Action(
            "messages.reach",
            lambda: translate("MessageKeys", "Reach over one path after the other"),
            lambda: view.conversation.head.reach_requested.emit(),
            ("E",),
            chosen,
            "flowing",
        ),
        Action(
            "messages.retry",
            lambda: translate("MessageKeys", "Send again, or send now"),
            act("retry", "now", "again"),
            ("G",),
            can("retry", "now", "again"),
            "refresh",
        ),
        Action(
            "messages.cancel",
            lambda: translate("MessageKeys", "Take back what waits"),
            act("back"),
            ("X",),
            can("back"),
            "drop",
        ),
        Action(
            "messages.arrived",
            lambda: translate("MessageKeys", "It arrived"),
            act("arrived"),
            ("Y",),
            can("arrived"),
            "check",
        ),
        Action(
            "messages.later",
            lambda: translate("MessageKeys", "Choose when it goes out"),
            lambda: view.conversation.composer.ask_when(),
            ("L",),
            lambda: chosen() and view.conversation.composer.mode == SMS,
            "due",
        ),
        Action(
            "messages.over",
            lambda: translate("MessageKeys", "Write over the hub, or a text message"),
            lambda: view.conversation.composer.switch_mode(),
            ("H",),
            lambda: chosen() and view.conversation.composer.has_hub,
            "server",
        ),
        Action(
            "messages.templates",
            lambda: translate("MessageKeys", "Begin with a template"),
            lambda: view.conversation.show_templates(),
            ("Ctrl+T",),
            chosen,
            "note",
        ),
        Action(
            "messages.undo",
            lambda: translate("MessageKeys", "Take back what was just done"),
            lambda: view.conversation.undo_bar.undo(),
            ("Alt+Z",),
            chosen,
            "undo",
        ),
    )
