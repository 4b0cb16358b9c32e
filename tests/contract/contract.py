"""An httpx transport that checks every request and every answer against an OpenAPI 3.0 description.

A test puts it between an adapter and a double: the adapter may then send nothing that the vendor's interface does not know, and the
double may answer nothing that the vendor would not. Strict: query parameters and body properties that are not described are
violations too, unless the schema is open.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qsl

import httpx
import pytest
from openapi_schema_validator import OAS30ReadValidator, OAS30WriteValidator, oas30_format_checker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

T = TypeVar("T")

SPECS = Path(__file__).with_name("specs")
SAMPLES_VARIABLE = "FALLBACK_CONSOLE_VENDOR_CONTRACTS"
"""Names the folder with answers recorded by vendors; they are not ours to ship."""

_OVERLOADED = (429, 500, 502, 503, 504)
_FORM = "application/x-www-form-urlencoded"
_RESOURCE = "spec:"


class ContractViolation(AssertionError):
    """A request or an answer that the description does not allow."""


@dataclass(frozen=True)
class Route:
    """One path of the description."""

    shape: re.Pattern[str]
    names: tuple[str, ...]
    path: str
    item: dict[str, Any]


@dataclass(frozen=True)
class Operation:
    """One method of one path, with its parameters, and the values the request's path had for them."""

    path: str
    spec: dict[str, Any]
    parameters: tuple[dict[str, Any], ...]
    path_values: dict[str, str]


def samples(folder: str) -> Path:
    """The folder with a vendor's recorded answers; the test is skipped where there is none."""
    root = os.environ.get(SAMPLES_VARIABLE, "")
    if not root:
        pytest.skip(f"no recorded vendor answers: {SAMPLES_VARIABLE} is not set")
    found = Path(root) / "samples" / folder
    if not found.is_dir():
        pytest.skip(f"no recorded vendor answers in {SAMPLES_VARIABLE} for {folder}")
    return found


class Contract:
    """One interface.

    Args:
        spec: the OpenAPI document.
        base_path: what stands before the described paths in real addresses.
        signed: requests need an Authorization header where the description says so.
    """

    def __init__(self, spec: dict[str, Any], base_path: str = "", *, signed: bool = True) -> None:
        self._spec = spec
        self._base = base_path.rstrip("/")
        self._signed = signed
        resource = Resource(contents=spec, specification=DRAFT4)
        self._registry: Registry[Any] = Registry().with_resource(_RESOURCE, resource)
        routes = [self._route(path, item) for path, item in spec["paths"].items()]
        self._routes = sorted(routes, key=lambda route: len(route.names))  # literal paths win

    @classmethod
    def load(cls, name: str, base_path: str = "", *, signed: bool = True) -> Contract:
        """The description of this name in the folder ``specs``."""
        return cls(json.loads((SPECS / f"{name}.json").read_text(encoding="utf-8")), base_path, signed=signed)

    @classmethod
    def of_vendor(cls, name: str, base_path: str = "", *, signed: bool = True) -> Contract:
        """A vendor's own description; it is not ours to ship, and the test is skipped where it is not at hand."""
        found = Path(os.environ.get(SAMPLES_VARIABLE, "")) / "trimmed" / f"{name}.json"
        if not os.environ.get(SAMPLES_VARIABLE) or not found.is_file():
            pytest.skip(f"no description of {name}: {SAMPLES_VARIABLE} does not name a folder that has it")
        return cls(json.loads(found.read_text(encoding="utf-8")), base_path, signed=signed)

    def transport(
        self,
        server: Callable[[httpx.Request], httpx.Response],
        tolerate: Collection[int] = _OVERLOADED,
    ) -> httpx.MockTransport:
        """Checks around a double.

        Args:
            server: the double.
            tolerate: statuses that any server may give, described or not.
        """

        def handle(request: httpx.Request) -> httpx.Response:
            request.read()
            operation = self.check_request(request)
            response = server(request)
            response.read()
            if response.status_code not in tolerate or str(response.status_code) in operation.spec["responses"]:
                self.check_response(operation, response)
            return response

        return httpx.MockTransport(handle)

    def check_request(self, request: httpx.Request) -> Operation:
        """The operation a request is for.

        Raises:
            ContractViolation: it is for none, or not as described.
        """
        operation = self._find(request.method, request.url.path)
        errors = [*self._parameter_errors(operation, request), *self._body_errors(operation, request)]
        security = operation.spec.get("security", self._spec.get("security"))
        if self._signed and security and {} not in security and "authorization" not in request.headers:
            errors.append("header authorization: missing")
        _raise(f"{request.method} {operation.path}", errors)
        return operation

    def check_response(self, operation: Operation, response: httpx.Response) -> None:
        """An answer to an operation.

        Raises:
            ContractViolation: it is not as described.
        """
        described = operation.spec["responses"]
        code = str(response.status_code)
        spec = self._resolved(described.get(code) or described.get(f"{code[0]}XX") or described.get("default") or {})
        if not spec:
            raise ContractViolation(f"{operation.path}: status {code} is not described, only {sorted(described)}")
        errors = []
        if spec.get("content") and response.content:
            kind = response.headers.get("content-type", "").partition(";")[0]
            media = spec["content"].get(kind) or spec["content"].get("application/json") or {}
            if "schema" in media:
                errors += self._schema_errors(media["schema"], response.json(), "answer", OAS30ReadValidator)
        for name, header in (spec.get("headers") or {}).items():
            if self._resolved(header).get("required") and name not in response.headers:
                errors.append(f"header {name}: missing")
        _raise(f"{operation.path} {code}", errors)

    def check_answer(self, method: str, path: str, status: int, body: Any) -> None:
        """An answer that was recorded elsewhere.

        Raises:
            ContractViolation: it is not as described.
        """
        self.check_response(self._find(method, path), httpx.Response(status, json=body))

    def _route(self, path: str, item: dict[str, Any]) -> Route:
        pieces = re.split(r"(\{[^}]+\})", path)
        shape = "".join("([^/]+)" if piece.startswith("{") else re.escape(piece) for piece in pieces)
        return Route(re.compile(shape + r"\Z"), tuple(re.findall(r"\{([^}]+)\}", path)), path, self._resolved(item))

    def _find(self, method: str, path: str) -> Operation:
        if self._base and path.startswith(self._base):
            path = path[len(self._base) :] or "/"
        for route in self._routes:
            match = route.shape.match(path)
            if match is None:
                continue
            spec = route.item.get(method.lower())
            if spec is None:
                raise ContractViolation(f"{method} is not described for {route.path}")
            parameters = [*route.item.get("parameters", []), *spec.get("parameters", [])]
            values = dict(zip(route.names, match.groups(), strict=True))
            return Operation(route.path, spec, tuple(self._resolved(one) for one in parameters), values)
        raise ContractViolation(f"the path {path} is not described")

    def _parameter_errors(self, operation: Operation, request: httpx.Request) -> Iterable[str]:
        query: dict[str, list[str]] = {}
        for name, value in parse_qsl(request.url.query.decode(), keep_blank_values=True):
            query.setdefault(name, []).append(value)
        known, deep = set(), set()
        for parameter in operation.parameters:
            name, place = parameter["name"], parameter["in"]
            if place == "query":
                known.add(name)
                if parameter.get("style") == "deepObject":
                    deep.add(name)
            sources: dict[str, Any] = {
                "path": operation.path_values.get(name),
                "query": query.get(name),
                "header": request.headers.get(name),
            }
            value = sources.get(place)
            if value is not None:
                schema = parameter.get("schema") or {}
                typed = self._typed(schema, value)
                yield from self._schema_errors(schema, typed, f"{place} {name}", OAS30WriteValidator)
            elif parameter.get("required") and not (name in deep and any(k.startswith(f"{name}[") for k in query)):
                yield f"{place} {name}: missing"
        yield from (f"query {name}: unknown" for name in query if name not in known and name.split("[")[0] not in deep)

    def _body_errors(self, operation: Operation, request: httpx.Request) -> Iterable[str]:
        described = self._resolved(operation.spec.get("requestBody") or {})
        if not described:
            if request.content:
                yield "body: none is described"
            return
        if not (request.content or described.get("required")):
            return
        kind = request.headers.get("content-type", "").partition(";")[0].strip()
        media = described.get("content", {})
        if kind not in media and "*/*" not in media:
            yield f"body: its type {kind or '(none)'} is none of {sorted(media)}"
            return
        schema = media.get(kind, media.get("*/*", {})).get("schema", {})
        body = self._form(schema, request.content.decode()) if kind == _FORM else json.loads(request.content)
        yield from self._schema_errors(schema, body, "body", OAS30WriteValidator)
        known, is_open = self._properties(schema)
        allowed = self._resolved(schema).get("x-extra-properties")
        if isinstance(body, dict) and not is_open:
            for name in body:
                if name not in known and not (allowed and re.search(allowed, name)):
                    yield f"body {name}: unknown"

    def _form(self, schema: dict[str, Any], text: str) -> dict[str, Any]:
        fields: dict[str, list[str]] = {}
        for name, value in parse_qsl(text, keep_blank_values=True):
            fields.setdefault(name, []).append(value)
        properties = self._resolved(schema).get("properties", {})
        return {name: self._typed(properties.get(name, {}), values) for name, values in fields.items()}

    def _properties(self, schema: dict[str, Any]) -> tuple[set[str], bool]:
        """Names of an object's known properties, and whether it may have others."""
        schema = self._resolved(schema)
        known = set(schema.get("properties", {}))
        is_open = schema.get("additionalProperties") not in (None, False)
        for group in ("allOf", "anyOf", "oneOf"):
            for part in schema.get(group, []):
                more, more_open = self._properties(part)
                known |= more
                is_open |= more_open
        return known, is_open or not known

    def _typed(self, schema: dict[str, Any], value: str | list[str]) -> Any:
        """Text of a query or form as the type the schema wants, where it can be read as that."""
        schema = self._resolved(schema)
        kind = schema.get("type")
        if kind == "array":
            values = value if isinstance(value, list) else value.split(",")
            return [self._typed(schema.get("items", {}), one) for one in values]
        text = value[-1] if isinstance(value, list) else value
        if kind == "integer" and re.fullmatch(r"-?\d+", text):
            return int(text)
        if kind == "number" and re.fullmatch(r"-?\d+(\.\d+)?", text):
            return float(text)
        if kind == "boolean" and text.lower() in ("true", "false", "1", "0"):
            return text.lower() in ("true", "1")
        return text

    def _schema_errors(self, schema: Any, value: Any, where: str, validator: Any) -> list[str]:
        checker = validator(self._absolute(schema), registry=self._registry, format_checker=oas30_format_checker)
        return [
            f"{where} {'.'.join(map(str, error.absolute_path))}: {error.message[:200]}"
            for error in checker.iter_errors(value)
        ]

    def _resolved(self, node: Any) -> Any:
        while isinstance(node, dict) and "$ref" in node:
            found = self._spec
            for part in node["$ref"][2:].split("/"):
                found = found[part.replace("~1", "/").replace("~0", "~")]
            node = found
        return node

    def _absolute(self, node: T) -> T:
        """The node with its references made to lead into the registry's document."""
        if isinstance(node, dict):
            return {  # type: ignore[return-value]
                key: _RESOURCE + value if key == "$ref" and str(value).startswith("#") else self._absolute(value)
                for key, value in node.items()
            }
        return [self._absolute(one) for one in node] if isinstance(node, list) else node  # type: ignore[return-value]


def _raise(where: str, errors: list[str]) -> None:
    if errors:
        raise ContractViolation(f"{where}: {'; '.join(errors)}")
