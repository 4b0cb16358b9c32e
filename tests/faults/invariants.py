"""What holds in every database, however its processes ended."""

from __future__ import annotations

from collections.abc import Iterable

from fallback_console.domain.entry import Kind
from fallback_console.services import upkeep
from fallback_console.store.engine import Store
from fallback_console.store.tx import Reading

_TO_HELPDESK = (
    Kind.CASE_CREATED,
    Kind.FIELD_CHANGED,
    Kind.NEXT_ACTION,
    Kind.NOTE,
    Kind.REPLY,
    Kind.CALL,
    Kind.SMS_SENT,
    Kind.SMS_RECEIVED,
)
_OWN = "station = (SELECT value FROM meta WHERE name = 'station')"
_MARKS = ", ".join("?" * len(_TO_HELPDESK))


def broken(r: Reading) -> list[str]:
    """Sentences about everything in the journal and the deliveries that must never be; quick."""
    counts = {
        "numbers missing in the journal": f"SELECT ifnull(max(number), 0) - count(*) FROM entry WHERE {_OWN}",
        "deliveries without their entry": (
            "SELECT count(*) FROM delivery d WHERE NOT EXISTS (SELECT 1 FROM entry WHERE id = d.entry_id)"
        ),
        "case entries without a delivery to the helpdesk": (
            f"SELECT count(*) FROM entry e WHERE subject LIKE 'case:%' AND kind IN ({_MARKS})"
            f" AND {_OWN} AND NOT EXISTS (SELECT 1 FROM delivery WHERE entry_id = e.id AND sink = 'helpdesk')"
        ),
        "text messages without a delivery to the gateway": (
            "SELECT count(*) FROM entry e WHERE kind = 'sms.sent'"
            f" AND {_OWN} AND NOT EXISTS (SELECT 1 FROM delivery WHERE entry_id = e.id AND sink LIKE 'sms:%')"
        ),
        "lanes whose oldest delivery is not their head": (
            "SELECT count(*) FROM (SELECT total(head) AS heads, max(position) FILTER (WHERE head = 1) AS first,"
            " min(position) AS oldest FROM delivery WHERE state NOT IN ('confirmed', 'dropped') GROUP BY sink, lane)"
            " WHERE heads <> 1 OR first <> oldest"
        ),
    }
    found = []
    for what, sql in counts.items():
        params = _TO_HELPDESK if "?" in sql else ()
        if count := r.value(sql, params):
            found.append(f"{count} {what}")
    return found


def missing(r: Reading, entry_ids: Iterable[str]) -> list[str]:
    """Those of some entries that are not in the journal."""
    return [one for one in entry_ids if r.value("SELECT 1 FROM entry WHERE id = ?", (one,)) is None]


def thoroughly_broken(store: Store) -> list[str]:
    """As ``broken``, with the whole file read and every projection made anew."""
    found = store.read(broken)
    found += [finding.message for finding in store.read(upkeep.check) if not finding.ok]
    report = store.write(upkeep.rebuild).result()
    found += [
        f"{differing} of {rows} rows of {name} differ" for name, (rows, differing) in report.tables.items() if differing
    ]
    return found
