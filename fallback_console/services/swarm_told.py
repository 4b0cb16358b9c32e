"""Whether the customer of a case was told anything since a moment: calls, text messages, mails and replies of ours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.entry import Kind
from fallback_console.store.case_ref import case_subjects, find_ref
from fallback_console.store.journal import wall_ms
from fallback_console.store.shown_person import head_of

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["Told", "told_since"]

_BY = {
    Kind.CALL: "call",
    Kind.SMS_SENT: "sms",
    Kind.SMS_FILED: "sms",
    Kind.REPLY: "reply",
    Kind.MAIL_SENT: "mail",
    Kind.CHAT_SENT: "chat",
}
_SPOKE = ("reached", "call-back")


class Told(NamedTuple):
    """That the customer was told something.

    Attributes:
        by: of ``domain.swarm.TOLD_BY``.
        at: UTC epoch milliseconds.
        entry_id: '' for a reply that was written in the helpdesk.
    """

    by: str
    at: int
    entry_id: str


def told_since(r: Reading, case_key: str, hlc: str) -> Told | None:
    """The last time since an entry's time that we spoke or wrote to a case's customer about it; None where we did not.

    What was taken back before it went out tells nobody anything.
    """
    ref = find_ref(r, case_key)
    if ref is None:
        return None
    subjects, kinds = case_subjects(ref.key, ref.source, ref.remote_id), tuple(_BY)
    rows = r.rows(
        f"SELECT id, kind, made_at, body FROM entry e WHERE subject IN ({', '.join('?' * len(subjects))}) AND hlc > ?"
        f" AND kind IN ({', '.join('?' * len(kinds))}) AND NOT EXISTS (SELECT 1 FROM known_delivery d WHERE d.entry_id = e.id"
        f" AND d.state = 'dropped' AND (d.sink = 'helpdesk') = (e.kind = '{Kind.REPLY}')) ORDER BY hlc DESC",
        (*subjects, hlc, *kinds),
    )
    for entry_id, kind, at, text in rows:
        body = json.loads(text)
        whom = str(body.get("person", ""))
        if whom and ref.customer_key and head_of(r, whom) != head_of(r, ref.customer_key):
            # About the case, but said to somebody else.
            continue
        if kind == Kind.CALL and body["outcome"] not in _SPOKE:
            continue
        if kind == Kind.SMS_FILED and body["direction"] != "out":
            continue
        return Told(_BY[kind], at, entry_id)
    at = r.value(
        "SELECT max(at) FROM m_item WHERE source = ? AND case_remote = ? AND kind = 'reply' AND at > ?",
        (ref.source, ref.remote_id, wall_ms(hlc)),
    )
    return None if at is None or not ref.remote_id else Told("reply", int(at), "")
