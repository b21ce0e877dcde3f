"""The server sends to the Analytics property that the web container sends to.

A tag on the server has a measurement ID of its own, and it is not that of the web container: the hits that come in for one
property go out to another. One of the two was copied from another site, or is the property for tests.

Remedy: leave the ID of the server's tag empty, so that it takes that of the hit, or write the same one.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import label
from govern.gtm.tags import place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.pair import accounts, pair
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.source import Text

CONTAINERS = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Google tag
        type: googtag
        parameter: {tagId: G-ABC1234567, configSettingsTable: [{parameter: server_container_url, parameterValue: 'https://sgtm.example'}]}
        firingTrigger: [All Pages]
  - id: GTM-SRV1234
    context: server
    triggers: [{name: Every hit, type: ALWAYS}]
    tags: [{name: Analytics, type: sgtmgaaw, parameter: {measurementId: %s}, firingTrigger: [Every hit]}]
"""


@rule(good=CONTAINERS % "G-ABC1234567", bad=CONTAINERS % "G-ZZZ7654321", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    found = pair(project)
    if found is None:
        return
    ours = accounts(found.hits, "ga4")
    for signal in container_signals(found.server).live() if ours else ():
        account = signal.account.source
        if signal.platform == "ga4" and isinstance(account, Text) and account.value not in ours:
            tag = name_of(signal)
            message = f'{label("tag", tag)} sends to "{account.value[:40]}", and {found.web.id} to "{min(ours)}"'
            related = (Related("the web container's tag", place(found.web, "tag", name_of(found.hits[0]))),)
            help = "leave it empty, so that it takes the ID of the hit"
            yield problem(found.server, "tag", tag, message, "parameter", help=help).replace(related=related)
