"""LinkedIn: events for the Conversions API. See `api`.

An event is told to a conversion rule, which the mapping names as `conversion_action`: its number or its URN.
"""

from __future__ import annotations

from govern.gtm.derive import api
from govern.gtm.derive.api import Api, base
from govern.gtm.derive.draft import Delivery, Draft

__all__ = ["LABEL", "base", "send"]

LABEL = "LinkedIn"
API = Api("linkedin", conversion="rule")


def send(draft: Draft, delivery: Delivery) -> None:
    """The tag that sends one event."""
    api.send(draft, delivery, API)
