"""``connect``: which outside systems this station works with."""

from __future__ import annotations

import argparse
import asyncio
from dataclasses import replace

from fallback_console.adapters.hub.settings import StationFile, read_station_file
from fallback_console.cli.connect_grammar import SECRETS, SHORT_VALUES
from fallback_console.cli.opening import opened, read_secret
from fallback_console.cli.output import Output, table
from fallback_console.cli.steps import steps_table
from fallback_console.compose.parts import check_connection, receiving_address
from fallback_console.compose.profile import Profile
from fallback_console.domain.connection import KINDS, NAMES, Connection
from fallback_console.domain.errors import InputError, SettingsError
from fallback_console.domain.gateway_names import free_port, suffix_of, suffixed
from fallback_console.domain.loopback import require_loopback
from fallback_console.ports import CheckStep
from fallback_console.services import connections

__all__ = ["connect"]

_RECEIVING = {
    "kannel": """For answers, put this into the sms-service of Kannel's configuration:
  get-url = "{url}"
  max-messages = 0
and http-request-retry = 60 into its smsbox. The address holds a secret.""",
    "twilio": """For answers, enter this at Twilio for the number, or the messaging service, as what happens when a message
comes in (webhook, HTTP POST):
  {url}""",
    "vonage": """For answers, enter this in Vonage's dashboard as webhook for inbound SMS (POST, JSON). It holds a secret.
  {url}""",
    "http-sms": """For answers, have the gateway call this address. It holds a secret.
  {url}""",
}
"""What to do with the address for incoming messages, by the connection's kind."""


def connect(args: argparse.Namespace, out: Output) -> int:
    """Save, test, list, disable or remove a connection. Exit status 8 where the live test failed; it is saved all the same."""
    with opened(args) as profile:
        if not args.what:
            return _list(profile, out)
        name, kind = _name_and_kind(args)
        known = {c.name: c for c in profile.desk.read(connections.list_connections)}.get(name)
        if args.remove:
            profile.desk.command(connections.remove, name).result()
            for secret in (*SECRETS, "listen_token", "seed"):
                profile.secrets.delete(f"{name}/{secret}")
            out.result({"removed": name}, f"{name} is removed; what waited for it is kept.")
            return 0
        if known is None and not kind:
            raise InputError(f"There is no connection '{name}' yet.", f"Say of what kind it is: {', '.join(KINDS)}.")
        values = dict(known.values) if known is not None else {}
        values |= _values(args)
        joined = _joined(args, kind or (known.kind if known else ""))
        values |= joined.values() if joined else {}
        if known is None and suffix_of(name) and "listen_port" not in values:
            port = free_port(kind, profile.desk.read(connections.list_connections))
            values |= {"listen_port": port} if port else {}
        enabled = known.enabled if known is not None else True
        connection = Connection(name, kind or (known.kind if known else ""), values, enabled)
        if profile.rehearsal:
            require_loopback(connection)
        if args.disable or args.enable:
            connection = replace(connection, enabled=args.enable)
        typed = {s: read_secret(f, s) for s in SECRETS if (f := getattr(args, f"{s}_file"))}
        if joined is not None:
            typed["seed"] = joined.seed
        if not (args.disable or args.test):
            # Before anything is kept: a name that cannot be shall not leave secrets behind.
            profile.desk.read(connections.require, connection)
        if not args.test:
            for secret, value in typed.items():
                profile.secrets.set(f"{name}/{secret}", value)
            profile.desk.command(connections.save, connection).result()
        steps: list[CheckStep] = []
        receive_url = ""
        try:
            if not (args.no_test or args.disable):
                steps = asyncio.run(check_connection(profile, connection, typed))
            if not (args.test or args.disable):
                receive_url = receiving_address(profile, connection)
        except SettingsError as error:
            steps.append(CheckStep("settings", False, str(error)))
    ok = all(step.ok for step in steps)
    text = steps_table(steps) if steps else ""
    if not args.test:
        text += f"\n{name} is saved."
    if receive_url:
        text += "\n" + _RECEIVING[connection.kind].format(url=receive_url)
    found = {"connection": connection, "saved": not args.test, "ok": ok, "steps": steps, "receive_url": receive_url}
    out.result(found, text.strip())
    return 0 if ok else 8


def _joined(args: argparse.Namespace, kind: str) -> StationFile | None:
    """The station file of a hub, None where none was given."""
    if not args.file:
        if kind == "hub" and not (args.enable or args.disable or args.test):
            raise InputError(
                "A hub is connected with a station file.",
                "Ask whoever runs the hub for one, and give it with --file.",
            )
        return None
    if kind != "hub":
        raise InputError("Only a hub is connected with a file.", "For instance: connect hub --file front-desk.json")
    return read_station_file(read_secret(args.file, "station file"))


def _list(profile: Profile, out: Output) -> int:
    rows = profile.desk.read(connections.list_connections)
    shown = [
        [c.name, c.kind, "yes" if c.enabled else "no", ", ".join(f"{k}={v}" for k, v in c.values.items())] for c in rows
    ]
    out.result({"connections": rows}, table(["Name", "Kind", "Enabled", "Values"], shown))
    return 0


def _name_and_kind(args: argparse.Namespace) -> tuple[str, str]:
    """``connect helpdesk rt``, ``connect slack``, ``connect sms twilio``, ``connect probe http --name shop``, ``connect NAME``."""
    what, kind = args.what, args.kind or ""
    if what == "sms" and kind == "http":
        kind = "http-sms"
    if what == "phone" and kind == "twilio":
        kind = "twilio-voice"
    if kind and kind not in KINDS:
        raise InputError(f"There is no kind of connection '{kind}'.", f"Choose one of {', '.join(KINDS)}.")
    if what in ("slack", "mail", "hub"):
        return what, kind or what
    if what == "helpdesk":
        return what, kind
    if what == "sms":
        if not kind:
            raise InputError(
                "There are several kinds of SMS gateway.",
                "Say which: 'connect sms' and kannel, android, gammu, twilio, vonage or http.",
            )
        if KINDS[kind] != "sms":
            return what, kind
        return suffixed(kind, args.name) if args.name else NAMES[kind], kind
    if what == "phone":
        if not kind:
            raise InputError(
                "There are several kinds of telephone.", "Say which: 'connect phone' and baresip or twilio."
            )
        return NAMES[kind] if KINDS[kind] == "phone" else what, kind
    if what == "probe":
        if not args.name or KINDS.get(kind) != "probe":
            raise InputError(
                "A probe needs a kind and a name.", "For instance: connect probe http --name shop --url https://…"
            )
        return args.name, kind
    return what, kind


def _values(args: argparse.Namespace) -> dict[str, str | int | float | bool]:
    values: dict[str, str | int | float | bool] = {}
    for pair in args.set:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise InputError("A value is not written as NAME=VALUE.", "For instance: --set queues=Support,Billing")
        if name in SECRETS:
            raise InputError(
                "A secret must not be an argument: others on this machine can see it.",
                f"Use --{name.replace('_', '-')}-file.",
            )
        values[name] = value
    for short in SHORT_VALUES:
        given = getattr(args, short)
        if given is not None:
            # A mail server calls it a login.
            values["login" if short == "username" and args.what == "mail" else short] = given
    return values
