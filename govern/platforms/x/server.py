"""X: events for the Conversion API. See `api`.

An event is told by the id that X gave it, which the mapping names as `conversion_action`.
"""

from __future__ import annotations

from govern.gtm.derive import api
from govern.gtm.derive.api import Api, base
from govern.gtm.derive.draft import Delivery, Draft

__all__ = ["LABEL", "base", "send"]

LABEL = "X"
API = Api("x", conversion="event")


def send(draft: Draft, delivery: Delivery) -> None:
    """The tag that sends one event."""
    api.send(draft, delivery, API)
