"""The Slack status probe against the description of Slack's status API, and answers Slack really gave."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest

from fallback_console.adapters.status.http_probe import Route
from fallback_console.adapters.status.slack_probe import SLACK_STATUS, SlackStatusProbe
from fallback_console.domain.health import Finding, Observation
from tests.contract.contract import Contract, ContractViolation, samples
from tests.unit.adapters.status.looking import CLOCK, LIMITS

BASE = httpx.URL(SLACK_STATUS).path
CONTRACT = Contract.load("slack_status_v2", BASE)


def seen(answer: Any, status: int = 200) -> Observation:
    transport = CONTRACT.transport(lambda request: httpx.Response(status, json=answer))
    return asyncio.run(SlackStatusProbe("slack", CLOCK, LIMITS, route=Route(transport=transport)).run())


def incident(**changed: Any) -> dict[str, Any]:
    return {
        "id": 546,
        "date_created": "2026-03-07T14:35:03-08:00",
        "date_updated": "2026-03-07T15:34:40-08:00",
        "title": "Slack's forms aren't loading",
        "type": "incident",
        "status": "active",
        "url": "https://status.example/546",
        "services": ["Apps/Integrations/APIs"],
        "notes": [{"date_created": "2026-03-07T14:39:28-08:00", "body": "We look into it."}],
        **changed,
    }


def test_all_is_well() -> None:
    assert seen({"status": "ok", "active_incidents": []}).finding is Finding.OK


def test_an_incident() -> None:
    found = seen({"status": "active", "active_incidents": [incident()]})
    assert (found.finding, found.detail) == (Finding.VENDOR_INCIDENT, "Slack reports: Slack's forms aren't loading")


@pytest.mark.parametrize("kind", ["incident", "notice", "outage", "maintenance"])
def test_every_kind_the_description_knows(kind: str) -> None:
    found = seen({"status": "active", "active_incidents": [incident(type=kind)]})
    assert found.finding is (Finding.OK if kind == "notice" else Finding.VENDOR_INCIDENT)


def test_an_overloaded_page_is_no_evidence() -> None:
    assert seen({}, 503).finding is Finding.FAILED


def test_the_double_may_not_invent_answers() -> None:
    for wrong in (
        {"status": "fine", "active_incidents": []},
        {"status": "ok"},
        {"status": "ok", "active_incidents": [{}]},
    ):
        with pytest.raises(ContractViolation):
            CONTRACT.check_answer("GET", "/current", 200, wrong)


def test_recorded_answers_are_as_described_and_understood() -> None:
    folder = samples("slack_status")
    current = json.loads((folder / "v2_current_raw.json").read_text(encoding="utf-8"))
    history = json.loads((folder / "v2_history_raw.json").read_text(encoding="utf-8"))
    CONTRACT.check_answer("GET", "/history", 200, history)
    found = seen(current)
    serious = [i for i in current["active_incidents"] if i["type"] != "notice"]
    assert found.finding is (Finding.VENDOR_INCIDENT if serious else Finding.OK)
    assert all(" ".join(i["title"].split())[:40] for i in current["active_incidents"])
    if serious:
        assert serious[0]["title"][:40] in found.detail
