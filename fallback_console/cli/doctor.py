"""``doctor``: is everything here well, and mending what is not."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterator

from fallback_console.cli.ailments import Line, folder_lines, network_lines, store_lines
from fallback_console.cli.opening import folder_of, new_secret, opened, passphrase_of, read_secret
from fallback_console.cli.output import Output, iso, table
from fallback_console.compose.parts import check_connection
from fallback_console.compose.profile import Profile, SystemClock, unlock
from fallback_console.domain.errors import ConsoleError, InputError, NotFoundError, SettingsError, StoreError
from fallback_console.domain.loopback import require_loopback
from fallback_console.services import connections, upkeep
from fallback_console.store.backup import Backup, backups, restore
from fallback_console.store.keys import KeyKeeper

__all__ = ["doctor"]

_STORE, _OUTSIDE = 5, 8


def doctor(args: argparse.Namespace, out: Output) -> int:
    """Check, or do the one thing an option asks for.

    Exit status 5 where the data or their folder are not well, 8 where only a connection is not.
    """
    if args.restore is not None:
        return _restore(args, out)
    if args.passphrase:
        return _change_passphrase(args, out)
    if args.rebuild:
        return _rebuild(args, out)
    if args.backup:
        with opened(args) as profile:
            made = profile.back_up()
        out.result({"backup": made}, f"{made.path} is made and proved sound.")
        return 0
    lines = list(_examine(args))
    out.result(
        {"ok": all(line.ok for line in lines), "lines": lines},
        table(
            ["", "What", "Found"],
            [["ok" if line.ok else "FAILED", line.name, f"{line.message} {line.next_step}".strip()] for line in lines],
            widest=200,
        ),
    )
    failed = {line.status for line in lines if not line.ok}
    return min(failed) if failed else 0


def _examine(args: argparse.Namespace) -> Iterator[Line]:
    """Line after line. What a later line stands on comes before it; a database that cannot be opened ends the list."""
    folder = folder_of(args)
    yield from folder_lines(folder, SystemClock().now_ms())
    try:
        with opened(args, create=False) as profile:
            yield Line("key", True, _key_words(profile))
            yield from store_lines(profile)
            yield from _connection_lines(args, profile)
            yield from network_lines(profile)
    except NotFoundError:
        raise
    except ConsoleError as error:
        yield Line("database", False, error.message, error.next_step)


def _key_words(profile: Profile) -> str:
    if profile.key_kind == "keychain":
        return "The database's key is in this computer's keychain."
    if profile.key_kind == "open":
        return "The database's key stands in its folder: these data are invented."
    return "The database's key is made from a passphrase."


def _connection_lines(args: argparse.Namespace, profile: Profile) -> Iterator[Line]:
    known = profile.desk.read(connections.list_connections)
    if not known:
        yield Line("connections", True, "Nothing is connected yet.", "See 'fallback-console connect --help'.")
    for connection in known:
        name = f"connection {connection.name}"
        if not connection.enabled:
            yield Line(name, True, "It is disabled.")
            continue
        if not args.connections:
            yield Line(name, True, f"It is a connection to {connection.kind}; --connections tests it.")
            continue
        try:
            if profile.rehearsal:
                require_loopback(connection)
            steps = asyncio.run(check_connection(profile, connection, {}))
        except ConsoleError as error:
            status = SettingsError.exit_status if isinstance(error, SettingsError) else _OUTSIDE
            yield Line(name, False, error.message, error.next_step, max(status, _OUTSIDE))
            continue
        bad = [step for step in steps if not step.ok]
        for step in bad:
            yield Line(f"{name}: {step.name}", False, step.message, "", _OUTSIDE)
        if not bad:
            yield Line(name, True, f"All of {len(steps)} steps passed.")


def _rebuild(args: argparse.Namespace, out: Output) -> int:
    """Exit status 5 where something differed; it is as it should be then."""
    with opened(args) as profile:
        report = profile.desk.command(upkeep.rebuild).result()
    tables = {name: {"rows": rows, "differing": differing} for name, (rows, differing) in sorted(report.tables.items())}
    shown = table(
        ["Projection", "Rows", "Differed"],
        [[name, str(t["rows"]), str(t["differing"])] for name, t in tables.items()],
    )
    total = report.differing
    words = "Nothing differed." if total == 0 else f"{total} rows differed and are as they should be now."
    out.result({"differing": total, "tables": tables}, f"{shown}\n\n{words}")
    return _STORE if total else 0


def _restore(args: argparse.Namespace, out: Output) -> int:
    folder = folder_of(args)
    chosen = _chosen(backups(folder), args.restore) if args.restore else None
    key, _ = unlock(folder, args.profile, passphrase_of(args, folder), create=False)
    done = restore(folder, key, SystemClock().now_ms(), chosen)
    where = f" The former database is kept as {done.put_aside}." if done.put_aside is not None else ""
    out.result(
        {"restored": done},
        f"The data are those of {iso(done.backup.made_at)} again.{where}\n"
        "What was waiting to be sent then is looked up before it is sent.",
    )
    return 0


def _chosen(known: list[Backup], wanted: str) -> Backup:
    for backup in known:
        if wanted in (str(backup.path), backup.path.name):
            return backup
    names = ", ".join(backup.path.name for backup in known)
    raise NotFoundError(
        "There is no such backup in the data folder.", f"There are: {names}." if names else "There is none."
    )


def _change_passphrase(args: argparse.Namespace, out: Output) -> int:
    if args.profile != "real":
        raise InputError("A rehearsal's data have no passphrase of their own.", "Leave it as it is.")
    folder = folder_of(args)
    keeper = KeyKeeper(folder)
    if keeper.kind() != "passphrase":
        raise StoreError(
            "The key of these data is in the keychain, not made from a passphrase.", "There is nothing to change."
        )
    old = passphrase_of(args, folder) or ""
    source = args.new_passphrase_file
    new = read_secret(source, "new passphrase") if source else new_secret("New passphrase")
    keeper.change_passphrase(old, new)
    out.result({"changed": True}, "The data are encrypted with the new passphrase.")
    return 0
