"""Meta: a tag that prepares the library for each destination, an event tag for each mapping. See `_pixel`.

- Events are sent with `trackSingle`, to the destination they are mapped to and to no other pixel on the page, and only
  declared events are sent: the library's own clicks, page data and page views on history changes are switched off.
  `settings: {automatic_events: true}` at the destination leaves them on.
- Items in the shape of GA4 become Meta's where they are mapped to `contents`, `content_ids` or `num_items`.
"""

from __future__ import annotations

from govern.derive._draft import Draft, Leg, Target
from govern.derive._shapes import flag
from govern.derive.web import _pixel
from govern.model.gtm import Body

LABEL = "Meta"
PIXEL = _pixel.Pixel("meta", LABEL)


def base(draft: Draft, target: Target) -> None:
    """The tag that loads the library on every page."""
    _pixel.base(draft, target, PIXEL, [automatic(target)])


def send(draft: Draft, leg: Leg) -> None:
    """The tag that sends one event."""
    call = "trackSingle" if leg.mapping.as_ in PIXEL.facts.events else "trackSingleCustom"
    _pixel.send(draft, leg, PIXEL, call, [_pixel.named(leg, PIXEL), automatic(leg.target)])


def automatic(target: Target) -> Body:
    """Whether the library sends events of its own."""
    return flag("automaticEvents", target.destination.settings.get("automatic_events") is True)
