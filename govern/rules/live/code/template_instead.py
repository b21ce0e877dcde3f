"""Pixels are sent by templates rather than by custom HTML, where there is a template.

A template asks for its permissions, knows its fields, waits for consent and is updated by its maker; custom HTML may do
anything, and nobody sees what it sends without reading code. Tag Manager has templates of its own for LinkedIn, Microsoft
Advertising, Pinterest and X, and its gallery has them for Meta, TikTok, Snapchat and Reddit.

Remedy: make the tag anew of the template, compare what both send in preview, then delete the code.

Source: known from use; no page was read for this rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.tags import place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.code.told import plainly

HAVE = frozenset(("linkedin", "microsoft_ads", "pinterest", "x", "meta", "tiktok", "snapchat", "reddit"))
"""The platforms for which there are templates."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Lead, type: html, parameter: {html: "%s"}, firingTrigger: [All Pages]}]
"""


@rule(
    good=CONTAINER % "<script>dataLayer.push({event: 'seen'});</script>",
    bad=CONTAINER % "<script>fbq('track', 'Lead');</script>",
    level="note",
    cost="tidy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        tags: dict[str, set[str]] = {}
        for name, tells in plainly(container).items():
            for told in tells if container.bodies("tag")[name].get("type") == "html" else ():
                if told.platform in HAVE and told.kind in ("event", "base"):
                    tags.setdefault(name, set()).add(told.platform)
        if tags and container.context == "web":
            platforms = [project.platform(key) for key in sorted(set().union(*tags.values()))]
            names = ", ".join(known.name for known in platforms if known is not None)
            first, *others = tags
            many = f"{len(tags)} tags" if others else f'tag "{first}"'
            message = (
                f"{many} of {container.id} tell {names} by custom HTML"
                if others
                else f"{many} tells {names} by custom HTML"
            )
            related = tuple(Related("this one too", place(container, "tag", name)) for name in others[:10])
            found = problem(
                container, "tag", first, f"{message}, for which there are templates", help="use the template"
            )
            yield found.replace(related=related, subject=f"{container.id}\ntemplates")
