"""What servers send: for each mapping a body as a template with a reference, and senders for back ends in Python and Node.

All follow the plans of `govern.payloads`. A template shows its leaves as `{{...}}`; the senders carry the plans as data and
fill them, so that a back end without Tag Manager sends what the server container would.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from govern.core.record import Record
from govern.core.report import Artifact, Place, Route
from govern.payloads.example import bodies
from govern.payloads.layout import layout
from govern.payloads.plan import Leaf, Needing, Plan, leaves
from govern.payloads.sent import Endpoint, Sent, sent_by_servers
from govern.project import Project
from govern.render import templates
from govern.render.code_names import pascal
from govern.render.sender_plans import together, variable_of
from govern.render.senders import names_of, needs, senders
from govern.render.stems import stem

WRITES = "what servers send: body templates, and senders for back ends in Python and Node"
POSITION = 20

T = TypeVar("T")


class Payload(Record):
    """A mapping that a server sends, with its plan and its address."""

    sent: Sent
    plan: dict[str, Plan]
    endpoint: Endpoint


def artifacts(project: Project) -> Iterator[Artifact]:
    """`<output>/payloads/<destination>/<event>.json` and `.md` for each mapping; `sender.py`, `.mjs` and `.d.mts`."""
    folder = f"{project.config.output}/payloads"
    found = list(payloads(project))
    mapped = [(one.sent, one.plan, one.endpoint) for one in found]
    called = names_of(mapped)
    for path, payload in placed(found, lambda payload: payload.sent):
        text = json.dumps(template(payload.plan), ensure_ascii=False, indent=2)
        yield Artifact(f"{folder}/{path}.json", text + "\n")
        yield Artifact(f"{folder}/{path}.md", reference(payload, called[payload.sent.event.name], project.root))
    if found:
        for name, text in senders(project, mapped):
            yield Artifact(f"{folder}/{name}", text)


def placed(found: Iterable[T], sent_of: Callable[[T], Sent]) -> Iterator[tuple[str, T]]:
    """Each with its path below the folder of payloads; what has the path of an earlier one is left out."""
    taken: set[str] = set()
    for one in found:
        sent = sent_of(one)
        path = f"{stem(sent.destination.name)}/{stem(sent.event.name)}"
        if path in taken:
            path = f"{path}.{stem(sent.name)}"
        if path not in taken:
            taken.add(path)
            yield path, one


def paths(project: Project) -> dict[Place, str]:
    """The path of each mapping's payload below the folder of payloads, by the place of the mapping."""
    known = (sent for sent in sent_by_servers(project) if layout(sent.platform.key) is not None)
    return {sent.mapping.place(): path for path, sent in placed(known, lambda sent: sent)}


def payloads(project: Project) -> Iterator[Payload]:
    """The mappings that servers send to platforms whose API is known."""
    for sent in sent_by_servers(project):
        module = layout(sent.platform.key)
        if module is not None:
            yield Payload(sent, module.body(sent), module.endpoint(sent))


def remarks(project: Project) -> Iterator[str]:
    """What servers send and has no payload."""
    unknown = {s.destination.name: s for s in sent_by_servers(project) if layout(s.platform.key) is None}
    for sent in unknown.values():
        yield (
            f'no payload is made for destination "{sent.destination.name}": govern knows no request for '
            f'"{sent.destination.platform}"'
        )
    for payload in payloads(project):
        for field in payload.sent.not_taken():
            sent = payload.sent
            sure = sent.platform.facts.parameters.closed_verified
            why = "takes no such field" if sure else "names no such field, and may refuse events that have one"
            yield (
                f'"{field}" of event "{sent.event.name}" is not sent to "{sent.destination.name}": the server API of '
                f"{sent.platform.name} {why}"
            )


def template(plan: Plan) -> Any:
    """A plan as JSON, its leaves as placeholders."""
    if isinstance(plan, Leaf):
        return placeholder(plan)
    if isinstance(plan, Needing):
        return template(plan.plan)
    if isinstance(plan, dict):
        return {key: template(inner) for key, inner in plan.items() if inner is not None}
    if isinstance(plan, list):
        return [template(inner) for inner in plan]
    return plan


def placeholder(leaf: Leaf) -> str:
    """A leaf as people read it."""
    if leaf.kind == "event_id":
        return "".join(f"{{{{{part}}}}}" if n % 2 else part for n, part in enumerate(leaf.parts))
    source, form = origin(leaf)
    return f"{{{{{source} | {form}}}}}" if form else f"{{{{{source}}}}}"


TIMES = {"s": "seconds since 1970", "ms": "milliseconds since 1970", "us": "microseconds since 1970",
         "iso": "ISO 8601 in UTC", "zoned": "yyyy-mm-dd hh:mm:ss+00:00"}  # fmt: skip
ITEMS = {"ids": "the ids of the products", "count": "how many products"}


def origin(leaf: Leaf) -> tuple[str, str]:
    """Where a leaf's value comes from, and what becomes of it."""
    match leaf.kind:
        case "match":
            how, _, many = leaf.form.partition(" ")
            steps = [*leaf.steps, *(["sha256"] if how == "sha256" else []), *(["in a list"] if many else [])]
            return leaf.name, ", ".join(steps)
        case "items":
            told = ", ".join(f"{name} from {ours}" for name, (ours, _) in leaf.fields.items())
            return leaf.name, ITEMS.get(leaf.form, told)
        case "time":
            return "time", TIMES[leaf.form]
        case "consent":
            return f"consent.{leaf.name}", leaf.form.replace("|", " or ")
        case "context":
            return f"request.{leaf.name}", ""
        case "environment":
            return "environment", ", ".join(f"{name}: {value}" for name, value in leaf.values.items())
        case "event_id":
            return ", ".join(leaf.parts[1::2]), placeholder(leaf)
        case _:
            return leaf.name, "" if leaf.form == "value" else leaf.form


def reference(payload: Payload, called: str, root: str) -> str:
    """The reference of one template, with an example where the event has one; `called` is the event's name in code."""
    sent, plan, endpoint = payload.sent, payload.plan, payload.endpoint
    told = together(sent, plan, endpoint)
    alone = [fields[0] for _, fields in told["needs"] if len(fields) == 1]
    needed = [*needs(sent.project, sent.event), *told["id"], *alone]
    place, _, key = endpoint.token.partition(" ")
    values = {
        "event": sent.event.name,
        "destination": sent.destination.name,
        "platform": sent.platform.name,
        "name": sent.name,
        "urls": list(endpoint.urls.items()),
        "token": variable_of(sent),
        "token_place": place,
        "token_key": key,
        "consent": ", ".join(sent.consent),
        "needs": ", ".join(dict.fromkeys(needed)),
        "one_of": [", ".join(fields) for _, fields in told["needs"] if len(fields) > 1],
        "notes": [note for _, note in told["wants"]],
        "most": told["most"],
        "asks": endpoint.asked is not None,
        "function": called,
        "pascal": pascal(called),
        "rows": [(written(route), *origin(leaf)) for leaf, route in leaves(plan)],
    }
    text = templates.render("payloads/reference.md.jinja", "markdown", values, root)
    example = next(bodies(sent), None)
    if example is None:
        return text
    shown = json.dumps(example, ensure_ascii=False, indent=2)
    return f"{text}\nThe first example of the event, in production:\n\n```json\n{shown}\n```\n"


def written(route: Route) -> str:
    """A route as people write it: `data[0].user_data.em`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in route).removeprefix(".")
