"""Microsoft: events for the UET Conversions API. See `api`."""

from __future__ import annotations

from govern.gtm.derive import api
from govern.gtm.derive.api import Api, base
from govern.gtm.derive.draft import Delivery, Draft

__all__ = ["LABEL", "base", "send"]

LABEL = "Microsoft"
API = Api("microsoft_ads", versioned=False)


def send(draft: Draft, delivery: Delivery) -> None:
    """The tag that sends one event."""
    api.send(draft, delivery, API)
