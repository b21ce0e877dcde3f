"""Which sources of scripts let in an address that is known as a way round a policy."""

from __future__ import annotations

from govern.csp.address import address_of
from govern.csp.bypasses import BYPASSES, Bypass
from govern.csp.match import matches
from govern.csp.source import Source

PAGE = address_of("https://www.site.invalid")


def bypass_of(source: Source, evals: bool) -> Bypass | None:
    """The first known way round that a source lets in, on a policy that lets texts run as scripts or not. Of a source for
    every host nothing is said: it needs none."""
    if source.kind != "host" or source.host == "*":
        return None
    fitting = (one for one in BYPASSES if evals or not one.needs_eval)
    return next((one for one in fitting if matches(source, address_of(one.address), PAGE)), None)
