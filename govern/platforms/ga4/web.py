"""Google Analytics 4: a Google tag for each destination, an event tag for each mapping.

- Parameters are listed one by one, items included; Tag Manager's own e-commerce switch stays off, since it sends
  whatever the page left under `ecommerce`, declared or not. `items` is a parameter like the others.
- Every event carries `event_id`, so that a server container can hand the same ID to other platforms.
- The Google tag sends `page_view` by itself, unless an event is mapped to `page_view`: then it would count twice.
- Google's tags check consent themselves and still send signals without identifiers when it is denied. We ask for
  `analytics_storage` before they fire at all, since nobody said that those signals are wanted. A team that wants them
  (advanced consent mode) writes `settings: {consent_mode: advanced}` at the destination. Where consent
  comes late, the first event after it sends the Google tag ahead of itself.
- Where the site has a server container behind its own endpoint, hits carry what the tags there need (`_carried`).
"""

from __future__ import annotations

from govern.gtm.container import Body
from govern.gtm.derive.carried import along
from govern.gtm.derive.consent import on_page
from govern.gtm.derive.draft import Delivery, Draft, consent
from govern.gtm.derive.events import data_layer, event_id, once, values
from govern.gtm.derive.naming import tag_name
from govern.gtm.derive.provided import NAME, brought
from govern.gtm.derive.shapes import after, flag, reference, table, tag, text, variable
from govern.gtm.derive.target import Target
from govern.gtm.derive.triggers import triggers
from govern.spec.base import ConsentType

LABEL = "GA4"
INITIALIZATION = "Initialization - All Pages"
COLUMNS = ("parameter", "parameterValue")


def base(draft: Draft, target: Target) -> None:
    """The Google tag, which loads the library before anything else happens on a page."""
    destination, site = target.destination, target.site
    settings = []
    if "page_view" in target.events:
        settings.append(("send_page_view", "false"))
    if site.first_party:
        name, what = draft.named("First-party endpoint", site.name), f"site {site.name}"
        draft.add("variable", name, variable("c", text("value", site.first_party)), site, what)
        settings.append(("server_container_url", reference(name)))
    parameters = [text("tagId", reference(target.id)), *rows("configSettingsTable", settings)]
    body = tag(
        "googtag",
        parameters,
        on_page(draft, INITIALIZATION),
        target.block,
        consent(default_consent(target), destination, None),
    )
    draft.add("tag", google_tag(draft, target), body, destination, f"destination {destination.name}")


def google_tag(draft: Draft, target: Target) -> str:
    """The name of the Google tag."""
    return tag_name(draft.project, LABEL, "Google tag", "", target)


def send(draft: Draft, delivery: Delivery) -> None:
    """The tag that sends one event."""
    target = delivery.target
    sent = dict(values(draft, delivery))
    id = event_id(draft, delivery)
    if id is not None:
        sent.setdefault("event_id", reference(id))
    for key, name in along(draft.project, target.site, delivery.mapping):
        sent.setdefault(key, reference(data_layer(draft, delivery.event, name)))
    if (told := brought(draft, delivery)) is not None:
        sent.setdefault(NAME, reference(told))
    parameters = [
        text("eventName", delivery.mapping.as_),
        text("measurementIdOverride", reference(target.id)),
        flag("sendEcommerceData", False),
        *rows("eventSettingsTable", sorted(sent.items())),
    ]
    needed = consent(default_consent(target), target.destination, delivery.event)
    body = tag("gaawe", parameters, triggers(draft, delivery.event), target.block, needed)
    body = after({**body, **once(draft, delivery.event)}, google_tag(draft, target))
    draft.add(
        "tag",
        delivery.tag,
        body,
        delivery.mapping,
        f"event {delivery.event.name}, mapping to {target.destination.name}",
    )


def rows(key: str, pairs: list[tuple[str, str]]) -> list[Body]:
    """A table of parameters, or nothing where it would be empty."""
    return [table(key, COLUMNS, pairs)] if pairs else []


def default_consent(target: Target) -> tuple[ConsentType, ...]:
    """What is asked for where the specs say nothing."""
    advanced = target.destination.settings.get("consent_mode") == "advanced"
    return () if advanced else ("analytics_storage",)
