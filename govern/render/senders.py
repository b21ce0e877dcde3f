"""The senders: what their templates print, as literals of Python and of JavaScript, and names that are none of anybody's.

Nothing from the specs stands in code but as a literal or inside a name of letters, digits and underscores.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from govern.core.characters import BLANKS, CURRENCY_SIGNS, PUNCTUATION
from govern.gtm.derive.events import is_never_zero
from govern.payloads.answers import Answer
from govern.payloads.clicks import CLICKS
from govern.payloads.layout import layout
from govern.payloads.plan import leaves
from govern.project import Project
from govern.render import templates
from govern.render.code_names import pascal, snake, unique
from govern.render.literals import laid_out, repr_, tuple_of
from govern.render.messages import Fact
from govern.render.sender_plans import Mapped, plans, read_by, variable_of
from govern.render.targets.types import about, about_event, comment, literal, type_of
from govern.signals.email_addresses import NAME_KEYS, PHONE_KEYS
from govern.spec.regions import COUNTRIES
from govern.spec.sections.events import Event, EventParameter, Parameter

PYTHON_TYPES = {
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "money": "float",
    "items": "list[dict[str, Any]]",
    "list": "list[Any]",
    "object": "dict[str, Any]",
    "timestamp": "str | int",
}


def senders(project: Project, mapped: list[Mapped]) -> Iterator[tuple[str, str]]:
    """The senders' files, by name."""
    events, called = by_event(mapped), names_of(mapped)
    yield (
        "sender.py",
        templates.render("payloads/sender.py.jinja", "code", python(project, events, called, mapped), project.root),
    )
    node = javascript(project, events, called, mapped)
    yield "sender.mjs", templates.render("payloads/sender.mjs.jinja", "code", node, project.root)
    yield "sender.d.mts", templates.render("payloads/sender.d.mts.jinja", "code", node, project.root)


def by_event(mapped: list[Mapped]) -> dict[str, Event]:
    """The events that are sent, by name, in the order of the specs."""
    return {sent.event.name: sent.event for sent, _, _ in mapped}


def names_of(mapped: list[Mapped]) -> dict[str, str]:
    """What the events are called in code."""
    events = by_event(mapped)
    return dict(zip(events, unique(map(snake, events)), strict=True))


def facts_of(project: Project, event: Event) -> Iterator[Fact]:
    """The parameters of an event by our names."""
    needed = {used.use or used.name for used in event.parameters if used.required}
    for name, parameter in project.parameters_of(event).items():
        yield Fact(name, parameter, name in needed, (name,))


def python(
    project: Project, events: Mapping[str, Event], called: Mapping[str, str], mapped: list[Mapped]
) -> dict[str, Any]:
    """What the Python template prints."""
    return {
        **shared(mapped, repr_),
        "facts": laid_out({name: kinds(project, event) for name, event in events.items()}, repr_),
        "needs": laid_out({name: needs(project, event) for name, event in events.items()}, repr_),
        "never_zero": laid_out({name: never_zero(project, event) for name, event in events.items()}, repr_),
        "destinations": destination_type(destinations(mapped)),
        "events": [
            {
                "key": repr_(name),
                "name": called[name],
                "type": f"{pascal(called[name])}Event",
                "type_text": repr_(f"{pascal(called[name])}Event"),
                "call": f"{pascal(called[name])}Call",
                "call_text": repr_(f"{pascal(called[name])}Call"),
                "to": tuple_of(backends(name, mapped)),
                "build_text": repr_(told("Make the bodies of", event)),
                "send_text": repr_(told("Send", event, mapped)),
                "batch_text": repr_(told("Send several of", event, mapped)),
                "facts": [
                    {
                        "key": repr_(fact.name),
                        "type": f"Required[{python_type(fact.parameter)}]"
                        if fact.required
                        else python_type(fact.parameter),
                        "comment": hash_comment(fact),
                    }
                    for fact in facts_of(project, event)
                ],
            }
            for name, event in events.items()
        ],
        "plans": laid_out(plans(mapped), repr_),
    }


def javascript(
    project: Project, events: Mapping[str, Event], called: Mapping[str, str], mapped: list[Mapped]
) -> dict[str, Any]:
    """What the templates for Node print."""
    pairs = [[name, list(found.items())] for name, found in plans(mapped).items()]
    return {
        **shared(mapped, literal),
        "facts": laid_out([[name, kinds(project, event)] for name, event in events.items()], literal),
        "needs": laid_out([[name, needs(project, event)] for name, event in events.items()], literal),
        "never_zero": laid_out([[name, never_zero(project, event)] for name, event in events.items()], literal),
        "destinations": " | ".join(literal(name) for name in destinations(mapped)),
        "events": [
            {
                "key": literal(name),
                "name": pascal(called[name]),
                "type": f"{pascal(called[name])}Event",
                "call": f"{pascal(called[name])}Call",
                "to": json.dumps(backends(name, mapped)),
                "build_text": comment(told("Make the bodies of", event)),
                "send_text": comment(told("Send", event, mapped)),
                "batch_text": comment(told("Send several of", event, mapped)),
                "facts": [
                    {
                        "key": literal(fact.name),
                        "optional": "" if fact.required else "?",
                        "type": type_of(fact.parameter),
                        "comment": comment(*about(fact)),
                    }
                    for fact in facts_of(project, event)
                ],
            }
            for name, event in events.items()
        ],
        "plans": laid_out(pairs, literal),
    }


def shared(mapped: list[Mapped], written: Callable[[Any], str]) -> dict[str, Any]:
    """What both languages print, as literals of either."""
    context = {leaf.name for _, plan, _ in mapped for leaf, _ in leaves(plan) if leaf.kind == "context"}
    clicks = {name: [one.field, one.loses, one.form, one.made] for name, one in CLICKS.items() if name in context}
    context |= {"url"} if clicks else set()
    variables = {sent.destination.name: variable_of(sent) for sent, _, _ in mapped}
    read = [(sent, one.answer) for sent, _, one in mapped]
    read += [(sent, one.asked.answer) for sent, _, one in mapped if one.asked is not None]
    return {
        "request": [written(name) for name in sorted(context)],
        "tokens": [(written(name), written(variable)) for name, variable in variables.items()],
        "blanks": written(BLANKS),
        "signs": written(CURRENCY_SIGNS),
        "clicks": laid_out(clicks, written),
        "punctuation": written(PUNCTUATION),
        "countries": written(" ".join(sorted(COUNTRIES))),
        "context": laid_out(sorted(context), written),
        "answers": laid_out({read_by(sent, name): answer(sent.platform.key, name) for sent, name in read}, written),
        "asks": any(one.asked is not None for _, _, one in mapped),
        "who": laid_out(sorted({"email", *map(letters, NAME_KEYS)}), written),
        "phones": laid_out(sorted(map(letters, PHONE_KEYS)), written),
    }


def letters(key: str) -> str:
    """A key of an address as the senders compare it."""
    return re.sub(r"[^a-z]", "", key)


def answer(platform: str, name: str) -> dict[str, Any]:
    """How the answer of a platform is read."""
    module = layout(platform)
    found: Answer | None = getattr(module, name, None)
    return found.as_data() if found is not None else {}


KINDS = {
    "integer": "number",
    "number": "number",
    "money": "money",
    "currency": "currency",
    "boolean": "boolean",
    "items": "items",
    "list": "list",
    "object": "object",
    "url": "url",
}
"""What the senders take for a type; all others are texts, as which numbers will do."""


def kinds(project: Project, event: Event) -> list[list[str]]:
    """The parameters of an event and what their values are."""
    known = project.parameters_of(event)
    return [[name, KINDS.get(one.type, "text") if one.type is not None else "any"] for name, one in known.items()]


def needs(project: Project, event: Event) -> list[str]:
    """The parameters without which an event is not sent: those that it requires or waits for, where a server knows them."""
    known = project.parameters_of(event)
    required = {used.use or used.name for used in event.parameters if used.required}
    return [
        name
        for name, one in known.items()
        if (name in required or name in event.when_ready) and (not one.legs or "server" in one.legs)
    ]


def never_zero(project: Project, event: Event) -> list[str]:
    """The sums that an event waits for, whose 0 says that they are not known yet."""
    known = project.parameters_of(event)
    return [name for name in needs(project, event) if name in event.when_ready and is_never_zero(known[name])]


def destinations(mapped: list[Mapped]) -> list[str]:
    """The destinations by name, in the order of the specs."""
    return list(dict.fromkeys(sent.destination.name for sent, _, _ in mapped))


def backends(event: str, mapped: list[Mapped]) -> list[str]:
    """Those to which a back end sends an event; a server container sends to the others."""
    found = (sent for sent, _, _ in mapped if sent.event.name == event)
    return list(dict.fromkeys(sent.destination.name for sent in found if sent.server.sender == "backend"))


def destination_type(names: list[str]) -> str:
    """The Python type of a destination's name; mypy stumbles over literals with quotes, so those are plain texts."""
    plain_names = all(re.fullmatch(r"[A-Za-z0-9_. -]+", name) for name in names)
    return f"Literal[{', '.join(map(repr_, names))}]" if plain_names else "str"


def python_type(parameter: Parameter | EventParameter) -> str:
    """The Python type of a parameter's value."""
    values = parameter.values
    if values and all(isinstance(value, str | bool) or type(value) is int for value in values):
        return f"Literal[{', '.join(map(repr_, values))}]"
    return PYTHON_TYPES.get(parameter.type or "", "str" if parameter.type is not None else "Any")


def hash_comment(fact: Fact) -> str:
    """A comment at the end of a line."""
    said = templates.visible(" ".join(comment(*about(fact)).split()))
    return f"  # {said}" if said else ""


def told(what: str, event: Event, mapped: list[Mapped] | None = None) -> str:
    """What a function does."""
    alone = mapped is not None and not backends(event.name, mapped)
    note = " A server container sends it, so this sends nothing unless `to` says where." if alone else ""
    return f"{what} {event.name}.{note} {comment(*about_event(event))}".strip()
