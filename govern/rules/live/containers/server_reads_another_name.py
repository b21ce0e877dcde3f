"""A server reads what the web container sends under the name that it is sent under.

Names are compared letter by letter: event data `transactionId` is empty where the hit carries `transaction_id`, and so is a cookie of another case.
The tags on the server send nothing in its place, and nothing fails.

Remedy: read the name that is sent.

Source: https://developers.google.com/tag-platform/tag-manager/server-side/common-event-data, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.pair import pair
from govern.signals.containers.pair_fields import misread

CONTAINERS = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Google tag
        type: googtag
        parameter: {tagId: G-ABC1234567, configSettingsTable: [{parameter: server_container_url, parameterValue: 'https://sgtm.example'}]}
        firingTrigger: [All Pages]
      - name: Purchase
        type: gaawe
        parameter: {eventName: purchase, measurementIdOverride: G-ABC1234567, eventSettingsTable: [{parameter: order_number, parameterValue: '{{Order}}'}]}
        firingTrigger: [Paid]
  - id: GTM-SRV1234
    context: server
    variables: [{name: Order, type: ed, parameter: {keyPath: %s}}]
    tags: [{name: GA4, type: sgtmgaaw, parameter: {eventName: '{{Order}}'}, firingTrigger: [All]}]
"""


@rule(good=CONTAINERS % "order_number", bad=CONTAINERS % "orderNumber", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    found = pair(project)
    if found is None:
        return
    for one in misread(found):
        message = f'{label("variable", one.variable)} reads the {one.what} "{one.read}", and {found.web.id} sends "{one.sent}"'
        help = f'read "{one.sent}"'
        yield problem(found.server, "variable", one.variable, message, "parameter", help=help)
