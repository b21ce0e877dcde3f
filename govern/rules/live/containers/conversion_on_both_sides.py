"""A Google Ads conversion is counted by the browser or by the server, not by both.

The web container has a tag for a conversion action, and so has the server container. Google Ads counts both, unless both carry
the number of the order; the server's takes it from the hit where it has none of its own.

Remedy: keep the server's tag and pause the web's, or fill the transaction ID on both sides.

Source: https://support.google.com/google-ads/answer/6386790, checked 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import label
from govern.gtm.tags import place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.pair import pair
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.signal import Signal
from govern.signals.source import NOTHING, Text, told

CONTAINERS = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Google tag
        type: googtag
        parameter: {tagId: G-ABC1234567, configSettingsTable: [{parameter: server_container_url, parameterValue: 'https://sgtm.example'}]}
        firingTrigger: [All Pages]
      - {name: Ads, type: awct, parameter: {conversionId: '1', conversionLabel: %s}, firingTrigger: [Paid]}
  - id: GTM-SRV1234
    context: server
    tags: [{name: Ads by server, type: sgtmadsct, parameter: {conversionId: '1', conversionLabel: a}, firingTrigger: [Order]}]
"""


@rule(good=CONTAINERS % "b", bad=CONTAINERS % "a", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    found = pair(project)
    if found is None:
        return
    here, there = (conversions(container_signals(one).live()) for one in (found.web, found.server))
    for account, ours in here.items():
        theirs = there.get(account)
        if theirs is not None and told(ours.event_id.source) == NOTHING:
            tag, other = name_of(ours), name_of(theirs)
            message = (
                f"{label('tag', tag)} and {label('tag', other)} of {found.server.id} count one conversion on both sides"
            )
            related = (Related("the server's tag", place(found.server, "tag", other)),)
            help = "keep one of the two, or fill the transaction ID"
            yield problem(found.web, "tag", tag, message, "parameter", help=help).replace(related=related)


def conversions(signals: tuple[Signal, ...]) -> dict[str, Signal]:
    """The first conversion tag of each conversion action."""
    found: dict[str, Signal] = {}
    for one in signals:
        account = one.account.source
        if (
            one.platform == "google_ads"
            and one.called == "conversion"
            and isinstance(account, Text)
            and "/" in account.value
        ):
            found.setdefault(account.value, one)
    return found
