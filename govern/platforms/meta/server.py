"""Meta: events for the Conversions API. See `api`."""

from __future__ import annotations

from govern.gtm.derive import api
from govern.gtm.derive.api import PROCESSING, Api, base
from govern.gtm.derive.draft import Delivery, Draft

__all__ = ["LABEL", "base", "send"]

LABEL = "Meta"
API = Api("meta", "website", tests=True, data_use=(*PROCESSING, "data_processing_options_state", "opt_out"))


def send(draft: Draft, delivery: Delivery) -> None:
    """The tag that sends one event."""
    api.send(draft, delivery, API)
