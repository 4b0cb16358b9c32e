"""People out of a directory: how it is named on the command line, its password, and its live test."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable

from fallback_console.cli.opening import opened, read_secret
from fallback_console.cli.output import Output
from fallback_console.cli.steps import steps_table
from fallback_console.compose.directories import directory_for, helpdesk_people
from fallback_console.compose.profile import Profile
from fallback_console.domain.directory import DirectoryAccess, DirectoryPeople, directory_access
from fallback_console.domain.errors import InputError, SettingsError
from fallback_console.ports import CheckStep, PeopleSource

__all__ = ["HELPDESK", "access_of", "read_directory", "read_helpdesk", "try_directory"]

HELPDESK = "rt"
"""Source of the helpdesk's people."""

_TOLD_EVERY = 2_000
_OUTSIDE = 8


def access_of(args: argparse.Namespace) -> DirectoryAccess:
    """Which directory is meant, and how it is asked.

    Raises:
        InputError: the address is none.
    """
    return directory_access(
        args.directory,
        base=args.base,
        filter=args.filter,
        login=args.bind_dn,
        ca_file=args.ca,
        start_tls=args.start_tls,
        open_password=args.open_password,
    )


def read_directory(args: argparse.Namespace, access: DirectoryAccess, profile: Profile, out: Output) -> DirectoryPeople:
    """Everybody in the directory.

    Raises:
        ConsoleError: the password is missing, or not everybody came.
    """
    password = _password(args, access, profile)
    found = _source(access, password, profile).read(args.kind or "team", _teller(out), lambda: False)
    _keep(args, access, password, profile)
    return found


def read_helpdesk(args: argparse.Namespace, profile: Profile, out: Output) -> DirectoryPeople:
    """Everybody whom the helpdesk knows.

    Raises:
        ConsoleError: no helpdesk is connected, or not everybody came.
    """
    if args.source:
        raise InputError("The helpdesk's people are kept as the helpdesk's.", "Leave --source out.")
    return helpdesk_people(profile).read(args.kind, _teller(out), lambda: False)


def _teller(out: Output) -> Callable[[int], None]:
    told = 0

    def tell(found: int) -> None:
        nonlocal told
        if found - told >= _TOLD_EVERY:
            told = found
            out.progress(f"{found:,} read")

    return tell


def try_directory(args: argparse.Namespace, out: Output) -> int:
    """The live test, step by step. Exit status 8 where it failed."""
    access = access_of(args)
    with opened(args) as profile:
        password = _password(args, access, profile)
        try:
            steps = _source(access, password, profile).check()
        except (InputError, SettingsError) as error:
            steps = [CheckStep("settings", False, str(error))]
        ok = all(step.ok for step in steps)
        if ok:
            _keep(args, access, password, profile)
    out.result({"directory": access.url, "ok": ok, "steps": steps}, steps_table(steps))
    return 0 if ok else _OUTSIDE


def _source(access: DirectoryAccess, password: str, profile: Profile) -> PeopleSource:
    return directory_for(access, password, rehearsal=profile.rehearsal)


def _password(args: argparse.Namespace, access: DirectoryAccess, profile: Profile) -> str:
    """From a file, the secret store or the person at the keyboard, in this order."""
    if not access.login:
        return ""
    if args.password_file:
        return read_secret(args.password_file, "password")
    kept = profile.secrets.get(access.secret)
    if kept:
        return kept
    if not sys.stdin.isatty():
        raise InputError(
            "The password of the sign-in is missing.",
            "Give a file that holds it with --password-file, or '-' to type it.",
        )
    return getpass.getpass("Password: ")


def _keep(args: argparse.Namespace, access: DirectoryAccess, password: str, profile: Profile) -> None:
    """Only one that was accepted is worth keeping."""
    if args.keep_password and password:
        profile.secrets.set(access.secret, password)
