"""Meta: a tag that prepares the library for each destination, an event tag for each mapping. See `pixel`.

- Events are sent with `trackSingle`, to the destination they are mapped to and to no other pixel on the page, and only
  declared events are sent: the library's own clicks, page data and page views on history changes are switched off.
  `settings: {automatic_events: true}` at the destination leaves them on.
- Limited data use (`settings: {data_processing_options: LDU, ...}`) is said before the pixel is prepared.
- Items in the shape of GA4 become Meta's where they are mapped to `contents`, `content_ids` or `num_items`.
"""

from __future__ import annotations

from govern.gtm.container import Body
from govern.gtm.derive import pixel
from govern.gtm.derive.draft import Delivery, Draft
from govern.gtm.derive.shapes import flag, text
from govern.gtm.derive.target import Target

LABEL = "Meta"
PEOPLE = ("em", "ph", "fn", "ln", "ge", "db", "ct", "st", "zp", "country", "external_id")
PIXEL = pixel.Pixel("meta", LABEL, people={key: key for key in PEOPLE})
PROCESSING = {
    "data_processing_options": "dataProcessingOptions",
    "data_processing_options_country": "dataProcessingCountry",
    "data_processing_options_state": "dataProcessingState",
}
"""What settings say about limited data use, and the template's fields."""


def base(draft: Draft, target: Target) -> None:
    """The tag that loads the library on every page."""
    pixel.base(draft, target, PIXEL, options(target))


def send(draft: Draft, delivery: Delivery) -> None:
    """The tag that sends one event."""
    call = "trackSingle" if delivery.mapping.as_ in draft.platform(PIXEL.key).events else "trackSingleCustom"
    pixel.send(draft, delivery, PIXEL, call, [pixel.named(draft, delivery, PIXEL), *options(delivery.target)])


def options(target: Target) -> list[Body]:
    """How the library is prepared, whichever tag comes first."""
    settings = target.destination.settings
    said = [
        text(field, str(settings[name])) for name, field in PROCESSING.items() if settings.get(name) not in (None, "")
    ]
    return [flag("automaticEvents", settings.get("automatic_events") is True), *said]
