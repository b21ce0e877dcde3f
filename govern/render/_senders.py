"""The senders: what their templates print, as literals of Python and of JavaScript, and names that are none of anybody's.

Nothing from the specs stands in code but as a literal or inside a name of letters, digits and underscores.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from json.encoder import encode_basestring_ascii
from typing import Any

from govern.core.characters import BLANKS, CURRENCY_SIGNS, PUNCTUATION
from govern.core.report import Route
from govern.gtm.derive.events import is_never_zero
from govern.payloads.answers import Answer
from govern.payloads.clicks import CLICKS
from govern.payloads.layout import layout
from govern.payloads.plan import Leaf, Needing, Plan, leaves
from govern.payloads.sent import Endpoint, Sent
from govern.project import Project
from govern.render import templates
from govern.render._messages import Fact
from govern.render.types import about, about_event, comment, literal, type_of
from govern.signals.email_addresses import NAME_KEYS, PHONE_KEYS
from govern.spec.regions import COUNTRIES
from govern.spec.sections.events import Event, EventParameter, Parameter

Mapped = tuple[Sent, dict[str, Plan], Endpoint]

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
    return {
        "request": [written(name) for name in sorted(context)],
        "tokens": [(written(name), written(variable)) for name, variable in variables.items()],
        "blanks": written(BLANKS),
        "signs": written(CURRENCY_SIGNS),
        "clicks": laid_out(clicks, written),
        "punctuation": written(PUNCTUATION),
        "countries": written(" ".join(sorted(COUNTRIES))),
        "context": laid_out(sorted(context), written),
        "answers": laid_out(
            {read_by(sent, endpoint): answer(sent.platform.key, endpoint.answer) for sent, _, endpoint in mapped},
            written,
        ),
        "who": laid_out(sorted({"email", *map(letters, NAME_KEYS)}), written),
        "phones": laid_out(sorted(map(letters, PHONE_KEYS)), written),
    }


def letters(key: str) -> str:
    """A key of an address as the senders compare it."""
    return re.sub(r"[^a-z]", "", key)


def read_by(sent: Sent, endpoint: Endpoint) -> str:
    """What the senders call the way in which an answer is read."""
    return sent.platform.key if endpoint.answer == "ANSWER" else f"{sent.platform.key} {endpoint.answer.lower()}"


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


def plans(mapped: list[Mapped]) -> dict[str, dict[str, Any]]:
    """What the senders follow: event, destination, and all that is needed to send one to the other. A second mapping to the
    same destination stands there as `destination: as`."""
    found: dict[str, dict[str, Any]] = {}
    for sent, plan, endpoint in mapped:
        prefix = variable_name(sent.destination.name)
        there = found.setdefault(sent.event.name, {})
        also = f"{sent.destination.name}: {sent.name}"
        there.setdefault(
            also if sent.destination.name in there else sent.destination.name,
            {
                "destination": sent.destination.name,
                "consent": list(sent.consent),
                "urls": dict(endpoint.urls),
                "headers": dict(endpoint.headers),
                "token": variable_of(sent),
                "token_place": endpoint.token.split(" ", 1),
                "token_prefix": endpoint.prefix,
                "secrets": {name: f"{prefix}_{variable_name(name)}" for name in endpoint.secrets},
                "renewal": endpoint.renewal,
                "renewed": variables_of(sent, RENEWED) if endpoint.renewal else [],
                "signed": variables_of(sent, SIGNED) if endpoint.signed else [],
                "body": plain(plan),
                "platform": read_by(sent, endpoint),
                **together(sent, plan, endpoint),
            },
        )
    return found


def together(sent: Sent, plan: dict[str, Plan], endpoint: Endpoint) -> dict[str, Any]:
    """What an event needs to be sent, and how several share a request."""
    module = layout(sent.platform.key)
    forms = module.FORMS if module is not None else ()
    events = next(
        (one.events for one in forms if one.events and one.events[0] in plan), forms[0].events if forms else ()
    )
    size = sent.platform.limits.get("mp_body_size")
    return {
        "id": list(sent.event_id.parts[1::2]) if sent.event_id is not None else [],
        "needs": [[list(way), fields] for way in endpoint.needs if (fields := fields_below(plan, way))],
        "wants": [[list(way), note] for way, note in endpoint.wants.items()],
        "events": list(events),
        "wrapped": bool(events) and events[0] not in plan,
        "most": (sent.platform.most_events[0] or 1) if events else 1,
        "bytes": int(size.value * 1000) if size is not None else 100_000_000,
        "alone": list(endpoint.alone),
        "many": dict(endpoint.many),
    }


def fields_below(plan: Plan, way: Route) -> list[str]:
    """What a caller passes for what lies at a way, or below it."""
    there: Any = plan
    for step in way:
        inner: Any = there.plan if isinstance(there, Needing) else there
        there = inner[step]
    keys = {key for one in there.ways for key in one} if isinstance(there, Needing) else set()
    below = [(leaf, route) for leaf, route in leaves(plan) if route[: len(way)] == way]
    return list(dict.fromkeys(field_of(leaf) for leaf, route in below if not keys or route[len(way)] in keys))


def field_of(leaf: Leaf) -> str:
    """What a caller knows a leaf by."""
    return f"request.{leaf.name}" if leaf.kind == "context" else leaf.name


def plain(plan: Plan) -> dict[str, Any]:
    """A plan as data. Objects are pairs, since no key of theirs may mean anything to a language."""
    if isinstance(plan, Leaf):
        return leaf_as_data(plan)
    if isinstance(plan, Needing):
        one_of = {"one_of": list(plan.one_of)} if plan.one_of else {}
        return {**plain(plan.plan), "needs": [list(way) for way in plan.ways], **one_of}
    if isinstance(plan, dict):
        return {"object": [[key, plain(inner)] for key, inner in plan.items() if inner is not None]}
    if isinstance(plan, list):
        return {"list": [plain(inner) for inner in plan]}
    return {"is": plan}


def leaf_as_data(leaf: Leaf) -> dict[str, Any]:
    """A leaf with what it has."""
    fields = [[name, ours, form] for name, (ours, form) in leaf.fields.items()]
    told = {"name": leaf.name, "form": leaf.form, "parts": list(leaf.parts), "values": dict(leaf.values)}
    kept: dict[str, Any] = {key: value for key, value in told.items() if value}
    if leaf.kind == "match":
        kept["steps"] = list(leaf.steps)
    if leaf.kind == "items":
        kept["fields"] = fields
    return {"from": leaf.kind, **kept}


def variable_of(sent: Sent) -> str:
    """The environment variable that holds the token of a destination."""
    return f"{variable_name(sent.server.token or sent.destination.name)}_TOKEN"


RENEWED = ("REFRESH_TOKEN", "CLIENT_ID", "CLIENT_SECRET")
SIGNED = ("CONSUMER_KEY", "CONSUMER_SECRET", "ACCESS_TOKEN", "ACCESS_TOKEN_SECRET")
"""What the environment variables end with that hold what a token is renewed by, and what a request is signed with."""


def variables_of(sent: Sent, endings: tuple[str, ...]) -> list[str]:
    """The environment variables of a destination that end so."""
    return [f"{variable_name(sent.server.token or sent.destination.name)}_{ending}" for ending in endings]


def variable_name(name: str) -> str:
    """A name as one of an environment variable."""
    return re.sub(r"[^A-Z0-9]+", "_", ascii_of(name).upper()).strip("_") or "DESTINATION"


def ascii_of(name: str) -> str:
    """A name without the marks on its letters, and without what is not a letter of ASCII."""
    return unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()


def snake(name: str) -> str:
    """A name as part of one in code: `Größe!` is `grosse`."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    made = re.sub(r"[^a-z0-9]+", "_", ascii_of(words)).strip("_") or "event"
    return f"event_{made}" if made[0].isdigit() else made


def pascal(name: str) -> str:
    """A snake_case name in PascalCase."""
    return "".join(word[:1].upper() + word[1:] for word in name.split("_"))


def unique(names: Iterable[str]) -> Iterator[str]:
    """Names in which none occurs twice, neither as it is nor in PascalCase, nor as the batch of another."""
    taken: set[str] = set()
    for name in names:
        number, made = 1, name
        while taken & {pascal(made), f"{pascal(made)}Batch"}:
            number += 1
            made = f"{name}_{number}"
        taken |= {pascal(made), f"{pascal(made)}Batch"}
        yield made


def repr_(value: Any) -> str:
    """A literal of Python, all in ASCII, so that nothing hidden stands in code; in double quotes where JSON's will do."""
    return encode_basestring_ascii(value) if isinstance(value, str) and value.isascii() else ascii(value)


WIDTH = 118


def laid_out(value: Any, written: Callable[[Any], str], indent: int = 0) -> str:
    """Lists and dicts as a literal: on one line where there is room, else a line for each part."""
    if isinstance(value, dict):
        parts = [f"{written(key)}: {laid_out(part, written, indent + 2)}" for key, part in value.items()]
        opened, closed = "{}"
    elif isinstance(value, list | tuple):
        parts = [laid_out(part, written, indent + 2) for part in value]
        opened, closed = "[]"
    else:
        return written(value)
    flat = f"{opened}{', '.join(parts)}{closed}"
    if indent + len(flat) <= WIDTH and "\n" not in flat:
        return flat
    lines = "".join(f"{' ' * (indent + 2)}{part},\n" for part in parts)
    return f"{opened}\n{lines}{' ' * indent}{closed}"


def tuple_of(names: list[str]) -> str:
    """A tuple of texts."""
    return f"({''.join(f'{repr_(name)}, ' for name in names).rstrip(' ' if len(names) == 1 else ', ')})"


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
