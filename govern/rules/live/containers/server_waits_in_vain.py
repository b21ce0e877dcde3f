"""A trigger on the server waits for an event that the web container sends.

The web container tells its server what it tells Analytics, under the same names. A trigger that waits for `Purchase` where the
web sends `purchase`, or for an event that was renamed, never fires: the platforms behind the server hear nothing of it.
Events that a back end sends to the server are not seen from here.

Remedy: give both sides the same name. If something else sends the event, nothing is to be done.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.pair import never_sent, pair
from govern.spec.spelling import suggest

CONTAINERS = """
containers:
  - id: GTM-ABC1234
    triggers: [{name: Paid, type: CUSTOM_EVENT, customEventFilter: [{type: EQUALS, parameter: {arg0: '{{_event}}', arg1: paid}}]}]
    tags:
      - name: Google tag
        type: googtag
        parameter: {tagId: G-ABC1234567, configSettingsTable: [{parameter: server_container_url, parameterValue: 'https://sgtm.example'}]}
        firingTrigger: [All Pages]
      - {name: Purchase, type: gaawe, parameter: {eventName: purchase, measurementIdOverride: G-ABC1234567}, firingTrigger: [Paid]}
  - id: GTM-SRV1234
    context: server
    triggers: [{name: Order, type: CUSTOM_EVENT, customEventFilter: [{type: EQUALS, parameter: {arg0: '{{_event}}', arg1: %s}}]}]
    tags: [{name: Ads, type: sgtmadsct, parameter: {conversionId: '1', conversionLabel: a}, firingTrigger: [Order]}]
"""


@rule(good=CONTAINERS % "purchase", bad=CONTAINERS % "order_paid", level="note", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    found = pair(project)
    if found is None:
        return
    for name, triggers in never_sent(found).items():
        message = f'{label("trigger", triggers[0])} waits for "{name}", which no tag of {found.web.id} sends'
        help = suggest(name, sorted(found.names or ())) or "give both sides the same name"
        yield problem(found.server, "trigger", triggers[0], message, "customEventFilter", help=help, about=name)
