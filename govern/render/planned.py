"""What the tracking plan says about each event: in words, in code, and who is told what."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from govern.core.record import Record
from govern.core.report import Place
from govern.csp.needs import host_sources
from govern.gtm.desired import outline
from govern.platforms import Platform
from govern.project import Project
from govern.render.messages import Fact, Message, messages
from govern.render.stems import stem
from govern.render.targets import targets
from govern.render.targets.payloads import paths
from govern.spec.base import ConsentType
from govern.spec.sections.destinations import Destination
from govern.spec.sections.events import Event
from govern.spec.sections.mappings import Constant, Mapping

FIRES = {
    "page_view": "when a page is shown",
    "element_visible": "when an element comes into view",
    "click": "when an element is clicked",
    "form_attempt": "when a form is sent, whether or not it is accepted",
    "form_success": "when a form was accepted",
    "confirmation_page": "when the page that confirms it is shown",
    "server_confirmed": "when the server has confirmed it",
    "timer": "after some time on the page",
    "custom": "when the page says so",
}

SAMPLES: dict[str, Any] = {
    "string": "...",
    "integer": 1,
    "number": 1.5,
    "boolean": True,
    "money": 29.99,
    "currency": "EUR",
    "email": "customer@example.com",
    "phone": "+1 555 0100",
    "url": "https://www.example.com/",
    "timestamp": "2027-01-31T12:00:00Z",
    "date": "2027-01-31",
    "items": [{"item_id": "...", "item_name": "...", "price": 29.99, "quantity": 1}],
    "list": [],
    "object": {},
}
"""What stands in the code of an event without examples."""


NOTHING = "\0undefined"
"""Stands for `undefined` while code is put together: no text of a spec holds a NUL."""


class Row(Record):
    """A parameter as a table shows it."""

    name: str
    type: str
    required: bool
    key: str
    notes: tuple[str, ...] = ()
    pii: str = ""
    example: str = ""


class Made(Record):
    """What is rendered from mappings, by the mapping's place: names of tags, paths of payloads, the consent that tags ask
    for."""

    tags: dict[Place, list[str]]
    payloads: dict[Place, str]
    consent: dict[Place, tuple[ConsentType, ...]] = {}


class Told(Record):
    """One destination that is told of an event."""

    destination: str
    platform: str
    name: str
    legs: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    match_keys: tuple[tuple[str, str], ...]
    consent: str
    tags: tuple[str, ...]
    payload: str = ""
    hosts: tuple[str, ...] = ()


class Planned(Record):
    """An event of the plan."""

    event: Event
    stem: str
    file: str
    when: str
    code: str
    rows: tuple[Row, ...]
    told: tuple[Told, ...]
    search: str

    def at(self, destination: str) -> tuple[Told, ...]:
        """What one destination is told."""
        return tuple(told for told in self.told if told.destination == destination)


def planned(project: Project) -> list[Planned]:
    """Every event, drafts included, by name."""
    made = Made(tags_by_place(project), payload_paths(project), consent_by_place(project))
    return [planned_event(project, message, made) for message in messages(project, drafts=True)]


def payload_paths(project: Project) -> dict[Place, str]:
    """Where the payload of each mapping lies, by the mapping's place; nothing where the project renders none."""
    return paths(project) if "payloads" in (project.config.targets or targets()) else {}


def planned_event(project: Project, message: Message, made: Made) -> Planned:
    """An event as the pages of the plan show it: its parameters, who is told it, an example, and the words to find it by."""
    event = message.event
    mappings = sorted(project.mappings_of_event.get(event.name, ()), key=lambda m: (m.destination, m.as_))
    told = tuple(told_of(project, event, mapping, made) for mapping in mappings)
    example: dict[str, Any] = next(iter(event.examples), {})
    rows = tuple(row_of(fact, example.get(fact.name)) for fact in message.facts)
    words = (event.name, event.description, event.owner, event.site, *event.tags, *(row.name for row in rows),
             *(word for one in told for word in (one.destination, one.platform, one.name)))  # fmt: skip
    search = " ".join(dict.fromkeys(filter(None, words))).lower()
    return Planned(event, stem(event.name), event.place().file, when(event), code(message), rows, told, search)


def when(event: Event) -> str:
    """When the event is said, as a sentence."""
    fires = event.fires
    if fires is None:
        return "Not said yet."
    element = f' ("{fires.element}")' if fires.element else ""
    once = f", once per {fires.once_per}" if fires.once_per else ""
    after = f" ({fires.after})" if fires.after else ""
    ready = f"; not before there is {', '.join(fires.when_ready)}" if fires.when_ready else ""
    return f"{FIRES[fires.on].capitalize()}{element}{after}{once}{ready}."


def code(message: Message) -> str:
    """The code that a page runs. It writes every parameter, since the data layer remembers what earlier events wrote,
    and first takes away what would be mixed with what they wrote."""
    if not message.name and not message.facts:
        return "// Nothing: the container sees it for itself."
    samples = {fact.name: sample(fact) for fact in message.facts if fact.required}
    example = next(iter(message.event.examples), None) or samples
    pushed = message.pushed({fact.name: example.get(fact.name, NOTHING) for fact in message.facts})
    body = json.dumps(pushed, indent=2).replace(json.dumps(NOTHING), "undefined").replace("</", "<\\/")
    cleared = json.dumps(message.cleared()).replace("</", "<\\/")
    clear = f"window.dataLayer.push({cleared});\n" if message.cleared() else ""
    before = "" if message.name else "// Before it happens; that it happens, the container sees for itself.\n"
    return f"{before}window.dataLayer = window.dataLayer || [];\n{clear}window.dataLayer.push({body});"


def sample(fact: Fact) -> Any:
    """A value that the parameter might have."""
    return fact.parameter.values[0] if fact.parameter.values else SAMPLES.get(fact.parameter.type or "", "...")


def row_of(fact: Fact, example: Any) -> Row:
    """A parameter of an event as a row: its type, what may stand in it, an example."""
    parameter = fact.parameter
    values = ", ".join(str(value) for value in parameter.values)
    notes = (
        parameter.description,
        values and f"One of: {values}",
        parameter.pattern and f"Pattern: {parameter.pattern}",
        parameter.unit and f"Unit: {parameter.unit}",
        parameter.format and f"Format: {parameter.format}",
        parameter.currency and f"Currency in: {parameter.currency}",
    )
    shown = "" if example is None else json.dumps(example, ensure_ascii=False)
    said = tuple(note for note in notes if note)
    key = ".".join(fact.path)
    return Row(fact.name, parameter.type or "", fact.required, key, said, parameter.pii or "", shown)


def told_of(project: Project, event: Event, mapping: Mapping, made: Made) -> Told:
    """One destination and what it is told."""
    destination = project.destination_by_name.get(mapping.destination)
    known = project.platform(destination.platform) if destination is not None else None
    name = known.name if known is not None else destination.platform if destination is not None else ""
    fields = tuple((field, source_of(value)) for field, value in sorted(mapping.parameters.items()))
    keys = tuple(sorted(mapping.match_keys.items()))
    tags = tuple(made.tags.get(bare(mapping.place()), ()))
    consent = consent_of(event, destination, mapping, made.consent.get(bare(mapping.place()), ()))
    path = made.payloads.get(mapping.place())
    payload = f"../../payloads/{path}.json" if path is not None else ""
    hosts = hosts_of(destination, known) if "browser" in mapping.via else ()
    return Told(mapping.destination, name, mapping.as_, mapping.via, fields, keys, consent, tags, payload, hosts)


def consent_of(event: Event, destination: Destination | None, mapping: Mapping, asked: tuple[ConsentType, ...]) -> str:
    """What a visitor must have agreed to: a container's tags ask for the usual types where none are declared, a back end
    for the declared ones alone."""
    declared = dict.fromkeys((*(destination.consent if destination is not None else ()), *event.consent))
    server = destination.server if destination is not None else None
    by_back_end = "server" in mapping.via and server is not None and server.sender == "backend"
    there = ", ".join(declared) or "none"
    if not by_back_end:
        return ", ".join(asked or declared) or "what the tag asks for by itself"
    if not asked or set(asked) == set(declared):
        return there
    return f"{', '.join(asked)} (tags); {there} (back end)"


def source_of(value: str | Constant) -> str:
    """Where a field's value comes from."""
    return json.dumps(value.value, ensure_ascii=False) if isinstance(value, Constant) else value


def hosts_of(destination: Destination | None, known: Platform | None) -> tuple[str, ...]:
    """The sources that a content security policy must allow for the destination."""
    if destination is None or known is None:
        return ()
    return tuple(sorted({source for _, source in host_sources(known) if "." in source}))


def tags_by_place(project: Project) -> dict[Place, list[str]]:
    """The names of the derived tags by the place of the mapping that they come from."""
    found: dict[Place, list[str]] = {}
    for id, places in sorted(outline(project).places.items()):
        for (kind, name), place in sorted(places.items()):
            if kind == "tag":
                found.setdefault(bare(place), []).append(f"{name} ({id})")
    return found


def consent_by_place(project: Project) -> dict[Place, tuple[ConsentType, ...]]:
    """The consent that the derived tags ask for before they fire, by the place of the mapping."""
    found: dict[Place, tuple[ConsentType, ...]] = {}
    whole = outline(project)
    for container in whole.containers:
        tags = container.bodies("tag")
        for (kind, name), place in whole.places.get(container.id, {}).items():
            settings = tags.get(name, {}).get("consentSettings", {}) if kind == "tag" else {}
            asked = [item["value"] for item in settings.get("consentType", {}).get("list", ())]
            found[bare(place)] = tuple(dict.fromkeys((*found.get(bare(place), ()), *asked)))
    return found


def bare(place: Place) -> Place:
    """A place as file and route alone."""
    return Place(place.file, place.route)


def destinations_of(project: Project) -> Iterator[tuple[str, str, str]]:
    """Every destination by name: itself, its platform's name, its site."""
    for name, destination in sorted(project.destination_by_name.items()):
        known = project.platform(destination.platform)
        yield name, known.name if known is not None else destination.platform, destination.site or ""
