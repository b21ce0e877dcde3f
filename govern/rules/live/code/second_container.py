"""A container loads no other container.

Custom HTML that loads `gtm.js` puts a second container on every page, past the reviews of the first: who may publish it, what
it sends and which consent it asks for stands elsewhere. With the container's own ID it runs everything twice. A zone does
the same by design; it is named where nothing restricts what the other container may do.

Remedy: put the second container's tags into this one, or into the page beside it, where one sees it; restrict the types of
tags in a zone.

Source: known from use; no page was read for this rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import Container, label
from govern.gtm.holders import html_of, page, running
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Lead, type: html, parameter: {html: "%s"}, firingTrigger: [All Pages]}]
"""

ADDRESS = b"googletagmanager.com/gtm.js"


@rule(
    good=CONTAINER % "<script>dataLayer.push({event: 'ready'});</script>",
    bad=CONTAINER
    % "<script>(function(w,d,i){var j=d.createElement('script');j.src='https://www.googletagmanager.com/gtm.js?id='+i;d.head.appendChild(j);})(window,document,'GTM-DEF5678');</script>",
    level="warning",
    cost="numbers",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        yield from zones(container)
        for holder in running(container):
            html = html_of(holder.body)
            raw = html.encode("utf-8", "replace")
            loads = page(container, html).loads if html else ()
            if any(ADDRESS in code.text for code in holder.codes) or any(
                load.element == "script" and ADDRESS.decode() in load.address(raw) for load in loads
            ):
                message = f"{label(holder.kind, holder.name)} loads another container of Tag Manager"
                help = "put what it does into this container"
                yield problem(container, holder.kind, holder.name, message, *holder.route, help=help)


def zones(container: Container) -> Iterator[Problem]:
    """The zones that load another container and let it do what it likes."""
    for name, body in container.bodies("zone").items():
        children = body.get("childContainer")
        listed = (
            [child.get("publicId") for child in children if isinstance(child, dict)]
            if isinstance(children, list)
            else []
        )
        restriction = body.get("typeRestriction")
        loads = [str(one)[:40] for one in listed if one]
        if loads and not (isinstance(restriction, dict) and restriction.get("enable") is True):
            message = f"{label('zone', name)} loads {', '.join(loads[:5])}, another container of Tag Manager, which may do all that this one may"
            help = "restrict the types of tags in the zone, or put what the other container does into this one"
            yield problem(container, "zone", name, message, "childContainer", help=help)
