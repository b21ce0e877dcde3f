"""A destination as one container's tags know it."""

from __future__ import annotations

from collections import Counter

from govern.core.record import Record
from govern.spec.sections.destinations import Destination
from govern.spec.sections.sites import Site


class Target(Record):
    """A destination as one container's tags know it.

    `id` is the variable with its ID, `block` the trigger that keeps tags off hosts without one, `events` what is told
    to it in its own words; `suffix` ends the names of its tags where the container has several of the platform.
    """

    destination: Destination
    site: Site
    id: str
    block: str | None = None
    events: Counter[str] = Counter()
    suffix: str = ""
