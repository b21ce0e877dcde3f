"""How events come into a server container: the client of GA4, a trigger for each event, and what must not go on.

- The client takes the hits that the browser's Google tag sends to the site's `first_party` endpoint, and an event fires
  the tags of the platforms it is told to when its hit has the name that it has at GA4. An event that is told to no GA4
  destination never comes here, and two with one name cannot be told apart: both are problems.
- A hit may carry who somebody is, for the platforms that match people. A transformation for each destination takes away
  what is not one of its match keys, whatever its tags would do with it.
- Tags need no consent settings: Google's tags and our templates read the visitor's choice in the hit themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.report import Place
from govern.gtm.container import Body
from govern.gtm.derive.carried import Hit, asked_by, hits, is_google_ads, key_in
from govern.gtm.derive.draft import Delivery, Draft
from govern.gtm.derive.events import WHOLE, event_data, event_id_template, id_variable
from govern.gtm.derive.provided import NAME, provided
from govern.gtm.derive.shapes import FOLDER, condition, flag, tag, text
from govern.gtm.derive.target import Target
from govern.spec.base import Entity
from govern.spec.sections.events import Event

if TYPE_CHECKING:
    from govern.project import Project

CLIENT = "GA4"


def client(draft: Draft, source: Entity) -> str:
    """The client that takes GA4's hits: the container's own where it has one, since two would take the same hits."""
    clients = draft.raw.bodies("client") if draft.raw is not None else {}
    own = sorted(name for name, body in clients.items() if body.get("type") == "gaaw_client")
    if own:
        return own[0]
    parameters = [
        flag("activateDefaultPaths", True),
        flag("activateGtagSupport", False),
        text("cookieDomain", "auto"),
        text("cookieManagement", "server"),
        text("cookieMaxAgeInSec", "63072000"),
        text("cookieName", "FPID"),
        text("cookiePath", "/"),
        text("cookieSamesite", "lax"),
        flag("migrateFromJsClientId", False),
    ]
    return draft.add("client", CLIENT, {"type": "gaaw_client", "parameter": parameters, "folder": FOLDER}, source, "")


def is_from_client(draft: Draft, source: Entity) -> Body:
    """The condition that an event came in by the client."""
    return condition("EQUALS", draft.built_in("CLIENT_NAME", source), client(draft, source))


def everything(draft: Draft, source: Entity) -> str:
    """The trigger on every event of the client, those included that GA4 sends by itself."""
    body: Body = {"type": "ALWAYS", "filter": [is_from_client(draft, source)], "folder": FOLDER}
    return draft.add("trigger", draft.named("Client", client(draft, source)), body, source, "")


def arrival(draft: Draft, delivery: Delivery) -> Hit | None:
    """How a leg's event comes in; `None` when it does not, which is a problem."""
    event, site = delivery.event, delivery.target.site
    hit = hits(draft.project).get((site.name, event.name), Hit())
    if not hit.mappings:
        message = (
            f'event "{event.name}" is told to "{delivery.mapping.destination}" by the server container and to no GA4 '
            "destination of its site, whose hits bring events there"
        )
        draft.problem(message, delivery.mapping.place("via"), "map it to GA4 via the browser, or write sender: backend")
        return None
    name = hit.mappings[0].as_
    others = [other for other in namesakes(draft.project).get((site.name, name), ()) if other != event.name]
    if others:
        message = (
            f'events "{event.name}" and "{others[0]}" are both "{name}" at GA4, '
            "so a server container takes one for the other"
        )
        draft.problem(message, hit.mappings[0].place("as"), "give each a name of its own there")
        return None
    for name in sorted(asked_by(delivery.mapping)):
        if (says := lost(draft, event, hit, name)) is not None:
            draft.problem(*says)
    for parameter in hit.needed:
        draft.keys[event.name, parameter] = key_in(draft.project, event, hit, parameter)
    return hit


def lost(draft: Draft, event: Event, hit: Hit, name: str) -> tuple[str, Place, str] | None:
    """Why a parameter does not come with the hit, and what to do."""
    known = draft.parameter(event, name)
    if known is None:
        return None
    if known.legs and "browser" not in known.legs:
        if name in event.when_ready:
            return None  # the event is waited for in vain, which events/guard-never-ready says
        message = f'"{name}" of event "{event.name}" is known on the server alone, and a server container knows what browsers tell'
        return message, event.place(), "send it from the back end, or bring the parameter to the page"
    if known.type in WHOLE and key_in(draft.project, event, hit, name) != "items":
        message = (
            f'"{name}" of event "{event.name}" is of the type "{known.type}", which hits of GA4 carry as "items" alone'
        )
        return message, hit.mappings[0].place("parameters"), "map it to items at GA4"
    return None


@memo
def namesakes(project: Project) -> dict[tuple[str, str], list[str]]:
    """The events that server tags wait for, by site and the name that they have at GA4."""
    found: dict[tuple[str, str], list[str]] = {}
    for (site, event), hit in hits(project).items():
        if hit.served:
            for name in dict.fromkeys(mapping.as_ for mapping in hit.mappings):
                found.setdefault((site, name), []).append(event)
    return found


def trigger(draft: Draft, event: Event, hit: Hit) -> str:
    """The trigger on an event's hits."""
    body: Body = {
        "type": "CUSTOM_EVENT",
        "customEventFilter": [condition("EQUALS", "_event", hit.mappings[0].as_)],
        "filter": [is_from_client(draft, event)],
        "folder": FOLDER,
    }
    return draft.add("trigger", draft.named("Event", event.name), body, event, f"event {event.name}")


def event_id(draft: Draft, delivery: Delivery, hit: Hit) -> str | None:
    """The variable with the event ID: the one that the browser put into the hit, or the mapping's own of its parts."""
    template = event_id_template(delivery)
    if template is None:
        return None
    if template == (hit.mappings[0].event_id or delivery.event.event_id):
        return event_data(draft, "event_id", delivery.event, "")
    return id_variable(draft, delivery.event, template, delivery.mapping)


def put(draft: Draft, target: Target, name: str, body: Body, source: Entity, what: str) -> None:
    """A tag of a destination."""
    draft.add("tag", name, body, source, what)
    draft.tags.setdefault(target.destination.name, (target, []))[1].append(name)


def server_tag(type: str, parameters: list[Body], firing: str, blocking: str | None) -> Body:
    """A tag whose code minds consent by itself."""
    return tag(type, parameters, firing, blocking, ())


# ---- what must not go on ----


def finish(draft: Draft) -> None:
    """The transformations, when all tags are known."""
    for target, names in draft.tags.values():
        told = carried_persons(draft, target)
        if told:
            what = f"destination {target.destination.name}"
            name = draft.named("Strip personal data", target.destination.name)
            draft.add("transformation", name, stripping(told, names), target.destination, what)


def carried_persons(draft: Draft, target: Target) -> list[str]:
    """The names in the hits of what says who somebody is and is not a match key of the destination."""
    project = draft.project
    found: set[str] = set()
    own = {name for mapping in project.mappings if mapping.destination == target.destination.name
           and "server" in mapping.via for name in mapping.match_keys.values()}  # fmt: skip
    for (site, event_name), hit in hits(project).items():
        event = project.event_by_name[event_name]
        known = project.parameters_of(event)
        if site == target.site.name and hit.mappings:
            found.update(name for name in hit.needed if name in known and known[name].pii and name not in own)
    is_for = is_google_ads(project, target.destination) and bool(own)
    if not is_for and any(site == target.site.name for site, _ in provided(project)):
        found.add(NAME)
    return sorted(found)


def stripping(keys: list[str], tags: list[str]) -> Body:
    """A transformation that takes event data away from tags."""
    rows: list[Body] = [{"type": "MAP", "map": [text("excludedParams", key)]} for key in keys]
    named: list[Body] = [
        {
            "type": "MAP",
            "map": [{"type": "TAG_REFERENCE", "key": "tagReference", "value": name, "isWeakReference": False}],
        }
        for name in tags
    ]
    return {
        "type": "tf_exclude_params",
        "parameter": [
            {"type": "LIST", "key": "affectedTagTypes"},
            {"type": "LIST", "key": "affectedTags", "list": named},
            flag("allTagsExcept", False),
            {"type": "LIST", "key": "excludedParamsTable", "list": rows},
            flag("matchingConditionsEnabled", False),
        ],
        "folder": FOLDER,
    }
