"""Meta: events for the Conversions API. See `_api`."""

from __future__ import annotations

from govern.derive._draft import Draft, Leg
from govern.derive.server import _api
from govern.derive.server._api import PROCESSING, Api, base

__all__ = ["LABEL", "base", "send"]

LABEL = "Meta"
API = Api("meta", "website", tests=True, data_use=(*PROCESSING, "data_processing_options_state", "opt_out"))


def send(draft: Draft, leg: Leg) -> None:
    """The tag that sends one event."""
    _api.send(draft, leg, API)
