"""A declared event is sent by a live tag.

The specs say that a platform is told of it, and in the container no tag does. The platform has not counted it since, its
campaigns are steered without it, and no alarm goes off: zero looks like a quiet day.

Remedy: publish the container that is rendered from the specs; if the event is no longer wanted, take its mapping out.
"""

from __future__ import annotations

from collections.abc import Iterator

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


@rule(good=CONTAINER % ("false", "sign_up"), bad=CONTAINER % ("false", "registration"), level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for it, declared, stopped in silent(project):
        if not stopped:
            message = (
                f'event "{declared.event.name}" is declared for "{declared.destination.name}", and no live tag of '
                f'{it.container.id} sends "{declared.called}"'
            )
            place = declared.mapping.place("as")
            subject = "\n".join((it.container.id, declared.destination.name, declared.event.name, declared.called))
            yield Problem(place, message, help="publish the rendered container", subject=subject)
