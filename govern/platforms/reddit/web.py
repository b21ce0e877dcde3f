"""Reddit: a tag that prepares the library for each destination, an event tag for each mapping. See `pixel`.

- The library knows one pixel a page; a second destination in the same container is a problem.
- The browser writes `itemCount` and `transactionId` where the server writes `item_count` and `transaction_id`. A mapping
  may use either.
- Items in the shape of GA4 become Reddit's where they are mapped to `products` or `item_count`.
- An event that Reddit does not know is sent as `Custom` with its name.
"""

from __future__ import annotations

from govern.gtm.derive import pixel
from govern.gtm.derive.draft import Delivery, Draft
from govern.gtm.derive.target import Target

LABEL = "Reddit"
PIXEL = pixel.Pixel("reddit", LABEL, alone=True)


def base(draft: Draft, target: Target) -> None:
    """The tag that loads the library on every page."""
    pixel.base(draft, target, PIXEL)


def send(draft: Draft, delivery: Delivery) -> None:
    """The tag that sends one event."""
    call = "track" if delivery.mapping.as_ in draft.platform(PIXEL.key).events else "custom"
    pixel.send(draft, delivery, PIXEL, call, [pixel.named(draft, delivery, PIXEL)])
