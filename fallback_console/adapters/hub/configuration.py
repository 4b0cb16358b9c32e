"""The configuration files of a hub's nats-server, out of what is known of the hub."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from fallback_console.adapters.hub.subjects import (
    CLOCK,
    EVENTS,
    HELD,
    HERE,
    api,
    event_subject,
    inbox_prefix,
    version_of,
)
from fallback_console.domain.hub_rules import RIGHTS, SUPERVISORS_KINDS

__all__ = ["DOMAIN", "HubStation", "ServerPlan", "keeps_always", "leaf_text", "server_text", "stations_text"]

DOMAIN = "hub"
"""JetStream's domain of every hub; sites with a server of their own have others."""

_ALWAYS_SINCE = (2, 12)
_MIN_VERSION_SINCE = (2, 11)

# Where a way is cut in silence, what was sent is sent again ever more rarely, for minutes in the end: a connection made anew is there
# at once when the way is whole.
_NOTICES = 'ping_interval: "10s"\nping_max: 2'


@dataclass(frozen=True, slots=True)
class HubStation:
    """One station that the hub lets in.

    Attributes:
        station, site: names in subjects.
        rights: of ``RIGHTS``.
        key: its public key.
        added: when, epoch milliseconds.
    """

    station: str
    site: str
    rights: str
    key: str
    added: int


@dataclass(frozen=True, slots=True)
class ServerPlan:
    """How the hub's server is to run.

    Attributes:
        name: of the server.
        listen: host and port for stations.
        leaf_listen: host and port for servers of sites, '' for none.
        store_mb: for JetStream's files.
        version: of nats-server, '' for a current one.
    """

    name: str
    listen: str
    leaf_listen: str
    store_mb: int
    version: str


def keeps_always(version: str) -> bool:
    """Whether a server of this version can write to its disk before it acknowledges."""
    return not version or version_of(version) >= _ALWAYS_SINCE


def server_text(plan: ServerPlan) -> str:
    """``hub.conf``; all paths are relative to the hub's folder, in which the server is started."""
    always = "\n  sync_interval: always" if keeps_always(plan.version) else ""
    least = '\n  min_version: "1.2"' if not plan.version or version_of(plan.version) >= _MIN_VERSION_SINCE else ""
    tls = f'{{\n  cert_file: "tls/server.pem"\n  key_file: "tls/server-key.pem"{least}\n  timeout: 5\n}}'
    leaf = (
        f"""
leafnodes {{
  listen: {_quoted(plan.leaf_listen)}
  tls {_indented(tls)}
  include "sites.conf"
}}
"""
        if plan.leaf_listen
        else ""
    )
    return f"""# Made by 'fallback-console hub init'. stations.conf is written again with every station; this file is yours.
server_name: {_quoted(plan.name)}
listen: {_quoted(plan.listen)}
pid_file: "hub.pid"
max_payload: 1MB
write_deadline: "10s"
{_NOTICES}

jetstream {{
  store_dir: "data"
  domain: {DOMAIN}
  max_file_store: {plan.store_mb}MB
  max_memory_store: 256MB{always}
}}

tls {tls}
{leaf}
include "stations.conf"
"""


def stations_text(operator: str, stations: Iterable[HubStation]) -> str:
    """``stations.conf``: who is let in, and may say what where.

    Args:
        operator: public key of whoever runs the hub.
    """
    users = [f'    {{ nkey: {operator}, permissions: {{ publish: ">", subscribe: ">" }} }}']
    users += [_user(one) for one in stations]
    listed = ",\n".join(users)
    return f"# Written by 'fallback-console hub'. Do not edit.\nauthorization {{\n  users = [\n{listed}\n  ]\n}}\n"


def _user(one: HubStation) -> str:
    own = event_subject(one.site, one.station)
    allowed = [own, "fc.held.>", f"fc.here.{one.site}.{one.station}", f"{CLOCK}.{one.site}.{one.station}"]
    for stream in (EVENTS, HELD, HERE):
        allowed += [api(domain, what) for domain in ("", DOMAIN) for what in _questions(stream)]
    denied: list[str] = []
    if one.rights == RIGHTS[0]:
        denied = [event_subject(one.site, one.station, kind) for kind in SUPERVISORS_KINDS]
    publish = f"allow: {json.dumps(allowed)}" + (f", deny: {json.dumps(denied)}" if denied else "")
    # What its site's stations say is heard straight from the server while the hub is away.
    listen = json.dumps([f"{inbox_prefix(one.station)}.>", event_subject(one.site, "*")])
    return f"    {{ nkey: {one.key}, permissions: {{ publish: {{ {publish} }}, subscribe: {{ allow: {listen} }} }} }}"


def _questions(stream: str) -> list[str]:
    # The stream in memory is gone with each restart of the server, and made again by whoever comes first.
    return [
        *([f"STREAM.CREATE.{stream}"] if stream == HERE else []),
        f"STREAM.INFO.{stream}",
        f"STREAM.MSG.GET.{stream}",
        f"CONSUMER.CREATE.{stream}",
        f"CONSUMER.MSG.NEXT.{stream}.*",
    ]


def leaf_text(site: str, host: str, port: int, password: str) -> str:
    """The configuration of a site's own server, which passes everything on to the hub."""
    return f"""# A server of the site '{site}': its stations connect to it, it connects to the hub. Copy it there with the hub's ca.pem,
# a certificate of its own, and the hub's stations.conf.
server_name: "site-{site}"
listen: "0.0.0.0:4222"
max_payload: 1MB
{_NOTICES}

tls {{
  cert_file: "tls/server.pem"
  key_file: "tls/server-key.pem"
}}

leafnodes {{
  remotes = [
    {{
      url: "tls://{site}:{password}@{host}:{port}"
      tls {{ ca_file: "tls/ca.pem" }}
    }}
  ]
}}

include "stations.conf"
"""


def _quoted(text: str) -> str:
    return json.dumps(text)


def _indented(text: str) -> str:
    return text.replace("\n", "\n  ")
