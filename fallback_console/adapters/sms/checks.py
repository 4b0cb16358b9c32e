"""Steps of a live test that all SMS gateways share."""

from __future__ import annotations

from urllib.parse import urlsplit

from fallback_console.adapters.sms.listener import Listener, ListenerSettings
from fallback_console.domain.errors import OutsideError, SettingsError, UnreachableError
from fallback_console.ports import CheckStep

__all__ = ["listener_step", "reach_steps"]

_STAGES = {"dns": "address", "tcp": "connection", "tls": "certificate"}


def reach_steps(url: str, error: OutsideError | None) -> list[CheckStep]:
    """How far a first request came on its way: address, connection and, for https, certificate.

    Args:
        error: how the request failed; None where it was answered, and any error that came as an answer counts as one.
    """
    host = urlsplit(url).hostname or url
    steps = [
        CheckStep("address", True, f"The name {host} is known."),
        CheckStep("connection", True, f"{host} takes connections."),
    ]
    if url.startswith("https:"):
        steps.append(CheckStep("certificate", True, f"The certificate of {host} can be trusted."))
    if not isinstance(error, UnreachableError) or error.values.get("status") is not None:
        return steps
    failed = _STAGES.get(str(error.values.get("stage")), "")
    for at, step in enumerate(steps):
        if step.name == failed:
            return [*steps[:at], CheckStep(failed, False, str(error))]
    return [*steps, CheckStep("answer", False, str(error))]


async def listener_step(settings: ListenerSettings, listener: Listener, *, listening: bool) -> CheckStep:
    """Whether receipts and incoming messages can be taken in.

    Args:
        listening: ``listener`` itself has the port open now.
    """
    if not listening:
        try:
            async with Listener(settings, _refuse).open():
                pass
        except SettingsError as error:
            return CheckStep("incoming", False, str(error))
    return CheckStep(
        "incoming", True, f"Receipts and messages are taken in on port {listener.port} of {settings.host}."
    )


async def _refuse(_: object) -> int:
    return 503
