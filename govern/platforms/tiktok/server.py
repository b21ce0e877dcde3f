"""TikTok: events for the Events API 2.0. See `api`."""

from __future__ import annotations

from govern.gtm.derive import api
from govern.gtm.derive.api import Api, base
from govern.gtm.derive.draft import Delivery, Draft

__all__ = ["LABEL", "base", "send"]

LABEL = "TikTok"
API = Api("tiktok", "web", tests=True, data_use=("limited_data_use",))


def send(draft: Draft, delivery: Delivery) -> None:
    """The tag that sends one event."""
    api.send(draft, delivery, API)
