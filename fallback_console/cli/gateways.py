"""``gateway``: whether the SMS gateways work, up to a real message."""

from __future__ import annotations

import argparse
import asyncio
import os
from dataclasses import dataclass

from fallback_console.cli.opening import opened
from fallback_console.cli.output import Output, printable
from fallback_console.compose.parts import check_connection, gateway_for
from fallback_console.compose.profile import Profile
from fallback_console.domain.connection import KINDS, Connection
from fallback_console.domain.delivery import Receipt
from fallback_console.domain.errors import (
    AmbiguousError,
    BadAnswerError,
    ConsoleError,
    InputError,
    NotFoundError,
    SettingsError,
)
from fallback_console.domain.ids import uuid7
from fallback_console.domain.loopback import require_loopback
from fallback_console.domain.sms_text import measure
from fallback_console.ports import CheckStep, OutgoingSms
from fallback_console.services import connections
from fallback_console.services.messages import number_for_sms

__all__ = ["GatewayReport", "test_gateways"]

_TEXT = "This is a test of the Fallback Console. Nothing has to be done."
_OUTSIDE = 8


@dataclass(frozen=True, slots=True)
class GatewayReport:
    """What a test of one gateway found.

    Attributes:
        name: of the connection.
        ok: every step passed.
        steps: of the live test, and 'message' where one was sent.
    """

    name: str
    ok: bool
    steps: tuple[CheckStep, ...]


def test_gateways(args: argparse.Namespace, out: Output) -> int:
    """Test gateways one after the other. A message is sent by one gateway only, is no part of the journal and is never repeated."""
    with opened(args) as profile:
        chosen = _chosen(profile, args.name)
        if args.to and len(chosen) > 1:
            raise InputError("There are several SMS gateways.", f"Name one: {', '.join(c.name for c in chosen)}.")
        number = profile.desk.read(number_for_sms, args.to) if args.to else ""
        reports = [asyncio.run(_tested(profile, connection, number)) for connection in chosen]
    ok = all(report.ok for report in reports)
    out.result({"ok": ok, "gateways": reports}, "\n".join(map(_shown, reports)))
    return 0 if ok else _OUTSIDE


def _shown(report: GatewayReport) -> str:
    """Every step in full: what was found may be an address to copy."""
    lines = [f"  {'ok    ' if step.ok else 'FAILED'}  {step.name}: {printable(step.message)}" for step in report.steps]
    return "\n".join([report.name, *lines])


def _chosen(profile: Profile, name: str) -> list[Connection]:
    """The gateways to test, the one to use first at the front.

    Raises:
        NotFoundError: there is none, or none of that name.
    """
    known = {c.name: c for c in profile.desk.read(connections.list_connections) if KINDS.get(c.kind) == "sms"}
    if name:
        wanted = name if name.startswith("sms:") else f"sms:{name}"
        if wanted not in known:
            raise NotFoundError(
                f"There is no SMS gateway '{wanted}'.", f"Choose one of {', '.join(known)}." if known else _CONNECT
            )
        return [known[wanted]]
    used = [known[sink] for sink in profile.desk.read(connections.sms_sinks)]
    if not used:
        raise NotFoundError("No SMS gateway is connected.", _CONNECT)
    return used


_CONNECT = "Connect one: 'fallback-console connect sms twilio', for instance."


async def _tested(profile: Profile, connection: Connection, number: str) -> GatewayReport:
    try:
        steps = await check_connection(profile, connection, {})
        if number and all(step.ok for step in steps):
            steps = [*steps, await _sent(profile, connection, number)]
    except SettingsError as error:
        steps = [CheckStep("settings", False, str(error))]
    return GatewayReport(connection.name, all(step.ok for step in steps), tuple(steps))


async def _sent(profile: Profile, connection: Connection, number: str) -> CheckStep:
    """One message, and what became of it."""
    if profile.rehearsal:
        require_loopback(connection)
    gateway = gateway_for(profile, connection)
    message = OutgoingSms(uuid7(profile.clock.now_ms(), os.urandom(10)), number, _TEXT, measure(_TEXT).parts)
    try:
        receipt = await gateway.send(message)
    except (AmbiguousError, BadAnswerError) as error:
        return CheckStep("message", False, f"It may have been sent or not: {error}")
    except ConsoleError as error:
        return CheckStep("message", False, str(error))
    finally:
        await gateway.aclose()
    return CheckStep("message", True, _taken_words(receipt, number))


def _taken_words(receipt: Receipt, number: str) -> str:
    known_as = f" It is called {receipt.remote_id} there." if receipt.remote_id else ""
    said = f" It says: {receipt.said}." if receipt.said else ""
    return f"The gateway took a message for {number}.{known_as}{said} Look at the phone."
