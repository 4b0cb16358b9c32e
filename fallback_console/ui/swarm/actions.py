"""The keys of swarms."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fallback_console.ui.actions import Action
from fallback_console.ui.i18n import translate

if TYPE_CHECKING:
    from fallback_console.ui.swarm.view import SwarmsView

__all__ = ["swarm_actions"]


def swarm_actions(view: SwarmsView) -> tuple[Action, ...]:
    """What can be done with swarms."""

    def can(act: str) -> Callable[[], bool]:
        return lambda: view.listing and view.pane.can(act)

    def page(name: str) -> Callable[[], None]:
        return lambda: view.pane.show_page(name)

    def come() -> None:
        view.work.act("accepted" if view.pane.can("accepted") else "joined")

    def save(form: str) -> Callable[[], None]:
        return lambda: view.save(form)

    def can_save() -> bool:
        return view.listing and view.saving.can and view.pane.shown is not None

    return (
        Action("swarms.next", lambda: translate("SwarmKeys", "Next"), lambda: view.step(1), ("J",)),
        Action("swarms.previous", lambda: translate("SwarmKeys", "Previous"), lambda: view.step(-1), ("K",)),
        Action(
            "swarms.write",
            lambda: translate("SwarmKeys", "Write to the swarm"),
            page("talk"),
            ("W",),
            can("write"),
            "sms",
        ),
        Action(
            "swarms.join",
            lambda: translate("SwarmKeys", "Join the swarm"),
            come,
            ("A",),
            lambda: can("accepted")() or can("joined")(),
            "claimed",
        ),
        Action(
            "swarms.decline",
            lambda: translate("SwarmKeys", "Decline the invitation"),
            lambda: view.work.act("declined"),
            ("D",),
            can("declined"),
            "close",
        ),
        Action(
            "swarms.leave",
            lambda: translate("SwarmKeys", "Leave the swarm"),
            lambda: view.work.act("left"),
            ("L",),
            can("left"),
            "back",
        ),
        Action(
            "swarms.invite", lambda: translate("SwarmKeys", "Invite people"), view.invite, ("I",), can("invite"), "add"
        ),
        Action(
            "swarms.members", lambda: translate("SwarmKeys", "Members"), page("members"), ("M",), can("talk"), "people"
        ),
        Action(
            "swarms.action",
            lambda: translate("SwarmKeys", "Name the next action"),
            page("next"),
            ("N",),
            can("next"),
            "due",
        ),
        Action(
            "swarms.end",
            lambda: translate("SwarmKeys", "Close the swarm"),
            page("ending"),
            ("E",),
            can("talk"),
            "check",
        ),
        Action(
            "swarms.archive",
            lambda: translate("SwarmKeys", "Archive the swarm"),
            lambda: view.work.archive(),
            (),
            can("archive"),
            "history",
        ),
        Action(
            "swarms.case", lambda: translate("SwarmKeys", "Show the case"), view.show_case, ("O",), can("talk"), "open"
        ),
        Action(
            "swarms.save",
            lambda: translate("SwarmKeys", "Save the thread as a text"),
            save("text"),
            (),
            can_save,
            "note",
        ),
        Action(
            "swarms.save-slack",
            lambda: translate("SwarmKeys", "Save the thread for Slack"),
            save("slack"),
            (),
            can_save,
            "chat",
        ),
        Action("swarms.back", lambda: translate("SwarmKeys", "Back"), view.go_back, ("Esc",), icon="back"),
    )
