"""Who had the last word on a case: when the customer last wrote or called, and when we last answered.

Both times come from the mirrored history and from what was done here, by one statement, so that an action, a pull and a
rebuild cannot differ.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from fallback_console.domain.entry import Kind
from fallback_console.store.journal import wall_ms
from fallback_console.store.tx import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fallback_console.store.tx import Tx

__all__ = ["on_talk", "project_talk", "project_talks"]

_SUBJECTS = "('case:' || p.key, 'case:' || p.source || ':' || p.remote_id)"
_ITEMS = "SELECT max(at) FROM m_item m WHERE m.source = p.source AND m.case_remote = p.remote_id"
_ENTRIES = f"SELECT max(hlc) FROM entry e WHERE e.subject IN {_SUBJECTS}"
# Who takes a case down for somebody has heard them, so only a case that the customer made themselves begins with their word.
_CUSTOMER_ITEMS = (
    f"{_ITEMS} AND (kind = 'customer' OR (kind = 'created' AND author <> '' AND author ="
    " (SELECT requestor FROM m_case WHERE source = p.source AND remote_id = p.remote_id)))"
)
# A text message that a person put to the case, as long as it was not taken from it again.
_FILED = (
    f"(kind = '{Kind.SMS_FILED}' AND json_extract(body, '$.direction') = '{{way}}' AND NOT EXISTS (SELECT 1 FROM known_delivery d"
    " WHERE d.entry_id = e.id AND d.state = 'dropped') AND NOT EXISTS (SELECT 1 FROM entry u WHERE u.subject = e.subject"
    f" AND u.hlc > e.hlc AND u.kind = '{Kind.SMS_UNFILED}' AND json_extract(u.body, '$.of') = json_extract(e.body, '$.of')))"
)
_CUSTOMER_ENTRIES = (
    f"{_ENTRIES} AND (kind = '{Kind.SMS_RECEIVED}' OR (kind = '{Kind.CALL}' AND json_extract(body, '$.direction') = 'in')"
    f" OR {_FILED.format(way='in')})"
)
# What a person gave up before it was sent is no answer.
_ANSWER_ENTRIES = (
    f"{_ENTRIES} AND ((kind = '{Kind.CALL}' AND json_extract(body, '$.outcome') = 'reached')"
    f" OR (kind IN ('{Kind.REPLY}', '{Kind.SMS_SENT}', '{Kind.MAIL_SENT}') AND NOT EXISTS (SELECT 1 FROM known_delivery d"
    f" WHERE d.entry_id = e.id AND d.state = 'dropped' AND (d.sink = 'helpdesk') = (kind = '{Kind.REPLY}')))"
    f" OR {_FILED.format(way='out')})"
)
_TALK = (
    f"SELECT pk, customer_at, answer_at, ifnull(({_CUSTOMER_ITEMS}), 0), ({_CUSTOMER_ENTRIES}),"
    f" ifnull(({_ITEMS} AND kind = 'reply'), 0), ({_ANSWER_ENTRIES}) FROM p_case p WHERE"
)


def project_talk(tx: Tx, key: str) -> None:
    """The last words on one case."""
    _write(tx, "key = ?", (key,))


def project_talks(tx: Tx, source: str, remote_ids: Collection[str]) -> None:
    """The last words on mirrored cases."""
    names = list(remote_ids)
    for start in range(0, len(names), 500):
        part = names[start : start + 500]
        _write(tx, f"remote_id IN ({', '.join('?' * len(part))}) AND source = ?", (*part, source))


def on_talk(tx: Tx, pk: int, kind: str, body: Mapping[str, object], hlc: str) -> None:
    """An entry about a case was appended, the newest of all; for most it means nothing here."""
    call = kind == Kind.CALL
    filed = kind == Kind.SMS_FILED
    customer = kind == Kind.SMS_RECEIVED or ((call or filed) and body["direction"] == "in")
    answer = kind in (Kind.REPLY, Kind.SMS_SENT, Kind.MAIL_SENT) or (call and body["outcome"] == "reached")
    answer = answer or (filed and body["direction"] == "out")
    if customer or answer:
        at = wall_ms(hlc)
        tx.execute(
            "UPDATE p_case SET customer_at = max(customer_at, ?), answer_at = max(answer_at, ?) WHERE pk = ?",
            (at if customer else 0, at if answer else 0, pk),
        )


def _write(tx: Tx, where: str, params: tuple[object, ...]) -> None:
    changed = []
    for pk, *before, said, said_here, answered, answered_here in tx.rows(f"{_TALK} {where}", params):
        now = [
            max(said, wall_ms(said_here) if said_here else 0),
            max(answered, wall_ms(answered_here) if answered_here else 0),
        ]
        if now != before:
            changed.append((pk, *now))
    if changed:
        tx.execute(
            "UPDATE p_case SET customer_at = value ->> 1, answer_at = value ->> 2 FROM jsonb_each(?) WHERE pk = value ->> 0",
            (listed(changed),),
        )
