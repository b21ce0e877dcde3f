"""Microsoft Advertising: a base tag for each destination, an event tag for each mapping, both of Tag Manager's own type.

- Events wait in the queue `uetq` that the base tag sends; it goes ahead of an event where consent came too late for the
  page's beginning. The queue belongs to the page, so a second destination in the same container is a problem.
- `event_id` goes with the event, under the name that the server's event has it.
- `value` or `revenue_value`, `currency`, `event_category`, `event_label` have places of their own; everything else goes as
  a parameter by its name.
- What the tag's fields are called was seen in containers that are public, of 2025 and 2026; Microsoft does not say.
- Consent: the tag itself asks for `ad_storage`, as we do before it fires. It takes the choice that stands when it fires, and
  later ones (`c_consentUpdates`, which is on in the tag's form unless somebody switches it off).
"""

from __future__ import annotations

from govern.gtm.derive.consent import on_page
from govern.gtm.derive.draft import Delivery, Draft, consent
from govern.gtm.derive.events import event_id, once, values
from govern.gtm.derive.naming import tag_name
from govern.gtm.derive.shapes import after, flag, reference, table, tag, text
from govern.gtm.derive.target import Target
from govern.gtm.derive.triggers import triggers
from govern.spec.base import ConsentType

LABEL = "Microsoft Ads"
QUEUE = text("uetqName", "uetq")
PLACES = {
    "value": "goalValue",
    "revenue_value": "goalValue",
    "currency": "p_currency",
    "event_category": "eventCategory",
    "eventCategory": "eventCategory",
    "event_label": "eventLabel",
    "eventLabel": "eventLabel",
}
CONSENT: tuple[ConsentType, ...] = ("ad_storage",)


def base(draft: Draft, target: Target) -> None:
    """The tag that loads the library on every page."""
    destination = target.destination
    if target.suffix:
        message = f'destination "{destination.name}" is not the only one at Microsoft Advertising in its container'
        draft.problem(message, destination.place(), "give each a container of its own")
    settings = [
        text("tagId", reference(target.id)),
        text("eventType", "PAGE_LOAD"),
        QUEUE,
        flag("c_consentInheritGtm", True),
        flag("c_consentUpdates", True),
        flag("c_disableAutoPageView", "page_view" in target.events),
        flag("c_enableAutoSpaTracking", False),
        flag("c_enhancedConversion", False),
        flag("c_navTimingApi", False),
        flag("c_removeQueryFromUrls", False),
        flag("c_storeConvTrackCookies", True),
    ]
    body = tag("baut", settings, on_page(draft, "All Pages"), target.block, consent(CONSENT, destination, None))
    draft.add("tag", base_tag(draft, target), body, destination, f"destination {destination.name}")


def send(draft: Draft, delivery: Delivery) -> None:
    """The tag that sends one event."""
    target = delivery.target
    sent = dict(values(draft, delivery))
    ids = draft.platform("microsoft_ads").event_id_fields
    if ids and not any(field in sent for field in ids) and (id := event_id(draft, delivery)) is not None:
        sent[ids[0]] = reference(id)
    parameters = [text("eventType", "CUSTOM"), QUEUE, text("customEventAction", delivery.mapping.as_)]
    placed = {PLACES[field]: value for field, value in sent.items() if field in PLACES}
    parameters += [text(place, value) for place, value in placed.items()]
    if rest := sorted((field, value) for field, value in sent.items() if field not in PLACES):
        parameters.append(table("customParamTable", ("customParamName", "customParamValue"), rest))
    needed = consent(CONSENT, target.destination, delivery.event)
    body = tag("baut", parameters, triggers(draft, delivery.event), target.block, needed)
    body = after({**body, **once(draft, delivery.event)}, base_tag(draft, target))
    draft.add(
        "tag",
        delivery.tag,
        body,
        delivery.mapping,
        f"event {delivery.event.name}, mapping to {target.destination.name}",
    )


def base_tag(draft: Draft, target: Target) -> str:
    """The name of the base tag."""
    return tag_name(draft.project, LABEL, "base code", "", target)
