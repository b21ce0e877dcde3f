"""TikTok: a tag that prepares the library for each destination, an event tag for each mapping. See `pixel`.

- An event names its pixel (`pixel_code`), so that two destinations on a page do not get each other's.
- Items in the shape of GA4 become TikTok's where they are mapped to `contents`, `content_ids` or `num_items`.
- `Pageview` is a call of its own, without parameters and event ID.
"""

from __future__ import annotations

from govern.gtm.derive import pixel
from govern.gtm.derive.draft import Delivery, Draft
from govern.gtm.derive.target import Target

LABEL = "TikTok"
PEOPLE = {"email": "email", "phone": "phone_number", "external_id": "external_id"}
PIXEL = pixel.Pixel("tiktok", LABEL, people=PEOPLE)


def base(draft: Draft, target: Target) -> None:
    """The tag that loads the library on every page."""
    pixel.base(draft, target, PIXEL)


def send(draft: Draft, delivery: Delivery) -> None:
    """The tag that sends one event."""
    call = "page" if delivery.mapping.as_ == "Pageview" else "track"
    pixel.send(draft, delivery, PIXEL, call, [pixel.named(draft, delivery, PIXEL)])
