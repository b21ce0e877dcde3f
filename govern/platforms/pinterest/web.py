"""Pinterest: a tag that prepares the library for each destination, an event tag for each mapping. See `pixel`.

- The library tells every event to all tags of a page; a second destination in the same container is a problem.
- Event names are spelled as the browser does: `add_to_cart` on a server is `addtocart` here.
- The browser writes `line_items`, `product_ids` and `order_quantity` where the server writes `contents`, `content_ids`
  and `num_items`, and `search_query` for `search_string`. A mapping may use either.
- Items in the shape of GA4 become Pinterest's where they are mapped to one of the three.
"""

from __future__ import annotations

from govern.gtm.derive import pixel
from govern.gtm.derive.draft import Delivery, Draft
from govern.gtm.derive.target import Target

LABEL = "Pinterest"
PIXEL = pixel.Pixel("pinterest", LABEL, alone=True)


def base(draft: Draft, target: Target) -> None:
    """The tag that loads the library on every page."""
    pixel.base(draft, target, PIXEL)


def send(draft: Draft, delivery: Delivery) -> None:
    """The tag that sends one event."""
    pixel.send(draft, delivery, PIXEL, "track", [pixel.named(draft, delivery, PIXEL)])
