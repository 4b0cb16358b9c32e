"""What a person can do in a view, named once: for its keys, the command palette, the sheet of shortcuts and its menus."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["Action", "always"]


def always() -> bool:
    """For what can be done at any time."""
    return True


class Action:
    """One thing to do.

    Args:
        name: stable, unique in the window ('case.note', 'queue.pull').
        title: its translated title in the imperative ("Add a note"); called again after a change of language.
        run: does it.
        keys: key sequences in Qt's portable text ('Ctrl+N', 'J'); the first is shown.
        enabled: whether it can be done now; what cannot is not offered.
        icon: name of an icon, '' for none.
        bound: its keys are to be bound by the view; False where a part of it, a list for example, has them for itself.
    """

    __slots__ = ("bound", "enabled", "icon", "keys", "name", "run", "title")

    def __init__(
        self,
        name: str,
        title: Callable[[], str],
        run: Callable[[], None],
        keys: tuple[str, ...] = (),
        enabled: Callable[[], bool] = always,
        icon: str = "",
        *,
        bound: bool = True,
    ) -> None:
        self.name = name
        self.title = title
        self.run = run
        self.keys = keys
        self.enabled = enabled
        self.icon = icon
        self.bound = bound
