"""Snapchat: a tag that prepares the library for each destination, an event tag for each mapping. See `pixel`.

- An event names its pixel, so that two destinations on a page do not get each other's.
- The browser's words differ from the server's: `value` is its `price`, `order_id` its `transaction_id`, `content_ids`
  its `item_ids`, `num_items` its `number_items`. A mapping may use either.
- Items in the shape of GA4 become Snap's where they are mapped to `item_ids` or `number_items`.
"""

from __future__ import annotations

from govern.gtm.derive import pixel
from govern.gtm.derive.draft import Delivery, Draft
from govern.gtm.derive.target import Target

LABEL = "Snapchat"
PEOPLE = {"em": "user_email", "ph": "user_phone_number", "fn": "firstname", "ln": "lastname"}
PIXEL = pixel.Pixel("snapchat", LABEL, PEOPLE)


def base(draft: Draft, target: Target) -> None:
    """The tag that loads the library on every page."""
    pixel.base(draft, target, PIXEL)


def send(draft: Draft, delivery: Delivery) -> None:
    """The tag that sends one event."""
    pixel.send(draft, delivery, PIXEL, "track", [pixel.named(draft, delivery, PIXEL)])
