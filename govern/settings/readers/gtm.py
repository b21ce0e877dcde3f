"""Environments and versions of a Tag Manager container, from the Tag Manager API.

`GET https://tagmanager.googleapis.com/tagmanager/v2/accounts/ACCOUNT/containers/CONTAINER/environments` and
`.../version_headers`. The code by which an environment is seen is a credential: it is never kept.

Source: the discovery document tagmanager.v2, revision 20260826, and answers in the notes and tests of public programs.
"""

from __future__ import annotations

from typing import Any

from govern.core.reader import Given
from govern.settings import Settings
from govern.settings.shapes import Shape
from govern.settings.shapes import read as read_shapes
from govern.settings.values import Row, day, known, text_of
from govern.settings.walking import holds

PRECEDENCE = 71
READS = "json"
HOLDS = "settings"


def environment(row: Row) -> dict[str, Any]:
    """An environment: its kind, the version it shows, and since when its code has been what it is. Its address may have the
    code behind the question mark."""
    return known(
        category=row.get("type"),
        published=row.get("containerVersionId"),
        url=text_of(row.get("url")).partition("?")[0],
        on=True if text_of(row.get("authorizationCode")) else None,
        day=day(row.get("authorizationTimestamp")),
    )


def version(row: Row) -> dict[str, Any]:
    """A version, which may be deleted and still be listed."""
    return known(deleted=row.get("deleted") is True)


def container_of(row: Row) -> str:
    """The number of the container."""
    return text_of(row.get("containerId"))


SHAPES = (
    Shape("environment", environment, ("type", "containerVersionId", "url", "authorizationCode", "authorizationTimestamp",
          "environmentId"), lists=("environment",), wraps=("environment",), ids=("environmentId",), schema="Environment",
          account=container_of, marks=(frozenset({"environmentId", "authorizationCode"}), frozenset({"environmentId", "type"}))),
    Shape("version", version, ("deleted", "containerVersionId"), lists=("containerVersionHeader",), ids=("containerVersionId",),
          schema="ContainerVersionHeader", account=container_of, marks=(frozenset({"containerVersionId", "numTags"}),)),
)  # fmt: skip


def matches(data: Any) -> bool:
    """Whether this lists environments or versions."""
    return holds(data, SHAPES)


def read(given: Given) -> tuple[Settings, ...]:
    """The environments or versions."""
    return read_shapes(given, "gtm", SHAPES)
