"""Meta: a tag that prepares the library for each destination, an event tag for each mapping.

- Both are made of a custom template of our own, `templates/gtm/meta.tpl`, rather than of custom HTML: values reach
  it as values, so nothing that a page writes can become code; it may touch `fbq` and load Meta's library, nothing else;
  and lists stay lists. Its own tests stand in the file and run in Tag Manager's template editor too.
- Events are sent with `trackSingle`, to the destination they are mapped to and to no other pixel on the page, and only
  declared events are sent: the library's own clicks, page data and page views on history changes are switched off.
  `settings: {automatic_events: true}` at the destination leaves them on.
- Items in the shape of GA4 become Meta's where they are mapped to `contents`, `content_ids` or `num_items`.
- The base tag sends nothing: it lets the library set its cookies on the page where a click on an ad lands.
- A mapping may send a parameter as `eventID` itself; else the event ID is the event's.
- Match keys are not sent by this leg. Fixed values arrive as text.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache

from govern.derive._draft import Draft, Leg, Target, consent
from govern.derive._events import event_id, trigger, values
from govern.derive._shapes import flag, reference, table, tag, text
from govern.model.base import ConsentType
from govern.model.gtm import TEMPLATE, Body
from govern.platforms import load
from govern.source import packaged

LABEL = "Meta"
CONSENT: tuple[ConsentType, ...] = ("ad_storage", "ad_user_data", "ad_personalization")
TEMPLATE_NAME = "Meta Pixel (govern)"


def base(draft: Draft, target: Target) -> None:
    """The tag that loads the library on every page."""
    body = pixel(draft, target, [text("call", "none")], "All Pages", consent(CONSENT, target.destination, None))
    name = f"{LABEL} - base code{target.suffix}"
    draft.add("tag", name, body, target.destination, f"destination {target.destination.name}")


def send(draft: Draft, leg: Leg) -> None:
    """The tag that sends one event."""
    target = leg.target
    facts = load("meta")
    call = "trackSingle" if leg.mapping.as_ in facts.events else "trackSingleCustom"
    parameters = [text("call", call), text("eventName", leg.mapping.as_)]
    sent = values(draft, leg)
    id = next((value for field, value in sent if field in facts.event_id_fields), None)
    if id is None and (name := event_id(draft, leg)) is not None:
        id = reference(name)
    if id is not None:
        parameters.append(text("eventId", id))
    if rest := [row for row in sent if row[0] not in facts.event_id_fields]:
        parameters.append(table("parameters", ("name", "value"), rest))
    needed = consent(CONSENT, target.destination, leg.event)
    body = pixel(draft, target, parameters, trigger(draft, leg.event), needed)
    draft.add("tag", leg.tag, body, leg.mapping, f"event {leg.event.name}, mapping to {target.destination.name}")


def pixel(draft: Draft, target: Target, parameters: list[Body], firing: str, needed: Sequence[ConsentType]) -> Body:
    """A tag of our template, which is added to the container."""
    draft.add("customTemplate", TEMPLATE_NAME, {"templateData": template()}, target.destination, "")
    automatic = target.destination.settings.get("automatic_events") is True
    common = [text("pixelId", reference(target.id)), flag("automaticEvents", automatic)]
    return tag(TEMPLATE + TEMPLATE_NAME, [*common, *parameters], firing, target.block, needed)


@cache
def template() -> str:
    """The template as Tag Manager keeps it."""
    with open(os.path.join(packaged.templates(), "gtm", "meta.tpl"), encoding="utf-8", newline="\n") as file:
        return file.read()
