"""The part of a platform that says how its bodies are laid out, found by its folder."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, cast

from govern.core.registry import network, networks

if TYPE_CHECKING:
    from govern.payloads.answers import Answer
    from govern.payloads.forms import Form
    from govern.payloads.sent import Endpoint, Sent


class Layout(Protocol):
    """A platform's module."""

    FORMS: tuple[Form, ...]
    ANSWER: Answer

    def body(self, sent: Sent) -> dict[str, Any]: ...

    def endpoint(self, sent: Sent) -> Endpoint: ...


def layouts() -> tuple[str, ...]:
    """The platforms that a server can send to."""
    return networks("payload")


def apis(platform: str) -> tuple[str, ...]:
    """What `settings: {api: ...}` may say at a platform, the usual one first; nothing where there is one way only."""
    return tuple(getattr(layout(platform), "APIS", ()))


@cache
def layout(platform: str) -> Layout | None:
    """The module of a platform; `None` where there is none."""
    return cast("Layout", network(platform, "payload")) if platform in layouts() else None
