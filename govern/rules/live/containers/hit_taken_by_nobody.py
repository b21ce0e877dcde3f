"""An event that is sent to a server is taken by one of its tags.

The web container sends its hits to a server of its own, where tags pass them on. An event for which none of them fires ends there: Analytics and the
platforms behind the server never hear of it.

Remedy: let the server's Analytics tag fire for all events, or give the event a trigger. If it is to end there, do not send it.

Source: https://developers.google.com/tag-platform/tag-manager/server-side/send-data, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.pair import pair
from govern.signals.containers.pair_fields import taken_by_nobody

CONTAINERS = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Google tag
        type: googtag
        parameter: {tagId: G-ABC1234567, configSettingsTable: [{parameter: server_container_url, parameterValue: 'https://sgtm.example'}]}
        firingTrigger: [All Pages]
      - {name: Sign-up, type: gaawe, parameter: {eventName: %s, measurementIdOverride: G-ABC1234567}, firingTrigger: [Paid]}
  - id: GTM-SRV1234
    context: server
    triggers:
      - {name: Known, type: CUSTOM_EVENT, customEventFilter: [{type: MATCH_REGEX, parameter: {arg0: '{{_event}}', arg1: ^(purchase|page_view)$}}]}
    tags: [{name: GA4, type: sgtmgaaw, firingTrigger: [Known]}]
"""


@rule(good=CONTAINERS % "purchase", bad=CONTAINERS % "sign_up", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    found = pair(project)
    if found is None:
        return
    for event, tag in taken_by_nobody(found).items():
        message = f'{label("tag", tag)} sends "{event}" to the server, where no tag of {found.server.id} fires for it'
        help = "let the server's Analytics tag fire for it"
        yield problem(found.web, "tag", tag, message, "parameter", help=help, about=event)
