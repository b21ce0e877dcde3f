"""Code stands in a script element.

What a custom HTML tag holds is HTML. Code without `<script>` around it is text: it is shown at the foot of the page, and nothing
runs.

Remedy: put `<script>` before it and `</script>` after it.

Source: known from use; no page was read for this rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.regex import regex
from govern.gtm.container import label
from govern.gtm.holders import html_of, page, running
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule

CODE = regex(
    r"\b(?:fbq|gtag|pintrk|lintrk|snaptr|rdt|twq|ttq\.\w{1,20}|dataLayer\.push|uetq\.push)\s{0,9}\(|\bdocument\.createElement\("
)
"""What nobody writes for visitors to read."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Lead, type: html, parameter: {html: "%s"}, firingTrigger: [All Pages]}]
"""


@rule(
    good=CONTAINER % "<script>fbq('track', 'Lead');</script>",
    bad=CONTAINER % "fbq('track', 'Lead');",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for holder in running(container):
            html = html_of(holder.body)
            found = CODE.search(page(container, html).bare) if html else None
            if found is not None:
                message = (
                    f'{label("tag", holder.name)} has "{found[0]}" outside of a script, so it is shown and never run'
                )
                help = "put <script> and </script> around it"
                yield problem(container, "tag", holder.name, message, *holder.route, help=help)
