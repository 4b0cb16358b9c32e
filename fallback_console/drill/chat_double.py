"""A stand-in for Slack on loopback, as far as a monitor looks at it: ``api.test``, ``auth.test`` and the status page.

The status page is a server of its own, as it is at the vendor: it goes on answering while the API is dead.
"""

from __future__ import annotations

from datetime import UTC, datetime

from fallback_console.drill.http_server import HttpServer, Request, Response, json_response

__all__ = ["ChatDouble"]


class ChatDouble:
    """One Slack.

    Args:
        token: the one that ``auth.test`` accepts.
    """

    def __init__(self, token: str = "drill-only") -> None:
        self._token = token
        self._incident = ""
        self.server = HttpServer(self._api)
        self.page = HttpServer(self._status)

    @property
    def api_url(self) -> str:
        """Base of the API."""
        return f"{self.server.url}/api"

    @property
    def status_url(self) -> str:
        """Base of the status page's API."""
        return f"{self.page.url}/api/v2.0.0"

    def start(self) -> None:
        """Take requests, also after ``kill``."""
        self.server.start()
        self.page.start()

    def kill(self, incident: str = "") -> None:
        """The API is gone; the status page stays.

        Args:
            incident: title of what the status page reports from now on; nothing where it is empty.
        """
        self.report(incident)
        self.server.kill()

    def report(self, incident: str) -> None:
        """What the status page reports as going on; '' for nothing."""

        def keep() -> None:
            self._incident = incident

        self.page.run(keep)

    def stop(self) -> None:
        """End both."""
        self.server.stop()
        self.page.stop()

    def _api(self, request: Request) -> Response:
        if request.path == "/api/api.test":
            return json_response(200, {"ok": True, "args": {}})
        if request.path == "/api/auth.test":
            if request.headers.get("authorization") != f"Bearer {self._token}":
                return json_response(200, {"ok": False, "error": "invalid_auth"})
            return json_response(200, {"ok": True, "team": "Rehearsal", "user": "console"})
        return json_response(200, {"ok": False, "error": "unknown_method"})

    def _status(self, request: Request) -> Response:
        if request.path != "/api/v2.0.0/current":
            return Response(404)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        incidents = []
        if self._incident:
            incidents.append(
                {
                    "id": 1,
                    "title": self._incident,
                    "type": "outage",
                    "status": "active",
                    "url": self.page.url,
                    "date_created": now,
                    "date_updated": now,
                    "services": ["Messaging", "Apps/Integrations/APIs"],
                    "notes": [],
                }
            )
        status = "active" if incidents else "ok"
        return json_response(
            200, {"status": status, "date_created": now, "date_updated": now, "active_incidents": incidents}
        )
