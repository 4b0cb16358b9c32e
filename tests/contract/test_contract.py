"""The checker itself: what it lets through and what it does not."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.contract.contract import Contract, ContractViolation

SPEC: dict[str, Any] = {
    "openapi": "3.0.3",
    "security": [{"token": []}],
    "paths": {
        "/things/{id}": {
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}],
            "get": {
                "parameters": [
                    {"name": "deep", "in": "query", "style": "deepObject", "required": True},
                    {"name": "tags", "in": "query", "schema": {"type": "array", "items": {"type": "number"}}},
                    {"name": "full", "in": "query", "schema": {"type": "boolean"}},
                ],
                "responses": {
                    "200": {
                        "headers": {"ETag": {"required": True}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
                    },
                    "4XX": {"description": "refused"},
                },
            },
        },
        "/things/new": {
            "post": {
                "security": [{}],
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Thing"}},
                        "application/x-www-form-urlencoded": {"schema": {"$ref": "#/components/schemas/Thing"}},
                    },
                },
                "responses": {"default": {"description": "made"}},
            }
        },
    },
    "components": {
        "schemas": {
            "Thing": {
                "type": "object",
                "required": ["size"],
                "properties": {"size": {"type": "integer"}, "name": {"type": "string", "nullable": True}},
                "x-extra-properties": "__c$",
            }
        }
    },
}
GOOD = "/api/things/7?deep[a]=1&tags=1&tags=2.5&full=true"


def ask(
    method: str, url: str, answer: httpx.Response | None = None, *, signed: bool = True, **request: Any
) -> httpx.Response:
    answer = answer or httpx.Response(200, json={"size": 1}, headers={"ETag": "1"})
    transport = Contract(SPEC, "/api").transport(lambda _: answer)
    headers = {"Authorization": "token x"} if signed else {}
    with httpx.Client(transport=transport, base_url="http://things.example", headers=headers) as client:
        return client.request(method, url, **request)


def test_what_is_described_passes() -> None:
    assert ask("GET", GOOD).json() == {"size": 1}
    assert ask("GET", GOOD, httpx.Response(404)).status_code == 404
    assert ask("GET", GOOD, httpx.Response(503)).status_code == 503
    ask("POST", "/api/things/new", signed=False, json={"size": 1, "name": None, "color__c": "red"})
    ask("POST", "/api/things/new", signed=False, data={"size": "1", "name": "x"})


@pytest.mark.parametrize(
    ("method", "url", "request_", "words"),
    [
        ("GET", "/api/other", {}, "not described"),
        ("DELETE", "/api/things/7", {}, "DELETE is not described"),
        ("GET", "/api/things/seven?deep[a]=1", {}, "path id"),
        ("GET", "/api/things/7", {}, "query deep: missing"),
        ("GET", f"{GOOD}&other=1", {}, "query other: unknown"),
        ("GET", "/api/things/7?deep[a]=1&tags=x", {}, "query tags"),
        ("GET", GOOD, {"signed": False}, "authorization"),
        ("GET", GOOD, {"content": b"{}"}, "none is described"),
        ("POST", "/api/things/new", {}, "its type"),
        ("POST", "/api/things/new", {"json": {"name": "x"}}, "'size' is a required property"),
        ("POST", "/api/things/new", {"json": {"size": "1"}}, "is not of type"),
        ("POST", "/api/things/new", {"json": {"size": 1, "colour": "red"}}, "body colour: unknown"),
        ("POST", "/api/things/new", {"data": {"size": "many"}}, "is not of type"),
    ],
)
def test_other_requests_do_not(method: str, url: str, request_: dict[str, Any], words: str) -> None:
    with pytest.raises(ContractViolation, match=words):
        ask(method, url, **request_)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (httpx.Response(201, json={}), "status 201 is not described"),
        (httpx.Response(200, json={"size": "1"}, headers={"ETag": "1"}), "answer size"),
        (httpx.Response(200, json={"size": 1}), "header ETag: missing"),
    ],
)
def test_other_answers_do_not(answer: httpx.Response, words: str) -> None:
    with pytest.raises(ContractViolation, match=words):
        ask("GET", GOOD, answer)
