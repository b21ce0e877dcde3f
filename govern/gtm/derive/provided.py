"""What a visitor has told about himself, for Google's own tags in a server container: `user_data` of the GA4 hit.

Google's server tag for conversions reads `user_data` from the event, which its client makes of what the browser's hit brings
under that name; the library hashes it and leaves it out where `ad_user_data` is denied. So the hit of an event carries it
where a Google Ads mapping that the server container sends has match keys, and nothing but these: the tags of all other
destinations are kept from it (`entry`).

Source: Google's guide to the server tag for user-provided data, and containers in use, read on 2026-11-30.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.gtm.derive.carried import hits, in_order, is_google_ads, site_of
from govern.gtm.derive.draft import Delivery, Draft
from govern.gtm.derive.events import data_layer
from govern.gtm.derive.shapes import reference, text, variable

if TYPE_CHECKING:
    from govern.project import Project

NAME = "user_data"
WORDS = {
    "hashed_email": "email",
    "hashed_phone_number": "phone_number",
    "address_info.hashed_first_name": "first_name",
    "address_info.hashed_last_name": "last_name",
    "address_info.hashed_street_address": "street",
    "address_info.city": "city",
    "address_info.state": "region",
    "address_info.country_code": "country",
    "address_info.postal_code": "postal_code",
}
"""The match keys of Google Ads, and what the browser's variable calls them."""


@memo
def provided(project: Project) -> dict[tuple[str, str], dict[str, str]]:
    """What hits bring of their visitor, by the names of site and event: the variable's word and our parameter."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for mapping, destination, event in in_order(project):
        site = site_of(project, destination, event)
        by_container = "server" in mapping.via and destination.server is not None and destination.server.sender == "gtm"
        if site is not None and by_container and is_google_ads(project, destination):
            told = {WORDS[key]: name for key, name in mapping.match_keys.items() if key in WORDS}
            if told and site.first_party and site.containers is not None and site.containers.server is not None:
                found.setdefault((site.name, event.name), {}).update(told)
    return found


def brought(draft: Draft, delivery: Delivery) -> str | None:
    """The variable that the hit of an event brings; `None` where no tag asks for it, or another hit of it does."""
    key = (delivery.target.site.name, delivery.event.name)
    told = provided(draft.project).get(key)
    if not told or hits(draft.project)[key].mappings[:1] != (delivery.mapping,):
        return None
    rows = [text(word, reference(data_layer(draft, delivery.event, name))) for word, name in sorted(told.items())]
    what = f"event {delivery.event.name}"
    body = variable("awec", text("mode", "MANUAL"), *rows)
    return draft.add("variable", draft.named("User data", delivery.event.name), body, delivery.event, what)
