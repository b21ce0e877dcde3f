"""No credential is written into a container.

Whatever a web container holds is published to every visitor in gtm.js. In a server container it is read by everybody
with read access, and by whoever gets the export. With an access token for the Conversions API anyone can send events
into the account, and some tokens open far more than that. Tokens without a form of their own, such as TikTok's, are
known by the field of the tag that gets them, directly or through constants and tables.

Remedy: withdraw the credential at the platform first, then make a new one. Server tags take it from a secret store or
at least from one variable; web tags need none. The value is never printed; the finding says where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from govern.core.report import Route
from govern.gtm.container import Container, label
from govern.gtm.tags import REFERENCE, problem
from govern.gtm.texts import Entity, entities, joined, of_kind
from govern.platforms import is_credential, is_credential_field, leaks_in, may_leak
from govern.project import Project
from govern.rules import Problem, rule
from govern.source.texts import MAX_DEPTH, texts

HELP = "withdraw it at the platform, then take the new one from a secret store"

FIXED = ("c", "smm", "remm")
"""Variables that hold their values: constants, lookup tables, tables of patterns."""

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
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        said = set()
        for entity in entities(container) if may_leak(joined(container)) else ():
            for found in leaked(container, entity):
                said.add(found.place.entity)
                yield found
        for found in given(container):
            if found.place.entity not in said:
                said.add(found.place.entity)
                yield found


def leaked(container: Container, entity: Entity) -> Iterator[Problem]:
    """Each credential of an entity once."""
    seen = set()
    if not may_leak("\n".join(entity.all())):
        return
    for route, text in texts(entity.body):
        for secret in leaks_in(text):
            mark = secret.fingerprint(text)
            if mark not in seen:
                seen.add(mark)
                said = f"holds what looks like {secret.said}, and {readers_of(container)}"
                message = f"{label(entity.kind, entity.name)} {said}"
                yield problem(container, entity.kind, entity.name, message, *route, help=HELP, about=mark)


def given(container: Container) -> Iterator[Problem]:
    """Credentials that are known by the field that gets them, where they stand: in a tag, or in a variable it names."""
    keys = set(chain.from_iterable(entity.keys for entity in entities(container)))
    secret = frozenset(filter(is_credential_field, keys))
    for entity in of_kind(container, ("tag", "client", "transformation", "variable")) if secret else ():
        kind, name = entity.kind, entity.name
        if secret.isdisjoint(entity.keys):
            continue
        for field, text, route in secret_fields(entity):
            if is_credential(field, text):
                message = f'{label(kind, name)} holds its "{field}", and {readers_of(container)}'
                yield problem(container, kind, name, message, *route, help=HELP)
            for variable in behind(container, text):
                message = (
                    f'{label("variable", variable)} holds what {label(kind, name)} gets as its "{field}", and '
                    f"{readers_of(container)}"
                )
                if any(is_credential(field, value) for value in values(container, variable)):
                    yield problem(container, "variable", variable, message, help=HELP)


def secret_fields(entity: Entity) -> Iterator[tuple[str, str, Route]]:
    """The texts of an entity's parameters whose key says that they are credentials, with the key and the way to each."""
    for field, text, route in fields(entity.body.get("parameter"), ("parameter",)):
        if is_credential_field(field):
            yield field, text, route


def readers_of(container: Container) -> str:
    """Who reads what stands in a container."""
    return "every visitor can read it" if container.context == "web" else "everybody with read access sees it"


def fields(value: Any, route: Route) -> Iterator[tuple[str, str, Route]]:
    """Every text of a parameter with its key and the way to it, those in lists and maps as well."""
    for position, found in enumerate(value if isinstance(value, list) else ()):
        if isinstance(found, dict) and len(route) < MAX_DEPTH:
            if isinstance(found.get("key"), str) and isinstance(found.get("value"), str):
                yield found["key"], found["value"], (*route, position, "value")
            for inside in ("list", "map"):
                yield from fields(found.get(inside), (*route, position, inside))


def behind(container: Container, text: str) -> Iterator[str]:
    """The constants and tables that a text takes its value from, those that tables name as well."""
    left, seen = REFERENCE.findall(text) if REFERENCE.fullmatch(text) else [], set()
    while left:
        name = left.pop()
        if name not in seen and container.bodies("variable").get(name, {}).get("type") in FIXED:
            seen.add(name)
            yield name
            left.extend(other for value in values(container, name) for other in REFERENCE.findall(value))


def values(container: Container, variable: str) -> Iterator[str]:
    """What a constant or a table holds."""
    body = container.bodies("variable")[variable]
    return (text for key, text, _ in fields(body.get("parameter"), ()) if key in ("value", "defaultValue"))
