"""Tag Manager containers: Admin › Export Container, and the JSON of the API. What is read, and how, says `gtm.read`."""

from __future__ import annotations

from typing import Any

from govern.core.reader import Given
from govern.gtm import read as gtm
from govern.gtm.container import Container

PRECEDENCE = 60
READS = "json"
MARK = "exportFormatVersion"
HOLDS = "containers"


def matches(data: Any) -> bool:
    """Whether a JSON value is, or lists, Tag Manager containers."""
    return gtm.matches(data)


def read(given: Given) -> tuple[Container, ...]:
    """The containers of an export."""
    return tuple(gtm.containers(given.data, given.file, given.raw))
