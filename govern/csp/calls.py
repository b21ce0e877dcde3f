"""Policies that a program writes call by call: Rails, in `config/initializers/content_security_policy.rb`.

https://guides.rubyonrails.org/security.html#content-security-policy-header, read on 2026-11-30.
"""

from __future__ import annotations

import re
from itertools import islice

from govern.core.regex import regex
from govern.csp.literals import MOST, literal
from govern.csp.policy import DIRECTIVES

BLOCK = regex(r"\bcontent_security_policy(?:\([^()\n]{0,80}\))?\s{0,9}(?:do|\{)\s{0,9}\|(\w{1,40})\|")
WORD = regex(r"[ \t]{0,9},?\s{0,80}(?:#[^\n]{0,400}\n\s{0,80}){0,9}(?::([a-z_]{2,30})|(?=[\"']))")
SCHEMES = ("http", "https", "data", "blob", "mediastream", "filesystem", "ws", "wss")
ELSEWHERE = regex(r"[ \t]{0,9}if\s[^\n]{0,80}(?:development|test|local)\?")
"""How a line ends that does not hold where visitors are."""

ONLY_REPORTED = regex(r"^[^#\n]{0,80}content_security_policy_report_only\s{0,9}=\s{0,9}true\b", re.MULTILINE)
NONCE = regex(r"^[^#\n]{0,80}content_security_policy_nonce_generator\s{0,9}=(?!\s{0,9}nil)", re.MULTILINE)
WITH_NONCE = regex(r"^[^#\n]{0,80}content_security_policy_nonce_directives\s{0,9}=\s{0,9}([^#\n]{0,200})", re.MULTILINE)


def policy_in(text: str) -> tuple[str, int, bool]:
    """The policy that the calls of a block write, where the block starts, and whether it is enforced."""
    block = BLOCK.search(text)
    if block is None:
        return "", -1, True
    call = re.compile(rf"^[ \t]{{0,40}}{block[1]}\.([a-z_]{{3,40}})(?![\w=])\(?", re.MULTILINE)
    found: dict[str, list[str]] = {}
    for one in islice(call.finditer(text, block.end()), MOST):
        name = one[1].replace("_", "-")
        words, end = arguments(text, one.end())
        if name in DIRECTIVES and not ELSEWHERE.match(text, end):
            found[name] = words
    if NONCE.search(text):
        told = WITH_NONCE.search(text)
        for name in re.findall(r"[a-z-]{8,}", told[1] if told is not None else "script-src style-src"):
            if name in found:
                found[name].append("'nonce-placeholder'")
    policy = "; ".join(" ".join((name, *words)) for name, words in found.items())
    return policy, block.start(), ONLY_REPORTED.search(text) is None


def arguments(text: str, at: int) -> tuple[list[str], int]:
    """The words of a call: symbols as policies spell them, and texts; and the position behind them."""
    words: list[str] = []
    for _ in range(MOST):
        word = WORD.match(text, at)
        if word is None or (words and "," not in word[0]) or (not words and "\n" in word[0]):
            break
        if word[1]:
            words.append(f"{word[1]}:" if word[1] in SCHEMES else f"'{word[1].replace('_', '-')}'")
            at = word.end()
            continue
        value, end = literal(text, word.end())
        if end == -1:
            break
        words.append(value)
        at = end
    return words, at
