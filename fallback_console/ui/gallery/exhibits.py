"""What the gallery shows: every view, and everything that comes over one. A new one is one line in ``EXHIBITS``.

An exhibit brings its thing to the front in the language and look in force, and puts it away again. It is given a ``Stage`` whose
window may have shown any other exhibit before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from fallback_console.ui.gallery import acts, first_acts
from fallback_console.ui.gallery.stage import Stage

__all__ = ["EXHIBITS", "STATE_NAMES", "Exhibit", "find"]

STATE_NAMES = ("empty", "loading", "stale", "error", "outage", "full")
"""Every state a station can be in, in the gallery's order."""

_WITH_CASES = ("stale", "outage", "full")
_BUSY = ("outage", "full")


@dataclass(frozen=True)
class Exhibit:
    """One thing to show.

    Attributes:
        name: stable, part of file names.
        show: brings it to the front; gives the widget to picture, None for the window.
        states: those in which it looks like something.
        hide: puts it away.
    """

    name: str
    show: Callable[[Stage], QWidget | None]
    states: tuple[str, ...] = STATE_NAMES
    hide: Callable[[Stage], None] = acts.nothing


EXHIBITS: tuple[Exhibit, ...] = (
    Exhibit("queue", acts.queue),
    Exhibit("queue-groups", acts.queue_groups, _BUSY, acts.leave_groups),
    Exhibit("queue-marked", acts.queue_marked, _BUSY, acts.leave_marked),
    Exhibit("queue-change", acts.queue_change, _BUSY, acts.leave_marked),
    Exhibit("queue-plan", acts.queue_plan, _BUSY, acts.leave_marked),
    Exhibit("queue-undo", acts.queue_undo, _BUSY, acts.leave_queue_undo),
    Exhibit("queue-filter", acts.queue_filter, _BUSY, acts.leave_filter),
    Exhibit("case", acts.case, _WITH_CASES),
    Exhibit("case-filtered", acts.case_filtered, _BUSY, acts.leave_case_filtered),
    Exhibit("case-quoted", acts.case_quoted, ("outage",)),
    Exhibit("case-links", acts.case_links, ("outage",), acts.leave_panel),
    Exhibit("case-contacts", acts.case_contacts, _BUSY, acts.leave_panel),
    Exhibit("case-templates", acts.case_templates, _BUSY, acts.leave_templates),
    Exhibit("case-template-filled", acts.case_template_filled, ("outage",), acts.leave_composer),
    Exhibit("case-undo", acts.case_undo, _BUSY, acts.leave_undo),
    Exhibit("case-new", acts.new_case, ("empty", "outage"), acts.leave_new_case),
    Exhibit("search-nothing", acts.search_nothing, _BUSY, acts.clear_search),
    Exhibit("composer-note", acts.composer("note"), _BUSY, acts.leave_composer),
    Exhibit("composer-reply", acts.composer("reply"), _BUSY, acts.leave_composer),
    Exhibit("composer-sms", acts.composer("sms"), _BUSY, acts.leave_composer),
    Exhibit("composer-call", acts.composer("call"), _BUSY, acts.leave_composer),
    Exhibit("call", acts.call, _BUSY, acts.end_call),
    Exhibit("call-script", acts.call_script, ("outage",), acts.end_call),
    Exhibit("call-wrap-up", acts.call_wrap_up, ("outage",), acts.end_call),
    Exhibit("call-forgotten", acts.forgotten_call, ("outage",), acts.end_call),
    Exhibit("calls", acts.calls("due")),
    Exhibit("calls-all", acts.calls("all"), _BUSY),
    Exhibit("sync", acts.view("sync")),
    Exhibit("sync-conflict", acts.delivery("conflict"), _BUSY),
    Exhibit("sync-refused", acts.delivery("refused"), _BUSY),
    Exhibit("sync-unknown", acts.delivery("unknown"), _BUSY),
    Exhibit("sync-waiting", acts.delivery("waiting"), _BUSY),
    Exhibit("sync-behind", acts.delivery("behind"), _BUSY),
    Exhibit("sync-many", acts.many_deliveries, _BUSY),
    Exhibit("sync-many-drop", acts.drop_many, ("outage",)),
    Exhibit("day-report", acts.view("report")),
    Exhibit("settings", acts.view("settings")),
    Exhibit("playbook", acts.view("playbook"), ("outage",)),
    Exhibit("evidence", acts.evidence("slack"), ("outage", "full"), acts.close_popover),
    Exhibit("systems", acts.other_systems, ("outage", "full"), acts.close_popover),
    Exhibit("message", acts.message, ("outage",), acts.close_message),
    Exhibit("help", acts.help_page("queue"), ("outage", "empty"), acts.close_help),
    Exhibit("help-search", acts.help_search, ("outage",), acts.close_help),
    Exhibit("help-shortcuts", acts.help_page("shortcuts"), ("outage",), acts.close_help),
    Exhibit("settings-station", acts.view("settings", "station"), ("outage",)),
    *(Exhibit(f"setup-{step}", first_acts.setup(step), ("empty",), acts.put_page_away) for step in first_acts.STEPS),
    Exhibit("setup-tested", first_acts.setup_tested, ("empty",), acts.put_page_away),
    Exhibit("lock", first_acts.lock, ("outage",), acts.put_page_away),
    Exhibit("lock-choice", first_acts.lock_choice, ("outage",), acts.put_page_away),
    Exhibit("palette", acts.palette(""), ("outage", "empty"), acts.close_palette),
    Exhibit("palette-found", acts.palette("ca"), ("outage",), acts.close_palette),
    Exhibit("palette-nothing", acts.palette("zeppelin"), ("outage",), acts.close_palette),
    Exhibit("palette-person", acts.palette_person, ("outage",), acts.close_palette),
    Exhibit("shortcuts", acts.shortcuts, ("outage",), acts.close_palette),
    Exhibit("alerts", acts.alerts, ("empty", "outage", "full"), acts.close_popover),
    Exhibit("alerts-silenced", acts.silenced, ("outage",), acts.sounds_on),
    Exhibit("settings-sounds", acts.sounds, ("outage",)),
    Exhibit("tray", acts.tray, ("outage",), acts.put_page_away),
    Exhibit("unlock", acts.unlock, ("outage", "error", "empty"), acts.put_page_away),
    Exhibit("trouble", acts.trouble, ("error",), acts.put_page_away),
)
"""In the gallery's order."""


def find(name: str) -> Exhibit:
    """The exhibit of a name.

    Raises:
        KeyError: there is none.
    """
    for one in EXHIBITS:
        if one.name == name:
            return one
    raise KeyError(name)
