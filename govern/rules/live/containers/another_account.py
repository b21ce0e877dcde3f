"""A live tag sends to an account that the specs declare.

The tag works, the platform counts, and the numbers are somebody else's: an agency tests with its own pixel, a container was
copied from another shop, or somebody who should not be able to has put in an account of his own. All that visitors do, and
whatever is sent of them, goes there.

Remedy: put the declared account back and find out who changed it; if it is meant, declare a destination with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.declared_live import Held, accounts_of, held
from govern.signals.containers.setup import name_of
from govern.signals.signal import Signal

CONTAINER = """
specs:
  sites: [{name: shop, domains: {production: [www.hazel.example]}, containers: {web: GTM-ABC1234}}]
  destinations: [{name: ga4, platform: ga4, site: shop, id: {production: G-HAZEL00001, staging: G-HAZEL00002}}]
containers:
  - id: GTM-ABC1234
    tags:
      - name: Sign-up
        type: gaawe
        parameter: {eventName: sign_up, measurementIdOverride: %s}
        firingTrigger: [All Pages]
"""


@rule(good=CONTAINER % "G-HAZEL00001", bad=CONTAINER % "G-STRANGER01", level="error", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for it in held(project):
        told: set[tuple[str, str]] = set()
        for signal in it.setup.live():
            strangers = strange(it, signal)
            tag = name_of(signal)
            if strangers and (tag, strangers[0]) not in told:
                told.add((tag, strangers[0]))
                yield sent_elsewhere(it, signal, tag, strangers[0])


def strange(it: Held, signal: Signal) -> list[str]:
    """The accounts that a signal is told to and no destination of the site has."""
    declared = it.accounts(signal.platform)
    asked = signal.kind in ("event", "base") and bool(declared)
    return sorted((accounts_of(signal) or frozenset()) - declared) if asked else []


def sent_elsewhere(it: Held, signal: Signal, tag: str, account: str) -> Problem:
    """What is said of a tag that sends to an account which is not the site's."""
    there = it.destinations[signal.platform]
    message = f'{label("tag", tag)} sends to "{account}", which is not an account of site "{it.site.name}"'
    help = "put the declared account back, or declare a destination with this one"
    related = tuple(Related(f'destination "{one.name}"', one.place("id")) for one in there)
    found = problem(it.container, "tag", tag, message, "parameter", help=help, about=account)
    return found.replace(related=related)
