"""A server container has a client.

A client takes the requests that reach the server and makes events of them. Without one the server answers none, and
no tag ever fires. An export may leave the clients out, where somebody chose what goes into it: what is imported from it then
fires only where the container has the client already that its triggers name.

Remedy: make a client, such as that of Google Analytics 4, or export the clients as well.

Source: https://developers.google.com/tag-platform/tag-manager/server-side/intro, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place, Related
from govern.gtm.tags import firing, place
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.when import CLIENT, cubes
from govern.signals.signal import Condition

CONTAINER = """
containers:
  - id: GTM-SRV1234
    context: server
    clients: [%s]
    triggers:
      - {name: From Analytics, type: ALWAYS, filter: [{type: EQUALS, parameter: {arg0: '{{Client Name}}', arg1: GA4}}]}
    tags: [{name: Analytics, type: sgtmgaaw, firingTrigger: [From Analytics]}]
"""


@rule(good=CONTAINER % "{name: GA4, type: gaaw_client}", bad=CONTAINER % "", level="warning", cost="broken")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        fires = firing(container)
        if container.context != "server" or not fires or container.bodies("client") or "client" in container.absent:
            continue
        waits = {name: one.value for name, cube in cubes(container).items() for one in cube if is_of_client(one)}
        asked = ", ".join(f'"{name[:60]}"' for name in sorted(set(waits.values()))[:3])
        message = f"{container.id} is exported without a client: "
        if asked:
            message += f"its triggers wait for {asked}, and no tag fires where that is not there"
        else:
            message += "a server that has none takes no request, and none of its tags fires"
        related = (
            *(Related("waits for a client", place(container, "trigger", name)) for name in sorted(waits)),
            *(Related("never fires", place(container, "tag", name)) for name in fires),
        )
        where = Place(container.file, entity=f'container "{container.id}"')
        help = "export the clients as well, or make the one that is missing"
        yield Problem(where, message, help=help, subject=container.id, related=related[:20])


def is_of_client(condition: Condition) -> bool:
    """Whether a condition waits for a client by its name."""
    return condition.left == CLIENT and not condition.negate
