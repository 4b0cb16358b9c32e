"""The vendor's page that a person reads."""

from __future__ import annotations

import pytest

from fallback_console.domain.connection import Connection
from fallback_console.domain.status_page import status_page


@pytest.mark.parametrize(
    ("kind", "address", "page"),
    [
        ("slack", None, "https://slack-status.com"),
        ("slack", "", "https://slack-status.com"),
        ("slack", "https://status.example.com/api/v2.0.0", "https://status.example.com"),
        ("slack", "http://127.0.0.1:8080/status", "http://127.0.0.1:8080"),
        ("slack", "-", ""),
        ("slack", "file:///etc/passwd", ""),
        ("rt", None, ""),
    ],
)
def test_the_page_of_a_connection(kind: str, address: str | None, page: str) -> None:
    values = {} if address is None else {"status_url": address}
    assert status_page(Connection(kind, kind, values)) == page
