"""Hostile texts, made by chance: what breaks out of a medium, what nobody sees, what a shell or a spreadsheet obeys."""

from __future__ import annotations

from random import Random

PIECES = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><script>", "</li></ul></main>", "<!--", "-->",
    "]]>", "<![CDATA[", "&lt;b&gt;", "&#64;", "[free](https://evil.example)", "![x](https://evil.example/x.png)", "| a | b",
    "|-|-|", "**bold**", "_it_", "~~gone~~", "`code`", "``", "```", "~~~ js", "# heading", "1. list", "- list", "> quote",
    "---", "===", "- [ ] task", "\\", "\\`", "$x$", "@everyone", "#1", "[^1]", "=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(1)",
    "::error::x", "::stop-commands::t", "##[error]x", "{{ 7*7 }}", "{% raw %}", "${HOME}", "$(id)", "`id`", "%s%n", "%00",
    "\x1b[31m", "\x1b]0;owned\x07", "\x9b2J", "\r", "\n", "\t", "\x00", "\x0b", "\x7f", "\u202e", "\u2066", "\u200b", "\ufeff",
    "\u2028", "\u2029", "\x85", "\u00ad", "\u3164", "\U000e0041", "\ufe0f", "\ud800", "e\u0301\u0301\u0301", "名前", "💥",
    "שלום", "é", "\uff1d1", "../../etc/passwd", "C:\\con", "'; drop table x; --", '"', "'", ",", ";", ":", "&", "*", "!", "#",
    "javascript:alert(1)", "https://[::1:x/", "mail@evil.example", "www.evil.example", " ", "  ", "a" * 300, "0", "null", "~",
)  # fmt: skip


def hostile(chance: Random, most: int = 6) -> str:
    """One to so many pieces after each other, some of them any characters at all."""
    parts = []
    for _ in range(1 + chance.randrange(most)):
        if chance.random() < 0.8:
            parts.append(chance.choice(PIECES))
        else:
            parts.append(
                "".join(
                    chr(chance.randrange(0x110000 if chance.random() < 0.3 else 0x250))
                    for _ in range(1 + chance.randrange(6))
                )
            )
    return "".join(parts)
