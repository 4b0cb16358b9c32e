"""Settings of a station: defaults, then what the person chose here, then what IT's file says.

IT's file is TOML, given with ``--config FILE``, by the variable ``FALLBACK_CONSOLE_CONFIG``, or found as ``config.toml`` in
the data folder. What it sets cannot be changed in the window. What a person chooses is kept in ``preferences.json`` in the
data folder. Neither ever holds a secret.

::

    [station]
    login = "alice"          # the person's name in the helpdesk
    role = "supervisor"      # or "agent"
    region = "JP"            # country of numbers written without a country code
    language = "ja"          # or "en", "system"
    theme = "dark"           # or "light", "system"
    dialler = "sip"          # or "tel", "callto", or "telephone": through the telephone that is connected
    lock_minutes = 10        # the window locks after so long without use; 0 for never

    [timing]                 # seconds; names as in domain.timing.Timing
    pull_every = 60

    [network]
    canaries = ["http://detectportal.firefox.com/success.txt"]

    [sla]                    # when the countdown to a due time runs; without it, always
    zone = "Asia/Tokyo"
    hours = {mon-fri = "09:00-18:00"}
    lunch = "12:00-13:00"
    holidays = [2026-11-23]
    waiting = ["stalled"]    # statuses that stop it

    [reach]                  # reaching one person over one path after the other
    quiet = "21:00-08:00"    # not texted or called then, where the person is; "none" for never
    text_wait = 180          # seconds until the next path follows a text message without an answer
    call_wait = 300          # the same for a call that nobody makes
    hub_wait = 90            # the same for what stands in somebody's window
    zone = "Asia/Tokyo"      # where people are of whom nothing tells it; the machine's own zone by default
    lift_opt_outs = true     # a person may say, with a reason, that a number wants text messages again
    [dial]                   # what the dialler is handed for a number; by default the number with its plus
    outside = "0"            # in front, for a line out
    home = "FR"              # numbers of this country as they are dialled inside it: +33 → 0
    international = "00"     # in place of the plus for all others
    extension = "pause"      # behind commas; or "ext" (;ext=), or "hand": people dial it when they are asked to
    pauses = 3               # how many commas
    sip_domain = "pbx.example.com"
    replace = [{from = "+331234567", to = "7"}]  # the company's own numbers, dialled short

    [calls]
    wrap_up_seconds = 120    # so long a call may be written up before the console reminds of it; 0 never reminds

    [broadcast]              # text messages to many people
    review_above = 100       # with more recipients a second person has to approve; 0 for never
    urgent_skips_review = false
    quiet = "21:00-08:00"    # nobody is texted then in their own zone, but for what is urgent

    [privacy]
    mask_numbers = true      # customers' telephone numbers are shown as "+44 •••• ••• 123"
    numbers_for = ["supervisor"]  # to whom they are shown whole, by the role that this file gives; by default to nobody

    [[connection]]           # made when missing, kept as written here
    name = "helpdesk"
    kind = "rt"
    url = "https://rt.example.com"
"""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fallback_console.domain.connection import KINDS, Connection
from fallback_console.domain.errors import SettingsError
from fallback_console.domain.timing import Timing

if TYPE_CHECKING:
    from fallback_console.domain.broadcast import Policy
    from fallback_console.domain.call_rules import CallRules
    from fallback_console.domain.dial_rules import DialRules
    from fallback_console.domain.reach_rules import ReachRules
    from fallback_console.domain.sla import SlaRules

__all__ = ["CONFIG_VARIABLE", "Settings", "load", "remember"]

CONFIG_VARIABLE = "FALLBACK_CONSOLE_CONFIG"

_CHOICES = {
    "role": ("agent", "supervisor"),
    "language": ("system", "en", "ja"),
    "theme": ("system", "light", "dark"),
    "dialler": ("tel", "sip", "callto", "telephone"),
}
_STATION = ("login", "role", "region", "language", "theme", "dialler", "lock_minutes")
_NUMBERS = {"lock_minutes": 1440}
"""Settings that are whole numbers from 0 to this."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings in force.

    Attributes:
        login: the person's name in the helpdesk.
        role: 'agent' or 'supervisor'; a supervisor may override the monitor.
        region: ISO 3166 country of numbers without a country code.
        home: the same where somebody chose it, '' where it is the default.
        language, theme: 'system' or a choice.
        dialler: scheme that numbers are handed to the system's dialler with, or 'telephone': through the one that is connected.
        lock_minutes: the window locks after so long without use; '0' for never.
        timing: of monitor and puller.
        canaries: addresses on the open internet that tell "I am offline" from "they are down"; empty for the defaults.
        connections: that IT's file demands.
        sla: when the countdown to a due time runs, None for always.
        reach: how people are reached, None for the usual rules.
        dial: what is dialled for a number, None for the number as it is.
        calls: what is said of calls, None for the usual.
        broadcast: what the organisation wants of broadcasts, None for the defaults.
        hides_numbers: the person may not read customers' telephone numbers.
        locked: names of settings that IT's file sets.
        config_file: IT's file, None where there is none.
    """

    login: str
    role: str = "agent"
    region: str = "US"
    home: str = ""
    language: str = "system"
    theme: str = "system"
    dialler: str = "tel"
    lock_minutes: str = "0"
    timing: Timing = field(default_factory=Timing)
    canaries: tuple[str, ...] = ()
    connections: tuple[Connection, ...] = ()
    sla: SlaRules | None = None
    reach: ReachRules | None = None
    dial: DialRules | None = None
    calls: CallRules | None = None
    broadcast: Policy | None = None
    hides_numbers: bool = False
    locked: frozenset[str] = frozenset()
    config_file: Path | None = None


def load(folder: Path, config_file: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Settings for a data folder.

    Args:
        folder: the data folder; it need not exist.
        config_file: IT's file; where None the variable and the data folder are looked at.
        environ: environment variables; the process' own where None.

    Raises:
        SettingsError: a file cannot be read or says something that cannot be.
    """
    environ = os.environ if environ is None else environ
    settings = Settings(login=_system_login())
    settings = _chosen(settings, _checked(_preferences(folder), folder / "preferences.json"))
    file = _config_file(folder, config_file, environ)
    if file is None:
        return settings
    return _with_config(settings, file, _parsed(file))


def remember(folder: Path, settings: Settings, name: str, value: str) -> Settings:
    """Keep a person's choice.

    Raises:
        SettingsError: IT's file sets it, or the value is none of its choices.
    """
    if name in settings.locked:
        raise SettingsError("This is set by your organisation.", "Ask IT to change it.", name=name)
    checked = _checked({name: value}, folder / "preferences.json")
    known = _preferences(folder) | checked
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / "preferences.json.new"
    temporary.write_text(json.dumps(known, indent=1, ensure_ascii=False), encoding="utf-8")
    temporary.replace(folder / "preferences.json")
    return _chosen(settings, checked)


def _chosen(settings: Settings, station: Mapping[str, Any]) -> Settings:
    return replace(settings, home=station.get("region", settings.home), **station)


def _system_login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "agent"


def _preferences(folder: Path) -> dict[str, Any]:
    """What a person chose; an unreadable file is no reason not to start, its choices are made again in a moment."""
    try:
        found = json.loads((folder / "preferences.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {k: v for k, v in found.items() if k in _STATION} if isinstance(found, dict) else {}


def _config_file(folder: Path, given: Path | None, environ: Mapping[str, str]) -> Path | None:
    if given is not None:
        return given
    if environ.get(CONFIG_VARIABLE):
        return Path(environ[CONFIG_VARIABLE])
    beside = folder / "config.toml"
    return beside if beside.exists() else None


def _parsed(file: Path) -> dict[str, Any]:
    # Late: most stations have no such file, and the reader takes as long to load as the rest of this module.
    import tomllib

    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(
            f"The settings file {file} cannot be read.",
            "Check its path and who may read it.",
            reason=error.strerror or "",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"The settings file {file} is not valid TOML.", f"Mend this first: {error}.") from error


def _with_config(settings: Settings, file: Path, found: Mapping[str, Any]) -> Settings:
    unknown = set(found) - {
        "station",
        "timing",
        "network",
        "sla",
        "reach",
        "dial",
        "calls",
        "broadcast",
        "privacy",
        "connection",
    }
    if unknown:
        raise SettingsError(
            f"The settings file {file} has an unknown part '{sorted(unknown)[0]}'.",
            "Known are station, timing, network, sla, reach, dial, calls, broadcast, privacy and connection.",
        )
    station = _checked(_table(found, "station", file), file)
    timing = _timing(settings.timing, _table(found, "timing", file), file)
    canaries = _table(found, "network", file).get("canaries", [])
    if not isinstance(canaries, list) or not all(isinstance(c, str) for c in canaries):
        raise SettingsError(f"In {file}, canaries is not a list of addresses.", 'Write canaries = ["http://…"].')
    return replace(
        _chosen(settings, station),
        timing=timing,
        canaries=tuple(canaries),
        sla=_sla(_table(found, "sla", file), file),
        reach=_reach(_table(found, "reach", file), file),
        dial=_dial(_table(found, "dial", file), file),
        calls=_calls(_table(found, "calls", file), file),
        broadcast=_broadcast(_table(found, "broadcast", file), file),
        hides_numbers=_hides_numbers(_table(found, "privacy", file), str(station.get("role", "")), file),
        connections=tuple(_connection(c, file) for c in found.get("connection", [])),
        locked=frozenset(station),
        config_file=file,
    )


def _table(found: Mapping[str, Any], name: str, file: Path) -> dict[str, Any]:
    table = found.get(name, {})
    if not isinstance(table, dict):
        raise SettingsError(f"In {file}, '{name}' is not a table.", f"Write it as [{name}].")
    return table


def _checked(values: Mapping[str, Any], file: Path) -> dict[str, Any]:
    # In IT's file a number is written as one.
    values = {k: str(v) if k in _NUMBERS and type(v) is int else v for k, v in values.items()}
    for name, value in values.items():
        if name not in _STATION:
            raise SettingsError(f"{file} has an unknown setting '{name}'.", f"Known are {', '.join(_STATION)}.")
        if not isinstance(value, str) or not value.strip():
            raise SettingsError(f"In {file}, '{name}' is not a text.", "Write it in quotation marks.")
        if name in _CHOICES and value not in _CHOICES[name]:
            raise SettingsError(f"In {file}, '{name}' cannot be that.", f"Choose one of {', '.join(_CHOICES[name])}.")
        if name == "region" and not (len(value) == 2 and value.isascii() and value.isupper()):
            raise SettingsError(f"In {file}, 'region' is not a country code.", "Write two capitals, 'JP' for instance.")
        if name in _NUMBERS and not (value.isascii() and value.isdecimal() and int(value) <= _NUMBERS[name]):
            raise SettingsError(f"In {file}, '{name}' cannot be that.", f"Write a number from 0 to {_NUMBERS[name]}.")
    return dict(values)


def _timing(timing: Timing, values: Mapping[str, Any], file: Path) -> Timing:
    known = {f.name: f for f in fields(Timing)}
    for name, value in values.items():
        if name not in known:
            raise SettingsError(f"{file} has an unknown time '{name}'.", f"Known are {', '.join(known)}.")
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value <= 0:
            raise SettingsError(f"In {file}, '{name}' is not a number above zero.", "Write seconds or a count.")
    return replace(timing, **values)


def _sla(values: Mapping[str, Any], file: Path) -> SlaRules | None:
    if not values:
        return None
    # Late: only stations that have such rules need time zones here.
    from fallback_console.domain.sla import rules_from

    try:
        return rules_from(values)
    except ValueError as error:
        raise SettingsError(f"In {file}, [sla] cannot be used: {error}.", "Mend it as the manual shows.") from error


def _reach(values: Mapping[str, Any], file: Path) -> ReachRules | None:
    if not values:
        return None
    # Late: only stations that have such rules need them here.
    from fallback_console.domain.reach_rules import rules_from

    try:
        return rules_from(values)
    except ValueError as error:
        raise SettingsError(f"In {file}, [reach] cannot be used: {error}.", "Mend it as the manual shows.") from error


def _dial(values: Mapping[str, Any], file: Path) -> DialRules | None:
    if not values:
        return None
    # Late: only stations that have such rules need what is known about numbers here.
    from fallback_console.domain.dial_rules import rules_from

    try:
        return rules_from(values)
    except ValueError as error:
        raise SettingsError(f"In {file}, [dial] cannot be used: {error}.", "Mend it as the manual shows.") from error


def _calls(values: Mapping[str, Any], file: Path) -> CallRules | None:
    if not values:
        return None
    # Late: a start needs nothing of calls.
    from fallback_console.domain.call_rules import rules_from

    try:
        return rules_from(values)
    except ValueError as error:
        raise SettingsError(f"In {file}, [calls] cannot be used: {error}.", "Mend it as the manual shows.") from error


def _broadcast(values: Mapping[str, Any], file: Path) -> Policy | None:
    if not values:
        return None
    # Late: a start needs nothing of broadcasts.
    from fallback_console.domain.broadcast import policy_from

    try:
        return policy_from(values)
    except ValueError as error:
        raise SettingsError(
            f"In {file}, [broadcast] cannot be used: {error}.", "Mend it as the manual shows."
        ) from error


def _hides_numbers(values: Mapping[str, Any], role: str, file: Path) -> bool:
    """Whether customers' numbers are hidden from a role. One that the person chose does not count: anybody could."""
    unknown = set(values) - {"mask_numbers", "numbers_for"}
    masks, roles = values.get("mask_numbers", False), values.get("numbers_for", [])
    if unknown:
        raise SettingsError(
            f"In {file}, [privacy] has an unknown setting '{sorted(unknown)[0]}'.",
            "Known are mask_numbers and numbers_for.",
        )
    if not isinstance(masks, bool):
        raise SettingsError(f"In {file}, mask_numbers cannot be that.", "Write mask_numbers = true.")
    if not isinstance(roles, list) or not set(map(str, roles)) <= set(_CHOICES["role"]):
        raise SettingsError(
            f"In {file}, numbers_for is not a list of roles.", f"Choose of {', '.join(_CHOICES['role'])}."
        )
    return masks and role not in roles


def _connection(values: Any, file: Path) -> Connection:
    if not isinstance(values, dict) or not values.get("name") or values.get("kind") not in KINDS:
        raise SettingsError(
            f"In {file}, a connection lacks its name or kind.", f"Give it a name, and a kind of {', '.join(KINDS)}."
        )
    secret = {"token", "password", "passphrase", "secret"} & set(values)
    if secret:
        raise SettingsError(
            f"In {file}, a connection holds a secret.",
            "Take it out and give it with 'fallback-console connect', which keeps it in the keychain.",
        )
    rest = {k: v for k, v in values.items() if k not in ("name", "kind", "enabled")}
    return Connection(str(values["name"]), values["kind"], rest, bool(values.get("enabled", True)))
