"""LinkedIn: events for the Conversions API. See `_api`.

An event is told to a conversion rule, which the mapping names as `conversion_action`: its number or its URN.
"""

from __future__ import annotations

from govern.derive._draft import Draft, Leg
from govern.derive.server import _api
from govern.derive.server._api import Api, base

__all__ = ["LABEL", "base", "send"]

LABEL = "LinkedIn"
API = Api("linkedin", conversion="rule")


def send(draft: Draft, leg: Leg) -> None:
    """The tag that sends one event."""
    _api.send(draft, leg, API)
