"""First specs from a capture: accounts, events under their common names, the parameters that were sent, who is told what.

What a capture cannot tell is left for people to say: when an event fires, who owns it, what it is for. Of a capture of any size one
hit of each shape is learned from: names, types and accounts, and no values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from govern.captures.coverage import number
from govern.captures.declared import is_automatic, is_remarketing
from govern.captures.hit import Hit
from govern.captures.request import address_of
from govern.captures.told import events, hits, known
from govern.captures.values import number_of
from govern.core.regex import regex
from govern.source.emit import emit

if TYPE_CHECKING:
    from govern.project import Project

SNAKE = regex(r"(?<=[a-z0-9])(?=[A-Z])")
OURS = {"revenue_value": "value", "price_currency": "currency", "conversionValue.amount": "value", "contents": "items",
        "conversionValue.currencyCode": "currency", "transaction_id": "order_id", "transactionId": "order_id",
        "content_ids": "item_ids", "line_items": "items", "products": "items", "num_items": "item_count"}  # fmt: skip
"""What we call parameters that platforms call otherwise."""

ENOUGH = 40
"""So many parameters of an event are taken; more are a tag that sends everything."""


MOST = 20_000
"""So many shapes of hits are remembered; no shop has so many events."""


class Shapes:
    """A hit of each shape, the first of it, in their order: all that specs are made of."""

    def __init__(self) -> None:
        self.firsts: dict[tuple[object, ...], Hit] = {}
        self.left_out = 0
        """How many hits were of another shape when there were enough."""

    @property
    def note(self) -> str:
        """A line that says how much was not learned from; empty where all was."""
        return f"# Not learned from: {number(self.left_out, 'hit')} beyond {number(MOST, 'shape')}.\n" * bool(
            self.left_out
        )

    def take(self, found: Iterable[Hit]) -> None:
        """Take in a portion of hits."""
        for hit in found:
            shape = shape_of(hit)
            if shape in self.firsts:
                continue
            if len(self.firsts) < MOST:
                self.firsts[shape] = hit
            else:
                self.left_out += 1


def shape_of(hit: Hit) -> tuple[object, ...]:
    """What specs may say of a hit: hits of one shape make the same."""
    parameters = tuple(
        (name, value.type, value.personal is None, value.type == "number" and number_of(value.text) is not None)
        for name, value in hit.parameters.items()
    )
    return hit.platform, hit.leg, hit.kind, hit.account, hit.event, address_of(hit.page).host, parameters


def specs(project: Project) -> str:
    """The specs as YAML."""
    accounts = destinations(project)
    told = [
        hit for hit in events(project) if (hit.platform, account_of(hit)) in accounts and not is_automatic(project, hit)
    ]
    data: dict[str, Any] = {"version": 1}
    if found := pages(project):
        data["sites"] = [{"name": "site", "domains": {"production": found}}]
    data["destinations"] = [
        {
            "name": name,
            "platform": platform,
            "id": account,
            **({"server": {}} if is_sent_by_server(told, platform) else {}),
        }
        for (platform, account), name in accounts.items()
    ]
    named = parameters(project, told)
    data["parameters"] = [{"name": name, **kind} for name, kind in named.items()]
    data["events"] = [
        {"name": name, "parameters": [{"use": ours} for ours in ours_of(project, told, name)]}
        for name in dict.fromkeys(event_name(project, hit) for hit in told)
    ]
    data["mappings"] = mappings(project, told, accounts)
    return emit({key: value for key, value in data.items() if value})


def destinations(project: Project) -> dict[tuple[str, str], str]:
    """The accounts that were told something, and what we call them."""
    found: dict[tuple[str, str], str] = {}
    for hit in hits(project):
        key = (hit.platform, account_of(hit))
        platform = known(project, hit)
        own = platform.facts.identifiers.destination if platform is not None else ()
        ids = [id for name, id in platform.identifiers.items() if name in own] if platform is not None else []
        fits = any(id.accepts(key[1]) for id in ids) and hit.kind == "event"
        if key[1] and key not in found and fits and not is_remarketing(hit):
            same = sum(other[0] == hit.platform for other in found)
            found[key] = f"{hit.platform.replace('_', '-')}{f'-{same + 1}' if same else ''}"
    return found


def account_of(hit: Hit) -> str:
    """The account without the label of a conversion."""
    return hit.account.partition("/")[0]


def pages(project: Project) -> list[str]:
    """The hosts of the pages that were seen."""
    hosts = (address_of(hit.page).host for hit in hits(project))
    return list(dict.fromkeys(host for host in hosts if "." in host))[:20]


def is_sent_by_server(told: list[Hit], platform: str) -> bool:
    """Whether a server told a platform anything."""
    return any(hit.platform == platform and hit.leg == "server" for hit in told)


def event_name(project: Project, hit: Hit) -> str:
    """What we call an event: its common name where the platform has it as one of its own."""
    platform = known(project, hit)
    standard = platform.events.get(hit.event) if platform is not None else None
    if standard is not None and standard.canonical:
        return standard.canonical
    if hit.platform == "google_ads" and "/" in hit.account:
        return "conversion"
    plain = re.sub(r"[^a-z0-9]+", "_", SNAKE.sub("_", hit.event).lower()).strip("_")
    return plain if plain[:1].isalpha() else f"event_{plain}"


def ours(field: str) -> str:
    """What we call a parameter."""
    name = OURS.get(field, field)
    plain = re.sub(r"[^a-z0-9]+", "_", SNAKE.sub("_", name).lower()).strip("_")
    return plain if plain[:1].isalpha() else f"parameter_{plain}"


def fields_of(project: Project, hit: Hit) -> list[str]:
    """The parameters of a hit that may be declared: what is personal is left out."""
    platform = known(project, hit)
    facts = platform.parameters if platform is not None else {}
    named = [name for name, value in hit.parameters.items() if value.personal is None and not name.startswith("<")]
    return [name for name in named if name in facts or hit.platform == "ga4"][:ENOUGH]


def ours_of(project: Project, told: list[Hit], event: str) -> list[str]:
    """The parameters of an event under our names, in the order in which hits told them first."""
    same = (hit for hit in told if event_name(project, hit) == event)
    return list(dict.fromkeys(ours(field) for hit in same for field in fields_of(project, hit)))


def ours_of_hit(project: Project, hit: Hit) -> set[str]:
    """What we call the parameters of a hit."""
    return {ours(field) for field in fields_of(project, hit)}


def parameters(project: Project, told: list[Hit]) -> dict[str, dict[str, Any]]:
    """The parameters that were sent, with their types."""
    found: dict[str, dict[str, Any]] = {}
    for hit in told:
        for field in fields_of(project, hit):
            found.setdefault(ours(field), kind_of(ours(field), hit, field))
    alone = any(
        "value" in fields and "currency" not in fields for fields in (ours_of_hit(project, hit) for hit in told)
    )
    if alone or "currency" not in found:
        found = {name: {"type": "number"} if kind["type"] == "money" else kind for name, kind in found.items()}
    return found


def kind_of(name: str, hit: Hit, field: str) -> dict[str, Any]:
    """The type of a parameter."""
    if name == "value":
        return {"type": "money", "currency": "currency"}
    if name == "currency":
        return {"type": "currency"}
    if name == "items":
        return {"type": "items"}
    value = hit.parameters[field]
    is_id = name.endswith(("_id", "_ids"))
    return {
        "type": "number" if not is_id and value.type == "number" and number_of(value.text) is not None else "string"
    }


def mappings(project: Project, told: list[Hit], accounts: dict[tuple[str, str], str]) -> list[dict[str, Any]]:
    """Who is told what, by which legs."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for hit in told:
        event, destination = event_name(project, hit), accounts[hit.platform, account_of(hit)]
        first = {"event": event, "destination": destination, "as": called(hit), "via": []}
        one = found.setdefault((event, destination, hit.event), first)
        if called(hit) != hit.event:
            one["conversion_action"] = hit.event.rpartition(":")[2]
        if hit.leg not in one["via"]:
            one["via"].append(hit.leg)
        if label := hit.account.partition("/")[2]:
            one["conversion_label"] = label
        for field in fields_of(project, hit):
            one.setdefault("parameters", {}).setdefault(field, ours(field))
    return list(found.values())


def called(hit: Hit) -> str:
    """The platform's name for an event; LinkedIn's hits have the number of a conversion rule instead."""
    return "OTHER" if hit.platform == "linkedin" else hit.event
