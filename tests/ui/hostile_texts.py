"""Texts that somebody may type, paste or send, and that must never be more than text."""

from __future__ import annotations

__all__ = ["HOSTILE"]

HOSTILE: dict[str, str] = {
    "markup": "<b>bold</b><img src='http://203.0.113.9/x.png'><a href='file:///etc/passwd'>link</a><script>x</script>",
    "entities": "&lt;b&gt; &amp;amp; && &File &#x202e; <table><tr><td>",
    "bidi": "\u202egnp.exe\u2066 right to left \u200f عربى עברית \u2069",
    "long": "x" * 10_000,
    "long-lines": "\n".join(f"line {number} of many" for number in range(600)),
    "long-japanese": "障害のため配送が遅れております。" * 650,
    "control": "\x00\x07\x1b[31mred\r\n\tline\u2028\u2029",
    "emoji": "👩‍👩‍👧‍👦🇯🇵" * 50,
    "combining": "Z" + "\u0301\u0316\u0323" * 300,
    "no-spaces": "https://example.com/" + "a%20b" * 400,
    "formats": "{} {0} {name} %s %n %1 %% {{}} ${HOME} \\n",
    "blank": " \t\u3000\u00a0\u200b ",
    "surrogate": "\ud800 half a character",
}
"""Name → text."""
