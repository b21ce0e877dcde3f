"""Payloads: what a server sends to a platform for an event, as a plan that several readers follow.

A plan is JSON with leaves in it. A `Leaf` says where a value comes from (a parameter of ours, a match key, the event
ID, the time, the request) and what form it gets. One module a platform lays its body out (`body`), names the address it
goes to (`endpoint`) and says where things lie in such bodies (`FORMS`, for the check). From one plan come the bodies
that tests know, the templates for people and the senders for back ends, so they cannot come to differ.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from govern.payloads._plan import Leaf, Needing, Plan
from govern.payloads._sent import Endpoint, Sent, sent_by_servers

if TYPE_CHECKING:
    from govern.payloads._forms import Form

__all__ = ["Endpoint", "Leaf", "Needing", "Plan", "Sent", "layout", "layouts", "sent_by_servers"]


class Layout(Protocol):
    """A platform's module."""

    FORMS: tuple[Form, ...]

    def body(self, sent: Sent) -> dict[str, Any]: ...

    def endpoint(self, sent: Sent) -> Endpoint: ...


def layouts() -> tuple[str, ...]:
    """The platforms that a server can send to."""
    return LAYOUTS


LAYOUTS = ("ga4", "google_ads", "linkedin", "meta", "microsoft_ads", "pinterest", "reddit", "snapchat", "tiktok", "x")


def layout(platform: str) -> Layout | None:
    """The module of a platform; `None` where there is none."""
    return cast("Layout", import_module(f"govern.payloads.{platform}")) if platform in LAYOUTS else None
