"""A pretended directory of people, for pictures and for tests of the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from fallback_console.domain.directory import DirectoryPeople
from fallback_console.domain.errors import CancelledByPerson, ConsoleError
from fallback_console.domain.mirror import RawNumber
from fallback_console.domain.people_file import PeopleFile
from fallback_console.domain.people_lines import BrokenLine, FilePerson
from fallback_console.domain.person import PersonCard
from fallback_console.domain.sentences import Sentence
from fallback_console.ports import CheckStep

__all__ = ["PretendedDirectory", "PretendedUsers"]

_HOST = "dc1.example.org"


def _steps() -> list[CheckStep]:
    return [
        CheckStep("address", True, Sentence("The name {host} is known.", host=_HOST)),
        CheckStep("connection", True, Sentence("{host} takes connections.", host=_HOST)),
        CheckStep("certificate", True, Sentence("The certificate of {host} can be trusted.", host=_HOST)),
        CheckStep("sign-in", True, Sentence("Signed in as {login}.", login="reader@example.org")),
        CheckStep(
            "people",
            True,
            Sentence("{count} people can be seen, {reachable} of them with a number.", count=4, reachable=3),
        ),
    ]


def _people() -> list[FilePerson]:
    def one(line: int, name: str, reading: str, number: str, mail: str, group: str) -> FilePerson:
        numbers = (RawNumber("mobile", number),) if number else ()
        card = PersonCard("team", name, reading, (mail,), numbers, "Example K.K.", ("ja",), "", (), (group,))
        return FilePerson(line, f"id-{line}", card)

    return [
        one(1, "高橋 実", "タカハシ ミノル", "+44 7700 900171", "minoru@example.jp", "Support"),
        one(2, "Priya Nair", "", "+44 7700 900152", "priya@support.example.com", "Billing"),
        one(3, "Tomas Lind", "", "4711", "tomas@example.org", "Support"),
        one(5, "Joana Reis", "", "", "joana@example.org", "On call"),
    ]


@dataclass
class PretendedUsers:
    """The helpdesk's users: somebody known from a case, somebody new, and an account that is disabled.

    Attributes:
        error: what reading ends with, None where it succeeds.
    """

    people: list[FilePerson] = field(default_factory=list)
    error: ConsoleError | None = None
    name: str = "rt"

    def check(self) -> list[CheckStep]:
        """See ``ports.PeopleSource``."""
        return []

    def read(self, kind: str, on_progress: Callable[[int], None], stopped: Callable[[], bool]) -> DirectoryPeople:
        """See ``ports.PeopleSource``."""
        if self.error is not None:
            raise self.error
        people = self.people or [one._replace(id=f"user{one.line}") for one in _people()]
        on_progress(len(people))
        if stopped():
            raise CancelledByPerson("Reading the directory was stopped.", "Nothing was kept of it.")
        columns = (("Name", ""), ("RealName", "name"), ("EmailAddress", "mail"), ("MobilePhone", "mobile"))
        broken = (BrokenLine(4, "disabled", "The account is disabled in the directory."),)
        if kind:
            people = [one._replace(card=one.card._replace(role=kind)) for one in people]
        return DirectoryPeople(PeopleFile("helpdesk", "utf-8", "", columns, people, broken), {4: "old.account"})


@dataclass
class PretendedDirectory:
    """Answers what it is told to.

    Attributes:
        error: what reading ends with, None where it succeeds.
    """

    steps: list[CheckStep] = field(default_factory=_steps)
    people: list[FilePerson] = field(default_factory=_people)
    error: ConsoleError | None = None
    name: str = f"ldap-{_HOST}"

    def check(self) -> list[CheckStep]:
        """See ``ports.PeopleSource``."""
        return self.steps

    def read(self, kind: str, on_progress: Callable[[int], None], stopped: Callable[[], bool]) -> DirectoryPeople:
        """See ``ports.PeopleSource``."""
        if self.error is not None:
            raise self.error
        on_progress(len(self.people))
        if stopped():
            raise CancelledByPerson("Reading the directory was stopped.", "Nothing was kept of it.")
        columns = (("displayName", "name"), ("mail", "mail"), ("mobile", "mobile"), ("department", "groups"))
        broken = (BrokenLine(4, "disabled", "The account is disabled in the directory."),)
        file = PeopleFile(
            "ldap", "utf-8", "", columns, [p._replace(card=p.card._replace(role=kind)) for p in self.people], broken
        )
        return DirectoryPeople(file, {4: "CN=Old Account,OU=People,DC=example,DC=org"})
