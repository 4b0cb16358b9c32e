"""From the options of the command line to an open profile."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from fallback_console import settings as settings_module
from fallback_console.compose.profile import DEFAULT_FOLDER, Profile, identity_of, open_profile, passphrase_for
from fallback_console.domain.errors import InputError, KeyMissingError, NotFoundError
from fallback_console.settings import Settings

__all__ = ["folder_of", "needs_numbers", "new_secret", "opened", "passphrase_of", "read_secret", "settings_of"]


def folder_of(args: argparse.Namespace) -> Path:
    """The data folder that is meant."""
    return Path(args.data_dir).expanduser() if args.data_dir else DEFAULT_FOLDER


def settings_of(args: argparse.Namespace) -> Settings:
    """Settings in force, with what the options say of the person.

    Raises:
        SettingsError: a settings file cannot be used.
    """
    settings = settings_module.load(folder_of(args), Path(args.config) if args.config else None)
    return replace(settings, login=args.login) if args.login else settings


@contextmanager
def opened(args: argparse.Namespace, *, create: bool = True) -> Iterator[Profile]:
    """The profile, closed again at the end.

    Args:
        create: make it where the folder is new.

    Raises:
        NotFoundError: there is none and none shall be made.
        ConsoleError: it cannot be opened; the sentence says why.
    """
    folder = folder_of(args)
    if not create and not identity_of(folder)[0]:
        raise NotFoundError(
            f"There are no data in {folder} yet.", "Connect a system or pull first, or choose another folder."
        )
    profile = open_profile(folder, settings_of(args), kind=args.profile, passphrase=passphrase_of(args, folder))
    try:
        yield profile
    finally:
        profile.close()


def needs_numbers(profile: Profile) -> None:
    """A file with customers' numbers is made only by who may read them.

    Raises:
        InputError: the person may not.
    """
    if not profile.desk.sees_numbers:
        raise InputError(
            "Customers' telephone numbers are hidden from you, so this cannot be exported.",
            "Ask somebody who may see the numbers, or IT.",
        )


def read_secret(source: str, what: str) -> str:
    """A secret from a file, or from standard input for '-'; never from an argument, which other users can see.

    Raises:
        InputError: it cannot be read or is empty.
    """
    if source == "-":
        text = getpass.getpass(f"{what}: ") if sys.stdin.isatty() else sys.stdin.readline()
    else:
        try:
            text = Path(source).expanduser().read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                f"The file with the {what} cannot be read.", "Check its path and who may read it."
            ) from error
    secret = text.strip("\r\n")
    if not secret:
        raise InputError(f"The {what} is empty.", "Give a file that holds it, or '-' to type it.")
    return secret


def new_secret(what: str) -> str:
    """A secret typed twice.

    Raises:
        InputError: nobody is at the keyboard, or the two differ.
    """
    if not sys.stdin.isatty():
        raise InputError(f"The {what.lower()} is missing.", "Give a file that holds it.")
    secret = getpass.getpass(f"{what}: ")
    if getpass.getpass("Once more: ") != secret:
        raise InputError("The two differ.", "Try again.")
    return secret


def passphrase_of(args: argparse.Namespace, folder: Path) -> str | None:
    """The passphrase of a folder, asked for where it takes one and nobody gave it; None where it takes none.

    Raises:
        KeyMissingError: it takes one, and nobody is there to be asked.
    """
    if args.passphrase_file:
        return read_secret(args.passphrase_file, "passphrase")
    if args.profile != "real":
        return None
    need = passphrase_for(folder)
    if not need:
        return None
    if not sys.stdin.isatty():
        raise KeyMissingError(
            "The console's data are protected by a passphrase."
            if need == "unlock"
            else "This machine has no keychain, so the console's data need a passphrase.",
            "Give a file that holds it with --passphrase-file, or '-' to type it.",
        )
    return new_secret("Passphrase") if need == "create" else getpass.getpass("Passphrase: ")
