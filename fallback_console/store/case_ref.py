"""Which case is meant: keys, and what an action needs to know of a case."""

from typing import NamedTuple

from fallback_console.store.tx import Reading

__all__ = ["LOCAL", "CaseRef", "case_subjects", "find_ref", "split_key"]

LOCAL = "local"
"""First part of the keys of cases made here."""


class CaseRef(NamedTuple):
    """What an action needs to know of the case it is about."""

    pk: int
    key: str
    source: str
    remote_id: str
    subject: str
    queue: str
    status: str
    priority: int
    owner: str
    due_at: int | None
    pending: str
    customer_key: str
    customer: str
    version: int | None

    def value(self, field: str) -> str:
        """A field's value as text, as entries carry it."""
        if field == "priority":
            return str(self.priority)
        if field == "due":
            return "" if self.due_at is None else str(self.due_at)
        return str(getattr(self, field))


def split_key(key: str) -> tuple[str, str]:
    """Source and the helpdesk's number of a mirrored case's key; ('', '') for a case made here."""
    source, _, remote_id = key.partition(":")
    return ("", "") if source == LOCAL else (source, remote_id)


_REF = "pk, key, source, remote_id, subject, queue, status, priority, owner, due_at, pending, customer_key, customer, version"


def find_ref(r: Reading, key: str) -> CaseRef | None:
    """The case of a key; a mirrored key of a case that was made here finds that case."""
    row = r.one(f"SELECT {_REF} FROM p_case WHERE key = ?", (key,))
    if row is None:
        source, remote_id = split_key(key)
        if remote_id:
            row = r.one(f"SELECT {_REF} FROM p_case WHERE remote_id = ? AND source = ?", (remote_id, source))
    return None if row is None else CaseRef(*row)


def case_subjects(key: str, source: str, remote_id: str) -> tuple[str, ...]:
    """Entry subjects that mean a case: its key, and for one made here also the key its mirrored twin had before."""
    other = f"{source}:{remote_id}"
    return (f"case:{key}",) if not remote_id or other == key else (f"case:{key}", f"case:{other}")
