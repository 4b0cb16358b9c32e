"""What the gallery shows: every view, and everything that comes over one. A new one is one line in ``EXHIBITS``.

An exhibit brings its thing to the front in the language and look in force, and puts it away again. It is given a ``Stage`` whose
window may have shown any other exhibit before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from fallback_console.ui.gallery import (
    acts,
    asked_acts,
    briefing_acts,
    call_acts,
    case_acts,
    escalation_acts,
    first_acts,
    gateway_acts,
    message_acts,
    over_acts,
    people_acts,
    phone_acts,
    queue_acts,
    roll_call_acts,
    roster_acts,
    swarm_acts,
)
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
    Exhibit("queue", queue_acts.queue),
    Exhibit("queue-groups", queue_acts.queue_groups, _BUSY, queue_acts.leave_groups),
    Exhibit("queue-marked", queue_acts.queue_marked, _BUSY, queue_acts.leave_marked),
    Exhibit("queue-change", queue_acts.queue_change, _BUSY, queue_acts.leave_marked),
    Exhibit("queue-plan", queue_acts.queue_plan, _BUSY, queue_acts.leave_marked),
    Exhibit("queue-undo", queue_acts.queue_undo, _BUSY, queue_acts.leave_queue_undo),
    Exhibit("queue-taken", queue_acts.queue_taken, ("full",), queue_acts.leave_queue_taken),
    Exhibit("queue-filter", queue_acts.queue_filter, _BUSY, queue_acts.leave_filter),
    Exhibit("case", case_acts.case, _WITH_CASES),
    Exhibit("case-filtered", case_acts.case_filtered, _BUSY, case_acts.leave_case_filtered),
    Exhibit("case-quoted", case_acts.case_quoted, ("outage",)),
    Exhibit("case-links", case_acts.case_links, ("outage",), case_acts.leave_panel),
    Exhibit("case-contacts", case_acts.case_contacts, _BUSY, case_acts.leave_panel),
    Exhibit("case-reach", case_acts.case_reach, _BUSY, case_acts.leave_panel),
    Exhibit("case-reach-night", case_acts.case_reach_night, ("outage",), case_acts.leave_panel),
    Exhibit("case-reached", case_acts.case_reached, ("outage",), case_acts.leave_panel),
    Exhibit("case-templates", case_acts.case_templates, _BUSY, case_acts.leave_templates),
    Exhibit("case-template-filled", case_acts.case_template_filled, ("outage",), case_acts.leave_composer),
    Exhibit("case-claimed", case_acts.case_claimed("theirs"), ("full",)),
    Exhibit("case-claim-call", case_acts.case_claim_call, ("full",), case_acts.leave_claim_call),
    Exhibit("case-claim-own", case_acts.case_claim_own, ("full",), case_acts.leave_claim_own),
    Exhibit("case-claim-hand", case_acts.case_claim_hand, ("full",), case_acts.leave_claim_hand),
    Exhibit("case-claim-contested", case_acts.case_claimed("contested"), ("full",)),
    Exhibit("case-claim-offered", case_acts.case_claimed("offered"), ("full",)),
    Exhibit("case-claim-asked", case_acts.case_claimed("asked"), ("full",)),
    Exhibit("case-crowded", case_acts.case_crowded("sms"), ("outage",), case_acts.leave_composer),
    Exhibit("case-crowded-call", case_acts.case_crowded("call"), ("outage",), case_acts.leave_composer),
    Exhibit("case-undo", case_acts.case_undo, _BUSY, case_acts.leave_undo),
    Exhibit("case-new", case_acts.new_case, ("empty", "outage"), case_acts.leave_new_case),
    Exhibit("search-nothing", queue_acts.search_nothing, _BUSY, queue_acts.clear_search),
    Exhibit("composer-note", case_acts.composer("note"), _BUSY, case_acts.leave_composer),
    Exhibit("composer-reply", case_acts.composer("reply"), _BUSY, case_acts.leave_composer),
    Exhibit("composer-sms", case_acts.composer("sms"), _BUSY, case_acts.leave_composer),
    Exhibit("composer-call", case_acts.composer("call"), _BUSY, case_acts.leave_composer),
    Exhibit("call", acts.call, _BUSY, acts.end_call),
    Exhibit("call-script", acts.call_script, ("outage",), acts.end_call),
    Exhibit("call-wrap-up", acts.call_wrap_up, ("outage",), acts.end_call),
    Exhibit("phone-dialling", phone_acts.telephone("dialling"), _BUSY, phone_acts.leave_telephone),
    Exhibit("phone-ringing", phone_acts.telephone("ringing"), ("outage",), phone_acts.leave_telephone),
    Exhibit("phone-answered", phone_acts.telephone("answered"), _BUSY, phone_acts.leave_telephone),
    Exhibit("phone-keys", phone_acts.telephone_keys, ("outage",), phone_acts.leave_telephone),
    Exhibit("phone-busy", phone_acts.telephone("ended", "busy"), ("outage",), phone_acts.leave_telephone),
    Exhibit("phone-failed", phone_acts.telephone_failed, _BUSY, phone_acts.leave_telephone),
    Exhibit("call-forgotten", acts.forgotten_call, ("outage",), acts.end_call),
    Exhibit("ring", call_acts.ring("known"), _BUSY, call_acts.fall_silent),
    Exhibit("ring-maybe", call_acts.ring("maybe"), ("outage",), call_acts.fall_silent),
    Exhibit("ring-unknown", call_acts.ring("unknown"), ("outage",), call_acts.fall_silent),
    Exhibit("ring-withheld", call_acts.ring("withheld"), ("outage",), call_acts.fall_silent),
    Exhibit("ring-gone", call_acts.ring("gone"), ("outage",), call_acts.fall_silent),
    Exhibit("ring-second", call_acts.second_call, ("outage",), call_acts.leave_call),
    Exhibit("call-wrap-up-over", call_acts.wrap_up_over, ("outage",), call_acts.leave_call),
    Exhibit("people", people_acts.people(), hide=people_acts.leave),
    Exhibit("people-search", people_acts.people("billing expert who speaks Japanese"), ("outage",), people_acts.leave),
    Exhibit("people-nobody", people_acts.people("zeppelin"), ("outage",), people_acts.leave),
    Exhibit("people-reach", people_acts.reach, ("outage",), people_acts.leave),
    Exhibit("people-wishes", people_acts.wishes, ("outage",), people_acts.leave),
    Exhibit("people-wishes-saved", people_acts.wishes_saved, ("outage",), people_acts.leave),
    Exhibit("people-new", people_acts.new_person, ("outage",), people_acts.leave),
    Exhibit("people-write-down", people_acts.write_down, ("outage",), people_acts.leave),
    Exhibit("people-import", people_acts.importing, ("empty", "outage"), people_acts.leave),
    Exhibit("people-preview", people_acts.preview, ("outage",), people_acts.leave),
    Exhibit("people-columns", people_acts.columns, ("outage",), people_acts.leave),
    Exhibit("people-directory", people_acts.directory, ("outage",), people_acts.leave),
    Exhibit("people-helpdesk", people_acts.helpdesk_users, ("outage",), people_acts.leave),
    Exhibit("people-helpdesk-preview", people_acts.helpdesk_preview, ("outage",), people_acts.leave),
    Exhibit("people-directory-preview", people_acts.directory_preview, ("outage",), people_acts.leave),
    Exhibit("people-under-way", people_acts.under_way, ("outage",), people_acts.leave),
    Exhibit("people-same", people_acts.same, ("outage", "loading", "empty"), people_acts.leave),
    Exhibit("people-merged", people_acts.merged, ("outage",), people_acts.leave),
    Exhibit("messages", message_acts.messages("all")),
    Exhibit("messages-trouble", message_acts.messages("trouble", last=True), _BUSY, message_acts.put_panel_away),
    Exhibit("messages-stranger", message_acts.messages("strangers", last=True), _BUSY, message_acts.put_panel_away),
    Exhibit("messages-writing", message_acts.writing(later=False), _BUSY, message_acts.leave_writing),
    Exhibit("messages-later", message_acts.writing(later=True), ("outage",), message_acts.leave_writing),
    Exhibit("messages-hub", message_acts.hub("haruka"), _BUSY, message_acts.leave_hub),
    Exhibit("messages-hub-away", message_acts.hub("mirela"), ("outage",), message_acts.leave_hub),
    Exhibit("messages-hub-unread", message_acts.hub_unread, ("outage",), message_acts.leave_hub),
    Exhibit("messages-assign", message_acts.assigning, _BUSY, message_acts.put_panel_away),
    Exhibit("messages-new", message_acts.recipient, ("outage",), message_acts.put_panel_away),
    Exhibit("messages-reach", message_acts.reach, ("outage",), message_acts.put_panel_away),
    Exhibit("messages-templates", message_acts.templates, ("outage",), message_acts.put_panel_away),
    Exhibit("broadcasts", message_acts.broadcast(2), ("empty", *_BUSY), message_acts.leave_broadcasts),
    Exhibit("broadcast-draft", message_acts.broadcast(0), ("outage",), message_acts.leave_broadcasts),
    Exhibit("broadcast-send", message_acts.broadcast(1, "send"), ("outage",), message_acts.leave_broadcasts),
    Exhibit("broadcast-cancel", message_acts.broadcast(2, "cancel"), ("outage",), message_acts.leave_broadcasts),
    Exhibit("broadcast-sent", message_acts.broadcast(3), ("outage",), message_acts.leave_broadcasts),
    Exhibit("broadcast-choosing", message_acts.broadcast_choosing, ("outage",), message_acts.leave_choosing),
    Exhibit("broadcast-writing", message_acts.broadcast_writing, _BUSY, message_acts.leave_broadcasts),
    Exhibit("calls", acts.calls("due")),
    Exhibit("calls-missed", call_acts.missed, ("empty", *_BUSY)),
    Exhibit("calls-all", acts.calls("all"), _BUSY),
    Exhibit("roster", roster_acts.roster(), hide=roster_acts.leave),
    Exhibit("roster-oncall", roster_acts.roster("oncall"), ("outage", "stale"), roster_acts.leave),
    Exhibit("roster-search", roster_acts.roster(text="billing japanese"), ("outage",), roster_acts.leave),
    Exhibit("roster-nobody", roster_acts.roster(text="zeppelin"), ("outage",), roster_acts.leave),
    Exhibit("roster-several", roster_acts.several, _BUSY, roster_acts.leave),
    Exhibit("roster-assign", roster_acts.assigning, ("outage",), roster_acts.leave),
    Exhibit("roster-move", roster_acts.moving, ("outage",), roster_acts.leave),
    Exhibit("roster-import", roster_acts.importing, ("outage",), roster_acts.leave),
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
    Exhibit("briefing", acts.view("briefing"), ("empty", "loading", "outage")),
    Exhibit("briefing-nothing-yet", briefing_acts.nothing_yet, ("outage",), briefing_acts.leave),
    Exhibit("briefing-overdue", briefing_acts.overdue, ("outage",), briefing_acts.leave),
    Exhibit("briefing-writing", briefing_acts.writing, ("outage",), briefing_acts.leave),
    Exhibit("briefing-speaking", briefing_acts.speaking, ("outage",), briefing_acts.leave),
    Exhibit("briefing-sending", briefing_acts.sending, ("outage",), briefing_acts.leave),
    Exhibit("briefing-offered", briefing_acts.offered, ("outage",), briefing_acts.take_back_offer),
    Exhibit("roll-call-begin", roll_call_acts.begin, ("empty", "outage"), roll_call_acts.leave),
    Exhibit("roll-call", roll_call_acts.live(), ("outage",), roll_call_acts.leave),
    Exhibit("roll-call-missing", roll_call_acts.live("unaccounted"), ("outage",), roll_call_acts.leave),
    Exhibit("roll-call-nobody", roll_call_acts.live("queued"), ("outage",), roll_call_acts.leave),
    Exhibit("roll-call-close", roll_call_acts.live("", "close"), ("outage",), roll_call_acts.leave),
    Exhibit("roll-call-closed", roll_call_acts.closed, ("outage",), roll_call_acts.leave),
    Exhibit("asked-roll-call", asked_acts.roll_call, ("outage",), asked_acts.leave),
    Exhibit("asked-message", asked_acts.letter, ("outage",), asked_acts.leave),
    Exhibit("asked-page", asked_acts.page, ("outage",), asked_acts.leave),
    Exhibit("asked-taken", asked_acts.taken, ("outage",), asked_acts.leave),
    Exhibit("asked-invited", asked_acts.invited, ("outage",), asked_acts.leave),
    Exhibit("asked-answered", asked_acts.answered, ("outage",), asked_acts.leave),
    Exhibit("escalations", escalation_acts.listed(2), ("empty", "outage"), escalation_acts.leave),
    Exhibit("escalations-nobody", escalation_acts.listed(0), ("outage",), escalation_acts.leave),
    Exhibit("escalations-closed", escalation_acts.listed(5), ("outage",), escalation_acts.leave),
    Exhibit("escalation-begin", escalation_acts.begin, ("empty", "outage"), escalation_acts.leave),
    Exhibit("escalation-chains", escalation_acts.chains, ("empty", "outage"), escalation_acts.leave),
    Exhibit("escalation-rules", escalation_acts.rules, ("empty", "outage"), escalation_acts.leave),
    Exhibit("escalation-of-case", escalation_acts.of_case, ("outage",)),
    Exhibit("swarms", swarm_acts.thread, hide=swarm_acts.leave),
    Exhibit("swarm-members", swarm_acts.page("members"), ("outage",), swarm_acts.leave),
    Exhibit("swarm-next", swarm_acts.page("next"), ("outage",), swarm_acts.leave),
    Exhibit("swarm-gate", swarm_acts.page("ending"), ("outage",), swarm_acts.leave),
    Exhibit("swarm-external", swarm_acts.external, ("outage",), swarm_acts.leave),
    Exhibit("swarm-asked", swarm_acts.scope("mine"), ("outage",), swarm_acts.leave),
    Exhibit("swarm-closed", swarm_acts.scope("closed", "ending"), ("outage",), swarm_acts.leave),
    Exhibit("swarm-archived", swarm_acts.scope("archived"), ("outage",), swarm_acts.leave),
    Exhibit("swarm-triage", swarm_acts.triage, ("outage",), swarm_acts.leave),
    Exhibit("swarm-invite", swarm_acts.invite, ("outage",), swarm_acts.leave),
    Exhibit("swarm-partner", swarm_acts.partner, ("outage",), swarm_acts.leave),
    Exhibit("swarm-of-case", swarm_acts.of_case, ("outage",)),
    Exhibit("evidence", over_acts.evidence("slack"), ("outage", "full"), over_acts.close_popover),
    Exhibit("systems", over_acts.other_systems, ("outage", "full"), over_acts.close_popover),
    Exhibit("message", over_acts.message, ("outage",), acts.close_message),
    Exhibit("help", over_acts.help_page("queue"), ("outage", "empty"), over_acts.close_help),
    Exhibit("help-search", over_acts.help_search, ("outage",), over_acts.close_help),
    Exhibit("help-shortcuts", over_acts.help_page("shortcuts"), ("outage",), over_acts.close_help),
    Exhibit("settings-station", acts.view("settings", "station"), ("outage",)),
    *(Exhibit(f"setup-{step}", first_acts.setup(step), ("empty",), acts.put_page_away) for step in first_acts.STEPS),
    Exhibit("setup-tested", first_acts.setup_tested, ("empty",), acts.put_page_away),
    Exhibit("lock", first_acts.lock, ("outage",), acts.put_page_away),
    Exhibit("lock-choice", first_acts.lock_choice, ("outage",), acts.put_page_away),
    Exhibit("palette", over_acts.palette(""), ("outage", "empty"), over_acts.close_palette),
    Exhibit("palette-found", over_acts.palette("ca"), ("outage",), over_acts.close_palette),
    Exhibit("palette-nothing", over_acts.palette("zeppelin"), ("outage",), over_acts.close_palette),
    Exhibit("palette-person", over_acts.palette_person, ("outage",), over_acts.close_palette),
    Exhibit("shortcuts", over_acts.shortcuts, ("outage",), over_acts.close_palette),
    Exhibit("alerts", over_acts.alerts, ("empty", "outage", "full"), over_acts.close_popover),
    Exhibit("alerts-silenced", over_acts.silenced, ("outage",), over_acts.sounds_on),
    Exhibit("settings-twilio", gateway_acts.gateway("twilio", tested=True), ("outage",), gateway_acts.leave_gateway),
    Exhibit(
        "settings-gammu", gateway_acts.gateway("gammu", more=True, tested=True), ("outage",), gateway_acts.leave_gateway
    ),
    Exhibit("settings-another", gateway_acts.another, ("outage",), gateway_acts.leave_gateway),
    Exhibit("settings-gateway", gateway_acts.first_of_several, ("outage",), gateway_acts.leave_gateway),
    Exhibit("settings-vonage", gateway_acts.gateway("vonage", more=True), ("outage",), gateway_acts.leave_gateway),
    Exhibit("settings-http-sms", gateway_acts.gateway("http-sms"), ("outage",), gateway_acts.leave_gateway),
    Exhibit("settings-baresip", gateway_acts.gateway("baresip", more=True), ("outage",), gateway_acts.leave_gateway),
    Exhibit("settings-hub", gateway_acts.gateway("hub", tested=True), ("outage",), gateway_acts.leave_gateway),
    Exhibit("settings-twilio-voice", gateway_acts.gateway("twilio-voice"), ("outage",), gateway_acts.leave_gateway),
    Exhibit("settings-sounds", over_acts.sounds, ("outage",)),
    Exhibit("tray", over_acts.tray, ("outage",), acts.put_page_away),
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
