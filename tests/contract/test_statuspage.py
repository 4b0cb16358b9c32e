"""The Statuspage probe against the description that every page of that kind publishes."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from fallback_console.adapters.status.http_probe import Route
from fallback_console.adapters.status.statuspage_probe import StatuspageProbe
from fallback_console.domain.health import Finding, Observation
from tests.contract.contract import Contract, ContractViolation
from tests.unit.adapters.status.looking import CLOCK, LIMITS

CONTRACT = Contract.load("statuspage_public_v2", "/api/v2")
PAGE = {"id": "p1", "name": "Example", "url": "https://status.example", "updated_at": "2026-03-07T14:35:03.000Z"}


def summary(indicator: str, **more: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {"components": [], "incidents": [], "scheduled_maintenances": []}
    return {"page": PAGE, "status": {"indicator": indicator, "description": "Partial outage"}, **empty, **more}


def component(name: str, status: str) -> dict[str, Any]:
    return {"id": name, "name": name, "status": status, "description": None, "group_id": None, "group": False}


def seen(answer: Any, components: tuple[str, ...] = (), status: int = 200) -> Observation:
    transport = CONTRACT.transport(lambda request: httpx.Response(status, json=answer))
    probe = StatuspageProbe(
        "crm", "https://status.example", CLOCK, LIMITS, components=components, route=Route(transport=transport)
    )
    return asyncio.run(probe.run())


@pytest.mark.parametrize("indicator", ["none", "minor", "major", "critical", "maintenance"])
def test_every_indicator(indicator: str) -> None:
    serious = indicator not in ("none", "minor")
    assert seen(summary(indicator)).finding is (Finding.VENDOR_INCIDENT if serious else Finding.OK)


@pytest.mark.parametrize(
    "status", ["operational", "degraded_performance", "partial_outage", "major_outage", "under_maintenance"]
)
def test_every_state_of_a_component(status: str) -> None:
    found = seen(summary("none", components=[component("SMS", status), component("Voice", "major_outage")]), ("sms",))
    quiet = status in ("operational", "degraded_performance")
    assert found.finding is (Finding.OK if quiet else Finding.VENDOR_INCIDENT)
    assert quiet or found.detail == f"The vendor reports: SMS: {status.replace('_', ' ')}"


def test_the_incident_is_named() -> None:
    update = {"id": "u1", "status": "investigating", "body": "We look into it."}
    incident = {
        "id": "i1",
        "name": "Delays",
        "status": "investigating",
        "impact": "major",
        "incident_updates": [update],
    }
    assert seen(summary("major", incidents=[incident])).detail == "The vendor reports: Delays"


def test_pages_that_leave_arrays_out_are_read_too() -> None:
    bare = {"page": PAGE, "status": {"indicator": "critical", "description": "All is lost"}}
    with pytest.raises(ContractViolation):
        CONTRACT.check_answer("GET", "/summary.json", 200, bare)
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json=bare))
    probe = StatuspageProbe("crm", "https://status.example", CLOCK, LIMITS, route=Route(transport=transport))
    assert asyncio.run(probe.run()).detail == "The vendor reports: All is lost"


def test_throttled_is_no_evidence() -> None:
    assert seen({}, status=429).finding is Finding.SLOW
