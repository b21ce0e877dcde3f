"""A live tag sends an event that the specs declare for its destination.

An event that nobody declared has no owner and nobody to ask what it means. Often it is a declared one under another name:
reports and bidding look for `generate_lead`, and the container has been sending `lead` since somebody copied a tag.

Remedy: rename it if another is meant, declare it if it is wanted, delete the tag if it is not.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.declared_live import BY_ITSELF, held, names_of
from govern.signals.containers.setup import name_of
from govern.spec.spelling import suggest

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
        parameter: {eventName: %s, measurementIdOverride: G-HAZEL00001}
        firingTrigger: [All Pages]
"""


@rule(good=CONTAINER % "sign_up", bad=CONTAINER % "registration", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    if not project.is_whole("mappings"):
        return
    for it in held(project):
        declared = {(signal.platform, name) for signal in it.declared for name in signal.seen_as}
        mapped = {platform for platform, _ in declared}
        told: set[tuple[str, str]] = set()
        for signal in it.events():
            tag = name_of(signal)
            for name in sorted(names_of(signal.name.source) or ()) if signal.platform in mapped else ():
                unknown = name not in BY_ITSELF and (signal.platform, name) not in declared
                if unknown and (tag, name) not in told:
                    told.add((tag, name))
                    there = it.destinations[signal.platform][0]
                    message = f'{label("tag", tag)} sends "{name[:80]}" to "{there.name}", which no mapping declares'
                    known = [called for platform, called in declared if platform == signal.platform]
                    help = suggest(name, tuple(sorted(known))) or "declare it, or delete the tag"
                    yield problem(it.container, "tag", tag, message, "parameter", help=help, about=name)
