"""``hub``: the team's hub, on the computer that runs it and as a station sees it."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import subprocess
import time
from pathlib import Path

from fallback_console.adapters.hub.asking import make_missing, status_of
from fallback_console.cli.opening import opened
from fallback_console.cli.output import Output, iso, table
from fallback_console.compose.hub_folder import HubFolder, find_server, server_version
from fallback_console.compose.hubs import hub_settings
from fallback_console.compose.profile import SystemClock
from fallback_console.compose.reporting import file_error, refuse_existing
from fallback_console.domain.errors import ConsoleError, InputError, UnreachableError
from fallback_console.services import connections

__all__ = ["add_station", "certificate", "init", "remove_station", "serve", "status", "streams"]

_PORTS = range(1, 65536)
_START_S = 20.0
_STOP_S = 15.0


def init(args: argparse.Namespace, out: Output) -> int:
    """A folder with all that nats-server needs."""
    if args.port not in _PORTS or (args.leaf_port and args.leaf_port not in _PORTS) or args.port == args.leaf_port:
        raise InputError("A port is a number from 1 to 65535, and each is used once.", "Choose others.")
    if args.store < 100:
        raise InputError("A hub needs at least 100 MB.", "Give more with --store.")
    given = {what: Path(path) for what in ("certificate", "key", "authority") if (path := getattr(args, what))}
    if given and len(given) != 3:
        raise InputError(
            "Certificate, key and authority belong together.", "Give all three, or none and the hub makes its own."
        )
    try:
        version = server_version(find_server(args.server))
    except ConsoleError:
        # It may run elsewhere, and then a current one.
        version = ""
    hub = HubFolder.make(
        Path(args.folder).expanduser(),
        args.host,
        port=args.port,
        leaf_port=args.leaf_port,
        listen=args.listen,
        store_mb=args.store,
        version=version,
        given=given,
    )
    data = {"folder": hub.folder, "addresses": hub.addresses, "server": version, "durable": hub.always}
    text = f"{hub.folder} is ready. Run it with 'fallback-console hub serve {hub.folder}'."
    if not hub.always:
        text += (
            f"\nnats-server {version} acknowledges before it writes to the disk: a power cut can lose the last seconds."
            "\nUse version 2.12 or newer for real work, and make the folder again with it."
        )
    out.result(data, text)
    return 0


def serve(args: argparse.Namespace, out: Output) -> int:
    """The server as a child of this process; its exit status."""
    hub = HubFolder(Path(args.folder).expanduser().resolve())
    program = find_server(args.server)
    child = subprocess.Popen([program, "-c", str(hub.folder / "hub.conf")], cwd=hub.folder)

    asked_to_end: list[int] = []

    def pass_on(number: int, _frame: object) -> None:
        asked_to_end.append(number)
        child.send_signal(number)

    before = {number: signal.signal(number, pass_on) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        made = _streams_soon(hub, child)
        if made is not None:
            out.progress(f"The hub runs at {', '.join(hub.addresses)}.")
        status = child.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if child.poll() is None:
            child.terminate()
            child.wait(_STOP_S)
    # Older servers end with a fault of their own where they were asked to.
    status = 0 if asked_to_end else abs(status)
    out.result({"status": status, "streams": made or []}, "The hub has ended.")
    return 0 if status == 0 else 8


def _streams_soon(hub: HubFolder, child: subprocess.Popen[bytes]) -> list[str] | None:
    """Streams that were missing, once the server answers; None where it ended first."""
    deadline = time.monotonic() + _START_S
    while True:
        try:
            return asyncio.run(make_missing(hub.operator(), hub.replicas, hub.most_bytes, synced=hub.always))
        except UnreachableError:
            if child.poll() is not None:
                return None
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def streams(args: argparse.Namespace, out: Output) -> int:
    """The streams of a hub that runs."""
    hub = HubFolder(Path(args.folder).expanduser())
    made = asyncio.run(make_missing(hub.operator(), hub.replicas, hub.most_bytes, synced=hub.always))
    out.result({"made": made}, f"Made: {', '.join(made)}." if made else "Nothing was missing.")
    return 0


def add_station(args: argparse.Namespace, out: Output) -> int:
    """A new key, in the hub's rules and in the station's file."""
    target = Path(args.out).expanduser()
    refuse_existing(target, next_step="Choose another name.")
    hub = HubFolder(Path(args.folder).expanduser())
    try:
        # First: a key that nobody was given would be of no use.
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise file_error(target, error) from error
    try:
        file = hub.add(args.station, args.site, args.rights, SystemClock().now_ms())
        with os.fdopen(descriptor, "w", encoding="utf-8") as written:
            written.write(file.text())
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    running = hub.reload()
    data = {"station": file.station, "site": file.site, "rights": file.rights, "file": target, "reloaded": running}
    text = f"{target} lets whoever has it in as '{file.station}'. Bring it there safely, then 'connect hub --file' and delete it."
    out.result(data, text if running else f"{text}\nNo hub runs here; it counts from the next start on.")
    return 0


def remove_station(args: argparse.Namespace, out: Output) -> int:
    """The rules without a station, and the server told of it."""
    hub = HubFolder(Path(args.folder).expanduser())
    hub.remove(args.station)
    running = hub.reload()
    said = "is shut out" if running else "is removed; no hub runs here, so it counts from the next start on"
    out.result({"station": args.station, "reloaded": running}, f"{args.station} {said}.")
    return 0


def certificate(args: argparse.Namespace, out: Output) -> int:
    """A new certificate by the same authority."""
    hub = HubFolder(Path(args.folder).expanduser())
    hub.renew_certificate()
    running = hub.reload()
    said = "is in use" if running else "is made; no hub runs here, so it counts from the next start on"
    out.result({"reloaded": running}, f"The new certificate {said}.")
    return 0


def status(args: argparse.Namespace, out: Output) -> int:
    """What the hub says of itself, and who is there."""
    if args.folder:
        hub = HubFolder(Path(args.folder).expanduser())
        found = asyncio.run(status_of(hub.operator(), SystemClock()))
        stations = [(one.station, one.site, one.rights, one.added) for one in hub.stations]
    else:
        with opened(args, create=False) as profile:
            connection = profile.desk.read(lambda r: connections.find(r, "hub"))
            settings = hub_settings(connection, profile.secrets)
        found, stations = asyncio.run(status_of(settings, SystemClock())), []
    safe = "on the disk once acknowledged" if found.durable else "not always on the disk once acknowledged"
    rows = [
        [name, site, rights, iso(added), "yes" if name in found.here else ""] for name, site, rights, added in stations
    ]
    text = "\n".join(
        [
            f"NATS {found.version}, {found.messages} messages, {safe}.",
            f"Here now: {', '.join(found.here) or 'nobody'}.",
            *([table(["Station", "Site", "Rights", "Added", "Here"], rows)] if rows else []),
        ]
    )
    shown = [{"station": n, "site": s, "rights": r, "added": a, "here": n in found.here} for n, s, r, a in stations]
    out.result({**found._asdict(), "stations": shown}, text)
    return 0
