"""LinkedIn: a tag that prepares the library for each destination, a conversion tag for each mapping. See `pixel`.

- LinkedIn knows conversions by number, which a mapping says as `conversion_action`: the number, or the name of the
  conversion rule that ends with it; `as` is the rule's type, for people.
- The library sends no page views of its own.
- `conversionValue.amount` and `conversionValue.currencyCode` are the server's; in the browser the conversion rule has its
  value, so they are left out here.
"""

from __future__ import annotations

from govern.gtm.derive import pixel
from govern.gtm.derive.draft import Delivery, Draft
from govern.gtm.derive.shapes import reference, text
from govern.gtm.derive.target import Target

LABEL = "LinkedIn"
PIXEL = pixel.Pixel("linkedin", LABEL, without=("conversionValue.amount", "conversionValue.currencyCode"))


def base(draft: Draft, target: Target) -> None:
    """The tag that loads the library on every page."""
    pixel.base(draft, target, PIXEL)


def send(draft: Draft, delivery: Delivery) -> None:
    """The tag that sends one conversion."""
    id = pixel.conversion_of(draft, delivery, "the number of the conversion at LinkedIn")
    if id is not None:
        name = pixel.conversion(draft, delivery, "Conversion ID", id.rpartition(":")[2])
        pixel.send(draft, delivery, PIXEL, "track", [text("conversionId", reference(name))])
