"""Who may be the same person as whom: by a number, a mail address, or the name, in this order of certainty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.person import mail_key, name_key
from fallback_console.store.number_index import is_number
from fallback_console.store.parts import chunks
from fallback_console.store.same_person import parted_from
from fallback_console.store.search import find_people
from fallback_console.store.tx import listed

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["Likely", "Pair", "Traits", "likely_of", "likely_pairs", "lookalikes"]

_MOST_SHARING = 5
"""What more people share, such as the number of a switchboard, tells nobody."""

_MOST_LIKELY = 5
_MOST_NAMED = 400


class Likely(NamedTuple):
    """Somebody who may be the same person.

    Attributes:
        why: 'number', 'mail' or 'name'.
        what: the number, address or name both have.
    """

    key: str
    name: str
    why: str
    what: str


class Pair(NamedTuple):
    """Two people who may be one."""

    key: str
    name: str
    other: Likely


class Traits(NamedTuple):
    """By what somebody is recognised: numbers in E.164, mail addresses and the name."""

    numbers: Sequence[str]
    mails: Sequence[str]
    name: str


def lookalikes(
    r: Reading, wanted: Mapping[int, Traits], but_source: str = "", *, named: Sequence[int] | None = None
) -> dict[int, list[Likely]]:
    """Who is already here that may be one of many people; those of whom there is anybody.

    Args:
        wanted: the people, by any number.
        but_source: people of this source do not count.
        named: row numbers of those whose names may be the same; None looks at everybody's.
    """
    if r.value("SELECT 1 FROM p_person WHERE source <> ? LIMIT 1", (but_source,)) is None:
        return {}
    keys = {number: name_key(traits.name) for number, traits in wanted.items()}
    numbers = {n for traits in wanted.values() for n in traits.numbers if n}
    mails = {mail_key(m) for traits in wanted.values() for m in traits.mails}
    names = set(keys.values()) - {""}
    by_number = _shared(
        r,
        f"SELECT n.e164, p.key, p.name, p.source FROM json_each(?) CROSS JOIN p_number n ON {is_number('value', 'n.')}"
        " CROSS JOIN p_person p ON p.pk = n.person_pk",
        numbers,
    )
    by_mail = _shared(
        r,
        "SELECT m.mail, p.key, p.name, p.source FROM json_each(?) CROSS JOIN p_mail m ON m.mail = value"
        " CROSS JOIN p_person p ON p.pk = m.person_pk",
        mails,
    )
    by_name: dict[str, dict[str, tuple[str, str]]] = {}
    among = "" if named is None else f" AND pk IN ({', '.join(map(str, named))})"
    for key, name, source in (
        r.rows(f"SELECT key, name, source FROM p_person WHERE source <> ?{among}", (but_source,)) if names else ()
    ):
        folded = name_key(name)
        if folded in names:
            by_name.setdefault(folded, {})[key] = (name, source)
    found: dict[int, list[Likely]] = {}
    for number, traits in wanted.items():
        likely: dict[str, Likely] = {}
        for why, what, sharing in (
            *(("number", n, by_number.get(n, {})) for n in traits.numbers),
            *(("mail", m, by_mail.get(mail_key(m), {})) for m in traits.mails),
            ("name", traits.name, by_name.get(keys[number], {})),
        ):
            if len(sharing) <= _MOST_SHARING:
                for key, (name, source) in sorted(sharing.items()):
                    if source != but_source:
                        likely.setdefault(key, Likely(key, name, why, what))
        if likely:
            found[number] = list(likely.values())[:_MOST_LIKELY]
    return found


def _shared(r: Reading, select: str, values: Iterable[str]) -> dict[str, dict[str, tuple[str, str]]]:
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for part in chunks(sorted(values)):
        for value, key, name, source in r.rows(select, (listed(part),)):
            found.setdefault(value, {})[key] = (name, source)
    return found


def likely_of(r: Reading, key: str) -> list[Likely]:
    """Who else may be a person that is here, without those somebody said are not."""
    row = r.one("SELECT pk, name FROM p_person WHERE key = ?", (key,))
    if row is None:
        return []
    pk, name = row
    numbers = [e164 for (e164,) in r.rows("SELECT e164 FROM p_number WHERE person_pk = ? AND e164 <> ''", (pk,))]
    mails = [m for (m,) in r.rows("SELECT mail FROM p_mail WHERE person_pk = ?", (pk,))]
    others = parted_from(r, key) | {key}
    # Reading everybody's name would take a second where there are very many.
    named = find_people(r, _telling(name_key(name)), _MOST_NAMED) or []
    found = lookalikes(r, {0: Traits(numbers, mails, name)}, named=named)
    return [one for one in found.get(0, ()) if one.key not in others]


def _telling(folded: str) -> str:
    """Words that everybody with this name has in the text index, however it is spaced."""
    return f"{folded[:2]} {folded[-2:]}" if folded > "\u2e80" else folded


def likely_pairs(r: Reading, limit: int) -> list[Pair]:
    """People who may be one, the surest first; each pair once."""
    pairs: dict[tuple[str, str], Pair] = {}
    for why, what, people in _groups(r):
        for i, (key, name) in enumerate(people):
            for other_key, other_name in people[i + 1 :]:
                pair = (key, other_key)
                if pair not in pairs and other_key not in parted_from(r, key):
                    pairs[pair] = Pair(key, name, Likely(other_key, other_name, why, what))
                    if len(pairs) >= limit:
                        return list(pairs.values())
    return list(pairs.values())


def _groups(r: Reading) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """What some people share, and these people in the order of their keys."""
    of = "SELECT key, name FROM p_person WHERE pk IN (SELECT person_pk FROM {table} WHERE {is_it}) ORDER BY key"
    for why, table, column, order, is_it in (
        ("number", "p_number", "e164", "tail, e164", is_number("?1")),
        ("mail", "p_mail", "mail", "mail", "mail = ?1"),
    ):
        for (what,) in r.rows(
            f"SELECT {column} FROM {table} WHERE {column} <> '' GROUP BY {order}"
            f" HAVING count(DISTINCT person_pk) BETWEEN 2 AND {_MOST_SHARING} ORDER BY {order}"
        ):
            yield why, what, r.rows(of.format(table=table, is_it=is_it), (what,))
    named: dict[str, list[tuple[str, str]]] = {}
    for key, name in r.rows("SELECT key, name FROM p_person ORDER BY key"):
        named.setdefault(name_key(name), []).append((key, name))
    for folded, people in named.items():
        if folded and 1 < len(people) <= _MOST_SHARING:
            yield "name", people[0][1], people
