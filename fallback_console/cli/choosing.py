"""``settings``: a person's own choices, and what IT has set."""

from __future__ import annotations

import argparse

from fallback_console import settings as settings_module
from fallback_console.cli.opening import folder_of, settings_of
from fallback_console.cli.output import Output, table
from fallback_console.cli.parser import CHOICES
from fallback_console.domain.errors import InputError

__all__ = ["choose"]


def choose(args: argparse.Namespace, out: Output) -> int:
    """Show all settings, or keep one choice. Nothing of it is in the database, which stays closed."""
    settings = settings_of(args)
    if args.name is not None:
        if args.value is None:
            raise InputError("The value is missing.", "For instance: settings language ja")
        settings = settings_module.remember(folder_of(args), settings, args.name, args.value)
    known = {name: str(getattr(settings, name)) for name in CHOICES}
    locked = sorted(settings.locked)
    shown = [[name, value, "set by your organisation" if name in locked else ""] for name, value in known.items()]
    out.result(
        {"settings": known, "locked": locked, "config_file": settings.config_file}, table(["Name", "Value", ""], shown)
    )
    return 0
