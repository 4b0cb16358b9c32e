"""Every probe that speaks HTTP, against everything a server or a network can do to it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fallback_console.adapters.status.http_probe import HttpProbe, Route
from fallback_console.adapters.status.observing import Limits, LookingProbe, steps_of
from fallback_console.adapters.status.rt_probe import RtProbe
from fallback_console.adapters.status.slack_probe import SlackApiProbe, SlackStatusProbe
from fallback_console.adapters.status.sms_probes import (
    AccountProbe,
    KannelAdminProbe,
    KannelProbe,
    android_probe,
    twilio_balance,
    vonage_balance,
)
from fallback_console.adapters.status.statuspage_probe import StatuspageProbe
from fallback_console.domain.health import Finding
from tests.helpers.ports import free_port
from tests.unit.adapters.raw_server import Behave, RawServer, answer, drip, hang, raw_server, says, self_signed
from tests.unit.adapters.status.looking import (
    CLOCK,
    HTML,
    LIMITS,
    QUICK,
    SECRET,
    look_at,
    one_look,
    result,
)

OK, SLOW, FAILED, SIGN_IN, INCIDENT = (
    Finding.OK,
    Finding.SLOW,
    Finding.FAILED,
    Finding.SIGN_IN,
    Finding.VENDOR_INCIDENT,
)

Make = Callable[..., LookingProbe]


def rt(url: str, limits: Limits = LIMITS) -> LookingProbe:
    return RtProbe("helpdesk", url, CLOCK, limits, token=SECRET)


def rt_open(url: str, limits: Limits = LIMITS) -> LookingProbe:
    return RtProbe("helpdesk", url, CLOCK, limits)


def slack(url: str, limits: Limits = LIMITS) -> LookingProbe:
    return SlackApiProbe("slack", CLOCK, limits, url=f"{url}/api", token=SECRET)


def slack_open(url: str, limits: Limits = LIMITS) -> LookingProbe:
    return SlackApiProbe("slack", CLOCK, limits, url=f"{url}/api")


def slack_status(url: str, limits: Limits = LIMITS) -> LookingProbe:
    return SlackStatusProbe("slack", CLOCK, limits, url=url)


def statuspage(url: str, limits: Limits = LIMITS) -> LookingProbe:
    return StatuspageProbe("crm", url, CLOCK, limits)


def web(url: str, limits: Limits = LIMITS) -> LookingProbe:
    return HttpProbe("web", f"{url}/health?full=1", CLOCK, limits, contains="all good")


def web_open(url: str, limits: Limits = LIMITS) -> LookingProbe:
    return HttpProbe("web", url, CLOCK, limits)


def kannel(url: str, limits: Limits = LIMITS) -> LookingProbe:
    return KannelProbe("sms:kannel", f"{url}/cgi-bin/sendsms", CLOCK, limits)


def kannel_admin(url: str, limits: Limits = LIMITS) -> LookingProbe:
    return KannelAdminProbe("sms:kannel", url, CLOCK, limits)


def twilio(url: str, limits: Limits = LIMITS) -> LookingProbe:
    path = "2010-04-01/Accounts/AC0/Balance.json"
    return AccountProbe(
        "sms:twilio", "Twilio", url, path, ("AC0", "token"), twilio_balance, CLOCK, limits, no_balance=(404,)
    )


def vonage(url: str, limits: Limits = LIMITS) -> LookingProbe:
    path = "account/get-balance"
    return AccountProbe("sms:vonage", "Vonage", url, path, ("key", "secret"), vonage_balance, CLOCK, limits)


def android(url: str, limits: Limits = LIMITS) -> LookingProbe:
    return android_probe("sms:android", url, CLOCK, limits)


EVERYONE = [
    rt,
    rt_open,
    slack,
    slack_open,
    slack_status,
    statuspage,
    web,
    web_open,
    kannel,
    kannel_admin,
    android,
    twilio,
    vonage,
]


def body(value: Any) -> Behave:
    return answer(200, json.dumps(value).encode())


@pytest.mark.parametrize("make", EVERYONE)
@pytest.mark.parametrize(
    ("behave", "stage"),
    [
        (hang, "request"),
        (drip, "request"),
        (says(b""), "request"),
        (says(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhalf of it"), "request"),
        (says(b"SSH-2.0-OpenSSH_9.2\r\n"), "request"),
        (says(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope"), ""),
        (answer(200, b"x" * 6_000_000), ""),
    ],
)
def test_a_server_that_does_not_answer_has_failed(make: Make, behave: Behave, stage: str) -> None:
    limits = QUICK if behave in (hang, drip) else LIMITS
    seen = one_look(behave, lambda url: make(url, limits))
    assert seen.finding is FAILED
    assert stage in ("", seen.stage)


@pytest.mark.parametrize("make", EVERYONE)
def test_refused(make: Make) -> None:
    assert result(look_at(make(f"http://127.0.0.1:{free_port()}"))) == (FAILED, "tcp")


@pytest.mark.parametrize("make", EVERYONE)
def test_no_such_name(make: Make) -> None:
    seen = look_at(make("http://no-such-host.invalid", QUICK))
    assert seen.finding is FAILED
    assert seen.stage in ("dns", "tcp")  # a network without a name server takes longer than the limit


@pytest.mark.parametrize("make", [m for m in EVERYONE if m is not android])
@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_fault_of_theirs(make: Make, status: int) -> None:
    assert result(one_look(answer(status, b"{}"), make)) == (FAILED, "request")


@pytest.mark.parametrize("make", [m for m in EVERYONE if m is not android])
def test_throttled_is_an_answer(make: Make) -> None:
    assert one_look(answer(429, b"{}", "Retry-After: 30\r\n"), make).finding is SLOW
    assert one_look(answer(503, b"{}", "Retry-After: 30\r\n"), make).finding is SLOW


@pytest.mark.parametrize("make", [rt, slack, slack_status, statuspage, web])
@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_sign_in_is_no_outage(make: Make, status: int) -> None:
    assert result(one_look(answer(status, b"{}"), make)) == (SIGN_IN, "authorised")


@pytest.mark.parametrize("make", [rt, rt_open, slack, slack_open, slack_status, statuspage, web, kannel])
def test_a_web_page_instead_of_the_system_has_failed(make: Make) -> None:
    assert one_look(answer(200, HTML, content_type="text/html"), make).finding is FAILED


@pytest.mark.parametrize("make", [m for m in EVERYONE if m is not android])
def test_a_redirect_to_a_portal_has_failed(make: Make) -> None:
    assert one_look(answer(302, b"", "Location: http://portal.example/login\r\n"), make).finding is FAILED


@pytest.mark.parametrize("make", [rt, rt_open, slack, slack_open, slack_status, statuspage])
@pytest.mark.parametrize("value", [[], "text", 7, None, {"other": 1}, {"ok": "yes", "status": 3, "Version": 5}])
def test_wrong_json_has_failed(make: Make, value: Any) -> None:
    assert one_look(body(value), make).finding is FAILED


@pytest.mark.parametrize("make", [rt, slack, slack_status, statuspage])
def test_broken_json_has_failed(make: Make) -> None:
    assert one_look(answer(200, b'{"ok": tru'), make).finding is FAILED


async def late(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(0.3)
    await answer(200, b"all good")(writer)


def test_a_late_answer_is_slow() -> None:
    seen = one_look(late, lambda url: web(url, Limits(LIMITS.timeout, slow_after=0.2)))
    assert result(seen) == (SLOW, "body")
    assert seen.seconds > 0.2


class TestCertificates:
    def run(self, tmp_path: Path, behave: Behave, url: str, verify: bool | str) -> tuple[Finding, str]:
        async def main() -> tuple[Finding, str]:
            context, certificate = self_signed(tmp_path)
            async with raw_server(behave, context) as server:
                address = url.format(port=server.port)
                trusted = str(certificate) if verify == "file" else verify
                return result(await HttpProbe("web", address, CLOCK, LIMITS, route=Route(trusted)).run())

        return asyncio.run(main())

    # The server logs that the client hung up in the handshake.
    def test_an_unknown_authority_has_failed(self, tmp_path: Path) -> None:
        assert self.run(tmp_path, answer(200), "https://127.0.0.1:{port}/", True) == (FAILED, "tls")

    def test_a_wrong_name_has_failed(self, tmp_path: Path) -> None:
        assert self.run(tmp_path, answer(200), "https://localhost:{port}/", "file") == (FAILED, "tls")

    def test_a_trusted_one_proves_who_answers(self, tmp_path: Path) -> None:
        assert self.run(tmp_path, answer(200), "https://127.0.0.1:{port}/", "file") == (OK, "body")

    def test_unchecked_it_proves_nothing(self, tmp_path: Path) -> None:
        assert self.run(tmp_path, answer(200), "https://127.0.0.1:{port}/", False) == (OK, "request")

    def test_plain_http_behind_https(self) -> None:
        def make(url: str) -> LookingProbe:
            return HttpProbe("web", url.replace("http:", "https:"), CLOCK, QUICK)

        assert one_look(answer(200), make).stage in ("tls", "tcp")


def test_generic_expectations() -> None:
    assert result(one_look(answer(200, b"... all good ..."), web)) == (OK, "body")
    assert result(one_look(answer(200, b"maintenance"), web)) == (FAILED, "body")
    assert result(one_look(answer(200, b"anything"), web_open)) == (OK, "request")
    assert result(one_look(answer(404, b"anything"), web_open)) == (FAILED, "request")

    def teapot(url: str) -> LookingProbe:
        return HttpProbe("web", url, CLOCK, LIMITS, status=418)

    assert result(one_look(answer(418), teapot)) == (OK, "request")
    assert result(one_look(answer(200), teapot)) == (FAILED, "request")


def by_path(**answers: Behave) -> tuple[Behave, Callable[[RawServer], None]]:
    """Answers by the end of the asked path and whether a sign-in came along."""
    holder: list[RawServer] = []

    async def behave(writer: asyncio.StreamWriter) -> None:
        head = holder[0].asked[-1].lower()
        path = head.split(b" ")[1].split(b"/")[-1].decode().replace(".", "_")
        signed = b"authorization:" in head
        await answers.get(f"{path}_signed" if signed else path, answer(404))(writer)

    return behave, holder.append


def with_paths(make: Make, **answers: Behave) -> tuple[tuple[Finding, str], list[bytes]]:
    async def main() -> tuple[tuple[Finding, str], list[bytes]]:
        behave, remember = by_path(**answers)
        async with raw_server(behave) as server:
            remember(server)
            return result(await make(server.url).run()), server.asked

    return asyncio.run(main())


VERSION = body({"Version": "5.0.3"})
UNAUTHORIZED = answer(401, b'{"message":"Unauthorized"}')


class TestRequestTracker:
    def test_good(self) -> None:
        seen, asked = with_paths(rt, rt=UNAUTHORIZED, rt_signed=VERSION)
        assert seen == (OK, "authorised")
        assert [request.split(b" ")[1] for request in asked] == [b"/REST/2.0/rt"] * 2
        assert b"uthorization" not in asked[0]
        assert f"token {SECRET}".encode() in asked[1]

    def test_without_a_token_it_is_reachable(self) -> None:
        assert with_paths(rt_open, rt=UNAUTHORIZED)[0] == (OK, "request")
        assert with_paths(rt_open, rt=VERSION)[0] == (OK, "body")

    def test_a_token_that_is_refused(self) -> None:
        assert with_paths(rt, rt=UNAUTHORIZED, rt_signed=UNAUTHORIZED)[0] == (SIGN_IN, "authorised")

    def test_a_database_that_is_gone_shows_in_the_second_answer(self) -> None:
        seen, _ = with_paths(rt, rt=UNAUTHORIZED, rt_signed=answer(500))
        assert seen[0] is FAILED

    def test_a_second_answer_that_never_comes(self) -> None:
        assert with_paths(lambda url: rt(url, QUICK), rt=UNAUTHORIZED, rt_signed=hang)[0][0] is FAILED

    def test_not_found_is_not_rt(self) -> None:
        assert with_paths(rt)[0][0] is FAILED


class TestSlack:
    def test_good(self) -> None:
        seen, asked = with_paths(slack, api_test=body({"ok": True}), auth_test_signed=body({"ok": True, "url": "x"}))
        assert seen == (OK, "authorised")
        assert [request.split(b" HTTP")[0] for request in asked] == [b"POST /api/api.test", b"POST /api/auth.test"]
        assert b"uthorization" not in asked[0]

    def test_without_a_token(self) -> None:
        assert with_paths(slack_open, api_test=body({"ok": True}))[0] == (OK, "body")

    @pytest.mark.parametrize("error", ["invalid_auth", "token_revoked", "account_inactive", "missing_scope", ""])
    def test_our_own_token_is_no_outage(self, error: str) -> None:
        refused = body({"ok": False, "error": error})
        assert with_paths(slack, api_test=body({"ok": True}), auth_test_signed=refused)[0] == (SIGN_IN, "authorised")

    @pytest.mark.parametrize("error", ["fatal_error", "internal_error", "service_unavailable"])
    def test_their_fault(self, error: str) -> None:
        broken = body({"ok": False, "error": error})
        assert with_paths(slack, api_test=broken)[0] == (FAILED, "body")
        assert with_paths(slack, api_test=body({"ok": True}), auth_test_signed=broken)[0] == (FAILED, "authorised")

    def test_asked_to_wait(self) -> None:
        limited = body({"ok": False, "error": "ratelimited"})
        assert with_paths(slack, api_test=limited)[0] == (SLOW, "body")
        assert with_paths(slack, api_test=body({"ok": True}), auth_test_signed=limited)[0] == (SLOW, "body")


def incident(**changed: Any) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": 1,
        "title": "Trouble\nsending",
        "type": "incident",
        "status": "active",
        "services": [],
    }
    return {**found, "notes": [], **changed}


class TestSlackStatus:
    @pytest.mark.parametrize(
        ("incidents", "finding"),
        [
            ([], OK),
            ([incident()], INCIDENT),
            ([incident(type="outage")], INCIDENT),
            ([incident(type="maintenance")], INCIDENT),
            ([incident(type="notice")], OK),
            ([incident(status="resolved")], OK),
            ([incident(status="scheduled", type="maintenance")], OK),
            (["odd", {"type": "incident"}], OK),
        ],
    )
    def test_incidents(self, incidents: list[Any], finding: Finding) -> None:
        page = body({"status": "active" if incidents else "ok", "active_incidents": incidents})
        assert with_paths(slack_status, current=page)[0] == (finding, "body")

    def test_services_that_do_not_matter(self) -> None:
        def make(url: str) -> LookingProbe:
            return SlackStatusProbe("slack", CLOCK, LIMITS, url=url, services=("messaging",))

        for services, finding in [(["Login/SSO"], OK), (["Messaging", "Search"], INCIDENT), ([], INCIDENT)]:
            page = body({"status": "active", "active_incidents": [incident(services=services)]})
            assert with_paths(make, current=page)[0] == (finding, "body")

    def test_the_vendors_words_stay_on_one_line(self) -> None:
        seen = one_look(body({"status": "active", "active_incidents": [incident()]}), slack_status)
        assert seen.detail == "Slack reports: Trouble sending"


def summary(indicator: str = "none", **more: Any) -> Behave:
    return body({"page": {}, "status": {"indicator": indicator, "description": "What we say"}, **more})


class TestStatuspage:
    @pytest.mark.parametrize(
        ("indicator", "finding"),
        [("none", OK), ("minor", OK), ("major", INCIDENT), ("critical", INCIDENT), ("maintenance", INCIDENT)],
    )
    def test_the_whole_page(self, indicator: str, finding: Finding) -> None:
        assert with_paths(statuspage, summary_json=summary(indicator))[0] == (finding, "body")

    def test_the_name_of_the_incident_is_told(self) -> None:
        seen = one_look(summary("major", incidents=[{"name": "API errors"}]), statuspage)
        assert seen.detail == "The vendor reports: API errors"
        assert one_look(summary("major", incidents="odd"), statuspage).detail == "The vendor reports: What we say"

    @pytest.mark.parametrize(
        ("status", "finding"),
        [
            ("operational", OK),
            ("degraded_performance", OK),
            ("partial_outage", INCIDENT),
            ("major_outage", INCIDENT),
            ("under_maintenance", INCIDENT),
        ],
    )
    def test_components_that_matter(self, status: str, finding: Finding) -> None:
        def make(url: str) -> LookingProbe:
            return StatuspageProbe("crm", url, CLOCK, LIMITS, components=(" support ", ""))

        components = [{"name": "Support", "status": status}, {"name": "Billing", "status": "major_outage"}, "odd", {}]
        assert with_paths(make, summary_json=summary("critical", components=components))[0] == (finding, "body")


class TestGateways:
    def test_kannel_refuses_and_so_answers(self) -> None:
        refusal = answer(403, b"Authorization failed for sendsms", content_type="text/html")
        (seen, asked) = with_paths(kannel, sendsms=refusal)
        assert seen == (OK, "request")
        assert asked[0].startswith(b"GET /cgi-bin/sendsms HTTP")

    def test_kannels_core_is_asked_for_nothing_that_needs_a_password(self) -> None:
        page = answer(
            200, b"Unknown command `fallback-console'.\nPossible commands are: ...", content_type="text/plain"
        )
        seen, asked = with_paths(kannel_admin, **{"fallback-console": page})
        assert seen == (OK, "body")
        assert asked[0].startswith(b"GET /fallback-console HTTP")
        assert with_paths(kannel_admin, **{"fallback-console": answer(404, b"nginx")})[0] == (FAILED, "body")

    @pytest.mark.parametrize(
        ("make", "status", "body", "finding", "words"),
        [
            (twilio, 200, {"balance": "12.3", "currency": "USD"}, OK, "Twilio answers; the balance is 12.30 USD."),
            (twilio, 404, {"code": 20404}, OK, "Twilio answers."),
            (twilio, 401, {"code": 20003}, SIGN_IN, "did not accept our sign-in"),
            (twilio, 200, {"something": "else"}, FAILED, "not what Twilio promises"),
            (twilio, 200, ["x"], FAILED, "not what Twilio promises"),
            (twilio, 503, {}, FAILED, "reported a fault of its own"),
            (vonage, 200, {"value": -0.5}, OK, "Vonage answers; the balance is -0.50 EUR."),
            (vonage, 200, {"value": "much"}, FAILED, "not what Vonage promises"),
            (vonage, 404, {}, FAILED, "refused the request"),
        ],
    )
    def test_an_account_is_asked_for_its_balance(
        self, make: Make, status: int, body: Any, finding: Finding, words: str
    ) -> None:
        seen = one_look(answer(status, json.dumps(body).encode()), make)
        assert seen.finding is finding
        assert words in seen.detail

    @pytest.mark.parametrize("status", [200, 401, 404, 500, 503])
    def test_the_phones_own_opinion_does_not_count(self, status: int) -> None:
        assert with_paths(android, health=answer(status, b'{"status":"fail"}'))[0] == (OK, "request")


def test_live_test_lines() -> None:
    stages = ("dns", "tcp", "request", "authorised")
    good = steps_of(one_look(answer(200, b"all good"), web), ("dns", "tcp", "request", "body"))
    assert [(step.name, step.ok) for step in good] == [
        ("address", True),
        ("connection", True),
        ("answer", True),
        ("content", True),
    ]
    refused = steps_of(look_at(rt(f"http://127.0.0.1:{free_port()}")), stages, "RT")
    assert [(step.name, step.ok) for step in refused] == [("RT address", True), ("RT connection", False)]
    signed = steps_of(one_look(answer(401), slack), ("dns", "tcp", "tls", "request", "body", "authorised"))
    assert (signed[-1].name, signed[-1].ok) == ("sign-in", False)
    lost = steps_of(one_look(answer(200, b"x" * 6_000_000), web), ("tls",))
    assert [(step.name, step.ok) for step in lost] == [("certificate", False)]
