"""The shapes in which the JSON of exports, of the API and of scripts holds containers, brought to that of a version."""

from __future__ import annotations

import re
from typing import Any

from govern.gtm.container import Body
from govern.gtm.schema import KINDS, OWN_ID

PLURALS = {f"{kind}s": kind for kind in KINDS} | {"templates": "customTemplate"}

WRAPPED = {
    "publicId": "publicId",
    "containerPublicId": "publicId",
    "containerId": "containerId",
    "accountId": "accountId",
    "name": "name",
    "label": "name",
    "containerName": "name",
}
"""What scripts that save the API's lists call the container's own fields."""

OTHER_LISTS = {
    "workspaceChange": "the changes of a workspace",
    "containerVersionHeader": "a list of version headers",
    "workspace": "a list of workspaces",
    "container": "a list of containers without their tags",
    "account": "a list of accounts",
    "environment": "a list of environments",
    "userPermission": "a list of user permissions",
}

PLURAL = "\0plural"
"""Marks a version whose lists stood under keys that Tag Manager does not read."""

PARTIAL = "\0partial"
"""Marks a version made of some of a workspace's lists: what it refers to may stand in a list that was not saved."""


def versions(data: Any) -> list[Body]:
    """Every container version in a value, in the shape of the API."""
    if isinstance(data, list):
        found = [versions(item) if isinstance(item, dict) else [] for item in data]
        return [version for inner in found for version in inner] if all(found) else []
    if not isinstance(data, dict):
        return []
    inner = data.get("containerVersion")
    if isinstance(inner, dict):
        return [singular(inner)]
    if isinstance(inner, list):
        return inner if all(isinstance(version, dict) for version in inner) else []
    if "containerVersionId" in data and (isinstance(data.get("container"), dict) or not KINDS.keys().isdisjoint(data)):
        return [data]
    if any(is_entity_list(kind, data[kind]) for kind in KINDS if kind in data):
        return [{PARTIAL: True, **data}]
    unwrapped = unwrap(data)
    return [unwrapped] if unwrapped else []


def singular(version: Body) -> Body:
    """The version with the lists under their own keys that somebody's script wrote in plural; `PLURAL` says which."""
    found = {
        key: kind for key, kind in PLURALS.items() if kind not in version and is_entity_list(kind, version.get(key))
    }
    if not found:
        return version
    return {**{found.get(key, key): value for key, value in version.items()}, PLURAL: tuple(found.items())}


def is_entity_list(kind: str, value: Any) -> bool:
    """Whether a value is a list of entities, judged by its first."""
    if not isinstance(value, list) or not value or not isinstance(value[0], dict):
        return False
    named = "name" in value[0] or kind == "gtagConfig"
    return named and not value[0].keys().isdisjoint(("accountId", "type", "parameter", "templateData", OWN_ID[kind]))


def unwrap(data: Body) -> Body:
    """A container version made of plural lists; empty if there are none."""
    version: Body = {}
    container: Body = {}
    for key, value in data.items():
        name = re.sub(r"_([a-z])", lambda found: found[1].upper(), key)
        kind = PLURALS.get(name)
        if kind is not None and (value == [] or is_entity_list(kind, value)):
            version[kind] = value
        elif name in WRAPPED and isinstance(value, str):
            container.setdefault(WRAPPED[name], value)
    return {PARTIAL: True, "container": container, **version} if any(version.values()) else {}


def is_other_list(data: Any) -> bool:
    """Whether a JSON value is something else that Tag Manager's API lists."""
    return isinstance(data, dict) and any(isinstance(data.get(key), list) for key in OTHER_LISTS)


def what(data: Any) -> str:
    """What a JSON value is, for people who took it for a container."""
    if isinstance(data, dict):
        if is_other_list(data):
            return next(text for key, text in OTHER_LISTS.items() if isinstance(data.get(key), list))
        keys = ", ".join(f'"{key[:40]}"' for key in list(data)[:5])
        return f"an object with {keys}" if keys else "an empty object"
    if isinstance(data, list):
        return "a list" if data else "an empty list"
    if isinstance(data, str):
        return "text"
    return "null" if data is None else "true or false" if isinstance(data, bool) else "a number"
