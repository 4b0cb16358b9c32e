"""The projection of people and of the numbers by which callers are recognised."""

from __future__ import annotations

import json

from fallback_console.domain.numbers import match_tail, parse
from fallback_console.domain.readings import sort_key
from fallback_console.store.tx import Reading, Tx

__all__ = ["home_region", "project_person", "reproject_people"]


def home_region(r: Reading) -> str:
    """Two-letter code of the country whose national numbers are meant; the helpdesk connection says it ('region')."""
    config = r.value("SELECT config FROM connection WHERE name = 'helpdesk'")
    return "" if config is None else str(json.loads(config).get("region", "")).upper()


def project_person(tx: Tx, source: str, remote_id: str, region: str | None = None) -> None:
    """Make a person's rows from the mirror.

    Args:
        region: the home region where the caller knows it already.
    """
    row = tx.one(
        "SELECT name, role, emails, organisation, language, timezone, reading, numbers FROM m_person"
        " WHERE source = ? AND remote_id = ?",
        (source, remote_id),
    )
    key = f"{source}:{remote_id}"
    if row is None:
        return
    pk = tx.value(
        "INSERT INTO p_person (key, source, remote_id, name, role, emails, organisation, language, timezone, reading,"
        " sorted_by, stale) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT (key) DO UPDATE SET source = excluded.source,"
        " remote_id = excluded.remote_id, name = excluded.name,"
        " role = excluded.role, emails = excluded.emails, organisation = excluded.organisation,"
        " language = excluded.language, timezone = excluded.timezone, reading = excluded.reading,"
        " sorted_by = excluded.sorted_by, stale = 1 RETURNING pk",
        (key, source, remote_id, *row[:7], sort_key(row[0], row[6])),
    )
    home = home_region(tx) if region is None else region
    tx.execute("DELETE FROM p_number WHERE person_pk = ?", (pk,))
    for position, number in enumerate(json.loads(row[7])):
        e164 = parse(number["text"], home).e164
        tx.execute(
            "INSERT INTO p_number (person_pk, position, kind, raw, e164, tail) VALUES (?, ?, ?, ?, ?, ?)",
            (pk, position, number["kind"], number["text"], e164, match_tail(e164 or number["text"])),
        )
    tx.touch("person", key)


def reproject_people(tx: Tx) -> None:
    """Project everybody anew, after the home region changed or for a rebuild."""
    home = home_region(tx)
    for source, remote_id in tx.rows("SELECT source, remote_id FROM m_person ORDER BY source, remote_id"):
        project_person(tx, source, remote_id, home)
    # Cases are found by their customer's numbers.
    tx.execute("UPDATE p_case SET stale = 1 WHERE customer_key <> ''")
