"""What custom HTML loads from or sends to belongs to a vendor that somebody has decided on.

A script from a host that belongs to no platform and to no known vendor runs with all rights of the page: it reads forms, cookies and
what visitors type. Agencies leave such scripts behind; a domain that expires is bought by somebody else.

Remedy: find out whose host it is and who wanted it, then keep it, or delete the tag.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import Container, label
from govern.gtm.holders import running
from govern.gtm.hosts import reached
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.hosts import registrable
from govern.signals.vendor_hosts import known_domains

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Lead, type: html, parameter: {html: "%s"}, firingTrigger: [All Pages]}]
"""


@rule(
    good=CONTAINER % "<script src='https://connect.facebook.net/en_US/fbevents.js'></script>",
    bad=CONTAINER % "<script src='https://cdn.unheard-of.example/a.js'></script>",
    level="note",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        if container.context == "web":
            yield from unknown(container, known_domains(project))


def unknown(container: Container, known: frozenset[str]) -> Iterator[Problem]:
    """Each host that is nobody's we know, at each tag that reaches it: one finding, of one host."""
    for holder in running(container):
        seen = set()
        for found in reached(container, holder):
            host = found.host
            if host and known.isdisjoint((host, registrable(host))) and host not in seen:
                seen.add(host)
                message = f'{label(holder.kind, holder.name)} reaches "{host}", which belongs to no known vendor'
                help = "find out whose it is and who wanted it"
                yield problem(
                    container, holder.kind, holder.name, message, *holder.route, help=help, about=host, cause=host
                )
