"""``gallery``: pictures of every view in every state."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from fallback_console.cli.output import Output
from fallback_console.domain.errors import InputError

__all__ = ["gallery"]

_LEAST = (1024, 700)
_MOST = (7680, 4320)


def gallery(args: argparse.Namespace, out: Output) -> int:
    """Make the pictures from invented data; nothing is shown on a display, and no data of the person are touched."""
    size = _size(args.size)
    # Both are read once, when the window's toolkit is loaded.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if args.scale is not None:
        if not 0.5 <= args.scale <= 4:
            raise InputError("The scale is not between 0.5 and 4.", "Use 1, 1.5 or 2.")
        os.environ["QT_SCALE_FACTOR"] = str(args.scale)
    # The window's toolkit, which no other command may need; only now, see above.
    from fallback_console.compose.gallery.tour import GalleryPicture, Wanted, walk_through

    def tell(one: GalleryPicture) -> None:
        if args.verbose:
            out.progress(one.file)

    wanted = Wanted(
        views=args.view,
        states=args.state,
        themes=args.theme or ("light", "dark"),
        languages=args.language or ("en", "ja"),
        size=size,
        hide_numbers=args.hide_numbers,
    )
    report = walk_through(Path(args.folder).expanduser(), wanted, tell)
    count = len(report.pictures)
    text = f"{count} pictures in {report.seconds:.1f} s, {report.seconds / count:.2f} s each; see {report.index}."
    out.result(report, text)
    return 0


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise InputError("The size of the window cannot be read.", "Write it like 1280x800.")
    size = int(width), int(height)
    if not all(least <= one <= most for least, one, most in zip(_LEAST, size, _MOST, strict=True)):
        raise InputError(
            f"The window cannot be {text}.", f"Choose a size from {_LEAST[0]}x{_LEAST[1]} to {_MOST[0]}x{_MOST[1]}."
        )
    return size
