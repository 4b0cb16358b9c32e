"""Windows in processes of their own, measured from outside: ``python -m tests.bench.window_child bare|console|busy …``.

``bare`` shows an empty table of Qt. ``console FOLDER`` shows the program on a data folder. Both print one line of JSON when they
can be used, that is when the first table was painted, by the program with cases in it, and one more when they have settled.
``busy FOLDER URL TOKEN`` shows the program while its own engine mirrors a helpdesk and delivers notes to it, and prints how long
the window's thread did nothing else.

Nothing is imported here that the program would not have imported by then: Qt comes when it comes to the program, and the bare
window loads none of the program.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

CASES = 10_000
NOTES = 1_000


def console(folder: Path) -> None:
    """The program as ``fallback-console run`` starts it."""

    def shown(window: QMainWindow) -> None:
        watching = _watching()
        watching.once_painted(watching.queue_of(window), watching.then_settle)

    _run(folder, shown)


def busy(folder: Path, url: str, token: str) -> None:
    """The program while it mirrors 10,000 cases and delivers 1,000 notes, which were made before."""
    _prepare(folder, url, token)
    shifts: list[Any] = []
    _run(folder, lambda window: shifts.append(_watching().Shift(window)), lambda event: shifts[0].take(event))


def _watching() -> Any:
    return importlib.import_module("tests.bench.watching")


def _run(folder: Path, shown: Callable[[QMainWindow], None], told: Callable[[Any], None] | None = None) -> None:
    """Open the window and stay.

    Args:
        shown: called in the window's thread when the window is there, before its first cases are.
        told: called in the network thread with each event of the engine.
    """
    # The command line's own start belongs to ours; the bare window loads none of this.
    importlib.import_module("fallback_console.cli")
    app = importlib.import_module("fallback_console.app")
    settings = importlib.import_module("fallback_console.settings").Settings(login="alice")
    make_launch = app.make_launch

    def watched(*arguments: Any) -> Any:
        launch = make_launch(*arguments)
        return launch._replace(open=lambda passphrase: watch(launch.open(passphrase)))

    def watch(context: Any) -> Any:
        if told is not None:
            context.subscribe_events(told)

        def subscribe(listener: Callable[[Any], None]) -> Callable[[], None]:
            # The window's thread does this when it begins to make the window; the next thing it does is to show it.
            timer = importlib.import_module("PySide6.QtCore").QTimer
            timer.singleShot(0, lambda: shown(_watching().the_window()))
            return cast("Callable[[], None]", context.subscribe_changes(listener))

        return context._replace(subscribe_changes=subscribe)

    app.make_launch = watched
    app.run_window(folder, settings, "demo")


def _prepare(folder: Path, url: str, token: str) -> None:
    """A profile that knows some of the helpdesk's cases already and has a note for each of them."""
    # Late for the same reason.
    open_profile = importlib.import_module("fallback_console.compose.profile").open_profile
    connections = importlib.import_module("fallback_console.services.connections")
    mirroring = importlib.import_module("fallback_console.services.mirroring")
    cases = importlib.import_module("fallback_console.services.cases")
    domain = importlib.import_module("fallback_console.domain.mirror")
    connection = importlib.import_module("fallback_console.domain.connection").Connection
    settings = importlib.import_module("fallback_console.settings").Settings
    world = importlib.import_module("tests.bench.rt_process").world_of(CASES)
    known = world.cases[:NOTES]
    page = domain.PullPage(tuple(c.case for c in known), (), world.customers + world.team, "", done=False)
    with closing(open_profile(folder, settings(login="alice"), kind="demo")) as profile:
        profile.store.write(lambda tx: mirroring.store_page(tx, "rt", "cases", page)).result()
        while profile.store.write(mirroring.index_some).result():
            pass
        desk = profile.desk
        for case in known:
            key = f"rt:{case.case.remote_id}"
            desk.command(cases.add_note, "alice", key, "The customer was told that it takes until noon.").result()
        profile.secrets.set("helpdesk/token", token)
        values = {"url": url, "closed_days": 10_000}
        desk.command(connections.save, connection("helpdesk", "rt", values)).result()


def main() -> None:
    """One of the three."""
    what, *rest = sys.argv[1:]
    if what == "bare":
        _watching().bare()
    elif what == "console":
        console(Path(rest[0]))
    else:
        busy(Path(rest[0]), rest[1], rest[2])


if __name__ == "__main__":
    main()
