"""X: a tag that prepares the library for each destination, an event tag for each mapping. See `pixel`.

- X knows events by the ids that its event manager gives them (`tw-o8z6j-o87ne`, or the last part alone), which a mapping
  says as `conversion_action`; `as` is the event's kind, for people.
- The browser writes `currency` and `num_items` where the server writes `price_currency` and `number_items`. A mapping
  may use either.
- Items in the shape of GA4 become X's where they are mapped to `contents` or `num_items`.
- Loading the library counts a page view, which is X's way.
"""

from __future__ import annotations

from govern.gtm.derive import pixel
from govern.gtm.derive.draft import Delivery, Draft
from govern.gtm.derive.shapes import reference, text
from govern.gtm.derive.target import Target

LABEL = "X"
PEOPLE = {"hashed_email": "email_address", "hashed_phone_number": "phone_number"}
PIXEL = pixel.Pixel("x", LABEL, PEOPLE)


def base(draft: Draft, target: Target) -> None:
    """The tag that loads the library on every page."""
    pixel.base(draft, target, PIXEL)


def send(draft: Draft, delivery: Delivery) -> None:
    """The tag that sends one event."""
    id = pixel.conversion_of(draft, delivery, "the id of the event at X, such as tw-o8z6j-o87ne")
    if id is not None:
        name = pixel.conversion(draft, delivery, "Event at X", id)
        pixel.send(draft, delivery, PIXEL, "event", [text("eventName", reference(name))])
