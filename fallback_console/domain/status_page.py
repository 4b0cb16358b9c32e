"""Where a vendor says how its system is, for people to read."""

from __future__ import annotations

from urllib.parse import urlsplit

from fallback_console.domain.connection import Connection

__all__ = ["status_page"]

_SLACK = "https://slack-status.com"


def status_page(connection: Connection) -> str:
    """The page's address, '' where the vendor has none or the connection says that it has none.

    The connection holds the address of the page's interface, a page of the same host.
    """
    if connection.kind != "slack":
        return ""
    parts = urlsplit(str(connection.values.get("status_url") or _SLACK))
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and parts.netloc else ""
