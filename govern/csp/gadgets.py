"""Which sources of scripts let in an address that is known as a way round a policy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from govern.csp.address import address_of
from govern.csp.bypasses import BYPASSES, Bypass
from govern.csp.match import host_matches, matches
from govern.csp.source import Source

PAGE = address_of("https://www.site.invalid")

Known = Mapping[str, tuple[Bypass, ...]]


@cache
def known() -> Known:
    """The ways round by their hosts, worked out once for many sources."""
    found: dict[str, list[Bypass]] = {}
    for one in BYPASSES:
        found.setdefault(address_of(one.address).host, []).append(one)
    return {host: tuple(ways) for host, ways in found.items()}


def bypass_of(source: Source, evals: bool, ways: Known) -> Bypass | None:
    """The first known way round that a source lets in, on a policy that lets texts run as scripts or not. Of a source for
    every host nothing is said: it needs none."""
    if source.kind != "host" or source.host == "*":
        return None
    for one in fitting(source, ways):
        if (evals or not one.needs_eval) and matches(source, address_of(one.address), PAGE):
            return one
    return None


def fitting(source: Source, ways: Known) -> Iterable[Bypass]:
    """The ways round at the hosts of a source."""
    if not source.host.startswith("*."):
        return ways.get(source.host, ())
    return (one for host, listed in ways.items() if host_matches(source.host, host) for one in listed)
