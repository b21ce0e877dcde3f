"""A conversion ID is the number alone.

Google Ads shows it so for Tag Manager: `123456789`, with the label beside it. `AW-123456789` is the ID of a Google tag, and
belongs in one. Which of the two a conversion, remarketing or user data tag is sent to with the prefix is not documented,
so that nobody can say that it counts.

Remedy: write the number without `AW-`, in the tag or in the constant variable that it reads.

Source: six published containers whose tags hold the number alone, and the code of the tag in three published gtm.js, which
hands on what it is given, read 2026-12-01; what Google answers to the prefix was not measured.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import constant, firing, problem, text_of
from govern.project import Project
from govern.rules import Problem, rule

TYPES = ("awct", "sp", "awud")
"""The tags that have a field for the number."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Ads, type: awct, parameter: {conversionId: '%s', conversionLabel: a}, firingTrigger: [Paid]}]
"""


@rule(good=CONTAINER % "826349175", bad=CONTAINER % "AW-826349175", level="note", cost="tidy")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, tag in firing(container).items():
            id = constant(container, text_of(tag, "conversionId")) if tag.get("type") in TYPES else ""
            if id[:3].upper() == "AW-" and id[3:].isdecimal():
                message = f'{label("tag", name)} has the conversion ID "{id[:40]}", where the number alone belongs'
                yield problem(container, "tag", name, message, "parameter", help=f"write {id[3:40]}", cause=id)
