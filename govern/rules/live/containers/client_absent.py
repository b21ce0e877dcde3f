"""A trigger of a server container waits for a client that the container has.

The condition compares `Client Name` with the name of a client. Where none is called so, since it was renamed, deleted or
never made, the trigger never fires, and no tag on it tells anybody anything.

Remedy: write the client's name as it stands under Clients, or leave the condition out.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import label
from govern.gtm.tags import names_in, place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.never import clients_missed

CONTAINER = """
containers:
  - id: GTM-SRV1234
    context: server
    clients: [{name: GA4, type: gaaw_client}]
    triggers:
      - {name: From Analytics, type: ALWAYS, filter: [{type: EQUALS, parameter: {arg0: '{{Client Name}}', arg1: %s}}]}
    tags: [{name: Analytics, type: sgtmgaaw, firingTrigger: [From Analytics]}]
"""


@rule(good=CONTAINER % "GA4", bad=CONTAINER % "Analytics", level="warning", cost="broken")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for trigger in sorted(clients_missed(container)):
            known = ", ".join(f'"{name[:60]}"' for name in list(container.bodies("client"))[:5])
            message = f"{label('trigger', trigger)} waits for a client that the container does not have"
            tags = [
                name for name, tag in container.bodies("tag").items() if trigger in names_in(tag.get("firingTrigger"))
            ]
            related = tuple(Related("never fires", place(container, "tag", tag)) for tag in tags)
            help = f"the clients are called {known}"
            yield problem(container, "trigger", trigger, message, "filter", help=help).replace(related=related)
