"""Who is in which group, for directories whose people do not say it themselves: OpenLDAP without its overlay for that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fallback_console.adapters.directory.ldap_people import Entry, plain_dn
from fallback_console.domain.people_lines import one_line

__all__ = ["GROUPS", "GROUP_ATTRIBUTES", "Memberships"]

GROUPS = "(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup))"
GROUP_ATTRIBUTES = ("cn", "member", "uniqueMember", "memberUid")


class Memberships:
    """Names of groups by their members."""

    def __init__(self, groups: Iterable[Entry]) -> None:
        self._by_dn: dict[str, list[str]] = {}
        self._by_uid: dict[str, list[str]] = {}
        for group in groups:
            values = {name.casefold(): v for name, v in group.values.items()}
            names = _texts(values, "cn")
            if not names:
                continue
            for member in (*_texts(values, "member"), *_texts(values, "uniquemember")):
                self._by_dn.setdefault(plain_dn(member), []).append(names[0])
            for member in _texts(values, "memberuid"):
                self._by_uid.setdefault(member, []).append(names[0])

    def of(self, person: Entry) -> tuple[str, ...]:
        """The groups that a person is in."""
        values = {name.casefold(): v for name, v in person.values.items()}
        found = [*self._by_dn.get(plain_dn(person.dn), ())]
        for uid in _texts(values, "uid"):
            found += self._by_uid.get(uid, ())
        return tuple(dict.fromkeys(found))


def _texts(values: Mapping[str, Iterable[bytes]], name: str) -> list[str]:
    texts = (one_line(bytes(value).decode("utf-8", "replace")) for value in values.get(name, ()))
    return [text for text in texts if text]
