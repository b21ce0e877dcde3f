"""Bodies of the examples that events give, with a request that nobody made: for the references, and for tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from govern.payloads.layout import layout
from govern.payloads.plan import Happened, fill
from govern.payloads.sent import Sent
from govern.spec.base import ConsentType, Environment

AT = 1_768_478_400_000
"""The time at which examples happen, 2026-01-15 12:00 UTC: it is the same whenever they are made."""

CONTEXT = {
    "url": "https://www.example.com/checkout/thanks",
    "referrer": "https://www.example.com/checkout",
    "ip": "203.0.113.7",
    "user_agent": "Mozilla/5.0 (X11; Linux x86_64) Example/1.0",
    "client_id": "1234567890.1768478400",
    "session_id": "1768478000",
    "fbc": "fb.1.1768478000000.IwAR0example",
    "fbp": "fb.1.1768478000000.1098115397",
}
"""What the request of an example knows. No click ID is among it but one, so that bodies show who has what."""


def happened(example: Mapping[str, Any], environment: Environment = "production") -> Happened:
    """An example as if it had happened, to a visitor who has agreed to everything."""
    return Happened(example, AT, environment, CONTEXT, get_args(ConsentType))


def bodies(sent: Sent, environment: Environment = "production") -> Iterator[dict[str, Any]]:
    """The body of every example of the event."""
    module = layout(sent.platform.key)
    if module is not None:
        plan = module.body(sent)
        for example in sent.event.examples:
            yield fill(plan, happened(example, environment))
