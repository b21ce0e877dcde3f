"""Content security policies in the JSON settings of a host: `vercel.json`, `firebase.json`, `staticwebapp.config.json`, and the
answers of `aws cloudfront get-response-headers-policy` and of Cloudflare's rulesets, Caddy's and Akamai's JSON, `angular.json`.

They have lists of `{"key": ..., "value": ...}`, headers by name below `globalHeaders` or `headers`, or a part for the policy alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.core.reader import Given
from govern.core.report import Place, Span
from govern.csp.policy import parse_policies
from govern.csp.readers.headers import HEADER, REPORT_ONLY, ServedPolicy, entity_of

PRECEDENCE = 43
READS = "json"
HOLDS = "policies"

LISTS = (
    "headers", "hosting", "globalHeaders", "routes", "ResponseHeadersPolicyList", "ResponseHeadersPolicy", "Items",
    "ResponseHeadersPolicyConfig", "SecurityHeadersConfig", "CustomHeadersConfig", "result", "rules", "action_parameters",
    "apps", "http", "servers", "handle", "response", "set", "children", "behaviors", "options", "projects", "architect", "serve",
)  # fmt: skip
"""Where such files keep headers; nothing else is looked into, so that other JSON is not taken for settings."""

BY_NAME = ("servers", "projects")
"""Below these stand parts by names that somebody gave."""

DEPTH = 14
NAMES, VALUES = ("key", "Header", "customHeaderName"), ("value", "Value", "newHeaderValue")

CLOUDFRONT = "ContentSecurityPolicy"
"""What CloudFront calls the part for the policy, and the policy in it."""


def matches(data: Any) -> bool:
    """Whether the settings set the header."""
    return isinstance(data, dict) and "log" not in data and next(found(data), None) is not None


def read(given: Given) -> tuple[ServedPolicy, ...]:
    """Every policy in the settings, with the line of its value."""
    served: list[ServedPolicy] = []
    text = given.raw.decode("utf-8", "replace")
    small, at = text.lower(), 0
    for name, value in found(given.data):
        at = max(small.find(name, at), text.find(f'"{CLOUDFRONT}": "', at), at)
        line = text.count("\n", 0, at) + 1
        at += len(name)
        disposition: Any = "report" if name == REPORT_ONLY else "enforce"
        for policy in parse_policies(value, Place(given.file)):
            position = len(served)
            place = Place(given.file, (), Span(line, 1, line, 2), entity_of(disposition, position))
            served.append(ServedPolicy(given.file, policy, disposition, "configuration", position, place))
    return tuple(served)


def found(data: Any, depth: int = 0) -> Iterator[tuple[str, str]]:
    """The name of the header and its value, wherever headers are kept."""
    if depth > DEPTH:
        return
    if isinstance(data, list):
        for entry in data:
            yield from found(entry, depth + 1)
    elif isinstance(data, dict):
        yield from of_entry(data)
        for key, inside in data.items():
            if key in LISTS:
                named = key in BY_NAME and isinstance(inside, dict)
                yield from found([*inside.values()] if named else inside, depth + 1)


def of_entry(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What an object itself says of the header: as the entry of a list, or under the header's name."""
    names = (HEADER, REPORT_ONLY)
    name = next((str(data[key]).lower() for key in NAMES if key in data), "")
    value = next((data[key] for key in VALUES if key in data), None)
    if name in names and isinstance(value, str):
        yield name, value
    for key, inside in data.items():
        name = HEADER if key == CLOUDFRONT else key.lower()
        if name in names:
            text = inside.get(CLOUDFRONT, inside.get("value")) if isinstance(inside, dict) else inside
            yield from ((name, one) for one in (text if isinstance(text, list) else [text]) if isinstance(one, str))
