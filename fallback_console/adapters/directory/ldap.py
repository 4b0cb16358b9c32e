"""People out of an LDAP directory or Active Directory, through ldap3.

A directory is only read: referrals are not followed, nothing is written, and who is disabled is told and left out. Nothing is
given back unless everybody came: half a directory would look like one from which the other half had left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fallback_console.adapters.checking import failed, failed_at, steps_before
from fallback_console.adapters.directory.ldap_groups import GROUP_ATTRIBUTES, GROUPS, Memberships
from fallback_console.adapters.directory.ldap_line import LdapLine, Limits
from fallback_console.adapters.directory.ldap_people import ATTRIBUTES, Entry, columns_of, person_of, plain_dn
from fallback_console.adapters.status.streams import tls_context
from fallback_console.domain.directory import DirectoryAccess, DirectoryPeople
from fallback_console.domain.errors import (
    CancelledByPerson,
    ConsoleError,
    InputError,
    OutsideError,
    RefusedError,
    SignInError,
)
from fallback_console.domain.people_file import PeopleFile
from fallback_console.domain.people_lines import BrokenLine, FilePerson
from fallback_console.domain.sentences import Sentence, together
from fallback_console.ports import CheckStep

__all__ = ["LdapDirectory"]


class LdapDirectory:
    """A ``ports.PeopleSource``.

    Args:
        password: of the sign-in, '' where there is none.

    Raises:
        InputError: the sign-in has no password, or would send it unprotected to another machine.
        SettingsError: the file with the certificate authorities cannot be read.
    """

    def __init__(self, access: DirectoryAccess, password: str, limits: Limits | None = None) -> None:
        if access.login and not password:
            # A directory takes an empty password for no sign-in at all, and says that all is well (RFC 4513, 5.1.2).
            raise InputError("The password of the sign-in is missing.", "Type it, or sign in without a name.")
        if access.exposes_password:
            raise InputError(
                "The password would be sent so that others on the way can read it.",
                "Begin the address with ldaps://, or use StartTLS.",
            )
        self._access = access
        self._password = password
        self._limits = limits or Limits()
        self._tls = None if access.security == "none" else tls_context(access.ca_file)

    @property
    def name(self) -> str:
        """See ``PeopleSource``."""
        return self._access.source

    def check(self) -> list[CheckStep]:
        """See ``PeopleSource``."""
        steps: list[CheckStep] = []
        host = self._access.host
        with self._line() as line:
            ways: list[tuple[str, str, Callable[[], None]]] = [
                ("address", Sentence("The name {host} is known.", host=host), line.find),
                ("connection", Sentence("{host} takes connections.", host=host), line.connect),
            ]
            if self._access.security != "none":
                trusted = Sentence("The certificate of {host} can be trusted.", host=host)
                ways.append(("certificate", trusted, line.secure))
            login = self._access.login
            known = Sentence("Signed in as {login}.", login=login) if login else Sentence("No sign-in was asked for.")
            ways.append(("sign-in", known, line.sign_in))
            for name, found, work in ways:
                try:
                    work()
                except OutsideError as error:
                    # One call makes the connection and secures it: the error tells which of the two it was.
                    at = failed_at(error) if name in ("connection", "certificate") else name
                    if at == "certificate" and name == "connection":
                        steps.append(CheckStep(name, True, found))
                    return [*steps_before(at, steps), failed(at, error)]
                except ConsoleError as error:
                    return [*steps, failed(name, error)]
                steps.append(CheckStep(name, True, found))
            return [*steps, self._look(line)]

    def read(
        self,
        kind: str,
        on_progress: Callable[[int], None] = lambda found: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> DirectoryPeople:
        """See ``PeopleSource``."""
        entries: list[Entry] = []
        with self._line() as line:
            line.find()
            line.connect()
            line.secure()
            line.sign_in()
            base = self._base(line)
            for page in line.pages(base, ATTRIBUTES):
                entries += page
                if len(entries) > self._limits.entries:
                    what = Sentence("More than {count} entries match.", count=self._limits.entries)
                    raise RefusedError(what, "Narrow it down with base and filter.", count=self._limits.entries)
                on_progress(len(entries))
                if stopped():
                    raise CancelledByPerson("Reading the directory was stopped.", "Nothing was kept of it.")
            columns = columns_of(entries)
            told = any(name == "memberOf" for name, _ in columns)
            groups = Memberships(() if told or not entries else self._groups(line, base))
        if not entries:
            raise RefusedError(
                "The directory shows nobody there.", "Check base and filter, and what the sign-in may read."
            )
        return _people(entries, kind, columns, groups)

    def _line(self) -> LdapLine:
        return LdapLine(self._access, self._password, self._limits, self._tls)

    def _base(self, line: LdapLine) -> str:
        """The branch that is meant.

        Raises:
            InputError: none was named, and the directory has several or tells none.
        """
        if self._access.base:
            return self._access.base
        main, kept = line.branches()
        if main:
            return main
        step = Sentence("It keeps {branches}.", branches="; ".join(kept[:5])) if kept else ""
        raise InputError(
            "The branch in which to look is not said.", together(step, "Write it as the base, like DC=example,DC=org.")
        )

    def _groups(self, line: LdapLine, base: str) -> list[Entry]:
        """The groups of the whole directory: people and groups lie in branches beside each other."""
        _, kept = line.branches()
        whole = [one for one in kept if one and plain_dn(base).endswith(plain_dn(one))]
        try:
            return [
                group
                for page in line.pages(max(whole, key=len, default=base), GROUP_ATTRIBUTES, GROUPS)
                for group in page
            ]
        except (RefusedError, SignInError):
            # Groups are no reason to have no people: who may not read them knows people without.
            return []

    def _look(self, line: LdapLine) -> CheckStep:
        """Whether people can be seen, from the first page alone."""
        try:
            page = next(line.pages(self._base(line), ATTRIBUTES), [])
        except RefusedError as error:
            return self._refused(line, error)
        except ConsoleError as error:
            return failed("people", error)
        people = [one for one in map(_numbered, page) if isinstance(one, FilePerson)]
        if not people:
            step = "Check base and filter, and what the sign-in may read."
            return CheckStep("people", False, together("The directory shows nobody there.", step))
        more = len(page) >= self._limits.page
        reachable = sum(1 for person in people if person.card.numbers)
        found = (
            Sentence(
                "At least {count} people can be seen; of these {reachable} with a number.",
                count=len(people),
                reachable=reachable,
            )
            if more
            else Sentence(
                "{count} people can be seen, {reachable} of them with a number.",
                count=len(people),
                reachable=reachable,
            )
        )
        return CheckStep("people", True, found)

    def _refused(self, line: LdapLine, error: RefusedError) -> CheckStep:
        """With the branches that there are, where the one that was named is not."""
        if error.values.get("status") != 32:
            return failed("people", error)
        _, kept = line.branches()
        there = Sentence("It keeps {branches}.", branches="; ".join(kept[:5])) if kept else ""
        return CheckStep("people", False, together(error.message, there or error.next_step))


def _numbered(entry: Entry) -> FilePerson | BrokenLine:
    return person_of(1, entry, "team")


def _people(
    entries: Sequence[Entry], kind: str, columns: tuple[tuple[str, str], ...], groups: Memberships
) -> DirectoryPeople:
    people: list[FilePerson] = []
    broken: list[BrokenLine] = []
    texts: dict[int, str] = {}
    for number, entry in enumerate(entries, 1):
        found = person_of(number, entry, kind)
        if isinstance(found, BrokenLine):
            broken.append(found)
            texts[number] = entry.dn
            continue
        card = found.card
        people.append(
            found._replace(card=card._replace(groups=tuple(dict.fromkeys((*card.groups, *groups.of(entry))))))
        )
    return DirectoryPeople(PeopleFile("ldap", "utf-8", "", columns, people, tuple(broken)), texts)
