"""What may be typed after ``hub``."""

from __future__ import annotations

from fallback_console.cli.grammar import Grammar, Parser
from fallback_console.domain.hub_rules import RIGHTS

__all__ = ["add_hub"]


def add_hub(grammar: Grammar) -> None:
    """The command with all its parts."""
    hub = grammar.add_several(
        "hub",
        "set up and run the team's hub, and let stations in",
        "hub init /srv/fallback-hub --host hub.example.com",
        "hub serve /srv/fallback-hub",
        "hub add-station /srv/fallback-hub front-desk --site osaka --rights supervisor --out front-desk.json",
        "hub status",
    )
    init = hub.add(
        "init",
        "hub:init",
        "make the folder of a hub: configuration, certificates and keys",
        "hub init /srv/fallback-hub --host hub.example.com --host 192.0.2.7",
        "hub init /srv/fallback-hub --host hub.example.com --leaf-port 7422",
    )
    _folder(init)
    init.add_argument(
        "--host", action="append", required=True, help="name or address that stations use; more may follow"
    )
    init.add_argument("--port", type=int, default=4222, help="for stations; 4222")
    init.add_argument("--leaf-port", type=int, default=0, help="for servers of sites; none")
    init.add_argument("--listen", default="0.0.0.0", metavar="ADDRESS", help="of this computer; all of them")
    init.add_argument("--store", type=int, default=10_000, metavar="MB", help="room on the disk; 10000")
    init.add_argument("--server", default="", metavar="PROGRAM", help="nats-server, where it is not on the path")
    for what in ("certificate", "key", "authority"):
        init.add_argument(f"--{what}", default="", metavar="FILE", help=f"{what} that IT made, PEM")

    serve = hub.add(
        "serve", "hub:serve", "run the hub until it is stopped, and make its streams", "hub serve /srv/fallback-hub"
    )
    _folder(serve)
    serve.add_argument("--server", default="", metavar="PROGRAM", help="nats-server, where it is not on the path")

    streams = hub.add(
        "streams",
        "hub:streams",
        "make the streams of a hub that runs, where they are missing",
        "hub streams /srv/fallback-hub",
    )
    _folder(streams)

    add = hub.add(
        "add-station",
        "hub:add_station",
        "let a station in, and write the file with its key",
        "hub add-station /srv/fallback-hub front-desk --site osaka --out front-desk.json",
    )
    _folder(add)
    add.add_argument("station", metavar="NAME")
    add.add_argument("--site", default="main", help="where it stands; main")
    add.add_argument("--rights", choices=RIGHTS, default=RIGHTS[0], help="what it may do; agent")
    add.add_argument("--out", required=True, metavar="FILE", help="the station file; whoever has it is the station")

    remove = hub.add(
        "remove-station",
        "hub:remove_station",
        "shut a station out at once",
        "hub remove-station /srv/fallback-hub front-desk",
    )
    _folder(remove)
    remove.add_argument("station", metavar="NAME")

    certificate = hub.add(
        "certificate",
        "hub:certificate",
        "give the hub a new certificate; stations need nothing new",
        "hub certificate /srv/fallback-hub",
    )
    _folder(certificate)

    status = hub.add(
        "status",
        "hub:status",
        "ask the hub how it is: this station's, or the one of a folder",
        "hub status",
        "hub status /srv/fallback-hub",
        shown_as="hub",
    )
    status.add_argument("folder", nargs="?", default="", metavar="FOLDER", help="of a hub that is run here")


def _folder(parser: Parser) -> None:
    parser.add_argument("folder", metavar="FOLDER", help="of the hub")
