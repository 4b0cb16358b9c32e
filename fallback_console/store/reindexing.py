"""SQL of migrations that change an index or have records indexed anew.

The latter happens in quiet moments afterwards; until then they are found as before.
"""

from __future__ import annotations

__all__ = ["NAMES_WITHOUT_GAPS", "NUMBERS", "PLAIN_LETTERS", "ROLES"]

_BEYOND = "GLOB '*[\u3040-\U0010ffff]*'"
_OTHER_LETTERS = "GLOB '*[æÆœŒøØłŁđĐðÐþÞıħĦŧŦŋŊ]*'"
_SPELT_OTHERWISE = "GLOB '*[æÆœŒøØłŁđĐðÐþÞıħĦŧŦŋŊäÄöÖüÜåÅ\u0308\u030a]*'"
_SAID_OF = f"SELECT subject FROM entry WHERE subject GLOB 'case:*' AND body {_OTHER_LETTERS}"

NUMBERS = (
    # Each new number goes to some place in the middle of an index; one that serves both looks has half of these.
    "DROP INDEX p_number_e164",
    "DROP INDEX p_number_tail",
    "UPDATE p_number SET tail = substr(ltrim(e164, '+'), -7) WHERE tail = '' AND e164 <> ''",
    "CREATE INDEX p_number_tail ON p_number (tail, e164)",
)
"""Migration 0023."""

ROLES = ("UPDATE p_person SET stale = 1 WHERE role <> 'customer'",)
"""Migration 0024: whoever is no customer gets the role among the words."""

NAMES_WITHOUT_GAPS = (
    f"UPDATE p_person SET stale = 1 WHERE name || reading || also {_BEYOND}",
    f"UPDATE p_case SET stale = 1 WHERE customer {_BEYOND}"
    f" OR customer_key IN (SELECT key FROM p_person WHERE reading {_BEYOND})",
)
"""Migration 0025: Chinese, Japanese and Korean names are found without the gaps in them as well."""

PLAIN_LETTERS = (
    "UPDATE p_person SET stale = 1 WHERE name || reading || also || emails || organisation || languages || skills || in_groups"
    f" {_SPELT_OTHERWISE}",
    # What was said of cases too: words with these letters are not found any more as they were indexed.
    f"UPDATE p_case SET stale = 1 WHERE subject || customer {_SPELT_OTHERWISE}"
    f" OR customer_key IN (SELECT key FROM p_person WHERE reading || organisation || emails {_SPELT_OTHERWISE})"
    f" OR (source, remote_id) IN (SELECT source, case_remote FROM m_item WHERE text {_OTHER_LETTERS})"
    f" OR 'case:' || key IN ({_SAID_OF}) OR 'case:' || source || ':' || remote_id IN ({_SAID_OF})",
)
"""Migration 0026: ø, ł and their like are found as o and l, umlauts by their other spelling."""
