"""Links in foreign text: found, and shown for what they are."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.links import MOST, find


@pytest.mark.parametrize(
    ("text", "address", "host"),
    [
        ("see https://example.com/a?b=1#c.", "https://example.com/a?b=1#c", "example.com"),
        ("(http://example.com/x_(y))", "http://example.com/x_(y)", "example.com"),
        ("HTTPS://EXAMPLE.com:8443/", "https://example.com:8443/", "example.com"),
        ("「https://example.com/道」を", "https://example.com/%E9%81%93", "example.com"),
        ("https://例え.example/", "https://xn--r8jz45g.example/", "xn--r8jz45g.example"),
        # A Cyrillic letter that looks like a Latin one.
        ("https://\u0430pple.example", "https://xn--pple-43d.example", "xn--pple-43d.example"),
        ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x", "2001:db8::1"),
        ("mailto:ann@example.com?attach=/etc/passwd", "mailto:ann@example.com", "example.com"),
        ("https://example.com/%0d%0aX", "https://example.com/%0d%0aX", "example.com"),
    ],
)
def test_a_link_is_found_with_where_it_leads(text: str, address: str, host: str) -> None:
    (link,) = find(text)
    assert (link.address, link.host, link.trouble) == (address, host, "")


@pytest.mark.parametrize(
    ("text", "host", "trouble"),
    [
        ("http://bank.example@evil.example/", "evil.example", "user"),
        ("https://bank.example:pw@evil.example/", "evil.example", "user"),
        ("http://evil.example\\@bank.example/", "", "unreadable"),
        ("http://bank\u202egro.example/", "", "unreadable"),
        ("http://bank\u200b.example/", "", "unreadable"),
        ("http://example.com:99999/", "", "unreadable"),
        ("http://[::1/", "", "unreadable"),
        ("http://-/", "", "unreadable"),
        ("http://" + "a" * 300 + ".example/", "", "unreadable"),
        ("https://example.com/" + "a" * 3000, "", "unreadable"),
        ("mailto:nobody", "", "unreadable"),
        ("mailto:a%0ab@example.com", "example.com", "unreadable"),
    ],
)
def test_what_hides_where_it_leads_is_not_opened(text: str, host: str, trouble: str) -> None:
    (link,) = find(text)
    assert (link.address, link.host, link.trouble) == ("", host, trouble)


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "file:///etc/passwd", "ftp://example.com", "xhttp://example.com", "example.com", ""]
)
def test_other_schemes_are_no_links(text: str) -> None:
    assert find(text) == []


def test_each_once_and_not_without_end() -> None:
    assert len(find("http://a.example http://a.example")) == 1
    assert len(find(" ".join(f"http://h{n}.example" for n in range(200)))) == MOST


@given(st.text(), st.sampled_from(["http://", "https://", "mailto:", "HTTP://user@"]))
def test_whatever_is_opened_is_ascii_and_leads_where_it_says(text: str, scheme: str) -> None:
    for link in find(f"{text} {scheme}{text} http://a{text}.example/{text}"):
        assert link.address.isascii()
        if link.address and not link.address.startswith("mailto:"):
            parts = urlsplit(link.address)
            assert parts.scheme in ("http", "https")
            assert (parts.hostname, parts.username) == (link.host, None)
            assert not set(link.address) & set('\\ \n\r\t<>"')
