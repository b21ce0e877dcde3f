"""Whether two tags that tell one event mean different things: another server, other fixed values."""

from __future__ import annotations

from govern.signals.sameness import same
from govern.signals.signal import Signal
from govern.signals.source import Fields, Source, Text, Unknown, told

SERVERS = frozenset(("server_container_url", "transport_url"))
"""Parameters that say where a hit goes, which is compared by itself."""


def go_apart(one: Signal, other: Signal) -> bool:
    """Whether two tags send to different servers, of which one may pass on to other platforms alone."""
    here, there = spelled(told(one.endpoint.source)), spelled(told(other.endpoint.source))
    return here != there and not isinstance(here, Unknown) and not isinstance(there, Unknown)


def spelled(source: Source) -> Source:
    """The address of a server in one spelling."""
    if not isinstance(source, Text):
        return source
    scheme, slashes, rest = source.value.rpartition("://")
    host, slash, path = rest.partition("/")
    return Text(host.casefold() + (slash + path).rstrip("/")) if slashes or not scheme else source


def differ(one: Signal, other: Signal) -> bool:
    """Whether two signals tell different fixed values under one name: another thing is meant."""
    for name in (one.parameters.keys() & other.parameters.keys()) - SERVERS:
        here, there = one.parameters[name].source, other.parameters[name].source
        if not isinstance(here, Fields) and not isinstance(there, Fields) and same(here, there) is False:
            return True
    return False
