"""HTML mails as plain text, and texts that would not end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.adapters.helpdesk.rt_text import LONGEST_TEXT, plain_from_html, tidy

HTML = {
    "plain": ("Hello", "Hello"),
    "entities": ("a &amp; b &lt;c&gt; &#12371;", "a & b <c> こ"),
    "breaks": ("one<br>two<br/>three", "one\ntwo\nthree"),
    "paragraphs": ("<p>one</p><p>two</p>", "one\n\ntwo"),
    "spaces": ("  much \n\t space  ", "much space"),
    "verbatim": ("<pre>a\n  b</pre>", "a\n  b"),
    "silent": ("<head><title>t</title></head><style>x{}</style>a<script>alert(1)</script>b", "ab"),
    "list": ("<ul><li>one<li>two</ul>", "- one\n- two"),
    "table": ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
    "link": ('<a href="https://example.com/x">here</a>', "here <https://example.com/x>"),
    "bare link": ('<a href="https://example.com/x">https://example.com/x</a>', "https://example.com/x"),
    "mail": ('<a href="mailto:a@example.com">a@example.com</a>', "a@example.com"),
    "script link": ('<a href="javascript:alert(1)">here</a>', "here"),
    "image": ('<img src="http://example.com/track.gif" alt="Logo">', "Logo"),
    "comment": ("a<!-- secret -->b", "ab"),
    "unclosed": ("<p>one<div>two<b>three", "one\n\ntwothree"),
    "stray ends": ("</div></script></pre>x", "x"),
    "broken": ("<<<>>& <a <b", "<<<>>& <a <b"),
}


@pytest.mark.parametrize(("html", "plain"), HTML.values(), ids=HTML)
def test_html(html: str, plain: str) -> None:
    assert plain_from_html(html).strip() == plain.strip()


@given(st.text(alphabet=st.sampled_from("<>/&;!-\"'=abdivpretnbsp \n"), max_size=300))
def test_any_html_gives_some_text(html: str) -> None:
    assert "\n\n\n" not in plain_from_html(html)


def test_tidying() -> None:
    assert tidy("\r\na\r\n\r\nb\rc\n\n") == "a\n\nb\nc"
    assert tidy("a" * LONGEST_TEXT) == "a" * LONGEST_TEXT
    assert tidy("a" * (LONGEST_TEXT + 1)).endswith(f"a\n[shortened: the helpdesk holds {LONGEST_TEXT + 1} characters]")
    assert tidy("", 5_000_000) == "[shortened: the helpdesk holds 5000000 characters]"
