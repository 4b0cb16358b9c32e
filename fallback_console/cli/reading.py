"""Commands that read: queue, search, case, status, callbacks, dial, alerts."""

from __future__ import annotations

import argparse
from typing import Any

from fallback_console.cli.opening import opened, settings_of
from fallback_console.cli.output import Output, iso, printable, table
from fallback_console.domain.alerts import NEW, Alert, detail, title
from fallback_console.domain.dial_rules import address_for
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError
from fallback_console.domain.numbers import parse
from fallback_console.domain.views import CaseFilter, CaseRow, CaseSort, ContactRow, TimelineRow
from fallback_console.services import alerts, backlog, calls, connections, contacts, outages, queue, statuses

__all__ = ["callbacks_due", "list_alerts", "search", "show_case", "show_dialled", "show_queue", "show_status"]

_HOUR_MS = 3_600_000


def show_queue(args: argparse.Namespace, out: Output) -> int:
    """The queue, filtered and sorted."""
    with opened(args) as profile:
        wanted = CaseFilter(
            owner=profile.settings.login if args.mine else args.owner,
            unowned=args.unowned,
            queue=args.queue,
            status=args.status,
            open_only=not args.all,
            due_before=profile.clock.now_ms() + int(args.due_within * _HOUR_MS) if args.due_within else None,
            search=args.search,
            unsent=args.unsent,
            unanswered=args.unanswered,
            changed=args.changed,
            priority_min=args.priority,
            claimed=args.claimed,
            claimed_at=profile.clock.now_ms() if args.claimed else 0,
        )
        limit = _limit(args.limit)
        pks = profile.desk.read(queue.case_pks, wanted, CaseSort(args.sort), turned=args.reverse)
        first = max(0, args.offset)
        rows = profile.desk.read(queue.case_rows, pks[first : first + limit])
        total = profile.desk.read(queue.count_cases, wanted)
    out.result({"total": total, "cases": rows}, _case_table(rows) + f"\n{len(rows)} of {total}")
    return 0


def search(args: argparse.Namespace, out: Output) -> int:
    """Cases by words in number, subject, customer, notes and history."""
    with opened(args) as profile:
        rows = profile.desk.read(queue.search_cases, " ".join(args.words), _limit(args.limit))
    out.result({"total": len(rows), "cases": rows}, _case_table(rows) if rows else "Nothing found.")
    return 0


def show_case(args: argparse.Namespace, out: Output) -> int:
    """One case with its customer and timeline."""
    with opened(args) as profile:
        desk, now = profile.desk, profile.clock.now_ms()
        row = desk.read(queue.find_case, args.case)
        detail = desk.read(queue.case_detail, row.key)
        timeline = desk.read(queue.timeline, row.key, limit=_limit(args.limit), only=args.only)
        customer = detail.customer
        last = [] if customer is None else desk.read(contacts.last_contacts, customer)
    lines = [
        f"#{row.number}  {printable(row.subject)}",
        f"{row.queue} · {row.status} · priority {row.priority} · owner {row.owner or 'nobody'}"
        + (f" · due {iso(row.due_at)}" if row.due_at is not None else ""),
    ]
    if detail.pending:
        lines.append(f"Not yet confirmed by the helpdesk: {', '.join(detail.pending)}")
    if row.next_action:
        lines.append(f"Next: {printable(row.next_action)} {iso(row.next_action_at)}".rstrip())
    if detail.customer is not None:
        numbers = ", ".join(n.shown + (" (no SMS: opted out)" if n.opted_out else "") for n in detail.customer.numbers)
        lines.append(f"Customer: {printable(detail.customer.name)}  {numbers}")
    for mark in row.claims:
        if mark.until_at > now:
            scope = "contested" if mark.contested else "confirmed" if mark.sure_until > now else "provisional"
            lines.append(f"On it: {printable(mark.name)}{' (here)' if mark.mine else ''}, {scope}")
    if last:
        lines.append(f"Last contact: {_contact_line(last[0])}")
    lines += ["", *(_timeline_line(item) for item in timeline)]
    out.result({"case": detail, "timeline": timeline, "contacts": last}, "\n".join(lines))
    return 0


def show_status(args: argparse.Namespace, out: Output) -> int:
    """What waits, how old the mirror is, and whether there is an outage."""
    with opened(args) as profile:
        desk = profile.desk
        if args.me:
            desk.command(statuses.set_status, desk.login, args.me).result()
        data: dict[str, Any] = {
            "profile": profile.kind,
            "folder": profile.folder,
            "station": profile.store.station,
            "login": profile.settings.login,
            "me": desk.read(statuses.find, desk.login),
            "data_age": desk.read(backlog.data_age),
            "connections": desk.read(connections.list_connections),
            "overrides": desk.read(outages.overrides),
            "outage": desk.read(outages.current),
            "sinks": desk.read(backlog.summary),
        }
    running, me = data["outage"], data["me"]
    lines = [
        f"{me.login}: {me.status}{'' if me.since_at is None else ' since ' + iso(me.since_at)}",
        f"Mirror: {'never pulled' if data['data_age'] is None else 'as of ' + iso(data['data_age'])}",
        f"Outage: {'none' if running is None else ', '.join(running.systems) + ' since ' + iso(running.since_at)}",
        *(f"{name}: set {state} by hand" for name, state in data["overrides"].items() if state != "auto"),
    ]
    counted = [
        [
            s.sink,
            str(s.waiting + s.in_flight),
            str(s.unknown),
            str(s.needs_attention),
            str(s.confirmed),
            iso(s.oldest_at),
        ]
        for s in data["sinks"]
    ]
    if counted:
        lines += ["", table(["To", "Waiting", "Unknown", "Needs you", "Sent", "Oldest"], counted)]
    out.result(data, "\n".join(lines))
    return 0


def callbacks_due(args: argparse.Namespace, out: Output) -> int:
    """Promised call-backs, the most urgent first."""
    with opened(args) as profile:
        rows = profile.desk.read(calls.callbacks, profile.clock.now_ms())
    shown = [
        [iso(c.due_at), "overdue" if c.overdue else "", c.person_name or c.shown, c.shown, c.case_number, c.notes]
        for c in rows
    ]
    out.result({"callbacks": rows}, table(["Due", "", "Whom", "Number", "Case", "Notes"], shown))
    return 0


def show_dialled(args: argparse.Namespace, out: Output) -> int:
    """What the window would hand to the system's dialler for a number, by the rules of this station; nothing is dialled."""
    settings = settings_of(args)
    number = parse(args.number, settings.region)
    address = address_for(number.raw, number.e164, settings.dialler, settings.dial)
    if not address:
        raise InputError("This is no number that could be dialled.", "Check the number and its country code.")
    out.result({"number": number.e164, "shown": number.shown(settings.region), "address": address}, address)
    return 0


def list_alerts(args: argparse.Namespace, out: Output) -> int:
    """What happened that a person should know, the newest first."""
    with opened(args) as profile:
        desk, now = profile.desk, profile.clock.now_ms()
        if args.read:
            desk.command(alerts.collect, desk.login, now).result()
            desk.command(alerts.mark, desk.login, None, now).result()
        rows = desk.read(alerts.listed, desk.login, now)
    rows = [one for one in rows if one.state == NEW or not args.unread]
    shown = [[iso(one.at), one.state, title(one), detail(one)] for one in rows]
    out.result({"alerts": [_alert(one) for one in rows]}, table(["When", "", "What", ""], shown))
    return 0


def _alert(one: Alert) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "at": one.at,
        "state": one.state,
        "title": str(title(one)),
        "detail": detail(one),
        "case_key": one.case.key,
        "case_number": one.case.number,
        "systems": list(one.systems),
    }


def _limit(value: int) -> int:
    if not 1 <= value <= 10_000:
        raise InputError("The limit must be between 1 and 10000.", "Leave it out for the usual number.")
    return value


def _case_table(rows: list[CaseRow]) -> str:
    shown = [
        [
            row.number,
            str(row.priority),
            iso(row.due_at),
            row.status,
            row.owner,
            row.customer,
            row.subject,
            "conflict" if row.conflict else f"{row.unsent} unsent" if row.unsent else "",
        ]
        for row in rows
    ]
    return table(["Case", "Pri", "Due", "Status", "Owner", "Customer", "Subject", ""], shown)


def _contact_line(contact: ContactRow) -> str:
    way = "from the customer" if contact.incoming else f"by {contact.who}"
    how = contact.outcome or ("not yet sent" if contact.waiting else "")
    return " · ".join(part for part in (iso(contact.at), f"{contact.kind} {way}", how) if part)


def _timeline_line(item: TimelineRow) -> str:
    states = ", ".join(f"{sink} {state}" for sink, state in item.deliveries)
    if item.taken_back:
        states = "taken back"
    if item.sms_state:
        states = f"{states}, {item.sms_state}".lstrip(", ")
    kind = item.kind.removeprefix("mirror.")
    if item.kind == Kind.FIELD_CHANGED or item.kind == "mirror.field":
        old, new = (item.data.get("base", item.data.get("old", "")), item.data.get("value", item.data.get("new", "")))
        text = f"{item.data.get('field', '')}: {old} → {new}"
    else:
        text = item.text
    head = f"{iso(item.at)}  {item.who}  {kind}" + (f"  [{states}]" if states else "")
    body = printable(text).strip().replace("\n", "\n    ")
    return f"{head}\n    {body}" if body else head
