"""Looking after the database: checking that it is whole, and making the projections anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fallback_console.store import rebuild as store_rebuild
from fallback_console.store.deliveries import OPEN
from fallback_console.store.tx import Reading, Tx

__all__ = ["Finding", "RebuildReport", "check", "check_content", "rebuild"]


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """What a rebuild found.

    Attributes:
        tables: by projection, how many rows it has and how many of them differed from what was there.
    """

    tables: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def differing(self) -> int:
        """Rows that differed in all projections together; 0 is as it should be."""
        return sum(differing for _, differing in self.tables.values())


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check.

    Attributes:
        name: 'file', 'entries', 'numbers', 'order', 'lanes' or 'queue'.
        ok: nothing is wrong.
        message: what was found, one sentence.
        next_step: what to do, '' where nothing is to be done.
    """

    name: str
    ok: bool
    message: str
    next_step: str = ""


def rebuild(tx: Tx) -> RebuildReport:
    """Make every projection from mirror, journal and deliveries; where one differed, the new one is kept."""
    compared = store_rebuild.rebuild_all(tx)
    return RebuildReport({name: (c.rows, c.differing) for name, c in compared.items()})


def check(r: Reading) -> list[Finding]:
    """Check the database; reads all of it."""
    return [_file(r), *check_content(r)]


def check_content(r: Reading) -> list[Finding]:
    """The checks but for the file's: what has to hold between the rows."""
    return [_entries(r), _numbers(r), _order(r), _lanes(r), _queue(r)]


def _finding(name: str, wrong: int, good: str, bad: str, next_step: str) -> Finding:
    return Finding(name, True, good) if wrong == 0 else Finding(name, False, bad.format(wrong=wrong), next_step)


_REBUILD = "Run 'fallback-console doctor --rebuild'."
_BACKUP = "Keep a copy of the data folder and restore the last backup."


def _file(r: Reading) -> Finding:
    # FTS5's own part of the check works on what this connection last knew of the index; a query lets it look again.
    for index in ("p_case_fts", "p_person_fts"):
        r.rows(f"SELECT rowid FROM {index} WHERE {index} MATCH '\"0\"' LIMIT 1")
    answers = [row[0] for row in r.rows("PRAGMA integrity_check")]
    wrong = 0 if answers == ["ok"] else len(answers)
    return _finding("file", wrong, "The database file is whole.", "The database file has {wrong} faults.", _BACKUP)


def _entries(r: Reading) -> Finding:
    wrong = r.value("SELECT count(*) FROM delivery d WHERE NOT EXISTS (SELECT 1 FROM entry WHERE id = d.entry_id)")
    return _finding(
        "entries", wrong, "Every delivery has its entry.", "{wrong} deliveries have lost their entry.", _BACKUP
    )


def _numbers(r: Reading) -> Finding:
    # What is missing of other stations is no fault of this database: it is still on its way.
    wrong = r.value(
        "SELECT ifnull(max(number), 0) - count(*) FROM entry WHERE station = (SELECT value FROM meta WHERE name = 'station')"
    )
    return _finding(
        "numbers", wrong, "The journal's numbers have no gaps.", "{wrong} entries of the journal are missing.", _BACKUP
    )


def _order(r: Reading) -> Finding:
    wrong = r.value(
        "SELECT count(*) FROM (SELECT hlc, lag(hlc) OVER (PARTITION BY station ORDER BY number) AS before FROM entry)"
        " WHERE hlc <= before"
    )
    return _finding(
        "order", wrong, "The journal is in order.", "{wrong} entries are older than the one before them.", _BACKUP
    )


def _lanes(r: Reading) -> Finding:
    wrong = r.value(
        "SELECT count(*) FROM (SELECT sink, lane, total(head) AS heads,"
        f" max(position) FILTER (WHERE head = 1) AS first, min(position) AS oldest FROM delivery WHERE {OPEN}"
        " GROUP BY sink, lane) WHERE heads <> 1 OR first <> oldest"
    )
    return _finding(
        "lanes", wrong, "Every case sends its oldest change first.", "{wrong} cases would not send in order.", _BACKUP
    )


def _queue(r: Reading) -> Finding:
    wrong = r.value(
        "SELECT count(*) FROM m_case m WHERE gone = 0"
        " AND NOT EXISTS (SELECT 1 FROM p_case p WHERE p.remote_id = m.remote_id AND p.source = m.source)"
    )
    return _finding(
        "queue",
        wrong,
        "Every mirrored case is in the queue.",
        "{wrong} mirrored cases are missing in the queue.",
        _REBUILD,
    )
