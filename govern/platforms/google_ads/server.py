"""Google Ads: Google's own tags, a conversion linker for each container and a conversion tag for each mapping.

- `conversion_label`, or `conversion_action`, names the conversion's label, alone or behind the account: `AW-123456789/AbC-dEfG`.
- Value, currency and order number are what the hit calls `value`, `currency` and `transaction_id`: map the event to GA4
  with these fields. Google's tags take the visitor's choice from the hit by themselves.
- Who it was the tag reads in `user_data`, which the browser's GA4 hit brings where the mapping has match keys
  (`govern/gtm/derive/provided.py`).
"""

from __future__ import annotations

from govern.gtm.derive import entry
from govern.gtm.derive.draft import Delivery, Draft
from govern.gtm.derive.shapes import flag, reference, text
from govern.gtm.derive.target import Target
from govern.platforms.google_ads.web import LABEL_OF

LABEL = "Google Ads"
STRIP = "AW-"


def base(draft: Draft, target: Target) -> None:
    """The conversion linker, which keeps click IDs in cookies of the site."""
    if draft.is_new("conversion linker"):
        parameters = [flag("enableCookieOverrides", False), flag("enableLinkerParams", False)]
        body = entry.server_tag("sgtmadscl", parameters, entry.everything(draft, target.destination), None)
        what = f"destination {target.destination.name}"
        entry.put(draft, target, draft.named(LABEL, "conversion linker"), body, target.destination, what)


def send(draft: Draft, delivery: Delivery) -> None:
    """The conversion tag of one event."""
    mapping, target, hit = delivery.mapping, delivery.target, entry.arrival(draft, delivery)
    label = LABEL_OF.fullmatch(mapping.label or "")
    if label is None:
        message = f'mapping of "{mapping.event}" to "{mapping.destination}" names no conversion label, so no tag can be derived'
        draft.problem(message, mapping.place(), "write conversion_label: AW-123456789/LABEL")
    if hit is None or label is None:
        return
    parameters = [
        text("conversionId", reference(target.id)),
        text("conversionLabel", label[1]),
        flag("enableConversionLinker", True),
        flag("enableNewCustomerReporting", False),
        flag("enableProductReporting", False),
        flag("rdp", False),
    ]
    body = entry.server_tag("sgtmadsct", parameters, entry.trigger(draft, delivery.event, hit), target.block)
    what = f"event {delivery.event.name}, mapping to {target.destination.name}"
    entry.put(draft, target, delivery.tag, body, mapping, what)
