"""What the senders follow: for each event and destination all that is needed to send one to the other, as data."""

from __future__ import annotations

from typing import Any

from govern.core.report import Route
from govern.payloads.layout import layout
from govern.payloads.plan import Leaf, Needing, Plan, leaves
from govern.payloads.sent import Endpoint, Sent
from govern.render.code_names import variable_name

Mapped = tuple[Sent, dict[str, Plan], Endpoint]


def read_by(sent: Sent, answer: str) -> str:
    """What the senders call a way in which answers are read, by the name that the platform's file has for it."""
    return sent.platform.key if answer == "ANSWER" else f"{sent.platform.key} {answer.lower()}"


def asked(sent: Sent, endpoint: Endpoint) -> dict[str, str]:
    """Where a platform is asked what has become of a request; nothing where it says so at once."""
    later = endpoint.asked
    return {} if later is None else {"url": later.url, "field": later.field, "platform": read_by(sent, later.answer)}


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
                "platform": read_by(sent, endpoint.answer),
                "asked": asked(sent, endpoint),
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
