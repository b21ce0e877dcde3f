"""Content security policies in the configuration of a server or a site.

- nginx: `add_header Content-Security-Policy "..." always;`, also by variables that `set` or `map` fills, and `more_set_headers`
- Apache: `Header always set Content-Security-Policy "..."`
- Caddy: `header Content-Security-Policy "..."`, alone or in a block
- Netlify, IIS, HAProxy, Traefik, Ingress, lighttpd, Quarkus, Tomcat: `Content-Security-Policy = "..."` and the like, IIS' rules of
  rewriting, labels of containers and values without quotes too
- Next.js, Express, PHP, Python: `{key: "Content-Security-Policy", value: "..."}`, `setHeader("Content-Security-Policy", "...")` or
  `header("Content-Security-Policy: ...")`, where the value is a literal, several put together, or a constant that is one,
  such as `const csp = [...].join("; ")`
- Spring: `policyDirectives("...")`; Terraform: `join("; ", [...])`
- Helmet, Django, Flask-Talisman, Nuxt, SvelteKit, the gem secure_headers: an object with a list for each directive
- any other object whose keys are directives, where none of these sets a policy
- Rails: `policy.script_src :self, "https://..."`; Spatie for Laravel, NWebsec, NetEscapades, `secure` for Python: calls for each directive

A nonce that the server fills in (`'nonce-$csp_nonce'`, `'nonce-${nonce}'`) is kept as one; what else is worked out when
the program runs is left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from govern.core.reader import Given
from govern.core.regex import regex
from govern.core.report import Place, Span
from govern.csp import calls, objects
from govern.csp.literals import Names, after_space
from govern.csp.literals import read as read_text
from govern.csp.policy import DIRECTIVES, parse_policies
from govern.csp.readers.headers import ServedPolicy, entity_of

PRECEDENCE = 44
READS = "text"
HOLDS = "policies"

NAME = regex(
    r"(?:content-security-policy(-report-only)?(?![\w-])|content_?security_?policy(_?report_?only)?(?!\w)"
    r"|(?:SECURE_|\bconfig\.)CSP(_REPORT_ONLY)?(?!\w)|policyDirectives(?=\s?[(=])|policy-directives(?==))([\"'`]?)",
    re.IGNORECASE,
)
WORDS = ("security", "csp", "policydirectives", "policy-directives")
"""One of these stands in every text that sets the header, in any case: a large table is not searched for more."""

BETWEEN = regex(
    r"[\s,:=\]>]{0,40}(?:\{?\s{0,40}(?:[\"']?operation[\"']?\s{0,9}[:=]\s{0,9}\"set\"[,\s]{0,40})?"
    r"[\"']?(?:new_?header|header[_-]?)?value[\"']?\s{0,9}[:=](?!:)\s{0,40}"
    r"|pattern=[^<>]{0,200}>\s{0,200}<action\b[^<>]{0,200}?\bvalue=|</param-name>\s{0,200}<param-value>\s{0,200}"
    r"|HeaderValue::from_static\(|\.value\s{0,9}=\s{0,9})?",
    re.IGNORECASE,
)
BARE = regex(r"(?:expr=)?(?=[a-z]{3,9}-(?:src|uri|action|ancestors)(?:-elem|-attr)?\b)[^\"<\n]{1,20000}")
"""A policy without quotes around it, up to the end of its line."""

ADDED = regex(r"\s{0,9}[.+]\s{0,80}")
MADE = regex(r"\$\{[^{}]{0,400}\}|(?<![^\s;])(?:\$[a-z_]\w{0,80}|\{[A-Za-z_][\w.]{0,80}\})(?![^\s;])")
FILLED_IN = regex(r"'nonce-[^']{0,20}[$%{<][^']{0,200}'")
PLACEHOLDER = "'nonce-placeholder'"
REPORTED = regex(
    r"\breportOnly[\"']?\s{0,9}:\s{0,9}true\b|\.reportOnly\(\)|\bcontent_security_policy_report_only\s{0,9}=\s{0,9}True\b"
)
"""How Helmet, Spring and Talisman say beside a policy that nothing is stopped."""

COMMENTS = ("#", "//", "*", "<!--")
MOST, LONGEST = 100, 40_000
"""More headers than a configuration sets, and more letters than one needs: the time stays in bounds whatever the text."""


def matches(data: Any) -> bool:
    """Whether a text sets the header: its name, and behind it a value that begins with a directive."""
    return next(found(data), None) is not None


def read(given: Given) -> tuple[ServedPolicy, ...]:
    """Every policy that the configuration sets."""
    served: list[ServedPolicy] = []
    for disposition, value, line in found(given.data):
        for policy in parse_policies(value, Place(given.file)):
            position = len(served)
            place = Place(given.file, (), Span(line, 1, line, 2), entity_of(disposition, position))
            served.append(ServedPolicy(given.file, policy, disposition, "configuration", position, place))
    return tuple(served)


def found(text: str) -> Iterator[tuple[Any, str, int]]:
    """Each value: whether it is enforced, the policy, and the line of the header's name."""
    small = text.lower()
    if not any(word in small for word in WORDS):
        return
    line, counted, known = 1, 0, Names(text)
    names, is_any = list(islice(NAME.finditer(text), MOST)), False
    for at, name in enumerate(names):
        line, counted = line + text.count("\n", counted, name.start()), name.start()
        before = text[max(text.rfind("\n", 0, name.start()) + 1, name.start() - 200) : name.start()].lstrip()
        if before.startswith(COMMENTS) or "http-equiv" in before.lower():
            continue
        value = value_behind(text, name, known)
        value = filled(html.unescape(value) if before.startswith("<") else value, known)
        if is_policy(value):
            behind = next((one.start() for one in names[at + 1 :] if not one[2]), len(text))
            is_reported = name[1] or name[2] or name[3] or REPORTED.search(text, name.end(), behind)
            is_any = True
            yield "report" if is_reported else "enforce", value, line
    forms = (objects.settings(text), objects.sveltekit(text), *calls.policies_in(text, known))
    told = [one for one in forms if is_policy(one[0])]
    for value, start, enforced in told or ([] if is_any else [objects.anywhere(text, known)]):
        if is_policy(value := filled(value, known)):
            yield "enforce" if enforced else "report", value, text.count("\n", 0, start) + 1


def is_policy(value: str) -> bool:
    """Whether a text begins with a directive."""
    words = value.split(None, 1)
    return bool(words) and words[0].rstrip(";").lower() in DIRECTIVES


def filled(value: str, known: Names) -> str:
    """A value with one nonce for those that are made in each answer, and nothing for what else is made there."""
    put = FILLED_IN.sub(PLACEHOLDER, known.put_into(FILLED_IN.sub(PLACEHOLDER, value)))
    return " ".join(MADE.sub(" ", put).split())


def value_behind(text: str, name: re.Match[str], known: Names) -> str:
    """What stands behind the header's name: within the same quotes, or a value of its own."""
    quote = text[name.start() - 1 : name.start()]
    if quote and quote in "\"'`" and not name[4] and text[name.end() : name.end() + 1] == ":":
        end = text.find(quote, name.end())
        value = text[name.end() + 1 : end] if end != -1 else ""
        added = ADDED.match(text, end + 1) if end != -1 and not value.strip() else None
        return read_text(text[added.end() : added.end() + LONGEST], 0, known)[0] if added is not None else value
    between = BETWEEN.match(text, name.end())
    at = between.end() if between is not None else name.end()
    if at == name.end() and text[at : at + 1] != "(":
        return ""
    near = text[at : at + LONGEST]
    start = after_space(near, 1 if near.startswith("(") and is_object(near, 1) else 0)
    if NAME.match(near, start) is not None:
        return ""  # the header's part of a larger setting, which names it again
    if near[start : start + 1] == "{":
        return objects.policy_at(near, start, known, by_helmet="helmet" in text)
    is_header = between is not None and between[0].strip() == ":"
    if not is_header and (bare := BARE.match(near, start)) is not None:
        return bare[0].replace("\\ ", " ").rstrip(" ,;")
    return read_text(near, start, known)[0].removeprefix("expr=") or objects.named(near, start, known)


def is_object(text: str, at: int) -> bool:
    """Whether an object stands at a position."""
    at = after_space(text, at)
    return text[at : at + 1] == "{"
