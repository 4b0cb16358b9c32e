"""Where icons, translations, help, templates and demo data lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

__all__ = ["resource", "resources_folder"]

_PACKAGE = Path(__file__).resolve().parent


def resources_folder() -> Path:
    """The folder ``resources``.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for candidate in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"The program's resources are missing beside {_PACKAGE}; install it again.")


def resource(*parts: str) -> Path:
    """The path of one file or folder in ``resources``, for example ``resource("demo", "cases.json")``; it need not exist."""
    return resources_folder().joinpath(*parts)
