"""``drill``: an outage rehearsed on simulated systems."""

from __future__ import annotations

import argparse
from pathlib import Path

from fallback_console.cli.opening import folder_of, settings_of
from fallback_console.cli.output import Output
from fallback_console.compose.drill import KIND, Moment, run_drill

__all__ = ["drill"]


def drill(args: argparse.Namespace, out: Output) -> int:
    """Rehearse an outage in a folder of its own beside the real data, and tell what happens as it happens.

    Exit status 1 where not everything came back exactly once.
    """

    def tell(moment: Moment) -> None:
        out.line(f"{moment.seconds:5.1f} s  {moment.what}")

    report = run_drill(
        folder_of(args) / KIND,
        settings_of(args),
        tell,
        pictures=Path(args.pictures).expanduser() if args.pictures else None,
        keep=args.keep,
    )
    if report.ok:
        text = (
            f"The drill went well: outage declared after {report.detected_seconds:.1f} s, everything delivered"
            f" {report.returned_seconds:.1f} s after the helpdesk's return."
        )
    else:
        text = "\n".join(["The drill failed.", *report.differences])
    if report.pictures:
        text += f"\n{len(report.pictures)} pictures are in {Path(report.pictures[0]).parent}."
    if report.folder:
        text += f"\nIts data are in {report.folder}; look at them with --data-dir and --profile {KIND}."
    out.result(report, text)
    return 0 if report.ok else 1
