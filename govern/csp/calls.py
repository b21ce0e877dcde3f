"""Policies that a program writes call by call.

- Rails, in `config/initializers/content_security_policy.rb`
  (https://guides.rubyonrails.org/security.html#content-security-policy-header, read on 2026-11-30)
- Spatie's package for Laravel: `addDirective(Directive::SCRIPT, [Keyword::SELF, "https://..."])`, or a list of such pairs
- NWebsec and NetEscapades for ASP.NET: `.ScriptSources(s => s.Self().CustomSources("https://..."))`, `AddScriptSrc().Self().From("https://...")`
- `secure` for Python: `.script_src("'self'", "https://...")`
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from govern.core.regex import regex
from govern.csp.literals import LONGEST, MOST, Names, literal
from govern.csp.objects import quoted_keywords, values_at
from govern.csp.policy import DIRECTIVES

BLOCK = regex(r"\bcontent_security_policy(?:\([^()\n]{0,80}\))?\s{0,9}(?:do|\{)\s{0,9}\|(\w{1,40})\|")
WORD = regex(r"[ \t]{0,9},?\s{0,80}(?:#[^\n]{0,400}\n\s{0,80}){0,9}(?::([a-z_]{2,30})|(?=[\"']))")
SCHEMES = ("http", "https", "data", "blob", "mediastream", "filesystem", "ws", "wss")
ELSEWHERE = regex(r"[ \t]{0,9}if\s[^\n]{0,80}(?:development|test|local)\?")
"""How a line ends that does not hold where visitors are."""

ONLY_REPORTED = regex(r"^[^#\n]{0,80}content_security_policy_report_only\s{0,9}=\s{0,9}true\b", re.MULTILINE)
NONCE = regex(r"^[^#\n]{0,80}content_security_policy_nonce_generator\s{0,9}=(?!\s{0,9}nil)", re.MULTILINE)
WITH_NONCE = regex(r"^[^#\n]{0,80}content_security_policy_nonce_directives\s{0,9}=\s{0,9}([^#\n]{0,200})", re.MULTILINE)


PAIR = regex(r"\bDirective::([A-Z_]{3,30})\s{0,9},\s{0,80}")
OF_ASP = regex(r"\b(?:UseCsp|AddContentSecurityPolicy)(ReportOnly)?\(")
SOURCES = regex(r"\.(?:Add)?([A-Z][A-Za-z]{2,20}?)(?:Src|Sources|Uris|s)?\(")
OF_SOURCES = regex(
    r"\.(Self|None|UnsafeInline|UnsafeEval|StrictDynamic|WithNonce|Data|Blob|OverHttps)\(|[\"]([^\"\s]{1,300})[\"]"
)
OF_PYTHON = regex(r"\bContentSecurityPolicy\(\)")
CHAINED = regex(r"\.([a-z_]{3,20}_(?:src|src_elem|src_attr|uri|action|ancestors))\(([^()]{0,4000})\)")
TEXT = regex(r"\"([^\"]{1,300})\"|'([^'\s]{1,300})'(?=\s?[,)])")
WORD_OF = {"image": "img", "base": "base-uri", "report": "report-uri", "form-action": "form-action"}
OF_SCHEME = {"Data": "data:", "Blob": "blob:", "OverHttps": "https:", "WithNonce": "'nonce-placeholder'"}

Called = tuple[str, int, bool]
"""A policy, where its first call stands, and whether it is enforced."""


def policies_in(text: str, names: Names) -> Iterator[Called]:
    """What calls write, of each kind that a text has."""
    yield policy_in(text)
    found: dict[str, list[str]] = {}
    pairs = list(islice(PAIR.finditer(text), MOST))
    for pair in pairs:
        value, _ = values_at(text[pair.end() : pair.end() + LONGEST], 0, names)
        add(found, pair[1], quoted_keywords(value or "").split())
    if pairs:
        yield written(found), pairs[0].start(), "report_only" not in text
    if (asp := OF_ASP.search(text)) is not None:
        yield written(of_asp(text[asp.end() : asp.end() + 20_000])), asp.start(), not asp[1]
    if (chain := OF_PYTHON.search(text)) is not None:
        found = {}
        for call in islice(CHAINED.finditer(text, chain.end()), MOST):
            add(found, call[1], [one[1] or one[2] for one in TEXT.finditer(call[2] + ")")])
        yield written(found), chain.start(), True


def of_asp(text: str) -> dict[str, list[str]]:
    """The directives of a chain of calls, each with the sources that are named before the next."""
    found: dict[str, list[str]] = {}
    calls = [one for one in islice(SOURCES.finditer(text), MOST) if directive(one[1]) in DIRECTIVES]
    for call, behind in zip(calls, [*(one.start() for one in calls[1:]), len(text)], strict=True):
        until = min(end for end in (behind, text.find(";\n", call.end())) if end != -1)
        for one in OF_SOURCES.finditer(text, call.end(), until):
            word = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", one[1] or "").lower()
            add(found, call[1], [one[2] or OF_SCHEME.get(one[1]) or f"'{word}'"])
    return found


def directive(word: str) -> str:
    """A directive as headers name it: `SCRIPT`, `Script` and `script_src` are `script-src`."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", word).replace("_", "-").lower()
    name = WORD_OF.get(name, name)
    return next((one for one in (name, f"{name}-src", name.replace("-elem", "-src-elem")) if one in DIRECTIVES), name)


def add(found: dict[str, list[str]], word: str, sources: list[str]) -> None:
    """Add sources to a directive, if it is one."""
    if (name := directive(word)) in DIRECTIVES:
        found.setdefault(name, []).extend(sources)


def written(found: dict[str, list[str]]) -> str:
    """Directives as a policy."""
    return "; ".join(" ".join((name, *words)) for name, words in found.items())


def policy_in(text: str) -> Called:
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
