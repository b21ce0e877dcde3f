"""Google Analytics 4: one tag that sends on what the client took, to the property that each hit names.

The browser's Google tag sends to the site's own endpoint, so without this tag GA4 would get nothing. What says who
somebody is and came along for other platforms is taken out before (`entry`). `settings: {redact_ip: true}` at the
destination keeps the visitor's IP address from GA4.
"""

from __future__ import annotations

from govern.gtm.derive import entry
from govern.gtm.derive.draft import Delivery, Draft
from govern.gtm.derive.shapes import flag, text
from govern.gtm.derive.target import Target

LABEL = "GA4"
HAS_ACCOUNT = False


def base(draft: Draft, target: Target) -> None:
    """The tag for all events of all properties."""
    destination = target.destination
    if not draft.is_new("GA4"):
        return
    parameters = [
        text("epToIncludeDropdown", "all"),
        flag("redactVisitorIp", destination.settings.get("redact_ip") is True),
        text("upToIncludeDropdown", "all"),
    ]
    body = entry.server_tag("sgtmgaaw", parameters, entry.everything(draft, destination), None)
    entry.put(draft, target, draft.named(LABEL, "forward"), body, destination, f"destination {destination.name}")


def send(draft: Draft, delivery: Delivery) -> None:
    """Nothing: the tag sends every event on. What no browser tells GA4 never comes here."""
    mapping = delivery.mapping
    if "browser" not in mapping.via or not delivery.target.destination.browser:
        message = (
            f'event "{mapping.event}" is told to "{mapping.destination}" by the server container alone, '
            "which sends on what browsers tell GA4"
        )
        draft.problem(message, mapping.place("via"), "add the browser, or write sender: backend")
