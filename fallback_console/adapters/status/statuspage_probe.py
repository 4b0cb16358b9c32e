"""Status pages of the Statuspage kind, which many vendors use: ``/api/v2/summary.json``.

Source: the page ``/api`` of any of them. All arrays are treated as optional.
"""

from __future__ import annotations

from typing import Any

from fallback_console.adapters.http import request
from fallback_console.adapters.status.http_probe import DIRECT, NO_DEADLINE, Route, probe_client
from fallback_console.adapters.status.observing import Limits, Look, LookingProbe, Progress
from fallback_console.domain.errors import BadAnswerError
from fallback_console.domain.health import Finding
from fallback_console.domain.health_rules import VENDOR_PROBE
from fallback_console.domain.sentences import Sentence
from fallback_console.ports import Clock

__all__ = ["StatuspageProbe"]

_BROKEN = frozenset({"partial_outage", "major_outage", "under_maintenance"})
_BAD = frozenset({"major", "critical", "maintenance"})


class StatuspageProbe(LookingProbe):
    """Reads a vendor's summary: an incident there is evidence, silence is none.

    Args:
        url: base of the page, 'https://status.example.com'.
        components: names of the components that matter; with them the page's overall state does not count.
    """

    def __init__(
        self,
        system: str,
        url: str,
        clock: Clock,
        limits: Limits,
        *,
        components: tuple[str, ...] = (),
        route: Route = DIRECT,
    ) -> None:
        super().__init__(system, VENDOR_PROBE, clock, limits)
        self._components = {name.strip().casefold() for name in components if name.strip()}
        self._client = probe_client(url, limits, route=route)

    @property
    def stages(self) -> tuple[str, ...]:
        """A page that anybody may read."""
        return ("dns", "tcp", "tls", "request", "body")

    async def look(self, progress: Progress) -> Look:
        """Read the summary once."""
        progress.stage = "request"
        answer = await request(self._client, "GET", "api/v2/summary.json", writing=False, deadline=NO_DEADLINE)
        said = answer.json()
        if not isinstance(said, dict) or not isinstance(said.get("status"), dict):
            raise BadAnswerError(
                Sentence("{host} is not a status page of the known kind.", host=answer.host),
                "Check the address.",
                stage="body",
            )
        problem = self._of_components(said) if self._components else self._of_page(said)
        if problem:
            return Look(Finding.VENDOR_INCIDENT, "body", Sentence("The vendor reports: {problem}", problem=problem))
        return Look(Finding.OK, "body", "The vendor reports no incident, which proves nothing.")

    def _of_components(self, said: dict[str, Any]) -> str:
        """What is said of the components that matter, '' for nothing bad."""
        return "; ".join(
            f"{_short(component.get('name'))}: {str(component['status']).replace('_', ' ')}"
            for component in _dicts(said.get("components"))
            if str(component.get("name", "")).strip().casefold() in self._components
            and component.get("status") in _BROKEN
        )

    def _of_page(self, said: dict[str, Any]) -> str:
        """What is said of the whole, '' for nothing bad."""
        if said["status"].get("indicator") not in _BAD:
            return ""
        incidents = [_short(incident.get("name")) for incident in _dicts(said.get("incidents"))]
        return incidents[0] if incidents else _short(said["status"].get("description"))


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _short(value: Any) -> str:
    """Somebody else's words, on one line."""
    return " ".join(str(value or "no title").split())[:160]
