"""Rule sets of a OneTrust banner: the JSON that its script loads.

`https://cdn.cookielaw.org/consent/DOMAIN_SCRIPT_ID/DOMAIN_SCRIPT_ID.json`, as the address bar or the developer tools save it. It
says in which countries which rules hold and whether they tell Google's consent mode; what each category begins with
stands in another file, which has no public description.

Source: the file of a public site, read 2026-11-30.
"""

from __future__ import annotations

from typing import Any

from govern.core.reader import Given
from govern.settings import Settings
from govern.settings.shapes import Shape
from govern.settings.shapes import read as read_shapes
from govern.settings.values import Row, known, text_of, texts, truth
from govern.settings.walking import holds

PRECEDENCE = 70
READS = "json"
HOLDS = "settings"


def rule_set(row: Row) -> dict[str, Any]:
    """One set of rules: where it holds, by which framework, and whether it tells consent mode."""
    countries = texts(row.get("Countries"))
    return known(
        countries=tuple(sorted({country.upper() for country in countries})) if countries is not None else None,
        everywhere=truth(row.get("Global")),
        consent_mode=truth(row.get("GCEnable")),
        framework=text_of(row.get("Type")),
    )


SHAPES = (
    Shape("consent_rule", rule_set, ("Countries", "Global", "GCEnable", "Type", "Id"), lists=("RuleSet",), names=("Name",),
          ids=("Id",), marks=(frozenset({"Countries", "GCEnable", "Id"}),)),
)  # fmt: skip


def matches(data: Any) -> bool:
    """Whether this is what OneTrust's script loads."""
    return isinstance(data, dict) and "OptanonDataJSON" in data and holds(data, SHAPES)


def read(given: Given) -> tuple[Settings, ...]:
    """The rule sets."""
    return read_shapes(given, "onetrust", SHAPES)
