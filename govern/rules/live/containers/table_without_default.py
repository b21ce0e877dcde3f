"""A table that names an account or an amount has a default value.

A lookup table without a default gives nothing for what it does not list: a new language, a new shop. Where it names the
account, or the currency, the tag then sends to nobody, and the orders are missing. A table that asks for the host or the
environment is passed over: that other hosts count nowhere is often what it is for.

Remedy: set a default value, or list every input that occurs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.core.regex import regex
from govern.gtm.container import Body, Container, label
from govern.gtm.tags import REFERENCE, firing, parameters, problem, text_of
from govern.project import Project
from govern.rules import Problem, rule

GUARD = regex(r"host|environment|debug|url", re.I)
"""Inputs by which a table tells where it runs."""

NEEDED = frozenset((
    "measurementId", "measurementIdOverride", "tagId", "conversionId", "conversionLabel", "trackingId", "pixelId", "partnerId",
    "conversionValue", "currencyCode",
))  # fmt: skip
"""The parameters without which a tag tells nobody, or tells no amount."""


@rule(
    good="""
containers:
  - id: GTM-ABC1234
    variables: [{name: Stream, type: smm, parameter: {input: '{{Language}}', setDefaultValue: 'true', defaultValue: G-ABC1234567}}]
    tags: [{name: A, type: googtag, parameter: {tagId: '{{Stream}}'}, firingTrigger: [All Pages]}]
""",
    bad="""
containers:
  - id: GTM-ABC1234
    variables: [{name: Stream, type: smm, parameter: {input: '{{Language}}', setDefaultValue: 'false'}}]
    tags: [{name: A, type: googtag, parameter: {tagId: '{{Stream}}'}, firingTrigger: [All Pages]}]
""",
    level="note",
    cost="numbers",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, body in container.bodies("variable").items():
            if (
                body.get("type") in ("smm", "remm")
                and not has_default(body)
                and not GUARD.search(text_of(body, "input"))
                and (tag := needed_by(container, name))
            ):
                message = f"{label('variable', name)} has no default value, and {label('tag', tag)} needs it"
                yield problem(container, "variable", name, message, help="set a default value")


def has_default(variable: Body) -> bool:
    """Whether a table says what it gives for what it does not list."""
    return text_of(variable, "setDefaultValue") != "false" and bool(text_of(variable, "defaultValue"))


def needed_by(container: Container, variable: str) -> str:
    """The first tag that takes an account or an amount from a variable; empty if none does."""
    for name, tag in firing(container).items():
        for found in parameters(tag.get("parameter")):
            text = found.get("value")
            if found["key"] in NEEDED and type(text) is str and REFERENCE.findall(text) == [variable]:
                return name
    return ""
