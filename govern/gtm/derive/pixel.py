"""What the tags of our own templates have in common: a tag that loads a platform's library, one for each mapping.

- They are made of custom templates of our own, `templates/gtm/<key>/web.yaml`, rather than of custom HTML: values reach
  them as values, so nothing that a page writes can become code; each may touch its platform's globals and load its
  library, nothing else; and lists stay lists. A project's own `templates/gtm/web/<key>.tpl` goes first.
- The tag that loads the library sends nothing by itself: it lets the library set its cookies where a click on an ad lands.
- A mapping may send a parameter as the platform's event ID; else the event ID is the event's.
- Match keys are sent where the destination says `settings: {advanced_matching: true}`: they reach the platform's library in
  plain text, which hashes them. Where a library has no way for them, they are the server's alone.
- Fixed values arrive as text.
"""

from __future__ import annotations

from collections.abc import Sequence

from govern.core.record import Record
from govern.gtm.container import TEMPLATE, Body
from govern.gtm.derive.consent import on_page
from govern.gtm.derive.draft import Delivery, Draft, consent
from govern.gtm.derive.events import data_layer, event_id, once, values
from govern.gtm.derive.naming import tag_name
from govern.gtm.derive.shapes import reference, table, tag, text, variable
from govern.gtm.derive.target import Target
from govern.gtm.derive.templates import added
from govern.gtm.derive.triggers import triggers
from govern.spec.base import ConsentType

CONSENT: tuple[ConsentType, ...] = ("ad_storage", "ad_user_data", "ad_personalization")


class Pixel(Record):
    """A platform whose tags are made of a template of ours.

    `people` are the browser's words for the server's match keys, `without` the parameters that only the server has. With
    `alone` the library cannot tell two accounts on a page apart.
    """

    key: str
    label: str
    people: dict[str, str] = {}
    without: tuple[str, ...] = ()
    alone: bool = False


def base(draft: Draft, target: Target, pixel: Pixel, extra: Sequence[Body] = ()) -> str:
    """The tag that loads the library on every page."""
    if pixel.alone and target.suffix:
        platform = draft.platform(pixel.key).name
        message = f'destination "{target.destination.name}" is not the only one at {platform} in its container'
        help = "the platform's library tells every event to all of them: give each a container of its own"
        draft.problem(message, target.destination.place(), help)
    needed = consent(CONSENT, target.destination, None)
    body = made(draft, target, pixel, [text("call", "none"), *extra], on_page(draft, "All Pages"), needed)
    name = tag_name(draft.project, pixel.label, "base code", "", target)
    return draft.add("tag", name, body, target.destination, f"destination {target.destination.name}")


def send(draft: Draft, delivery: Delivery, pixel: Pixel, call: str, extra: Sequence[Body] = ()) -> None:
    """The tag that sends one event; `extra` names it."""
    sent = values(draft, delivery)
    ids = draft.platform(pixel.key).event_id_fields
    id = next((value for field, value in sent if field in ids), None)
    if id is None and (name := event_id(draft, delivery)) is not None:
        id = reference(name)
    parameters = [text("call", call), *extra]
    if id is not None:
        parameters.append(text("eventId", id))
    words = draft.platform(pixel.key).browser_words  # so that one mapping serves both legs
    left_out = {*ids, *pixel.without}
    told = {words.get(field, field): value for field, value in sent if field not in left_out}
    if rest := sorted(told.items()):
        parameters.append(table("parameters", ("name", "value"), rest))
    if known := match_keys(draft, delivery, pixel.people):
        parameters.append(table("userData", ("name", "value"), known))
    target = delivery.target
    needed = consent(CONSENT, target.destination, delivery.event)
    body = made(draft, target, pixel, parameters, triggers(draft, delivery.event), needed)
    body = {**body, **once(draft, delivery.event)}
    draft.add(
        "tag",
        delivery.tag,
        body,
        delivery.mapping,
        f"event {delivery.event.name}, mapping to {target.destination.name}",
    )


def match_keys(draft: Draft, delivery: Delivery, words: dict[str, str]) -> list[tuple[str, str]]:
    """Who did it, in the browser's words, where the destination wants the browser to say so."""
    if delivery.target.destination.settings.get("advanced_matching") is not True:
        return []
    given = delivery.mapping.match_keys.items()
    return sorted(
        (words[key], reference(data_layer(draft, delivery.event, name))) for key, name in given if key in words
    )


def made(
    draft: Draft,
    target: Target,
    pixel: Pixel,
    parameters: Sequence[Body],
    firing: Sequence[str],
    needed: Sequence[ConsentType],
) -> Body:
    """A tag of the platform's template, which is added to the container."""
    name = added(draft, pixel.key, target.destination)
    common = [text("pixelId", reference(target.id)), *parameters]
    return tag(TEMPLATE + name, common, firing, target.block, needed)


def named(draft: Draft, delivery: Delivery, pixel: Pixel) -> Body:
    """The event's name as the browser spells it."""
    event = draft.platform(pixel.key).events.get(delivery.mapping.as_)
    return text("eventName", event.browser_name if event else delivery.mapping.as_)


def conversion_of(draft: Draft, delivery: Delivery, what: str) -> str | None:
    """What a mapping says as `conversion_label` or `conversion_action`, without which some platforms know no event; its absence is a problem."""
    mapping = delivery.mapping
    if mapping.label is None:
        message = f'mapping of "{mapping.event}" to "{mapping.destination}" has no conversion_action, so no tag can be derived'
        draft.problem(message, mapping.place(), f"write {what} as conversion_action")
    return mapping.label


def conversion(draft: Draft, delivery: Delivery, what: str, value: str) -> str:
    """The variable with an id that belongs to one mapping: no tag has one in it."""
    mapping = delivery.mapping
    several = draft.pairs[mapping.event, mapping.destination] > 1
    name = draft.named(what, f"{mapping.event} ({mapping.destination})" + (f" - {mapping.as_}" if several else ""))
    body = variable("c", text("value", value))
    return draft.add("variable", name, body, mapping, f"event {mapping.event}, mapping to {mapping.destination}")
