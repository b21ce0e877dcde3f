"""The tag of a declared event is not paused.

The tag is there, everybody sees it in the list, and it does not fire. Somebody paused it for a test, or to stop double
counting on a busy day, and forgot it: the platform has counted nothing since.

Remedy: take the tag back into service; if the event is no longer wanted, take its mapping out.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import label
from govern.gtm.tags import is_active, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.declared_live import silent

CONTAINER = """
specs:
  sites: [{name: shop, domains: {production: [www.hazel.example]}, containers: {web: GTM-ABC1234}}]
  destinations: [{name: ga4, platform: ga4, site: shop, id: G-HAZEL00001}]
  events: [{name: sign_up, description: Somebody signed up.}]
  mappings: [{event: sign_up, destination: ga4, as: sign_up}]
containers:
  - id: GTM-ABC1234
    tags:
      - name: Sign-up
        type: gaawe
        paused: %s
        parameter: {eventName: %s, measurementIdOverride: G-HAZEL00001}
        firingTrigger: [All Pages]
"""


@rule(good=CONTAINER % ("false", "sign_up"), bad=CONTAINER % ("true", "sign_up"), level="error", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for it, declared, stopped in silent(project):
        for tag in stopped[:1]:
            why = "has no trigger" if is_active(it.container.bodies("tag")[tag]) else "is paused"
            message = (
                f'{label("tag", tag)} {why}, and no other tag sends "{declared.called}", which is declared for '
                f'"{declared.destination.name}"'
            )
            related = (Related("declared here", declared.mapping.place("as")),)
            found = problem(
                it.container, "tag", tag, message, help="take the tag back into service", about=declared.called
            )
            yield found.replace(related=related)
