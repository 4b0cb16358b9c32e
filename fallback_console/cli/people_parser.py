"""What may be typed after ``people``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from fallback_console.cli.grammar import Grammar

__all__ = ["add_people", "with_action"]

_ACTIONS = {
    "people": ("list", "show", "add", "import", "directory", "same", "merge", "unmerge", "apart", "export"),
    "optout": ("list", "add", "lift", "export", "import"),
    "hub": ("status", "init", "serve", "streams", "add-station", "remove-station", "certificate"),
    "calls": ("missed", "who"),
    "team": ("status", "adopt"),
    "claim": ("list", "take", "release", "ask", "accept", "decline", "hand-over"),
    "roster": ("list", "show", "import-shifts", "status"),
    "reach": ("start", "list", "show", "stop", "allow", "paths", "prefer"),
}
"""By command; the first is meant where none is said."""

_FLAGS = ("--json", "-v", "-vv", "--verbose")
_VALUES = ("--data-dir", "--config", "--login", "--passphrase-file", "--profile")
_ROLES = ("customer", "team", "expert", "partner", "group")
"""As in ``domain.person``, which is loaded only for the command itself."""

_WRITTEN = (
    ("name", "the name"),
    ("reading", "how it is read"),
    ("mobile", "mobile numbers"),
    ("work", "numbers at work"),
    ("home", "numbers at home"),
    ("phone", "other numbers"),
    ("mail", "mail addresses"),
    ("organisation", "the organisation"),
    ("language", "languages"),
    ("timezone", "time zone such as Europe/London"),
    ("skills", "skills such as SQL:4 with levels"),
    ("groups", "groups"),
)
"""As in ``services.people_by_hand``, which is loaded only for the command itself."""


def with_action(words: Sequence[str]) -> list[str]:
    """A command line in which ``people yamada`` says what it means: ``people list yamada``."""
    at = _next_word(words, 0)
    actions = _ACTIONS.get(words[at]) if at < len(words) else None
    if actions is not None:
        action = _next_word(words, at + 1)
        asks = any(word in ("-h", "--help") for word in words[at + 1 : action + 1])
        if not asks and (action >= len(words) or words[action] not in actions):
            return [*words[: at + 1], actions[0], *words[at + 1 :]]
    return list(words)


def _next_word(words: Sequence[str], at: int) -> int:
    """Where the next word is that belongs to no option of every command."""
    while at < len(words):
        if words[at] in _VALUES:
            at += 2
        elif words[at] in _FLAGS or words[at].partition("=")[0] in _VALUES:
            at += 1
        else:
            break
    return at


def add_people(grammar: Grammar) -> None:
    """The command with all its parts."""
    people = grammar.add_several(
        "people",
        "list, import, merge and export customers, teammates, experts, partners and groups",
        "people yamada",
        "people import customers.csv --dry-run",
        "people merge rt:ann@example.net file.customers:1042",
    )
    listed = people.add(
        "list", "people:list_people", "list people", "people --role team", "people 0110", shown_as="people"
    )
    listed.add_argument(
        "words", nargs="*", metavar="WORD", help="in name, number, address, organisation, language, skill or group"
    )
    listed.add_argument("--search", default="", metavar="WORDS", help="the same")
    listed.add_argument("--role", "--kind", choices=_ROLES, default="", help="only these")
    listed.add_argument("--limit", type=int, default=200, help="at most so many; 200")

    show = people.add(
        "show",
        "people:show",
        "show a person with all records, and who may be the same",
        "people show rt:ann@example.net",
    )
    show.add_argument("person", metavar="WHO", help="key, name or mail address")

    add = people.add(
        "add",
        "people_by_hand:add",
        "write down somebody who is in no helpdesk and no file, or what you know of somebody besides",
        "people add --name 'Vega Luz' --mobile '+44 7700 900177'",
        "people add --to rt:ann@example.net --work '+1 202 555 0144' --skills 'Printers:3'",
    )
    add.add_argument("--to", default="", metavar="WHO", help="about somebody who is here: key, name or mail address")
    add.add_argument("--kind", choices=_ROLES, default="", help="customer for somebody new")
    for name, what in _WRITTEN:
        add.add_argument(
            f"--{name}", metavar="TEXT", help=f"{what}; several between semicolons" if what[-1] == "s" else what
        )

    load = people.add(
        "import",
        "people:import_people",
        "import people from CSV, vCards, a directory (LDAP, Active Directory) or the helpdesk; the same again changes nothing",
        "people import customers.csv --dry-run",
        "people import team.vcf --kind team",
        "people import crm.csv --source crm --encoding cp932 --map 'Kunde=name' --map 3=mobile",
        "people import --directory ldaps://dc1.example.org --base DC=example,DC=org --bind-dn reader@example.org --dry-run",
        "people import --helpdesk --dry-run",
    )
    load.add_argument("file", nargs="?", default="", metavar="FILE")
    load.add_argument(
        "--kind",
        choices=_ROLES,
        default="",
        help="of people where it is not told; customer for a file, team for a directory, as the helpdesk says for its users",
    )
    load.add_argument(
        "--source", default="", metavar="NAME", help="under which its people are kept; the file's or directory's name"
    )
    load.add_argument(
        "--directory", default="", metavar="ADDRESS", help="ldaps://host, or ldap://host with --start-tls"
    )
    load.add_argument("--helpdesk", action="store_true", help="the users of the helpdesk that is connected")
    _add_directory(load)
    load.add_argument(
        "--encoding", default="", metavar="NAME", help="such as utf-8, cp932, euc-jp; found out by default"
    )
    load.add_argument(
        "--delimiter", default="", metavar="SIGN", help="between cells, 'tab' for tabs; found out by default"
    )
    load.add_argument(
        "--map", action="append", default=[], metavar="COLUMN=FIELD", help="what a column holds, by heading or number"
    )
    load.add_argument("--dry-run", action="store_true", help="only tell what would come of it")
    load.add_argument("--limit", type=int, default=20, help="tell so many people and broken lines of each sort; 20")

    tried = people.add(
        "directory",
        "people_directory:try_directory",
        "test a directory of people, step by step, without importing anybody",
        "people directory ldaps://dc1.example.org --bind-dn reader@example.org --password-file -",
        "people directory ldap://ldap.example.org --start-tls --ca authority.pem --base ou=people,dc=example,dc=org",
    )
    tried.add_argument("directory", metavar="ADDRESS", help="ldaps://host, or ldap://host with --start-tls")
    _add_directory(tried)

    same = people.add("same", "people:list_same", "list people who may be one person", "people same")
    same.add_argument("--limit", type=int, default=200, help="at most so many; 200")

    merge = people.add(
        "merge",
        "people:merge",
        "say that two are the same person",
        "people merge rt:ann@example.net file.customers:1042",
    )
    merge.add_argument("person", metavar="WHO", help="who is shown: key, name or mail address")
    merge.add_argument("other", metavar="OTHER", help="who is added to it")

    unmerge = people.add("unmerge", "people:unmerge", "undo a merge", "people unmerge file.customers:1042")
    unmerge.add_argument("person", metavar="WHO", help="a merged record's key, or a person to undo the last merge of")

    apart = people.add(
        "apart",
        "people:apart",
        "say that two who look alike are two people: they are not offered as the same any more",
        "people apart rt:ann@example.net file.customers:1042",
    )
    apart.add_argument("person", metavar="WHO", help="key, name or mail address")
    apart.add_argument("other", metavar="OTHER", help="key, name or mail address")

    export = people.add(
        "export",
        "people:export_people",
        "write people to a file that 'people import' reads: CSV, or vCards where its name ends in .vcf",
        "people export people.csv",
        "people export team.vcf --role team",
    )
    export.add_argument("file", metavar="FILE")
    export.add_argument("--role", "--kind", choices=_ROLES, default="", help="only these")
    export.add_argument("--force", action="store_true", help="replace the file")


def _add_directory(command: argparse.ArgumentParser) -> None:
    """How a directory is asked."""
    command.add_argument("--base", default="", metavar="DN", help="where people are looked for; the whole directory")
    command.add_argument("--filter", default="", metavar="FILTER", help="who is meant, as of RFC 4515; people")
    command.add_argument("--bind-dn", default="", metavar="NAME", help="the sign-in: a DN, or name@domain; none")
    command.add_argument(
        "--password-file", default="", metavar="FILE", help="file that holds its password; '-' for standard input"
    )
    command.add_argument("--keep-password", action="store_true", help="keep it in the keychain for the next time")
    command.add_argument("--start-tls", action="store_true", help="secure a connection that begins in the open")
    command.add_argument("--ca", default="", metavar="FILE", help="PEM file of the authority to trust; the system's")
    command.add_argument(
        "--open-password", action="store_true", help="send the password although others on the way can read it"
    )
