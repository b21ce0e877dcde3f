"""Snapchat: events for the Conversions API v3. See `_api`."""

from __future__ import annotations

from govern.derive._draft import Draft, Leg
from govern.derive.server import _api
from govern.derive.server._api import PROCESSING, Api, base

__all__ = ["LABEL", "base", "send"]

LABEL = "Snapchat"
API = Api("snapchat", "WEB", tests=True, data_use=(*PROCESSING, "data_processing_options_state"))


def send(draft: Draft, leg: Leg) -> None:
    """The tag that sends one event."""
    _api.send(draft, leg, API)
