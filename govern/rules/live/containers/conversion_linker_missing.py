"""A container with Google Ads conversions has something that keeps the click.

A conversion is credited to the click that brought the visitor, by an ID in the address of the first page. A Google tag or the
conversion linker writes it into a cookie; where neither is on the page, conversions are counted for fewer clicks than there were.
A Google tag that stands in the pages themselves is not seen from here.

Remedy: add a Google tag for the account on "Initialization - All Pages", or the Conversion Linker on "All Pages".

Source: https://support.google.com/tagmanager/answer/7549390, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import firing, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals

KEEPING = frozenset(("gclidw", "googtag", "gaawc"))
"""The tags that keep the click."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - {name: Ads, type: awct, parameter: {conversionId: '1', conversionLabel: a}, firingTrigger: [Paid]}
      - {name: %s, type: %s, firingTrigger: [All Pages]}
"""


@rule(good=CONTAINER % ("Linker", "gclidw"), bad=CONTAINER % ("Pixel", "img"), level="note", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        tags = firing(container)
        by_code = {name_of(signal) for signal in container_signals(container).live() if signal.kind == "base"}
        google = any(tags[name].get("type") == "html" for name in by_code & tags.keys())
        conversions = [name for name, tag in tags.items() if tag.get("type") == "awct"]
        if conversions and not google and KEEPING.isdisjoint(str(tag.get("type")) for tag in tags.values()):
            message = f"{label('tag', conversions[0])} counts conversions, and no tag of the container keeps the click they come from"
            yield problem(container, "tag", conversions[0], message, help="add a Google tag or the conversion linker")
