"""The stand-in for Kannel, asked as other programs ask Kannel."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator

import pytest

from fallback_console.drill.sms_double import SmsDouble
from tests.helpers.ports import free_port

TO = "+12025550101"


@pytest.fixture
def double() -> Iterator[SmsDouble]:
    one = SmsDouble("fc", "secret")
    one.start()
    yield one
    one.stop()


def get(double: SmsDouble, **values: str) -> tuple[int, str]:
    query = urllib.parse.urlencode({"username": "fc", "password": "secret", "to": TO, **values})
    return ask(f"{double.url}?{query}")


def ask(url: str, body: bytes | None = None, content_type: str = "text/plain") -> tuple[int, str]:
    request = urllib.request.Request(url, body, {"Content-Type": content_type} if body is not None else {})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


@pytest.mark.parametrize(("text", "coding"), [("plain €", "0"), ("障害 😀", "2")])
def test_a_query_as_kannel_takes_it(double: SmsDouble, text: str, coding: str) -> None:
    assert get(double, text=text, coding=coding, charset="UTF-8") == (202, "0: Accepted for delivery")
    (message,) = double.wait_for(lambda m: m.to == TO)
    assert (message.text, message.sender, message.parts) == (text, "4670", 1)


def test_kannels_refusals(double: SmsDouble) -> None:
    assert get(double, password="wrong") == (403, "Authorization failed for sendsms")
    assert get(double, to="")[0] == 400
    assert ask(double.url.replace("sendsms", "other"))[0] == 404
    assert ask(double.url, b"text=x", "application/x-www-form-urlencoded") == (400, "Invalid content-type")
    double.refuse(503, "Temporal failure, try again later.")
    assert get(double, text="x") == (503, "Temporal failure, try again later.")
    double.refuse(0, "")
    assert get(double, text="x")[0] == 202


def test_the_network_goes_and_comes_back(double: SmsDouble) -> None:
    double.cut()
    assert get(double, text="later") == (202, "3: Queued for later delivery")
    with pytest.raises(TimeoutError):
        double.wait_for(lambda m: True, timeout=0.05)
    double.restore()
    assert [m.text for m in double.wait_for(lambda m: True)] == ["later"]


def test_what_nobody_acknowledges_stays_open(double: SmsDouble) -> None:
    double.mo_url = f"http://127.0.0.1:{free_port()}/mo"
    double.answer(TO, "hello")
    with pytest.raises(TimeoutError, match="1 calls"):
        double.wait_calls(0.05)


def test_it_ends_while_frozen(double: SmsDouble) -> None:
    double.freeze()
    with pytest.raises(OSError):
        urllib.request.urlopen(double.url, timeout=0.1)
    double.resume()
