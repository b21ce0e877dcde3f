"""A parameter with a closed list of values is sent one of them.

`content_type: products` instead of `product` is taken without a word. The catalogue is not matched, and the dynamic ads
that depend on it show nothing or the wrong things, with a diagnosis that points at the feed.

Remedy: take one of the values that the message names.

Source: the block `parameters` of each platform in `govern/platforms`, with its addresses and day; only what is verified
there is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from govern.core.report import Place
from govern.platforms.facts import Parameter
from govern.project import Project
from govern.rules import Problem, put, rule
from govern.signals.parameter_values import expectation
from govern.signals.platform_fields import parameters, values
from govern.spec.spelling import meant, suggest


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: look}]
mappings: [{event: look, destination: meta, as: ViewContent, parameters: {content_type: {value: product}}}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: look}]
mappings: [{event: look, destination: meta, as: ViewContent, parameters: {content_type: {value: products}}}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    said: set[tuple[Place, str]] = set()
    for one in parameters(project):
        known = one.platform.parameter(one.field)
        if known is None or not known.verified or known.format.startswith("ISO 4217"):
            continue
        for place, value in values(one) if known.values or known.pattern else ():
            if one.parameter is not None and expectation(one.parameter, value):
                continue  # it is not even what its own parameter says
            if not takes(known, value) and (place, one.platform.key) not in said:
                said.add((place, one.platform.key))
                message = f'{one.said} sends "{one.field}" as "{value}", which {one.platform.name} does not take'
                words = [word for word in known.values if isinstance(word, str)]
                fix = put(place, meant(str(value), words))
                yield Problem(place, message, help=suggest(str(value), map(str, known.values)), fix=fix)


def takes(known: Parameter, value: Any) -> bool:
    """Whether a platform takes a value; what is not a plain value is the matter of another rule."""
    if not isinstance(value, str | int | float):
        return True
    if known.values:
        return value in known.values
    return re.search(known.pattern, str(value)) is not None
