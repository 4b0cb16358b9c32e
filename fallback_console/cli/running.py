"""``run``: the window, or the same without one."""

from __future__ import annotations

import argparse

from fallback_console.cli.opening import folder_of, settings_of
from fallback_console.cli.output import Output

__all__ = ["run"]


def run(args: argparse.Namespace, out: Output) -> int:
    """Open the window and stay until it is closed."""
    if args.headless:
        # The network's libraries, which the window loads by itself once it can be seen.
        from fallback_console.cli.syncing import watch

        return watch(args, out)
    if args.demo:
        # Only a demonstration needs simulated systems.
        from fallback_console.compose.demo import KIND, run_demo

        out.progress("The demonstration is being prepared; its window opens in a few seconds.")
        return run_demo(folder_of(args) / KIND, settings_of(args))
    # The window's toolkit, which no other command may need.
    from fallback_console.app import run_window

    return run_window(folder_of(args), settings_of(args), args.profile)
