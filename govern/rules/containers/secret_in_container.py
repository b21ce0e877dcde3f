"""No credential is written into a container.

Whatever a web container holds is published to every visitor in gtm.js. In a server container it is read by everybody
with read access, and by whoever gets the export. With an access token for the Conversions API anyone can send events
into the account, and some tokens open far more than that.

Remedy: withdraw the credential at the platform first, then make a new one. Server tags take it from a secret store or
at least from one variable; web tags need none. The value is never printed; the finding says where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.gtm import Container, label
from govern.platforms import leaks_in
from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.containers._live import problem, texts

# The credential of the bad example is put together here, so that scanners of this repository stay calm.
MADE_UP = "EAA" + "B0c9D8e7F6g5H4i3J2k1" * 3


@rule(
    good="""
containers:
  - id: GTM-SRV1234
    context: server
    tags: [{name: CAPI, type: html, parameter: {accessToken: '{{Meta token from the secret store}}'}, firingTrigger: [All Pages]}]
""",
    bad=f"""
containers:
  - id: GTM-SRV1234
    context: server
    tags: [{{name: CAPI, type: html, parameter: {{accessToken: {MADE_UP}}}, firingTrigger: [All Pages]}}]
""",
    over="live",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for kind, bodies in container.entities.items():
            for name, body in bodies.items():
                yield from leaked(container, kind, name, body)


def leaked(container: Container, kind: str, name: str, body: object) -> Iterator[Problem]:
    """Each credential of an entity once."""
    who = "every visitor can read it" if container.context == "web" else "everybody with read access sees it"
    seen = set()
    for route, text in texts(body):
        for secret in leaks_in(text):
            mark = secret.fingerprint(text)
            if mark not in seen:
                seen.add(mark)
                message = f"{label(kind, name)} holds what looks like a {secret.label}, and {who}"
                help = "withdraw it at the platform, then take the new one from a secret store"
                yield problem(container, kind, name, message, *route, help=help, about=mark)
