"""A briefing as text messages to the team: a digest in each reader's language, each a broadcast of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.briefing import Briefing
from fallback_console.domain.briefing_text import LANGUAGES, digest
from fallback_console.domain.broadcast import Audience, Policy
from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.services import briefing as briefings
from fallback_console.services import broadcast
from fallback_console.services.broadcast import Preview
from fallback_console.store import broadcast_people, journal
from fallback_console.store.briefing_projection import project_readers

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["Digest", "digests", "draft"]

Shown = Callable[[int], str]
"""A time, UTC epoch milliseconds, as people here read it ('14:30')."""


class Digest(NamedTuple):
    """What goes to those who read one language.

    Attributes:
        language: of ``LANGUAGES``.
        preview: what would come of it.
    """

    language: str
    text: str
    audience: Audience
    preview: Preview


def digests(
    r: Reading,
    who: str,
    briefing: str,
    audience: Audience,
    policy: Policy,
    now: int,
    shown: Shown,
    language: str,
    *,
    urgent: bool = False,
) -> list[Digest]:
    """What would go out and to whom. Nothing is written.

    Args:
        language: for whom none is known.

    Raises:
        NotFoundError: there is no such briefing.
        InputError: nobody or too many were asked for.
    """
    given = briefings.find(r, briefing)
    found = []
    for lang, some in _by_language(r, audience, language).items():
        text = _text(given, lang, shown)
        seen = broadcast.preview(r, who, text, some, policy, now, urgent=urgent)
        found.append(Digest(lang, text, some, seen))
    return found


def draft(tx: Tx, who: str, briefing: str, found: Sequence[Digest], *, urgent: bool = False) -> list[str]:
    """Keep digests, as they were shown, as drafts of broadcasts, in one transaction; ``services.broadcast`` starts them.

    Returns:
        Ids of the broadcasts, one for each digest.

    Raises:
        NotFoundError: there is no such briefing.
        InputError: as ``broadcast.draft``.
    """
    given = briefings.find(tx, briefing)
    made = []
    for shown in found:
        title = f"Briefing {given.number}" if shown.language == "en" else f"状況報告 {given.number}"
        one = broadcast.draft(tx, who, shown.text, shown.audience, title=title, urgent=urgent)
        body = {"of": briefing, "broadcast": one, "code": given.number}
        journal.append(tx, NewEntry(Kind.BRIEFING_TEXTED, f"entry:{briefing}", body, who))
        made.append(one)
    project_readers(tx, briefing)
    tx.touch("briefing", briefing)
    return made


def _text(given: Briefing, language: str, shown: Shown) -> str:
    return digest(given, language, shown(given.made_at), shown(given.next_due_at))


def _by_language(r: Reading, audience: Audience, language: str) -> dict[str, Audience]:
    """Everybody who is asked for, by the language they read; where it is one, the audience as it was chosen."""
    asked = broadcast_people.asked(r, audience, zones=False)
    people: dict[str, list[str]] = {}
    for one in asked:
        if one.person:
            reads = r.value("SELECT language FROM p_person WHERE key = ?", (one.person,)) or ""
            people.setdefault(_known(reads, language), []).append(one.person)
    if audience.numbers:
        people.setdefault(language, [])
    if len(people) < 2:
        return dict.fromkeys(people or (language,), audience)
    return {
        lang: Audience(people=tuple(keys), numbers=audience.numbers if lang == language else ())
        for lang, keys in sorted(people.items())
    }


def _known(reads: str, language: str) -> str:
    first = reads.strip().lower()[:2]
    return first if first in LANGUAGES else language
