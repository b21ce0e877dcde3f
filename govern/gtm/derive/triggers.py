"""What makes the tags of an event fire: a message of the page, or what Tag Manager sees for itself.

- A click, a form that was filled in validly and an element that becomes visible, where the event names an element that the
  site declares; a time on the page; a page view. Whatever else an event `fires` on, only the page knows, and says it by
  pushing `{event: <name>}`. One event never has both.
- All hold tags back until the event is ready (`when_ready`), and let it pass once for what it happens `once_per`.
- A page view is told at the first of four moments at which it is ready and there is consent: the page's beginning, its
  document, its end, and the moment at which the visitor agrees. Its tags fire once a page.
- A second click within a second is the first one's other half, and so is a second try of a form.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import TEMPLATE, Body
from govern.gtm.derive import consent
from govern.gtm.derive.draft import Draft
from govern.gtm.derive.events import hostname, is_there, once_variable
from govern.gtm.derive.names import BRACE, braces
from govern.gtm.derive.shapes import FOLDER, condition, custom_event, flag, tag, text, variable
from govern.gtm.derive.templates import added
from govern.gtm.entries import EntryProblem
from govern.spec.base import seconds
from govern.spec.sections.events import ON_ELEMENTS, Event
from govern.spec.spelling import suggest

TOGETHER = "1000"
"""How many milliseconds apart two clicks are one."""

PAGE = {"PAGEVIEW": "", "DOM_READY": " (document)", "WINDOW_LOADED": " (end)"}
"""The moments of a page, and how the names of their triggers end."""


def triggers(draft: Draft, event: Event) -> list[str]:
    """The triggers of an event's tags: one, but for page views."""
    name = draft.named("Event", event.name)
    if event.moment == "page_view":
        return [
            made for made, body in of_page(draft, event, name) if draft.add("trigger", made, body, event, about(event))
        ]
    if draft.is_new("trigger", event.name):
        draft.add("trigger", name, body_of(draft, event), event, about(event))
    return [name]


def about(event: Event) -> str:
    """Where a trigger comes from."""
    return f"event {event.name}"


def body_of(draft: Draft, event: Event) -> Body:
    """The trigger of an event that is not a page view.

    The data layer remembers: a parameter that an earlier message set passes the guard too, in Tag Manager no trigger
    can tell. Pages therefore write every parameter of an event, `undefined` where there is none.
    """
    held = [*ready(draft, event), *pause(draft, event)]
    match event.moment:
        case "click":
            return {"type": "CLICK", "filter": [is_in(draft, event, "CLICK_ELEMENT"), *held], "folder": FOLDER}
        case "form_attempt":
            return form(draft, event, [is_in(draft, event, "FORM_ELEMENT"), *held])
        case "element_visible":
            return guarded(visible(draft, event), held)
        case "timer":
            return guarded(timer(draft, event), held)
        case _:
            return custom_event(condition("EQUALS", "_event", event.message), held)


def of_page(draft: Draft, event: Event, name: str) -> Iterator[tuple[str, Body]]:
    """The moments at which a page view may be told. What waits for nothing is told at the beginning."""
    held = ready(draft, event)
    for kind, ending in PAGE.items():
        if held or not ending:
            yield name + ending, guarded({"type": kind, "folder": FOLDER}, held)
    if (update := consent.update(draft)) is not None:
        yield f"{name} (consent)", guarded(consent.trigger(update), held)


def guarded(body: Body, held: list[Body]) -> Body:
    """A trigger under conditions."""
    return {**body, "filter": held} if held else body


def ready(draft: Draft, event: Event) -> list[Body]:
    """The conditions that an event is ready, and that it was not sent before."""
    held = [is_there(draft, event, parameter) for parameter in event.when_ready]
    if (found := once_variable(draft, event)) is not None:
        held.append(condition("EQUALS", found, "new"))
    return held


def selectors(draft: Draft, event: Event) -> list[str]:
    """The selectors of an event's element on the sites of the container."""
    named = event.fires.element if event.fires is not None else None
    sites = [site for site in draft.sites if event.site in (None, site.name)]
    found = (element.selector for site in sites for element in site.elements if element.name == named)
    return list(dict.fromkeys(part for selector in found for part in listed(selector)))


def listed(selector: str) -> list[str]:
    """The selectors of a list; commas in brackets and quotes do not end one."""
    parts, quote, depth, escaped = [""], "", 0, False
    for sign in selector:
        if sign == "," and not (quote or depth or escaped):
            parts.append("")
            continue
        parts[-1] += sign
        if escaped or sign == "\\":
            escaped = not escaped
        elif quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        else:
            depth = max(depth + (sign in "([") - (sign in ")]"), 0)
    return [part.strip() for part in parts if part.strip()]


def unseen(draft: Draft, event: Event) -> Iterator[EntryProblem]:
    """Why a container cannot see an event: no site of it declares the element, or in a way that is read as something else."""
    if draft.context != "web" or event.moment not in ON_ELEMENTS:
        return
    found = selectors(draft, event)
    yield from (braces("selector", part, event.place("fires", "element")) for part in found if BRACE.search(part))
    if not found:
        named = event.fires.element if event.fires is not None and event.fires.element else ""
        message = f'event "{event.name}" fires on the element "{named}", which no site of container {draft.id} declares'
        known = [element.name for site in draft.sites for element in site.elements]
        help = suggest(named, known) or 'declare it in the "elements" of the site'
        yield EntryProblem(message, event.place("fires", "element"), help)


def is_in(draft: Draft, event: Event, built_in: str) -> Body:
    """The condition that something happened to the element; for a click, to anything within it too."""
    parts = selectors(draft, event)
    whole = [*parts, *(f"{part} *" for part in parts)] if built_in == "CLICK_ELEMENT" else parts
    return condition("CSS_SELECTOR", draft.built_in(built_in, event), ", ".join(whole))


def anywhere(draft: Draft, event: Event) -> list[Body]:
    """The condition on which some triggers listen at all: Tag Manager asks for one."""
    return [condition("MATCH_REGEX", hostname(draft, event), ".*")]


def form(draft: Draft, event: Event, held: list[Body]) -> Body:
    """A form that is sent, unless the page keeps it from being sent because it is not valid."""
    return {
        "type": "FORM_SUBMISSION",
        "filter": held,
        "autoEventFilter": anywhere(draft, event),
        "waitForTags": {"type": "BOOLEAN", "value": "false"},
        "checkValidation": {"type": "BOOLEAN", "value": "true"},
        "waitForTagsTimeout": {"type": "TEMPLATE", "value": "2000"},
        "uniqueTriggerId": {"type": "TEMPLATE"},
        "folder": FOLDER,
    }


def milliseconds(event: Event) -> int:
    """How long an event waits; nothing where it does not say."""
    after = event.fires.after if event.fires is not None else None
    return round(seconds(after) * 1000) if after else 0


def visible(draft: Draft, event: Event) -> Body:
    """An element of which half is on the screen, once a page; those that the page adds later are looked for too."""
    parameters = [
        text("elementSelector", ", ".join(selectors(draft, event))),
        text("firingFrequency", "ONCE"),
        text("onScreenRatio", "50"),
        text("selectorType", "CSS"),
        flag("useDomChangeListener", True),
        flag("useOnScreenDuration", milliseconds(event) > 0),
    ]
    if milliseconds(event) > 0:
        parameters.append(text("onScreenDuration", str(milliseconds(event))))
    return {
        "type": "ELEMENT_VISIBILITY",
        "parameter": sorted(parameters, key=lambda one: str(one["key"])),
        "folder": FOLDER,
    }


def timer(draft: Draft, event: Event) -> Body:
    """A time on the page, once."""
    return {
        "type": "TIMER",
        "autoEventFilter": anywhere(draft, event),
        "eventName": text_alone("gtm.timer"),
        "interval": text_alone(str(milliseconds(event))),
        "limit": text_alone("1"),
        "folder": FOLDER,
    }


def text_alone(value: str) -> Body:
    """A text that has no key."""
    return {"type": "TEMPLATE", "value": value}


def pause(draft: Draft, event: Event) -> list[Body]:
    """The condition that the same did not happen a moment ago, and the tag that keeps the moment in the page's memory."""
    if event.moment not in ("click", "form_attempt"):
        return []
    called = [text("event", event.name)]
    body = variable(TEMPLATE + added(draft, "again", event), *called, text("milliseconds", TOGETHER))
    found = draft.add("variable", draft.named("Again", event.name), body, event, about(event))
    kept = tag(TEMPLATE + added(draft, "moment", event), called, draft.named("Event", event.name), None, ())
    draft.add("tag", draft.named("Keep the moment", event.name), kept, event, about(event))
    return [condition("EQUALS", found, "new")]
