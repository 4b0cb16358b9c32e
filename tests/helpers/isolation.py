"""A home of its own for a test run, so that no test reads or writes a person's files or keychain."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from pathlib import Path

# Variables that lead to a real desktop session, keychain or display.
LEADS_OUT = (
    "DBUS_SESSION_BUS_ADDRESS",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "GNOME_KEYRING_CONTROL",
    "SSH_AUTH_SOCK",
)


def isolate(home: Path, variables: MutableMapping[str, str] = os.environ) -> None:
    """Points every variable that names a person's folders into ``home``, and the keychain at a backend that refuses.

    Programs that a test starts inherit this; a test that needs a keychain or a display starts its own and sets these again.
    """
    folders = {
        "HOME": home,
        "USERPROFILE": home,
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_STATE_HOME": home / "state",
        "XDG_RUNTIME_DIR": home / "runtime",
        "APPDATA": home / "roaming",
        "LOCALAPPDATA": home / "local",
    }
    for name, folder in folders.items():
        folder.mkdir(parents=True, exist_ok=True)
        variables[name] = str(folder)
    (home / "runtime").chmod(0o700)
    for name in LEADS_OUT:
        variables.pop(name, None)
    variables.update(
        {
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "LC_ALL": "C.UTF-8",
            "LANG": "C.UTF-8",
        }
    )
