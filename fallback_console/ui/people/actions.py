"""The keys of the people."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fallback_console.services import broadcast_begun
from fallback_console.ui.actions import Action
from fallback_console.ui.i18n import translate

if TYPE_CHECKING:
    from fallback_console.ui.people.person_pane import PersonPane
    from fallback_console.ui.people.view import PeopleView

__all__ = ["people_actions"]


def people_actions(view: PeopleView) -> tuple[Action, ...]:
    """What can be done with people."""

    def chosen() -> bool:
        return view.pane is not None and view.pane.person is not None

    def merged() -> bool:
        return view.pane is not None and view.pane.person is not None and bool(view.pane.person.parts)

    def can_import() -> bool:
        return view.tools.context.people_files is not None

    def do(what: Callable[[PersonPane], None]) -> Callable[[], None]:
        return lambda: what(view.card)

    return (
        Action("people.next", lambda: translate("PeopleKeys", "Next"), lambda: view.list.step(1), ("J",)),
        Action("people.previous", lambda: translate("PeopleKeys", "Previous"), lambda: view.list.step(-1), ("K",)),
        Action(
            "people.open",
            lambda: translate("PeopleKeys", "To the person's card"),
            lambda: view.list.open_requested.emit(),
            ("Return",),
            chosen,
            "person",
            bound=False,
        ),
        Action(
            "people.search",
            lambda: translate("PeopleKeys", "Search people"),
            view.search.setFocus,
            ("/",),
            icon="search",
        ),
        Action(
            "people.call",
            lambda: translate("PeopleKeys", "Call"),
            do(lambda pane: pane.call()),
            ("C",),
            chosen,
            "phone",
        ),
        Action(
            "people.sms",
            lambda: translate("PeopleKeys", "Write a text message"),
            do(lambda pane: pane.write()),
            ("S",),
            chosen,
            "sms",
        ),
        Action(
            "people.reach",
            lambda: translate("PeopleKeys", "Reach over one path after the other"),
            do(lambda pane: pane.head.reach_requested.emit()),
            ("E",),
            chosen,
            "flowing",
        ),
        Action(
            "people.wishes",
            lambda: translate("PeopleKeys", "How they wish to be reached"),
            do(lambda pane: pane.show_wishes()),
            ("P",),
            chosen,
            "edit",
        ),
        Action(
            "people.messages",
            lambda: translate("PeopleKeys", "Open their messages"),
            do(lambda pane: pane.open_messages()),
            ("O",),
            chosen,
            "history",
        ),
        Action(
            "people.text-these",
            lambda: translate("PeopleKeys", "Text everybody in the list"),
            lambda: _text_these(view),
            ("B",),
            icon="broadcast",
        ),
        Action(
            "people.new",
            lambda: translate("PeopleKeys", "Write down somebody new"),
            lambda: view.writing.open_for(),
            ("N",),
            icon="add",
        ),
        Action(
            "people.write-down",
            lambda: translate("PeopleKeys", "Write down what you know of them"),
            do(lambda pane: pane.write_down()),
            ("W",),
            chosen,
            "edit",
        ),
        Action(
            "people.import",
            lambda: translate("PeopleKeys", "Import people"),
            view.show_import,
            ("I",),
            can_import,
            "import",
        ),
        Action(
            "people.same",
            lambda: translate("PeopleKeys", "Find records that are one person"),
            lambda: view.show_same(),
            ("M",),
            icon="same",
        ),
        Action(
            "people.split",
            lambda: translate("PeopleKeys", "Split a merged person again"),
            do(lambda pane: pane.part()),
            (),
            merged,
            "split",
        ),
        Action(
            "people.undo",
            lambda: translate("PeopleKeys", "Take back the last merge"),
            view.merging.undo,
            ("Alt+Z",),
            lambda: view.merging.can_undo,
            "undo",
        ),
    )


def _text_these(view: PeopleView) -> None:
    """One text to everybody who stands in the list: to where it is written, with them chosen."""
    command = view.desk.command(broadcast_begun.address_found, view.list.search, view.list.kind)
    view.bridge.run(command, lambda _none: view.view_requested.emit("messages", "broadcasts:write"))
